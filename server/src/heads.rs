//! Noted heads of the audit log: `<data>/audit-heads`, one line for each, and the same in the log and in every backup.
//!
//! The chain alone cannot tell that its end was cut off and written anew; a head that was noted before can. The file is appended to and never read but by
//! `zhixing audit verify`, which looks for each of its heads in the chain.

use std::{
    fs, io,
    io::Write,
    path::{Path, PathBuf},
};
use zhixing_domain::time::Timestamp;
use zhixing_store::{Fault, Store};

pub const FILE: &str = "audit-heads";

#[derive(Debug, thiserror::Error)]
pub enum HeadFault {
    #[error(transparent)]
    Store(#[from] Fault),
    #[error("{0}: {1}")]
    Io(PathBuf, io::Error),
}

/// A log of a million events is linked in a thousand rounds; whoever appends for ever does not hold a backup up for ever.
const ROUNDS: usize = 10_000;

/// Links everything that waits, also what a closing bell left; where another node links at the same moment, either does.
///
/// # Errors
/// [`Fault::Conflict`] if something still waits after so many rounds; or the database cannot be read or written.
pub async fn link_all(store: &Store) -> Result<(), Fault> {
    until_none_waits(|| store.link_events()).await
}

async fn until_none_waits<R: Future<Output = Result<usize, Fault>>>(mut link: impl FnMut() -> R) -> Result<(), Fault> {
    for _ in 0..ROUNDS {
        match link().await {
            Ok(0) => return Ok(()),
            Ok(_) | Err(Fault::Conflict) => {}
            Err(fault) => return Err(fault),
        }
    }
    Err(Fault::Conflict)
}

/// Appends the chain's newest hash, unless it stands there already.
pub async fn note(store: &Store, data: &Path, now: Timestamp) -> Result<(), HeadFault> {
    let Some((seq, hash)) = store.audit_head().await? else { return Ok(()) };
    let path = data.join(FILE);
    let fault = |e| HeadFault::Io(path.clone(), e);
    if read(data).map_err(fault)?.last() == Some(&hash) {
        return Ok(());
    }
    let mut options = fs::OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&path).map_err(fault)?;
    writeln!(file, "{} {seq} {hash}", now.ms()).and_then(|()| file.sync_all()).map_err(fault)?;
    tracing::info!(seq, head = hash, "the audit log's head is noted");
    Ok(())
}

/// The hashes that were noted, oldest first.
pub fn read(data: &Path) -> io::Result<Vec<String>> {
    Ok(places(data)?.into_iter().map(|(_, hash)| hash).collect())
}

/// The same, each with its place in the chain.
pub fn places(data: &Path) -> io::Result<Vec<(i64, String)>> {
    let text = match fs::read_to_string(data.join(FILE)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(vec![]),
        text => text?,
    };
    let line = |line: &str| {
        let mut words = line.split(' ').skip(1);
        Some((words.next()?.parse().ok()?, words.next()?.to_string()))
    };
    Ok(text.lines().filter_map(line).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_log_that_does_not_end_is_said_not_to_be_linked() {
        let mut rounds = 0;
        let endless = until_none_waits(|| {
            rounds += 1;
            std::future::ready(if rounds % 2 == 0 { Ok(1_000) } else { Err(Fault::Conflict) })
        });
        assert!(matches!(endless.await, Err(Fault::Conflict)));
        assert_eq!(rounds, ROUNDS);
        let mut waiting = [Ok(1_000), Err(Fault::Conflict), Ok(7), Ok(0)].into_iter();
        assert!(until_none_waits(|| std::future::ready(waiting.next().unwrap())).await.is_ok());
        assert_eq!(waiting.count(), 0, "it goes on until nothing waits");
        let broken = || std::future::ready(Err(Fault::Unavailable("gone".into())));
        assert!(matches!(until_none_waits(broken).await, Err(Fault::Unavailable(_))));
    }
}
