//! Whoever forgot the password: a letter with a link where mail is sent, else whom to ask for a code, and the form that takes it and sets a new one.

use crate::{
    account::{actions as act, actions::ChangeRefusal},
    recovery::asking,
};
use axum::{
    Form,
    extract::Query,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;
use zhixing_app::{
    i18n::{account as words, recovery as recovery_words},
    urls,
};
use zhixing_shell::{
    guard::Visit,
    parts::{Field, Nav, Page, done, error_summary},
    problem::Problem,
};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct ResetQuery {
    done: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct ResetForm {
    login: String,
    code: String,
    password: String,
}

/// What the page shows besides its forms.
#[derive(Default)]
struct Shown {
    wish: ResetForm,
    who: String,
    sent: bool,
    error: Option<(&'static str, String)>,
}

pub(crate) async fn page(visit: Visit, Query(query): Query<ResetQuery>) -> Response {
    form(&visit, StatusCode::OK, Shown { sent: query.done == "sent", ..Shown::default() })
}

pub(crate) async fn save(visit: Visit, Form(wish): Form<ResetForm>) -> Result<Response, Problem> {
    let lang = visit.lang;
    let (status, error) = match act::reset_password(&visit, &wish.login, &wish.code, &wish.password).await? {
        Ok(()) => return Ok(Redirect::to(&urls::home()).into_response()),
        Err(ChangeRefusal::New(refusal)) => (StatusCode::UNPROCESSABLE_ENTITY, ("password", act::explain(refusal).1(lang).to_string())),
        Err(ChangeRefusal::OldWrong) => (StatusCode::UNPROCESSABLE_ENTITY, ("code", words::reset_wrong(lang).to_string())),
        Err(ChangeRefusal::Wait(seconds)) => (StatusCode::TOO_MANY_REQUESTS, ("code", words::wait(lang, seconds))),
    };
    Ok(form(&visit, status, Shown { wish, error: Some(error), ..Shown::default() }))
}

/// The page again after no letter was asked for.
pub(crate) fn asked_wrong(visit: &Visit, status: StatusCode, who: String, error: String) -> Response {
    let visit = Visit { path: urls::reset(), ..visit.clone() };
    form(&visit, status, Shown { who, error: Some(("who", error)), ..Shown::default() })
}

fn form(visit: &Visit, status: StatusCode, shown: Shown) -> Response {
    let (lang, mail) = (visit.lang, visit.site.about.mail);
    let title = if mail { words::forgot(lang) } else { words::reset_title(lang) };
    Page::new(title, Nav::None).status(status).show(visit, || {
        let Shown { wish, who, sent, error } = shown;
        let error_of = |id| error.as_ref().filter(|(field, _)| *field == id).map(|(_, words)| words.clone());
        let login = Field { value: wish.login, autocomplete: "username", ..Field::new("login", words::login(lang)) };
        let hint = words::reset_code_hint(lang).into();
        let code = Field { value: wish.code, hint, error: error_of("code"), ..Field::new("code", words::reset_code(lang)) };
        let password = Field {
            kind: "password",
            hint: words::new_password_hint(lang).into(),
            error: error_of("password"),
            autocomplete: "new-password",
            ..Field::new("password", words::new_password(lang))
        };
        let errors: Vec<_> = error.clone().into_iter().collect();
        view! {
            <div class="door">
                <h1 class="door__title">{title}</h1>
                {error_summary(lang, &errors)}
                {(sent && mail).then(|| done("success", recovery_words::sent(lang)))}
                {mail.then(|| asking::ask_form(lang, who, error_of("who")))}
                {mail.then(|| view! { <h2 class="door__part">{recovery_words::without_mail(lang)}</h2> })}
                <p>{words::forgot_words(lang)}</p>
                {lang.pick(&visit.site.decided.settings().contact).clone().map(|contact| view! { <p>{contact}</p> })}
                <form class="form" method="post" action=urls::reset()>
                    {login.view()}
                    {code.view()}
                    {password.view()}
                    <button class=if mail { "button button--wide" } else { "button button--primary button--wide" }>{words::reset_do(lang)}</button>
                </form>
                <p class="door__foot"><a href=urls::sign_in()>{words::sign_in(lang)}</a></p>
            </div>
        }
    })
}
