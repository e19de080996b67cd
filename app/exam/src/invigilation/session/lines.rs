//! The list of a session as a table whose cells can be changed: room, accommodation, and who goes off it. One form with a row for each person, so it
//! works with scripts off.

use crate::invigilation::{
    changing::{self, LineFault, TypedLine},
    planning,
    session::{SessionPage, accommodation, page_of},
};
use axum::{
    Form,
    extract::{Path, Query},
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;
use zhixing_app::{
    i18n::{invigilation as words, site, timetable as time_words},
    urls,
};
use zhixing_domain::{
    assessment::{Accommodation, Plan},
    attempt::Terms,
    lang::Lang,
    time::Span,
};
use zhixing_roster::Column;
use zhixing_shell::{
    form::Fields,
    guard::Visit,
    html::{IntoMarkup, Markup},
    name::view::isolated,
    parts::{ColumnHead, FramedTable, empty, error_summary},
    problem::Problem,
};
use zhixing_store::{Candidate, ExamSession, LISTED};

/// Which part of the list is looked at.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Part {
    #[serde(rename = "q")]
    pub search: String,
    pub page: i64,
}

/// What the table shows where it was not saved: what was typed, and what is wrong with it.
#[derive(Default)]
pub(crate) struct LinesForm {
    pub typed: Vec<TypedLine>,
    pub faults: Vec<LineFault>,
}

/// Where the table stands: the part of the list, how many people fit, and whether anything may still be changed.
pub(super) struct Listed {
    pub part: Part,
    pub count: i64,
    pub open: bool,
    /// What was just done to its lines.
    pub done: Option<Markup>,
}

/// Saves what was changed: all of it, or nothing, and what is wrong stands at its row.
pub(crate) async fn save(
    visit: Visit,
    Path(id): Path<String>,
    Query(part): Query<Part>,
    Form(Fields(fields)): Form<Fields>,
) -> Result<Response, Problem> {
    let who = visit.invigilator()?;
    let session = planning::find(&visit, &who, &id).await?;
    let typed = typed(fields);
    let changes = match changing::lines(&typed) {
        Ok(changes) => changes,
        Err(faults) => return again(&visit, &session, part, LinesForm { typed, faults }).await,
    };
    let gone = changes.iter().filter(|k| k.remove).count();
    let changed = changes.len() - gone;
    match changing::change_lines(&visit, &who, &session, changes).await? {
        Err(faults) => again(&visit, &session, part, LinesForm { typed, faults }).await,
        Ok(_) => {
            let (path, q, page) = (urls::exam_session(session.id), urls::encoded(&part.search), part.page);
            Ok(Redirect::to(&format!("{path}?lines={changed}&gone={gone}&q={q}&page={page}")).into_response())
        }
    }
}

async fn again(visit: &Visit, session: &ExamSession, part: Part, lines: LinesForm) -> Result<Response, Problem> {
    page_of(visit, session, SessionPage { lines, part, ..SessionPage::default() }).await
}

/// The rows of the form: each begins with its login, and what follows is its own.
fn typed(fields: Vec<(String, String)>) -> Vec<TypedLine> {
    let mut lines: Vec<TypedLine> = vec![];
    for (name, value) in fields {
        if name == "login" {
            lines.push(TypedLine { login: value, ..TypedLine::default() });
            continue;
        }
        let Some(line) = lines.last_mut() else { continue };
        match name.as_str() {
            "was_room" => (line.was_room, line.room) = (value.clone(), value),
            "room" => line.room = value,
            "was_time" => (line.was_time, line.time) = (value.clone(), value),
            "time" => line.time = value,
            "remove" => line.remove = true,
            _ => {}
        }
    }
    lines
}

