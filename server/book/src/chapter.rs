//! A lesson as a chapter.

use crate::{Book, xhtml::xhtml};
use zhixing_domain::{
    course::{Html, Lesson, Piece},
    text::xml::escaped,
};

/// A document of the book around what stands in its body.
pub fn document(book: &Book<'_>, title: &str, body: &str) -> String {
    let (lang, title) = (book.lang.tag(), escaped(title));
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n\
         <html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\" lang=\"{lang}\" xml:lang=\"{lang}\">\n\
         <head><title>{title}</title><link rel=\"stylesheet\" href=\"style.css\"/></head>\n<body>\n{body}\n</body>\n</html>\n"
    )
}

pub fn lesson(book: &Book<'_>, lesson: &Lesson) -> String {
    let body = lesson.body.get(book.lang);
    let title = lesson.title.get(book.lang);
    let pieces = body.pieces.iter().map(|piece| match piece {
        Piece::Prose(html) => xhtml(html.as_str(), &|to| book.address(to)),
        Piece::Practice(key) => practice(book, lesson, key),
        Piece::Unread(_) => String::new(),
    });
    let text: Vec<String> = pieces.collect();
    document(book, title, &format!("<h1>{}</h1>\n{}", escaped(title), text.join("\n")))
}

/// What is asked, and where it is answered: a book has no key, and judges nothing.
fn practice(book: &Book<'_>, lesson: &Lesson, key: &str) -> String {
    let Some(item) = book.course.item(key) else { return String::new() };
    // as everybody sees it on the page
    let prompt = item.prompt(&item.arrange(0, false), book.lang);
    let list = |entries: &[Html]| {
        let entries: String = entries.iter().map(|e| format!("<li>{}</li>", xhtml(e.as_str(), &|to| book.address(to)))).collect();
        if entries.is_empty() { entries } else { format!("<ol class=\"options\">{entries}</ol>") }
    };
    let stem = xhtml(prompt.stem.as_str(), &|to| book.address(to));
    let page = escaped(&format!("{}{}", book.site_url, place(book, lesson)));
    let (label, answer) = (escaped(book.words.practice), escaped(book.words.answer));
    format!(
        "<section class=\"practice\"><h2>{label}</h2>{stem}{}{}<p><a href=\"{page}\">{answer}</a></p></section>",
        list(&prompt.options),
        list(&prompt.partners)
    )
}

/// Where the lesson is on the site.
fn place(book: &Book<'_>, lesson: &Lesson) -> String {
    format!("/courses/{}/{}", book.course.slug, lesson.slug)
}
