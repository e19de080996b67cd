//! A course as a book to take along: for readers of e-books, and for where there is no network at all.

use axum::{
    body::{Body, Bytes},
    extract::Path,
    http::{Method, header},
    response::Response,
};
use futures_util::stream;
use std::convert::Infallible;
use zhixing_app::i18n::course as words;
use zhixing_book::{Book, BookWords, epub};
use zhixing_domain::{lang::Lang, time::Timestamp};
use zhixing_shell::{guard::Visit, parts::time::utc, ports::MadeBook, problem::Problem, published::Published, site::Site};

const MEDIA: &str = "application/epub+zip";

pub async fn download(visit: Visit, method: Method, Path(slug): Path<String>) -> Result<Response, Problem> {
    let (published, lang) = (visit.site.published(), visit.lang);
    let name = format!("{slug}.epub");
    if published.library.course(&slug).is_none() {
        return Err(Problem::NotFound);
    }
    if method == Method::HEAD {
        return Ok(known(&published, &slug, lang, &name));
    }
    let book = match published.books.get(&slug, lang) {
        Some(book) => book,
        None => {
            let site = visit.site.clone();
            let work = Box::new(move || make(&site, &published, &slug, lang, visit.now));
            visit.site.ports.make_book(work).await.map_err(|_| Problem::Busy(5))??
        }
    };
    Ok(zhixing_shell::download(Bytes::from_owner(book), MEDIA, &name))
}

/// What is known of a book without making it: its length, once somebody took it.
fn known(published: &Published, slug: &str, lang: Lang, name: &str) -> Response {
    // a body without a length, or one would be told that is not the book's
    let nothing = Body::from_stream(stream::empty::<Result<Bytes, Infallible>>());
    let mut response = zhixing_shell::download(nothing, MEDIA, name);
    if let Some(length) = published.books.length(slug, lang) {
        response.headers_mut().insert(header::CONTENT_LENGTH, length.into());
    }
    response
}

fn make(site: &Site, published: &Published, slug: &str, lang: Lang, now: Timestamp) -> MadeBook {
    // whoever waited beside others for the same book finds it made
    if let Some(book) = published.books.get(slug, lang) {
        return Ok(book);
    }
    let course = published.library.course(slug).ok_or(Problem::NotFound)?;
    let words = BookWords { contents: words::contents(lang), practice: words::practice(lang), answer: words::answer_on_page(lang) };
    let publisher = lang.pick(&site.about.issuer);
    let book = Book { course, lang, site_url: &site.about.public_url, publisher, modified: &utc(now), words };
    let bytes = epub(&book, &published.library).map_err(|fault| Problem::Broken(fault.to_string()))?;
    published.books.put(slug, lang, bytes).ok_or(Problem::Busy(30))
}
