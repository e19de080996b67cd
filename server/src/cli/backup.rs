//! `zhixing backup`: one tar of the database, the signing keys, the configuration and the noted heads of the audit log.
//!
//! The copy of the database is consistent while others write. For PostgreSQL the tar has the rest, and says so.

use super::Exit;
use crate::{
    Config, clock,
    data_folder::{DATABASE, SETTINGS},
    heads,
    keys::restrict,
};
use clap::Args;
use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};
use zhixing_domain::{digest::hex, time::Timestamp};

#[derive(Args)]
pub struct Backup {
    /// The file to write; it must not exist
    pub(crate) file: PathBuf,
}

/// When the newest backup was made, for `zhixing doctor`.
const NEWEST: &str = "last-backup";

pub async fn backup(args: &Backup, config: &Config) -> Exit {
    let said = |e: std::io::Error| format!("{}: {e}", args.file.display());
    if args.file.symlink_metadata().is_ok() {
        return Err(format!("{}: the file exists; name a new one", args.file.display()));
    }
    // a folder that only we can look into, beside the goal: nobody reads a half copy or leads it elsewhere, a full disk leaves no half backup
    let mut random = [0; 8];
    clock::fill(&mut random);
    let part = args.file.with_file_name(format!(".zhixing-backup-{}", hex(&random)));
    fs::create_dir(&part).map_err(said)?;
    let written = match restrict(&part, 0o700).map_err(said) {
        Ok(()) => write(&part, config).await,
        Err(error) => Err(error),
    };
    // a link and not a renaming: it never takes the place of a file that came meanwhile
    let placed = written.and_then(|tar| fs::hard_link(&tar, &args.file).map_err(said));
    fs::remove_dir_all(&part).map_err(said)?;
    placed?;
    note(&config.data, super::clock().now()).map_err(|e| format!("the backup is made, but not noted in {}: {e}", config.data.display()))?;
    say!("{}: it holds the signing keys, so keep it as safe as them", args.file.display());
    Ok(ExitCode::SUCCESS)
}

/// Writes down that a backup was made, in a new file: the one before may be another user's.
fn note(data: &Path, now: Timestamp) -> std::io::Result<()> {
    let path = data.join(NEWEST);
    match fs::remove_file(&path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => fs::write(path, format!("{}\n", zhixing_credential::instant::rfc3339(now.ms()))),
    }
}

/// When the newest backup of this folder was made.
pub fn newest_backup(data: &Path) -> Option<Timestamp> {
    let text = fs::read_to_string(data.join(NEWEST)).ok()?;
    text.trim().parse::<jiff::Timestamp>().ok().map(|at| Timestamp::from_ms(at.as_millisecond()))
}

/// Writes the tar within `part`; where it is.
async fn write(part: &Path, config: &Config) -> Result<PathBuf, String> {
    let path = part.join("backup.tar");
    let said = |e: std::io::Error| format!("{}: {e}", path.display());
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut tar = tar::Builder::new(options.open(&path).map_err(said)?);
    let store = super::open(config).await?;
    // what was appended a moment ago is linked before the head is noted
    heads::link_all(&store).await.map_err(|e| format!("the audit log is not linked to its end: {e}"))?;
    heads::note(&store, &config.data, super::clock().now()).await.map_err(|e| e.to_string())?;
    if store.is_file() {
        let copy = part.join(DATABASE);
        let copied = store.copy_to(&copy.to_string_lossy()).await;
        store.close().await;
        copied.map_err(|e| e.to_string())?;
        tar.append_path_with_name(copy, DATABASE).map_err(said)?;
    } else {
        store.close().await;
        say!("the database is PostgreSQL: back it up with pg_dump; this file has the keys and the configuration");
    }
    let keys = config.data.join("keys");
    if keys.is_dir() {
        tar.append_dir_all("keys", &keys).map_err(said)?;
    }
    for name in [SETTINGS, heads::FILE] {
        let file = config.data.join(name);
        if file.is_file() {
            tar.append_path_with_name(&file, name).map_err(said)?;
        }
    }
    tar.into_inner().and_then(|file| file.sync_all()).map_err(said)?;
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::super::restore::{Restore, restore};
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    fn config(folder: &Path, name: &str) -> Config {
        let flags = [("data", folder.join(name).display().to_string())].into_iter().collect();
        Config::load(None, |_| None, &flags).unwrap()
    }

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("zhixing-backup-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    #[tokio::test]
    async fn what_was_backed_up_is_restored_with_every_key() {
        let folder = folder("whole");
        let (from, to) = (config(&folder, "from"), config(&folder, "to"));
        let signing = crate::keys::open(&from.data, 2026).unwrap().signing.public();
        let answers = crate::answer_key::public(&crate::answer_key::open(&from.data).unwrap());
        let file = folder.join("backup.tar");
        backup(&Backup { file: file.clone() }, &from).await.unwrap();
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        restore(&Restore { file, force: false }, &to).await.unwrap();
        assert_eq!(crate::keys::open(&to.data, 2026).unwrap().signing.public(), signing);
        assert_eq!(crate::answer_key::public(&crate::answer_key::open(&to.data).unwrap()), answers);
        assert!(to.data.join(DATABASE).is_file());
        let age = super::super::clock().now().since(newest_backup(&from.data).unwrap());
        assert!((0..60_000).contains(&age.ms()) && newest_backup(&to.data).is_none(), "{age:?}");
        let left: Vec<_> = fs::read_dir(&folder).unwrap().map(|e| e.unwrap().file_name()).collect();
        assert_eq!(left.len(), 3, "{left:?}");
        fs::remove_dir_all(folder).unwrap();
    }

    #[tokio::test]
    async fn a_backup_follows_no_link_and_replaces_nothing() {
        let folder = folder("link");
        let from = config(&folder, "from");
        std::os::unix::fs::symlink(folder.join("elsewhere"), folder.join("backup.tar")).unwrap();
        let refused = backup(&Backup { file: folder.join("backup.tar") }, &from).await.unwrap_err();
        assert!(refused.contains("exists") && !folder.join("elsewhere").exists());
        fs::remove_dir_all(folder).unwrap();
    }
}
