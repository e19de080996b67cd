//! The page before a grave act: what it does, whom it reaches by name, and a red button. It is a form, so it asks with scripts off too.

use crate::{
    guard::Visit,
    parts::{Nav, Page, page_head},
};
use axum::{http::StatusCode, response::Response};
use leptos::prelude::*;
use zhixing_app::i18n::site as words;

/// The most names that are written out.
const NAMES: usize = 30;
/// The field by which the form says that it was asked.
const FIELD: &str = "confirmed";

pub struct Confirm {
    /// What is about to be done, with its number: "End 14 attempts".
    pub title: String,
    /// What follows from it, and whether it can be undone.
    pub lead: String,
    /// Whom it reaches.
    pub people: Vec<String>,
    pub action: String,
    /// What the first form said, to be sent again.
    pub fields: Vec<(String, String)>,
    pub button: String,
    /// Where one goes who does not want it after all.
    pub back: String,
}

/// Whether a form was sent by the page that asks.
pub fn is_confirmed(fields: &[(String, String)]) -> bool {
    fields.iter().any(|(name, value)| name == FIELD && value == "yes")
}

impl Confirm {
    pub fn show(self, visit: &Visit) -> Response {
        let lang = visit.lang;
        Page::new(self.title.clone(), Nav::Desk).status(StatusCode::OK).show(visit, || {
            let more = self.people.len().saturating_sub(NAMES);
            let names = self.people.iter().take(NAMES).cloned().collect::<Vec<_>>().join(words::between_names(lang));
            let hidden: Vec<_> = self
                .fields
                .iter()
                .filter(|(name, _)| name != FIELD)
                .cloned()
                .chain([(FIELD.to_string(), "yes".to_string())])
                .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
                .collect();
            view! {
                {page_head(words::please_confirm(lang), self.title.clone(), self.lead.clone(), vec![])}
                <form class="stack measure" method="post" action=self.action.clone()>
                    {hidden}
                    {(!names.is_empty()).then(|| view! { <p><strong>{names}</strong>{(more > 0).then(|| words::and_more(lang, more))}</p> })}
                    <div class="cluster">
                        <button class="button button--danger">{self.button.clone()}</button>
                        <a class="button button--quiet" href=self.back.clone()>{words::rather_not(lang)}</a>
                    </div>
                </form>
            }
        })
    }
}
