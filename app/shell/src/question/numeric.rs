//! A number, with its unit beside the field, and what is said where it cannot be read.

use crate::{
    html::{IntoMarkup, Markup},
    parts::icon,
    question::{Face, short::text_field},
};
use leptos::prelude::*;
use zhixing_app::i18n::exam as words;
use zhixing_domain::question::{Kind, remark as read};

pub fn field(face: &Face) -> Markup {
    text_field(face, "decimal", words::number_hint(face.lang), "field field--short")
}

/// What is said of the answer so far: empty where there is nothing to say, none where no number is asked for.
pub(super) fn remark_of(face: &Face) -> Option<String> {
    let unit = face.prompt.unit.as_deref();
    let said = || face.answer.and_then(|answer| read(unit, answer)).map(|r| words::remark(face.lang, r, unit)).unwrap_or_default();
    (face.prompt.shape.kind == Kind::Numeric).then(said)
}

/// The line below the field; the island of the room writes into it while somebody types.
pub(super) fn remark(id: String, said: String) -> Markup {
    let nothing = said.is_empty();
    view! { <p class="field__remark" id=id role="status" data-remark="" hidden=nothing>{icon("caution")}<span>{said}</span></p> }
        .into_markup()
}
