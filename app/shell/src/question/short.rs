//! A few words.

use crate::{
    html::Markup,
    question::{Face, text_field::text_field},
};

pub fn field(face: &Face) -> Markup {
    text_field(face, "text", "", "field")
}
