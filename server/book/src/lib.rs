//! A course as a book (EPUB 3.3) for readers of e-books: lessons, figures and practice without its keys.
//!
//! Here: what is in the file. Never here: HTTP, the store, words of the interface (the caller gives them), what Markdown means.

mod chapter;
mod course;
mod file;
mod xhtml;

pub use course::{Book, BookWords};
pub use file::{BookFault, epub};
