//! The same figures as a file for a spreadsheet: one of the lessons, one of the practice.

use crate::readers::actions::{self, CourseReaders};
use axum::{extract::Path, response::Response};
use zhixing_app::i18n::readers as words;
use zhixing_domain::{lang::Lang, points::Points};
use zhixing_shell::{
    guard::Visit,
    problem::Problem,
    question::kind_name,
    sheet::{DataSheet, SheetCell, SheetForm},
};

pub(crate) async fn download(visit: Visit, Path((course, file)): Path<(String, String)>) -> Result<Response, Problem> {
    let author = visit.author()?;
    let (form, lang) = (SheetForm::of(&file).ok_or(Problem::NotFound)?, visit.lang);
    let (name, end) = file.rsplit_once('.').ok_or(Problem::NotFound)?;
    let readers = actions::of(&visit, &author, &course).await?;
    let sheet = match name {
        "lessons" => lessons(&readers, lang),
        "practice" => practice(&readers, lang),
        _ => return Err(Problem::NotFound),
    };
    Ok(sheet.download(&format!("{name}-{course}.{end}"), form))
}

fn text(said: impl Into<String>) -> SheetCell {
    SheetCell::Text(said.into())
}

fn number(n: i64) -> SheetCell {
    SheetCell::Number(Points::whole(n))
}

fn some(n: Option<i64>) -> SheetCell {
    n.map_or(SheetCell::Empty, number)
}

fn lessons(readers: &CourseReaders, lang: Lang) -> DataSheet {
    let heading = [
        words::number_lesson(lang),
        words::lesson(lang),
        words::opened(lang),
        words::finished(lang),
        words::lost(lang),
        words::stopped(lang),
        words::stopped_n(lang),
    ];
    let rows = readers.lessons.iter().map(|line| {
        let stop = line.stop.as_ref();
        let at = stop.map(|(heading, _)| text(if heading.is_empty() { words::at_opening(lang) } else { heading.as_str() }));
        vec![
            number(line.number as i64),
            text(&line.title.text),
            number(line.readers.opened),
            number(line.readers.finished),
            some(line.lost.map(|n| -n)),
            at.unwrap_or(SheetCell::Empty),
            some(stop.map(|(_, people)| *people)),
        ]
    });
    DataSheet { name: words::lessons(lang).into(), heading: heading.map(String::from).into(), rows: rows.collect() }
}

fn practice(readers: &CourseReaders, lang: Lang) -> DataSheet {
    let heading = [
        words::number_lesson(lang),
        words::item(lang),
        words::name_of_item(lang),
        words::kind(lang),
        words::people(lang),
        words::right_percent(lang),
        words::tries(lang),
        words::wrongly(lang),
        words::chosen_n(lang),
    ];
    let rows = readers.practice.iter().map(|line| {
        let wrong = line.wrong.as_ref();
        vec![
            number(line.lesson as i64),
            text(&line.title),
            text(&line.key),
            text(kind_name(line.kind, lang)),
            number(line.sums.people),
            some(line.sums.right_percent()),
            number(line.sums.tries),
            wrong.map_or(SheetCell::Empty, |(option, _)| text(option)),
            some(wrong.map(|(_, people)| *people)),
        ]
    });
    DataSheet { name: words::practice(lang).into(), heading: heading.map(String::from).into(), rows: rows.collect() }
}
