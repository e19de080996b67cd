//! `zhixing restore`: puts a backup into the data folder, whole or not at all.

use super::Exit;
use crate::data_folder::DATABASE;
use crate::{
    Config, keys,
    lock::{DataLock, LockMode},
    staging::{Settled, Staging},
};
use clap::Args;
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

#[derive(Args)]
pub struct Restore {
    /// A file that `zhixing backup` wrote
    pub(super) file: PathBuf,
    /// Put it in the place of the database and keys that are there; these are moved aside
    #[arg(long)]
    pub(super) force: bool,
}

pub async fn restore(args: &Restore, config: &Config) -> Exit {
    let said = |e: std::io::Error| format!("{}: {e}", args.file.display());
    let _lock = DataLock::take(&config.data, LockMode::Alone).map_err(|e| e.to_string())?;
    let staging = Staging::of(config);
    tell(&staging.settle().map_err(said)?);
    let there = [staging.database().map(|(goal, _)| goal.to_path_buf()), Some(config.data.join("keys"))];
    let there: Vec<String> = there.into_iter().flatten().filter(|p| p.exists()).map(|p| p.display().to_string()).collect();
    if !there.is_empty() && !args.force {
        return Err(format!(
            "{} would be replaced; --force moves what is there aside and puts the backup in its place",
            there.join(" and ")
        ));
    }
    staging.begin().map_err(said)?;
    let checked = match unpack(&args.file, &staging) {
        Ok(()) => check(&staging, &config.data).await,
        Err(reason) => Err(reason),
    };
    if let Err(reason) = checked {
        staging.settle().map_err(said)?;
        return Err(format!("{}: {reason}; nothing was changed", args.file.display()));
    }
    staging.decide(&format!(".before-restore-{}", super::clock().now().ms())).map_err(said)?;
    tell(&staging.settle().map_err(said)?);
    say!("restored to {}", config.data.display());
    Ok(ExitCode::SUCCESS)
}

/// Says what became of a restore.
pub(super) fn tell(settled: &Settled) {
    match settled {
        Settled::Nothing => {}
        Settled::Undone => say!("a restore that was broken off before it counted is undone"),
        Settled::Finished(aside) => say!("the restore is in place; what was there before has names that end in {aside}"),
    }
}

/// Takes only the names that a backup has; nothing is ever written outside their places.
fn unpack(file: &Path, staging: &Staging) -> Result<(), String> {
    let archive = fs::File::open(file).map_err(|e| e.to_string())?;
    // what is in a file that is no archive is nobody's business on a terminal
    let foreign = |_| "this is not a file that zhixing backup wrote".to_string();
    let mut found = false;
    for entry in tar::Archive::new(archive).entries().map_err(foreign)? {
        let mut entry = entry.map_err(foreign)?;
        let name = entry.path().map_err(foreign)?.into_owned();
        if !entry.header().entry_type().is_file() {
            continue;
        }
        let Some(place) = staging.place(&name) else { continue };
        found |= name == Path::new(DATABASE) || name.starts_with("keys");
        let mut options = fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut goal = options.open(&place).map_err(|e| format!("{}: {e}", place.display()))?;
        let copied = std::io::copy(&mut entry, &mut goal).and_then(|_| goal.sync_all());
        copied.map_err(|e| format!("{}: {e}", place.display()))?;
    }
    if found { Ok(()) } else { Err("this is not a file that zhixing backup wrote".into()) }
}

