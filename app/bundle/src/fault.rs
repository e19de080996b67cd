//! What can go wrong while the site is made, each with the file it went wrong in.

use std::io;
use std::path::{Path, PathBuf};

#[derive(Debug, thiserror::Error)]
pub enum BundleFault {
    #[error("{}: {source}", path.display())]
    Io { path: PathBuf, source: io::Error },
    #[error("{}: not inside the project: no style/main.css here or above", .0.display())]
    NoProject(PathBuf),
    #[error("{}:{line}: {words}", path.display())]
    Style { path: PathBuf, line: usize, words: String },
    #[error(
        "{}: not there. Build the islands first:\n  cargo rustc -p zhixing-app --lib --crate-type cdylib --features hydrate \
         --target wasm32-unknown-unknown --profile wasm-release\nor leave them out with --styles-only", .0.display()
    )]
    NoIslands(PathBuf),
    #[error("{}: wasm-bindgen: {words}", path.display())]
    Module { path: PathBuf, words: String },
    #[error("wasm-opt ({}): {words}", program.display())]
    Shrink { program: PathBuf, words: String },
}

pub fn read(path: &Path) -> Result<String, BundleFault> {
    std::fs::read_to_string(path).map_err(|source| BundleFault::Io { path: path.to_path_buf(), source })
}
