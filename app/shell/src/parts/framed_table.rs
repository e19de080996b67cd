//! A table in its frame: what it is called, a head for each column, and its rows.

use crate::html::{IntoMarkup, Markup};
use leptos::prelude::*;

/// What stands at the head of a column.
pub enum ColumnHead {
    Words(&'static str),
    /// Over numbers, which stand to the right.
    Number(&'static str),
    /// Over a number and its bar.
    Wide(&'static str),
    /// Over buttons, which say themselves what they do.
    Hidden(&'static str),
}

impl ColumnHead {
    fn view(self) -> Markup {
        match self {
            Self::Words(words) => view! { <th scope="col">{words}</th> }.into_markup(),
            Self::Number(words) => view! { <th scope="col" class="table__number">{words}</th> }.into_markup(),
            Self::Wide(words) => view! { <th scope="col" colspan="2">{words}</th> }.into_markup(),
            Self::Hidden(words) => view! { <th scope="col"><span class="visually-hidden">{words}</span></th> }.into_markup(),
        }
    }
}

/// It scrolls in its frame where it is too wide; a row of it is a card on a phone.
pub struct FramedTable {
    label: Option<String>,
    /// The id of what it is called by.
    labelled_by: Option<&'static str>,
    class: &'static str,
    dense: bool,
}

impl FramedTable {
    /// One that is called by what stands above it, by its id.
    pub fn under(id: &'static str) -> Self {
        Self { label: None, labelled_by: Some(id), class: "table table--cards", dense: false }
    }

    /// One that nothing on the page calls by its name.
    pub fn called(words: impl Into<String>) -> Self {
        Self { label: Some(words.into()), labelled_by: None, ..Self::under("") }
    }

    /// With other classes than those of cards.
    pub fn classed(self, class: &'static str) -> Self {
        Self { class, ..self }
    }

    pub fn dense(self) -> Self {
        Self { dense: true, ..self }
    }

    /// One whose cells are filled in.
    pub fn editable(self) -> Self {
        Self { class: "table table--edit table--cards", ..self.dense() }
    }

    /// With a head for each column.
    pub fn view(self, heads: impl IntoIterator<Item = ColumnHead>, rows: impl IntoMarkup) -> Markup {
        let heads: Vec<Markup> = heads.into_iter().map(ColumnHead::view).collect();
        let dense = self.dense.then_some("");
        view! {
            <div class="table-frame" role="group" tabindex="0" aria-label=self.label aria-labelledby=self.labelled_by>
                <table class=self.class data-dense=dense>
                    <thead><tr>{heads}</tr></thead>
                    <tbody>{rows.into_markup()}</tbody>
                </table>
            </div>
        }
        .into_markup()
    }

    /// With words alone over its columns.
    pub fn of_words<const N: usize>(self, heads: [&'static str; N], rows: impl IntoMarkup) -> Markup {
        self.view(heads.map(ColumnHead::Words), rows)
    }
}
