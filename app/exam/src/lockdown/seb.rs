//! The settings of Safe Exam Browser for one exam: a link that opens once, and the file behind it.
//!
//! The browser fetches the file without anybody's cookies, so the link itself is the permission. Only its hash is kept.

use crate::lockdown::actions as lockdown;
use axum::{extract::Path, http::Method, response::Response};
use leptos::prelude::*;
use zhixing_app::{i18n::lockdown as words, urls};
use zhixing_domain::{digest::sha256_hex, plan_ref::PlanRef};
use zhixing_shell::{
    download,
    guard::Visit,
    parts::{Nav, page, page_head},
    problem::Problem,
};

/// Makes a link and shows it: a form may not lead to another program by itself, a link may.
pub async fn link(visit: Visit, Path((course, slug)): Path<(String, String)>) -> Result<Response, Problem> {
    let file = lockdown::config_link(&visit, &PlanRef::new(&course, &slug)).await?;
    let open = lockdown::opened_by_seb(&file);
    let (lang, waiting) = (visit.lang, urls::waiting(course, slug));
    Ok(page(&visit, words::seb_ready(lang), Nav::Exams, || {
        view! {
            {page_head("", words::seb_ready(lang), words::seb_ready_words(lang), vec![])}
            <div class="cluster">
                <a class="button button--primary button--large" href=open>{words::seb_open(lang)}</a>
                <a class="button button--large" href=file>{words::seb_download(lang)}</a>
                <a href=waiting>{words::back(lang)}</a>
            </div>
        }
    }))
}

/// The file behind a link. The browser looks first (`HEAD`) and fetches then: a look leaves the link as it is.
pub async fn file(visit: Visit, method: Method, Path(file): Path<String>) -> Result<Response, Problem> {
    let hash = sha256_hex(file.strip_suffix(".seb").ok_or(Problem::NotFound)?.as_bytes());
    let plan = match method {
        Method::HEAD => visit.site.store.config_link(&hash, visit.now).await?,
        _ => visit.site.store.open_config_link(hash, visit.stamp()).await?,
    };
    let published = visit.site.published();
    let seb = plan.and_then(|p| published.library.plan(&p)).and_then(|(_, p)| p.lockdown.seb.as_ref()).ok_or(Problem::NotFound)?;
    Ok(download(seb.file.to_vec(), "application/seb", "exam.seb"))
}
