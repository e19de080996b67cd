//! The page of the calendar: one's sessions, and the address by which a phone or a computer reads them.

use crate::calendar::{actions, mine};
use axum::{
    Form,
    extract::Query,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;
use zhixing_app::{
    i18n::{exam, timetable as words},
    urls,
};
use zhixing_domain::{account::Invigilator, lang::Lang, time::Timestamp};
use zhixing_shell::{
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{Nav, Page, crumbs, done, empty, page_head, time},
    problem::Problem,
};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct CalendarQuery {
    done: String,
}

pub(crate) async fn show(visit: Visit, Query(asked): Query<CalendarQuery>) -> Result<Response, Problem> {
    let said = (asked.done == "removed").then(|| words::taken_away(visit.lang));
    view_of(&visit, said, None).await
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct CalendarForm {
    #[serde(rename = "do")]
    act: String,
}

/// Makes an address, which is shown this once, or takes it away.
pub(crate) async fn change(visit: Visit, Form(wish): Form<CalendarForm>) -> Result<Response, Problem> {
    let person = visit.person()?;
    if wish.act == "remove" {
        actions::remove(&visit, &person).await?;
        return Ok(Redirect::to(&format!("{}?done=removed", urls::calendar())).into_response());
    }
    let link = actions::make(&visit, &person).await?;
    view_of(&visit, None, Some(link)).await
}

async fn view_of(visit: &Visit, said: Option<&'static str>, fresh: Option<String>) -> Result<Response, Problem> {
    let (person, lang) = (visit.person()?, visit.lang);
    let sessions = actions::mine(visit, &person).await?;
    let made = visit.site.store.calendar_made(person.0.id).await?;
    Ok(Page::new(words::calendar(lang), Nav::Exams).status(StatusCode::OK).show(visit, || {
        let path = vec![(exam::exams(lang).into(), Some(urls::exams())), (words::calendar(lang).into(), None)];
        view! {
            {crumbs(lang, path)}
            {page_head("", words::calendar(lang), words::calendar_lead(lang), vec![])}
            <div class="stack stack--far">
                {said.map(|text| done("success", text))}
                <section class="stack" aria-labelledby="my-sessions">
                    <div class="section-head"><h2 id="my-sessions">{words::mine(lang)}</h2></div>
                    {if sessions.is_empty() {
                        empty(words::mine_none(lang), words::mine_none_words(lang), Some((exam::exams(lang).into(), urls::exams())))
                    } else {
                        mine::list(visit, &sessions)
                    }}
                    {Invigilator::of(&person.0).map(|_| view! { <p class="small soft">{words::calendar_staff(lang)}</p> })}
                </section>
                {subscription(visit, made, fresh)}
            </div>
        }
    }))
}

/// The address that was just made, which is shown this once.
fn fresh_link(link: String, lang: Lang) -> Markup {
    // calendar applications listen for this scheme
    let webcal = link.split_once("://").map(|(_, rest)| format!("webcal://{rest}"));
    view! {
        <div class="stack" role="status" tabindex="-1" autofocus>
            <div class="field">
                <label class="field__label" for="calendar-link">{words::link(lang)}</label>
                <p class="field__hint" id="calendar-link-hint">{words::link_once(lang)}</p>
                <input class="input mono" id="calendar-link" value=link readonly aria-describedby="calendar-link-hint"/>
            </div>
            <div class="cluster">
                <button class="button" type="button" data-copy="calendar-link" data-copied=words::copied(lang) hidden>{words::copy(lang)}</button>
                {webcal.map(|href| view! { <a class="button button--primary" href=href>{words::open_calendar(lang)}</a> })}
            </div>
        </div>
    }
    .into_markup()
}

fn subscription(visit: &Visit, made: Option<Timestamp>, fresh: Option<String>) -> Markup {
    let lang = visit.lang;
    let shown = fresh.map(|link| fresh_link(link, lang));
    let since = made.filter(|_| shown.is_none()).map(|at| view! { <p>{words::made_at(lang)}" "{time::moment(&visit.site, at, lang)}</p> });
    let button = match made {
        Some(_) => view! {
            <p class="small soft">{words::renew_words(lang)}</p>
            <div class="cluster">
                <button class="button" name="do" value="make">{words::renew(lang)}</button>
                <button class="button button--danger" name="do" value="remove">{words::take_away(lang)}</button>
            </div>
        }
        .into_markup(),
        None => {
            view! { <div><button class="button button--primary" name="do" value="make">{words::make(lang)}</button></div> }.into_markup()
        }
    };
    view! {
        <section class="card stack measure" aria-labelledby="subscribe">
            <h2 class="card__title" id="subscribe">{words::subscribe(lang)}</h2>
            <p>{words::subscribe_words(lang)}</p>
            {shown}
            {since}
            <form class="stack" method="post" action=urls::calendar()>{button}</form>
        </section>
    }
    .into_markup()
}
