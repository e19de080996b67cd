//! QTI 1.2 with Common Cartridge, 2.1, 2.2 and 3.0: items, tests and packages in, packages of 3.0 out.
//!
//! Here: what each element says, and what its scoring does. Never here: how a package is unfolded, what an answer earns with us. Files are
//! [`xml`] trees in the names of QTI 2; [`v1`] translates the older ones into those, [`item`] reads them, [`scoring`] finds out what answers are
//! worth, [`test`](mod@test) what belongs together.

mod body;
mod item;
pub(crate) mod mathml;
mod package;
mod pictures;
mod scoring;
mod soup;
mod test;
mod v1;
mod words;
mod write;
mod xml;

pub(crate) use write::html;
pub use write::write;

use crate::{BankNote, Bundle, Import, ReadItem, bound::Budget};
use pictures::Pictures;
use std::collections::{BTreeMap, BTreeSet};
use test::Reference;
use xml::{Broken, Element};

/// What is at hand while an item is read.
struct Desk<'b> {
    pictures: Pictures<'b>,
    /// What was lost of this item.
    told: Vec<BankNote>,
    /// What a test multiplies its points with.
    weight: Option<f64>,
    budget: &'b mut Budget,
}

/// Roots that are read.
const ROOTS: [&str; 6] = ["questestinterop", "assessmentItem", "assessmentTest", "assessmentSection", "assessmentStimulus", "manifest"];

/// The name of the root, as far as the beginning of a file tells.
fn root_name(bytes: &[u8]) -> Option<String> {
    let head = &bytes[..bytes.len().min(64 << 10)];
    let text = match encoding_rs::Encoding::for_bom(head) {
        Some((encoding, _)) => encoding.decode(head).0,
        None => String::from_utf8_lossy(head),
    };
    let mut rest = &*text;
    loop {
        let at = rest.find('<')?;
        rest = &rest[at + 1..];
        let end = match rest.as_bytes().first()? {
            b'?' => "?>",
            b'!' if rest.starts_with("!--") => "-->",
            b'!' if rest.split('>').next().is_some_and(|d| d.contains('[')) => "]>",
            b'!' => ">",
            _ => break,
        };
        let at = rest.find(end).map(|at| at + end.len())?;
        rest = &rest[at..];
    }
    let name = rest.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next()?;
    Some(xml::element_name(name.rsplit(':').next()?))
}

/// Whether a file is one of QTI.
pub(crate) fn is_one(bytes: &[u8]) -> bool {
    root_name(bytes).is_some_and(|name| ROOTS.contains(&name.as_str()) && (name != "manifest" || is_manifest(bytes)))
}

fn is_manifest(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(bytes);
    head.contains("imsqti") || head.contains("imscc")
}

/// Reads all files of QTI in a bundle; `said`: somebody says that it is one. Those that a test names come in its order, the others in the order of paths.
///
/// The items of a package are one bank, in whose notes each file is named. `settle` has the last word on a bank.
pub(crate) fn import(bundle: &Bundle, said: bool, budget: &mut Budget, settle: impl Fn(&mut Import, &mut Budget)) -> Vec<Import> {
    let mut package = package::Package::default();
    let mut out = vec![];
    for (import, of_package) in files(bundle, said, budget) {
        if of_package { package.add(import) } else { out.push(import) }
    }
    out.iter_mut().for_each(|import| settle(import, budget));
    out.extend(package.together(|import| settle(import, budget)));
    out
}

type Trees<'b> = BTreeMap<&'b str, Result<Element, Broken>>;

/// The files of QTI as trees, with the encodings of those that could be decoded; `alone`: the one that is there is meant as such.
fn trees(bundle: &Bundle, alone: bool) -> (Trees<'_>, BTreeMap<&str, &'static str>) {
    let (mut trees, mut encodings) = (BTreeMap::new(), BTreeMap::new());
    for (path, bytes) in &bundle.0 {
        let hidden = path.split('/').any(|part| part == "__MACOSX" || part.starts_with("._"));
        if hidden || !(alone || is_one(bytes)) {
            continue;
        }
        let read = xml::decode(bytes).and_then(|(text, encoding)| {
            encodings.insert(path.as_str(), encoding);
            xml::parse(&text)
        });
        trees.insert(path.as_str(), read);
    }
    (trees, encodings)
}

