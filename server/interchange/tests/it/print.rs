//! Papers to print: nothing of an item is missing, word processors can open them, and keys stand where they were asked for.

use proptest::prelude::*;
use quick_xml::{Reader, events::Event};
use std::{
    collections::{BTreeMap, BTreeSet},
    io::{Cursor, Read as _},
};
use zhixing_domain::{lang::Lang, points::Points};
use zhixing_interchange::{
    Accepted, BankFormat, BankPicture, Bundle, Choice, ForeignGap, ForeignItem, ForeignKey, GAP, PaperKeys, ReadItem, import, lesson,
    title_of, to_print, twin,
};
use zip::ZipArchive;

/// What people read of a text, without its marks.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// All that the paper says, as our own reader of documents reads it.
fn read(bytes: Vec<u8>) -> String {
    lesson("paper.docx", bytes).unwrap_or_else(|note| panic!("{}", note.text(Lang::En))).text
}

/// The texts of an item that whoever sits reads.
fn shown(item: &ForeignItem) -> Vec<&str> {
    let mut texts: Vec<&str> = item.stem.split(GAP).collect();
    match &item.key {
        ForeignKey::Single(options) | ForeignKey::Multiple(options) => texts.extend(options.iter().map(|o| o.text.as_str())),
        ForeignKey::Ordering(entries) => texts.extend(entries.iter().map(String::as_str)),
        ForeignKey::Matching { pairs, distractors } => {
            texts.extend(
                pairs.iter().flat_map(|(left, right)| [left.as_str(), right.as_str()]).chain(distractors.iter().map(String::as_str)),
            );
        }
        ForeignKey::Cloze(gaps) => gaps.iter().for_each(|gap| {
            if let ForeignGap::Chosen(options) = gap {
                texts.extend(options.iter().map(|o| o.text.as_str()));
            }
        }),
        _ => {}
    }
    texts
}

/// The parts of a file, by path.
pub fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a ZIP");
    (0..archive.len())
        .map(|n| {
            let mut file = archive.by_index(n).expect("a part");
            let mut bytes = vec![];
            file.read_to_end(&mut bytes).expect("its bytes");
            (file.name().to_string(), bytes)
        })
        .collect()
}

/// Every element of a part with its attributes; whatever is not well-formed fails.
pub fn elements(text: &str) -> Vec<(String, BTreeMap<String, String>)> {
    let mut reader = Reader::from_str(text);
    let (mut all, mut depth, mut spaces) = (vec![], 0_i32, BTreeSet::from(["xml".to_string(), String::new()]));
    loop {
        let event = reader.read_event().unwrap_or_else(|error| panic!("{error} in {text}"));
        let start = match &event {
            Event::Eof => break,
            Event::Start(start) => {
                depth += 1;
                start
            }
            Event::Empty(start) => start,
            Event::End(_) => {
                depth -= 1;
                continue;
            }
            Event::GeneralRef(name) => {
                assert!(["amp", "lt", "gt", "quot", "apos"].contains(&&**name), "&{};", &**name);
                continue;
            }
            _ => continue,
        };
        let named = |attribute: quick_xml::events::attributes::Attribute| (attribute.key.as_ref().to_string(), attribute.value.to_string());
        let attributes: BTreeMap<String, String> = start.attributes().map(|attribute| named(attribute.expect("an attribute"))).collect();
        spaces.extend(attributes.keys().filter_map(|name| Some(name.strip_prefix("xmlns:")?.to_string())));
        let name = start.name().as_ref().to_string();
        for name in attributes.keys().chain([&name]).filter(|name| !name.starts_with("xmlns")) {
            let space = name.split_once(':').map_or("", |(space, _)| space);
            assert!(spaces.contains(space), "{name}: nobody declares its namespace");
        }
        all.push((name, attributes));
    }
    assert_eq!(depth, 0, "an element has no end");
    all
}

