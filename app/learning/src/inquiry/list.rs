//! What waits for the answer of a teacher, of all courses that the role reaches: each leads to its place in the lesson.

use crate::inquiry::place::{excerpt, place_name};
use axum::response::Response;
use leptos::prelude::*;
use zhixing_app::{
    i18n::{inquiry as words, workshop},
    urls,
};
use zhixing_domain::lang::{Lang, Title};
use zhixing_shell::{
    guard::Visit,
    html::IntoMarkup,
    parts::{Nav, Row, crumbs, empty, page, page_head, rows, time},
    problem::Problem,
    published::Published,
};
use zhixing_store::LessonInquiry;

pub(crate) async fn show(visit: Visit) -> Result<Response, Problem> {
    let open = visit.site.store.open_inquiries(&visit.author()?, None).await?;
    let (lang, published) = (visit.lang, visit.site.published());
    Ok(page(&visit, words::open(lang), Nav::Desk, || {
        let lines: Vec<Row> = open.iter().map(|inquiry| row(&visit, &published, inquiry, lang)).collect();
        let body = if lines.is_empty() {
            empty(words::none(lang), words::none_words(lang), Some((words::to_workshop(lang).into(), urls::teach())))
        } else {
            rows(lines)
        };
        view! {
            {crumbs(lang, vec![(workshop::title(lang).into(), Some(urls::teach())), (words::open(lang).into(), None)])}
            {page_head("", words::open(lang), words::open_lead(lang), vec![])}
            <div class="measure">{body}</div>
        }
    }))
}

fn row(visit: &Visit, published: &Published, inquiry: &LessonInquiry, lang: Lang) -> Row {
    let course = published.library.course(&inquiry.course);
    let lesson = course.and_then(|c| c.lesson(&inquiry.lesson));
    let called = |title: Option<Title>, name: &str| title.unwrap_or_else(|| name.into());
    let lesson_title = called(lesson.map(|l| l.title.title(lang)), &inquiry.lesson);
    let over = [
        called(course.map(|c| c.title.title(lang)), &inquiry.course).text,
        lesson_title.text.clone(),
        course.zip(lesson).map(|(c, l)| place_name(c, l, &inquiry.place, lang)).unwrap_or_default(),
    ];
    let over: Vec<String> = over.into_iter().filter(|part| !part.is_empty()).collect();
    let note = view! { {inquiry.who.clone()}" · "{time::moment(&visit.site, inquiry.asked_at, lang)} };
    Row {
        over: Title { text: over.join(" · "), ..lesson_title },
        title: excerpt(&inquiry.words).into(),
        href: format!("{}#{}", urls::lesson(&inquiry.course, &inquiry.lesson), inquiry.id),
        note: note.into_markup(),
    }
}
