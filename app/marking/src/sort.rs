//! The head of a column by which rows can be ordered: a link, so that it needs no scripts.

use leptos::prelude::*;
use zhixing_app::i18n::results as words;
use zhixing_domain::lang::Lang;
use zhixing_shell::{
    html::{IntoMarkup, Markup},
    parts::icon,
};

/// `falling` says whether the highest comes first, where the rows stand in this order now.
pub fn sort_head(label: &'static str, class: &'static str, href: String, falling: Option<bool>, lang: Lang) -> Markup {
    let state = falling.map(|falling| if falling { "descending" } else { "ascending" });
    view! {
        <th scope="col" class=class aria-sort=state>
            <a class="table__sort" href=href title=words::sort_by(lang, label)>{label}{falling.map(|falling| icon(if falling { "down" } else { "up" }))}</a>
        </th>
    }
    .into_markup()
}