/// What a word processor asks of a file before it shows it.
fn opens(bytes: &[u8]) {
    let parts = parts(bytes);
    let text = |path: &str| String::from_utf8(parts[path].clone()).expect("UTF-8");
    let types = elements(&text("[Content_Types].xml"));
    let named =
        |name: &str, key: &str| -> BTreeSet<String> { types.iter().filter(|(n, _)| n == name).map(|(_, a)| a[key].clone()).collect() };
    let (ends, overrides) = (named("Default", "Extension"), named("Override", "PartName"));
    for path in parts.keys().filter(|path| *path != "[Content_Types].xml") {
        let end = path.rsplit('.').next().expect("an ending");
        assert!(ends.contains(end) || overrides.contains(&format!("/{path}")), "{path} has no type");
    }
    overrides.iter().for_each(|path| assert!(parts.contains_key(&path[1..]), "{path} is not there"));
    let document = text("word/document.xml");
    let body = elements(&document);
    let mut known = BTreeSet::new();
    for (folder, relations) in [("", "_rels/.rels"), ("word/", "word/_rels/document.xml.rels")] {
        for (_, a) in elements(&text(relations)).iter().filter(|(name, _)| name == "Relationship") {
            assert!(parts.contains_key(&format!("{folder}{}", a["Target"])), "{a:?}");
            assert!(known.insert(a["Id"].clone()), "{a:?} stands twice");
        }
    }
    let styles: BTreeSet<String> =
        elements(&text("word/styles.xml")).into_iter().filter_map(|(_, a)| a.get("w:styleId").cloned()).collect();
    let mut drawn = BTreeSet::new();
    for (name, a) in &body {
        ["r:embed", "r:id"].iter().filter_map(|key| a.get(*key)).for_each(|id| assert!(known.contains(id), "{name} {id}"));
        if name == "w:pStyle" || name == "w:rStyle" {
            assert!(styles.contains(&a["w:val"]), "{a:?}");
        }
        assert!(name != "wp:docPr" || drawn.insert(a["id"].clone()), "{a:?} stands twice");
    }
    // a cell without a paragraph at its end is what Word calls damaged
    let cells = document.matches("</w:tc>").count();
    assert_eq!(document.matches("</w:p></w:tc>").count(), cells);
    elements(&text("word/footer1.xml"));
    elements(&text("docProps/core.xml"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_stem_and_option_of_a_bank_is_on_its_paper(items in prop::collection::vec(crate::round::item(), 1..6)) {
        let (bytes, _) = to_print("一卷", &items, &[], PaperKeys::Behind);
        opens(&bytes);
        let said = letters(&read(bytes));
        // points and brackets stand behind the first paragraph
        for text in items.iter().flat_map(shown).flat_map(str::lines).filter(|line| !line.starts_with("![")) {
            prop_assert!(said.contains(&letters(text)), "{text} is not in {said}");
        }
    }
}

/// The banks of the content that comes with the product, Chinese and English, with the pictures of their course.
fn banks() -> Vec<(String, Vec<ForeignItem>, Vec<BankPicture>)> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    let list = |folder: std::path::PathBuf| {
        let mut paths: Vec<_> = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
        paths.sort();
        paths
    };
    let mut banks = vec![];
    for folder in list(root.clone()).into_iter().flat_map(|course| [course.join("items"), course]).filter(|folder| folder.is_dir()) {
        let is_bank = folder.ends_with("items") || folder.ends_with("_gallery");
        let media = list(folder.parent().expect("a course").join("media"));
        let pictures: Vec<BankPicture> = media
            .iter()
            .map(|path| BankPicture {
                name: path.file_name().expect("a name").to_string_lossy().into_owned(),
                bytes: std::fs::read(path).expect("a picture").into(),
            })
            .collect();
        for path in list(folder).into_iter().filter(|path| is_bank && path.extension().is_some_and(|end| end == "md")) {
            let name = path.to_string_lossy().into_owned();
            let first = name.strip_suffix(".en.md").map(|first| std::fs::read(format!("{first}.md")).expect("the first"));
            let text = std::fs::read(&path).expect("a bank");
            let mut bundle = Bundle(pictures.iter().map(|p| (format!("media/{}", p.name), p.bytes.to_vec())).collect());
            let imports = match first {
                Some(first) => vec![twin("bank.md", &text, &first, &bundle).expect("a twin")],
                None => {
                    bundle.0.insert("bank.md".into(), text);
                    import(&bundle, Some(BankFormat::Markdown)).expect("items")
                }
            };
            let read = imports.iter().flat_map(|import| &import.items);
            let items = read.map(|read| read.item().unwrap_or_else(|| panic!("{name}: {read:?}")).clone()).collect();
            banks.push((name, items, pictures.clone()));
        }
    }
    banks
}

#[test]
fn our_own_banks_are_printed_in_both_languages() {
    let banks = banks();
    assert!(banks.len() >= 20 && banks.iter().map(|(_, items, _)| items.len()).sum::<usize>() >= 100, "{}", banks.len());
    for (name, items, pictures) in &banks {
        let (bytes, losses) = to_print("x", items, pictures, PaperKeys::Behind);
        opens(&bytes);
        let told: Vec<&str> =
            losses.iter().map(|note| note.code).filter(|code| !["paper-scoring", "paper-tags", "paper-svg"].contains(code)).collect();
        assert_eq!(told, [""; 0], "{name}");
        let said = letters(&read(bytes));
        // formulas are set, pictures drawn and tags gone: what is left is words
        let plain = |text: &&str| !text.contains(['$', '<']) && !text.contains("](") && !text.starts_with("```");
        for text in items.iter().flat_map(shown).flat_map(str::lines).filter(plain) {
            let words = letters(&text.replace("&nbsp;", ""));
            assert!(said.contains(&words), "{name}: {text}");
        }
        let is_english = name.ends_with(".en.md");
        assert_eq!(said.contains("Keysandexplanations"), is_english, "{name}");
        assert_eq!(said.contains("参考答案与解析"), !is_english, "{name}");
    }
}

fn item(stem: &str, key: ForeignKey) -> ForeignItem {
    ForeignItem { explanation: Some(format!("为什么{stem}")), points: Some(Points::whole(2)), ..ForeignItem::new(1, stem, key) }
}

fn choice(text: &str, worth: f64) -> Choice {
    Choice { text: text.into(), worth, feedback: None }
}

fn all_types() -> Vec<ForeignItem> {
    let texts = ["甲", "乙", "丙"].map(String::from);
    vec![
        item("单选", ForeignKey::Single(vec![choice("对的", 1.0), choice("错的", 0.0)])),
        item("多选", ForeignKey::Multiple(vec![choice("左", 0.5), choice("右", 0.5), choice("上", 0.0)])),
        item("判断", ForeignKey::TrueFalse { key: false, feedback: [None, None] }),
        item(
            &format!("先{GAP}，再{GAP}。"),
            ForeignKey::Cloze(vec![
                ForeignGap::Typed(vec![Accepted::full("清洗".into())]),
                ForeignGap::Chosen(vec![choice("标签", 1.0), choice("水印", 0.0)]),
            ]),
        ),
        item("排序", ForeignKey::Ordering(texts.to_vec())),
        item(
            "连线",
            ForeignKey::Matching {
                pairs: vec![("猫".into(), "喵".into()), ("狗".into(), "汪".into())], distractors: vec!["哞".into()]
            },
        ),
        item("论述", ForeignKey::Essay(vec![("齐全".into(), Points::whole(2), "三点".into())])),
    ]
}

/// The letter that stands before a text on the paper.
fn letter(paper: &str, text: &str) -> String {
    let before = paper.split_once(text).unwrap_or_else(|| panic!("{text} in {paper}")).0;
    before.chars().rev().find(char::is_ascii_uppercase).expect("a letter").to_string()
}

#[test]
fn keys_are_behind_left_out_or_alone_and_name_the_letters_of_the_paper() {
    let items = all_types();
    let said = |keys| read(to_print("小测", &items, &[], keys).0);
    let [behind, without, alone] = PaperKeys::ALL.map(said);
    for (paper, has_items, has_keys) in [(&behind, true, true), (&without, true, false), (&alone, false, true)] {
        assert_eq!((paper.contains("错的"), paper.contains("为什么判断")), (has_items, has_keys), "{paper}");
    }
    assert!(behind.starts_with(without.trim_end()), "the paper is the same with and without: {behind}");
    let answer = |n: usize| {
        let line = alone.lines().find(|line| line.starts_with(&format!("{n}. ")) || line.starts_with(&format!("{n}\\. ")));
        letters(line.unwrap_or_else(|| panic!("{n} in {alone}")))
    };
    assert_eq!(answer(1), format!("1{}", letter(&without, "对的")));
    let mut right = [letter(&without, "左"), letter(&without, "右")];
    right.sort();
    assert_eq!(answer(2), format!("2{}", right.concat()));
    assert_eq!(answer(3), "3错误");
    assert_eq!(answer(4), "41清洗2标签");
    assert_eq!(answer(5), format!("5{}", ["甲", "乙", "丙"].map(|text| letter(&without, text)).concat()));
    assert_eq!(answer(6), format!("61{}2{}", letter(&without, "喵"), letter(&without, "汪")));
    assert!(alone.contains("三点") && !without.contains("三点"), "the rubric is for whoever marks");
    assert!(without.contains("标签／水印") && without.contains("满分 14 分"), "{without}");
}

#[test]
fn what_a_paper_does_not_carry_is_told() {
    let mut items = all_types();
    items[0].difficulty = Some("hard".into());
    items[1].stem = "看图 ![一个点](media/dot.svg) ![没有](media/none.png) 与 $\\frac$".into();
    let dot =
        BankPicture { name: "dot.svg".into(), bytes: br#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 20"/>"#.to_vec().into() };
    let (bytes, losses) = to_print("x", &items, &[dot], PaperKeys::Without);
    let codes: Vec<&str> = losses.iter().map(|note| note.code).collect();
    assert_eq!(codes, ["paper-scoring", "paper-tags", "paper-keys", "paper-svg", "paper-picture", "paper-formula"]);
    opens(&bytes);
    assert!(parts(&bytes).contains_key("word/media/picture1.svg"));
    let said = read(bytes);
    assert!(said.contains("没有") && said.contains("![一个点]"), "{said}");
}

#[test]
fn an_item_that_shows_a_picture_goes_out_with_it() {
    let bank = "+++\ntitle = \"x\"\n+++\n\n### 看图。 {#a .truefalse}\n\n![一个点](media/dot.svg)\n\n- [x] 正确\n- [ ] 错误\n";
    let dot = br#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>"#;
    let files = [("course/items/bank.md", bank.as_bytes()), ("course/media/dot.svg", dot.as_slice())];
    let bundle = Bundle(files.map(|(path, bytes)| (path.to_string(), bytes.to_vec())).into());
    let imports = import(&bundle, Some(BankFormat::Markdown)).expect("a bank");
    let [bank] = imports.as_slice() else { panic!("{imports:?}") };
    assert!(matches!(bank.items.as_slice(), [ReadItem::Item { .. }]), "{:?}", bank.items);
    assert_eq!(bank.pictures.iter().map(|picture| picture.name.as_str()).collect::<Vec<_>>(), ["dot.svg"]);
}

#[test]
fn what_nobody_could_print_breaks_no_paper() {
    for hostile in [
        "<w:p>",
        "]]>",
        "&#0;",
        "\u{0}\u{b}\u{fffe}",
        "<!-- -->",
        "<sub><sup>x",
        "| a |\n|---|\n| b",
        "1. ",
        "- ",
        "> ",
        "```\n",
        "![](media/)",
        "[x](javascript:y)",
    ] {
        let item = item(hostile, ForeignKey::Single(vec![choice(hostile, 1.0), choice("b", 0.0)]));
        opens(&to_print(hostile, &[item], &[], PaperKeys::Behind).0);
    }
    opens(&to_print("", &[], &[], PaperKeys::Behind).0);
}

#[test]
fn a_bank_says_its_title_and_a_twin_takes_points_and_unit_from_the_first() {
    assert_eq!(title_of("+++\ntitle = \"模拟 \\\"一\\\"\"\n+++\n".as_bytes()).as_deref(), Some("模拟 \"一\""));
    assert_eq!(title_of(b"no head"), None);
    let bank = |heading: &str, attributes: &str| format!("### {heading} {{#a .numeric{attributes}}}\n\n```answer\n3\n```\n");
    let first = bank("几 KB？", " points=3 unit=\"KB\" difficulty=hard");
    let read = twin("x.en.md", bank("How many?", "").as_bytes(), first.as_bytes(), &Bundle::default()).expect("a twin");
    let item = read.items[0].item().expect("an item");
    assert_eq!((item.stem.as_str(), item.points, item.difficulty.as_deref()), ("How many?", Some(Points::whole(3)), Some("hard")));
    assert!(matches!(&item.key, ForeignKey::Numeric { unit: Some(unit), .. } if unit == "KB"), "{item:?}");
}
