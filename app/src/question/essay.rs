//! A longer text.

use super::Face;
use crate::i18n::exam as words;
use leptos::prelude::*;
use zhixing_domain::question::Answer;

pub fn field(face: &Face) -> AnyView {
    let value = match face.answer {
        Some(Answer::Essay { text }) => text.clone(),
        _ => String::new(),
    };
    let count = words::characters(face.lang, value.chars().filter(|c| !c.is_whitespace()).count());
    // browsers drop a line break right after the tag: without this one, an answer would lose its first empty line
    let value = format!("\n{value}");
    let (id, count_id) = (format!("field-{}", face.name), format!("count-{}", face.name));
    view! {
        {face.stem()}
        <div class="field">
            <label class="field__label" for=id.clone()>{words::your_answer(face.lang)}</label>
            <textarea class="input input--area input--essay" id=id name=face.name.clone() rows="12" maxlength="20000" aria-describedby=count_id.clone()>{value}</textarea>
            <p class="field__count" id=count_id data-count="">{count}</p>
        </div>
    }
    .into_any()
}

/// The text as it was written, line by line.
pub fn text(text: &str) -> AnyView {
    let lines: Vec<_> = text.split('\n').map(|line| view! { <p>{line.to_string()}</p> }).collect();
    view! { <div class="prose">{lines}</div> }.into_any()
}
