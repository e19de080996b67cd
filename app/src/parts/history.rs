//! What happened to an account, an attempt or a certificate, oldest first.

use super::time;
use crate::{i18n::history as words, site::Site};
use leptos::prelude::*;
use zhixing_domain::{lang::Lang, time::Timestamp};

/// Events as the store tells them: `(at, who, action, detail)`.
pub fn history(site: &Site, events: &[(Timestamp, String, String, String)], lang: Lang) -> AnyView {
    let line = |(at, who, action, detail): &(Timestamp, String, String, String)| {
        let who = match who.as_str() {
            "system" => words::system(lang).to_string(),
            "operator" => words::operator(lang).to_string(),
            name => name.to_string(),
        };
        view! {
            <li>
                <span class="soft">{time::moment(site, *at, lang)}</span>" "<strong title=action.clone()>{words::happened(action, lang)}</strong>
                " "<span class="soft">{who}</span>" "{detail.clone()}
            </li>
        }
    };
    let lines: Vec<_> = events.iter().map(line).collect();
    view! { <ol class="log" role="list">{lines}</ol> }.into_any()
}
