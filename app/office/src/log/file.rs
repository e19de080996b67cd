//! The log as a file for a spreadsheet: what the filter shows, told in the reader's language, with the stable words beside.

use crate::log::{LogQuery, actions, subject_words};
use axum::{
    extract::{Path, Query},
    response::Response,
};
use zhixing_app::i18n::log as words;
use zhixing_domain::lang::Lang;
use zhixing_shell::{
    guard::Visit,
    parts::{Called, actor, called, told},
    problem::Problem,
    sheet::{DataSheet, SheetCell, SheetForm},
};
use zhixing_store::LogLine;

pub(crate) async fn download(visit: Visit, Path(file): Path<String>, Query(asked): Query<LogQuery>) -> Result<Response, Problem> {
    let admin = visit.administrator()?;
    let form = SheetForm::of(&file).filter(|_| file.starts_with("log.")).ok_or(Problem::NotFound)?;
    let scope = actions::scope(&visit, &admin, &asked.question()).await?.map_err(Problem::first_of)?;
    let (lines, _) = visit.site.store.whole_log(&admin, &scope).await?;
    let called = called(&visit, &admin, lines.iter().map(|line| &line.happened.what)).await?;
    let lang = visit.lang;
    let heading = [
        words::when(lang),
        words::who(lang),
        words::what(lang),
        words::detail(lang),
        words::about(lang),
        words::object(lang),
        words::action(lang),
        words::request(lang),
    ];
    let rows = lines.iter().map(|line| row(&visit, line, &called, lang)).collect();
    let sheet = DataSheet { name: words::log(lang).into(), heading: heading.map(String::from).into(), rows };
    Ok(sheet.download(&file, form))
}

fn row(visit: &Visit, line: &LogLine, called: &Called, lang: Lang) -> Vec<SheetCell> {
    let text = |text: &str| if text.is_empty() { SheetCell::Empty } else { SheetCell::Text(text.into()) };
    let (head, more) = told(&visit.site, &line.happened.what, called, lang);
    let at = visit.site.local(line.happened.at).strftime("%Y-%m-%d %H:%M:%S%.3f%:z").to_string();
    vec![
        text(&at),
        text(&actor(&line.happened.who, lang)),
        text(&head),
        text(&more),
        text(&subject_words(visit, line)),
        text(&line.subject),
        text(line.happened.what.action()),
        text(line.request.as_deref().unwrap_or_default()),
    ]
}
