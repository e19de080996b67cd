//! A person's inbox: what was not read first, the newest first. Where mail goes is in [`settings`], letters in [`letter`], their links in [`link`],
//! numbers of phones in [`phone`], short messages in [`text`].

pub mod actions;
pub mod letter;
pub mod link;
pub mod phone;
pub mod settings;
pub mod text;

use crate::message::actions as act;
use axum::{
    Form,
    extract::{Path, Query},
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;
use zhixing_app::{
    i18n::{message as words, site},
    urls,
};
use zhixing_domain::{account::Role, id::MessageId, lang::Lang, time::Timestamp};
use zhixing_shell::{
    guard::Visit,
    html::{IntoMarkup, Markup},
    message::{Told, tell},
    parts::{Nav, done, empty, notice, page, page_head, time},
    problem::Problem,
};
use zhixing_store::{MessagePage, MessageRecord};

/// How many a page shows.
const PAGE: i64 = 200;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct InboxQuery {
    page: i64,
    done: String,
    /// Which message the keyboard goes on at.
    at: String,
}

pub(crate) async fn show(visit: Visit, Query(asked): Query<InboxQuery>) -> Result<Response, Problem> {
    let person = visit.person()?;
    let at = asked.page.clamp(0, 1 << 32);
    let found = visit.site.store.messages_of(person.0.id, at).await?;
    let lang = visit.lang;
    Ok(page(&visit, words::title(lang), Nav::None, || {
        let facts = if found.total > 0 { vec![words::counts(lang, found.unread, found.total)] } else { vec![] };
        let link = |to: i64, text: &'static str| view! { <a class="button button--small" href=format!("{}?page={to}", urls::messages())>{text}</a> };
        let next = found.messages.iter().find(|record| record.id.to_string() == asked.at).map(|record| record.id);
        let done = match (asked.done.as_str(), next) {
            ("all", _) => Some(done("success", words::all_read(lang))),
            // the message after it has the keyboard
            ("read", Some(_)) => Some(notice("success", words::one_read(lang))),
            ("read", None) => Some(done("success", words::one_read(lang))),
            _ => None,
        };
        view! {
            {page_head("", words::title(lang), words::lead(lang), facts)}
            <div class="stack stack--loose measure">
                {done}
                {tools(&visit, &found)}
                {if found.total == 0 { nothing(person.0.roles.has(Role::Learner), lang) } else { list(&visit, &found, at, next) }}
                <div class="cluster">
                    {(at > 0).then(|| link(at - 1, site::previous(lang)))}
                    {((at + 1) * PAGE < found.total).then(|| link(at + 1, site::next(lang)))}
                </div>
            </div>
        }
    }))
}

/// Marking all as read, and the way to the settings where mail is sent.
fn tools(visit: &Visit, found: &MessagePage) -> Markup {
    let lang = visit.lang;
    let all = (found.unread > 0).then(|| {
        view! {
            <form method="post" action=urls::messages()>
                <button class="button button--small" name="seen" value=visit.now.ms().to_string()>{words::read_all(lang)}</button>
            </form>
        }
    });
    let sends = visit.site.about.mail || visit.site.about.sms;
    let settings =
        sends.then(|| view! { <a class="button button--small" href=urls::mail_settings()>{settings::title(&visit.site, lang)}</a> });
    if all.is_none() && settings.is_none() {
        return ().into_markup();
    }
    view! { <div class="cluster">{all}{settings}</div> }.into_markup()
}

fn nothing(learner: bool, lang: Lang) -> Markup {
    let (said, action) = match learner {
        true => (words::empty_words(lang), (words::to_courses(lang).to_string(), urls::courses())),
        false => (words::empty_staff(lang), (words::to_desk(lang).to_string(), urls::desk())),
    };
    empty(words::empty(lang), said, Some(action))
}

fn list(visit: &Visit, found: &MessagePage, at: i64, here: Option<MessageId>) -> Markup {
    let after = found.messages.iter().skip(1).map(|record| record.id.to_string()).chain([String::new()]);
    let items: Vec<_> = found.messages.iter().zip(after).map(|(record, after)| item(visit, record, (at, after), here)).collect();
    view! { <ul class="inbox" role="list">{items}</ul> }.into_markup()
}

/// What a message says; of one that a later build wrote, that it is there.
fn told(visit: &Visit, record: &MessageRecord) -> (Told, &'static str) {
    match &record.message {
        Some(message) => (tell(&visit.site, message, visit.lang), words::topic(message.topic(), visit.lang)),
        None => {
            let (subject, body) = (words::unknown(visit.lang).into(), words::unknown_words(visit.lang).into());
            (Told { subject, body, wrote: None, link: urls::messages(), post: None }, "")
        }
    }
}

/// A message; `after` is the one below it, at which the keyboard goes on, and `here` the one where it is.
fn item(visit: &Visit, record: &MessageRecord, (at, after): (i64, String), here: Option<MessageId>) -> Markup {
    let (lang, unread, here) = (visit.lang, record.read_at.is_none(), here == Some(record.id));
    let (told, topic) = told(visit, record);
    let (open, read) = (words::open_what(lang, &told.subject), words::mark_what(lang, &told.subject));
    view! {
        <li class="inbox__item" data-unread=unread.then_some("") id=record.id.to_string()>
            <h2 class="inbox__subject" tabindex=here.then_some("-1") autofocus=here>
                {told.subject}
                {unread.then(|| view! { " "<span class="badge badge--warn">{words::unread(lang)}</span> })}
            </h2>
            <p class="inbox__when">{topic}{(!topic.is_empty()).then_some(" · ")}{time::moment(&visit.site, record.created_at, lang)}</p>
            <p>{told.body}</p>
            {told.wrote.map(|wrote| view! { <blockquote class="inbox__wrote"><bdi>{wrote}</bdi></blockquote> })}
            <form class="cluster" method="post" action=urls::message(record.id)>
                <input type="hidden" name="page" value=at.to_string()/>
                <input type="hidden" name="after" value=after/>
                <button class="button button--small" name="do" value="open" aria-label=open>{words::open(lang)}</button>
                {unread.then(|| view! { <button class="button button--small button--quiet" name="do" value="read" aria-label=read>{words::mark_read(lang)}</button> })}
            </form>
        </li>
    }
    .into_markup()
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Seen {
    seen: i64,
}

/// Marks as read all that the page showed.
pub(crate) async fn read_all(visit: Visit, Form(form): Form<Seen>) -> Result<Response, Problem> {
    act::read_all(&visit, &visit.person()?, Timestamp::from_ms(form.seen)).await?;
    Ok(Redirect::to(&format!("{}?done=all", urls::messages())).into_response())
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct ReadForm {
    r#do: String,
    page: i64,
    after: String,
}

/// Marks one as read, and leads on to what it is about.
pub(crate) async fn read(visit: Visit, Path(id): Path<String>, Form(form): Form<ReadForm>) -> Result<Response, Problem> {
    let record = act::read(&visit, &visit.person()?, &id).await?;
    let back = format!("{}?page={}&done=read&at={}", urls::messages(), form.page.clamp(0, 1 << 32), urls::encoded(&form.after));
    let to = if form.r#do == "open" { told(&visit, &record).0.link } else { back };
    Ok(Redirect::to(&to).into_response())
}
