//! Items on their way out: as files of a course of ours, or as one file of another format.

use crate::{BankFormat, BankNote, BankPicture, Bundle, ForeignItem, Import, PaperKeys, docx, gift, markdown, moodle, qti, sheet};
use std::collections::BTreeSet;

/// The files of imports within a course's folder: `items/<bank>.md` and `media/<picture>`. `taken` are the banks that are there already.
pub fn course(imports: &[Import], mut taken: BTreeSet<String>) -> Bundle {
    let (mut bundle, mut ids) = (Bundle::default(), BTreeSet::new());
    for import in imports {
        for (slug, text) in markdown::banks(import, &mut taken, &mut ids) {
            bundle.0.insert(format!("items/{slug}.md"), text.into_bytes());
        }
        for picture in &import.pictures {
            bundle.0.insert(format!("media/{}", picture.name), picture.bytes.to_vec());
        }
    }
    bundle
}

/// An item of an import as it will stand in a bank of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankPiece {
    pub id: String,
    /// With its heading.
    pub text: String,
}

/// The items of an import, each by itself and in their order; nothing for what could not be read. `ids` are those that the course has.
pub fn pieces(import: &Import, ids: &mut BTreeSet<String>) -> Vec<Option<BankPiece>> {
    markdown::pieces(import, ids).into_iter().map(|piece| piece.map(|(id, text)| BankPiece { id, text })).collect()
}

/// Items as one file of a format, and what it does not carry.
///
/// # Errors
/// Nothing is written in this format.
pub fn export(
    title: &str,
    items: &[ForeignItem],
    pictures: &[BankPicture],
    format: BankFormat,
) -> Result<(Vec<u8>, Vec<BankNote>), BankNote> {
    Ok(match format {
        BankFormat::Markdown => (markdown::bank(title, items).into_bytes(), vec![]),
        BankFormat::Gift => bytes(gift::write(items)),
        BankFormat::MoodleXml => bytes(moodle::write(items, pictures)),
        BankFormat::Qti => qti::write(title, items, pictures),
        BankFormat::Csv => sheet::write_csv(items),
        BankFormat::Xlsx => sheet::write_xlsx(items),
        BankFormat::Docx => docx::to_print(title, items, pictures, PaperKeys::default()),
        other => {
            let code = other.code();
            return Err(BankNote::new(0, "export", format!("不能写成 {code}"), format!("nothing is written as {code}")));
        }
    })
}

fn bytes((text, losses): (String, Vec<BankNote>)) -> (Vec<u8>, Vec<BankNote>) {
    (text.into_bytes(), losses)
}
