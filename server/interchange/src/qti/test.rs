//! Tests and packages: which items belong together, in which sections, and what of it our plans can carry.

use super::{
    pictures::{folder, resolve},
    v1, words, write,
    xml::{Broken, Element},
};
use crate::{BankNote, Bundle, path::join};
use std::collections::{BTreeMap, BTreeSet};

type Trees<'p> = BTreeMap<&'p str, Result<Element, Broken>>;

/// What a test says of an item.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reference {
    pub place: usize,
    /// The titles of its sections.
    pub category: Option<String>,
    pub weight: Option<f64>,
}

/// The items that tests name, by their paths.
pub fn references(bundle: &Bundle, trees: &Trees) -> BTreeMap<String, Reference> {
    let mut walk = Walk { bundle, trees, seen: BTreeSet::new(), left: MOST_REFERENCES, out: BTreeMap::new() };
    for (path, tree) in trees {
        if let Ok(root) = tree
            && root.name == "assessmentTest"
        {
            walk.gather(root, path, &mut vec![]);
        }
    }
    walk.out
}

/// As many as a bank has files.
const MOST_REFERENCES: usize = 10_000;

struct Walk<'w, 'p> {
    bundle: &'w Bundle,
    trees: &'w Trees<'p>,
    /// Sections in files of their own: each once, or those that name each other would never end.
    seen: BTreeSet<String>,
    left: usize,
    out: BTreeMap<String, Reference>,
}

impl Walk<'_, '_> {
    fn gather(&mut self, e: &Element, path: &str, titles: &mut Vec<String>) {
        let depth = titles.len();
        // the folders of ours are sections alone
        let named = e.name == "assessmentSection" || (e.name == "assessmentTest" && e.attr("toolName") != write::TOOL);
        if named {
            titles.push(e.attr("title").trim().replace('/', "／"));
        }
        for part in e.elements() {
            if part.name.ends_with("Ref") {
                self.left = self.left.saturating_sub(1);
            }
            let bundle = self.bundle;
            let file = || resolve(bundle, folder(path), part.attr("href")).map(|(file, _)| file);
            match part.name.as_str() {
                _ if self.left == 0 => return,
                "assessmentItemRef" => {
                    let Some(file) = file() else { continue };
                    let named: Vec<&str> = titles.iter().map(String::as_str).filter(|t| !t.is_empty()).collect();
                    let place = self.out.len();
                    let weight = part.child("weight").and_then(|w| w.number("value")).filter(|w| *w > 0.0);
                    self.out.entry(file.into()).or_insert(Reference {
                        place,
                        category: (!named.is_empty()).then(|| named.join("/")),
                        weight,
                    });
                }
                "assessmentSectionRef" => {
                    let trees = self.trees;
                    if let Some((file, Ok(section))) = file().and_then(|f| trees.get_key_value(f))
                        && self.seen.insert((*file).to_string())
                    {
                        self.gather(section, file, titles);
                    }
                }
                _ => self.gather(part, path, titles),
            }
        }
        titles.truncate(depth);
    }
}

/// Files that are looked for, one by one among all.
const MOST_CHECKED: usize = 2_000;

/// The structure of a test in words, and what it names that is not there.
pub fn structure(root: &Element, path: &str, bundle: &Bundle) -> Vec<BankNote> {
    let mut out = vec![];
    if root.name == "assessmentTest" {
        out.push(words::test(root.line, root.attr("title"), minutes(root)));
    }
    let parts: Vec<&Element> = root.all("testPart").collect();
    for part in &parts {
        let linear = part.attr("navigationMode") == "linear";
        out.push(words::part(part.line, part.attr("identifier"), linear, minutes(part)));
    }
    let own = (root.name == "assessmentSection").then_some(root);
    for section in own.into_iter().chain(root.named("assessmentSection")) {
        let items = section
            .elements()
            .filter(|e| matches!(e.name.as_str(), "assessmentItemRef" | "assessmentSection" | "assessmentSectionRef"))
            .count();
        let drawn = section.child("selection").and_then(|s| s.number("select")).map(|n| n as usize);
        let shuffled = section.child("ordering").is_some_and(|o| o.attr("shuffle") == "true");
        out.push(words::section(section.line, section.attr("title"), items, drawn, shuffled, minutes(section)));
    }
    for (name, lost) in [("branchRule", true), ("preCondition", true), ("outcomeProcessing", false), ("testFeedback", false)] {
        if let Some(first) = root.first(name).filter(|e| lost || e.elements().next().is_some()) {
            out.push(words::not_carried(first.line, name));
        }
    }
    for reference in
        root.below().into_iter().filter(|e| matches!(e.name.as_str(), "assessmentItemRef" | "assessmentSectionRef")).take(MOST_CHECKED)
    {
        if resolve(bundle, folder(path), reference.attr("href")).is_none() {
            out.push(words::not_there(reference.line, reference.attr("href")));
        }
    }
    out
}

