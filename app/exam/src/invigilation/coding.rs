//! Sets the access code of a session, replaces it, takes it away, or suggests one.

use crate::{
    invigilation::{
        code::CodeView,
        planning,
        session::{SessionPage, page_of},
    },
    lockdown::actions::new_code,
};
use axum::{
    Form,
    extract::Path,
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;
use zhixing_app::urls;
use zhixing_shell::{guard::Visit, problem::Problem};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct CodeForm {
    code: String,
    #[serde(rename = "do")]
    act: String,
}

pub(crate) async fn save(visit: Visit, Path(id): Path<String>, Form(wish): Form<CodeForm>) -> Result<Response, Problem> {
    let who = visit.invigilator()?;
    let session = planning::find(&visit, &who, &id).await?;
    if wish.act == "remove" {
        planning::set_code(&visit, &who, &session, None).await?;
        return Ok(Redirect::to(&format!("{}?code=removed", urls::exam_session(session.id))).into_response());
    }
    if wish.act == "suggest" {
        let code = CodeView { typed: Some(new_code(&visit)), ..CodeView::default() };
        return page_of(&visit, &session, SessionPage { code, ..SessionPage::default() }).await;
    }
    let code = wish.code.trim().to_string();
    let shown = match planning::set_code(&visit, &who, &session, Some(&code)).await {
        Ok(()) => CodeView { fresh: Some(code), ..CodeView::default() },
        Err(wrong @ Problem::Invalid { .. }) => {
            CodeView { error: Some(wrong.detail(visit.lang)), typed: Some(code), ..CodeView::default() }
        }
        Err(problem) => return Err(problem),
    };
    let session = planning::find(&visit, &who, &id).await?;
    page_of(&visit, &session, SessionPage { code: shown, ..SessionPage::default() }).await
}
