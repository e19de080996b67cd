//! The courseware that comes with the project goes out in each format and comes in again: what examinees see of an item, and its key, differ in nothing
//! but what was told to be lost.

use crate::{
    published::published,
    told::{as_moodle, brought, told},
};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};
use zhixing_domain::{
    lang::Lang,
    question::{Item, ItemVersion},
};
use zhixing_interchange::{BankFormat, BankNote, BankPicture, Bundle, ForeignItem, Import, ReadItem, export, import, twin};

/// The least share of all items that a format carries, in percent: GIFT has no gaps and no orders, and sheets show no pictures.
const FORMATS: [(BankFormat, usize); 6] = [
    (BankFormat::Markdown, 100),
    (BankFormat::Gift, 75),
    (BankFormat::MoodleXml, 100),
    (BankFormat::Qti, 100),
    (BankFormat::Csv, 90),
    (BankFormat::Xlsx, 90),
];

/// The items of a course in one language, with all its pictures.
struct Course {
    name: String,
    items: Vec<ForeignItem>,
    pictures: Vec<BankPicture>,
}

#[test]
fn the_whole_content_goes_through_each_format_and_no_item_differs() {
    let courses = courses();
    let all: usize = courses.iter().map(|course| course.items.len()).sum();
    assert!(all > 500, "{all} items");
    for (format, least) in FORMATS {
        let carried: usize = courses.iter().map(|course| through(course, format)).sum();
        println!("{}: {carried} of {all} items", format.code());
        assert!(carried * 100 >= all * least, "{}: {carried} of {all}", format.code());
    }
}

/// Holds what comes back against what went; gives how many items the format carried.
fn through(course: &Course, format: BankFormat) -> usize {
    let (bytes, losses) = export("bank", &course.items, &course.pictures, format).expect("a form");
    let wanted: Vec<ForeignItem> = course.items.iter().filter_map(|item| told(item, &losses)).collect();
    let wanted: Vec<ForeignItem> = if format == BankFormat::MoodleXml { wanted.iter().map(as_moodle).collect() } else { wanted };
    let read = import(&brought(bytes, format, &course.pictures), Some(format))
        .unwrap_or_else(|note| panic!("{}: {}", course.name, note.text(Lang::En)));
    let faults: Vec<&ReadItem> =
        read.iter().flat_map(|i| &i.items).filter(|read| read.item().is_none() && carries(course, read, &losses)).collect();
    assert!(faults.is_empty(), "{} {}: {faults:?}", course.name, format.code());
    let mut seen = shown(read.iter().flat_map(|i| &i.items).filter_map(ReadItem::item).cloned().collect(), &course.pictures);
    let count = wanted.len();
    let other = shown(wanted, &course.pictures).into_iter().filter_map(|(id, item)| differs(&id, seen.remove(&id), item));
    let other: Vec<String> = other.collect();
    assert!(other.is_empty(), "{} {}: {} items differ\n{}", course.name, format.code(), other.len(), other.join("\n"));
    count
}

/// Where an item that came back begins to be another one.
fn differs(id: &str, seen: Option<Item>, wanted: Item) -> Option<String> {
    let (seen, wanted) = (format!("{seen:?}"), format!("{:?}", Some(wanted)));
    let same = seen.chars().zip(wanted.chars()).take_while(|(a, b)| a == b).count();
    let from = |text: &str| text.chars().skip(same.saturating_sub(40)).take(160).collect::<String>();
    (seen != wanted).then(|| format!("{id}\n  came: {}\n  went: {}", from(&seen), from(&wanted)))
}

/// Whether a fault is of an item that the format was to carry: one whose picture stayed behind cannot be shown.
fn carries(course: &Course, fault: &ReadItem, losses: &[BankNote]) -> bool {
    let missing = matches!(fault, ReadItem::Fault(note) if note.code == "missing-media");
    !(missing && course.items.iter().any(|item| told(item, losses).is_none()))
}

/// Items as examinees see them and as they are marked, by their ids.
fn shown(items: Vec<ForeignItem>, pictures: &[BankPicture]) -> BTreeMap<String, Item> {
    let items = items.into_iter().map(|item| ReadItem::Item { item: Box::new(item), losses: vec![] }).collect();
    let (items, errors) = published(&[Import { source: "bank.md".into(), items, pictures: pictures.to_vec(), ..Import::default() }]);
    assert!(errors.is_empty(), "{errors:?}");
    let same = |item: Item| Item { version: ItemVersion(String::new()), source: String::new(), bank: None, ..item };
    items.into_iter().map(|item| (item.key.0.clone(), same(item))).collect()
}

fn courses() -> Vec<Course> {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    let folders = fs::read_dir(content).expect("the content").flatten().map(|entry| entry.path());
    let mut folders: Vec<PathBuf> = folders.filter(|path| path.join("course.md").is_file()).collect();
    folders.sort();
    folders.iter().flat_map(|folder| [course(folder, false), course(folder, true)]).filter(|course| !course.items.is_empty()).collect()
}

fn course(folder: &Path, english: bool) -> Course {
    let figures = below(&folder.join("media"), "media/");
    let mut items: Vec<ForeignItem> = vec![];
    for (path, bytes) in below(folder, "").0.into_iter().chain(below(&folder.join("items"), "items/").0) {
        let Some(name) = path.strip_suffix(".md") else { continue };
        if english != name.ends_with(".en") {
            continue;
        }
        // a Chinese file is read as the twin of itself: its items are read the same, and its pictures come along
        let first = fs::read(folder.join(format!("{}.md", name.trim_end_matches(".en")))).expect("the Chinese file");
        for found in twin(&path, &bytes, &first, &figures).expect("a file").items {
            items.push(found.item().unwrap_or_else(|| panic!("{path}: {found:?}")).clone());
        }
    }
    // a line of its own for each, by which what is lost is told
    (1..).zip(&mut items).for_each(|(n, item)| item.line = n);
    let pictures = figures.0.into_iter().filter_map(|(path, bytes)| Some((path.strip_prefix("media/")?.to_string(), bytes)));
    let pictures = pictures.map(|(name, bytes)| BankPicture { name, bytes: bytes.into() }).collect();
    let name = format!("{}{}", folder.file_name().unwrap_or_default().to_string_lossy(), if english { " in English" } else { "" });
    Course { name, items, pictures }
}

/// The files right in a folder, under paths that begin so.
fn below(folder: &Path, before: &str) -> Bundle {
    let files = fs::read_dir(folder).into_iter().flatten().flatten().filter(|entry| entry.path().is_file());
    Bundle(
        files.map(|entry| (format!("{before}{}", entry.file_name().to_string_lossy()), fs::read(entry.path()).expect("a file"))).collect(),
    )
}
