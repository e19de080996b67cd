//! Banks of other systems between the workshop and `zhixing_interchange`. Never here: what a format means, what is kept.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};
use zhixing_interchange::{
    BankFormat, BankNote, BankPicture, Bundle, FolderWish, ForeignFolder, ForeignItem, ForeignLesson, ForeignPage, Import, PaperKeys,
    ReadItem, export, import, lesson, pieces, title_of, to_print, twin,
};
use zhixing_shell::banks::{
    BankUpload, BankWords, BroughtBank, BroughtFault, BroughtFile, BroughtFolder, BroughtItem, BroughtLesson, BroughtPage, FolderAsk,
    GivenBank, OwnBank,
};

/// What an upload holds; `ids` are the items that the course has.
pub fn read(upload: BankUpload, mut ids: BTreeSet<String>) -> Result<BroughtFile, BankWords> {
    let format = upload.format.as_deref().and_then(BankFormat::from_code);
    let bundle = Bundle::of_file(&upload.name, upload.bytes).map_err(|note| said(&note))?;
    let (mut file, mut shown) = (BroughtFile::default(), Shown::default());
    for import in import(&bundle, format).map_err(|note| said(&note))? {
        let written = pieces(&import, &mut ids);
        let Import { source, encoding, format, items, pictures, losses } = import;
        let names = shown.take(pictures);
        let items = items.into_iter().zip(written).map(|(read, piece)| {
            let notes = match &read {
                ReadItem::Item { losses, .. } => losses.iter().map(said).collect(),
                ReadItem::Fault(note) => vec![said(note)],
            };
            let fault = fault(&read).map(|note| BroughtFault { code: note.code, line: note.line, words: words(note) });
            BroughtItem { written: piece.map(|piece| (piece.id, renamed(&piece.text, &names))), said: notes, fault }
        });
        let format = format.map_or("", BankFormat::code);
        file.banks.push(BroughtBank { source, format, encoding, items: items.collect(), losses: losses.iter().map(said).collect() });
    }
    file.pictures.extend(shown.files.into_iter().map(|(name, bytes)| (name, Arc::unwrap_or_clone(bytes))));
    Ok(file)
}

/// The pictures of all banks of an upload.
#[derive(Default)]
struct Shown {
    files: BTreeMap<String, Arc<Vec<u8>>>,
    /// The last number that was tried behind each name.
    numbers: BTreeMap<String, usize>,
}

impl Shown {
    /// Takes those of a bank; gives the new names of those whose name another picture has.
    fn take(&mut self, pictures: Vec<BankPicture>) -> BTreeMap<String, String> {
        let own: BTreeSet<String> = pictures.iter().map(|picture| picture.name.clone()).collect();
        let mut names = BTreeMap::new();
        for BankPicture { name, bytes } in pictures {
            let is_free = |name: &str| self.files.get(name).is_none_or(|there| *there == bytes);
            if is_free(&name) {
                self.files.insert(name, bytes);
                continue;
            }
            let (stem, end) = name.rsplit_once('.').unwrap_or((name.as_str(), "png"));
            let number = self.numbers.entry(name.clone()).or_insert(1);
            let free = loop {
                *number += 1;
                let free = format!("{stem}-{number}.{end}");
                if is_free(&free) && !own.contains(&free) {
                    break free;
                }
            };
            self.files.insert(free.clone(), bytes);
            names.insert(name, free);
        }
        names
    }
}

/// The text with the new names of its pictures, all at once: a new name may be the old one of another.
fn renamed(text: &str, names: &BTreeMap<String, String>) -> String {
    let mut parts = text.split("](media/");
    let mut out = parts.next().unwrap_or_default().to_string();
    for part in parts {
        let (name, rest) = part.split_at(part.find(')').unwrap_or(0));
        out.push_str("](media/");
        out.push_str(names.get(name).map_or(name, String::as_str));
        out.push_str(rest);
    }
    out
}

