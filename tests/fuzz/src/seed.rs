//! What changes begin from: files written for this in `tests/fuzz/seeds`, what our writers make of the courseware that comes with the project, the
//! folders of the tests, and banks that nobody here wrote where there are some.

use crate::{
    change::MOST,
    input::{Input, all},
    target::{Reader, Target},
};
use serde_json::{Value, json};
use std::{
    fs,
    path::{Path, PathBuf},
};
use zhixing_courseware::Files;
use zhixing_domain::{digest::sha256_hex, lang::Lang};
use zhixing_interchange::{
    BankFormat, Bundle, ForeignItem, ReadItem, cartridge, export, import,
    share::{PackageMaker, pack},
};

/// The bank that writers write, and how many of its items.
const BANK: &str = "content/spreadsheet-basics/items/basics.md";
const ITEMS: usize = 40;

pub fn of(target: &Target) -> Vec<Input> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let own = root.join("tests/fuzz/seeds").join(target.name);
    let mut seeds = all(&own, target.is_zip(), MOST);
    seeds.extend(written(target, &root));
    if target.is_zip() {
        seeds.extend(folders(target, &own));
    }
    if matches!(target.reader, Reader::Folder) {
        seeds.extend(folders(target, &root.join("server/interchange/tests/folders")));
    }
    seeds.extend(corpus(target).iter().flat_map(|folder| all(folder, target.is_zip(), 24 << 10)));
    assert!(!seeds.is_empty(), "{}: nothing to begin from", target.name);
    seeds
}

/// One item a file, as our writers write it; a course as a package.
fn written(target: &Target, root: &Path) -> Vec<Input> {
    let format = match (target.name, target.reader) {
        ("package", _) => return packages(root),
        ("qti-package" | "qti1", _) => return cartridges(target, root),
        ("qti3", _) => return written_in(root, BankFormat::Qti).into_iter().flat_map(items_of).collect(),
        ("docx" | "paper-docx", _) => BankFormat::Docx,
        (
            _,
            Reader::Bank(format @ (BankFormat::Markdown | BankFormat::Gift | BankFormat::MoodleXml | BankFormat::Csv | BankFormat::Xlsx)),
        ) => format,
        _ => return vec![],
    };
    written_in(root, format)
}

fn written_in(root: &Path, format: BankFormat) -> Vec<Input> {
    let text = fs::read(root.join(BANK)).unwrap_or_else(|e| panic!("{BANK}: {e}"));
    let read = Bundle::of_file("basics.md", text).and_then(|bundle| import(&bundle, Some(BankFormat::Markdown))).unwrap_or_default();
    let items: Vec<ForeignItem> = read.iter().flat_map(|i| &i.items).filter_map(ReadItem::item).take(ITEMS).cloned().collect();
    let file = |items: &[ForeignItem]| export("x", items, &[], format).ok().map(|(bytes, _)| Input::unfolded(bytes));
    items.chunks(1).chain(items.chunks(10)).filter_map(file).collect()
}

/// The items of a package of QTI, each a file.
fn items_of(package: Input) -> Vec<Input> {
    package.files.into_iter().filter(|(path, _)| path.starts_with("items/")).map(|(_, bytes)| Input::one(bytes)).collect()
}

/// A course for other platforms: its tests are QTI 1.2.
fn cartridges(target: &Target, root: &Path) -> Vec<Input> {
    let content = courseware(root);
    let made = cartridge(&content, "spreadsheet-basics", Lang::Zh, "https://exam.example.org").map(|(bytes, _)| Input::unfolded(bytes));
    let mut seeds: Vec<Input> = made.into_iter().collect();
    if target.is_zip() {
        seeds.extend(written_in(root, BankFormat::Qti));
        return seeds;
    }
    let tests = seeds.into_iter().flat_map(|seed| seed.files).filter(|(_, bytes)| bytes.windows(5).any(|w| w == b"<item"));
    tests.map(|(_, bytes)| Input::one(bytes)).collect()
}

