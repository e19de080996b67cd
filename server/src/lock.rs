//! One folder, one master: a lock on `<data>/lock` for as long as somebody serves from the folder or puts a backup into it.
//!
//! The lock is the operating system's and ends with its process, however that ends; the file stays and means nothing by itself. Servers on
//! PostgreSQL may share a folder for its keys: they hold the lock together. Who replaces the folder's contents holds it alone.

use crate::keys::restrict;
use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, Write},
    path::{Path, PathBuf},
};

/// Held by whoever uses the folder; it ends when this is dropped.
#[derive(Debug)]
pub struct DataLock(#[allow(dead_code, reason = "held, not read")] File);

#[derive(Debug, thiserror::Error)]
pub enum LockFault {
    #[error("{0}: another zhixing uses this folder{1}; stop it first")]
    Held(PathBuf, String),
    #[error("{0}: {1}")]
    Io(PathBuf, io::Error),
}

/// Whether others may hold the lock as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LockMode {
    Alone,
    Together,
}

impl DataLock {
    /// Takes the lock at once or not at all. The folder is made if missing, closed to others.
    ///
    /// # Errors
    /// [`LockFault::Held`] with the number of the process that holds it, where it left one.
    pub fn take(data: &Path, mode: LockMode) -> Result<Self, LockFault> {
        let path = data.join("lock");
        let fault = |e| LockFault::Io(path.clone(), e);
        if !data.exists() {
            fs::create_dir_all(data).map_err(fault)?;
            restrict(data, 0o700).map_err(fault)?;
        }
        let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path).map_err(fault)?;
        let taken = match mode {
            LockMode::Alone => file.try_lock(),
            LockMode::Together => file.try_lock_shared(),
        };
        match taken {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(LockFault::Held(data.to_path_buf(), holder(&path))),
            Err(TryLockError::Error(error)) => return Err(fault(error)),
        }
        if mode == LockMode::Alone {
            // for the words of the next one who tries; the lock itself is not in the text
            let _ = file.set_len(0).and_then(|()| writeln!(file, "{}", std::process::id()));
        }
        Ok(Self(file))
    }
}

/// Whether somebody uses the folder now, without taking part; not where it has no lock yet.
pub fn is_held(data: &Path) -> bool {
    let Ok(file) = File::open(data.join("lock")) else { return false };
    // what was taken here ends with this function
    matches!(file.try_lock(), Err(TryLockError::WouldBlock))
}

fn holder(path: &Path) -> String {
    let pid = fs::read_to_string(path).ok().and_then(|text| text.trim().parse::<u32>().ok());
    pid.map(|pid| format!(" (process {pid})")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_has_one_master_or_several_who_share_it() {
        let data = std::env::temp_dir().join(format!("zhixing-lock-{}", std::process::id()));
        let _ = fs::remove_dir_all(&data);
        let alone = DataLock::take(&data, LockMode::Alone).unwrap();
        let refused = DataLock::take(&data, LockMode::Together).unwrap_err();
        assert!(refused.to_string().contains(&std::process::id().to_string()), "{refused}");
        assert!(is_held(&data) && is_held(&data), "to look is not to take");
        drop(alone);
        assert!(!is_held(&data) && !is_held(&data.join("nowhere")));
        let (_one, _two) = (DataLock::take(&data, LockMode::Together).unwrap(), DataLock::take(&data, LockMode::Together).unwrap());
        assert!(matches!(DataLock::take(&data, LockMode::Alone), Err(LockFault::Held(..))));
        fs::remove_dir_all(data).unwrap();
    }
}
