//! All options that are right.

use crate::{html::Markup, question::Face};
use zhixing_app::i18n::exam as words;
use zhixing_domain::question::Answer;

pub fn field(face: &Face) -> Markup {
    let chosen = match face.answer {
        Some(Answer::Multiple { options }) => options.as_slice(),
        _ => &[],
    };
    super::choices(face, "checkbox", words::choose_all(face.lang), chosen)
}
