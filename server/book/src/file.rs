//! The file: a ZIP with a package document, a table of contents, chapters and figures (EPUB 3.3, OCF).

use crate::{Book, chapter, course::file_name, xhtml::xhtml};
use std::{
    collections::BTreeMap,
    io::{Cursor, Write as _},
};
use zhixing_domain::{library::Library, text::xml::escaped};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

const CONTAINER: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
<container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\"><rootfiles>\
<rootfile full-path=\"book/package.opf\" media-type=\"application/oebps-package+xml\"/></rootfiles></container>\n";
const STYLE: &str = include_str!("style.css");

#[derive(Debug, thiserror::Error)]
#[error("the book could not be written: {0}")]
pub struct BookFault(#[from] zip::result::ZipError);

/// The figures that a document of the book shows or leads to.
fn figures_in(text: &str) -> impl Iterator<Item = &str> {
    text.split("\"media/").skip(1).filter_map(|rest| rest.split('"').next())
}

/// Writes the book with the figures that its lessons show.
///
/// # Errors
/// The file would be larger than a ZIP can be.
pub fn epub(book: &Book<'_>, library: &Library) -> Result<Vec<u8>, BookFault> {
    let mut zip = ZipWriter::new(Cursor::new(vec![]));
    let kept = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    // first and as it is: by this a reader knows what it holds (OCF 4.3)
    zip.start_file("mimetype", kept)?;
    zip.write_all(b"application/epub+zip").map_err(zip::result::ZipError::from)?;
    let packed = SimpleFileOptions::default();
    let mut add = |name: &str, bytes: &[u8], options| -> Result<(), BookFault> {
        zip.start_file(name, options)?;
        Ok(zip.write_all(bytes).map_err(zip::result::ZipError::from)?)
    };
    add("META-INF/container.xml", CONTAINER.as_bytes(), packed)?;
    let chapters: Vec<(String, String)> = book.course.lessons.iter().map(|l| (file_name(l), chapter::lesson(book, l))).collect();
    let opening = opening(book);
    let texts = chapters.iter().map(|(_, text)| text.as_str()).chain([opening.as_str()]);
    let figure = |name| Some((name, library.media.get(&format!("{}/media/{name}", book.course.slug))?.bytes.as_deref()?));
    let figures: BTreeMap<&str, &[u8]> = texts.flat_map(figures_in).filter_map(figure).collect();
    for (name, bytes) in &figures {
        add(&format!("book/media/{name}"), bytes, if name.ends_with(".svg") { packed } else { kept })?;
    }
    add("book/package.opf", package(book, &opening, &chapters, &figures).as_bytes(), packed)?;
    add("book/nav.xhtml", contents(book).as_bytes(), packed)?;
    add("book/opening.xhtml", opening.as_bytes(), packed)?;
    add("book/style.css", STYLE.as_bytes(), packed)?;
    for (name, text) in &chapters {
        add(&format!("book/{name}"), text.as_bytes(), packed)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// The first page: what the page of the course says.
fn opening(book: &Book<'_>) -> String {
    let (course, lang) = (book.course, book.lang);
    let title = course.title.get(lang);
    let own = [course.author.as_deref(), course.license.as_deref()];
    let own: Vec<String> = own.into_iter().flatten().map(escaped).collect();
    let intro = xhtml(course.intro.get(lang).as_str(), &|to| book.address(to));
    let body = format!("<h1>{}</h1>\n<p>{}</p>\n<p>{}</p>\n{intro}", escaped(title), escaped(course.summary.get(lang)), own.join(" · "));
    chapter::document(book, title, &body)
}

fn contents(book: &Book<'_>) -> String {
    let entry = |name: &str, title: &str| format!("<li><a href=\"{name}\">{}</a></li>", escaped(title));
    let first = entry("opening.xhtml", book.course.title.get(book.lang));
    let lessons: String = book.course.lessons.iter().map(|l| entry(&file_name(l), l.title.get(book.lang))).collect();
    let title = book.words.contents;
    chapter::document(book, title, &format!("<nav epub:type=\"toc\"><h1>{}</h1><ol>{first}{lessons}</ol></nav>", escaped(title)))
}

/// What a reader of e-books must be able to do for a document.
fn properties(text: &str) -> &'static str {
    if text.contains("<math") { " properties=\"mathml\"" } else { "" }
}

fn package(book: &Book<'_>, opening: &str, chapters: &[(String, String)], figures: &BTreeMap<&str, &[u8]>) -> String {
    let (course, lang) = (book.course, book.lang);
    let id = escaped(&format!("{}/courses/{}", book.site_url, course.slug));
    let [title, summary, publisher] = [course.title.get(lang), course.summary.get(lang), book.publisher].map(escaped);
    let said = |tag: &str, text: &Option<String>| text.as_ref().map(|t| format!("<dc:{tag}>{}</dc:{tag}>", escaped(t))).unwrap_or_default();
    let (creator, rights) = (said("creator", &course.author), said("rights", &course.license));
    let mut items = String::new();
    let mut spine = String::from("<itemref idref=\"opening\"/>");
    for (n, (name, text)) in chapters.iter().enumerate() {
        items.push_str(&format!("<item id=\"c{n}\" href=\"{name}\" media-type=\"application/xhtml+xml\"{}/>", properties(text)));
        spine.push_str(&format!("<itemref idref=\"c{n}\"/>"));
    }
    for (n, name) in figures.keys().enumerate() {
        items.push_str(&format!("<item id=\"m{n}\" href=\"media/{name}\" media-type=\"{}\"/>", kind(name)));
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" unique-identifier=\"id\" xml:lang=\"{tag}\">\n\
         <metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:identifier id=\"id\">{id}</dc:identifier><dc:title>{title}</dc:title>\
         <dc:language>{tag}</dc:language><dc:description>{summary}</dc:description><dc:publisher>{publisher}</dc:publisher>{creator}{rights}\
         <meta property=\"dcterms:modified\">{modified}</meta></metadata>\n\
         <manifest><item id=\"nav\" href=\"nav.xhtml\" media-type=\"application/xhtml+xml\" properties=\"nav\"/>\
         <item id=\"opening\" href=\"opening.xhtml\" media-type=\"application/xhtml+xml\"{maths}/><item id=\"style\" href=\"style.css\" media-type=\"text/css\"/>\
         {items}</manifest>\n<spine>{spine}</spine></package>\n",
        tag = lang.tag(),
        maths = properties(opening),
        modified = book.modified,
    )
}

fn kind(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, kind)| kind) {
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("webp") => "image/webp",
        Some("gif") => "image/gif",
        _ => "image/jpeg",
    }
}
