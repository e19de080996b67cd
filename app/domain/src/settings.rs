//! What administrators decide in the browser of this installation: who may register, and how it looks. Where they decided nothing, the configuration
//! holds. Here: which settings there are and which values fit. Never here: where they are kept, what a page makes of them.

use crate::text::{name, storable};

/// Each setting, kept as text under its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SiteSetting {
    /// `true` or `false`: whether anybody may open an account.
    Registration,
    NameZh,
    NameEn,
    ContactZh,
    ContactEn,
    Accent,
    /// The digest of the logo and what it is: `<64 hexadecimal digits>.svg` or `.png`.
    Logo,
    /// `true`: nothing is published from the workshop that a colleague has not approved.
    ReviewPublications,
}

impl SiteSetting {
    pub const ALL: [Self; 8] = [
        Self::Registration,
        Self::NameZh,
        Self::NameEn,
        Self::ContactZh,
        Self::ContactEn,
        Self::Accent,
        Self::Logo,
        Self::ReviewPublications,
    ];

    /// The word for the database, the log and programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Registration => "registration",
            Self::NameZh => "name_zh",
            Self::NameEn => "name_en",
            Self::ContactZh => "contact_zh",
            Self::ContactEn => "contact_en",
            Self::Accent => "accent",
            Self::Logo => "logo",
            Self::ReviewPublications => "review_publications",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }
}

/// The colours that there are: each keeps its contrast on both papers (`style/tokens.css`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Accent {
    /// 黛, the house's own.
    #[default]
    Teal,
    /// 靛青
    Indigo,
    /// 松绿
    Pine,
    /// 紫棠
    Plum,
    /// 赭石
    Ochre,
}

impl Accent {
    pub const ALL: [Self; 5] = [Self::Teal, Self::Indigo, Self::Pine, Self::Plum, Self::Ochre];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Teal => "teal",
            Self::Indigo => "indigo",
            Self::Pine => "pine",
            Self::Plum => "plum",
            Self::Ochre => "ochre",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|a| a.code() == code)
    }
}

/// What was decided; nothing in a field where the configuration or the house's own holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SiteSettings {
    pub registration: Option<bool>,
    /// The name of the installation by language.
    pub name: [Option<String>; 2],
    /// Whom to turn to, by language.
    pub contact: [Option<String>; 2],
    pub accent: Accent,
    /// The file name of the logo.
    pub logo: Option<String>,
    /// Whether a colleague approves what is published from the workshop.
    pub review_publications: bool,
}

impl SiteSettings {
    /// From what is kept; what cannot be read is as if it were not there.
    pub fn of(kept: &[(SiteSetting, String)]) -> Self {
        let mut settings = Self::default();
        for (setting, value) in kept {
            let text = || Some(value.clone());
            match setting {
                SiteSetting::Registration => settings.registration = value.parse().ok(),
                SiteSetting::NameZh => settings.name[0] = text(),
                SiteSetting::NameEn => settings.name[1] = text(),
                SiteSetting::ContactZh => settings.contact[0] = text(),
                SiteSetting::ContactEn => settings.contact[1] = text(),
                SiteSetting::Accent => settings.accent = Accent::from_code(value).unwrap_or_default(),
                SiteSetting::Logo => settings.logo = text(),
                SiteSetting::ReviewPublications => settings.review_publications = value == "true",
            }
        }
        settings
    }
}

/// The most characters of a name: it stands in one row with the navigation.
pub const NAME: usize = 24;
/// The most characters of the line that says whom to turn to.
pub const CONTACT: usize = 120;
/// The largest logo, in bytes.
pub const LOGO_BYTES: usize = 128 << 10;

/// Why a value is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettingRefusal {
    /// Longer than [`NAME`], or with characters that nobody sees.
    NameForm,
    /// Longer than [`CONTACT`].
    ContactLong,
    /// Neither yes, no nor as configured; no colour of these.
    Unknown,
}

/// A value in the form it is kept; nothing where it was left empty, so that the configuration or the house's own holds. The logo is checked by
/// whoever has its bytes.
///
/// # Errors
///
/// [`SettingRefusal::NameForm`], [`SettingRefusal::ContactLong`], or [`SettingRefusal::Unknown`] for a word that the
/// setting does not have.
pub fn kept(setting: SiteSetting, typed: &str) -> Result<Option<String>, SettingRefusal> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    match setting {
        SiteSetting::Registration => typed.parse::<bool>().map(|yes| Some(yes.to_string())).map_err(|_| SettingRefusal::Unknown),
        SiteSetting::NameZh | SiteSetting::NameEn => {
            let name = name::display(typed).map_err(|_| SettingRefusal::NameForm)?;
            if name.chars().count() > NAME { Err(SettingRefusal::NameForm) } else { Ok(Some(name)) }
        }
        SiteSetting::ContactZh | SiteSetting::ContactEn => {
            let line = storable::line(typed).replace(['\n', '\r', '\t'], " ");
            if line.chars().count() > CONTACT { Err(SettingRefusal::ContactLong) } else { Ok(Some(line)) }
        }
        // the house's own is nothing to keep
        SiteSetting::Accent => match Accent::from_code(typed) {
            Some(Accent::Teal) => Ok(None),
            Some(accent) => Ok(Some(accent.code().into())),
            None => Err(SettingRefusal::Unknown),
        },
        SiteSetting::Logo => Ok(Some(typed.into())),
        // without it is nothing to keep
        SiteSetting::ReviewPublications => match typed {
            "true" => Ok(Some(typed.into())),
            "false" => Ok(None),
            _ => Err(SettingRefusal::Unknown),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_kept_in_one_form_or_refused_with_its_reason() {
        use SiteSetting::*;
        let (long, longer) = ("长".repeat(NAME + 1), "x".repeat(CONTACT + 1));
        for (setting, typed, wanted) in [
            (Registration, " false ", Ok(Some("false"))),
            (Registration, "", Ok(None)),
            (Registration, "maybe", Err(SettingRefusal::Unknown)),
            (NameZh, " 某市评价中心 ", Ok(Some("某市评价中心"))),
            (NameEn, long.as_str(), Err(SettingRefusal::NameForm)),
            (NameEn, "a\u{202e}b", Ok(Some("ab"))),
            (ContactZh, "电话 010-1234\n周一至周五", Ok(Some("电话 010-1234 周一至周五"))),
            (ContactEn, longer.as_str(), Err(SettingRefusal::ContactLong)),
            (Accent, "plum", Ok(Some("plum"))),
            (Accent, "teal", Ok(None)),
            (Accent, "red", Err(SettingRefusal::Unknown)),
            (ReviewPublications, "true", Ok(Some("true"))),
            (ReviewPublications, "false", Ok(None)),
            (ReviewPublications, "perhaps", Err(SettingRefusal::Unknown)),
        ] {
            assert_eq!(kept(setting, typed), wanted.map(|w| w.map(String::from)), "{setting:?} {typed}");
        }
    }

    #[test]
    fn what_was_kept_is_read_and_nothing_stands_for_the_configuration() {
        let kept =
            [(SiteSetting::Registration, "false".to_string()), (SiteSetting::NameEn, "Exam".into()), (SiteSetting::Accent, "x".into())];
        let settings = SiteSettings::of(&kept);
        assert_eq!((settings.registration, &settings.name, settings.accent), (Some(false), &[None, Some("Exam".into())], Accent::Teal));
        assert_eq!(SiteSettings::of(&[]), SiteSettings::default());
        for setting in SiteSetting::ALL {
            assert_eq!(SiteSetting::from_code(setting.code()), Some(setting));
        }
    }
}
