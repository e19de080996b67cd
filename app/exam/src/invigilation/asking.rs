//! The page that asks before a grave act, and names whom it reaches.

use crate::invigilation::actions::StaffAction;
use axum::response::Response;
use zhixing_app::i18n::{invigilation as words, site};
use zhixing_domain::attempt::Measure;
use zhixing_shell::{guard::Visit, parts::Confirm};

/// The page that asks, with the reason that was given.
pub(super) fn ask(
    visit: &Visit,
    act: &StaffAction,
    people: Vec<String>,
    action: String,
    fields: Vec<(String, String)>,
    back: String,
) -> Response {
    let (lang, n) = (visit.lang, people.len());
    let (title, lead) = match act {
        StaffAction::Measure(Measure::Void) => (words::ask_void(lang, n), words::ask_void_words(lang)),
        _ => (words::ask_terminate(lang, n), words::ask_terminate_words(lang)),
    };
    let reason = fields.iter().find(|(name, _)| name == "reason").map(|(_, text)| words::because(lang, text));
    let lead = std::iter::once(lead.to_string()).chain(reason).collect::<Vec<_>>().join(site::between(lang));
    Confirm { button: title.clone(), title, lead, people, action, fields, back }.show(visit)
}
