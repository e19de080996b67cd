//! Pictures that the texts of one bank show: those that come along, and what is told of those that do not.

use crate::{BankNote, BankPicture, Bundle, pictures::Pictures};
use std::cell::RefCell;

pub(crate) struct Shown<'b> {
    pictures: RefCell<Pictures>,
    bundle: &'b Bundle,
    /// The addresses of those of an item that did not come along.
    missing: RefCell<Vec<String>>,
}

impl<'b> Shown<'b> {
    pub fn of(bundle: &'b Bundle) -> Self {
        Self { pictures: RefCell::default(), bundle, missing: RefCell::default() }
    }

    /// The name in `media/` of the picture of an address; nothing where it does not come along.
    pub fn find(&self, address: &str) -> Option<String> {
        let path = address.strip_prefix("@@PLUGINFILE@@/").unwrap_or(address);
        let found = self.pictures.borrow_mut().of_address(path, self.bundle);
        if found.is_none() {
            self.missing.borrow_mut().push(address.chars().take(60).collect());
        }
        found
    }

    /// Takes a picture that is written in base64.
    pub fn add_base64(&self, name: &str, text: &str) -> Option<String> {
        self.pictures.borrow_mut().add_base64(name, text)
    }

    /// What is told of those of an item that did not come along.
    pub fn missing(&self, line: usize) -> Vec<BankNote> {
        self.missing.take().iter().map(|name| no_picture(line, name)).collect()
    }

    /// All that came along.
    pub fn found(self) -> Vec<BankPicture> {
        self.pictures.into_inner().found
    }
}

pub(crate) fn no_picture(line: usize, name: &str) -> BankNote {
    BankNote::new(
        line,
        "no-picture",
        format!("附件“{name}”没有带来：课程只用 SVG、PNG、JPEG、WebP 图片，每张最多 2 MB"),
        format!("`{name}` did not come along: courses show SVG, PNG, JPEG and WebP of at most 2 MB"),
    )
}
