//! The results of one plan: how the scores lie against the pass mark, then one by one; released from here.

use crate::{
    results::{
        actions::{self, ORDERS, PlanResults, ResultQuestion},
        filter::{self, ResultQuery, query},
    },
    sort::sort_head,
};
use axum::{
    extract::{Path, Query},
    response::Response,
};
use leptos::prelude::*;
use zhixing_app::{
    i18n::{exam, marking, results as words, site},
    urls,
};
use zhixing_domain::{
    account::{Marker, Role},
    attempt::Phase,
    grading::ResultStage,
    lang::Lang,
    plan_ref::PlanRef,
    points::Points,
    statistics::BINS,
};
use zhixing_shell::{
    guard::Visit,
    html::{IntoMarkup, Markup},
    name::view::isolated,
    parts::{ChartBar, ChartLine, Histogram, Nav, cell, crumbs, empty, icon, notice, page, page_head},
    problem::Problem,
};
use zhixing_store::{OfSession, RESULTS, ResultLine, ResultOrder, ResultSummary};

pub(crate) async fn show(
    visit: Visit,
    Path((course, slug)): Path<(String, String)>,
    Query(address): Query<ResultQuery>,
) -> Result<Response, Problem> {
    let reader = visit.result_reader()?;
    let (lang, asked) = (visit.lang, address.question());
    let found = actions::of_plan(&visit, &reader, PlanRef::new(&course, &slug), &asked).await?;
    let marker = visit.account.as_ref().and_then(Marker::of);
    let waits = match &marker {
        Some(marker) => visit.site.store.releasable(marker, &found.plan, OfSession::read(&asked.session)).await?,
        None => (0, 0, 0),
    };
    let title = visit.site.published().library.title(&found.plan, lang);
    Ok(page(&visit, format!("{} · {}", words::results(lang), title.text), Nav::Desk, || {
        let path = vec![
            (marking::desk(lang).into(), Some(urls::desk())),
            (words::results(lang).into(), Some(urls::results())),
            (title.clone(), None),
        ];
        view! {
            {crumbs(lang, path)}
            {page_head(words::results(lang), title, "", vec![])}
            <div class="stack stack--far">
                {address.released.map(|n| notice("success", words::released_now(lang, n)))}
                {overview(&found.summary, lang)}
                {marker.map(|_| release(&found.plan, waits, OfSession::read(&asked.session), lang))}
                {list(&visit, &found, &asked, lang)}
            </div>
        }
    }))
}

/// Counts, then the histogram with its numbers.
fn overview(summary: &ResultSummary, lang: Lang) -> Markup {
    let scores = &summary.scores;
    let tally = |label: &'static str, value: String| {
        view! { <li class="tally"><span class="tally__number numeric">{value}</span><span class="tally__label">{label}</span></li> }
            .into_markup()
    };
    let mut tallies = vec![
        tally(words::sat(lang), summary.sat().to_string()),
        tally(words::to_mark(lang), summary.to_mark.to_string()),
        tally(words::waits_release(lang), summary.marked.to_string()),
        tally(words::released(lang), summary.released.to_string()),
        tally(words::passed(lang), scores.passed.to_string()),
    ];
    let with = |points: Option<Points>| points.map(|p| p.to_string());
    if let Some((((mean, median), rate), (lowest, highest))) =
        with(scores.mean).zip(with(scores.median)).zip(with(scores.pass_rate())).zip(with(scores.lowest).zip(with(scores.highest)))
    {
        tallies.push(tally(words::pass_rate(lang), format!("{rate}%")));
        tallies.push(tally(words::mean(lang), mean));
        tallies.push(tally(words::median(lang), median));
        tallies.push(tally(words::range(lang), format!("{lowest}–{highest}")));
    }
    view! {
        <section class="stack" aria-labelledby="summary">
            <h2 class="visually-hidden" id="summary">{words::summary(lang)}</h2>
            <ul class="tallies" role="list">{tallies}</ul>
            <h2>{words::distribution(lang)}</h2>
            {if scores.count == 0 {
                view! { <p class="soft">{words::nothing_marked(lang)}</p> }.into_markup()
            } else {
                histogram(summary, lang)
            }}
        </section>
    }
    .into_markup()
}

