//! A number, with its unit beside the field.

use super::{Face, short::text_field};
use crate::i18n::exam as words;
use leptos::prelude::*;

pub fn field(face: &Face) -> AnyView {
    text_field(face, "decimal", words::number_hint(face.lang), "field field--short")
}
