//! What a reader is given: one file, or a ZIP as the files in it, so that what is changed is what stands in them.

use std::{
    fs,
    io::{Cursor, Write as _},
    path::Path,
};
use zhixing_domain::digest::sha256_hex;
use zhixing_interchange::Bundle;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Input {
    pub files: Vec<(String, Vec<u8>)>,
    pub is_zip: bool,
}

impl Input {
    pub fn one(bytes: Vec<u8>) -> Self {
        Self { files: vec![(String::new(), bytes)], is_zip: false }
    }

    /// The files of a ZIP; the bytes as they are where they are none.
    pub fn unfolded(bytes: Vec<u8>) -> Self {
        match Bundle::of_file("x.zip", bytes.clone()) {
            Ok(bundle) if bytes.starts_with(b"PK") => Self { files: bundle.0.into_iter().collect(), is_zip: true },
            _ => Self::one(bytes),
        }
    }

    /// As it is sent.
    pub fn bytes(&self) -> Vec<u8> {
        if !self.is_zip {
            return self.files.first().map(|(_, bytes)| bytes.clone()).unwrap_or_default();
        }
        let mut zip = ZipWriter::new(Cursor::new(vec![]));
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        for (path, bytes) in &self.files {
            // a name that no ZIP takes is left out
            if zip.start_file(path, options).is_ok() {
                let _ = zip.write_all(bytes);
            }
        }
        zip.finish().map(Cursor::into_inner).unwrap_or_default()
    }

    pub fn len(&self) -> usize {
        self.files.iter().map(|(_, bytes)| bytes.len()).sum()
    }

    /// Keeps it in a folder under the digest of its bytes.
    pub fn keep(&self, folder: &Path) -> String {
        let bytes = self.bytes();
        let name = sha256_hex(&bytes)[..16].to_string();
        let kept = fs::create_dir_all(folder).and_then(|()| fs::write(folder.join(&name), bytes));
        kept.unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
        name
    }
}

/// The files right in a folder or anywhere below it, each as an input.
pub fn all(folder: &Path, is_zip: bool, most: usize) -> Vec<Input> {
    let mut out = vec![];
    let mut paths: Vec<_> = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            out.extend(all(&path, is_zip, most));
        } else if let Ok(bytes) = fs::read(&path)
            && path.file_name().is_some_and(|name| name != "SOURCES.md")
        {
            let input = if is_zip { Input::unfolded(bytes) } else { Input::one(bytes) };
            out.extend(Some(input).filter(|input| input.len() <= most && input.is_zip == is_zip));
        }
    }
    out
}
