//! The three faces of the sheet. The caller brings them, or they are looked for in folders.

use super::collection::face_named;
use crate::text::clean;
use krilla::text::Font;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Debian's `fonts-noto-cjk`.
pub const DEBIAN: &str = "/usr/share/fonts/opentype/noto";

const SERIF: &str = "Noto Serif CJK SC";
const STRONG: &str = "Noto Serif CJK SC Bold";
const SANS: &str = "Noto Sans CJK SC";

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FontError {
    #[error("the font {0} is in none of the folders (Debian: apt install fonts-noto-cjk)")]
    NotFound(&'static str),
    #[error("the font for {0} cannot be read")]
    Unreadable(&'static str),
}

/// Which characters the faces of the sheet have: enough to tell a name that cannot be printed, in a hundredth of the fonts' memory.
pub struct Coverage(Vec<u64>);

impl Coverage {
    /// Reads the faces' character maps and lets the faces go.
    ///
    /// # Errors
    ///
    /// A [`FontError`] if a face cannot be read.
    pub fn of(fonts: &Fonts) -> Result<Self, FontError> {
        let mut bits = vec![0u64; 0x11_0000 / 64];
        for (loaded, name) in [(&fonts.serif, SERIF), (&fonts.strong, STRONG), (&fonts.sans, SANS)] {
            let face = rustybuzz::Face::from_slice(&loaded.file.data, loaded.file.index).ok_or(FontError::Unreadable(name))?;
            let tables = face.tables().cmap.into_iter().flat_map(|cmap| cmap.subtables).filter(|s| s.is_unicode());
            for table in tables {
                table.codepoints(|c| {
                    let drawn = table.glyph_index(c).is_some_and(|glyph| glyph.0 != 0);
                    if let Some(word) = bits.get_mut(c as usize / 64).filter(|_| drawn) {
                        *word |= 1 << (c % 64);
                    }
                });
            }
        }
        Ok(Self(bits))
    }

    /// The first character of the text that no face has, or that the sheet cannot set.
    pub fn lacks(&self, text: &str) -> Option<char> {
        clean(text).chars().find(|c| {
            super::script::runs_backwards(*c) || self.0.get(*c as usize / 64).is_none_or(|word| word >> (*c as u32 % 64) & 1 == 0)
        })
    }
}

/// A font file, or one face of a collection.
#[derive(Clone)]
pub struct FontFile {
    pub data: Arc<Vec<u8>>,
    pub index: u32,
}

/// Faces, parsed once and shared by all sheets.
#[derive(Clone)]
pub struct Fonts {
    pub(super) serif: Loaded,
    pub(super) strong: Loaded,
    pub(super) sans: Loaded,
}

#[derive(Clone)]
pub(super) struct Loaded {
    pub(super) file: FontFile,
    pub(super) font: Font,
}

impl Fonts {
    /// `strong` is for the title and the names; without it the serif takes its place (and a binary that embeds
    /// its fonts is 25 MB smaller).
    ///
    /// # Errors
    ///
    /// A [`FontError`] if one of them is no font that a sheet can be set in.
    pub fn new(serif: FontFile, strong: Option<FontFile>, sans: FontFile) -> Result<Self, FontError> {
        let serif = load(serif, SERIF)?;
        let strong = strong.map_or_else(|| Ok(serif.clone()), |file| load(file, STRONG))?;
        Ok(Self { serif, strong, sans: load(sans, SANS)? })
    }

    /// Looks for Noto CJK SC in these folders and the folders in them, as collections or single faces.
    ///
    /// # Errors
    ///
    /// A [`FontError`] if no folder has such a font, or none that can be read.
    pub fn find(folders: &[&Path]) -> Result<Self, FontError> {
        let files = candidates(folders);
        let find = |name: &'static str, hint: &str| {
            files
                .iter()
                .filter(|path| path.file_name().is_some_and(|f| f.to_string_lossy().contains(hint)))
                .find_map(|path| {
                    let data = std::fs::read(path).ok()?;
                    let index = face_named(&data, name)?;
                    Some(FontFile { data: Arc::new(data), index })
                })
                .ok_or(FontError::NotFound(name))
        };
        Self::new(find(SERIF, "Serif")?, find(STRONG, "Serif").ok(), find(SANS, "Sans")?)
    }
}

fn load(file: FontFile, name: &'static str) -> Result<Loaded, FontError> {
    let data: Arc<dyn AsRef<[u8]> + Send + Sync> = file.data.clone();
    let font = Font::new(data.into(), file.index).ok_or(FontError::Unreadable(name))?;
    Ok(Loaded { file, font })
}

fn candidates(folders: &[&Path]) -> Vec<PathBuf> {
    let list =
        |folder: &Path| -> Vec<PathBuf> { std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect() };
    let top: Vec<PathBuf> = folders.iter().flat_map(|folder| list(folder)).collect();
    let below: Vec<PathBuf> = top.iter().filter(|path| path.is_dir()).flat_map(|folder| list(folder)).collect();
    let is_font =
        |path: &PathBuf| path.extension().is_some_and(|e| ["ttc", "otf", "ttf"].iter().any(|known| e.eq_ignore_ascii_case(known)));
    let mut files: Vec<PathBuf> = top.into_iter().chain(below).filter(is_font).collect();
    files.sort(); // the same folders, the same choice
    files
}