pub(super) fn section(
    visit: &Visit,
    session: &ExamSession,
    plan: Option<&Plan>,
    people: &[Candidate],
    form: LinesForm,
    mut listed: Listed,
) -> Markup {
    let (lang, done) = (visit.lang, listed.done.take());
    let listed = &listed;
    let faults: Vec<(&'static str, String)> = form.faults.iter().map(|w| ("listed", said(w, lang))).collect();
    let wrong = (!faults.is_empty()).then(|| view! { <p>{time_words::lines_wrong(lang)}</p> });
    let rows: Vec<_> = people.iter().map(|k| row(session, plan, k, &form, listed.open, lang)).collect();
    let none = rows.is_empty();
    let searched = !listed.part.search.is_empty();
    view! {
        <section class="stack" aria-labelledby="listed">
            <div class="section-head"><h2 id="listed">{time_words::lines(lang)}</h2><p class="section-head__note">{words::private_note(lang)}</p></div>
            {done}{error_summary(lang, &faults)}
            {wrong}
            {(session.candidates > LISTED || searched).then(|| filter(session, &listed.part, lang))}
            {none.then(|| if searched {
                view! { <p class="soft">{words::nobody(lang)}</p> }.into_markup()
            } else {
                empty(time_words::none_listed(lang), time_words::none_listed_words(lang), listed.open.then(|| (time_words::add_people(lang).into(), "#people".into())))
            })}
            {(!none).then(|| table(session, rows, listed, lang))}
            {pager(session, listed, people.len(), lang)}
        </section>
    }
    .into_markup()
}

fn said(fault: &LineFault, lang: Lang) -> String {
    let column = match fault.column {
        Column::Room => time_words::seat(lang),
        Column::Accommodation => words::accommodation(lang),
        _ => zhixing_app::i18n::account::login(lang),
    };
    time_words::line_wrong(lang, &fault.login, column, fault.why.get(lang))
}

fn filter(session: &ExamSession, part: &Part, lang: Lang) -> Markup {
    view! {
        <form class="search" method="get" action=format!("{}#listed", urls::exam_session(session.id)) role="search">
            <label class="visually-hidden" for="q">{words::find(lang)}</label>
            <input class="input" id="q" name="q" type="search" value=part.search.clone() placeholder=words::find(lang)/>
            <button class="button">{words::filter(lang)}</button>
        </form>
    }
    .into_markup()
}

fn table(session: &ExamSession, rows: Vec<Markup>, listed: &Listed, lang: Lang) -> Markup {
    let Part { search, page } = &listed.part;
    let action = format!("{}?q={}&page={page}", urls::exam_session_lines(session.id), urls::encoded(search));
    let heads = [
        zhixing_app::i18n::account::login(lang),
        words::person(lang),
        time_words::seat(lang),
        words::accommodation(lang),
        zhixing_app::i18n::name::legal_name(lang),
        words::state(lang),
    ];
    let heads = heads.into_iter().chain(listed.open.then(|| time_words::remove(lang))).map(ColumnHead::Words);
    view! {
        <form class="stack" method="post" action=action>
            {listed.open.then(|| view! { <p class="small soft" id="lines-hint">{time_words::lines_hint(lang)}</p> })}
            {FramedTable::under("listed").editable().view(heads, rows)}
            {listed.open.then(|| view! { <div><button class="button button--primary">{time_words::save_lines(lang)}</button></div> })}
        </form>
    }
    .into_markup()
}

fn room_field(login: &str, stored: &TypedLine, line: &TypedLine, wrong: Option<&'static str>, lang: Lang) -> Markup {
    view! {
        <input type="hidden" name="was_room" value=stored.was_room.clone()/>
        <input
            class="input" name="room" value=line.room.clone() maxlength="40" autocomplete="off"
            aria-label=time_words::seat_of(lang, login) aria-invalid=wrong
        />
    }
    .into_markup()
}

fn time_field(login: &str, stored: &TypedLine, line: &TypedLine, wrong: Option<&'static str>, lang: Lang) -> Markup {
    view! {
        <input type="hidden" name="was_time" value=stored.was_time.clone()/>
        <input
            class="input" name="time" value=line.time.clone() maxlength="20" autocomplete="off"
            aria-label=time_words::time_of(lang, login) aria-describedby="lines-hint" aria-invalid=wrong
        />
    }
    .into_markup()
}

/// Whoever has begun stays on the list.
fn remove_cell(login: &str, begun: bool, checked: bool, lang: Lang) -> Markup {
    view! {
        <td data-label=(!begun).then(|| time_words::remove(lang))>
            {(!begun).then(|| view! {
                <input
                    class="check__input" type="checkbox" name="remove" value="yes" checked=checked
                    aria-label=time_words::remove_of(lang, login)
                />
            })}
        </td>
    }
    .into_markup()
}

fn row(session: &ExamSession, plan: Option<&Plan>, k: &Candidate, form: &LinesForm, open: bool, lang: Lang) -> Markup {
    let stored = TypedLine::of(k);
    let line = form.typed.iter().find(|typed| typed.login == k.login).unwrap_or(&stored);
    let wrong = |column: Column| form.faults.iter().any(|w| w.login == k.login && w.column == column).then_some("true");
    let begun = k.has_begun();
    let short = plan.and_then(|p| lost(p, session, k.accommodation, lang));
    let phase = k.phase.map(|phase| crate::plan::phase_word(phase, lang));
    let room = match open {
        true => room_field(&k.login, &stored, line, wrong(Column::Room), lang),
        false => k.room.clone().into_markup(),
    };
    // with whoever has begun, time is a matter of measures
    let time = match open && !begun {
        true => time_field(&k.login, &stored, line, wrong(Column::Accommodation), lang),
        false => accommodation(k.accommodation, lang).into_markup(),
    };
    let remove = open.then(|| remove_cell(&k.login, begun, line.remove, lang));
    view! {
        <tr>
            <th scope="row">{open.then(|| view! { <input type="hidden" name="login" value=k.login.clone()/> })}{k.login.clone()}</th>
            <td>{k.name.clone()}</td>
            <td data-label=time_words::seat(lang)>{room}</td>
            <td data-label=words::accommodation(lang)>{time}{short}</td>
            <td data-label=zhixing_app::i18n::name::legal_name(lang)>{k.legal_name.as_deref().map(isolated)}</td>
            <td class="table__nowrap">{phase}</td>{remove}
        </tr>
    }
    .into_markup()
}

/// That the session is too short for the time that was agreed with somebody.
fn lost(plan: &Plan, session: &ExamSession, given: Accommodation, lang: Lang) -> Option<Markup> {
    let terms = Terms { limit: plan.limit, factor: given.factor, agreed: given.extra, closes: Some(session.closes), ..Terms::default() };
    let (time, lost) = terms.promised(session.opens);
    (lost > Span::ZERO).then(|| {
        view! { <span class="badge badge--warn">{words::session_short(lang, time.minutes(), lost.minutes())}</span> }.into_markup()
    })
}

fn pager(session: &ExamSession, listed: &Listed, shown: usize, lang: Lang) -> Option<Markup> {
    let last = (listed.count - 1).max(0) / LISTED;
    let page = listed.part.page.clamp(0, last);
    let href = |page: i64| format!("{}?q={}&page={page}#listed", urls::exam_session(session.id), urls::encoded(&listed.part.search));
    let link = |page: i64, text: &'static str| view! { <a class="button button--small" href=href(page)>{text}</a> };
    let from = page * LISTED + 1;
    (last > 0).then(|| {
        view! {
            <div class="cluster">
                <p class="small soft">{time_words::page_n(lang, from, from + shown as i64 - 1, listed.count)}</p>
                {(page > 0).then(|| link(page - 1, site::previous(lang)))}
                {(page < last).then(|| link(page + 1, site::next(lang)))}
            </div>
        }
        .into_markup()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_of_the_form_is_one_person() {
        let field = |name: &str, value: &str| (name.to_string(), value.to_string());
        let fields = vec![
            field("room", "of nobody"),
            field("login", "ada"),
            field("was_room", "1"),
            field("room", "2"),
            field("was_time", ""),
            field("time", "1.5"),
            field("login", "bob"),
            field("was_room", "1"),
            field("room", "1"),
            field("remove", "yes"),
        ];
        let ada = TypedLine { login: "ada".into(), room: "2".into(), was_room: "1".into(), time: "1.5".into(), ..TypedLine::default() };
        let bob = TypedLine { login: "bob".into(), room: "1".into(), was_room: "1".into(), remove: true, ..TypedLine::default() };
        assert_eq!(typed(fields), [ada, bob]);
    }
}
