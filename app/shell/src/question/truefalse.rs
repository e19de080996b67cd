//! True or false.

use crate::{
    html::{IntoMarkup, Markup},
    parts::icon,
    question::{Face, choice, truth},
};
use leptos::prelude::*;
use zhixing_app::i18n::exam as words;
use zhixing_domain::question::Answer;

pub fn field(face: &Face) -> Markup {
    let said = match face.answer {
        Some(Answer::TrueFalse { value }) => *value,
        _ => None,
    };
    let card = |value: bool| {
        let mark = icon(if value { "check" } else { "cross" });
        let text = view! { <div class="choice__text">{truth(value, face.lang)}</div> }.into_markup();
        choice(face, "radio", value.to_string(), said == Some(value), mark, text)
    };
    let (yes, no) = (card(true), card(false));
    view! { {face.stem()}<fieldset class="choices choices--pair"><legend class="choices__legend">{words::true_or_false(face.lang)}</legend>{yes}{no}</fieldset> }.into_markup()
}
