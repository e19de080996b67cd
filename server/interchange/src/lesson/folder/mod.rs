//! A folder of somebody else's Markdown as lessons: books of mdBook, sites of MkDocs, MyST and Jupyter Book, lessons of the Carpentries, notebooks, plain
//! files. Pages come in the order of their tool's contents; what only that tool understands becomes what is written here.
//!
//! Never here: files on a disk, what is kept. A page that cannot be read is told with its line, and the others come in. Start at [`read`]: [`contents`] says
//! which pages there are, [`markdown`] writes one anew, [`settle`] lets them lead to each other.

mod contents;
mod front;
mod include;
mod lot;
mod markdown;
mod nav;
mod notebook;
mod page;
mod path;
mod report;
mod settle;
mod site;
mod words;

use crate::{BankNote, BankPicture, Bundle, pictures::Pictures};
pub use contents::FolderKind;
use lot::Lot;
use page::Drafted;
use site::Site;
use std::collections::{BTreeMap, BTreeSet};
use zhixing_domain::workshop::{figures, place, template};

/// The most pages that are read of a folder.
const MOST_PAGES: usize = 1_000;
/// The most pictures.
const MOST_PICTURES: usize = 2_000;

/// What the course has, and what of the folder is wanted.
#[derive(Clone, Debug, Default)]
pub struct FolderWish {
    /// The lessons that are there: `010-first.md`.
    pub there: BTreeSet<String>,
    /// The numbers of the pages that come, from 1; without it all that the contents of the folder name.
    pub chosen: Option<BTreeSet<usize>>,
    /// What somebody typed of pictures that have no words of their own, by the names that these have in `media/`.
    pub words: BTreeMap<String, String>,
}

/// A folder as lessons.
#[derive(Clone, Debug, PartialEq)]
pub struct ForeignFolder {
    pub kind: FolderKind,
    pub pages: Vec<ForeignPage>,
    /// By the names that stand in the texts.
    pub pictures: Vec<BankPicture>,
    /// What is to be told of the folder as a whole.
    pub said: Vec<BankNote>,
}

/// One file of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ForeignPage {
    /// Its path within the folder.
    pub source: String,
    pub encoding: String,
    pub title: String,
    /// Whether it was chosen, or is named in the contents where nothing was chosen.
    pub comes: bool,
    /// The name of the lesson's file and its whole text; nothing where it stays out.
    pub lesson: Option<(String, String)>,
    /// What was changed or left out, or why it stays out.
    pub said: Vec<BankNote>,
    /// The pictures that it shows without words of its own.
    pub wordless: BTreeSet<String>,
}

/// Reads a folder.
///
/// # Errors
/// There is no page in it.
pub fn read(bundle: &Bundle, wish: &FolderWish) -> Result<ForeignFolder, BankNote> {
    let contents = contents::of(bundle);
    if contents.pages.is_empty() {
        return Err(words::no_pages());
    }
    let mut said = vec![];
    if contents.pages.len() > MOST_PAGES {
        said.push(words::pages(MOST_PAGES));
    }
    let site = Site::of(bundle, &contents);
    let words = wish.words.iter().map(|(name, typed)| (name.clone(), figures::words(typed))).filter(|(_, words)| !words.is_empty());
    let mut lot = Lot::of(Pictures::at_most(MOST_PICTURES), words.collect());
    let mut drafts: Vec<Drafted> = contents.pages.iter().take(MOST_PAGES).map(|page| page::draft(&site, page, &mut lot)).collect();
    // what is only a part of other pages is no page
    drafts.retain(|draft| draft.named || !lot.included.contains(&draft.source));
    let comes = |(n, draft): (usize, &Drafted)| wish.chosen.as_ref().map_or(draft.named, |chosen| chosen.contains(&n));
    let comes: Vec<bool> = (1..).zip(&drafts).map(comes).collect();
    let names = names(&drafts, &comes, &wish.there);
    let settled = settle::all(&drafts, &names, &comes);
    if lot.pictures.is_full {
        said.push(words::pictures(MOST_PICTURES));
    }
    let pages =
        drafts.into_iter().zip(settled).zip(names).zip(comes).map(|(((draft, text), name), comes)| finished(draft, text, name, comes));
    Ok(ForeignFolder { kind: contents.kind, pages: pages.collect(), pictures: lot.pictures.found, said })
}

fn finished(draft: Drafted, (text, broken): (Option<String>, Vec<BankNote>), name: String, comes: bool) -> ForeignPage {
    let Drafted { source, encoding, title, summary, minutes, mut said, wordless, .. } = draft;
    said.extend(broken);
    said.sort_by_key(|note| note.line);
    let lesson = text.map(|text| (name, template::whole_lesson(&title, summary.as_deref(), minutes, &text)));
    ForeignPage { source, encoding, title, comes: comes && lesson.is_some(), lesson, said, wordless }
}

/// The names of the lessons: behind those that are there, first the ones that come.
fn names(drafts: &[Drafted], comes: &[bool], there: &BTreeSet<String>) -> Vec<String> {
    let known: Vec<(u32, &str)> = there.iter().filter_map(|name| place::lesson_of(name)).collect();
    let mut slugs: BTreeSet<String> = known.iter().map(|(_, slug)| (*slug).to_string()).collect();
    let last = known.iter().map(|(number, _)| *number).max().unwrap_or(0);
    let count = u32::try_from(drafts.len()).unwrap_or(u32::MAX).max(1);
    let step = (999_u32.saturating_sub(last) / count).clamp(1, 10);
    let mut names = vec![String::new(); drafts.len()];
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    order.sort_by_key(|i| !comes.get(*i).copied().unwrap_or_default());
    // in tens, as long as there is room for them
    let mut number = if step == 10 { last / 10 * 10 } else { last };
    for i in order {
        let Some((draft, name)) = drafts.get(i).zip(names.get_mut(i)) else { continue };
        number = (number + step).min(999);
        *name = format!("{number:03}-{}.md", free(&draft.slug, &mut slugs));
    }
    names
}

/// The slug, with a number where it is taken.
fn free(slug: &str, taken: &mut BTreeSet<String>) -> String {
    let mut names = (1..).map(|n| if n == 1 { slug.to_string() } else { format!("{slug}-{n}") });
    names.find(|name| taken.insert(name.clone())).unwrap_or_default()
}
