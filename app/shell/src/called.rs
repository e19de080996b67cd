//! What courses are called, also before anything of them is published: what their own pages say of themselves by then.

use crate::{boxed, guard::Visit, problem::Problem, published::Published};
use std::collections::BTreeMap;
use zhixing_app::i18n::workshop as words;
use zhixing_domain::{
    lang::{Bilingual, Lang, Title},
    workshop::{
        front,
        place::{self, PAGES, STANDARDS},
    },
};

/// What a course is called; `begun` has how the pages of those begin that are not published yet, by path. Without them it is its name in addresses.
pub fn course_title(published: &Published, begun: &BTreeMap<String, Vec<u8>>, course: &str, lang: Lang) -> Title {
    match published.library.course(course) {
        Some(course) => course.title.title(lang),
        None if course == STANDARDS => words::standards(lang).into(),
        None if course == PAGES => words::pages(lang).into(),
        None => begun_title(begun, course, lang),
    }
}

/// The same of one course that whoever asks may see.
///
/// # Errors
///
/// A [`Problem`] if the store cannot be read, or whoever asks writes no courses.
#[boxed]
pub async fn called(visit: &Visit, course: &str) -> Result<Title, Problem> {
    let published = visit.site.published();
    let begun = match published.library.course(course).is_none() && place::is_course(course) {
        true => visit.site.store.begun_course(&visit.course_keeper()?, course).await?,
        false => BTreeMap::new(),
    };
    Ok(course_title(&published, &begun, course, visit.lang))
}

fn begun_title(begun: &BTreeMap<String, Vec<u8>>, course: &str, lang: Lang) -> Title {
    let head = |file: &str| begun.get(&format!("{course}/{file}")).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    let said = |file: &str| head(file).and_then(|head| front::title(&head));
    let own = head("course.md").map_or(Lang::Zh, |head| front::language(&head));
    let title = said("course.md").map(|title| Bilingual::new(title, said("course.en.md")).written_in(own).title(lang));
    title.unwrap_or_else(|| course.into())
}
