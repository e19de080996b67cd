//! A restore that is whole or did not happen.
//!
//! What a backup holds is unpacked and checked beside what is there. Then one small file, [`READY`], says that it counts: whoever opens the folder next
//! finishes what was broken off after it, and takes away what was broken off before it. What was there is moved aside under a name of its own and never
//! deleted. Everything is renamed within its own folder, so nothing is ever half in place.

use crate::{
    Config,
    data_folder::{DATABASE, SETTINGS},
    heads,
    keys::restrict,
};
use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

const READY: &str = "ready";

/// Where the parts of a restore lie until they count.
#[derive(Clone, Debug)]
pub struct Staging {
    data: PathBuf,
    folder: PathBuf,
    /// Where the database will be; none on PostgreSQL.
    database: Option<PathBuf>,
}

/// What became of a restore that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Settled {
    Nothing,
    /// It had not come far enough to count, and is gone.
    Undone,
    /// It counts; what was there before has this ending to its names.
    Finished(String),
}

impl Staging {
    pub fn of(config: &Config) -> Self {
        let database = zhixing_store::database_file(&config.database);
        Self { data: config.data.clone(), folder: config.data.join("restore-part"), database }
    }

    /// Whether a restore waits to be finished or undone.
    pub fn is_pending(&self) -> bool {
        self.folder.exists()
    }

    /// The goal of the database and the place of its replacement, beside it.
    pub fn database(&self) -> Option<(&Path, PathBuf)> {
        self.database.as_deref().map(|goal| (goal, ending(goal, ".restore-part")))
    }

    pub fn keys(&self) -> PathBuf {
        self.folder.join("keys")
    }

    /// The place of a part by its name in a backup; none for what has no place here.
    pub fn place(&self, name: &Path) -> Option<PathBuf> {
        let key = name.parent() == Some(Path::new("keys")) && name.file_name().is_some();
        match name.to_str() {
            Some(DATABASE) => self.database().map(|(_, part)| part),
            Some(SETTINGS | heads::FILE) => Some(self.folder.join(name)),
            _ if key => Some(self.folder.join(name)),
            _ => None,
        }
    }

    /// Takes away what an earlier try left, and makes an empty folder that only the server reads.
    pub fn begin(&self) -> io::Result<()> {
        self.undo()?;
        fs::create_dir_all(self.keys())?;
        restrict(&self.folder, 0o700)?;
        restrict(&self.keys(), 0o700)
    }

    /// From here on the restore counts. `aside` is the ending of the names that what is there will get.
    pub fn decide(&self, aside: &str) -> io::Result<()> {
        let part = self.folder.join("ready-part");
        let mut file = File::create(&part)?;
        file.write_all(aside.as_bytes())?;
        file.sync_all()?;
        sync(&self.keys())?;
        sync(&self.folder)?;
        fs::rename(part, self.folder.join(READY))?;
        sync(&self.folder)
    }

    /// Finishes or undoes what is found. To be called by whoever holds the folder's lock alone.
    pub fn settle(&self) -> io::Result<Settled> {
        if !self.is_pending() {
            return Ok(Settled::Nothing);
        }
        let aside = match fs::read_to_string(self.folder.join(READY)) {
            Ok(aside) => aside,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                self.undo()?;
                return Ok(Settled::Undone);
            }
            Err(error) => return Err(error),
        };
        if let Some((goal, part)) = self.database().filter(|(_, part)| part.exists()) {
            // the old log goes with the old database: together they still open
            for tail in ["-wal", "-shm", ""] {
                rename_if_there(&ending(goal, tail), &ending(goal, &format!("{aside}{tail}")))?;
            }
            fs::rename(part, goal)?;
            goal.parent().map_or(Ok(()), sync)?;
        }
        for name in ["keys", SETTINGS, heads::FILE] {
            let (part, goal) = (self.folder.join(name), self.data.join(name));
            if part.exists() {
                rename_if_there(&goal, &ending(&goal, &aside))?;
                fs::rename(part, goal)?;
            }
        }
        sync(&self.data)?;
        fs::remove_dir_all(&self.folder)?;
        Ok(Settled::Finished(aside))
    }

    fn undo(&self) -> io::Result<()> {
        if let Some((_, part)) = self.database() {
            remove_if_there(fs::remove_file(part))?;
        }
        remove_if_there(fs::remove_dir_all(&self.folder))
    }
}

