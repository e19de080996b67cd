//! A table of values as a file that people open with a spreadsheet: CSV and `.xlsx`.
//!
//! Written here and not by a crate: `rust_xlsxwriter` draws charts and pictures, too, and brings four megabytes of source and its own archive writer,
//! for what is one sheet of texts and numbers. Never here: what the columns mean.

mod csv;
mod xlsx;
pub mod zip;

use crate::download;
use axum::response::Response;
use zhixing_domain::points::Points;

/// One value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SheetCell {
    Text(String),
    Number(Points),
    Empty,
}

/// A heading and rows beneath it.
#[derive(Clone, Debug, Default)]
pub struct DataSheet {
    /// What the sheet is called in the file.
    pub name: String,
    pub heading: Vec<String>,
    pub rows: Vec<Vec<SheetCell>>,
}

/// What a file is written as, by the end of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SheetForm {
    Csv,
    Xlsx,
}

impl SheetForm {
    pub fn of(file: &str) -> Option<Self> {
        match file.rsplit_once('.')?.1 {
            "csv" => Some(Self::Csv),
            "xlsx" => Some(Self::Xlsx),
            _ => None,
        }
    }

    const fn media(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

impl DataSheet {
    pub fn bytes(&self, form: SheetForm) -> Vec<u8> {
        match form {
            SheetForm::Csv => csv::write(self),
            SheetForm::Xlsx => xlsx::write(self),
        }
    }

    /// Answers with the file.
    pub fn download(&self, name: &str, form: SheetForm) -> Response {
        download(self.bytes(form), form.media(), name)
    }
}
