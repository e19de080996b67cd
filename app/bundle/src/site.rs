//! The site folder: files named after their contents (so that a browser keeps them for ever), each with its Brotli
//! twin, and manifest.json, which tells the server the names. The manifest is written last and files of earlier
//! builds go after it: a server that reads the folder meanwhile never meets a name without its file.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use crate::fault::BundleFault;

const MANIFEST: &str = "manifest.json";

#[derive(Clone, Copy)]
pub enum AssetKind {
    AppJs,
    AppWasm,
    BootJs,
    EditorJs,
    StyleCss,
}

impl AssetKind {
    const ALL: [Self; 5] = [Self::AppJs, Self::AppWasm, Self::BootJs, Self::EditorJs, Self::StyleCss];

    /// The key in the manifest, and the file name around the hash.
    fn names(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::AppJs => ("app_js", "app", "js"),
            Self::AppWasm => ("app_wasm", "app", "wasm"),
            Self::BootJs => ("boot_js", "boot", "js"),
            Self::EditorJs => ("editor_js", "editor", "js"),
            Self::StyleCss => ("style_css", "style", "css"),
        }
    }

    /// Whether a file of this name was made by us, in this or an earlier build.
    fn made(self, file: &str) -> bool {
        let (_, stem, extension) = self.names();
        let name = file.strip_suffix(".br").unwrap_or(file);
        let hash = name.strip_prefix(stem).and_then(|n| n.strip_suffix(extension)).map(|n| n.trim_matches('.'));
        hash.is_some_and(|hash| hash.len() == 8 && hash.bytes().all(|b| b.is_ascii_hexdigit()))
    }
}

pub struct Asset {
    pub kind: AssetKind,
    pub bytes: Vec<u8>,
}

pub struct SiteFolder {
    folder: PathBuf,
    brotli: bool,
    before: Map<String, Value>,
    names: Map<String, Value>,
}

impl SiteFolder {
    pub fn open(folder: &Path, brotli: bool) -> Result<Self, BundleFault> {
        fs::create_dir_all(folder).map_err(|source| BundleFault::Io { path: folder.to_path_buf(), source })?;
        let text = fs::read_to_string(folder.join(MANIFEST)).unwrap_or_default();
        let before = serde_json::from_str(&text).unwrap_or_default();
        Ok(Self { folder: folder.to_path_buf(), brotli, before, names: Map::new() })
    }

    /// Takes over the islands of the build before, when their files are still there.
    pub fn keep_islands(&mut self) {
        let kept: Vec<_> = [AssetKind::AppJs, AssetKind::AppWasm]
            .into_iter()
            .filter_map(|kind| {
                let key = kind.names().0;
                let name = self.before.get(key)?.as_str()?;
                self.folder.join(name).is_file().then(|| (key.to_owned(), Value::from(name)))
            })
            .collect();
        // Half of a pair is of no use.
        if kept.len() == 2 {
            self.names.extend(kept);
        } else {
            println!("islands: none in the folder, pages work without them");
        }
    }

    pub fn add(&mut self, asset: Asset) -> Result<(), BundleFault> {
        let (key, stem, extension) = asset.kind.names();
        let name = format!("{stem}.{}.{extension}", hash8(&asset.bytes));
        let path = self.folder.join(&name);
        write(&path, &asset.bytes)?;
        let twin = self.folder.join(format!("{name}.br"));
        if self.brotli && !twin.is_file() {
            write(&twin, &compress(&asset.bytes).map_err(|source| BundleFault::Io { path: twin.clone(), source })?)?;
        }
        match fs::metadata(&twin) {
            Ok(data) => println!("{name}: {} bytes, {} brotli", asset.bytes.len(), data.len()),
            Err(_) => println!("{name}: {} bytes", asset.bytes.len()),
        }
        self.names.insert(key.to_owned(), Value::from(name));
        Ok(())
    }

    pub fn finish(self) -> Result<(), BundleFault> {
        let path = self.folder.join(MANIFEST);
        let next = self.folder.join("manifest.json.next");
        write(&next, format!("{:#}\n", Value::from(self.names.clone())).as_bytes())?;
        fs::rename(&next, &path).map_err(|source| BundleFault::Io { path, source })?;
        self.remove_stale()
    }

    fn remove_stale(&self) -> Result<(), BundleFault> {
        let fault = |source| BundleFault::Io { path: self.folder.clone(), source };
        for entry in fs::read_dir(&self.folder).map_err(fault)? {
            let entry = entry.map_err(fault)?;
            let file = entry.file_name().to_string_lossy().into_owned();
            let name = file.strip_suffix(".br").unwrap_or(&file);
            let current = self.names.values().any(|value| value.as_str() == Some(name));
            if !current && AssetKind::ALL.iter().any(|kind| kind.made(&file)) {
                fs::remove_file(entry.path()).map_err(|source| BundleFault::Io { path: entry.path(), source })?;
            }
        }
        Ok(())
    }
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), BundleFault> {
    fs::write(path, bytes).map_err(|source| BundleFault::Io { path: path.to_path_buf(), source })
}

fn hash8(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

/// Brotli at its best and slowest: it is done once a build.
fn compress(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let params = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 24, size_hint: bytes.len(), ..Default::default() };
    let mut packed = vec![];
    brotli::BrotliCompress(&mut &bytes[..], &mut packed, &params)?;
    Ok(packed)
}

#[cfg(test)]
mod tests {
    use super::{AssetKind, compress, hash8};

    #[test]
    fn only_our_own_names_are_ever_removed() {
        assert!(AssetKind::AppJs.made("app.0123abcd.js"));
        assert!(AssetKind::AppWasm.made("app.0123abcd.wasm.br"));
        assert!(!AssetKind::AppJs.made("app.js"));
        assert!(!AssetKind::StyleCss.made("style.guide.css"));
        assert!(!AssetKind::BootJs.made("manifest.json"));
    }

    #[test]
    fn a_twin_unpacks_to_the_same_bytes() {
        let packed = compress(b"zhixing zhixing zhixing").unwrap();
        let mut unpacked = Vec::new();
        brotli::BrotliDecompress(&mut packed.as_slice(), &mut unpacked).unwrap();
        assert_eq!(unpacked, b"zhixing zhixing zhixing");
        assert_eq!(hash8(b"").len(), 8);
    }
}
