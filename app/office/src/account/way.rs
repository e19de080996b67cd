//! What pages of accounts share: the way to one's own and back to one that staff look after, and the field that proves whose session it is.

use axum::response::{IntoResponse, Redirect, Response};
use zhixing_app::{i18n::account as words, urls};
use zhixing_domain::{id::AccountId, lang::Lang};
use zhixing_shell::{
    html::Markup,
    parts::{Field, crumbs},
};

/// From the profile to a page called `title` at `place`, or to one of its entries.
pub(crate) fn way(lang: Lang, title: &str, place: String, entry: Option<String>) -> Markup {
    let mut path = vec![(words::profile(lang).into(), Some(urls::profile()))];
    path.push((title.into(), entry.is_some().then_some(place)));
    path.extend(entry.map(|entry| (entry.into(), None)));
    crumbs(lang, path)
}

/// Back to the page on which staff look after an account, where it is said what was `done`.
pub(crate) fn back(account: AccountId, done: &str) -> Response {
    Redirect::to(&format!("{}?done={done}", urls::account(account))).into_response()
}

/// Asks for the password that lets its person in.
pub(crate) fn password(lang: Lang, error: Option<String>) -> Markup {
    Field { kind: "password", error, autocomplete: "current-password", ..Field::new("password", words::old_password(lang)) }.view()
}

/// A path of this site, or the first page: never a way to somewhere else.
pub fn local_path(path: &str) -> String {
    let plain = path.starts_with('/') && !path.starts_with("//") && !path.contains('\\') && !path.chars().any(char::is_control);
    if plain && path.is_ascii() { path.into() } else { urls::home() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_next_path_never_leads_away() {
        for (given, taken) in [
            ("/exams?a=1", "/exams?a=1"),
            ("//evil.example", "/"),
            ("https://evil.example", "/"),
            ("/\\evil", "/"),
            ("/a\r\nb", "/"),
            ("", "/"),
        ] {
            assert_eq!(local_path(given), taken, "{given}");
        }
    }
}
