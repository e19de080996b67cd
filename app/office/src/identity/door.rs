//! The way in by a provider: where people are sent, where they come back to, and what they read when it did not work.

use crate::{
    account::{actions::explained, way::local_path},
    identity::{
        actions::{self as act, Arrival, JourneyFault, Returned},
        journey::{self, Away, Back, label},
    },
    second_factor,
};
use axum::{
    Form,
    extract::{Path, Query},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;
use zhixing_app::{
    i18n::{account as account_words, identity as words},
    urls,
};
use zhixing_shell::{
    consent,
    cookie::set_cookie,
    guard::Visit,
    parts::{Field, Nav, Page, error_summary, notice},
    problem::{Problem, said_at_fields},
};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct ProviderQuery {
    next: String,
}

/// Sends somebody there.
pub(crate) async fn leave(visit: Visit, Path(name): Path<String>, Query(asked): Query<ProviderQuery>) -> Result<Response, Problem> {
    match act::begin(&visit, &name, &asked.next).await? {
        Ok((way, cookie)) => Ok(with(Redirect::to(&way).into_response(), Some(cookie))),
        Err(fault) => failed(&visit, &name, fault, visit.account.is_some()),
    }
}

/// Where somebody comes back to.
pub(crate) async fn arrive(
    visit: Visit,
    method: Method,
    headers: HeaderMap,
    Path(name): Path<String>,
    Query(returned): Query<Returned>,
) -> Result<Response, Problem> {
    journey::provider(&visit, &name)?;
    // who only looks ends nobody's way
    if method == Method::HEAD {
        return Ok(StatusCode::OK.into_response());
    }
    let Some(away) = Away::of(&visit, &headers).filter(|away| away.trip.provider == name) else {
        return failed(&visit, &name, JourneyFault::Stale, visit.account.is_some());
    };
    let (binds, next) = (away.account.is_some(), away.next.clone());
    let ended = journey::ended(&visit)?;
    Ok(match act::come_back(&visit, away, returned).await? {
        Ok(Arrival::In) => with(Redirect::to(&local_path(&next)).into_response(), Some(ended)),
        Ok(Arrival::Factor(proof)) => with(second_factor::ask(&visit, &proof, next).await?, Some(ended)),
        Ok(Arrival::New(back)) => with(Redirect::to(&urls::sign_in_new()).into_response(), Some(back.cookie(&visit)?)),
        Ok(Arrival::Own(back)) => with(Redirect::to(&urls::identities()).into_response(), Some(back.cookie(&visit)?)),
        // the way was not used up: whoever waited opens this address again
        Err(fault @ JourneyFault::Wait(_)) => failed(&visit, &name, fault, binds)?,
        Err(fault) => with(failed(&visit, &name, fault, binds)?, Some(ended)),
    })
}

fn with(mut response: Response, cookie: Option<HeaderValue>) -> Response {
    set_cookie(response.headers_mut(), cookie);
    response
}

/// What happened, and the one thing to do next.
fn failed(visit: &Visit, name: &str, fault: JourneyFault, binds: bool) -> Result<Response, Problem> {
    let lang = visit.lang;
    let label = &journey::provider(visit, name)?.label.get(lang);
    let (status, said) = match fault {
        JourneyFault::Stale => (StatusCode::UNPROCESSABLE_ENTITY, words::stale(lang).to_string()),
        JourneyFault::Declined => (StatusCode::UNPROCESSABLE_ENTITY, words::declined(lang, label)),
        JourneyFault::NotBelieved => (StatusCode::UNPROCESSABLE_ENTITY, words::not_believed(lang, label)),
        JourneyFault::Unreachable => (StatusCode::SERVICE_UNAVAILABLE, words::unreachable(lang, label)),
        JourneyFault::Unknown => (StatusCode::UNPROCESSABLE_ENTITY, words::unknown(lang, label)),
        JourneyFault::Closed => (StatusCode::UNPROCESSABLE_ENTITY, words::closed(lang).to_string()),
        JourneyFault::There => (StatusCode::UNPROCESSABLE_ENTITY, words::there(lang).to_string()),
        JourneyFault::Wait(seconds) => (StatusCode::TOO_MANY_REQUESTS, account_words::wait(lang, seconds)),
    };
    let (title, way, next) = match binds {
        true => (words::not_bound_title(lang), urls::identities(), words::again_bind(lang)),
        false => (words::failed_title(lang), urls::sign_in(), words::again(lang)),
    };
    // the page has no address that could be asked for again
    let visit = Visit { path: way.clone(), ..visit.clone() };
    let mut response = Page::new(title, Nav::None).status(status).show(&visit, || {
        view! {
            <div class="door">
                <h1 class="door__title">{title}</h1>
                {notice("warning", said)}
                <a class="button button--primary button--wide" href=way>{next}</a>
            </div>
        }
    });
    if let JourneyFault::Wait(seconds) = fault {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    Ok(response)
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct NewForm {
    login: String,
    name: String,
    agree: String,
    texts: String,
}

/// Asks for what an account needs, of somebody whom a provider knows.
pub(crate) async fn new_page(visit: Visit, headers: HeaderMap) -> Response {
    match Back::of(&visit, &headers, None).filter(|_| visit.account.is_none() && visit.site.registration()) {
        Some(back) => {
            let form = NewForm { name: back.identity.called.clone(), ..NewForm::default() };
            new_form(&visit, StatusCode::OK, &back, form, vec![])
        }
        None => Redirect::to(&urls::sign_in()).into_response(),
    }
}

/// Opens it, and signs it in.
pub(crate) async fn open(visit: Visit, headers: HeaderMap, Form(form): Form<NewForm>) -> Result<Response, Problem> {
    let Some(back) = Back::of(&visit, &headers, None) else { return Ok(Redirect::to(&urls::sign_in()).into_response()) };
    match act::open(&visit, back.clone(), (&form.login, &form.name), (form.agree == "yes").then_some(form.texts.as_str())).await? {
        Ok(_) => Ok(with(Redirect::to(&local_path(&back.next)).into_response(), Some(journey::ended(&visit)?))),
        // it was opened a moment ago, in another tab
        Err(refusals) if refusals.is_empty() => Ok(with(Redirect::to(&urls::sign_in()).into_response(), Some(journey::ended(&visit)?))),
        Err(refusals) => {
            let errors = said_at_fields(explained(refusals), visit.lang);
            Ok(new_form(&visit, StatusCode::UNPROCESSABLE_ENTITY, &back, form, errors))
        }
    }
}

fn new_form(visit: &Visit, status: StatusCode, back: &Back, form: NewForm, errors: Vec<(&'static str, String)>) -> Response {
    let lang = visit.lang;
    Page::new(words::new_title(lang), Nav::None).status(status).show(visit, || {
        let error_of = |id| errors.iter().find(|(field, _)| *field == id).map(|(_, said)| said.clone());
        let login = Field {
            value: form.login,
            hint: account_words::new_login_hint(lang).into(),
            error: error_of("login"),
            autocomplete: "username",
            ..Field::new("login", account_words::login(lang))
        };
        let name = Field {
            value: form.name,
            hint: account_words::name_hint(lang).into(),
            error: error_of("name"),
            autocomplete: "name",
            ..Field::new("name", account_words::name(lang))
        };
        view! {
            <div class="door">
                <h1 class="door__title">{words::new_title(lang)}</h1>
                <p>{words::new_words(lang, label(visit, &back.identity.issuer))}</p>
                {error_summary(lang, &errors)}
                <form class="form" method="post" action=urls::sign_in_new()>
                    {login.view()}
                    {name.view()}
                    {consent::check(visit, error_of("agree"), form.agree == "yes" && error_of("agree").is_none())}
                    <button class="button button--primary button--wide">{account_words::create(lang)}</button>
                </form>
                <p class="door__foot">{words::new_known(lang)}" "<a href=urls::sign_in()>{words::new_bind(lang)}</a></p>
            </div>
        }
    })
}
