//! All published courseware in memory: what pages read.

use crate::{
    assessment::Plan,
    course::Course,
    question::{Item, ItemVersion},
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
    /// Figures by path (`<course>/media/<name>`), with their bytes.
    pub media: HashMap<String, Arc<[u8]>>,
    /// Those of them that lessons show. Any other belongs to an item: who is not shown the item is not shown the figure.
    pub open_media: HashSet<String>,
}

impl Library {
    pub fn course(&self, slug: &str) -> Option<&Course> {
        self.courses.iter().find(|c| c.slug == slug)
    }

    pub fn standard(&self, slug: &str) -> Option<&Standard> {
        self.standards.iter().find(|s| s.slug == slug)
    }

    /// Finds a plan by its full name `course/assessment`.
    pub fn plan(&self, name: &str) -> Option<(&Course, &Arc<Plan>)> {
        let (course, slug) = name.split_once('/')?;
        let course = self.course(course)?;
        Some((course, course.plan(slug)?))
    }

    pub fn plans(&self) -> impl Iterator<Item = (&Course, &Arc<Plan>)> {
        self.courses.iter().flat_map(|c| c.plans.iter().map(move |p| (c, p)))
    }

    /// Every item by its version.
    pub fn items(&self) -> HashMap<ItemVersion, Arc<Item>> {
        self.courses.iter().flat_map(|c| &c.items).map(|i| (i.version.clone(), i.clone())).collect()
    }
}