fn minutes(e: &Element) -> Option<usize> {
    let seconds = e.child("timeLimits")?.number("maxTime")?;
    Some((seconds / 60.0).ceil() as usize)
}

/// The structure of QTI 1.2 where it selects or has more than one section.
pub fn structure_of_1(root: &Element) -> Vec<BankNote> {
    let mut out = vec![];
    let items_there: BTreeSet<&str> = root.named("item").iter().map(|i| i.attr("ident")).collect();
    let assessments: Vec<&Element> = root.below().into_iter().filter(|e| e.name == "assessment").collect();
    for assessment in assessments {
        let minutes = v1::field(assessment, "qmd_timelimit").or_else(|| v1::field(assessment, "cc_timelimit")).and_then(|t| t.parse().ok());
        out.push(words::test(assessment.line, assessment.attr("title"), minutes));
        for section in assessment.named("section") {
            let items = section.elements().filter(|e| matches!(e.name.as_str(), "item" | "itemref" | "section")).count();
            let selection = section.child("selection_ordering");
            let drawn = selection.and_then(|s| s.first("selection_number")).and_then(|n| n.plain().parse().ok());
            let shuffled = selection.and_then(|s| s.first("order")).is_some_and(|o| o.attr("order_type").eq_ignore_ascii_case("random"));
            out.push(words::section(section.line, &v1::title(section).unwrap_or_default(), items, drawn, shuffled, None));
            for reference in section.elements().filter(|e| matches!(e.name.as_str(), "itemref" | "bankentry_item")).take(MOST_CHECKED) {
                let id = if reference.attr("linkrefid").is_empty() { reference.attr("item_ref") } else { reference.attr("linkrefid") };
                if !items_there.contains(id) {
                    out.push(words::not_there(reference.line, id));
                }
            }
        }
        if let Some(source) = assessment.first("sourcebank_ref") {
            out.push(words::drawn_from(source.line, &source.plain()));
        }
    }
    out
}

/// What a manifest says of a file: its keywords, and how difficult it is.
pub fn metadata(trees: &Trees, bundle: &Bundle) -> BTreeMap<String, (Vec<String>, Option<String>)> {
    let mut out = BTreeMap::new();
    for (path, tree) in trees {
        let Ok(root) = tree else { continue };
        for resource in root.named("resource").into_iter().filter(|_| root.name == "manifest") {
            let Some((file, _)) = resolve(bundle, folder(path), resource.attr("href")) else { continue };
            let tags: Vec<String> = resource.named("keyword").iter().map(|k| k.plain()).filter(|k| !k.is_empty()).collect();
            let difficulty = resource.first("difficulty").and_then(|d| d.child("value")).map(|v| match v.plain().as_str() {
                "easy" | "very easy" => "easy",
                "difficult" | "very difficult" => "hard",
                _ => "medium",
            });
            if !tags.is_empty() || difficulty.is_some() {
                out.insert(file.to_string(), (tags, difficulty.map(str::to_string)));
            }
        }
    }
    out
}

/// What a manifest names and the package does not hold.
pub fn missing(root: &Element, path: &str, bundle: &Bundle) -> Vec<BankNote> {
    let files = root
        .named("resource")
        .into_iter()
        .filter(|r| r.attr("type").contains("qti"))
        .flat_map(|r| r.all("file").chain(Some(r)))
        .take(MOST_CHECKED);
    let absent = files.filter(|f| !f.attr("href").is_empty() && resolve(bundle, folder(path), f.attr("href")).is_none());
    let mut told: Vec<(usize, String)> =
        absent.map(|f| (f.line, join("", f.attr("href")).unwrap_or_else(|| f.attr("href").into()))).collect();
    told.sort_by(|a, b| a.1.cmp(&b.1));
    told.dedup_by(|a, b| a.1 == b.1);
    told.sort();
    told.into_iter().map(|(line, address)| words::not_there(line, &address)).collect()
}
