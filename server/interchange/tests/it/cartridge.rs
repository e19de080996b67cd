//! A course as a Common Cartridge: the rules of the profile, and its items read back by our own importer.

use crate::print::{elements, parts};
use std::collections::{BTreeMap, BTreeSet};
use zhixing_courseware::Files;
use zhixing_domain::{lang::Lang, points::Points};
use zhixing_interchange::{BankFormat, Bundle, ForeignItem, ForeignKey, ReadItem, cartridge, import};

/// The content that comes with the product.
fn content() -> Files {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    let (mut files, mut waiting) = (Files::default(), vec![root.clone()]);
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                let name = path.strip_prefix(&root).expect("within").to_string_lossy().into_owned();
                files.insert(name, std::fs::read(&path).expect("a file"));
            }
        }
    }
    files
}

type Attributes = BTreeMap<String, String>;

fn named<'e>(all: &'e [(String, Attributes)], name: &'e str) -> impl Iterator<Item = &'e Attributes> {
    all.iter().filter(move |(n, _)| n == name).map(|(_, attributes)| attributes)
}

/// The rules of the profile that a program asks of a cartridge.
fn fits(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let parts = parts(bytes);
    let text = |path: &str| String::from_utf8(parts.get(path).unwrap_or_else(|| panic!("{path}")).clone()).expect("UTF-8");
    let manifest = text("imsmanifest.xml");
    let all = elements(&manifest);
    assert_eq!(all[0].1["xmlns"], "http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1");
    assert!(manifest.contains("<schema>IMS Common Cartridge</schema>\n<schemaversion>1.3.0</schemaversion>"));
    // identifiers are names of XML, and no two are the same
    let mut known = BTreeSet::new();
    for id in all.iter().filter_map(|(_, attributes)| attributes.get("identifier")) {
        let is_name =
            id.starts_with(|c: char| c.is_ascii_alphabetic()) && id.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c));
        assert!(is_name && known.insert(id.clone()), "{id}");
    }
    // one organisation with one root; leaves lead to resources
    assert_eq!(named(&all, "organization").map(|a| a["structure"].as_str()).collect::<Vec<_>>(), ["rooted-hierarchy"]);
    assert!(manifest.contains("<item identifier=\"root\">\n<item "), "the root has no title");
    let resources: BTreeMap<&str, &Attributes> = named(&all, "resource").map(|a| (a["identifier"].as_str(), a)).collect();
    for attributes in named(&all, "item").chain(named(&all, "dependency")) {
        let leads = attributes.get("identifierref").is_none_or(|id| resources.contains_key(id.as_str()));
        assert!(leads, "{attributes:?}");
    }
    // each file stands in one resource, and is there
    let mut listed = BTreeSet::new();
    for file in named(&all, "file") {
        assert!(parts.contains_key(&file["href"]) && listed.insert(file["href"].clone()), "{file:?}");
    }
    let others: Vec<_> = parts.keys().filter(|path| *path != "imsmanifest.xml" && !listed.contains(*path)).collect();
    assert!(others.is_empty(), "{others:?} stand in no resource");
    for resource in resources.values() {
        match resource["type"].as_str() {
            "webcontent" => assert!(listed.contains(&resource["href"]), "{resource:?}"),
            "imsqti_xmlv1p2/imscc_xmlv1p3/assessment" => assert!(!resource.contains_key("href"), "{resource:?}"),
            other => panic!("{other} is no type of the profile"),
        }
    }
    parts.keys().filter(|path| path.ends_with(".html")).for_each(|path| page(path, &text(path), &parts));
    parts.keys().filter(|path| path.starts_with("assessments/")).for_each(|path| assessment(&text(path), &parts));
    parts
}

