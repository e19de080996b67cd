//! What a plan and a standard will be: the exam with its parts, numbers, time and pass mark; the page of the standard.

use super::prose;
use leptos::prelude::*;
use zhixing_app::i18n::{course as course_words, exam as exam_words, marking, workshop as words};
use zhixing_domain::{
    assessment::{Draw, Plan},
    course::Course,
    lang::Lang,
    library::Library,
    standard::Standard,
};
use zhixing_shell::{
    html::{IntoMarkup, Markup},
    parts::{ColumnHead, FramedTable, noted, standard_view, time},
    question::kind_name,
};

pub(super) fn standard(standard: &Standard, lang: Lang) -> Markup {
    view! {
        <h2 class="preview__title">{standard.title.get(lang).clone()}</h2>
        <p class="page-head__lead">{standard.summary.get(lang).clone()}</p>
        <ul class="page-head__facts" role="list"><li>{standard.code.clone()}</li><li>{course_words::edition(lang, &standard.edition)}</li></ul>
        {standard_view(standard, lang)}
    }
    .into_markup()
}

pub(super) fn plan(library: &Library, course: &Course, plan: &Plan, lang: Lang) -> Markup {
    view! {
        <h2 class="preview__title">{plan.title.get(lang).clone()}</h2>
        <ul class="page-head__facts" role="list">
            <li>{course_words::minutes(lang, plan.limit.minutes())}</li>
            <li>{format!("{} {}", marking::total(lang), plan.item_count())}</li>
            <li>{format!("{} {}", exam_words::pass_mark(lang), exam_words::pass_of_100(lang, plan.pass.to_string()))}</li>
        </ul>
        {parts(plan, lang)}
        {draws(library, course, plan, lang)}
        {prose(plan.rules.get(lang))}
    }
    .into_markup()
}

/// The parts in their order, each with its items and its own time.
fn parts(plan: &Plan, lang: Lang) -> Option<Markup> {
    let titled = plan.outline.0.iter().filter(|part| !part.title.zh.is_empty());
    let line = |part: &zhixing_domain::assessment::Section| {
        let limit = part.limit.map(|limit| format!(" · {}", time::minutes(limit, lang)));
        let linear = part.linear.then(|| view! { " "<span class="small soft">{exam_words::linear_words(lang)}</span> });
        view! { <li>{noted(&part.title.title(lang))}" · "{marking::total(lang)}" "{part.items}{limit}{linear}</li> }
    };
    let lines: Vec<_> = titled.map(line).collect();
    (!lines.is_empty()).then(|| view! { <h3>{exam_words::sections(lang)}</h3><ol class="prose">{lines}</ol> }.into_markup())
}

/// The lines of the blueprint.
fn draws(library: &Library, course: &Course, plan: &Plan, lang: Lang) -> Markup {
    let standard = course.standard.as_deref().and_then(|slug| library.standard(slug));
    let name = |id: &String| standard.and_then(|s| s.function(id)).map_or_else(|| id.clone(), |f| f.title.get(lang).clone());
    let row = |draw: &Draw| {
        let types: Vec<_> = draw.kinds.iter().map(|kind| kind_name(*kind, lang).to_string()).collect();
        let types = if types.is_empty() { words::plan_any(lang).to_string() } else { types.join(words::between(lang)) };
        let points = draw.points.map_or_else(|| words::plan_own_points(lang).to_string(), |points| points.to_string());
        view! {
            <tr>
                <th scope="row">{draw.function.as_ref().map_or_else(|| words::plan_any(lang).to_string(), name)}</th>
                <td>{types}</td>
                {draw.counts.iter().map(|n| view! { <td class="table__number">{*n}</td> }).collect::<Vec<_>>()}
                <td class="table__number">{points}</td>
            </tr>
        }
    };
    let rows: Vec<_> = plan.draws.iter().map(row).collect();
    let numbers = [marking::easy(lang), marking::medium(lang), marking::hard(lang), words::plan_points(lang)].map(ColumnHead::Number);
    let heads = [marking::function(lang), words::plan_types(lang)].map(ColumnHead::Words).into_iter().chain(numbers);
    view! { <h3>{words::plan_draws(lang)}</h3>{FramedTable::called(words::plan_draws(lang)).classed("table").view(heads, rows)} }
        .into_markup()
}
