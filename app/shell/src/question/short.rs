//! A few words.

use crate::html::{IntoMarkup, Markup};
use crate::question::{Face, numeric};
use leptos::prelude::*;
use zhixing_app::i18n::exam as words;
use zhixing_domain::question::Answer;

pub fn field(face: &Face) -> Markup {
    text_field(face, "text", "", "field")
}

/// One line to type in, used by numbers too.
pub fn text_field(face: &Face, input_mode: &'static str, hint: &'static str, class: &'static str) -> Markup {
    let value = match face.answer {
        Some(Answer::Short { text } | Answer::Numeric { text }) => text.clone(),
        _ => String::new(),
    };
    let (id, hint_id) = (format!("field-{}", face.id), format!("hint-{}", face.id));
    let (remark_id, remark) = (format!("remark-{}", face.id), numeric::remark_of(face));
    let mut described = vec![];
    if !hint.is_empty() {
        described.push(hint_id.clone());
    }
    if remark.is_some() {
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
                {face.prompt.unit.clone().map(|u| view! { <span class="field__unit" data-unit="">{u}</span> })}
            </div>
            {remark.map(|said| numeric::remark(remark_id, said))}
        </div>
    }
    .into_markup()
}
