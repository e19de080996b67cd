//! Pages of the site itself: what is stored of people, on which terms, and help. Whoever runs the site may replace their texts.

use crate::{course::Html, digest::sha256_hex, lang::Bilingual};

/// The names of the pages that a site has.
pub const PRIVACY: &str = "privacy";
pub const TERMS: &str = "terms";
pub const HELP: &str = "help";

#[derive(Clone, Debug)]
pub struct SitePage {
    /// One of the names above.
    pub slug: String,
    pub title: Bilingual<String>,
    pub summary: Bilingual<String>,
    pub body: Bilingual<Html>,
    /// SHA-256 over what is read in both languages, or over the edition that its author gives it: the same edition is the same meaning.
    pub digest: String,
}

/// Which texts somebody agrees to who opens an account: a hash over privacy and terms. Another text is another version.
pub fn agreed_version(pages: &[SitePage]) -> String {
    let digests: Vec<&str> = pages.iter().filter(|p| p.slug == PRIVACY || p.slug == TERMS).map(|p| p.digest.as_str()).collect();
    sha256_hex(digests.join(" ").as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(slug: &str, digest: &str) -> SitePage {
        let (title, summary, body) = (Bilingual::default(), Bilingual::default(), Bilingual { zh: Html("".into()), en: None });
        SitePage { slug: slug.into(), title, summary, body, digest: digest.into() }
    }

    #[test]
    fn another_text_of_privacy_or_terms_is_another_version_and_help_is_none_of_it() {
        let pages = [page(HELP, "1"), page(PRIVACY, "2"), page(TERMS, "3")];
        let version = agreed_version(&pages);
        assert_eq!(version.len(), 64);
        assert_eq!(agreed_version(&[page(HELP, "9"), page(PRIVACY, "2"), page(TERMS, "3")]), version);
        assert_ne!(agreed_version(&[page(HELP, "1"), page(PRIVACY, "2"), page(TERMS, "4")]), version);
    }
}
