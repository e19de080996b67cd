//! All published courseware in memory: what pages read.

use crate::{
    assessment::Plan,
    course::Course,
    digest::sha256_hex,
    lang::{Lang, Title},
    media::HELD_BYTES,
    plan_ref::PlanRef,
    question::{Item, ItemVersion},
    site_page::SitePage,
    standard::Standard,
};
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

/// One publication: immutable once built; a new publication is a new library.
#[derive(Debug, Default)]
pub struct Library {
    /// SHA-256 over every file of the publication.
    pub digest: String,
    /// In the order of the catalogue.
    pub courses: Vec<Course>,
    pub standards: Vec<Standard>,
    /// By name; those that a publication lacks are the ones of the product.
    pub pages: Vec<SitePage>,
    /// What lies beside the texts, by path (`<course>/media/<name>`).
    pub media: HashMap<String, Arc<MediaFile>>,
    /// Those of them that lessons show. Any other belongs to an item: who is not shown the item is not shown the figure.
    pub open_media: HashSet<String>,
}

/// A picture, a recording or another file of a publication.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MediaFile {
    /// SHA-256, in hexadecimal.
    pub hash: String,
    pub length: u64,
    /// None where it is longer than [`HELD_BYTES`]: the store has it.
    pub bytes: Option<Arc<[u8]>>,
}

impl MediaFile {
    pub fn of(bytes: &[u8]) -> Self {
        let held = (bytes.len() <= HELD_BYTES).then(|| Arc::from(bytes));
        Self { hash: sha256_hex(bytes), length: bytes.len() as u64, bytes: held }
    }
}

impl Library {
    pub fn course(&self, slug: &str) -> Option<&Course> {
        self.courses.iter().find(|c| c.slug == slug)
    }

    pub fn standard(&self, slug: &str) -> Option<&Standard> {
        self.standards.iter().find(|s| s.slug == slug)
    }

    pub fn page(&self, slug: &str) -> Option<&SitePage> {
        self.pages.iter().find(|p| p.slug == slug)
    }

    /// Takes over the pages that it lacks.
    pub fn complete(&mut self, pages: &[SitePage]) {
        let missing: Vec<_> = pages.iter().filter(|p| self.page(&p.slug).is_none()).cloned().collect();
        self.pages.extend(missing);
        self.pages.sort_by(|a, b| a.slug.cmp(&b.slug));
    }

    pub fn plan(&self, name: &PlanRef) -> Option<(&Course, &Arc<Plan>)> {
        let course = self.course(name.course())?;
        Some((course, course.plan(name.plan())?))
    }

    /// What a page calls a plan; by its name once nobody offers it any more.
    pub fn title(&self, name: &PlanRef, lang: Lang) -> Title {
        self.plan(name).map_or_else(|| name.as_str().into(), |(_, plan)| plan.title.title(lang))
    }

    /// The same within a sentence.
    pub fn title_of(&self, name: &PlanRef, lang: Lang) -> String {
        self.title(name, lang).text
    }

    pub fn plans(&self) -> impl Iterator<Item = (&Course, &Arc<Plan>)> {
        self.courses.iter().flat_map(|c| c.plans.iter().map(move |p| (c, p)))
    }

    /// Every item by its version.
    pub fn items(&self) -> HashMap<ItemVersion, Arc<Item>> {
        self.courses.iter().flat_map(|c| &c.items).map(|i| (i.version.clone(), i.clone())).collect()
    }
}
