//! Whether a number begins an item.

use super::{
    ahead::Below,
    draft::{Draft, Stage},
    kind,
    line::{Line, Said},
    number::{Form, Number},
};

/// The number that an item had last.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Last {
    pub form: Form,
    pub value: u32,
    /// The number within its chapter, of `1.2`.
    pub inner: Option<u32>,
}

/// The second number of `1.2` and what stands behind it, where items are counted so.
pub(super) fn inner<'t>(number: &Number<'t>, last: Option<Last>) -> Option<(u32, &'t str)> {
    number.inner.filter(|(n, _)| match last.map(|last| (last.value, last.inner)) {
        Some((value, Some(inner))) => (number.value, *n) == (value, inner + 1) || *n == 1,
        last => *n == 1 && last.is_none_or(|(value, _)| number.value != value + 1),
    })
}

/// Whether a number is that of an item rather than of a point within one, by the number before it, by the item that is open, and by what stands below.
pub(super) fn begins(number: &Number, below: Below, last: Option<Last>, draft: Option<&Draft>) -> bool {
    let last = last.filter(|last| last.inner.is_none());
    let follows = last.is_some_and(|last| number.value == last.value + 1);
    let alike = last.is_none_or(|last| last.form == number.form);
    let Some(draft) = draft else {
        return match number.form {
            Form::Named | Form::Plain => !number.decimal || follows || number.value == 1 || below.any(),
            Form::Loose => (follows || number.value == 1) && below.any(),
            Form::Han => below.any(),
            Form::Paren | Form::Round | Form::Circle => below.any() || alike && (follows || number.value == 1),
        };
    };
    let alike = alike && last.is_some();
    let listed = draft.point.is_some_and(|point| point + 1 == number.value);
    let again = last.is_some_and(|last| number.value == last.value);
    match (number.form, draft.stage) {
        (Form::Named, _) => true,
        (Form::Han, _) => below.any(),
        (Form::Loose, _) if kind::peel(number.rest).kind.is_some() => true,
        (Form::Loose, Stage::Stem) => follows && alike && !listed,
        (Form::Loose, _) => follows && below.any(),
        (Form::Paren | Form::Round | Form::Circle, Stage::Stem) => alike && follows && !listed,
        (Form::Paren | Form::Round | Form::Circle, _) => alike && (follows && (!listed || below.any()) || number.value == 1 && below.any()),
        (Form::Plain, Stage::Stem) => !number.decimal && (follows && !listed || again && below.any()),
        (Form::Plain, Stage::Options) => follows || !number.decimal && !draft.options.last().is_some_and(|(_, text)| text.is_empty()),
        (Form::Plain, Stage::Answer | Stage::Explanation) if follows => !listed || below.any(),
        (Form::Plain, Stage::Answer) => !listed && !number.decimal && below.any(),
        (Form::Plain, Stage::Explanation) => !listed && !number.decimal && below.answer,
    }
}

/// Whether a line has the number of a first item, so that what stands above it is a title.
pub(super) fn first(line: &Line) -> bool {
    matches!(&line.said, Said::Number(number) if number.value == 1 && !matches!(number.form, Form::Round | Form::Han))
}
