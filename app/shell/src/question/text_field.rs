//! One line to type in, for words and for numbers, with what is said of a number that cannot be read.

use crate::{
    html::{IntoMarkup, Markup},
    parts::icon,
    question::Face,
};
use leptos::prelude::*;
use zhixing_app::i18n::exam as words;
use zhixing_domain::question::{Answer, Kind, remark as read};

/// The line, its label and its hint.
pub fn text_field(face: &Face, input_mode: &'static str, hint: &'static str, class: &'static str) -> Markup {
    let value = match face.answer {
        Some(Answer::Short { text } | Answer::Numeric { text }) => text.clone(),
        _ => String::new(),
    };
    let (id, hint_id) = (format!("field-{}", face.id), format!("hint-{}", face.id));
    let (remark_id, said) = (format!("remark-{}", face.id), remark_of(face));
    let mut described = vec![];
    if !hint.is_empty() {
        described.push(hint_id.clone());
    }
    if said.is_some() {
        described.push(remark_id.clone());
    }
    view! {
        {face.stem()}
        <div class=class>
            <label class="field__label" for=id.clone()>{words::answer(face.lang)}</label>
            {(!hint.is_empty()).then(|| view! { <p class="field__hint" id=hint_id.clone()>{hint}</p> })}
            <div class="field__row">
                <input
                    class="input"
                    id=id
                    name=face.name.clone()
                    type="text"
                    inputmode=input_mode
                    value=value
                    autocomplete="off"
                    spellcheck="false"
                    maxlength="300"
                    aria-describedby=(!described.is_empty()).then(|| described.join(" "))
                />
                {face.prompt.unit.clone().map(|u| view! { <span class="field__unit" data-unit="" lang=face.foreign()>{u}</span> })}
            </div>
            {said.map(|text| remark(remark_id, text))}
        </div>
    }
    .into_markup()
}

/// What is said of the answer so far: empty where there is nothing to say, none where no number is asked for.
fn remark_of(face: &Face) -> Option<String> {
    let unit = face.prompt.unit.as_deref();
    let said = || face.answer.and_then(|answer| read(unit, answer)).map(|r| words::remark(face.lang, r, unit)).unwrap_or_default();
    (face.prompt.shape.kind == Kind::Numeric).then(said)
}

/// The line below the field; the island of the room writes into it while somebody types.
fn remark(id: String, said: String) -> Markup {
    let nothing = said.is_empty();
    view! { <p class="field__remark" id=id role="status" data-remark="" hidden=nothing>{icon("caution")}<span>{said}</span></p> }
        .into_markup()
}
