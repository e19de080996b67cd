//! The form that does something to a file as a whole: rename, copy, delete, restore, give up the draft.

use crate::file_act::{self, FileAct};
use axum::{
    Form,
    extract::Path,
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;
use zhixing_app::urls;
use zhixing_domain::workshop::place;
use zhixing_shell::{guard::Visit, problem::Problem};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct ChangeForm {
    r#do: String,
    path: String,
    to: String,
    rev: i64,
    publication: String,
    seen: i64,
}

pub(crate) async fn change(visit: Visit, Path(course): Path<String>, Form(form): Form<ChangeForm>) -> Result<Response, Problem> {
    let author = visit.author()?;
    let act = FileAct::read(&form.r#do, &form.to, (form.rev, &form.publication)).ok_or(Problem::NotFound)?;
    let done = file_act::act(&visit, &author, &course, &form.path, form.seen, act).await?;
    let is_media = place::is_media(&done.path);
    let page = if is_media { format!("{}?done=back", urls::media_shelf(&course)) } else { urls::edit_file(&done.path) };
    let said = match done.new_ids.len() {
        0 => page,
        n => format!("{page}&done=copied&ids={n}"),
    };
    Ok(Redirect::to(&said).into_response())
}