/// What a page leads to within the cartridge is there.
fn page(path: &str, html: &str, parts: &BTreeMap<String, Vec<u8>>) {
    let tags = html.split('<').filter_map(|part| part.split('>').next());
    let values =
        |tag| [" href=\"", " src=\""].iter().flat_map(move |name| str::split(tag, name).skip(1)).filter_map(|rest| rest.split('"').next());
    for value in tags.flat_map(values) {
        let inside = !value.contains("://") && !value.starts_with('#') && !value.starts_with("mailto:");
        let file = value.split('#').next().unwrap_or_default();
        assert!(!inside || parts.contains_key(&format!("web/{file}")), "{path} leads to {value}");
    }
}

fn assessment(xml: &str, parts: &BTreeMap<String, Vec<u8>>) {
    let all = elements(xml);
    let names: BTreeSet<&str> = all.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!((named(&all, "assessment").count(), named(&all, "section").count()), (1, 1));
    assert!(xml.contains("cc.exam.v0p1") && named(&all, "section").all(|a| a["ident"] == "root_section"));
    assert!(!names.contains("objectbank"));
    let mut idents = BTreeSet::new();
    named(&all, "item").for_each(|a| assert!(idents.insert(a["ident"].clone()), "{a:?}"));
    let profiles = ["multiple_choice", "multiple_response", "true_false", "fib", "essay"].map(|name| format!(">cc.{name}.v0p1<"));
    let of_items = xml.matches(">cc.").count() - 1;
    assert_eq!(profiles.iter().map(|profile| xml.matches(profile.as_str()).count()).sum::<usize>(), of_items);
    assert_eq!(of_items, idents.len(), "each item says its profile");
    let feedback: BTreeSet<&str> = named(&all, "itemfeedback").map(|a| a["ident"].as_str()).collect();
    named(&all, "displayfeedback").for_each(|a| assert!(feedback.contains(a["linkrefid"].as_str()), "{a:?}"));
    for name in xml.split("$IMS-CC-FILEBASE$../../").skip(1).filter_map(|rest| rest.split("&quot;").next()) {
        assert!(parts.contains_key(name), "{name}");
    }
}

#[test]
fn our_own_courses_keep_to_the_profile_in_both_languages() {
    let content = content();
    for course in ["ai-trainer-5", "spreadsheet-basics"] {
        for lang in Lang::ALL {
            let (bytes, losses) = cartridge(&content, course, lang, "https://exam.example.org").expect("a cartridge");
            let parts = fits(&bytes);
            assert!(parts.keys().filter(|path| path.ends_with(".html")).count() > 5, "{course}");
            assert!(parts.keys().any(|path| path.ends_with("/assessment.xml")), "{course}");
            assert!(losses.iter().any(|note| note.code == "cc-plans"), "{course}: what is not in it is told");
            let (again, _) = cartridge(&content, course, lang, "https://exam.example.org").expect("a cartridge");
            assert!(again == bytes, "the same course is the same cartridge");
        }
    }
    assert_eq!(cartridge(&content, "none", Lang::Zh, "").unwrap_err().code, "package-course");
}

const BANK: &str = "+++\ntitle = \"小题库\"\n+++\n
### 哪一个是*速率*的单位？ {#one .single points=2}\n\n![一个点](media/dot.svg)\n\n- [ ] 字节\n  > 字节说的是多少。\n- [x] `bit/s`\n- [ ] 像素\n\n> 速率是每秒多少，即 $b/s$。\n
### 哪些是数据清洗？ {#several .multiple points=3}\n\n- [x] 去重\n- [x] 补缺\n- [ ] 归档\n
### 先清洗再标注。 {#truth .truefalse}\n\n- [x] 正确\n- [ ] 错误\n\n> 对。\n
### 交并比的缩写是什么？ {#word .short points=1.5}\n\n```answer\nIoU\nintersection over union\n```\n
### 写一写采集方案。 {#essay .essay points=10}\n\n| 标准 | 分值 | 得分条件 |\n|---|---|---|\n| 齐全 | 10 | 都写到 |\n\n> 参考。\n
### 约几 KB？ {#number .numeric}\n\n```answer\n3 ± 1\n```\n
### 排出先后。 {#order .ordering}\n\n1. 采集\n2. 清洗\n";

