//! A course on one page, to be printed: every lesson in its order, and practice without its keys. It is made once for a publication and a language, one
//! after another with the books.

use axum::{extract::Path, response::Response};
use leptos::prelude::*;
use zhixing_app::{i18n::course as words, urls};
use zhixing_domain::{
    course::{Course, Html, Lesson, Piece},
    lang::Lang,
};
use zhixing_shell::{
    guard::Visit,
    html::{self, IntoMarkup, Markup, fixed},
    parts::{Nav, Page, crumbs, foreign, in_its_language, page_head},
    ports::MadeBook,
    problem::Problem,
    published::Published,
};

pub async fn show(visit: Visit, Path(slug): Path<String>) -> Result<Response, Problem> {
    let (published, lang) = (visit.site.published(), visit.lang);
    let course = published.library.course(&slug).ok_or(Problem::NotFound)?;
    let sheets = match published.books.get(&name(&slug), lang) {
        Some(sheets) => sheets,
        None => {
            let (published, slug) = (published.clone(), slug.clone());
            let work = Box::new(move || make(&published, &slug, lang));
            visit.site.ports.make_book(work).await.map_err(|_| Problem::Busy(5))??
        }
    };
    let sheets = Html(String::from_utf8_lossy(sheets.as_ref()).into());
    let title = course.title.title(lang);
    Ok(Page::new(format!("{} · {}", title.text, words::on_paper(lang)), Nav::Courses).show(&visit, || {
        let facts = vec![words::lessons(lang, course.lessons.len())];
        view! {
            {crumbs(lang, vec![
                (words::courses(lang).into(), Some(urls::courses())),
                (title.clone(), Some(urls::course(&course.slug))),
                (words::on_paper(lang).into(), None),
            ])}
            {page_head("", title.clone(), course.summary.get(lang).clone(), facts)}
            <p class="no-print soft measure">{words::on_paper_words(lang)}</p>
            <div class="printed" inner_html=fixed(&sheets)></div>
        }
    }))
}

/// By which it stands beside the books: no course has a slash in its name.
fn name(course: &str) -> String {
    format!("{course}/print")
}

fn make(published: &Published, slug: &str, lang: Lang) -> MadeBook {
    // whoever waited beside others for the same finds it made
    if let Some(made) = published.books.get(&name(slug), lang) {
        return Ok(made);
    }
    let course = published.library.course(slug).ok_or(Problem::NotFound)?;
    let own = |lesson: &Lesson| within(&html::render(|| sheet(course, lesson, lang)).to_text(), &lesson.slug);
    let text: String = course.lessons.iter().map(own).collect();
    published.books.put(&name(slug), lang, text.into_bytes()).ok_or(Problem::Busy(30))
}

fn sheet(course: &Course, lesson: &Lesson, lang: Lang) -> Markup {
    let own = foreign(&lesson.body, lang);
    let piece = |piece: &Piece| match piece {
        Piece::Prose(html) => Some(view! { <div class="prose" lang=own inner_html=fixed(html)></div> }.into_markup()),
        Piece::Practice(key) => practice(course, key, lang),
        Piece::Unread(_) => None,
    };
    let pieces: Vec<_> = lesson.body.get(lang).pieces.iter().filter_map(piece).collect();
    view! {
        <article class="printed__lesson stack" aria-labelledby="sheet">
            <h2 class="printed__title" id="sheet">{in_its_language(&lesson.title, lang)}</h2>
            {pieces}
        </article>
    }
    .into_markup()
}

/// What is asked, and no more: whoever has it on paper answers on paper.
fn practice(course: &Course, key: &str, lang: Lang) -> Option<Markup> {
    let item = course.item(key)?;
    // as everybody sees it on the page
    let prompt = item.prompt(&item.arrange(0, false), lang);
    let own = prompt.foreign(lang).map(Lang::tag);
    let list = |entries: &[Html]| {
        let lines: Vec<_> = entries.iter().map(|entry| view! { <li inner_html=fixed(entry)></li> }).collect();
        (!lines.is_empty()).then(|| view! { <ol class="printed__options" lang=own>{lines}</ol> })
    };
    let asked = view! {
        <div class="practice">
            <h3 class="practice__label">{words::practice(lang)}</h3>
            <div class="prose" lang=own inner_html=fixed(&prompt.stem)></div>
            {list(&prompt.options)}
            {list(&prompt.partners)}
        </div>
    };
    Some(asked.into_markup())
}

/// What in a tag names a place of its page.
const PLACES: [&str; 5] = [" id=\"", " href=\"#", " for=\"", " aria-labelledby=\"", " aria-describedby=\""];

/// The places of a lesson are its own where many lessons are one page.
fn within(html: &str, lesson: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(html.len()), html);
    while let Some(at) = rest.find('<') {
        let (text, behind) = rest.split_at(at);
        let (tag, next) = behind.split_at(behind.find('>').map_or(behind.len(), |end| end + 1));
        out.push_str(text);
        out.push_str(&PLACES.iter().fold(tag.to_string(), |tag, place| tag.replace(place, &format!("{place}{lesson}."))));
        rest = next;
    }
    out + rest
}
