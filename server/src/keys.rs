//! The issuer's signing keys on disk: `<data>/keys/<kid>.key` is a private half (64 hexadecimal digits, readable by the server alone), and
//! `<kid>.pub` its public half, which is written beside it at once and never removed.
//!
//! A public half outlives the private one: it stays in the DID document, so that what the key signed stays good after the private file is gone.
//! The newest private half signs. A key that somebody else may have used is *withdrawn*: its public half says so in a second line, the DID document
//! no longer believes it, and what it signed is issued anew (`zhixing key withdraw`). A date of the theft is of no use: a thief writes any date.

use crate::clock;
use std::{
    collections::BTreeMap,
    fs, io,
    io::Write,
    path::{Path, PathBuf},
};
use zhixing_credential::key::{Kid, PublicKey, SigningKey};
use zhixing_domain::digest::{hex, unhex};

#[derive(Debug, thiserror::Error)]
pub enum KeyFault {
    #[error("{0}: {1}")]
    Io(PathBuf, io::Error),
    #[error("{0}: a key file is named like k2026-1.key and holds 64 hexadecimal digits; its public half is k2026-1.pub and holds z6Mk…")]
    Form(PathBuf),
    #[error("{0}: it and the private half beside it do not belong together")]
    Mismatch(PathBuf),
    #[error("no private key is left that may sign: make one with `zhixing key new`")]
    NoneSigns,
    #[error("{0}: there is no such key")]
    Unknown(String),
    #[error("{0} is the key that signs: make a new one first with `zhixing key new`, and restart the server")]
    Signs(String),
}

/// What the server needs of them.
pub struct KeyRing {
    pub signing: SigningKey,
    /// Oldest first, the signing one among them.
    pub believed: Vec<PublicKey>,
    pub withdrawn: Vec<PublicKey>,
}

/// A key as it lies on the disk.
pub struct StoredKey {
    pub public: PublicKey,
    pub private: Option<SigningKey>,
    /// When it was withdrawn, as it was written down.
    pub withdrawn: Option<String>,
}

impl StoredKey {
    fn signs(&self) -> bool {
        self.private.is_some() && self.withdrawn.is_none()
    }
}

/// Reads every key; makes the first one when there is none. Public halves that are missing are written.
pub fn open(data: &Path, year: i16) -> Result<KeyRing, KeyFault> {
    let mut entries = list(data)?;
    if entries.is_empty() {
        make(data, year)?;
        entries = list(data)?;
    }
    let (mut believed, mut withdrawn, mut signing) = (vec![], vec![], None);
    for entry in entries {
        if entry.withdrawn.is_some() { &mut withdrawn } else { &mut believed }.push(entry.public.clone());
        if entry.signs() {
            signing = entry.private;
        }
    }
    Ok(KeyRing { signing: signing.ok_or(KeyFault::NoneSigns)?, believed, withdrawn })
}

/// Every key, oldest first.
pub fn list(data: &Path) -> Result<Vec<StoredKey>, KeyFault> {
    list_in(&folder(data)?)
}

/// What the files of one name hold: the private half, and the public half with the reason why it is withdrawn, if it is.
type Halves = (Option<SigningKey>, Option<(PublicKey, Option<String>)>);

/// Every key of a folder of keys, oldest first. Public halves that are missing are written.
pub fn list_in(folder: &Path) -> Result<Vec<StoredKey>, KeyFault> {
    let entries = look(folder)?;
    for entry in &entries {
        write_public(folder, &entry.public)?;
    }
    Ok(entries)
}

/// The same, and nothing is written; a folder that is not there has none.
pub fn look(folder: &Path) -> Result<Vec<StoredKey>, KeyFault> {
    if !folder.exists() {
        return Ok(vec![]);
    }
    let fault = |e| KeyFault::Io(folder.to_path_buf(), e);
    let mut halves: BTreeMap<(String, u32), Halves> = BTreeMap::new();
    for entry in fs::read_dir(folder).map_err(fault)? {
        let path = entry.map_err(fault)?.path();
        match path.extension().and_then(|e| e.to_str()) {
            Some("key") => {
                let key = read(&path)?;
                let place = order(key.kid());
                halves.entry(place).or_default().0 = Some(key);
            }
            Some("pub") => {
                let (key, withdrawn) = read_public(&path)?;
                let place = order(key.kid());
                halves.entry(place).or_default().1 = Some((key, withdrawn));
            }
            _ => {}
        }
    }
    let mut entries = vec![];
    for half in halves.into_values() {
        entries.push(match half {
            (private, Some((public, withdrawn))) => {
                if private.as_ref().is_some_and(|key| key.public() != public) {
                    return Err(KeyFault::Mismatch(folder.join(format!("{}.pub", public.kid().as_str()))));
                }
                StoredKey { public, private, withdrawn }
            }
            (Some(private), None) => StoredKey { public: private.public(), private: Some(private), withdrawn: None },
            (None, None) => continue,
        });
    }
    Ok(entries)
}