/// What passes and what does not are told apart by the line, not by their colours alone.
fn histogram(summary: &ResultSummary, lang: Lang) -> Markup {
    let pass = summary.pass_marks.first().map_or(0, |p| p.hundredths() / 100);
    let bar = |(n, count): (usize, &i64)| {
        let low = n * 10;
        let row = if n + 1 == BINS { format!("{low}–100") } else { format!("{low}–{}", low + 9) };
        let tone = if low as i64 + 10 > pass { "right" } else { "" };
        ChartBar { label: low.to_string(), row, count: *count, tone }
    };
    let line = |mark: &Points| ChartLine { at: mark.hundredths() as f64 / 10_000.0, label: words::pass_line(lang, mark) };
    let scores = &summary.scores;
    Histogram {
        summary: words::distribution_of(lang, scores.count, scores.passed),
        bars: scores.bins.iter().enumerate().map(bar).collect(),
        lines: summary.pass_marks.iter().map(line).collect(),
        heads: [words::points_range(lang).into(), words::count(lang).into()],
        end: Some("100".into()),
        sparse: false,
    }
    .view()
}

/// The way to the release, for whoever may: it asks once more.
fn release(plan: &PlanRef, (n, _, own): (usize, usize, usize), session: OfSession, lang: Lang) -> Markup {
    let said = if session == OfSession::Any { words::release_n(lang, n) } else { words::release_shown(lang, n) };
    let button = (n > 0).then(|| {
        view! {
            <form method="post" action=urls::release(plan.course(), plan.plan())>
                <input type="hidden" name="session" value=session.text()/>
                <button class="button button--primary">{said}</button>
            </form>
        }
    });
    view! {
        <div class="cluster">
            {button}
            <a class="button" href=urls::marked_items(plan.course(), plan.plan())>{words::item_statistics(lang)}</a>
            {(own > 0).then(|| view! { <span class="soft small">{words::left_own(lang, own)}</span> })}
        </div>
    }
    .into_markup()
}

fn list(visit: &Visit, found: &PlanResults, asked: &ResultQuestion, lang: Lang) -> Markup {
    let (plan, page) = (&found.plan, &found.page);
    let here = urls::plan_results(plan.course(), plan.plan());
    let nothing = if asked.narrows() {
        let all = ResultQuestion { session: asked.session.clone(), ..ResultQuestion::default() };
        empty(words::nobody(lang), words::nobody_words(lang), Some((words::show_all(lang).into(), format!("{here}{}", query(&all)))))
    } else {
        empty(words::none_yet(lang), words::none_yet_words(lang), Some((words::results(lang).into(), urls::results())))
    };
    let file = |end: &str| {
        format!(
            "{}{}",
            urls::results_file(plan.course(), plan.plan(), format!("results.{end}")),
            query(&ResultQuestion { page: 0, ..asked.clone() })
        )
    };
    view! {
        <section class="stack" aria-labelledby="list">
            <div class="section-head"><h2 id="list">{words::list(lang)}</h2><span class="soft small">{words::found(lang, page.total)}</span></div>
            {filter::form(visit, found, asked, lang)}
            {if page.lines.is_empty() { nothing } else { table(visit, found, asked, lang) }}
            {pager(&here, asked, page.total, lang)}
            {(page.total > 0).then(|| view! {
                <div class="cluster no-print">
                    <a class="button button--small" href=file("csv") download="">{icon("download")}{words::export_csv(lang)}</a>
                    <a class="button button--small" href=file("xlsx") download="">{icon("download")}{words::export_xlsx(lang)}</a>
                    <span class="soft small">{words::export_words(lang)}</span>
                </div>
            })}
        </section>
    }
    .into_markup()
}

