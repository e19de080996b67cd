//! A course as a book to take along: for readers of e-books, and for where there is no network at all.

use axum::{body::Bytes, extract::Path, response::Response};
use std::sync::Arc;
use zhixing_app::i18n::course as words;
use zhixing_book::{Book, BookWords, epub};
use zhixing_domain::{lang::Lang, time::Timestamp};
use zhixing_shell::{guard::Visit, parts::time::utc, problem::Problem, published::Published, site::Site};

pub async fn download(visit: Visit, Path(slug): Path<String>) -> Result<Response, Problem> {
    let (published, lang) = (visit.site.published(), visit.lang);
    let name = format!("{slug}.epub");
    if published.library.course(&slug).is_none() {
        return Err(Problem::NotFound);
    }
    let bytes = match published.books.get(&slug, lang) {
        Some(bytes) => bytes,
        None => {
            let site = visit.site.clone();
            let work = Box::new(move || make(&site, &published, &slug, lang, visit.now));
            visit.site.ports.make_book(work).await.map_err(|_| Problem::Busy(5))??
        }
    };
    Ok(zhixing_shell::download(Bytes::from_owner(bytes), "application/epub+zip", &name))
}

fn make(site: &Site, published: &Published, slug: &str, lang: Lang, now: Timestamp) -> Result<Arc<[u8]>, Problem> {
    // whoever waited beside others for the same book finds it made
    if let Some(bytes) = published.books.get(slug, lang) {
        return Ok(bytes);
    }
    let course = published.library.course(slug).ok_or(Problem::NotFound)?;
    let words = BookWords { contents: words::contents(lang), practice: words::practice(lang), answer: words::answer_on_page(lang) };
    let publisher = &site.about.issuer[usize::from(lang == Lang::En)];
    let book = Book { course, lang, site_url: &site.about.public_url, publisher, modified: &utc(now), words };
    let bytes: Arc<[u8]> = epub(&book, &published.library).map_err(|fault| Problem::Broken(fault.to_string()))?.into();
    published.books.keep(slug, lang, bytes.clone());
    Ok(bytes)
}
