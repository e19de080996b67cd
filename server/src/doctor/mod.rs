//! What is missing or doubtful in an installation, and what to do about it. A doctor looks and changes nothing.
//!
//! Start at [`examine`]. Each file looks at one part of the installation; what it finds is decided by small functions of what was seen, so that a
//! test can show them anything. Never here: how it is printed (`cli::doctor`).

mod address;
mod content;
mod database;
mod folder;
mod machine;
mod people;
mod providers;
mod records;
mod secrets;
mod settings;
mod sms;
#[cfg(test)]
mod tests;

use crate::{
    clock::Clock,
    config::{Config, ConfigError},
    hashing::Hashing,
};
use std::sync::Arc;
use zhixing_domain::lang::{Bilingual, Lang};

/// How it is with a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Health {
    Fine,
    /// It works, and somebody should know.
    Doubtful,
    /// It does not work, or will cost somebody dearly.
    Broken,
}

impl Health {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Fine => "ok",
            Self::Doubtful => "warning",
            Self::Broken => "error",
        }
    }

    pub const fn name(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Fine, Lang::Zh) => "正常",
            (Self::Doubtful, Lang::Zh) => "注意",
            (Self::Broken, Lang::Zh) => "错误",
            (_, Lang::En) => self.code(),
        }
    }
}

/// A part of an installation: its name for programs, in Chinese and in English.
type Part = [&'static str; 3];

/// A text in Chinese and in English, with values from around it.
macro_rules! both {
    ($zh:literal | $en:literal) => {
        zhixing_domain::lang::Bilingual::from([format!($zh), format!($en)])
    };
}
use both;

/// A line of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnosis {
    pub part: Part,
    pub health: Health,
    found: Bilingual<String>,
    remedy: Bilingual<String>,
}

impl Diagnosis {
    fn fine(part: Part, found: Bilingual<String>) -> Self {
        Self { part, health: Health::Fine, found, remedy: Default::default() }
    }

    fn doubtful(part: Part, found: Bilingual<String>, remedy: Bilingual<String>) -> Self {
        Self { part, health: Health::Doubtful, found, remedy }
    }

    fn broken(part: Part, found: Bilingual<String>, remedy: Bilingual<String>) -> Self {
        Self { part, health: Health::Broken, found, remedy }
    }

    pub fn code(&self) -> &'static str {
        self.part[0]
    }

    pub fn name(&self, lang: Lang) -> &'static str {
        self.part[if lang == Lang::Zh { 1 } else { 2 }]
    }

    pub fn found(&self, lang: Lang) -> &str {
        self.found.get(lang)
    }

    /// What to do; nothing where all is well.
    pub fn remedy(&self, lang: Lang) -> Option<&str> {
        Some(self.remedy.get(lang).as_str()).filter(|text| !text.is_empty())
    }
}

/// Looks at everything that these settings name.
pub async fn examine(config: &Config, clock: &dyn Clock, hashing: &Arc<Hashing>) -> Vec<Diagnosis> {
    let now = clock.now();
    let mut report = settings::look(config);
    report.extend(address::look(config).await);
    report.extend(providers::look(config).await);
    report.extend(sms::look(config).await);
    report.extend(folder::look(config));
    report.extend(machine::look(config));
    let (of_the_database, store) = database::look(config, now).await;
    report.extend(of_the_database);
    report.extend(secrets::look(config, store.as_ref()).await);
    report.extend(content::look(config, store.as_ref()).await);
    report.extend(people::look(config, store.as_ref(), hashing).await);
    report.extend(records::look(config, store.as_ref(), now).await);
    if let Some(store) = store {
        store.close().await;
    }
    report
}

/// The whole report where the settings themselves cannot be used: nothing else can be looked at.
pub fn unusable(error: &ConfigError) -> Vec<Diagnosis> {
    vec![settings::unusable(error)]
}
