//! A list of things to go to, as in a book's contents: what it is, its name, and a line about it.

use crate::{
    html::{IntoMarkup, Markup},
    parts::{icon, only_in, titled},
};
use leptos::prelude::*;
use zhixing_domain::lang::{Lang, Title};

/// One of them; all of it leads there.
pub struct Row {
    /// Small, above the name; may be empty.
    pub over: Title,
    pub title: Title,
    pub href: String,
    /// Below the name.
    pub note: Markup,
}

pub fn rows(rows: Vec<Row>) -> Markup {
    let items: Vec<_> = rows.into_iter().map(row).collect();
    view! { <ul class="rows" role="list">{items}</ul> }.into_markup()
}

fn row(row: Row) -> Markup {
    view! {
        <li class="rows__item">
            {(!row.over.text.is_empty()).then(|| view! { <p class="rows__over">{titled(&row.over)}</p> })}
            <p class="rows__title"><a href=row.href lang=row.title.foreign.map(Lang::tag)>{row.title.text.clone()}</a></p>
            <div class="rows__note">{row.note}{only_in(&row.title).or_else(|| only_in(&row.over)).map(|said| view! { <span>{said}</span> })}</div>
            <span class="rows__way" aria-hidden="true">{icon("right")}</span>
        </li>
    }
    .into_markup()
}
