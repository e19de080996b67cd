//! Why a certificate that was earned is not there yet: what waits for people, and what the issuer refuses.
//!
//! A refusal is not a passing fault: trying again changes nothing until its cause is gone. It is kept with the attempt, told to the holder and to
//! those who can act, and tried again when a name, the fonts or the issuer's settings have changed.

use std::fmt;

/// Why an issuer does not make a certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IssuerRefusal {
    /// The certificate's fonts do not have this character.
    Glyph(char),
    /// This text does not fit in its place on the sheet.
    Long(String),
    /// There are no fonts; in words for the operator.
    Fonts(String),
    /// The issuer itself is not set up (its name, its prefix, its address, its key); in words for the operator.
    Setup(String),
    /// Something that it says cannot be said; in words for the operator.
    Other(String),
}

/// What a certificate waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hold {
    /// No name was frozen at the start.
    NameMissing,
    /// The frozen name was stated by the person, and nobody has confirmed it.
    NameUnconfirmed,
    Refused(IssuerRefusal),
}

impl Hold {
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NameMissing => "name_missing",
            Self::NameUnconfirmed => "name_unconfirmed",
            Self::Refused(IssuerRefusal::Glyph(_)) => "glyph_missing",
            Self::Refused(IssuerRefusal::Long(_)) => "text_too_long",
            Self::Refused(IssuerRefusal::Fonts(_)) => "fonts_missing",
            Self::Refused(IssuerRefusal::Setup(_)) => "issuer_not_set_up",
            Self::Refused(IssuerRefusal::Other(_)) => "issuer_refuses",
        }
    }

    /// What goes with the code: a character, a text, or nothing.
    pub fn detail(&self) -> String {
        match self {
            Self::NameMissing | Self::NameUnconfirmed => String::new(),
            Self::Refused(IssuerRefusal::Glyph(c)) => c.to_string(),
            Self::Refused(
                IssuerRefusal::Long(text) | IssuerRefusal::Fonts(text) | IssuerRefusal::Setup(text) | IssuerRefusal::Other(text),
            ) => text.clone(),
        }
    }

    /// What `code` and `detail` made; a code of a later build is something that the issuer refuses.
    pub fn read(code: &str, detail: &str) -> Self {
        let text = || detail.to_string();
        match code {
            "name_missing" => Self::NameMissing,
            "name_unconfirmed" => Self::NameUnconfirmed,
            "glyph_missing" => Self::Refused(IssuerRefusal::Glyph(detail.chars().next().unwrap_or('\u{fffd}'))),
            "text_too_long" => Self::Refused(IssuerRefusal::Long(text())),
            "fonts_missing" => Self::Refused(IssuerRefusal::Fonts(text())),
            "issuer_not_set_up" => Self::Refused(IssuerRefusal::Setup(text())),
            _ => Self::Refused(IssuerRefusal::Other(text())),
        }
    }
}

impl fmt::Display for IssuerRefusal {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Glyph(c) => write!(f, "no font has the character {c} (U+{:04X})", *c as u32),
            Self::Long(text) => write!(f, "too long for its place: {text}"),
            Self::Fonts(why) | Self::Setup(why) | Self::Other(why) => f.write_str(why),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hold_is_read_back_as_it_was_written() {
        let refused = [
            IssuerRefusal::Glyph('😀'),
            IssuerRefusal::Long("长".into()),
            IssuerRefusal::Fonts("none".into()),
            IssuerRefusal::Setup("prefix".into()),
            IssuerRefusal::Other("x".into()),
        ];
        for hold in refused.into_iter().map(Hold::Refused).chain([Hold::NameMissing, Hold::NameUnconfirmed]) {
            assert_eq!(Hold::read(hold.code(), &hold.detail()), hold);
        }
        assert!(matches!(Hold::read("of tomorrow", "x"), Hold::Refused(IssuerRefusal::Other(_))));
    }
}
