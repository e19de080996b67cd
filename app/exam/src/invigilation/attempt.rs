//! One attempt as staff see it: what happened, what was set aside, what can be done.

use crate::{
    attempt::section,
    invigilation::{
        actions as invigilate,
        actions::{act, is_grave},
        answer_file, aside, asking, measures, names, one, told,
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
    i18n::{exam, invigilation as words},
    urls,
};
use zhixing_domain::{account::Invigilator, attempt::Outage, id::AttemptId, lang::Lang, text::number, time::Span};
use zhixing_shell::{
    guard::Visit,
    html::{IntoMarkup, Markup},
    papers::LoadedPaper,
    parts::{self, Nav, SAYS_SOMETHING, crumbs, done, page, page_head, time},
    problem::Problem,
};
use zhixing_store::{AttemptSummary, BoardLine, Happened, NEWEST, Part, ReopenRefusal};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct AttemptQuery {
    done: String,
    /// Which measure it was.
    did: String,
    applied: usize,
    of: usize,
    why: String,
    minutes: i64,
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
    let plan = visit.site.published().library.title(&attempt.plan, lang);
    let most = invigilate::outage_grant(&visit.site, &attempt.plan);
    let certifies = visit.site.published().library.plan(&attempt.plan).is_some_and(|(_, p)| p.certifies());
    let said = said(&asked, &name, lang);
    Ok(page(&visit, name.clone(), Nav::Desk, || {
        let path = vec![
            (words::title(lang).into(), Some(urls::invigilation())),
            (plan.clone(), Some(urls::board(attempt.plan.course(), attempt.plan.plan()))),
            (name.clone().into(), None),
        ];
        view! {
            {crumbs(lang, path)}
            {page_head(plan.clone(), name.clone(), "", facts_of(&visit, &line, &sheet))}
            <div class="stack stack--far">
                {said}
                {segments(attempt, lang)}
                {names::section(&visit, &frozen, certifies)}
                {aside::view(&visit, &sheet, &aside, line.set_aside)}
                {outage_view(&line, most, lang)}
                {doings(&line, most, lang)}
                {answer_file::form(line.attempt.id, lang)}
                {history_view(&visit, &line, (&happened, &told), &asked, &tallies, &parts::Called::on(sheet.clone()))}
            </div>
        }
    }))
}

/// What came of the form that led here.
fn said(asked: &AttemptQuery, name: &str, lang: Lang) -> Option<Markup> {
    match asked.done.as_str() {
        "file" => Some(answer_file::said(lang, asked.applied, asked.of)),
        "yes" => Some(told::said((&asked.did, asked.minutes), Some(name), 0, "", lang)),
        "name" => Some(names::said(lang)),
        "reopened" => Some(done("success", words::reopened(lang))),
        "no" if asked.did == "free_pen" => Some(done("warning", words::no_pen(lang))),
        "no" => Some(told::said((&asked.did, 0), None, 1, &asked.why, lang)),
        word => REOPENING.into_iter().map(one::explain).find(|(code, _)| *code == word).map(|(_, said)| done("warning", said(lang))),
    }
}

/// Where the attempt stands, below its name.
fn facts_of(visit: &Visit, line: &BoardLine, sheet: &LoadedPaper) -> Vec<String> {
    let (lang, attempt) = (visit.lang, &line.attempt);
    let mut facts = vec![phase_word(attempt.state.phase(), lang).to_string(), exam::attempt_n(lang, attempt.number)];
    facts.extend((!line.room.is_empty()).then(|| line.room.clone()));
    let deadline = attempt.timing().deadline(visit.now).filter(|_| !attempt.state.phase().is_final());
    facts.extend(deadline.map(|d| words::deadline_at(lang, time::clock(&visit.site, d.0))));
    facts.push(words::answered_n(lang, line.answered));
    facts.extend(line.presence.as_ref().map(|p| words::saves_n(lang, p.saves)));
    if let Some(at) = section::whereabouts(sheet, attempt, visit.now) {
        facts.push(exam::section_of(lang, at.here.number + 1, at.count));
        facts.extend(at.deadline.map(|d| exam::section_until(lang, time::clock(&visit.site, d.0), time::zone_name(&visit.site, lang))));
    }
    facts
}

/// The ways to the attempt that it goes on from, and to the one that goes on from it.
fn segments(attempt: &AttemptSummary, lang: Lang) -> Option<Markup> {
    let link = |id: Option<AttemptId>, text: &'static str| {
        id.map(|id| view! { <a class="button button--small" href=urls::invigilated(id)>{text}</a> })
    };
    let (before, after) = (link(attempt.segment_of, words::segment_of(lang)), link(attempt.continued_by, words::continued_by(lang)));
    (before.is_some() || after.is_some()).then(|| view! { <div class="cluster">{before}{after}</div> }.into_markup())
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
    let first = pages(happened, asked.back, lang, |page| format!("{at}?back={page}&told={}#history", asked.told));
    let second = pages(told, asked.told, lang, |page| format!("{at}?back={}&told={page}#telemetry", asked.back));
    let counted: Vec<_> = tallies
        .iter()
        .filter(|(action, n)| {
            told.0.iter().chain(&happened.0).filter(|e| e.what.action() == action).count() < usize::try_from(*n).unwrap_or(0)
        })
        .map(|(action, n)| view! { <p class="small soft">{words::counted_n(lang, parts::action_name(action, lang), n)}</p> })
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

/// Which part of the past is shown, and the ways to what is older and newer; nothing where all of it is shown.
fn pages((events, count): &Past, page: i64, lang: Lang, link: impl Fn(i64) -> String) -> Option<Markup> {
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
        .into_markup()
    })
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

