//! Lists of people as spreadsheets save them: bytes to rows of known columns, and what is wrong by row and column.
//!
//! Here: encodings, separators, headings, and what single cells mean. Never here: files, the database, HTTP, pages. What goes in are bytes or a
//! text, what comes out is a [`Roster`], all of it or nothing fit to be stored. Start at [`accounts`] and [`candidates`].

mod cell;
mod column;
mod damage;
mod decode;
mod encoding;
mod heading;
mod letters;
mod people;
mod separator;
mod sheet;
mod wrong;

pub use column::Column;
pub use decode::{Decoded, decode, decode_as};
pub use encoding::Encoding;
pub use people::{
    HasName, HasWords, NewPerson, accounts, candidates,
    opening::{ListedPerson, OPENING, OPENING_MOST, OpeningRow, openings, written},
};
pub use separator::Separator;
pub use wrong::{RosterFault, Wrong};
use zhixing_domain::assessment::Accommodation;

/// Who sits in a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CandidateRow {
    /// The line where the row begins, from 1.
    pub line: u64,
    pub login: String,
    /// Nothing where the list has no such column: what is stored stays.
    pub room: Option<String>,
    pub accommodation: Option<Accommodation>,
    /// The name for a certificate, as it is written; empty where none is given.
    pub legal_name: String,
}

/// What was read of a list.
#[derive(Clone, Debug)]
pub struct Roster<T> {
    pub separator: Separator,
    /// What each column was taken for; none for one that is not used.
    pub columns: Vec<(String, Option<Column>)>,
    /// Lines above the heading: titles and notes, which are not read.
    pub above: Vec<u64>,
    pub rows: Vec<T>,
    /// In the order of rows and columns; if there are any, nothing may be stored.
    pub wrong: Vec<Wrong>,
}
