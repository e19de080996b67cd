//! The courses that are written here, for administrators: they name another owner where nobody else can.

use axum::response::Response;
use leptos::prelude::*;
use zhixing_app::{
    i18n::{marking, team as words},
    urls,
};
use zhixing_shell::{
    guard::Visit,
    parts::{Nav, crumbs, page, page_head, titled},
    problem::Problem,
};

pub(crate) async fn show(visit: Visit) -> Result<Response, Problem> {
    let courses = visit.site.store.kept_courses(&visit.administrator()?).await?;
    let (lang, published) = (visit.lang, visit.site.published());
    Ok(page(&visit, words::courses(lang), Nav::Desk, || {
        let line = |course: &String| {
            let title = crate::overview::course_title(&published, course, lang);
            view! { <li><a href=urls::team(course)>{titled(&title)}</a>" "<span class="mono soft small">{course.clone()}</span></li> }
        };
        let lines: Vec<_> = courses.iter().map(line).collect();
        view! {
            {crumbs(lang, vec![(marking::desk(lang).into(), Some(urls::desk())), (words::courses(lang).into(), None)])}
            {page_head("", words::courses(lang), words::courses_lead(lang), vec![])}
            <ul class="log" role="list">{lines}</ul>
        }
    }))
}
