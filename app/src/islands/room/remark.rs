//! What is said below the field of a number that cannot be read, while there is time. The answer is kept as it is.

use super::super::dom;
use crate::i18n::exam as words;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};
use zhixing_domain::{lang::Lang, text::number};

/// Says it when the field is `left`; while somebody types it only goes away, or follows what is said already.
pub fn say(section: &Element, left: bool, lang: Lang) {
    let input = dom::one(section, "input[inputmode=decimal]").and_then(|i| i.dyn_into::<HtmlInputElement>().ok());
    let (Some(line), Some(input)) = (dom::one(section, "[data-remark]"), input) else { return };
    let unit = dom::one(section, "[data-unit]").and_then(|u| u.text_content());
    let value = input.value();
    let said = if value.trim().is_empty() { None } else { number::plainly(&value, unit.as_deref()).err() };
    if said.is_some() && !left && line.has_attribute("hidden") {
        return;
    }
    if let (Some(said), Some(words_of)) = (said, dom::one(&line, "span")) {
        words_of.set_text_content(Some(&words::not_number(lang, said, unit.as_deref())));
    }
    dom::set_hidden(&line, said.is_none());
}
