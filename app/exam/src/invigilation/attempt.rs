//! One attempt as staff see it: what happened, what was set aside, what can be done.

use crate::{
    attempt::section,
    invigilation::{
        actions as invigilate,
        actions::{act, is_grave},
        answer_file, asking, board, measures, names, one,
    },
    plan::phase_word,
};
use axum::{
    Form,
    extract::{Path, Query},
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;
use zhixing_app::{
    i18n::{exam, history, invigilation as words},
    urls,
};
use zhixing_domain::{
    account::Invigilator,
    attempt::{Outage, Quarantine},
    lang::Lang,
    question::{Answer, ItemKey},
    text::number,
    time::{Span, Timestamp},
};
use zhixing_shell::{
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{self, Nav, SAYS_SOMETHING, crumbs, notice, page, page_head, time},
    problem::Problem,
};
use zhixing_store::{BoardLine, Happened, NEWEST, Part, ReopenRefusal};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct AttemptQuery {
    done: String,
    applied: usize,
    of: usize,
    why: String,
    /// How many pages back in what happened, and in what pages told.
    back: i64,
    told: i64,
}

async fn find(visit: &Visit, who: &Invigilator, id: &str) -> Result<BoardLine, Problem> {
    let id = id.parse().map_err(|_| Problem::NotFound)?;
    visit.site.store.board_line(who, id).await?.ok_or(Problem::NotFound)
}

/// Why the form of an ended attempt may have come to nothing.
const REOPENING: [ReopenRefusal; 3] = [ReopenRefusal::NotEnded, ReopenRefusal::GoesOn, ReopenRefusal::Released];

type Aside = (ItemKey, Quarantine, Option<Answer>, Timestamp);

pub(crate) async fn show(visit: Visit, Path(id): Path<String>, Query(asked): Query<AttemptQuery>) -> Result<Response, Problem> {
    let who = visit.invigilator()?;
    let line = find(&visit, &who, &id).await?;
    let (store, id) = (&visit.site.store, line.attempt.id);
    let happened = store.history(&who, id, Part::Evidence, asked.back).await?;
    let told = store.history(&who, id, Part::Telemetry, asked.told).await?;
    let tallies = store.tallies(&who, id).await?;
    let aside = store.quarantined(id).await?;
    let sheet = visit.site.paper(id).await?.ok_or(Problem::NotFound)?;
    let frozen = store.attempt_name(id).await?.ok_or(Problem::NotFound)?;
    let (lang, attempt) = (visit.lang, &line.attempt);
    let name = if line.name.is_empty() { line.login.clone() } else { line.name.clone() };
    let (course, slug) = (attempt.plan.course(), attempt.plan.plan());
    let plan = visit.site.published().library.title(&attempt.plan, lang);
    let most = invigilate::outage_grant(&visit.site, &attempt.plan);
    let certifies = visit.site.published().library.plan(&attempt.plan).is_some_and(|(_, p)| p.certifies());
    let said = match asked.done.as_str() {
        "file" => Some(answer_file::said(lang, asked.applied, asked.of)),
        "yes" => Some(notice("success", words::carried_out(lang, 1, 0))),
        "name" => Some(names::said(lang)),
        "reopened" => Some(notice("success", words::reopened(lang))),
        "no" => Some(board::said(0, 1, &asked.why, lang)),
        word => REOPENING.into_iter().map(one::explain).find(|(code, _)| *code == word).map(|(_, said)| notice("warning", said(lang))),
    };
    Ok(page(&visit, name.clone(), Nav::Desk, || {
        let path = vec![
            (words::title(lang).into(), Some(urls::invigilation())),
            (plan.clone(), Some(urls::board(course, slug))),
            (name.clone().into(), None),
        ];
        let mut facts = vec![phase_word(attempt.state.phase(), lang).to_string(), exam::attempt_n(lang, attempt.number)];
        facts.extend((!line.room.is_empty()).then(|| line.room.clone()));
        facts.extend(attempt.timing().deadline(visit.now).map(|d| words::deadline_at(lang, time::clock(&visit.site, d.0))));
        facts.push(words::answered_n(lang, line.answered));
        facts.extend(line.presence.as_ref().map(|p| words::saves_n(lang, p.saves)));
        if let Some(at) = section::whereabouts(&sheet, attempt, visit.now) {
            facts.push(exam::section_of(lang, at.here.number + 1, at.count));
            facts.extend(at.deadline.map(|d| exam::section_until(lang, time::clock(&visit.site, d.0))));
        }
        let link = |id: Option<zhixing_domain::id::AttemptId>, text: &'static str| {
            id.map(|id| view! { <a class="button button--small" href=urls::invigilated(id)>{text}</a> })
        };
        view! {
            {crumbs(lang, path)}
            {page_head(plan.clone(), name.clone(), "", facts)}
            <div class="stack stack--far">
                {said}
                <div class="cluster">{link(attempt.segment_of, words::segment_of(lang))}{link(attempt.continued_by, words::continued_by(lang))}</div>
                {names::section(&visit, &frozen, certifies)}
                {aside_view(&visit, &aside, line.set_aside, lang)}
                {outage_view(&line, most, lang)}
                {doings(&line, most, lang)}
                {answer_file::form(line.attempt.id, lang)}
                {history_view(&visit, &line, (&happened, &told), &asked, &tallies, &parts::Called::on(sheet.clone()))}
            </div>
        }
    }))
}

