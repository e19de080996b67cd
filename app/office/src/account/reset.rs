//! Whoever forgot the password: whom to ask for a code, and the form that takes it and sets a new one.

use crate::account::{actions as act, actions::ChangeRefusal};
use axum::{
    Form,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;
use zhixing_app::{i18n::account as words, urls};
use zhixing_shell::{
    guard::Visit,
    parts::{Field, Nav, Page, error_summary},
    problem::Problem,
};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct ResetForm {
    login: String,
    code: String,
    password: String,
}

pub async fn page(visit: Visit) -> Response {
    form(&visit, StatusCode::OK, ResetForm::default(), None)
}

pub(crate) async fn save(visit: Visit, Form(wish): Form<ResetForm>) -> Result<Response, Problem> {
    let lang = visit.lang;
    let (status, error) = match act::reset_password(&visit, &wish.login, &wish.code, &wish.password).await? {
        Ok(()) => return Ok(Redirect::to(&urls::home()).into_response()),
        Err(ChangeRefusal::New(refusal)) => (StatusCode::UNPROCESSABLE_ENTITY, ("password", act::explain(refusal).1(lang).to_string())),
        Err(ChangeRefusal::OldWrong) => (StatusCode::UNPROCESSABLE_ENTITY, ("code", words::reset_wrong(lang).to_string())),
        Err(ChangeRefusal::Wait(seconds)) => (StatusCode::TOO_MANY_REQUESTS, ("code", words::wait(lang, seconds))),
    };
    Ok(form(&visit, status, wish, Some(error)))
}

fn form(visit: &Visit, status: StatusCode, wish: ResetForm, error: Option<(&'static str, String)>) -> Response {
    let lang = visit.lang;
    Page::new(words::reset_title(lang), Nav::None).status(status).show(visit, || {
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
                <h1 class="door__title">{words::reset_title(lang)}</h1>
                <p>{words::forgot_words(lang)}</p>
                {error_summary(lang, &errors)}
                <form class="form" method="post" action=urls::reset()>
                    {login.view()}
                    {code.view()}
                    {password.view()}
                    <button class="button button--primary button--wide">{words::reset_do(lang)}</button>
                </form>
                <p class="door__foot"><a href=urls::sign_in()>{words::sign_in(lang)}</a></p>
            </div>
        }
    })
}