/// A bank of ours as a file of another format.
pub fn write(bank: OwnBank, format: &str) -> Result<GivenBank, BankWords> {
    let format = BankFormat::from_code(format).unwrap_or(BankFormat::Markdown);
    let title = title_of(&bank.text).unwrap_or_else(|| bank.name.clone());
    let figures = pictures(&bank.text, &bank.pictures);
    let imports = match bank.first {
        Some(first) => vec![twin("bank.md", &bank.text, &first, &figures).map_err(|note| said(&note))?],
        None => own(bank.text, figures)?,
    };
    let items: Vec<ForeignItem> = imports.iter().flat_map(|i| &i.items).filter_map(ReadItem::item).cloned().collect();
    let stays: Vec<&BankNote> = imports.iter().flat_map(|i| &i.items).filter_map(fault).collect();
    let pictures: Vec<BankPicture> = bank.pictures.into_iter().map(|(name, bytes)| BankPicture { name, bytes: Arc::new(bytes) }).collect();
    let (bytes, losses) = match format {
        BankFormat::Docx => to_print(&title, &items, &pictures, PaperKeys::from_code(&bank.keys).unwrap_or_default()),
        _ => export(&bank.name, &items, &pictures, format).map_err(|note| said(&note))?,
    };
    let told: Vec<&BankNote> = stays.into_iter().chain(&losses).collect();
    Ok(GivenBank { bytes, items: items.len(), kinds: kinds(&told), losses: told.into_iter().map(said).collect() })
}

/// What is told, once each, with how often.
fn kinds(told: &[&BankNote]) -> Vec<(BankWords, usize)> {
    let mut kinds: Vec<(BankWords, usize)> = vec![];
    for note in told {
        let said = words(note);
        match kinds.iter_mut().find(|(known, _)| *known == said) {
            Some((_, count)) => *count += 1,
            None => kinds.push((said, 1)),
        }
    }
    kinds
}

/// A bank of ours, item by item, with its pictures.
fn own(text: Vec<u8>, mut bundle: Bundle) -> Result<Vec<Import>, BankWords> {
    bundle.0.insert("bank.md".into(), text);
    import(&bundle, Some(BankFormat::Markdown)).map_err(|note| said(&note))
}

/// Those of a course that a text shows.
fn pictures(text: &[u8], all: &[(String, Vec<u8>)]) -> Bundle {
    let words = String::from_utf8_lossy(text);
    let shown = all.iter().map(|(name, bytes)| (format!("media/{name}"), bytes)).filter(|(path, _)| words.contains(path));
    Bundle(shown.map(|(path, bytes)| (path, bytes.clone())).collect())
}

/// A list of people in a workbook, as text.
pub fn list(workbook: &[u8]) -> Result<String, BankWords> {
    zhixing_interchange::list_of_people(workbook).map_err(|note| words(&note))
}

/// A document as a lesson.
pub fn document(name: &str, bytes: Vec<u8>) -> Result<BroughtLesson, BankWords> {
    let ForeignLesson { title, slug, text, pictures, said: notes } = lesson(name, bytes).map_err(|note| said(&note))?;
    let pictures = pictures.into_iter().map(|picture| (picture.name, Arc::unwrap_or_clone(picture.bytes))).collect();
    Ok(BroughtLesson { title, slug, text, pictures, said: notes.iter().map(said).collect() })
}

/// A folder as lessons.
pub fn folder(ask: FolderAsk) -> Result<BroughtFolder, BankWords> {
    let FolderAsk { upload, there, chosen, words } = ask;
    let bundle = Bundle::of_file(&upload.name, upload.bytes).map_err(|note| said(&note))?;
    let ForeignFolder { kind, pages, pictures, said: notes } =
        zhixing_interchange::folder(&bundle, &FolderWish { there, chosen, words }).map_err(|note| said(&note))?;
    let page = |page: ForeignPage| {
        let ForeignPage { source, encoding, title, comes, lesson, said: notes, wordless } = page;
        BroughtPage { source, encoding, title, comes, written: lesson, said: notes.iter().map(said).collect(), wordless }
    };
    let pictures = pictures.into_iter().map(|picture| (picture.name, Arc::unwrap_or_clone(picture.bytes))).collect();
    Ok(BroughtFolder { kind: kind.code(), pages: pages.into_iter().map(page).collect(), pictures, said: notes.iter().map(said).collect() })
}

fn fault(read: &ReadItem) -> Option<&BankNote> {
    match read {
        ReadItem::Fault(note) => Some(note),
        ReadItem::Item { .. } => None,
    }
}

