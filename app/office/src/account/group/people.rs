//! Bringing people into a group: by a list that is shown as it was read, from a file, or by a search; and taking them out.

use crate::account::group::{
    actions as act,
    one::{GroupPage, page_of},
};
use axum::{
    Form,
    extract::{Multipart, Path},
    response::{IntoResponse, Redirect, Response},
};
use zhixing_app::{i18n::group as words, urls};
use zhixing_domain::{account::Administrator, id::AccountId};
use zhixing_shell::{form::Fields, guard::Visit, problem::Problem};
use zhixing_store::PeopleGroup;

pub(crate) async fn save(visit: Visit, Path(id): Path<String>, Form(Fields(sent)): Form<Fields>) -> Result<Response, Problem> {
    let admin = visit.administrator()?;
    let group = act::find(&visit, &admin, &id).await?;
    let all = |name: &str| sent.iter().filter(|(n, _)| n == name).map(|(_, v)| v.clone()).collect::<Vec<_>>();
    let first = |name: &str| all(name).into_iter().next().unwrap_or_default();
    match first("do").as_str() {
        "take" => {
            let people: Vec<AccountId> = all("account").iter().filter_map(|id| id.parse().ok()).collect();
            if people.is_empty() {
                return again(&visit, &admin, &group, "people", words::nobody_chosen(visit.lang)).await;
            }
            let n = act::take(&visit, &admin, &group, people).await?;
            Ok(Redirect::to(&format!("{}?went={n}", urls::group(group.id))).into_response())
        }
        "found" => {
            let logins = all("login");
            if logins.is_empty() {
                return again(&visit, &admin, &group, "find", words::nobody_chosen(visit.lang)).await;
            }
            add(&visit, &admin, &group, logins, String::new()).await
        }
        _ => {
            let text = first("list");
            let read = act::read(&visit, &admin, &text).await?;
            if !first("preview").is_empty() || !read.wrong.is_empty() {
                return preview(&visit, &admin, &group, GroupPage { list: text, read: Some(read), ..GroupPage::default() }).await;
            }
            let logins = read.rows.into_iter().map(|row| row.login).collect();
            add(&visit, &admin, &group, logins, text).await
        }
    }
}

/// Reads a file into the form, to be looked at before anybody comes in.
pub(crate) async fn upload(visit: Visit, Path(id): Path<String>, parts: Multipart) -> Result<Response, Problem> {
    let admin = visit.administrator()?;
    let group = act::find(&visit, &admin, &id).await?;
    let file = zhixing_shell::form::upload(parts).await?;
    let decoded = zhixing_shell::list_file::text(&visit, "file", file).await?;
    let read = act::read(&visit, &admin, &decoded.text).await?;
    let doubts = if decoded.sure { vec![] } else { read.unsure(decoded.encoding) };
    let doubts = doubts.iter().map(|doubt| doubt.text(visit.lang)).collect();
    preview(&visit, &admin, &group, GroupPage { list: decoded.text, read: Some(read), doubts, ..GroupPage::default() }).await
}

async fn add(visit: &Visit, admin: &Administrator, group: &PeopleGroup, logins: Vec<String>, list: String) -> Result<Response, Problem> {
    match act::add(visit, admin, group, logins).await? {
        Ok(n) => Ok(Redirect::to(&format!("{}?came={n}", urls::group(group.id))).into_response()),
        Err(said) => {
            let errors = vec![("list", said.get(visit.lang).clone())];
            page_of(visit, admin, group, GroupPage { errors, list, ..GroupPage::default() }).await
        }
    }
}

async fn again(visit: &Visit, admin: &Administrator, group: &PeopleGroup, at: &'static str, said: &str) -> Result<Response, Problem> {
    page_of(visit, admin, group, GroupPage { errors: vec![(at, said.into())], ..GroupPage::default() }).await
}

async fn preview(visit: &Visit, admin: &Administrator, group: &PeopleGroup, shown: GroupPage) -> Result<Response, Problem> {
    let wrong = shown.read.as_ref().map_or(0, |read| read.wrong.len());
    let errors = if wrong == 0 { vec![] } else { vec![("list", words::wrong_n(visit.lang, wrong))] };
    page_of(visit, admin, group, GroupPage { errors, ..shown }).await
}
