//! One of several options.

use crate::{html::Markup, question::Face};
use zhixing_app::i18n::exam as words;
use zhixing_domain::question::Answer;

pub fn field(face: &Face) -> Markup {
    let chosen: Vec<u8> = match face.answer {
        Some(Answer::Single { option }) => option.iter().copied().collect(),
        _ => vec![],
    };
    super::choices(face, "radio", words::choose_one(face.lang), &chosen)
}
