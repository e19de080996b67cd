//! Question banks of other systems: bytes in, items in our terms out; and back.
//!
//! Here: what each format says, in which encoding, and what it carries that ours does not. Never here: files, HTTP, the database, what an answer
//! earns. A bad item is a [`ReadItem::Fault`] with its line, and the good ones beside it come in. Start at [`import`]; [`ForeignItem`] is what all
//! formats speak of, [`BankNote`] what is told of them. Whole courses between installations of ours are in [`share`].

mod aiken;
mod anki;
mod bound;
mod bundle;
mod cartridge;
mod decode;
mod docx;
mod export;
mod format;
mod gift;
mod item;
mod lesson;
mod loss;
mod markdown;
mod mdbook;
mod moodle;
mod omml;
mod paper;
mod path;
mod pictures;
mod qti;
mod report;
pub mod share;
mod sheet;
mod shown;
mod slug;
mod text;
mod xml;

pub use bundle::Bundle;
pub use cartridge::cartridge;
pub use docx::{PaperKeys, to_print};
pub use export::{BankPiece, course, export, pieces};
pub use format::BankFormat;
pub use item::{Accepted, BankPicture, Choice, ForeignGap, ForeignItem, ForeignKey, GAP, MarkedNumber};
pub use lesson::{
    ForeignLesson,
    folder::{FolderKind, FolderWish, ForeignFolder, ForeignPage, read as folder},
    lesson, page,
};
pub use markdown::{title_of, twin};
pub use report::BankNote;
pub use sheet::list_of_people;

/// What was read of one bank.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Import {
    /// The file within the bundle.
    pub source: String,
    /// How its bytes were read, as people say it.
    pub encoding: String,
    /// What it was read as.
    pub format: Option<BankFormat>,
    /// Items and faults in the order of the file.
    pub items: Vec<ReadItem>,
    /// Pictures that the items show, by the names that stand in their texts.
    pub pictures: Vec<BankPicture>,
    /// What the bank as a whole carried and ours does not.
    pub losses: Vec<BankNote>,
}

/// One question of a bank, as far as it could be read.
#[derive(Clone, Debug, PartialEq)]
pub enum ReadItem {
    Item {
        item: Box<ForeignItem>,
        /// What this format carried and ours does not.
        losses: Vec<BankNote>,
    },
    /// Nothing could be made of it.
    Fault(BankNote),
}

impl ReadItem {
    pub fn item(&self) -> Option<&ForeignItem> {
        match self {
            Self::Item { item, .. } => Some(item),
            Self::Fault(_) => None,
        }
    }
}

/// Reads the banks of a bundle: each file that is one, in the order of paths. Without a format each file's own is found by its name and its first
/// bytes; files that are none are left aside.
///
/// # Errors
/// Nothing of it could be read, and why.
pub fn import(bundle: &Bundle, format: Option<BankFormat>) -> Result<Vec<Import>, BankNote> {
    format::import(bundle, format)
}
