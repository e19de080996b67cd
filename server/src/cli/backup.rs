//! `zhixing backup` and `restore`: one tar of the database, the signing keys and the configuration.
//!
//! The copy of the database is consistent while others write. For PostgreSQL the tar has the keys and the configuration, and says so.

use super::Outcome;
use crate::{Config, keys::restrict};
use clap::Args;
use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

#[derive(Args)]
pub struct Backup {
    /// The file to write; it must not exist
    file: PathBuf,
}

#[derive(Args)]
pub struct Restore {
    /// A file that `zhixing backup` wrote
    file: PathBuf,
    /// Replace the database and keys that are there
    #[arg(long)]
    force: bool,
}

const DATABASE: &str = "zhixing.db";
const SETTINGS: &str = "zhixing.toml";

pub async fn backup(args: &Backup, config: &Config) -> Outcome {
    let said = |e: std::io::Error| format!("{}: {e}", args.file.display());
    if args.file.exists() {
        return Err(format!("{}: the file exists; name a new one", args.file.display()));
    }
    // beside the goal, so that a full disk leaves no half backup under its name
    let part = args.file.with_extension("part");
    let copy = args.file.with_extension("db-part");
    let _ = fs::remove_file(&copy);
    let written = write(&part, &copy, config).await;
    let _ = fs::remove_file(&copy);
    if let Err(error) = written {
        let _ = fs::remove_file(&part);
        return Err(error);
    }
    fs::rename(&part, &args.file).map_err(said)?;
    say!("{}: it holds the signing keys, so keep it as safe as them", args.file.display());
    Ok(ExitCode::SUCCESS)
}

async fn write(part: &Path, copy: &Path, config: &Config) -> Result<(), String> {
    let said = |e: std::io::Error| format!("{}: {e}", part.display());
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut tar = tar::Builder::new(options.open(part).map_err(said)?);
    if config.database.starts_with("sqlite:") {
        let store = super::open(config).await?;
        let copied = store.copy_to(&copy.to_string_lossy()).await;
        store.close().await;
        copied.map_err(|e| e.to_string())?;
        tar.append_path_with_name(copy, DATABASE).map_err(said)?;
    } else {
        say!("the database is PostgreSQL: back it up with pg_dump; this file has the keys and the configuration");
    }
    let keys = config.data.join("keys");
    if keys.is_dir() {
        tar.append_dir_all("keys", &keys).map_err(said)?;
    }
    let settings = config.data.join(SETTINGS);
    if settings.is_file() {
        tar.append_path_with_name(&settings, SETTINGS).map_err(said)?;
    }
    tar.into_inner().and_then(|file| file.sync_all()).map_err(said)
}

pub fn restore(args: &Restore, config: &Config) -> Outcome {
    let said = |e: std::io::Error| format!("{}: {e}", args.file.display());
    let database = PathBuf::from(config.database.strip_prefix("sqlite:").unwrap_or_default());
    let there: Vec<String> = [&database, &config.data.join("keys")]
        .into_iter()
        .filter(|p| p.exists() && !p.as_os_str().is_empty())
        .map(|p| p.display().to_string())
        .collect();
    if !there.is_empty() && !args.force {
        return Err(format!("{} would be replaced; stop the server, then use --force", there.join(" and ")));
    }
    let incoming = config.data.join("restore-part");
    let _ = fs::remove_dir_all(&incoming);
    if !config.data.exists() {
        fs::create_dir_all(&config.data).map_err(said)?;
        restrict(&config.data, 0o700).map_err(said)?;
    }
    fs::create_dir_all(&incoming).map_err(said)?;
    restrict(&incoming, 0o700).map_err(said)?;
    unpack(&args.file, &incoming).map_err(said)?;
    if incoming.join(DATABASE).is_file() && !database.as_os_str().is_empty() {
        // what the old log still holds does not belong to the restored database
        for tail in ["-wal", "-shm"] {
            let _ = fs::remove_file(format!("{}{tail}", database.display()));
        }
        restrict(&incoming.join(DATABASE), 0o600).map_err(said)?;
        fs::rename(incoming.join(DATABASE), &database).map_err(said)?;
    }
    if incoming.join("keys").is_dir() {
        let keys = config.data.join("keys");
        fs::create_dir_all(&keys).map_err(said)?;
        restrict(&keys, 0o700).map_err(said)?;
        for entry in fs::read_dir(incoming.join("keys")).map_err(said)? {
            let entry = entry.map_err(said)?;
            let to = keys.join(entry.file_name());
            fs::rename(entry.path(), &to).map_err(said)?;
            restrict(&to, 0o600).map_err(said)?;
        }
    }
    if incoming.join(SETTINGS).is_file() {
        fs::rename(incoming.join(SETTINGS), config.data.join(SETTINGS)).map_err(said)?;
    }
    fs::remove_dir_all(&incoming).map_err(said)?;
    say!("restored to {}", config.data.display());
    Ok(ExitCode::SUCCESS)
}

/// Takes only the names that a backup has; nothing is ever written outside the folder.
fn unpack(file: &Path, folder: &Path) -> std::io::Result<()> {
    let mut archive = tar::Archive::new(fs::File::open(file)?);
    for entry in archive.entries()? {
        let mut entry = entry?;
        let path = entry.path()?.into_owned();
        let key = path.parent() == Some(Path::new("keys")) && path.extension().is_some_and(|e| e == "key" || e == "p256");
        let known = path == Path::new(DATABASE) || path == Path::new(SETTINGS) || key;
        if known && entry.header().entry_type().is_file() {
            if key {
                fs::create_dir_all(folder.join("keys"))?;
            }
            entry.unpack(folder.join(&path))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_was_backed_up_is_restored_with_every_key() {
        let folder = std::env::temp_dir().join(format!("zhixing-backup-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        let config = |name: &str| {
            let flags = [("data", folder.join(name).display().to_string())].into_iter().collect();
            Config::load(None, |_| None, &flags).unwrap()
        };
        let (from, to) = (config("from"), config("to"));
        let signing = crate::keys::open(&from.data, 2026).unwrap()[0].public();
        let answers = crate::answer_key::public(&crate::answer_key::open(&from.data).unwrap());
        let file = folder.join("backup.tar");
        backup(&Backup { file: file.clone() }, &from).await.unwrap();
        restore(&Restore { file, force: false }, &to).unwrap();
        assert_eq!(crate::keys::open(&to.data, 2026).unwrap()[0].public(), signing);
        assert_eq!(crate::answer_key::public(&crate::answer_key::open(&to.data).unwrap()), answers);
        assert!(to.data.join(DATABASE).is_file());
        fs::remove_dir_all(folder).unwrap();
    }
}
