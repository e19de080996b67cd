//! The courses that are written here, for administrators: they name another owner where nobody else can.

use axum::response::Response;
use leptos::prelude::*;
use zhixing_app::{
    i18n::{marking, team as words, workshop},
    urls,
};
use zhixing_shell::{
    called::course_title,
    guard::Visit,
    parts::{Nav, crumbs, page, page_head, titled},
    problem::Problem,
};

pub(crate) async fn show(visit: Visit) -> Result<Response, Problem> {
    let courses = visit.site.store.kept_courses(&visit.administrator()?).await?;
    let begun = visit.site.store.begun_courses(&visit.course_keeper()?).await?;
    let (lang, published) = (visit.lang, visit.site.published());
    Ok(page(&visit, words::courses(lang), Nav::Desk, || {
        let line = |(course, owners): &(String, Vec<String>)| {
            let title = course_title(&published, &begun, course, lang);
            let owned = match owners.is_empty() {
                true => words::no_owner(lang).to_string(),
                false => words::owned_by(lang, owners.join(workshop::between(lang))),
            };
            view! {
                <li class="cluster cluster--apart">
                    <span><a href=urls::team(course)>{titled(&title)}</a>" "<span class="mono soft small">{course.clone()}</span></span>
                    <span class="soft">{owned}</span>
                </li>
            }
        };
        let lines: Vec<_> = courses.iter().map(line).collect();
        view! {
            {crumbs(lang, vec![(marking::desk(lang).into(), Some(urls::desk())), (words::courses(lang).into(), None)])}
            {page_head("", words::courses(lang), words::courses_lead(lang), vec![])}
            <ul class="log" role="list">{lines}</ul>
        }
    }))
}
