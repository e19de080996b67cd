//! A forgotten password, and a mail with a link that lets its reader set a new one. What is asked is kept as it was typed, whoever has that login or
//! address or nobody: a worker finds out, so that asking takes as long for all. Never here: a link that can be read.

use crate::{
    Fault, Stamp, Store, boxed,
    db::{args, dialect, events},
    office::{bound, passwords},
};
use zhixing_domain::{
    account,
    event::Event,
    id::{AccountId, EventId},
    message::Channel,
    time::{Span, Timestamp},
};

/// How many such letters one account is sent in an hour: nobody's mailbox is filled by us.
const LETTERS: i64 = 3;
const HOUR: Span = Span::from_minutes(60);
/// An address that several accounts have confirmed gets a letter for so many of them.
const ACCOUNTS: i64 = 5;

impl Store {
    /// Somebody asks for a link; `who` is a login or an address, as it was typed.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn ask_recovery(&self, who: &str, stamp: Stamp) -> Result<(), Fault> {
        let channel = Channel::Recovery.code();
        let sql = "INSERT INTO delivery (id, channel, target, created_at, due_at, state, tries) VALUES ($1, $2, $3, $4, $4, 'waiting', 0)";
        self.run(sql, args![format!("{channel}.{}", stamp.mint(EventId::new)), channel, who, stamp.now]).await
    }

    /// A worker looks who was meant by what was asked as `request`: a letter is queued to the confirmed address of each such account that may sign in,
    /// unless it was sent three in this hour. Done again, it queues nothing more.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn queue_recovery(&self, request: &str, who: &str, now: Timestamp) -> Result<(), Fault> {
        let [typed, read] = account::spellings(account::typed(who));
        let (request, who) = (request.to_string(), who.to_string());
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let sql = "SELECT a.id, a.mail FROM account a WHERE a.id IN \
                               (SELECT l.id FROM account l WHERE l.login IN ($1, $2) UNION \
                               SELECT m.id FROM account m WHERE LOWER(m.mail) = LOWER($3) AND m.mail IS NOT NULL) \
                               AND a.mail IS NOT NULL AND a.disabled_at IS NULL ORDER BY a.id LIMIT $4";
                    let found = c.all(sql, args![typed, read, who, ACCOUNTS]).await?;
                    for row in found {
                        let (id, channel) = (row.text("id")?, Channel::Recovery.code());
                        let lock = format!("SELECT id FROM account WHERE id = $1{}", dialect::for_update(c));
                        c.one(lock, args![&id]).await?;
                        let sql = "INSERT INTO delivery (id, channel, target, account_id, created_at, due_at, state, tries) \
                                   SELECT $1, $2, $3, $4, $5, $5, 'waiting', 0 WHERE (SELECT COUNT(*) FROM delivery d \
                                   WHERE d.account_id = $4 AND d.channel = $2 AND d.created_at > $6) < $7 \
                                   AND NOT EXISTS (SELECT 1 FROM delivery w WHERE w.account_id = $4 AND w.channel = $2 AND w.state = 'waiting') \
                                   AND NOT EXISTS (SELECT 1 FROM recovery_link r WHERE r.account_id = $4 AND r.expires_at > $5) \
                                   ON CONFLICT DO NOTHING";
                        let values = args![format!("{request}.{id}"), channel, row.text("mail")?, &id, now, now - HOUR, LETTERS];
                        c.execute(sql, values).await?;
                    }
                    Ok(())
                })
            })
            .await
    }

    /// A worker is about to send a link, by its hash; one of before no longer works.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn put_recovery_link(&self, account: AccountId, hash: String, expires_at: Timestamp) -> Result<(), Fault> {
        let sql = "INSERT INTO recovery_link (account_id, hash, expires_at) VALUES ($1, $2, $3) \
                   ON CONFLICT (account_id) DO UPDATE SET hash = excluded.hash, expires_at = excluded.expires_at";
        self.run(sql, args![account.to_string(), hash, expires_at]).await
    }

    /// Tells whose link it is by its hash, and their login, if it may still be used at `now`. A disabled account has none.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn account_of_link(&self, hash: &str, now: Timestamp) -> Result<Option<(AccountId, String)>, Fault> {
        let sql = "SELECT a.id, a.login FROM recovery_link r JOIN account a ON a.id = r.account_id \
                   WHERE r.hash = $1 AND r.expires_at > $2 AND a.disabled_at IS NULL";
        let row = self.core.read.one(sql, args![hash, now]).await?;
        row.map(|row| Ok((row.parse("id")?, row.text("login")?))).transpose()
    }

    /// A person sets a new password by a link; `hash` is the hash of the link, `password` that of the password. The link, every session, every token and
    /// every known device end, and what others may have bound; a second factor stays. `None` if the link is over, or the account is disabled.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn recover(&self, hash: String, password: String, stamp: Stamp) -> Result<Option<AccountId>, Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let sql = "SELECT r.account_id FROM recovery_link r JOIN account a ON a.id = r.account_id \
                               WHERE r.hash = $1 AND r.expires_at > $2 AND a.disabled_at IS NULL";
                    let Some(row) = c.one(sql, args![&hash, stamp.now]).await? else { return Ok(None) };
                    let account: AccountId = row.parse("account_id")?;
                    // the account before its link, as whoever changes the password takes them: neither waits for the other for ever
                    let lock = format!("SELECT id FROM account WHERE id = $1{}", dialect::for_update(c));
                    c.one(lock, args![account.to_string()]).await?;
                    // of any number of calls at once one has the link
                    let taken = "DELETE FROM recovery_link WHERE account_id = $1 AND hash = $2";
                    if c.execute(taken, args![account.to_string(), &hash]).await? == 0 {
                        return Ok(None);
                    }
                    passwords::replace(c, account, &password, &stamp).await?;
                    bound::end(c, account, &stamp).await?;
                    events::append(c, &stamp, &account.to_string(), Event::Recovered).await?;
                    Ok(Some(account))
                })
            })
            .await
    }
}
