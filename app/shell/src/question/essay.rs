//! A longer text.

use crate::{
    html::{IntoMarkup, Markup},
    parts::TextArea,
    question::Face,
};
use leptos::prelude::*;
use zhixing_app::i18n::exam as words;
use zhixing_domain::question::Answer;

pub fn field(face: &Face) -> Markup {
    let value = match face.answer {
        Some(Answer::Essay { text }) => text.clone(),
        _ => String::new(),
    };
    let count = words::characters(face.lang, value.chars().filter(|c| !c.is_whitespace()).count());
    let (id, count_id) = (format!("field-{}", face.id), format!("count-{}", face.id));
    let area = TextArea {
        id: id.clone(),
        name: face.name.clone(),
        value,
        class: "input--essay",
        rows: 12,
        most: Some(20_000),
        described_by: Some(count_id.clone()),
        spelling: true,
        ..TextArea::default()
    };
    view! {
        {face.stem()}
        <div class="field">
            <label class="field__label" for=id.clone()>{words::your_answer(face.lang)}</label>
            {area.view()}
            <p class="field__count" id=count_id data-count="">{count}</p>
        </div>
    }
    .into_markup()
}

/// The text as it was written: lines, and the spaces and tabs that indent code.
pub fn text(text: &str) -> Markup {
    let lines: Vec<_> = text.split('\n').map(|line| view! { <p>{line.to_string()}</p> }).collect();
    view! { <div class="prose as-typed">{lines}</div> }.into_markup()
}
