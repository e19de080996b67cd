//! Signing in and out, opening an account, choosing language and theme.

pub mod actions;
pub mod admin;
pub mod administration;
mod boxes;
pub mod data;
pub mod devices;
pub mod group;
pub mod import;
pub mod merge;
pub mod own;
pub mod profile;
pub(crate) mod proof;
pub mod reset;
pub mod reset_code;
pub(crate) mod sign_in_form;
pub(crate) mod way;

use crate::{
    account::{
        actions as act,
        actions::SignInRefusal,
        sign_in_form::{begin_again, sign_in_form},
        way::local_path,
    },
    second_factor,
};
use axum::{
    Form,
    extract::Query,
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;
use zhixing_app::{
    i18n::{account as words, second_factor as second_words},
    urls,
};
use zhixing_domain::lang::Lang;
use zhixing_shell::{
    client_signals::new_device,
    cookie::set_cookie,
    guard::{Theme, Visit},
    html::{IntoMarkup, Markup},
    parts::{Field, Nav, Page, error_summary},
    problem::{Problem, said_at_fields},
};

const CLEAR: HeaderName = HeaderName::from_static("clear-site-data");

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Next {
    next: String,
}

pub async fn sign_in_page(visit: Visit, Query(next): Query<Next>) -> Result<Response, Problem> {
    if visit.account.is_some() {
        return Ok(Redirect::to(&local_path(&next.next)).into_response());
    }
    let mut response = sign_in_form(&visit, StatusCode::OK, String::new(), next.next, None)?;
    // a device has a name before the password goes out, so that it is known by it from the first sign-in on
    if visit.evidence.device.is_none() {
        let https = visit.site.about.public_url.starts_with("https://");
        set_cookie(response.headers_mut(), new_device(visit.site.ports.random(), https));
    }
    Ok(response)
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct SignInForm {
    login: String,
    password: String,
    next: String,
}

pub(crate) async fn sign_in(visit: Visit, Form(form): Form<SignInForm>) -> Result<Response, Problem> {
    Ok(match act::sign_in(&visit, &form.login, form.password, "").await? {
        Ok(_) => Redirect::to(&local_path(&form.next)).into_response(),
        Err(SignInRefusal::Factor(proof)) => second_factor::ask(&visit, &proof, form.next).await?,
        Err(SignInRefusal::Code) => begin_again(&visit, form.next, second_words::wrong(visit.lang))?,
        Err(refusal @ (SignInRefusal::Wrong | SignInRefusal::Merged(_))) => {
            let error = match refusal {
                SignInRefusal::Merged(login) => words::merged(visit.lang, login),
                _ => words::wrong(visit.lang).to_string(),
            };
            sign_in_form(&visit, StatusCode::UNPROCESSABLE_ENTITY, form.login, form.next, Some(error))?
        }
        Err(SignInRefusal::Wait(seconds)) => {
            let error = words::wait(visit.lang, seconds);
            let mut response = sign_in_form(&visit, StatusCode::TOO_MANY_REQUESTS, form.login, form.next, Some(error))?;
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
            response
        }
    })
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Register {
    login: String,
    name: String,
    password: String,
    agree: String,
    texts: String,
    next: String,
}

pub async fn register_page(visit: Visit, Query(next): Query<Next>) -> Response {
    register_form(&visit, StatusCode::OK, Register { next: next.next, ..Register::default() }, vec![])
}

pub async fn register(visit: Visit, Form(form): Form<Register>) -> Result<Response, Problem> {
    Ok(
        match act::register(&visit, (&form.login, &form.name), &form.password, (form.agree == "yes").then_some(form.texts.as_str())).await?
        {
            Ok(_) => Redirect::to(&local_path(&form.next)).into_response(),
            Err(refusals) => {
                register_form(&visit, StatusCode::UNPROCESSABLE_ENTITY, form, said_at_fields(act::explained(refusals), visit.lang))
            }
        },
    )
}

fn register_fields((login, name): (String, String), error_of: impl Fn(&'static str) -> Option<String>, lang: Lang) -> Markup {
    let login = Field {
        value: login,
        hint: words::new_login_hint(lang).into(),
        error: error_of("login"),
        autocomplete: "username",
        ..Field::new("login", words::login(lang))
    };
    let name = Field {
        value: name,
        hint: words::name_hint(lang).into(),
        error: error_of("name"),
        autocomplete: "name",
        ..Field::new("name", words::name(lang))
    };
    let password = Field {
        kind: "password",
        hint: words::new_password_hint(lang).into(),
        error: error_of("password"),
        autocomplete: "new-password",
        ..Field::new("password", words::password(lang))
    };
    view! { {login.view()}{name.view()}{password.view()} }.into_markup()
}

fn register_form(visit: &Visit, status: StatusCode, form: Register, errors: Vec<(&'static str, String)>) -> Response {
    let lang = visit.lang;
    Page::new(words::register(lang), Nav::None).status(status).show(visit, || {
        let error_of = |id| errors.iter().find(|(field, _)| *field == id).map(|(_, words)| words.clone());
        view! {
            <div class="door">
                <h1 class="door__title">{words::register(lang)}</h1>
                {error_summary(lang, &errors)}
                <form class="form" method="post" action=urls::register()>
                    <input type="hidden" name="next" value=form.next/>
                    {register_fields((form.login, form.name), error_of, lang)}
                    {zhixing_shell::consent::check(visit, error_of("agree"), form.agree == "yes" && error_of("agree").is_none())}
                    <button class="button button--primary button--wide">{words::create(lang)}</button>
                </form>
                <p class="door__foot">{words::have_account(lang)}" "<a href=urls::sign_in()>{words::sign_in(lang)}</a></p>
            </div>
        }
    })
}

pub async fn sign_out(visit: Visit) -> Result<Response, Problem> {
    act::sign_out(visit.session.as_ref()).await?;
    let mut response = Redirect::to(&urls::home()).into_response();
    // pages that this browser kept go; what the device keeps of an exam and has not sent stays
    response.headers_mut().insert(CLEAR, HeaderValue::from_static("\"cache\""));
    Ok(response)
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Preference {
    language: String,
    theme: String,
    back: String,
}

pub async fn language(visit: Visit, Form(form): Form<Preference>) -> Result<Response, Problem> {
    let lang = Lang::from_code(&form.language).ok_or_else(|| Problem::invalid("language", |_| "zh, en".into()))?;
    Ok(chosen(own::set_language(&visit, lang).await?, &form.back))
}

pub async fn theme(_: Visit, Form(form): Form<Preference>) -> Result<Response, Problem> {
    let theme = Theme::from_code(&form.theme).ok_or_else(|| Problem::invalid("theme", |_| "light, dark".into()))?;
    Ok(chosen(own::set_theme(theme), &form.back))
}

fn chosen(cookie: Option<HeaderValue>, back: &str) -> Response {
    let mut response = Redirect::to(&local_path(back)).into_response();
    set_cookie(response.headers_mut(), cookie);
    response
}
