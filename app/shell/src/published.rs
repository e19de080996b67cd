//! The publication that is read now, with its indices and what was rendered of it.

use crate::{
    books::Books,
    finder::Finder,
    html::{Document, Template},
    recent::Recent,
};
use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Arc, OnceLock},
};
use zhixing_domain::{
    course::Html,
    lang::{Bilingual, Lang},
    library::Library,
    question::{Arrangement, Item, ItemVersion},
};

/// A publication with its indices.
pub struct Published {
    pub library: Library,
    pub(crate) items: HashMap<ItemVersion, Arc<Item>>,
    /// `path:line: …` of what is not right in it, in both languages, for teachers.
    pub problems: Vec<Bilingual<String>>,
    fragments: Recent<String, Html>,
    templates: Recent<String, Arc<Template>>,
    rows: Recent<RowOf, Arc<Template>>,
    finder: OnceLock<Finder>,
    /// Courses as books.
    pub books: Books,
}

/// What an item looks like in a paper that nobody has answered yet, whatever its place: the same for everybody with the same arrangement.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct RowOf {
    pub version: ItemVersion,
    pub arrangement: Arrangement,
    pub lang: Lang,
    /// Behind or ahead of the step where the candidate is.
    pub closed: bool,
}

/// How many pieces are kept, some twenty megabytes; whole pages, of which there are few kinds; and rows of papers, some twenty megabytes, too.
const FRAGMENTS: usize = 16_384;
const ROWS: usize = 8_192;
const TEMPLATES: usize = 1_024;

impl Published {
    pub fn new(library: Library, problems: Vec<Bilingual<String>>) -> Arc<Self> {
        Arc::new(Self {
            items: library.items(),
            library,
            problems,
            fragments: Recent::new(FRAGMENTS),
            templates: Recent::new(TEMPLATES),
            rows: Recent::new(ROWS),
            finder: OnceLock::new(),
            books: Books::default(),
        })
    }

    /// What can be searched in it, made at the first search.
    pub fn finder(&self) -> &Finder {
        self.finder.get_or_init(|| Finder::of(&self.library))
    }

    /// A piece of a page that is the same for everybody, rendered once for this publication.
    pub fn fragment(&self, name: String, render: impl FnOnce() -> Document) -> Html {
        if let Some(known) = self.fragments.get(&name) {
            return known;
        }
        let html = Html(render().to_text().into());
        self.fragments.put(name, html.clone());
        html
    }

    /// A page that is the same for many but for some words, rendered once for this publication.
    pub fn template(&self, name: String, render: impl FnOnce() -> Document) -> Arc<Template> {
        kept(&self.templates, name, render)
    }

    /// The row of an item in a paper, rendered once for this publication.
    pub fn row(&self, of: RowOf, render: impl FnOnce() -> Document) -> Arc<Template> {
        kept(&self.rows, of, render)
    }
}

fn kept<K: Hash + Eq>(templates: &Recent<K, Arc<Template>>, name: K, render: impl FnOnce() -> Document) -> Arc<Template> {
    if let Some(known) = templates.get(&name) {
        return known;
    }
    let template = Arc::new(Template::of(render()));
    templates.put(name, template.clone());
    template
}
