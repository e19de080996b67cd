//! An occupation standard: functions, work content, skills, knowledge and weights.

use axum::{extract::Path, response::Response};
use leptos::prelude::*;
use zhixing_app::{i18n::course as words, urls};
use zhixing_domain::{
    lang::Lang,
    standard::{Function, Standard, StandardLevel},
};
use zhixing_shell::{
    guard::Visit,
    html::{IntoMarkup, Markup, fixed},
    parts::{Nav, Page, crumbs, page_head},
    problem::Problem,
};

pub async fn show(visit: Visit, Path(slug): Path<String>) -> Result<Response, Problem> {
    let (lang, published) = (visit.lang, visit.site.published());
    let standard = published.library.standard(&slug).ok_or(Problem::NotFound)?;
    let title = standard.title.get(lang).clone();
    Ok(Page::new(title.clone(), Nav::Courses).about(standard.summary.get(lang).clone()).show(&visit, || {
        let facts = vec![standard.code.clone(), words::edition(lang, &standard.edition)];
        view! {
            {crumbs(lang, vec![(words::courses(lang).into(), Some(urls::courses())), (words::standard(lang).into(), None)])}
            {page_head(words::standard(lang), title.clone(), standard.summary.get(lang).clone(), facts)}
            <article class="stack stack--loose">
                <div class="prose" inner_html=fixed(standard.intro.get(lang))></div>
                {standard.basic.iter().map(|f| function_view(f, true, lang)).collect::<Vec<_>>()}
                {standard.levels.iter().map(|l| level_view(standard, l, lang)).collect::<Vec<_>>()}
            </article>
        }
    }))
}

fn level_view(standard: &Standard, level: &StandardLevel, lang: Lang) -> Markup {
    let id = format!("level-{}", level.level.number());
    view! {
        <section class="stack" aria-labelledby=id.clone()>
            <div class="section-head"><h2 id=id.clone()>{level.title.get(lang).clone()}</h2></div>
            <div class="prose" inner_html=fixed(level.intro.get(lang))></div>
            {weights(standard, level, lang)}
            {level.functions.iter().map(|f| function_view(f, false, lang)).collect::<Vec<_>>()}
        </section>
    }
    .into_markup()
}

fn weights(standard: &Standard, level: &StandardLevel, lang: Lang) -> Markup {
    let rows: Vec<_> = standard
        .functions_at(level.level)
        .map(|f| {
            view! {
                <tr>
                    <th scope="row">{f.title.get(lang).clone()}{demo_mark(f, lang)}</th>
                    <td class="table__number">{f.theory_at(level.level)}</td>
                    <td class="table__number">{f.skill_at(level.level)}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <div class="table-frame" role="group" tabindex="0" aria-label=words::weights(lang)>
            <table class="table">
                <caption class="table__caption">{words::weights(lang)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{words::function(lang)}</th>
                        <th scope="col" class="table__number">{words::theory(lang)}</th>
                        <th scope="col" class="table__number">{words::skill(lang)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_markup()
}

fn demo_mark(function: &Function, lang: Lang) -> Option<Markup> {
    function.demo.then(|| view! { " "<span class="badge badge--warn">{words::demo_value(lang)}</span> }.into_markup())
}

fn function_view(function: &Function, basic: bool, lang: Lang) -> Markup {
    let work: Vec<_> = function
        .work
        .iter()
        .map(|w| view! { <h4>{w.title.get(lang).clone()}</h4><div inner_html=fixed(w.table.get(lang))></div> })
        .collect();
    let title = function.title.get(lang).clone();
    let heading = if basic {
        view! { <h2 id=function.id.clone()>{title}</h2> }.into_markup()
    } else {
        view! { <h3 id=function.id.clone()>{title}</h3> }.into_markup()
    };
    view! {
        <div class="prose">
            {heading}
            <div inner_html=fixed(function.text.get(lang))></div>
            {work}
        </div>
    }
    .into_markup()
}