/// Whether the database is whole and the keys are those that it was used with.
async fn check(staging: &Staging, data: &Path) -> Result<(), String> {
    let held = keys::list_in(&staging.keys()).map_err(|e| e.to_string())?;
    let Some((_, part)) = staging.database().filter(|(_, part)| part.exists()) else { return Ok(()) };
    let copy = zhixing_store::examine(&part).await.map_err(|e| e.to_string())?;
    if copy.schema > zhixing_store::newest_schema() {
        return Err("the backup is of a newer version of zhixing".into());
    }
    let public: BTreeMap<String, String> = held.iter().map(|k| (k.public.kid().as_str().into(), k.public.multibase())).collect();
    for (kid, noted) in &copy.keys {
        if public.get(kid).is_some_and(|own| own != noted) {
            return Err(format!("its key {kid} and its database do not belong together"));
        }
    }
    for kid in copy.signed_by.iter().filter(|kid| !public.contains_key(*kid)) {
        say!("{}: the backup has no public half of {kid}, which signed certificates in it", data.display());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::backup::{Backup, backup};
    use super::*;
    use crate::{clock::ManualClock, hashing::Hashing, world::World};
    use std::sync::Arc;

    fn config(folder: &Path, name: &str) -> Config {
        let flags = [("data", folder.join(name).display().to_string()), ("demo", "true".into())].into_iter().collect();
        Config::load(None, |_| None, &flags).unwrap()
    }

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("zhixing-restore-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    /// A server that was started once and its backup.
    async fn backed_up(folder: &Path) -> PathBuf {
        let from = config(folder, "from");
        let world = World::open(from.clone(), Arc::new(ManualClock::at(1_795_320_000_000)), Hashing::cheap().unwrap()).await.unwrap();
        world.store.close().await;
        let file = folder.join("backup.tar");
        backup(&Backup { file: file.clone() }, &from).await.unwrap();
        file
    }

    async fn refused(file: &Path, to: &Config) -> String {
        let said = restore(&Restore { file: file.to_path_buf(), force: true }, to).await.unwrap_err();
        assert!(!Staging::of(to).is_pending(), "nothing is left of it");
        said
    }

    #[tokio::test]
    async fn nothing_is_restored_under_a_running_server() {
        let folder = folder("running");
        let file = backed_up(&folder).await;
        let to = config(&folder, "from");
        let lock = DataLock::take(&to.data, LockMode::Alone).unwrap();
        assert!(refused(&file, &to).await.contains("another zhixing uses this folder"));
        drop(lock);
        restore(&Restore { file, force: true }, &to).await.unwrap();
        let aside = fs::read_dir(&to.data)
            .unwrap()
            .filter(|e| e.as_ref().unwrap().file_name().to_string_lossy().contains(".before-restore-"))
            .count();
        assert!(aside >= 2, "what was there is kept");
        fs::remove_dir_all(folder).unwrap();
    }

    #[tokio::test]
    async fn what_is_no_backup_changes_nothing_and_is_not_printed() {
        let folder = folder("garbage");
        let (file, to) = (folder.join("letter.txt"), config(&folder, "to"));
        fs::create_dir_all(&to.data).unwrap();
        fs::write(to.data.join(DATABASE), "what is there").unwrap();
        fs::write(&file, "my secret diary ".repeat(100)).unwrap();
        let said = refused(&file, &to).await;
        assert!(said.contains("not a file that zhixing backup wrote") && !said.contains("diary"), "{said}");
        let mut tar = tar::Builder::new(vec![]);
        let mut header = tar::Header::new_gnu();
        let bytes = "garbage that is named like the database".as_bytes();
        header.set_size(bytes.len() as u64);
        tar.append_data(&mut header, DATABASE, bytes).unwrap();
        fs::write(&file, tar.into_inner().unwrap()).unwrap();
        let said = refused(&file, &to).await;
        assert!(said.contains("nothing was changed"), "{said}");
        assert_eq!(fs::read_to_string(to.data.join(DATABASE)).unwrap(), "what is there");
        fs::remove_dir_all(folder).unwrap();
    }

    #[tokio::test]
    async fn a_key_that_does_not_belong_to_the_database_is_refused() {
        let folder = folder("foreign");
        let file = backed_up(&folder).await;
        let mut entries = tar::Archive::new(fs::File::open(&file).unwrap());
        let mut tar = tar::Builder::new(vec![]);
        for entry in entries.entries().unwrap() {
            let mut entry = entry.unwrap();
            let name = entry.path().unwrap().into_owned();
            let mut bytes = vec![];
            std::io::Read::read_to_end(&mut entry, &mut bytes).unwrap();
            if name.extension().is_some_and(|e| e == "key") {
                bytes = "ab".repeat(32).into_bytes();
            }
            let mut header = tar::Header::new_gnu();
            header.set_size(bytes.len() as u64);
            if entry.header().entry_type().is_file() {
                tar.append_data(&mut header, name, bytes.as_slice()).unwrap();
            }
        }
        fs::write(&file, tar.into_inner().unwrap()).unwrap();
        let said = refused(&file, &config(&folder, "to")).await;
        assert!(said.contains("do not belong together"), "{said}");
        fs::remove_dir_all(folder).unwrap();
    }
}