fn courseware(root: &Path) -> Files {
    let mut files = Files::default();
    for folder in ["spreadsheet-basics", "spreadsheet-basics/items", "spreadsheet-basics/assessments", "standards"] {
        for entry in fs::read_dir(root.join("content").join(folder)).into_iter().flatten().flatten() {
            if let Ok(bytes) = fs::read(entry.path()) {
                files.insert(format!("{folder}/{}", entry.file_name().to_string_lossy()), bytes);
            }
        }
    }
    files
}

fn packages(root: &Path) -> Vec<Input> {
    let mut content = courseware(root);
    let course = "+++\ntitle = \"x\"\nsummary = \"x\"\nenglish = false\nauthor = \"王\"\nlicense = \"CC-BY-4.0\"\n+++\n";
    content.insert("small/course.md", course);
    content.insert("small/010-a.md", "+++\ntitle = \"a\"\n+++\n\n甲。\n");
    content.insert("small/media/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>");
    let maker = PackageMaker { issuer: "did:web:a.example".into(), kid: "k1".into(), key: [7; 32], made_at: "2026-12-01T00:00:00Z".into() };
    let courses = ["small", "spreadsheet-basics"].into_iter();
    courses.filter_map(|course| pack(&content, course, &maker, |_| [7; 64]).ok()).map(|packed| Input::unfolded(packed.bytes)).collect()
}

/// A manifest whose checksums are those of the files, so that what was changed in them is read.
pub fn mended(mut package: Input) -> Input {
    let Some(place) = package.files.iter().position(|(path, _)| path == "package.json") else { return package };
    let Ok(mut manifest) = serde_json::from_slice::<Value>(&package.files[place].1) else { return package };
    for (list, folder) in [("files", "course/"), ("standards", "standards/")] {
        for file in manifest.get_mut(list).and_then(Value::as_array_mut).into_iter().flatten() {
            let path = format!("{folder}{}", file["path"].as_str().unwrap_or_default());
            if let (Some((_, bytes)), Some(file)) = (package.files.iter().find(|(p, _)| *p == path), file.as_object_mut()) {
                file.insert("bytes".into(), json!(bytes.len()));
                file.insert("sha256".into(), json!(sha256_hex(bytes)));
            }
        }
    }
    package.files[place].1 = manifest.to_string().into_bytes();
    package
}

/// Folders right in another, each a ZIP; or the notebooks in them.
fn folders(target: &Target, place: &Path) -> Vec<Input> {
    let mut names: Vec<PathBuf> =
        fs::read_dir(place).into_iter().flatten().flatten().map(|entry| entry.path()).filter(|p| p.is_dir()).collect();
    names.sort();
    let mut seeds = vec![];
    for folder in names {
        let mut files = vec![];
        below(&folder, "", &mut files);
        if target.is_zip() {
            seeds.push(Input { files, is_zip: true });
        } else {
            seeds.extend(files.into_iter().filter(|(path, _)| path.ends_with(".ipynb")).map(|(_, bytes)| Input::one(bytes)));
        }
    }
    seeds
}

fn below(folder: &Path, before: &str, files: &mut Vec<(String, Vec<u8>)>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = format!("{before}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            below(&entry.path(), &format!("{name}/"), files);
        } else if let Ok(bytes) = fs::read(entry.path()) {
            files.push((name, bytes));
        }
    }
    files.sort();
}

/// The folders of `shared/corpus` beside the checkout that a target reads.
fn corpus(target: &Target) -> Vec<PathBuf> {
    let name = match target.name {
        "qti1" => "qti12",
        "paper" => "zh-text",
        "qti-package" => "qti2-packages",
        name => name,
    };
    let above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().map(|a| a.join("shared/corpus").join(name));
    above.into_iter().find(|p| p.is_dir()).into_iter().collect()
}
