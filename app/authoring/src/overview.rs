//! What is published and what is wrong with it: for teachers.

use axum::response::Response;
use leptos::prelude::*;
use std::collections::BTreeMap;
use zhixing_app::i18n::marking as words;
use zhixing_domain::{course::Course, lang::Lang, library::Library};
use zhixing_shell::{
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{Nav, notice, page, page_head},
    problem::Problem,
};

pub async fn show(visit: Visit) -> Result<Response, Problem> {
    let author = visit.author()?;
    let (lang, shelf) = (visit.lang, visit.site.shelf());
    Ok(page(&visit, words::teach(lang), Nav::Desk, || {
        let library = &shelf.library;
        let tables: Vec<_> =
            library.courses.iter().filter(|c| author.scope().covers_course(&c.slug)).map(|c| bank_table(library, c, lang)).collect();
        let problems: Vec<_> = shelf.problems.iter().map(|p| view! { <li class="mono">{p[lang as usize].clone()}</li> }).collect();
        view! {
            {page_head("", words::teach(lang), words::teach_lead(lang), vec![])}
            <div class="stack stack--far">
                <dl class="facts"><dt>{words::publication(lang)}</dt><dd class="mono">{library.digest.clone()}</dd></dl>
                <section class="stack" aria-labelledby="problems">
                    <h2 id="problems">{words::problem_list(lang)}</h2>
                    {problems.is_empty().then(|| notice("success", words::no_problems(lang)))}
                    <ul class="log" role="list">{problems}</ul>
                    <p class="soft small">{words::how_to_check(lang)}</p>
                </section>
                {tables}
            </div>
        }
    }))
}

fn bank_table(library: &Library, course: &Course, lang: Lang) -> Markup {
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
    view! {
        <section class="stack" aria-label=title.clone()>
            <h2>{title.clone()}</h2>
            <div class="table-frame" role="group" tabindex="0" aria-label=title.clone()>
                <table class="table">
                    <thead><tr>
                        <th scope="col">{words::function(lang)}</th>
                        <th scope="col" class="table__number">{words::easy(lang)}</th>
                        <th scope="col" class="table__number">{words::medium(lang)}</th>
                        <th scope="col" class="table__number">{words::hard(lang)}</th>
                        <th scope="col" class="table__number">{words::total(lang)}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_markup()
}
