//! Banks of other systems between the workshop and `zhixing_interchange`. Never here: what a format means, what is kept.

use std::collections::BTreeSet;
use zhixing_domain::lang::Lang;
use zhixing_interchange::{
    BankFormat, BankNote, BankPicture, Bundle, ForeignItem, ForeignLesson, Import, ReadItem, export, import, lesson, pieces,
};
use zhixing_shell::banks::{BankUpload, BankWords, BroughtBank, BroughtFile, BroughtItem, BroughtLesson, GivenBank, OwnBank};

/// What an upload holds; `ids` are the items that the course has.
pub fn read(upload: BankUpload, mut ids: BTreeSet<String>) -> Result<BroughtFile, BankWords> {
    let format = upload.format.as_deref().and_then(BankFormat::from_code);
    let bundle = Bundle::of_file(&upload.name, upload.bytes).map_err(|note| said(&note))?;
    let mut file = BroughtFile::default();
    for import in import(&bundle, format).map_err(|note| said(&note))? {
        let written = pieces(&import, &mut ids);
        let Import { source, encoding, format, items, pictures, losses } = import;
        let items = items.into_iter().zip(written).map(|(read, piece)| {
            let notes = match &read {
                ReadItem::Item { losses, .. } => losses.iter().map(said).collect(),
                ReadItem::Fault(note) => vec![said(note)],
            };
            BroughtItem { written: piece.map(|piece| (piece.id, piece.text)), said: notes }
        });
        let format = format.map_or("", BankFormat::code);
        file.banks.push(BroughtBank { source, format, encoding, items: items.collect(), losses: losses.iter().map(said).collect() });
        for picture in pictures {
            let known = file.pictures.iter().any(|(name, bytes)| *name == picture.name && *bytes == picture.bytes);
            if !known {
                file.pictures.push((picture.name, picture.bytes));
            }
        }
    }
    Ok(file)
}

/// A bank of ours as a file of another format.
pub fn write(bank: OwnBank, format: &str) -> Result<GivenBank, BankWords> {
    let format = BankFormat::from_code(format).unwrap_or(BankFormat::Markdown);
    let bundle = Bundle::of_file(&format!("{}.md", bank.name), bank.text).map_err(|note| said(&note))?;
    let imports = import(&bundle, Some(BankFormat::Markdown)).map_err(|note| said(&note))?;
    let items: Vec<ForeignItem> = imports.iter().flat_map(|i| &i.items).filter_map(ReadItem::item).cloned().collect();
    let stays: Vec<BankWords> = imports.iter().flat_map(|i| &i.items).filter_map(fault).map(said).collect();
    let pictures: Vec<BankPicture> = bank.pictures.into_iter().map(|(name, bytes)| BankPicture { name, bytes }).collect();
    let (bytes, losses) = export(&bank.name, &items, &pictures, format).map_err(|note| said(&note))?;
    Ok(GivenBank { bytes, items: items.len(), losses: stays.into_iter().chain(losses.iter().map(said)).collect() })
}

/// A document as a lesson.
pub fn document(name: &str, bytes: Vec<u8>) -> Result<BroughtLesson, BankWords> {
    let ForeignLesson { title, slug, text, pictures, said: notes } = lesson(name, bytes).map_err(|note| said(&note))?;
    let pictures = pictures.into_iter().map(|picture| (picture.name, picture.bytes)).collect();
    Ok(BroughtLesson { title, slug, text, pictures, said: notes.iter().map(said).collect() })
}

fn fault(read: &ReadItem) -> Option<&BankNote> {
    match read {
        ReadItem::Fault(note) => Some(note),
        ReadItem::Item { .. } => None,
    }
}

fn said(note: &BankNote) -> BankWords {
    [note.text(Lang::Zh), note.text(Lang::En)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use zhixing_shell::banks::{READ, WRITTEN};

    #[test]
    fn the_workshop_offers_what_is_read_and_written() {
        assert_eq!(READ.to_vec(), BankFormat::ALL.map(BankFormat::code).to_vec());
        for format in BankFormat::ALL {
            let is_offered = WRITTEN.iter().any(|(code, ..)| *code == format.code());
            assert_eq!(export("x", &[], &[], format).is_ok(), is_offered, "{}", format.code());
        }
    }

    #[test]
    fn an_upload_is_read_beside_what_is_there() {
        let upload = |name: &str, bytes: &[u8]| BankUpload { name: name.into(), bytes: bytes.into(), format: None };
        let text = b"::q1::One? {=a ~b}\n\nTwo? {=a ~b}\n\nbad {~a\n";
        let file = read(upload("bank.gift", text), BTreeSet::from(["bank-1".into(), "bank-2".into()])).expect("a bank");
        let bank = &file.banks[0];
        assert_eq!((bank.format, bank.encoding.as_str(), bank.items.len()), ("gift", "UTF-8", 3));
        let ids: Vec<_> = bank.items.iter().map(|i| i.written.as_ref().map(|(id, _)| id.as_str())).collect();
        assert!(ids.iter().flatten().all(|id| !["bank-1", "bank-2"].contains(id)), "{ids:?}");
        assert_eq!(ids.iter().flatten().count(), 2);
        assert!(bank.items[2].written.is_none() && bank.items[2].said[0][0].contains("行"), "{:?}", bank.items[2]);
        assert!(read(upload("x.bin", &[0, 159, 146, 150]), BTreeSet::new()).is_err());
    }
}
