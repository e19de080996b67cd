//! Small changes of what the server rendered: a cell of the answer sheet, a save state.

use super::super::dom;
use crate::i18n::{exam as words, site};
use web_sys::Element;
use zhixing_domain::lang::Lang;

/// A cell of the answer sheet: its state for the eye and in words.
pub fn cell(cell: &Element, answered: bool, flagged: bool, unsaved: bool, lang: Lang) {
    let mut states = vec![];
    let mut said = vec![];
    if unsaved {
        states.push("unsaved");
        said.push(words::unsaved(lang));
    } else if answered {
        states.push("answered");
        said.push(words::answered(lang));
    } else {
        said.push(words::not_answered(lang));
    }
    if flagged {
        states.push("flagged");
        said.push(words::flagged(lang));
    }
    if states.is_empty() {
        states.push("unanswered");
    }
    let _ = cell.set_attribute("data-state", &states.join(" "));
    if let Some(spoken) = dom::one(cell, "[data-words]") {
        let comma = site::comma(lang);
        spoken.set_text_content(Some(&format!("{comma}{}", said.join(comma))));
    }
}

/// A save state: its look, its glyph and its words.
pub fn save_state(place: &Element, state: &'static str, text: &str) {
    let _ = place.set_attribute("data-state", state);
    if let Some(icon) = dom::one(place, "svg") {
        icon.set_inner_html(glyph(state));
    }
    if let Some(span) = dom::one(place, "span") {
        span.set_text_content(Some(text));
    }
}

/// The glyph of a save state.
pub fn glyph(state: &str) -> &'static str {
    match state {
        "saved" => "<path d=\"M4 10.5l4 4 8-9\"/>",
        "saving" => "<path d=\"M16 10a6 6 0 11-2-4.5M16 3v3.5h-3.5\"/>",
        "waiting" => "<path d=\"M3 3l14 14M6 7.5a4 4 0 00-.5 7.9H13M9 5.6a4.5 4.5 0 015.3 4 3 3 0 011.9 4.4\"/>",
        "refused" => "<path d=\"M7 3h6l4 4v6l-4 4H7l-4-4V7zM10 6.5v4M10 13.3v.1\"/>",
        "locked" => "<path d=\"M5 9h10v8H5zM7 9V6.5a3 3 0 016 0V9\"/>",
        "more" => "<path d=\"M4.5 10h.1M10 10h.1M15.5 10h.1\"/>",
        _ => "",
    }
}