/// What each file says, and whether it is a part of a package.
fn files(bundle: &Bundle, said: bool, budget: &mut Budget) -> Vec<(Import, bool)> {
    let alone = said && bundle.0.len() == 1;
    let (trees, encodings) = trees(bundle, alone);
    let references = test::references(bundle, &trees);
    let mut paths: Vec<&str> = trees.keys().copied().collect();
    paths.sort_by_key(|path| references.get(*path).map_or(usize::MAX, |r| r.place));
    let mut desk = Desk { pictures: Pictures::of(bundle), told: vec![], weight: None, budget };
    let mut out = vec![];
    let twins = twins(&trees);
    let metadata = test::metadata(&trees, bundle);
    for path in paths {
        let Some(tree) = trees.get(path) else { continue };
        let mut import =
            Import { source: path.into(), encoding: encodings.get(path).copied().unwrap_or_default().into(), ..Import::default() };
        desk.pictures.enter(path);
        match tree {
            Err(broken) => import.items.push(ReadItem::Fault(words::broken(broken))),
            Ok(root) if twins.contains(path) => import.losses.push(words::twin(root.line)),
            Ok(root) => one(root, path, bundle, &references, &mut desk, &mut import),
        }
        if let (Some((tags, difficulty)), [ReadItem::Item { item, .. }]) = (metadata.get(path), import.items.as_mut_slice()) {
            item.tags.clone_from(tags);
            item.difficulty.clone_from(difficulty);
        }
        import.pictures = desk.pictures.pictures();
        // a manifest or a passage that says nothing by itself
        if !(import.items.is_empty() && import.losses.is_empty()) {
            out.push((import, of_package(tree)));
        }
    }
    out
}

fn of_package(tree: &Result<Element, Broken>) -> bool {
    !tree.as_ref().is_ok_and(|root| matches!(root.name.as_str(), "questestinterop" | "assessment" | "section" | "item" | "objectbank"))
}

fn one(root: &Element, path: &str, bundle: &Bundle, references: &BTreeMap<String, Reference>, desk: &mut Desk, import: &mut Import) {
    match root.name.as_str() {
        "assessmentItem" => {
            let reference = references.get(path);
            desk.weight = reference.and_then(|r| r.weight);
            let mut read = item::read(root, desk);
            if let (ReadItem::Item { item, .. }, Some(reference)) = (&mut read, reference) {
                item.category.clone_from(&reference.category);
            }
            import.items.push(read);
        }
        "questestinterop" | "assessment" | "section" | "item" | "objectbank" => {
            import.items = v1::read(root, desk);
            import.losses = test::structure_of_1(root);
            if import.items.is_empty() && import.losses.is_empty() {
                import.losses.push(words::no_items(root.line, &root.name));
            }
        }
        "assessmentTest" | "assessmentSection" => import.losses = test::structure(root, path, bundle),
        "assessmentStimulus" => {}
        "manifest" => import.losses = test::missing(root, path, bundle),
        name => import.items.push(ReadItem::Fault(words::no_items(root.line, name))),
    }
}

/// Cartridges of one system hold each quiz twice: once as Common Cartridge allows it, once whole. The whole one is read.
fn twins<'p>(trees: &BTreeMap<&'p str, Result<Element, Broken>>) -> BTreeSet<&'p str> {
    let ident = |tree: &Result<Element, Broken>| {
        tree.as_ref().ok()?.child("assessment").map(|a| a.attr("ident").to_string()).filter(|i| !i.is_empty())
    };
    let whole: BTreeSet<String> =
        trees.iter().filter(|(path, _)| path.contains("non_cc_assessments/")).filter_map(|(_, tree)| ident(tree)).collect();
    let twin = |(path, tree): (&&'p str, &Result<Element, Broken>)| {
        (!path.contains("non_cc_assessments/") && ident(tree).is_some_and(|i| whole.contains(&i))).then_some(*path)
    };
    trees.iter().filter_map(twin).collect()
}
