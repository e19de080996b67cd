//! A forgotten password and the mail that helps: the form that asks for a letter, and the page that its link opens. A link that is only opened changes
//! nothing, for programs open every link of a letter.

pub mod actions;
pub(crate) mod asking;

use crate::{
    account::{actions as account, reset},
    recovery::{actions as act, actions::Recovered},
    second_factor,
};
use axum::{
    Form,
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;
use zhixing_app::{
    i18n::{account as account_words, recovery as words},
    urls,
};
use zhixing_shell::{
    guard::Visit,
    parts::{Field, Nav, Page, error_summary},
    problem::Problem,
};

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct LetterForm {
    who: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct NewPassword {
    password: String,
}

/// Asks for a letter.
pub async fn ask(visit: Visit, Form(asked): Form<LetterForm>) -> Result<Response, Problem> {
    let (status, error) = match act::ask(&visit, &asked.who).await {
        Ok(Ok(())) => return Ok(Redirect::to(&format!("{}?done=sent", urls::reset())).into_response()),
        Ok(Err(seconds)) => (StatusCode::TOO_MANY_REQUESTS, account_words::wait(visit.lang, seconds)),
        Err(Problem::Invalid { .. }) => (StatusCode::UNPROCESSABLE_ENTITY, words::who_form(visit.lang).into()),
        Err(problem) => return Err(problem),
    };
    Ok(reset::asked_wrong(&visit, status, asked.who, error))
}

/// What a link opens.
pub async fn show(visit: Visit, Path(link): Path<String>) -> Result<Response, Problem> {
    Ok(match act::login_of(&visit, &link).await? {
        Some(login) => form(&visit, StatusCode::OK, &link, login, None),
        None => over(&visit),
    })
}

/// Sets the password.
pub async fn save(visit: Visit, Path(link): Path<String>, Form(new): Form<NewPassword>) -> Result<Response, Problem> {
    let login = act::login_of(&visit, &link).await?.unwrap_or_default();
    Ok(match act::recover(&visit, &link, &new.password).await? {
        Recovered::SignedIn => Redirect::to(&urls::home()).into_response(),
        Recovered::Factor(proof) => second_factor::ask(&visit, &proof, String::new()).await?,
        Recovered::Over => over(&visit),
        Recovered::New(refusal) => {
            let error = account::explain(refusal).1(visit.lang).to_string();
            form(&visit, StatusCode::UNPROCESSABLE_ENTITY, &link, login, Some(error))
        }
    })
}

fn form(visit: &Visit, status: StatusCode, link: &str, login: String, error: Option<String>) -> Response {
    let lang = visit.lang;
    let visit = Visit { path: urls::recover(link), ..visit.clone() };
    Page::new(words::title(lang), Nav::None).status(status).show(&visit, || {
        let errors: Vec<_> = error.iter().map(|e| ("password", e.clone())).collect();
        let password = Field {
            kind: "password",
            hint: account_words::new_password_hint(lang).into(),
            error,
            autocomplete: "new-password",
            ..Field::new("password", account_words::new_password(lang))
        };
        view! {
            <div class="door">
                <h1 class="door__title">{words::title(lang)}</h1>
                {error_summary(lang, &errors)}
                <p>{words::of(lang, login)}</p>
                <form class="form" method="post" action=urls::recover(link)>
                    {password.view()}
                    <button class="button button--primary button--wide">{account_words::reset_do(lang)}</button>
                </form>
            </div>
        }
    })
}

fn over(visit: &Visit) -> Response {
    let lang = visit.lang;
    let visit = Visit { path: urls::reset(), ..visit.clone() };
    Page::new(words::over(lang), Nav::None).status(StatusCode::NOT_FOUND).show(&visit, || {
        view! {
            <div class="door">
                <h1 class="door__title">{words::over(lang)}</h1>
                <p>{words::over_words(lang)}</p>
                <p><a class="button button--primary button--wide" href=urls::reset()>{words::again(lang)}</a></p>
            </div>
        }
    })
}
