//! A course for other learning platforms: IMS Common Cartridge 1.3, with lessons as pages, banks as assessments of its profile of QTI 1.2.1, and rights.
//!
//! Here: what a cartridge holds of a course, in one language, and what it does not. Never here: files, HTTP, what Markdown means.

mod assessment;
mod manifest;
mod page;
mod words;

use crate::{BankFormat, BankNote, Bundle, ForeignItem, Import, ReadItem, bundle, import, twin};
use std::collections::BTreeMap;
use zhixing_courseware::Files;
use zhixing_domain::{course::Course, lang::Lang, workshop::place};

/// What stands in a cartridge, by what the manifest calls it.
pub(crate) struct Resource {
    /// Unique within the manifest, and a name of XML.
    pub id: String,
    pub kind: ResourceKind,
    pub title: String,
    /// Where it lies in the cartridge.
    pub path: String,
    pub bytes: Vec<u8>,
    /// The ids of what it shows.
    pub needs: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ResourceKind {
    Page,
    Assessment,
    /// A figure, or the style of the pages.
    Aside,
}

/// The folder of pages and figures.
const WEB: &str = "web/";
const STYLE: &str = include_str!("style.css");

/// A course of some content as a cartridge, and what that does not carry. Links to pages of the site lead to `site_url`.
///
/// # Errors
/// There is no such course.
pub fn cartridge(content: &Files, course: &str, lang: Lang, site_url: &str) -> Result<(Vec<u8>, Vec<BankNote>), BankNote> {
    let within = |path: &str| place::course_of(path) == course || place::course_of(path) == place::STANDARDS;
    let known: Files = content.0.iter().filter(|(path, _)| within(path)).map(|(path, bytes)| (path.clone(), bytes.clone())).collect();
    let library = zhixing_courseware::read(&known).0;
    let about = library.course(course).ok_or_else(|| words::no_course(course))?;
    let mut losses = words::of_course(about);
    let mut resources = page::all(about, lang, site_url);
    let banks = banks(&known, course, lang, &mut losses);
    let mut left = BTreeMap::new();
    resources.extend(banks.iter().filter_map(|(name, title, items)| assessment::write(name, title, items, lang, &mut left)));
    losses.extend(left.into_iter().map(|(kind, count)| words::left_out(kind, count)));
    losses.extend(words::beside(&banks.iter().flat_map(|(_, _, items)| items).collect::<Vec<_>>()));
    let figures = figures(&known, course, &mut resources);
    resources.push(Resource {
        id: "style".into(),
        kind: ResourceKind::Aside,
        title: String::new(),
        path: format!("{WEB}style.css"),
        bytes: STYLE.into(),
        needs: vec![],
    });
    resources.extend(figures);
    let mut files = vec![("imsmanifest.xml".to_string(), manifest::write(about, lang, &resources).into_bytes())];
    files.extend(resources.into_iter().map(|resource| (resource.path, resource.bytes)));
    Ok((bundle::fold(&files), losses))
}

/// The banks of a course: name, title and items, in this language where there is a twin.
fn banks(content: &Files, course: &str, lang: Lang, losses: &mut Vec<BankNote>) -> Vec<(String, String, Vec<ForeignItem>)> {
    let inside = format!("{course}/items/");
    let media = format!("{course}/media/");
    let figures = content.0.iter().filter_map(|(path, bytes)| Some((format!("media/{}", path.strip_prefix(&media)?), bytes.clone())));
    let figures = Bundle(figures.collect());
    let mut banks = vec![];
    for (path, text) in content.0.iter().filter(|(path, _)| path.starts_with(&inside) && path.ends_with(".md") && !place::is_twin(path)) {
        let name = path.trim_start_matches(&inside).trim_end_matches(".md").to_string();
        let english = content.0.get(&place::twin_of(path)).filter(|_| lang == Lang::En);
        let read = match english {
            Some(english) => twin("bank.md", english, text, &figures).map(|import| vec![import]),
            None => read(text, &figures),
        };
        let title = crate::title_of(english.unwrap_or(text)).unwrap_or_else(|| name.clone());
        banks.push((name.clone(), title, taken(&name, read, losses)));
    }
    banks
}

fn read(text: &[u8], figures: &Bundle) -> Result<Vec<Import>, BankNote> {
    let mut bundle = figures.clone();
    bundle.0.insert("bank.md".into(), text.to_vec());
    import(&bundle, Some(BankFormat::Markdown))
}

/// The items that could be read; the others are told.
fn taken(name: &str, read: Result<Vec<Import>, BankNote>, losses: &mut Vec<BankNote>) -> Vec<ForeignItem> {
    let mut items = vec![];
    match read {
        Ok(imports) => {
            for item in imports.into_iter().flat_map(|import| import.items) {
                match item {
                    ReadItem::Item { item, .. } => items.push(*item),
                    ReadItem::Fault(note) => losses.push(words::of_bank(name, &note)),
                }
            }
        }
        Err(note) => losses.push(words::of_bank(name, &note)),
    }
    items
}

/// The figures that pages and items show, each once; what shows one needs it.
fn figures(content: &Files, course: &str, resources: &mut [Resource]) -> Vec<Resource> {
    let inside = format!("{course}/media/");
    let figures = content.0.iter().filter_map(|(path, bytes)| Some((path.strip_prefix(&inside)?, bytes)));
    let mut shown = vec![];
    for (n, (name, bytes)) in figures.enumerate() {
        let id = format!("figure_{}", n + 1);
        let mut is_shown = false;
        for resource in resources.iter_mut() {
            let text = String::from_utf8_lossy(&resource.bytes);
            if [format!("\"media/{name}\""), format!("/web/media/{name}&quot;")].iter().any(|address| text.contains(address)) {
                resource.needs.push(id.clone());
                is_shown = true;
            }
        }
        if is_shown {
            let path = format!("{WEB}media/{name}");
            shown.push(Resource { id, kind: ResourceKind::Aside, title: String::new(), path, bytes: bytes.clone(), needs: vec![] });
        }
    }
    shown
}

/// The words of a right: of the course itself, or of what it was made from.
pub(crate) fn rights(course: &Course) -> [Option<&str>; 2] {
    let before = course.sources.last().map(|source| &source.rights);
    let author = course.author.as_deref().or_else(|| before.map(|rights| rights.author.as_str()));
    [author, course.license.as_deref().or_else(|| before.map(|rights| rights.license.as_str()))]
}
