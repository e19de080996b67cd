//! A number, with its unit beside the field, and what is said where it cannot be read.

use crate::{
    html::Markup,
    question::{Face, text_field::text_field},
};
use zhixing_app::i18n::exam as words;

pub fn field(face: &Face) -> Markup {
    text_field(face, "decimal", words::number_hint(face.lang), "field field--short")
}