/// A page of a history, and how many events the whole has.
type Past = (Vec<Happened>, i64);

/// What happened, and apart from it what pages told of themselves: nothing of the one is cut by however much of the other.
fn history_view(
    visit: &Visit,
    line: &BoardLine,
    (happened, told): (&Past, &Past),
    asked: &AttemptQuery,
    tallies: &[(String, i64)],
    called: &parts::Called,
) -> Markup {
    let lang = visit.lang;
    let at = urls::invigilated(line.attempt.id);
    let pages = |(events, count): &Past, page: i64, link: &dyn Fn(i64) -> String| {
        let last = (count - 1).max(0) / NEWEST;
        let page = page.clamp(0, last);
        let to = count - page * NEWEST;
        let from = to - events.len() as i64 + 1;
        (last > 0).then(|| {
            view! {
                <p class="small soft">{words::page_of(lang, from, to, count)}</p>
                <p class="cluster">
                    {(page < last).then(|| view! { <a class="button button--small" href=link(page + 1)>{words::older(lang)}</a> })}
                    {(page > 0).then(|| view! { <a class="button button--small" href=link(page - 1)>{words::newer(lang)}</a> })}
                </p>
            }
        })
    };
    let first = pages(happened, asked.back, &|page| format!("{at}?back={page}&told={}#history", asked.told));
    let second = pages(told, asked.told, &|page| format!("{at}?back={}&told={page}#telemetry", asked.back));
    let counted: Vec<_> = tallies
        .iter()
        .filter(|(action, n)| {
            told.0.iter().chain(&happened.0).filter(|e| e.what.action() == action).count() < usize::try_from(*n).unwrap_or(0)
        })
        .map(|(action, n)| view! { <p class="small soft">{words::counted_n(lang, history::kind(action, lang), n)}</p> })
        .collect();
    view! {
        <section class="stack" aria-labelledby="history">
            <div class="section-head"><h2 id="history">{words::history(lang)}</h2></div>
            {first}
            {parts::history(&visit.site, &happened.0, called, lang)}
        </section>
        {(told.1 > 0).then(|| view! {
            <section class="stack" aria-labelledby="telemetry">
                <div class="section-head"><h2 id="telemetry">{words::telemetry(lang)}</h2><p class="section-head__note">{words::telemetry_words(lang)}</p></div>
                {second}
                {counted}
                {parts::history(&visit.site, &told.0, called, lang)}
            </section>
        })}
    }
    .into_markup()
}

/// The most characters of a value that a line shows; an essay may have a hundred thousand.
const SHOWN: usize = 200;

fn shortened(text: String) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