fn folder(data: &Path) -> Result<PathBuf, KeyFault> {
    let folder = data.join("keys");
    let fault = |e| KeyFault::Io(folder.clone(), e);
    fs::create_dir_all(&folder).map_err(fault)?;
    restrict(&folder, 0o700).map_err(fault)?;
    Ok(folder)
}

/// Makes the key that signs from the next start on.
pub fn make(data: &Path, year: i16) -> Result<Kid, KeyFault> {
    let folder = folder(data)?;
    let of_year = format!("k{year}");
    let last = list(data)?.iter().map(|e| order(e.public.kid())).filter(|(y, _)| *y == of_year).map(|(_, n)| n).max();
    let name = format!("{of_year}-{}", last.unwrap_or_default() + 1);
    let path = folder.join(format!("{name}.key"));
    let kid = Kid::new(&name).map_err(|_| KeyFault::Form(path.clone()))?;
    let mut seed = [0; 32];
    clock::fill(&mut seed);
    write(&path, &hex(&seed)).map_err(|e| KeyFault::Io(path.clone(), e))?;
    write_public(&folder, &SigningKey::from_seed(kid.clone(), &seed).public())?;
    Ok(kid)
}

/// Takes the private half of an older key away. What it signed stays good.
pub fn retire(data: &Path, kid: &str) -> Result<(), KeyFault> {
    let entries = list(data)?;
    let entry = entries.iter().find(|e| e.public.kid().as_str() == kid).ok_or_else(|| KeyFault::Unknown(kid.into()))?;
    let newest = entries.iter().rfind(|e| e.signs()).ok_or(KeyFault::NoneSigns)?;
    if newest.public.kid() == entry.public.kid() {
        return Err(KeyFault::Signs(kid.into()));
    }
    let path = folder(data)?.join(format!("{kid}.key"));
    match fs::remove_file(&path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(KeyFault::Io(path, error)),
        _ => Ok(()),
    }
}

/// Marks a key as no longer believed, since `when` (for people to read), and takes its private half away.
pub fn withdraw(data: &Path, kid: &str, when: &str) -> Result<(), KeyFault> {
    retire(data, kid)?;
    let path = folder(data)?.join(format!("{kid}.pub"));
    let (key, known) = read_public(&path)?;
    if known.is_some() {
        return Ok(());
    }
    // beside the old file, then in its place: a public half is never half written
    let part = path.with_extension("part");
    let fault = |e| KeyFault::Io(part.clone(), e);
    match fs::remove_file(&part) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(fault(error)),
        _ => {}
    }
    write(&part, &format!("{}\nwithdrawn {when}", key.multibase())).map_err(fault)?;
    fs::rename(&part, &path).map_err(fault)
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

fn read_public(path: &Path) -> Result<(PublicKey, Option<String>), KeyFault> {
    let form = || KeyFault::Form(path.to_path_buf());
    let text = fs::read_to_string(path).map_err(|e| KeyFault::Io(path.to_path_buf(), e))?;
    let kid = path.file_stem().and_then(|s| Kid::new(&s.to_string_lossy()).ok()).ok_or_else(form)?;
    let mut lines = text.lines().map(str::trim).filter(|l| !l.is_empty());
    let key = lines.next().and_then(|line| PublicKey::from_multibase(kid, line).ok()).ok_or_else(form)?;
    let withdrawn = match lines.next() {
        None => None,
        Some(line) => Some(line.strip_prefix("withdrawn").ok_or_else(form)?.trim().to_string()),
    };
    Ok((key, withdrawn))
}

