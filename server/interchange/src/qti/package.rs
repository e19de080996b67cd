//! The files of a package as one bank.

use super::words;
use crate::{BankNote, Import, ReadItem};
use std::collections::BTreeSet;

#[derive(Default)]
pub(crate) struct Package(Vec<Import>);

impl Package {
    pub fn add(&mut self, import: Import) {
        self.0.push(import);
    }

    /// All of them as one, named as the test or the manifest is; a file alone stays as it is.
    pub fn together(self, mut settle: impl FnMut(&mut Import)) -> Option<Import> {
        let mut parts = self.0;
        if parts.len() < 2 {
            let mut import = parts.pop()?;
            settle(&mut import);
            return Some(import);
        }
        let named = parts.iter().find(|p| p.items.is_empty()).or(parts.first())?;
        let mut bank = Import { source: named.source.clone(), encoding: named.encoding.clone(), ..Import::default() };
        let (mut files, mut names) = (vec![], BTreeSet::new());
        for part in parts {
            files.extend(part.items.iter().map(|_| part.source.clone()));
            bank.items.extend(part.items);
            bank.losses.extend(part.losses.iter().map(|note| words::of_file(note, &part.source)));
            for picture in part.pictures {
                // no two of a package have one name
                if names.insert(picture.name.clone()) {
                    bank.pictures.push(picture);
                }
            }
        }
        settle(&mut bank);
        let tell = |note: &mut BankNote, file: &str| *note = words::of_file(note, file);
        for (read, file) in bank.items.iter_mut().zip(&files) {
            match read {
                ReadItem::Item { losses, .. } => losses.iter_mut().for_each(|note| tell(note, file)),
                ReadItem::Fault(note) => tell(note, file),
            }
        }
        Some(bank)
    }
}