fn aside_view(visit: &Visit, aside: &[Aside], count: i64, lang: Lang) -> Markup {
    if aside.is_empty() {
        return ().into_markup();
    }
    let rows: Vec<_> = aside
        .iter()
        .map(|(item, why, value, at)| {
            view! {
                <tr>
                    <th scope="row">{item.0.clone()}</th>
                    <td>{why.code()}</td>
                    <td class="mono small">
                        {value.as_ref().map_or_else(|| words::digest_only(lang).to_string(), |v| shortened(v.to_text()))}
                    </td>
                    <td>{time::clock(&visit.site, *at)}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <section class="stack" aria-labelledby="aside">
            <div class="section-head"><h2 id="aside">{words::aside(lang)}</h2><p class="section-head__note">{words::aside_words(lang)}</p></div>
            {(count > aside.len() as i64).then(|| view! { <p class="small soft">{words::newest_of(lang, aside.len(), count)}</p> })}
            <div class="table-frame" role="group" tabindex="0" aria-labelledby="aside">
                <table class="table" data-dense="">
                    <thead>
                        <tr>
                            <th scope="col">{words::place(lang)}</th>
                            <th scope="col">{words::why(lang)}</th>
                            <th scope="col">{words::value(lang)}</th>
                            <th scope="col">{words::received(lang)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_markup()
}

/// What outages took, what was given back, and the button that gives the rest back; nothing where there was no outage.
fn outage_view(line: &BoardLine, most: Span, lang: Lang) -> Markup {
    let Outage { measured, given } = line.outage;
    if measured.ms() < 1_000 {
        return ().into_markup();
    }
    let spell = |span| time::length(span, lang);
    let due = line.outage.due(most);
    let left = due.map_or_else(|why| invigilate::explain(why)(lang).to_string(), spell);
    let open = !line.attempt.state.phase().is_final();
    view! {
        <section class="card stack measure" aria-labelledby="outage">
            <h2 class="card__title" id="outage">{words::outage_head(lang)}</h2>
            <dl class="facts">
                <dt>{words::outage_measured(lang)}</dt><dd>{spell(measured)}</dd>
                <dt>{words::outage_given(lang)}</dt><dd>{spell(given)}</dd>
                <dt>{words::outage_left(lang)}</dt><dd>{left}</dd>
            </dl>
            {due.ok().filter(|_| open).map(|due| view! {
                <form class="stack" method="post" action=urls::invigilated(line.attempt.id)>
                    <p class="small soft">{words::give_back_words(lang, spell(most))}</p>
                    <div class="field">
                        <label class="field__label" for="outage-reason">{words::cause(lang)}</label>
                        <input class="input" id="outage-reason" name="reason" maxlength="500" pattern=SAYS_SOMETHING required/>
                    </div>
                    <div><button class="button button--primary" name="measure" value="give_back">{words::give_back_n(lang, spell(due))}</button></div>
                </form>
            })}
        </section>
    }
    .into_markup()
}

fn doings(line: &BoardLine, most: Span, lang: Lang) -> Markup {
    let ended = line.attempt.state.phase().is_final();
    let action = urls::invigilated(line.attempt.id);
    let reason = |id: &'static str| {
        view! {
            <div class="field">
                <label class="field__label" for=id>{words::reason(lang)}</label>
                <input class="input" id=id name="reason" maxlength="500" pattern=SAYS_SOMETHING required/>
            </div>
        }
    };
    if ended {
        return view! {
            <form class="card stack measure" method="post" action=action>
                <h2 class="card__title">{words::reopen(lang)}</h2>
                <p class="small soft">{words::reopen_words(lang)}</p>
                <div class="field">
                    <label class="field__label" for="minutes">{words::minutes(lang)}</label>
                    <input class="input" id="minutes" name="minutes" type="number" min="1" max="1440" value="10"/>
                </div>
                {reason("reopen-reason")}
                <label class="check"><input class="check__input" type="checkbox" name="late" value="yes"/><span>{words::with_late(lang)}</span></label>
                <div><button class="button" name="measure" value="reopen">{words::reopen(lang)}</button></div>
            </form>
        }
        .into_markup();
    }
    view! {
        <div class="grid">
            <form method="post" action=action.clone()>{measures::form(false, most, lang)}</form>
            <form class="card stack" method="post" action=action.clone()>
                <h2 class="card__title">{words::free_pen(lang)}</h2>
                <p class="small soft">{words::free_pen_words(lang)}</p>
                {reason("pen-reason")}
                <div><button class="button" name="measure" value="free_pen">{words::free_pen(lang)}</button></div>
            </form>
            <form class="card stack" method="post" action=action>
                <h2 class="card__title">{words::irregularity(lang)}</h2>
                {reason("irregularity-reason")}
                <div><button class="button" name="measure" value="irregularity">{words::add_irregularity(lang)}</button></div>
            </form>
        </div>
    }
    .into_markup()
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct MeasureForm {
    measure: String,
    /// What was pressed instead of the measure that is chosen.
    grave: String,
    minutes: String,
    reason: String,
    late: String,
    confirmed: String,
}

pub(crate) async fn change(visit: Visit, Path(id): Path<String>, Form(wish): Form<MeasureForm>) -> Result<Response, Problem> {
    let who = visit.invigilator()?;
    let of = one::find(&visit, &who, &id).await?;
    let (id, minutes) = (of.0.id, number::whole(&wish.minutes).unwrap_or(0));
    let word = if wish.grave.is_empty() { &wish.measure } else { &wish.grave };
    let done = match word.as_str() {
        "reopen" => match one::reopen(&visit, &who, &of, minutes, wish.late == "yes", &wish.reason).await? {
            Ok(new) => return Ok(Redirect::to(&format!("{}?done=reopened", urls::invigilated(new))).into_response()),
            Err(refusal) => one::explain(refusal).0,
        },
        "free_pen" => match one::free_pen(&visit, &who, &of, &wish.reason).await? {
            true => "yes",
            false => "no",
        },
        "irregularity" => {
            one::note(&visit, &who, &of, &wish.reason).await?;
            "yes"
        }
        word => {
            let reason = invigilate::reason(&wish.reason)?;
            let act = act(word, minutes, invigilate::outage_grant(&visit.site, &of.0.plan))?;
            if is_grave(&act) && wish.confirmed != "yes" {
                let people = visit.site.store.names_of(&who, &[id]).await?;
                let fields = [("measure", word), ("reason", &reason)].map(|(k, v)| (k.to_string(), v.to_string())).to_vec();
                return Ok(asking::ask(&visit, &act, people, urls::invigilated(id), fields, urls::invigilated(id)));
            }
            let measured = invigilate::carry_out(&visit, &who, vec![id], act, reason).await?;
            match invigilate::first_refusal(&measured) {
                Some(why) => return Ok(Redirect::to(&format!("{}?done=no&why={}", urls::invigilated(id), why.code())).into_response()),
                None => "yes",
            }
        }
    };
    Ok(Redirect::to(&format!("{}?done={done}", urls::invigilated(id))).into_response())
}
