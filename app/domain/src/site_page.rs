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
    /// What else the very same words are or were called: by themselves where there is an edition, and by earlier builds.
    pub same: Vec<String>,
}

/// Which texts somebody agrees to who opens an account: a hash over privacy and terms. Another text is another version.
pub fn agreed_version(pages: &[SitePage]) -> String {
    let digests: Vec<&str> = agreed(pages).map(|p| p.digest.as_str()).collect();
    sha256_hex(digests.join(" ").as_bytes())
}

/// Whether a version that somebody agreed to is of the same words as the texts of now, whatever it was called then.
pub fn is_agreed_version(pages: &[SitePage], version: &str) -> bool {
    let mut called: Vec<Vec<&str>> = vec![vec![]];
    for page in agreed(pages) {
        let names = || page.same.iter().chain([&page.digest]);
        called = called.iter().flat_map(|before| names().map(move |name| [before.as_slice(), &[name.as_str()]].concat())).collect();
    }
    called.iter().any(|digests| sha256_hex(digests.join(" ").as_bytes()) == version)
}

fn agreed(pages: &[SitePage]) -> impl Iterator<Item = &SitePage> {
    pages.iter().filter(|p| p.slug == PRIVACY || p.slug == TERMS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(slug: &str, digest: &str) -> SitePage {
        let (title, summary, body) = (Bilingual::default(), Bilingual::default(), Bilingual::new(Html("".into()), None));
        SitePage { slug: slug.into(), title, summary, body, digest: digest.into(), same: vec![format!("{digest} before")] }
    }

    #[test]
    fn another_text_of_privacy_or_terms_is_another_version_and_help_is_none_of_it() {
        let pages = [page(HELP, "1"), page(PRIVACY, "2"), page(TERMS, "3")];
        let version = agreed_version(&pages);
        assert_eq!(version.len(), 64);
        assert_eq!(agreed_version(&[page(HELP, "9"), page(PRIVACY, "2"), page(TERMS, "3")]), version);
        assert_ne!(agreed_version(&[page(HELP, "1"), page(PRIVACY, "2"), page(TERMS, "4")]), version);
    }

    #[test]
    fn the_same_words_by_another_name_are_no_other_version() {
        let pages = [page(HELP, "1"), page(PRIVACY, "2"), page(TERMS, "3")];
        let called = |privacy: &str, terms: &str| agreed_version(&[page(PRIVACY, privacy), page(TERMS, terms)]);
        for (privacy, terms) in [("2", "3"), ("2 before", "3 before"), ("2", "3 before")] {
            assert!(is_agreed_version(&pages, &called(privacy, terms)), "{privacy} {terms}");
        }
        assert!(!is_agreed_version(&pages, &called("2", "4")) && !is_agreed_version(&pages, ""));
    }
}
