//! The accounts of the demonstration: remembered as such, so that they close when it is over.

use crate::{
    Fault, Stamp, Store, boxed,
    db::{
        args,
        dialect::{self, row},
        events,
    },
    office::{accounts, passwords},
};
use zhixing_domain::{account::Account, event::Event, id::AccountId};

/// An account that has the login of one of the demonstration's.
#[derive(Clone, Debug)]
pub struct DemoAccount {
    pub account: Account,
    pub password_hash: String,
    /// The demonstration made it; accounts that an earlier build made do not say so.
    pub made: bool,
}

impl Store {
    /// When the server starts as a demonstration it marks the accounts with these logins as its own, and opens those again that a start
    /// without the demonstration closed.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn keep_demo_accounts(&self, logins: Vec<String>, stamp: Stamp) -> Result<(), Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let rows = || dialect::rows("login", logins.iter().map(|l| row![l]));
                    let closed = c.all("SELECT id FROM account WHERE demo = 2 ORDER BY id", vec![]).await?;
                    for row in &closed {
                        let id = row.text("id")?;
                        c.execute("UPDATE account SET disabled_at = NULL, demo = 1 WHERE id = $1", args![&id]).await?;
                        events::append(c, &stamp, &id, Event::AccountEnabled { demonstration: true }).await?;
                    }
                    c.execute_with(rows(), "UPDATE account SET demo = 1 WHERE login IN (SELECT login FROM e)").await.map(|_| ())
                })
            })
            .await
    }

    /// Lists the accounts that have one of these logins and that somebody can sign in to.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn demo_accounts(&self, logins: &[&str]) -> Result<Vec<DemoAccount>, Fault> {
        let mut found = vec![];
        for login in logins {
            let sql = format!(
                "SELECT {}, a.password_hash, a.demo FROM account a WHERE a.login = $1 AND a.disabled_at IS NULL",
                accounts::COLUMNS
            );
            if let Some(row) = self.core.read.one(sql, args![*login]).await? {
                let (account, password_hash) = (accounts::read(&row)?, row.text("password_hash")?);
                found.push(DemoAccount { account, password_hash, made: row.int("demo")? > 0 });
            }
        }
        Ok(found)
    }

    /// When the server starts without the demonstration it disables these accounts: nobody signs in to them, and whoever is signed in is
    /// signed out.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn close_demo_accounts(&self, ids: Vec<AccountId>, stamp: Stamp) -> Result<(), Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    for id in &ids {
                        c.execute("UPDATE account SET disabled_at = $2, demo = 2 WHERE id = $1", args![id.to_string(), stamp.now]).await?;
                        passwords::shut_out(c, *id, stamp.now).await?;
                        events::append(c, &stamp, &id.to_string(), Event::AccountDisabled { demonstration: true }).await?;
                    }
                    Ok(())
                })
            })
            .await
    }
}
