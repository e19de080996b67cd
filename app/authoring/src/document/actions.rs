//! What forms and the API do with a document of another program: take it as the draft of a lesson, or give what was pasted as Markdown.

use crate::{
    actions,
    import::{
        actions::{HeldCourse, held, pictures},
        upload,
    },
};
use zhixing_app::i18n::bank as words;
use zhixing_domain::{
    account::Author,
    workshop::{VersionWhy, place, template},
};
use zhixing_shell::{
    banks::{BankWords, BroughtLesson},
    boxed,
    guard::Visit,
    problem::Problem,
};

/// A text in Markdown, and what was changed or left out.
pub struct TakenText {
    /// The path of a lesson, or what stands for what was pasted.
    pub text: String,
    pub said: Vec<BankWords>,
}

/// Takes a document as the draft of a lesson behind all others, with its pictures; gives the path.
///
/// # Errors
///
/// [`Problem::NotFound`] for a course that is not there, or not for this author; [`Problem::Invalid`] at `file` for
/// what cannot be read; [`Problem::Busy`] if too many are read at once; and as for [`act`](crate::file_act::act) where no draft
/// can be written.
#[boxed]
pub async fn take(visit: &Visit, author: &Author, course: &str, name: String, bytes: Vec<u8>) -> Result<TakenText, Problem> {
    let paths = actions::paths_of(visit, author, course).await?;
    let BroughtLesson { title, slug, text, pictures: shown, said } = read(visit, name, bytes).await?;
    let HeldCourse { files, place: _place } = held(visit, author, course).await?;
    let mut texts = [text];
    let mut changes = pictures(visit, course, &files, shown, &mut texts).await?;
    let is_taken = |slug: &String| paths.iter().any(|path| path.ends_with(&format!("-{slug}.md")));
    let slug = (1..).map(|n| if n == 1 { slug.clone() } else { format!("{slug}-{n}") }).find(|slug| !is_taken(slug)).unwrap_or_default();
    let path = place::next_lesson(course, &slug, paths.iter().map(String::as_str));
    let [text] = texts;
    changes.push(actions::new(path.clone(), template::lesson_of(&title, &text).into_bytes(), VersionWhy::Created));
    actions::write(visit, author, changes).await?;
    Ok(TakenText { text: path, said })
}

/// What was pasted, as Markdown; its pictures become drafts of the course.
///
/// # Errors
///
/// [`Problem::NotFound`] for a course that is not there, or not for this author; [`Problem::Invalid`] at `file` for
/// what cannot be read; [`Problem::Busy`] if too many are read at once; and as for [`act`](crate::file_act::act) where no draft
/// can be written.
#[boxed]
pub async fn paste(visit: &Visit, author: &Author, course: &str, html: Vec<u8>) -> Result<TakenText, Problem> {
    actions::paths_of(visit, author, course).await?;
    let BroughtLesson { text, pictures: shown, said, title, .. } = read(visit, String::new(), html).await?;
    let HeldCourse { files, place: _place } = held(visit, author, course).await?;
    // a heading that stands above all is a heading here: the lesson has a title of its own
    let mut texts = [if title.is_empty() { text } else { format!("## {title}\n\n{text}") }];
    let changes = pictures(visit, course, &files, shown, &mut texts).await?;
    if !changes.is_empty() {
        actions::write(visit, author, changes).await?;
    }
    let [text] = texts;
    Ok(TakenText { text, said })
}

async fn read(visit: &Visit, name: String, bytes: Vec<u8>) -> Result<BroughtLesson, Problem> {
    upload::fits(&bytes, upload::UPLOAD_BYTES, words::no_document)?;
    let read = visit.site.ports.read_document(name, bytes).await.map_err(|_| Problem::Busy(3))?;
    read.map_err(upload::refused)
}
