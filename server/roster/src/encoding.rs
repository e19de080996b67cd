//! The encodings that spreadsheets of this country save.

/// How a file was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    Utf16,
    Gb18030,
}

impl Encoding {
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16 => "UTF-16",
            Self::Gb18030 => "GB18030 (GBK)",
        }
    }

    /// The word of an option: `utf-8`, `utf-16`, `gb18030`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16 => "utf-16",
            Self::Gb18030 => "gb18030",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        let code = code.to_lowercase();
        Some(match code.as_str() {
            "utf8" => Self::Utf8,
            "utf16" => Self::Utf16,
            "gbk" | "gb2312" => Self::Gb18030,
            code => [Self::Utf8, Self::Utf16, Self::Gb18030].into_iter().find(|e| e.code() == code)?,
        })
    }
}
