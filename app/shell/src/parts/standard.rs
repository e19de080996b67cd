//! An occupation standard as readers see it: on its page, and in the workshop before it is published.

use super::{foreign, in_its_language};
use crate::html::{IntoMarkup, Markup, fixed};
use leptos::prelude::*;
use zhixing_app::i18n::course as words;
use zhixing_domain::{
    lang::Lang,
    standard::{Function, Standard, StandardLevel},
};

/// What stands below its title.
pub fn standard_view(standard: &Standard, lang: Lang) -> Markup {
    view! {
        <article class="stack stack--loose">
            <div class="prose" lang=foreign(&standard.intro, lang) inner_html=fixed(standard.intro.get(lang))></div>
            {standard.basic.iter().map(|f| function_view(f, true, lang)).collect::<Vec<_>>()}
            {standard.levels.iter().map(|l| level_view(standard, l, lang)).collect::<Vec<_>>()}
        </article>
    }
    .into_markup()
}

fn level_view(standard: &Standard, level: &StandardLevel, lang: Lang) -> Markup {
    let id = format!("level-{}", level.level.number());
    view! {
        <section class="stack" aria-labelledby=id.clone()>
            <div class="section-head"><h2 id=id.clone()>{in_its_language(&level.title, lang)}</h2></div>
            <div class="prose" lang=foreign(&level.intro, lang) inner_html=fixed(level.intro.get(lang))></div>
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
                    <th scope="row">{in_its_language(&f.title, lang)}{demo_mark(f, lang)}</th>
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
        .map(|w| view! { <h4>{in_its_language(&w.title, lang)}</h4><div lang=foreign(&w.table, lang) inner_html=fixed(w.table.get(lang))></div> })
        .collect();
    let title = in_its_language(&function.title, lang);
    let heading = if basic {
        view! { <h2 id=function.id.clone()>{title}</h2> }.into_markup()
    } else {
        view! { <h3 id=function.id.clone()>{title}</h3> }.into_markup()
    };
    view! {
        <div class="prose">
            {heading}
            <div lang=foreign(&function.text, lang) inner_html=fixed(function.text.get(lang))></div>
            {work}
        </div>
    }
    .into_markup()
}
