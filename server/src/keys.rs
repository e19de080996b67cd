//! The issuer's signing keys on disk: `<data>/keys/<kid>.key`, 64 hexadecimal digits, readable by the server alone.
//!
//! The newest signs; older ones stay in the DID document, so that what they signed stays good.

use crate::clock;
use std::{
    fs, io,
    io::Write,
    path::{Path, PathBuf},
};
use zhixing_credential::key::{Kid, SigningKey};
use zhixing_domain::digest::{hex, unhex};

#[derive(Debug, thiserror::Error)]
pub enum KeyFault {
    #[error("{0}: {1}")]
    Io(PathBuf, io::Error),
    #[error("{0}: a key file is named like k2026-1.key and holds 64 hexadecimal digits")]
    Form(PathBuf),
}

/// Reads every key, oldest first; makes the first one when there is none.
pub fn open(data: &Path, year: i16) -> Result<Vec<SigningKey>, KeyFault> {
    let folder = data.join("keys");
    let fault = |e| KeyFault::Io(folder.clone(), e);
    fs::create_dir_all(&folder).map_err(fault)?;
    restrict(&folder, 0o700).map_err(fault)?;
    let mut keys = list(&folder)?;
    if keys.is_empty() {
        keys.push(make(&folder, year)?);
    }
    Ok(keys)
}

/// The keys of a folder, oldest first.
pub fn list(folder: &Path) -> Result<Vec<SigningKey>, KeyFault> {
    let fault = |e| KeyFault::Io(folder.to_path_buf(), e);
    let mut keys = vec![];
    for entry in fs::read_dir(folder).map_err(fault)? {
        let path = entry.map_err(fault)?.path();
        if path.extension().is_some_and(|e| e == "key") {
            keys.push(read(&path)?);
        }
    }
    keys.sort_by_key(|key| order(key.kid()));
    Ok(keys)
}

/// By year and number, so that `k2026-10` follows `k2026-9`.
fn order(kid: &Kid) -> (String, u32) {
    let (year, serial) = kid.as_str().split_once('-').unwrap_or_default();
    (year.to_string(), serial.parse().unwrap_or_default())
}

fn read(path: &Path) -> Result<SigningKey, KeyFault> {
    let form = || KeyFault::Form(path.to_path_buf());
    let text = fs::read_to_string(path).map_err(|e| KeyFault::Io(path.to_path_buf(), e))?;
    let kid = path.file_stem().and_then(|s| Kid::new(&s.to_string_lossy()).ok()).ok_or_else(form)?;
    let seed = unhex(text.trim()).ok_or_else(form)?;
    Ok(SigningKey::from_seed(kid, &seed))
}

fn make(folder: &Path, year: i16) -> Result<SigningKey, KeyFault> {
    let name = format!("k{year}-1");
    let path = folder.join(format!("{name}.key"));
    let mut seed = [0; 32];
    clock::fill(&mut seed);
    write(&path, &hex(&seed)).map_err(|e| KeyFault::Io(path.clone(), e))?;
    let kid = Kid::new(&name).map_err(|_| KeyFault::Form(path))?;
    Ok(SigningKey::from_seed(kid, &seed))
}

/// Never over an existing file, never readable by others, not even for a moment; on the disk before it signs anything.
pub fn write(path: &Path, hex: &str) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    writeln!(file, "{hex}")?;
    file.sync_all()
}

#[cfg(unix)]
pub fn restrict(path: &Path, mode: u32) -> io::Result<()> {
    fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(mode))
}

#[cfg(not(unix))]
pub fn restrict(_: &Path, _: u32) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_made_once_and_the_newest_signs() {
        let data = std::env::temp_dir().join(format!("zhixing-keys-{}", std::process::id()));
        let _ = fs::remove_dir_all(&data);
        let first = open(&data, 2026).unwrap();
        assert_eq!(first[0].kid().as_str(), "k2026-1");
        assert_eq!(open(&data, 2030).unwrap()[0].public(), first[0].public());
        fs::write(data.join("keys/k2026-10.key"), "ab".repeat(32)).unwrap();
        fs::write(data.join("keys/k2026-9.key"), "cd".repeat(32)).unwrap();
        let kids: Vec<String> = open(&data, 2026).unwrap().iter().map(|k| k.kid().as_str().to_string()).collect();
        assert_eq!(kids, ["k2026-1", "k2026-9", "k2026-10"]);
        fs::write(data.join("keys/k2027-1.key"), "zz").unwrap();
        assert!(matches!(open(&data, 2026), Err(KeyFault::Form(_))));
        fs::remove_dir_all(data).unwrap();
    }
}