fn table(visit: &Visit, found: &PlanResults, asked: &ResultQuestion, lang: Lang) -> Markup {
    let here = urls::plan_results(found.plan.course(), found.plan.plan());
    let (by, falling) = asked.order();
    let head = |order: ResultOrder, label: &'static str, class: &'static str| {
        let name = ORDERS.iter().find(|(_, o)| *o == order).map_or("", |(name, _)| name);
        let (sorted, down) = (by == order, by == order && falling);
        // scores begin with the highest, names with the first
        let next_down = if sorted { !down } else { order == ResultOrder::Score };
        let sort = if next_down { format!("-{name}") } else { name.to_string() };
        let href = format!("{here}{}#list", query(&ResultQuestion { sort, page: 0, ..asked.clone() }));
        sort_head(label, class, href, sorted.then_some(down), lang)
    };
    let admin = visit.account.as_ref().is_some_and(|a| a.roles.has(Role::Admin));
    let with_session = !found.sessions.is_empty();
    let rows: Vec<_> = found.page.lines.iter().map(|l| row(l, admin, with_session, lang)).collect();
    view! {
        <div class="table-frame" role="group" tabindex="0" aria-labelledby="list">
            <table class="table table--cards" data-dense="">
                <thead><tr>
                    {head(ResultOrder::Name, words::name(lang), "")}
                    {head(ResultOrder::Login, words::login(lang), "")}
                    {with_session.then(|| head(ResultOrder::Seat, words::seat(lang), ""))}
                    {with_session.then(|| view! { <th scope="col">{words::session(lang)}</th> })}
                    {head(ResultOrder::Score, words::score(lang), "table__number")}
                    <th scope="col">{words::verdict(lang)}</th>
                    <th scope="col">{words::stage(lang)}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_markup()
}

fn row(line: &ResultLine, admin: bool, with_session: bool, lang: Lang) -> Markup {
    let again = (line.number > 1).then(|| view! { " "<span class="soft small">{words::attempt_n(lang, line.number)}</span> });
    let name = match &line.whose {
        Some(whose) if admin => view! { <a href=urls::invigilated(whose.attempt)>{isolated(&whose.name)}</a>{again} }.into_markup(),
        Some(whose) => view! { {isolated(&whose.name)}{again} }.into_markup(),
        None => view! { <span class="soft">{words::anonymous(lang)}</span> }.into_markup(),
    };
    let (login, seat) = line.whose.as_ref().map(|w| (w.login.clone(), w.seat.clone())).unwrap_or_default();
    let verdict = line.score.as_ref().map(|score| {
        let (tone, word, glyph) = if score.passed { ("right", exam::passed(lang), "check") } else { ("warn", exam::failed(lang), "cross") };
        view! { <span class=format!("badge badge--{tone}")>{icon(glyph)}{word}</span> }
    });
    let ended = (line.ended != Phase::Submitted).then(|| view! { " "<span class="soft small">{ended_word(line.ended, lang)}</span> });
    let tone = if line.stage == ResultStage::Released { "" } else { "soft" };
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td data-label=words::login(lang)>{cell(&login)}</td>
            {with_session.then(|| view! { <td data-label=words::seat(lang)>{cell(&seat)}</td><td data-label=words::session(lang)>{line.session.clone()}</td> })}
            <td class="table__number" data-label=words::score(lang)>{line.score.as_ref().map(|s| s.score.to_string())}</td>
            <td class="table__nowrap">{verdict}</td>
            <td class="table__nowrap"><span class=tone>{words::stage_word(line.stage, lang)}</span>{ended}</td>
        </tr>
    }
    .into_markup()
}

/// How an attempt ended.
pub(crate) fn ended_word(ended: Phase, lang: Lang) -> &'static str {
    match ended {
        Phase::Expired => words::expired(lang),
        Phase::Terminated => words::terminated(lang),
        _ => words::handed_in(lang),
    }
}

fn pager(here: &str, asked: &ResultQuestion, total: i64, lang: Lang) -> Option<Markup> {
    let (pages, page) = ((total + RESULTS - 1) / RESULTS, asked.page.max(0));
    let link = |to: i64, text: &'static str| {
        let href = format!("{here}{}#list", query(&ResultQuestion { page: to, ..asked.clone() }));
        view! { <a class="button button--small" href=href>{text}</a> }
    };
    (pages > 1).then(|| {
        view! {
            <nav class="cluster" aria-label=words::list(lang)>
                {(page > 0).then(|| link((page - 1).min(pages - 1), site::previous(lang)))}
                <span class="soft small">{words::page_of(lang, page + 1, pages)}</span>
                {(page + 1 < pages).then(|| link(page + 1, site::next(lang)))}
            </nav>
        }
        .into_markup()
    })
}