fn reason(id: &'static str, label: &'static str) -> Markup {
    view! {
        <div class="field">
            <label class="field__label" for=id>{label}</label>
            <input class="input" id=id name="reason" maxlength="500" pattern=SAYS_SOMETHING required/>
        </div>
    }
    .into_markup()
}

fn reopen_form(action: String, lang: Lang) -> Markup {
    view! {
        <form class="card stack" method="post" action=action>
            <h2 class="card__title">{words::reopen(lang)}</h2>
            <p class="small soft">{words::reopen_words(lang)}</p>
            <div class="field">
                <label class="field__label" for="minutes">{words::reopen_minutes(lang)}</label>
                <input class="input" id="minutes" name="minutes" type="number" min="1" max="1440" value="10"/>
            </div>
            {reason("reopen-reason", words::cause(lang))}
            <label class="check"><input class="check__input" type="checkbox" name="late" value="yes"/><span>{words::with_late(lang)}</span></label>
            <div><button class="button" name="measure" value="reopen">{words::reopen(lang)}</button></div>
        </form>
    }
    .into_markup()
}

fn doings(line: &BoardLine, most: Span, lang: Lang) -> Markup {
    let action = urls::invigilated(line.attempt.id);
    // what was seen may be written down afterwards, too
    let irregularity = view! {
        <form class="card stack" method="post" action=action.clone()>
            <h2 class="card__title">{words::irregularity(lang)}</h2>
            {reason("irregularity-reason", words::what_happened(lang))}
            <div><button class="button" name="measure" value="irregularity">{words::add_irregularity(lang)}</button></div>
        </form>
    };
    if line.attempt.state.phase().is_final() {
        return view! { <div class="grid grid--wide">{reopen_form(action, lang)}{irregularity}</div> }.into_markup();
    }
    view! {
        <div class="grid">
            <form method="post" action=action.clone()>{measures::form(false, most, lang)}</form>
            <form class="card stack" method="post" action=action.clone()>
                <h2 class="card__title">{words::free_pen(lang)}</h2>
                <p class="small soft">{words::free_pen_words(lang)}</p>
                {reason("pen-reason", words::cause(lang))}
                <div><button class="button" name="measure" value="free_pen">{words::free_pen(lang)}</button></div>
            </form>
            {irregularity}
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
                Some(why) => {
                    return Ok(Redirect::to(&format!("{}?done=no&did={word}&why={}", urls::invigilated(id), why.code())).into_response());
                }
                None => "yes",
            }
        }
    };
    Ok(Redirect::to(&format!("{}?done={done}&did={}&minutes={minutes}", urls::invigilated(id), urls::encoded(word))).into_response())
}
