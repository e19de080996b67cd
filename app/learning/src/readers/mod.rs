//! Where the readers of a course stop, and which of its practice fails: for its teachers, as tables with bars.

pub mod actions;
pub(crate) mod file;

use actions::{CourseReaders, LessonLine, PracticeLine};
use axum::{extract::Path, response::Response};
use leptos::prelude::*;
use zhixing_app::{
    i18n::{readers as words, workshop},
    urls,
};
use zhixing_domain::lang::Lang;
use zhixing_shell::{
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{ColumnHead, FramedTable, Nav, crumbs, icon, page, page_head, title_told, titled},
    problem::Problem,
    question::kind_name,
};

pub(crate) async fn show(visit: Visit, Path(course): Path<String>) -> Result<Response, Problem> {
    let readers = actions::of(&visit, &visit.author()?, &course).await?;
    let lang = visit.lang;
    Ok(page(&visit, words::title_of(lang, title_told(&readers.title)), Nav::Desk, || {
        let over = format!("{}#course-{course}", urls::teach());
        let way = vec![
            (workshop::title(lang).into(), Some(urls::teach())),
            (readers.title.clone(), Some(over)),
            (words::title(lang).into(), None),
        ];
        view! {
            {crumbs(lang, way)}
            {page_head("", words::title_of(lang, title_told(&readers.title)), words::lead(lang), vec![])}
            <div class="stack stack--far">
                {lessons(&readers, &course, lang)}
                {practice(&readers, &course, lang)}
            </div>
        }
    }))
}

fn lessons(readers: &CourseReaders, course: &str, lang: Lang) -> Markup {
    let most = readers.lessons.iter().map(|line| line.readers.opened).max().unwrap_or_default();
    let rows: Vec<_> = readers.lessons.iter().map(|line| lesson(line, course, most, lang)).collect();
    let heads = [
        ColumnHead::Words(words::lesson(lang)),
        ColumnHead::Wide(words::opened(lang)),
        ColumnHead::Number(words::finished(lang)),
        ColumnHead::Number(words::lost(lang)),
        ColumnHead::Words(words::stopped(lang)),
    ];
    view! {
        <section class="stack" aria-labelledby="lessons">
            <h2 id="lessons">{words::lessons(lang)}</h2>
            {FramedTable::called(words::lessons(lang)).classed("table table--wordy readers").view(heads, rows)}
            {files(course, "lessons", lang)}
        </section>
    }
    .into_markup()
}

fn lesson(line: &LessonLine, course: &str, most: i64, lang: Lang) -> Markup {
    let LessonLine { number, slug, title, readers, lost, stop, path } = line;
    let finished = match readers.percent(readers.finished) {
        Some(percent) => words::finished_of(lang, readers.finished, percent),
        None => readers.finished.to_string(),
    };
    let stop = stop.as_ref().map(|(heading, people)| {
        let heading = if heading.is_empty() { words::at_opening(lang) } else { heading.as_str() };
        words::stopped_at(lang, heading, people)
    });
    // nobody lost is no news
    let lost = lost.filter(|n| *n != 0).map(|n| words::lost_n(lang, format!("{:+}", -n).replace('-', "−")));
    view! {
        <tr>
            <th scope="row">{*number}" "<a href=urls::lesson(course, slug)>{titled(title)}</a>{edit(path.as_ref(), &title.text, lang)}</th>
            <td class="table__number">{readers.opened}</td>
            <td class="readers__bar"><progress class="progress" value=readers.opened max=most.max(1) aria-hidden="true"></progress></td>
            <td class="table__number">{finished}</td>
            <td class="table__number">{lost}</td>
            <td>{stop}</td>
        </tr>
    }
    .into_markup()
}

fn practice(readers: &CourseReaders, course: &str, lang: Lang) -> Markup {
    let mut tried: Vec<&PracticeLine> = readers.practice.iter().filter(|line| line.sums.people > 0).collect();
    // what fails most comes first, what too few have tried last
    tried.sort_by_key(|line| line.sums.right_percent().unwrap_or(i64::MAX));
    let rest = readers.practice.len() - tried.len();
    let rest = (rest > 0).then(|| view! { <p class="soft">{words::not_tried(lang, rest)}</p> });
    let body = if readers.practice.is_empty() {
        view! { <p class="soft">{words::no_practice(lang)}</p> }.into_markup()
    } else if tried.is_empty() {
        rest.into_markup()
    } else {
        let rows: Vec<_> = tried.into_iter().map(|line| item(line, course, lang)).collect();
        let heads = [
            ColumnHead::Words(words::item(lang)),
            ColumnHead::Number(words::people(lang)),
            ColumnHead::Wide(words::right_first(lang)),
            ColumnHead::Number(words::tries(lang)),
            ColumnHead::Words(words::wrongly(lang)),
        ];
        view! {
            {FramedTable::called(words::practice(lang)).classed("table table--wordy readers").view(heads, rows)}
            {rest}
            {files(course, "practice", lang)}
        }
        .into_markup()
    };
    view! {
        <section class="stack" aria-labelledby="practice">
            <h2 id="practice">{words::practice(lang)}</h2>
            {body}
        </section>
    }
    .into_markup()
}

fn item(line: &PracticeLine, course: &str, lang: Lang) -> Markup {
    let PracticeLine { lesson, slug, key, title, kind, sums, wrong, path } = line;
    let share = sums.right_percent();
    let said = match share {
        Some(percent) => words::percent(lang, percent).into_markup(),
        None => view! { <span class="soft">{words::too_few(lang)}</span> }.into_markup(),
    };
    let bar = share.map(|percent| view! { <progress class="progress" value=percent max=100 aria-hidden="true"></progress> });
    let place = format!("{}#practice.{course}.{key}", urls::lesson(course, slug));
    view! {
        <tr>
            <th scope="row">
                {*lesson}" "<a href=place>{title.clone()}</a>" "<span class="badge">{kind_name(*kind, lang)}</span>{edit(path.as_ref(), title, lang)}
            </th>
            <td class="table__number">{sums.people}</td>
            <td class="table__number">{said}</td>
            <td class="readers__bar">{bar}</td>
            <td class="table__number">{sums.tries}</td>
            <td>{wrong.as_ref().map(|(option, people)| words::wrongly_n(lang, option, people))}</td>
        </tr>
    }
    .into_markup()
}

/// The way to the file in the editor.
fn edit(path: Option<&String>, what: &str, lang: Lang) -> Markup {
    let link = |path: &String| {
        view! { " "<a class="small" href=urls::edit_file(path) aria-label=words::edit_what(lang, what)>{words::edit(lang)}</a> }
    };
    path.map(link).into_markup()
}

fn files(course: &str, name: &str, lang: Lang) -> Markup {
    let file = |end: &str| urls::readers_file(course, format!("{name}.{end}"));
    view! {
        <div class="cluster no-print">
            <a class="button button--small" href=file("csv") download="">{icon("download")}{words::as_csv(lang)}</a>
            <a class="button button--small" href=file("xlsx") download="">{icon("download")}{words::as_xlsx(lang)}</a>
        </div>
    }
    .into_markup()
}
