//! Results as a file for a spreadsheet: what the filter shows, all pages of it.

use crate::results::{actions, filter::ResultQuery, plan::ended_word};
use axum::{
    extract::{Path, Query},
    response::Response,
};
use zhixing_app::i18n::{exam, results as words};
use zhixing_domain::{lang::Lang, plan_ref::PlanRef, points::Points};
use zhixing_shell::{
    guard::Visit,
    problem::Problem,
    sheet::{DataSheet, SheetCell, SheetForm},
};
use zhixing_store::ResultLine;

pub(crate) async fn download(
    visit: Visit,
    Path((course, plan, file)): Path<(String, String, String)>,
    Query(asked): Query<ResultQuery>,
) -> Result<Response, Problem> {
    let reader = visit.result_reader()?;
    let form = SheetForm::of(&file).filter(|_| file.starts_with("results.")).ok_or(Problem::NotFound)?;
    let plan = PlanRef::new(&course, &plan);
    let page = actions::for_file(&visit, &reader, &plan, &asked.question()).await?;
    let lang = visit.lang;
    let title = visit.site.published().library.title_of(&plan, lang);
    let heading = [
        words::plan(lang),
        words::session(lang),
        words::name(lang),
        words::login(lang),
        words::seat(lang),
        words::attempt_number(lang),
        words::score(lang),
        words::pass_mark(lang),
        words::verdict(lang),
        words::stage(lang),
        words::ended(lang),
        words::released_at(lang),
    ];
    let rows = page.lines.iter().map(|line| row(&visit, line, &title, lang)).collect();
    let sheet = DataSheet { name: words::results(lang).into(), heading: heading.map(String::from).into(), rows };
    let end = file.rsplit_once('.').map_or("", |(_, end)| end);
    Ok(sheet.download(&format!("results-{course}-{}.{end}", plan.plan()), form))
}

fn row(visit: &Visit, line: &ResultLine, title: &str, lang: Lang) -> Vec<SheetCell> {
    let text = |text: &str| if text.is_empty() { SheetCell::Empty } else { SheetCell::Text(text.into()) };
    let whose = line.whose.as_ref();
    let number = |points: Option<Points>| points.map_or(SheetCell::Empty, SheetCell::Number);
    let verdict = line.score.as_ref().map_or("", |s| if s.passed { exam::passed(lang) } else { exam::failed(lang) });
    let released = whose.map(|w| visit.site.local(w.released_at).strftime("%Y-%m-%d %H:%M").to_string()).unwrap_or_default();
    vec![
        text(title),
        text(line.session.as_deref().unwrap_or_default()),
        text(whose.map_or("", |w| &w.name)),
        text(whose.map_or("", |w| &w.login)),
        text(whose.map_or("", |w| &w.seat)),
        SheetCell::Number(Points::whole(line.number)),
        number(line.score.as_ref().map(|s| s.score)),
        number(line.score.as_ref().map(|s| s.pass_mark)),
        text(verdict),
        text(words::stage_word(line.stage, lang)),
        text(ended_word(line.ended, lang)),
        text(&released),
    ]
}
