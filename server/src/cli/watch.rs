//! `zhixing content watch`: looks at a folder every second, and again once it is still after a change.

use super::Exit;
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    pin::pin,
    process::ExitCode,
    time::{Duration, SystemTime},
};

const PAUSE: Duration = Duration::from_secs(1);

/// When each file was written, and how long it is.
type Glance = BTreeMap<PathBuf, (Option<SystemTime>, u64)>;

/// What was seen of a folder.
#[derive(Default)]
struct Watched {
    told: Option<Glance>,
    last: Option<Glance>,
}

impl Watched {
    /// Whether something is to be done: it is other than when it was done last, and no longer being written.
    fn is_due(&mut self, now: Glance) -> bool {
        let is_still = self.told.is_none() || self.last.as_ref() == Some(&now);
        let is_due = is_still && self.told.as_ref() != Some(&now);
        if is_due {
            self.told = Some(now.clone());
        }
        self.last = Some(now);
        is_due
    }
}

/// Does something with a folder at once, and whenever it has changed. What fails is told, and it goes on.
pub(super) async fn run(dir: &Path, act: impl AsyncFn(PathBuf) -> Exit) -> Exit {
    if !dir.is_dir() {
        return Err(format!("{}: no folder", dir.display()));
    }
    let mut watched = Watched::default();
    // one for the whole time: who stops it while something is done is heard after that
    let mut stop = pin!(tokio::signal::ctrl_c());
    loop {
        if watched.is_due(glance(dir))
            && let Err(reason) = act(dir.to_path_buf()).await
        {
            say!("{reason}");
        }
        tokio::select! {
            () = tokio::time::sleep(PAUSE) => {}
            _ = &mut stop => return Ok(ExitCode::SUCCESS),
        }
    }
}

/// Every file that could be published; what cannot be read at this moment is not there.
fn glance(root: &Path) -> Glance {
    let (mut seen, mut waiting) = (Glance::new(), vec![root.to_path_buf()]);
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let is_hidden = entry.file_name().to_string_lossy().starts_with(['.', '_']);
            let Ok(kind) = entry.file_type() else { continue };
            match std::fs::metadata(entry.path()) {
                _ if is_hidden => {}
                _ if kind.is_dir() => waiting.push(entry.path()),
                Ok(file) if file.is_file() => drop(seen.insert(entry.path(), (file.modified().ok(), file.len()))),
                _ => {}
            }
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_looked_at_at_once_and_again_when_a_change_has_come_to_its_end() {
        let root = std::env::temp_dir().join(format!("zhixing-watch-{}", std::process::id()));
        std::fs::create_dir_all(root.join("a/.zhixing")).unwrap();
        let write = |name: &str, text: &str| std::fs::write(root.join(name), text).unwrap();
        let mut watched = Watched::default();
        let mut looks = |times: usize| (0..times).map(|_| watched.is_due(glance(&root))).collect::<Vec<_>>();
        write("a/course.md", "one");
        assert_eq!(looks(2), [true, false]);
        write("a/course.md", "longer");
        assert_eq!(looks(1), [false], "it may still be written");
        write("a/course.md", "longer still");
        assert_eq!(looks(3), [false, true, false]);
        write("a/.zhixing/base.json", "own");
        write("a/_note.md", "own");
        assert_eq!(looks(2), [false, false], "what is not published changes nothing");
        std::fs::remove_file(root.join("a/course.md")).unwrap();
        assert_eq!(looks(3), [false, true, false]);
        std::fs::remove_dir_all(&root).unwrap();
    }
}
