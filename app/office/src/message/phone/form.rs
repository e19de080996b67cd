//! The forms of short messages: a number and its code, and what they are about.

use crate::message::{
    phone::{WrongNumber, actions as act},
    settings,
};
use axum::{
    Form,
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;
use zhixing_app::urls;
use zhixing_domain::message::Topic;
use zhixing_shell::{form::Fields, guard::Visit, problem::Problem};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct NumberForm {
    r#do: String,
    pub number: String,
    code: String,
}

/// Asks for a code, takes it, or ends all short messages.
pub(crate) async fn number(visit: Visit, Form(form): Form<NumberForm>) -> Result<Response, Problem> {
    let person = visit.person()?;
    let (done, came) = match form.r#do.as_str() {
        "remove" => ("phone-removed", act::remove(&visit, &person).await),
        "confirm" => ("phone-confirmed", act::confirm(&visit, &person, &form.code).await),
        _ => ("phone-asked", act::ask(&visit, &person, &form.number).await),
    };
    match came {
        Ok(()) => Ok(Redirect::to(&format!("{}?done={done}", urls::mail_settings())).into_response()),
        Err(Problem::Invalid { field, words }) => {
            let visit = Visit { path: urls::mail_settings(), ..visit };
            let wrong = WrongNumber { number: form.number, field, said: words.get(visit.lang).clone() };
            settings::with_wrong_number(&visit, wrong).await
        }
        Err(problem) => Err(problem),
    }
}

pub(crate) async fn choose(visit: Visit, Form(Fields(fields)): Form<Fields>) -> Result<Response, Problem> {
    let person = visit.person()?;
    let topics = fields.iter().filter(|(name, _)| name == "topic").filter_map(|(_, code)| Topic::from_code(code)).collect();
    act::choose(&visit, &person, topics).await?;
    Ok(Redirect::to(&format!("{}?done=phone-topics", urls::mail_settings())).into_response())
}