const DOT: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>";

fn little() -> Files {
    [
        ("c/course.md", "+++\ntitle = \"小课\"\nsummary = \"一门小课\"\nauthor = \"王老师\"\nlicense = \"CC-BY-4.0\"\nenglish = false\n+++\n\n开头，见[第一课](010-first.md)。\n"),
        ("c/010-first.md", "+++\ntitle = \"第一课\"\nsummary = \"x\"\n+++\n\n![一个点](media/dot.svg)\n\n写 `<img src=\"/a\" srcset=\"b 2x\">` 时还有下文。\n\n\
            | a | b |\n|---|---|\n| 1 | 2 |\n\n### \
            对吗？ {#p .truefalse}\n\n- [x] 正确\n- [ ] 错误\n"),
        ("c/items/bank.md", BANK),
        ("c/media/dot.svg", DOT),
        ("c/media/unused.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 2 2\"/>"),
    ]
    .into_iter()
    .collect()
}

fn items(bundle: &Bundle, format: BankFormat) -> Vec<ForeignItem> {
    let imports = import(bundle, Some(format)).unwrap_or_else(|note| panic!("{}", note.text(Lang::En)));
    let of = |read: &ReadItem| match read {
        ReadItem::Item { item, .. } => ForeignItem::clone(item),
        ReadItem::Fault(note) => panic!("{}", note.text(Lang::En)),
    };
    imports.iter().flat_map(|import| &import.items).map(of).collect()
}

/// An item without its place in a file, and without what is told not to be carried.
fn carried(mut item: ForeignItem) -> ForeignItem {
    (item.line, item.category) = (0, None);
    match &mut item.key {
        ForeignKey::Essay(rows) => rows.clear(),
        // shares are said with seven digits
        ForeignKey::Multiple(options) => options.iter_mut().for_each(|option| option.worth = f64::from(u8::from(option.worth > 0.0))),
        _ => {}
    }
    item
}

#[test]
fn what_a_cartridge_carries_is_read_back_as_it_was() {
    let (bytes, losses) = cartridge(&little(), "c", Lang::Zh, "https://exam.example.org").expect("a cartridge");
    let parts = fits(&bytes);
    assert!(parts.contains_key("web/media/dot.svg") && !parts.contains_key("web/media/unused.svg"), "{:?}", parts.keys());
    let manifest = String::from_utf8_lossy(&parts["imsmanifest.xml"]);
    assert!(
        manifest.contains("王老师 · CC-BY-4.0") && manifest.contains("<title>第一课</title>") && manifest.contains("<title>小题库</title>")
    );
    let first = String::from_utf8_lossy(&parts["web/lesson-first.html"]);
    assert!(first.contains("<td>1</td>") && first.contains("src=\"media/dot.svg\"") && first.contains("class=\"practice\""), "{first}");
    assert!(first.contains("&lt;img src=\"/a\" srcset=\"b 2x\"&gt;</code> 时还有下文。"), "a text that tells of an attribute: {first}");
    let codes: BTreeSet<&str> = losses.iter().map(|note| note.code).collect();
    assert_eq!(codes, BTreeSet::from(["cc-part", "cc-practice", "cc-rubric", "cc-type"]), "{losses:?}");
    let beside = [("bank.md", BANK), ("media/dot.svg", DOT)].map(|(path, text)| (path.to_string(), text.as_bytes().to_vec()));
    let ours = items(&Bundle(beside.into()), BankFormat::Markdown);
    let ours: Vec<ForeignItem> = ours.into_iter().filter(|item| !["number", "order"].contains(&item.id.as_str())).map(carried).collect();
    let read = items(&Bundle::of_file("c.imscc", bytes).expect("a bundle"), BankFormat::Qti);
    let read: Vec<ForeignItem> = read.into_iter().map(carried).collect();
    assert_eq!(read, ours);
    assert_eq!(read[3].points, Some(Points::from_hundredths(150)));
}
