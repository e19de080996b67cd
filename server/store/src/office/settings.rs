//! What administrators decided in the browser: a row a setting, and the logo. Every node reads them every few seconds.

use crate::{
    Fault, Stamp, Store, boxed,
    db::{Conn, args, events},
};
use zhixing_domain::{
    account::Administrator,
    event::Event,
    settings::{SiteSetting, SiteSettings},
};

/// What a log line is about that is about the whole site.
pub const SITE: &str = "site";

impl Store {
    /// A node reads what administrators decided.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn site_settings(&self) -> Result<SiteSettings, Fault> {
        let mut kept = vec![];
        for row in self.core.read.all("SELECT name, value FROM site_setting", vec![]).await? {
            // a later build may have more of them
            if let Some(setting) = SiteSetting::from_code(&row.text("name")?) {
                kept.push((setting, row.text("value")?));
            }
        }
        Ok(SiteSettings::of(&kept))
    }

    /// An administrator decides settings: each with its value, or `None` where the configuration is to hold. What stays as it was is no
    /// event. A new logo comes with its kind and its bytes; the one before it goes. Gives what changed.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn set_site_settings(
        &self,
        _: &Administrator,
        decided: Vec<(SiteSetting, Option<String>)>,
        logo: Option<(String, Vec<u8>)>,
        stamp: Stamp,
    ) -> Result<Vec<SiteSetting>, Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let mut changed = vec![];
                    for (setting, value) in decided {
                        let name = setting.code();
                        let row = c.one("SELECT s.value FROM site_setting s WHERE s.name = $1", args![name]).await?;
                        if row.map(|r| r.text("value")).transpose()? == value {
                            continue;
                        }
                        put(c, name, value.as_deref(), &stamp).await?;
                        if setting == SiteSetting::Logo {
                            c.execute("DELETE FROM site_logo", vec![]).await?;
                            if let Some(((kind, bytes), digest)) = logo.clone().zip(value.as_deref()) {
                                let sql = "INSERT INTO site_logo (digest, kind, bytes) VALUES ($1, $2, $3)";
                                c.execute(sql, args![digest, kind, bytes]).await?;
                            }
                        }
                        let told = Event::SiteSettingChanged { setting: name.into(), value };
                        events::append(c, &stamp, SITE, told).await?;
                        changed.push(setting);
                    }
                    Ok(changed)
                })
            })
            .await
    }

    /// A node reads the logo of this file name: its kind and its bytes; `None` if it is not the one of now.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn site_logo(&self, file: &str) -> Result<Option<(String, Vec<u8>)>, Fault> {
        let row = self.core.read.one("SELECT l.kind, l.bytes FROM site_logo l WHERE l.digest = $1", args![file]).await?;
        row.map(|r| Ok((r.text("kind")?, r.bytes("bytes")?))).transpose()
    }
}

/// Writes one setting; without a value the configuration holds.
async fn put(conn: &mut Conn<'_>, name: &str, value: Option<&str>, stamp: &Stamp) -> Result<(), Fault> {
    let Some(value) = value else {
        return conn.execute("DELETE FROM site_setting WHERE name = $1", args![name]).await.map(|_| ());
    };
    let sql = "INSERT INTO site_setting (name, value, changed_at, changed_by) VALUES ($1, $2, $3, $4) \
               ON CONFLICT (name) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at, changed_by = excluded.changed_by";
    conn.execute(sql, args![name, value, stamp.now, stamp.actor.to_string()]).await.map(|_| ())
}
