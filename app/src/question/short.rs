//! A few words.

use super::Face;
use crate::i18n::exam as words;
use leptos::prelude::*;
use zhixing_domain::question::Answer;

pub fn field(face: &Face) -> AnyView {
    text_field(face, "text", "", "field")
}

/// One line to type in, used by numbers too.
pub fn text_field(face: &Face, input_mode: &'static str, hint: &'static str, class: &'static str) -> AnyView {
    let value = match face.answer {
        Some(Answer::Short { text } | Answer::Numeric { text }) => text.clone(),
        _ => String::new(),
    };
    let (id, hint_id) = (format!("field-{}", face.name), format!("hint-{}", face.name));
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
                    aria-describedby=(!hint.is_empty()).then_some(hint_id)
                />
                {face.prompt.unit.clone().map(|u| view! { <span class="field__unit">{u}</span> })}
            </div>
        </div>
    }
    .into_any()
}
