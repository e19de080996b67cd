//! The page of an occupation standard: functions, work content, skills, knowledge and weights.

use axum::{extract::Path, response::Response};
use leptos::prelude::*;
use zhixing_app::{i18n::course as words, urls};
use zhixing_shell::{
    guard::Visit,
    parts::{Nav, Page, crumbs, page_head, standard_view},
    problem::Problem,
};

pub async fn show(visit: Visit, Path(slug): Path<String>) -> Result<Response, Problem> {
    let (lang, published) = (visit.lang, visit.site.published());
    let standard = published.library.standard(&slug).ok_or(Problem::NotFound)?;
    let title = standard.title.title(lang);
    Ok(Page::new(title.text.clone(), Nav::Courses).about(standard.summary.get(lang).clone()).show(&visit, || {
        let facts = vec![standard.code.clone(), words::edition(lang, &standard.edition)];
        view! {
            {crumbs(lang, vec![(words::courses(lang).into(), Some(urls::courses())), (words::standard(lang).into(), None)])}
            {page_head(words::standard(lang), title.clone(), standard.summary.get(lang).clone(), facts)}
            {standard_view(standard, lang)}
        }
    }))
}