fn ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_os_string();
    name.push(ending);
    PathBuf::from(name)
}

fn rename_if_there(from: &Path, to: &Path) -> io::Result<()> {
    if from.symlink_metadata().is_ok() { fs::rename(from, to) } else { Ok(()) }
}

fn remove_if_there(removed: io::Result<()>) -> io::Result<()> {
    match removed {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

/// Names in a folder are on the disk only when the folder is.
fn sync(folder: &Path) -> io::Result<()> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder with an old database and key, and a restore unpacked beside them.
    fn staged(name: &str) -> (PathBuf, Staging) {
        let data = std::env::temp_dir().join(format!("zhixing-staging-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&data);
        let flags = [("data", data.display().to_string())].into_iter().collect();
        let staging = Staging::of(&Config::load(None, |_| None, &flags).unwrap());
        staging.begin().unwrap();
        fs::create_dir_all(data.join("keys")).unwrap();
        for (file, text) in
            [("zhixing.db", "old"), ("zhixing.db-wal", "old log"), ("keys/k2026-1.key", "old key"), ("keys/k2025-1.key", "x")]
        {
            fs::write(data.join(file), text).unwrap();
        }
        for (file, text) in [(DATABASE, "new"), ("keys/k2026-1.key", "new key"), (SETTINGS, "demo = true")] {
            fs::write(staging.place(Path::new(file)).unwrap(), text).unwrap();
        }
        (data, staging)
    }

    fn read(data: &Path, name: &str) -> String {
        fs::read_to_string(data.join(name)).unwrap_or_default()
    }

    #[test]
    fn what_was_broken_off_before_it_counted_is_undone() {
        let (data, staging) = staged("undone");
        assert_eq!(staging.settle().unwrap(), Settled::Undone);
        assert_eq!(
            (read(&data, "zhixing.db"), read(&data, "zhixing.db-wal"), read(&data, "keys/k2026-1.key")),
            ("old".into(), "old log".into(), "old key".into())
        );
        assert!(!staging.is_pending() && staging.settle().unwrap() == Settled::Nothing);
        assert_eq!(fs::read_dir(&data).unwrap().count(), 3);
        fs::remove_dir_all(data).unwrap();
    }

    /// After the decision every step may be the last one before the power goes: the next start brings the rest.
    #[test]
    fn what_was_broken_off_after_it_counted_is_finished_from_any_step() {
        type Step = fn(&Path);
        let steps: [Step; 5] = [
            |_| (),
            |d| fs::rename(d.join("zhixing.db-wal"), d.join("zhixing.db.aside-wal")).unwrap(),
            |d| {
                fs::rename(d.join("zhixing.db-wal"), d.join("zhixing.db.aside-wal")).unwrap();
                fs::rename(d.join("zhixing.db"), d.join("zhixing.db.aside")).unwrap();
            },
            |d| {
                fs::rename(d.join("zhixing.db-wal"), d.join("zhixing.db.aside-wal")).unwrap();
                fs::rename(d.join("zhixing.db"), d.join("zhixing.db.aside")).unwrap();
                fs::rename(d.join("zhixing.db.restore-part"), d.join("zhixing.db")).unwrap();
            },
            |d| fs::rename(d.join("keys"), d.join("keys.aside")).unwrap(),
        ];
        for (n, step) in steps.into_iter().enumerate() {
            let (data, staging) = staged(&format!("finished-{n}"));
            staging.decide(".aside").unwrap();
            step(&data);
            assert_eq!(staging.settle().unwrap(), Settled::Finished(".aside".into()), "step {n}");
            assert_eq!(
                (read(&data, "zhixing.db"), read(&data, "keys/k2026-1.key"), read(&data, SETTINGS)),
                ("new".into(), "new key".into(), "demo = true".into())
            );
            assert!(!data.join("zhixing.db-wal").exists() && !data.join("keys/k2025-1.key").exists() && !staging.is_pending());
            assert_eq!(
                (read(&data, "zhixing.db.aside"), read(&data, "zhixing.db.aside-wal"), read(&data, "keys.aside/k2026-1.key")),
                ("old".into(), "old log".into(), "old key".into())
            );
            fs::remove_dir_all(data).unwrap();
        }
    }
}
