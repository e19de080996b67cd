//! Lessons as pages of a cartridge: what courseware made of them, with links and figures that hold there.

use super::{Resource, ResourceKind, WEB, words};
use crate::xml::plain;
use zhixing_domain::{
    course::{Course, Html, Lesson, Piece},
    lang::Lang,
    text::attributes::rewritten,
};

/// The first page, which says what the course is, and a page for each lesson.
pub fn all(course: &Course, lang: Lang, site_url: &str) -> Vec<Resource> {
    let opening = format!(
        "<p>{}</p>\n<p>{}</p>\n{}",
        plain(course.summary.get(lang)),
        super::rights(course).into_iter().flatten().map(plain).collect::<Vec<_>>().join(" · "),
        addressed(course.intro.get(lang).as_str(), course, site_url)
    );
    let first = page("opening", "index", course.title.get(lang), &opening, lang);
    let lesson = |lesson: &Lesson| {
        let pieces = lesson.body.get(lang).pieces.iter().map(|piece| match piece {
            Piece::Prose(html) => addressed(html.as_str(), course, site_url),
            Piece::Practice(key) => practice(course, key, lang, site_url),
            Piece::Unread(_) => String::new(),
        });
        let text = pieces.collect::<Vec<_>>().join("\n");
        page(&format!("page_{}", lesson.slug), &format!("lesson-{}", lesson.slug), lesson.title.get(lang), &text, lang)
    };
    std::iter::once(first).chain(course.lessons.iter().map(lesson)).collect()
}

fn page(id: &str, name: &str, title: &str, body: &str, lang: Lang) -> Resource {
    let (tag, heading) = (lang.tag(), plain(title));
    let text = format!(
        "<!DOCTYPE html>\n<html lang=\"{tag}\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>{heading}</title><link rel=\"stylesheet\" href=\"style.css\"></head>\n<body>\n<h1>{heading}</h1>\n{body}\n</body>\n</html>\n"
    );
    Resource {
        id: id.into(),
        kind: ResourceKind::Page,
        title: title.into(),
        path: format!("{WEB}{name}.html"),
        bytes: text.into_bytes(),
        needs: vec!["style".into()],
    }
}

/// What is asked in a lesson, without a key: a page judges nothing.
fn practice(course: &Course, key: &str, lang: Lang, site_url: &str) -> String {
    let Some(item) = course.item(key) else { return String::new() };
    let prompt = item.prompt(&item.arrange(0, false), lang);
    let list = |entries: &[Html]| {
        let entries: String = entries.iter().map(|entry| format!("<li>{}</li>", addressed(entry.as_str(), course, site_url))).collect();
        if entries.is_empty() { entries } else { format!("<ol>{entries}</ol>") }
    };
    let stem = addressed(prompt.stem.as_str(), course, site_url);
    let label = words::practice(lang);
    format!("<section class=\"practice\"><h2>{label}</h2>{stem}{}{}</section>", list(&prompt.options), list(&prompt.partners))
}

/// HTML of courseware with its addresses as they hold in a cartridge.
fn addressed(html: &str, course: &Course, site_url: &str) -> String {
    rewritten(html, |name, value| match name {
        "href" | "src" => Some(format!("{name}=\"{}\"", address(value, course, site_url))),
        "srcset" | "sizes" => Some(String::new()),
        _ => None,
    })
}

fn address(to: &str, course: &Course, site_url: &str) -> String {
    if let Some((_, name)) = to.strip_prefix("/media/").and_then(|rest| rest.split_once('/')) {
        return format!("media/{}", name.split('?').next().unwrap_or(name));
    }
    let here = format!("/courses/{}/", course.slug);
    let lesson = to.strip_prefix(&here).map(|rest| rest.split_once('#').unwrap_or((rest, "")));
    match lesson.filter(|(name, _)| course.lesson(name).is_some()) {
        Some((name, "")) => format!("lesson-{name}.html"),
        Some((name, place)) => format!("lesson-{name}.html#{place}"),
        None if to.starts_with('/') => format!("{site_url}{to}"),
        None => to.into(),
    }
}
