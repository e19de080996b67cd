//! How many items the banks of a course have, by function and difficulty.

use leptos::prelude::*;
use std::collections::BTreeMap;
use zhixing_app::i18n::marking as words;
use zhixing_domain::{course::Course, lang::Lang, library::Library};
use zhixing_shell::{
    html::Markup,
    parts::{ColumnHead, FramedTable},
};

pub(crate) fn table(library: &Library, course: &Course, lang: Lang) -> Markup {
    let mut counts: BTreeMap<String, [usize; 3]> = BTreeMap::new();
    for item in course.items.iter().filter(|i| i.bank.is_some()) {
        counts.entry(item.function.clone().unwrap_or_default()).or_default()[item.difficulty as usize] += 1;
    }
    let standard = course.standard.as_deref().and_then(|s| library.standard(s));
    let name = |id: &str| standard.and_then(|s| s.function(id)).map_or_else(|| id.to_string(), |f| f.title.get(lang).clone());
    let rows: Vec<_> = counts
        .iter()
        .map(|(id, n)| {
            view! {
                <tr>
                    <th scope="row">{name(id)}</th>
                    {n.iter().map(|n| view! { <td class="table__number">{*n}</td> }).collect::<Vec<_>>()}
                    <td class="table__number">{n.iter().sum::<usize>()}</td>
                </tr>
            }
        })
        .collect();
    let title = course.title.get(lang).clone();
    let numbers = [words::easy(lang), words::medium(lang), words::hard(lang), words::total(lang)].map(ColumnHead::Number);
    let heads = [ColumnHead::Words(words::function(lang))].into_iter().chain(numbers);
    FramedTable::called(title).classed("table").view(heads, rows)
}