/// The sentence alone, without its line.
fn words(note: &BankNote) -> BankWords {
    BankWords::of(|lang| note.words(lang).to_string())
}

pub(crate) fn said(note: &BankNote) -> BankWords {
    BankWords::of(|lang| note.text(lang))
}

#[cfg(test)]
mod tests {
    use super::*;
    use zhixing_shell::banks::{KEYS, READ, WRITTEN};

    #[test]
    fn the_workshop_offers_what_is_read_and_written() {
        let read = BankFormat::ALL.into_iter().filter(|format| format.is_read()).map(BankFormat::code);
        assert_eq!(READ.to_vec(), read.collect::<Vec<_>>());
        assert_eq!(KEYS, PaperKeys::ALL.map(PaperKeys::code));
        for format in BankFormat::ALL {
            let is_offered = WRITTEN.iter().any(|(code, ..)| *code == format.code());
            assert_eq!(export("x", &[], &[], format).is_ok(), is_offered, "{}", format.code());
        }
    }

    #[test]
    fn what_an_export_does_not_carry_is_told_once_each_with_how_often() {
        let item = |n: usize| format!("### {n}? {{#q-{n} .single points=2}}\n\n- [x] a\n- [ ] b\n\n> why\n");
        let text = format!("+++\ntitle = \"x\"\n+++\n\n{}", (1..4).map(item).collect::<Vec<_>>().join("\n"));
        let given = write(OwnBank { name: "x".into(), text: text.into_bytes(), ..OwnBank::default() }, "gift").expect("a file");
        let points = given.kinds.iter().find(|(words, _)| words.en.as_ref().is_some_and(|en| en.contains("the points")));
        assert_eq!(points.map(|(_, count)| *count), Some(3), "{:?}", given.kinds);
        assert!(given.losses.len() >= 3 && given.kinds.iter().all(|(words, _)| !words.zh.contains('行')), "{:?}", given.kinds);
    }

    #[test]
    fn an_upload_is_read_beside_what_is_there() {
        let upload = |name: &str, bytes: &[u8]| BankUpload { name: name.into(), bytes: bytes.into(), format: None };
        let text = b"::q1::One? {=a ~b}\n\nTwo? {=a ~b}\n\nbad {~a\n";
        let file = read(upload("bank.gift", text), BTreeSet::from(["bank-1".into(), "bank-2".into()])).expect("a bank");
        let bank = &file.banks[0];
        assert_eq!((bank.format, bank.encoding.as_str(), bank.items.len()), ("gift", "UTF-8", 3));
        let ids: Vec<_> = bank.items.iter().map(|i| i.written.as_ref().map(|(id, _)| id.as_str())).collect();
        assert_eq!(ids[0], Some("q1"), "the name that its bank gives it");
        assert!(ids.iter().flatten().all(|id| !["bank-1", "bank-2"].contains(id)), "{ids:?}");
        assert_eq!(ids.iter().flatten().count(), 2);
        assert!(bank.items[2].written.is_none() && bank.items[2].said[0].zh.contains("行"), "{:?}", bank.items[2]);
        assert!(read(upload("x.bin", &[0, 159, 146, 150]), BTreeSet::new()).is_err());
    }

    #[test]
    fn pictures_of_one_name_in_two_banks_stay_apart() {
        let picture = |name: &str, byte: u8| BankPicture { name: name.into(), bytes: Arc::new(vec![byte]) };
        let mut shown = Shown::default();
        assert!(shown.take(vec![picture("x.png", 1), picture("y.png", 2)]).is_empty());
        let names = shown.take(vec![picture("x.png", 3), picture("x-2.png", 4), picture("y.png", 2)]);
        assert_eq!(names, BTreeMap::from([("x.png".into(), "x-3.png".into())]));
        let all: Vec<_> = shown.files.iter().map(|(name, bytes)| (name.as_str(), bytes[0])).collect();
        assert_eq!(all, [("x-2.png", 4), ("x-3.png", 3), ("x.png", 1), ("y.png", 2)]);
        let chain = BTreeMap::from([("a.png".to_string(), "b.png".to_string()), ("b.png".to_string(), "c.png".to_string())]);
        assert_eq!(renamed("![](media/a.png) ![](media/b.png) ](media/", &chain), "![](media/b.png) ![](media/c.png) ](media/");
    }
}