fn write_public(folder: &Path, key: &PublicKey) -> Result<(), KeyFault> {
    let path = folder.join(format!("{}.pub", key.kid().as_str()));
    if path.exists() {
        return Ok(());
    }
    match write(&path, &key.multibase()) {
        // another process that started at the same moment wrote the same
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        done => done.map_err(|e| KeyFault::Io(path, e)),
    }
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

    fn empty(name: &str) -> PathBuf {
        let data = std::env::temp_dir().join(format!("zhixing-keys-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&data);
        data
    }

    fn names(keys: &[PublicKey]) -> Vec<&str> {
        keys.iter().map(|k| k.kid().as_str()).collect()
    }

    #[test]
    fn a_key_is_made_once_and_the_newest_signs() {
        let data = empty("made");
        let first = open(&data, 2026).unwrap();
        assert_eq!(first.signing.kid().as_str(), "k2026-1");
        assert_eq!(open(&data, 2030).unwrap().signing.public(), first.signing.public());
        fs::write(data.join("keys/k2026-10.key"), "ab".repeat(32)).unwrap();
        fs::write(data.join("keys/k2026-9.key"), "cd".repeat(32)).unwrap();
        let keys = open(&data, 2026).unwrap();
        assert_eq!((names(&keys.believed), keys.signing.kid().as_str()), (vec!["k2026-1", "k2026-9", "k2026-10"], "k2026-10"));
        fs::write(data.join("keys/k2027-1.key"), "zz").unwrap();
        assert!(matches!(open(&data, 2026), Err(KeyFault::Form(_))));
        fs::remove_dir_all(data).unwrap();
    }

    #[test]
    fn a_public_half_outlives_the_private_one() {
        let data = empty("retired");
        let first = open(&data, 2026).unwrap().signing.public();
        assert!(matches!(retire(&data, "k2026-1"), Err(KeyFault::Signs(_))), "nobody is left without a key");
        assert_eq!(make(&data, 2026).unwrap().as_str(), "k2026-2");
        // however the private file goes: by the command, or by hand
        fs::remove_file(data.join("keys/k2026-1.key")).unwrap();
        retire(&data, "k2026-1").unwrap();
        let keys = open(&data, 2027).unwrap();
        assert_eq!((keys.signing.kid().as_str(), keys.believed[0].clone(), keys.believed.len()), ("k2026-2", first, 2));
        assert_eq!(make(&data, 2027).unwrap().as_str(), "k2027-1");
        fs::remove_dir_all(data).unwrap();
    }

    #[test]
    fn a_withdrawn_key_is_listed_and_not_believed() {
        let data = empty("withdrawn");
        open(&data, 2026).unwrap();
        assert!(matches!(withdraw(&data, "k2026-1", "now"), Err(KeyFault::Signs(_))));
        make(&data, 2026).unwrap();
        assert!(matches!(withdraw(&data, "k2026-7", "now"), Err(KeyFault::Unknown(_))));
        for _ in 0..2 {
            withdraw(&data, "k2026-1", "2026-11-28T05:00:00Z").unwrap();
        }
        let keys = open(&data, 2026).unwrap();
        assert_eq!((names(&keys.withdrawn), names(&keys.believed)), (vec!["k2026-1"], vec!["k2026-2"]));
        assert!(!data.join("keys/k2026-1.key").exists());
        fs::remove_dir_all(data).unwrap();
    }

    #[test]
    fn halves_that_do_not_belong_together_are_an_error_and_never_a_guess() {
        let data = empty("mixed");
        let first = open(&data, 2026).unwrap().signing.public();
        fs::write(data.join("keys/k2026-2.key"), "ab".repeat(32)).unwrap();
        fs::write(data.join("keys/k2026-2.pub"), first.multibase()).unwrap();
        assert!(matches!(open(&data, 2026), Err(KeyFault::Mismatch(_))));
        fs::remove_file(data.join("keys/k2026-2.pub")).unwrap();
        for key in ["k2026-1.key", "k2026-2.key"] {
            fs::remove_file(data.join("keys").join(key)).unwrap();
        }
        assert!(matches!(open(&data, 2026), Err(KeyFault::NoneSigns)), "a new key is a decision");
        fs::remove_dir_all(data).unwrap();
    }
}
