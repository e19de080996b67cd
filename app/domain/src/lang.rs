//! The two languages, and values given in both.

use serde::{Deserialize, Serialize};

/// Chinese is the first language, English the second.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    #[default]
    Zh,
    En,
}

impl Lang {
    pub const ALL: [Self; 2] = [Self::Zh, Self::En];

    /// The tag for `lang=""` (BCP 47).
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }

    /// The short code kept in cookies and the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "zh" | "zh-CN" => Some(Self::Zh),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// What stands in a frozen form as `[zh, en]`, in this language.
    pub const fn pick<T>(self, [zh, en]: &[T; 2]) -> &T {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }

    pub fn is_first(&self) -> bool {
        *self == Self::Zh
    }

    pub const fn other(self) -> Self {
        match self {
            Self::Zh => Self::En,
            Self::En => Self::Zh,
        }
    }

    /// Chooses by an `Accept-Language` header (RFC 9110, section 12.5.4): the highest weight that names one of the two.
    pub fn negotiate(header: &str) -> Self {
        let mut best = (0u16, Self::Zh);
        for part in header.split(',') {
            let mut pieces = part.split(';');
            let tag = pieces.next().unwrap_or_default().trim().to_ascii_lowercase();
            let weight = pieces.find_map(|p| p.trim().strip_prefix("q=")?.parse::<f32>().ok()).unwrap_or(1.0);
            let weight = (weight.clamp(0.0, 1.0) * 1000.0) as u16;
            let lang = match tag.split('-').next() {
                Some("zh") => Self::Zh,
                Some("en") => Self::En,
                _ => continue,
            };
            if weight > best.0 {
                best = (weight, lang);
            }
        }
        best.1
    }
}

/// A value in Chinese, and in English where its twin has been written; or in English alone, where its author wrote no Chinese.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bilingual<T> {
    /// What stands first: Chinese, but for what is in English alone.
    pub zh: T,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub en: Option<T>,
    /// The language of what stands first where it stands alone.
    #[serde(default, skip_serializing_if = "Lang::is_first")]
    pub alone: Lang,
}

impl<T> From<[T; 2]> for Bilingual<T> {
    /// In Chinese and in English.
    fn from([zh, en]: [T; 2]) -> Self {
        Self::new(zh, Some(en))
    }
}

impl<T> Bilingual<T> {
    /// In Chinese, and in English where there is some.
    pub fn new(zh: T, en: Option<T>) -> Self {
        Self { zh, en, alone: Lang::Zh }
    }

    /// The same of an author who writes in this language.
    pub fn written_in(self, alone: Lang) -> Self {
        Self { alone, ..self }
    }

    /// What is said in both languages.
    pub fn of(say: impl FnMut(Lang) -> T) -> Self {
        Lang::ALL.map(say).into()
    }

    /// The value in `lang`, or the only one where there is no twin.
    pub fn get(&self, lang: Lang) -> &T {
        match (lang, &self.en) {
            (Lang::En, Some(en)) => en,
            _ => &self.zh,
        }
    }

    /// The language that [`get`](Self::get) really gives.
    pub fn lang(&self, wished: Lang) -> Lang {
        if self.en.is_some() { wished } else { self.alone }
    }

    /// The same, where it is not the one that was wished for.
    pub fn foreign(&self, wished: Lang) -> Option<Lang> {
        Some(self.lang(wished)).filter(|own| *own != wished)
    }
}

/// A title as a page shows it: its words, and the language that they are in where the reader wished for another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Title {
    pub text: String,
    pub foreign: Option<Lang>,
}

impl Bilingual<String> {
    pub fn title(&self, wished: Lang) -> Title {
        Title { text: self.get(wished).clone(), foreign: self.foreign(wished) }
    }
}

impl From<String> for Title {
    fn from(text: String) -> Self {
        Self { text, foreign: None }
    }
}

impl From<&str> for Title {
    fn from(text: &str) -> Self {
        text.to_string().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browser_chooses_the_language() {
        for (header, lang) in [
            ("", Lang::Zh),
            ("en-GB,en;q=0.9", Lang::En),
            ("fr, en;q=0.2, zh;q=0.1", Lang::En),
            ("zh-TW;q=0.5,en;q=0.4", Lang::Zh),
            ("de", Lang::Zh),
        ] {
            assert_eq!(Lang::negotiate(header), lang, "{header}");
        }
    }

    #[test]
    fn a_title_knows_when_it_is_not_in_the_language_that_was_wished_for() {
        let alone = Bilingual::new("小考试".to_string(), None);
        assert_eq!(alone.title(Lang::En), Title { text: "小考试".into(), foreign: Some(Lang::Zh) });
        assert_eq!(alone.title(Lang::Zh), "小考试".into());
        let both = Bilingual { en: Some("Little exam".to_string()), ..alone };
        assert_eq!((both.title(Lang::En), both.title(Lang::Zh)), ("Little exam".into(), "小考试".into()));
        let english = Bilingual::new("Little exam".to_string(), None).written_in(Lang::En);
        assert_eq!(english.title(Lang::Zh), Title { text: "Little exam".into(), foreign: Some(Lang::En) });
        assert_eq!(english.title(Lang::En), "Little exam".into());
    }
}
