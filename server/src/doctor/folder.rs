//! The data folder: who may read and write it, how much room there is, whether its locks hold, and on what kind of disk it lies.

use super::{Diagnosis, Part, both};
use crate::{Config, lock};
use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io,
    path::Path,
};

const FOLDER: Part = ["data", "数据文件夹", "data folder"];
const SPACE: Part = ["space", "磁盘空间", "free space"];
const LOCKS: Part = ["locks", "文件锁", "file locks"];

/// What a seat writes in a sitting: 150 events of 400 bytes.
const SEAT: u64 = 60_000;
const MIB: u64 = 1 << 20;

pub(super) fn look(config: &Config) -> Vec<Diagnosis> {
    let shown = config.data.display().to_string();
    let meta = match fs::metadata(&config.data) {
        Ok(meta) if meta.is_dir() => meta,
        Ok(_) => return vec![not_a_folder(&shown)],
        Err(error) if error.kind() == io::ErrorKind::NotFound => return vec![missing(&shown)],
        Err(error) => return vec![unreadable(&shown, &error)],
    };
    let trial = Trial::in_folder(&config.data);
    let mut report = vec![match &trial {
        Err(error) => unwritable(&shown, error),
        Ok(_) => rights(&shown, mode(&meta), owner(&meta), rustix::process::geteuid().as_raw()),
    }];
    let file = zhixing_store::database_file(&config.database);
    if let Ok(room) = rustix::fs::statvfs(&config.data) {
        report.push(space(room.f_bavail.saturating_mul(room.f_frsize), config.seats as u64));
    }
    if let Ok(trial) = &trial {
        report.push(locks(trial.locks_hold(), file.is_some() && on_network(&config.data), lock::is_held(&config.data)));
    }
    report
}

fn missing(shown: &str) -> Diagnosis {
    Diagnosis::doubtful(
        FOLDER,
        both!("{shown} 还不存在" | "{shown} does not exist yet"),
        both!(
            "第一次启动时会建立；如果这不是您的数据文件夹，请写明 data"
                | "the first start makes it; if it is not where your data are, name `data`"
        ),
    )
}

fn not_a_folder(shown: &str) -> Diagnosis {
    Diagnosis::broken(FOLDER, both!("{shown} 不是文件夹" | "{shown} is not a folder"), both!("改正 data" | "correct `data`"))
}

fn unreadable(shown: &str, error: &io::Error) -> Diagnosis {
    Diagnosis::broken(
        FOLDER,
        both!("{shown} 看不到：{error}" | "{shown} cannot be looked at: {error}"),
        both!("用运行服务器的用户来执行" | "run this as the user that the server runs as"),
    )
}

fn unwritable(shown: &str, error: &io::Error) -> Diagnosis {
    Diagnosis::broken(
        FOLDER,
        both!("{shown} 不能写：{error}" | "{shown} cannot be written: {error}"),
        both!(
            "把它交给运行服务器的用户：chown -R zhixing: {shown}；磁盘满了或只读时先解决那个"
                | "give it to the user that the server runs as: chown -R zhixing: {shown}; where the disk is full or read-only, mend that first"
        ),
    )
}

fn rights(shown: &str, mode: u32, owner: u32, own: u32) -> Diagnosis {
    if mode & 0o007 != 0 {
        return Diagnosis::broken(
            FOLDER,
            both!(
                "这台机器上的任何用户都能进入 {shown}（权限 {mode:o}）：里面有答案和签名密钥"
                    | "every user of this machine may look into {shown} (mode {mode:o}): answers and signing keys are in it"
            ),
            both!("chmod 700 {shown}" | "chmod 700 {shown}"),
        );
    }
    if own == 0 && owner != 0 {
        return Diagnosis::doubtful(
            FOLDER,
            both!(
                "{shown} 属于用户 {owner}，而现在是 root 在看：权限和打开文件数按 root 判断"
                    | "{shown} belongs to user {owner} and root is looking: rights and open files are judged for root"
            ),
            both!(
                "用服务器的用户再看一次：runuser -u zhixing -- zhixing doctor"
                    | "look again as the server's user: runuser -u zhixing -- zhixing doctor"
            ),
        );
    }
    Diagnosis::fine(FOLDER, both!("{shown}，只有服务器能看" | "{shown}, closed to others"))
}

fn space(free: u64, seats: u64) -> Diagnosis {
    let (mib, wanted) = (free / MIB, (seats.saturating_mul(SEAT) / MIB).max(512) * 2);
    if mib < 256 {
        return Diagnosis::broken(
            SPACE,
            both!(
                "只剩 {mib} MiB：写不下时，没有一个答案会显示“已保存”"
                    | "{mib} MiB are left: where nothing can be written, no answer is called saved"
            ),
            both!("在下一场考试之前腾出空间" | "make room before the next exam"),
        );
    }
    if mib < wanted {
        return Diagnosis::doubtful(
            SPACE,
            both!(
                "剩 {mib} MiB；{seats} 人同时考试，最好留 {wanted} MiB"
                    | "{mib} MiB are left; for {seats} people at once {wanted} MiB would be good"
            ),
            both!("腾出空间，或把 seats 设成实际的人数" | "make room, or set `seats` to how many people there are"),
        );
    }
    Diagnosis::fine(SPACE, both!("剩 {mib} MiB" | "{mib} MiB are left"))
}

fn locks(hold: io::Result<bool>, on_network: bool, served: bool) -> Diagnosis {
    let remedy = || both!("把数据放在本机的磁盘上，或改用 PostgreSQL" | "put the data on a disk of this machine, or use PostgreSQL");
    if on_network {
        return Diagnosis::broken(
            LOCKS,
            both!(
                "SQLite 的文件在网络盘上：锁不可靠，数据库可能损坏"
                    | "the file of SQLite lies on a network disk: its locks do not hold, and the database may break"
            ),
            remedy(),
        );
    }
    match hold {
        Ok(true) if served => Diagnosis::fine(LOCKS, both!("有效；服务器正用着这个文件夹" | "they hold; a server uses the folder now")),
        Ok(true) => Diagnosis::fine(LOCKS, both!("有效" | "they hold")),
        Ok(false) => Diagnosis::broken(
            LOCKS,
            both!("锁不起作用：两个服务器可能同时写同一个数据库" | "locks have no effect here: two servers might write to one database"),
            remedy(),
        ),
        Err(error) => Diagnosis::broken(LOCKS, both!("不能加锁：{error}" | "nothing can be locked: {error}"), remedy()),
    }
}

/// A file of our own to try things with; it goes with this value.
struct Trial {
    path: std::path::PathBuf,
    file: File,
}

impl Trial {
    fn in_folder(folder: &Path) -> io::Result<Self> {
        let path = folder.join(format!(".doctor-{}", std::process::id()));
        let file = OpenOptions::new().write(true).create_new(true).open(&path)?;
        Ok(Self { path, file })
    }

    /// Whether what is locked once cannot be locked again.
    fn locks_hold(&self) -> io::Result<bool> {
        let again = File::open(&self.path)?;
        match self.file.try_lock() {
            Ok(()) => Ok(matches!(again.try_lock(), Err(TryLockError::WouldBlock))),
            Err(TryLockError::Error(error)) => Err(error),
            Err(TryLockError::WouldBlock) => Ok(true),
        }
    }
}

impl Drop for Trial {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

fn mode(meta: &fs::Metadata) -> u32 {
    std::os::unix::fs::MetadataExt::mode(meta) & 0o777
}

fn owner(meta: &fs::Metadata) -> u32 {
    std::os::unix::fs::MetadataExt::uid(meta)
}

/// NFS, SMB and the like, by the number that Linux gives a kind of file system (statfs(2)).
#[cfg(target_os = "linux")]
fn on_network(folder: &Path) -> bool {
    const NETWORK: [u64; 7] = [0x6969, 0x517B, 0xFF53_4D42, 0xFE53_4D42, 0x0102_1997, 0x00C3_6400, 0x7375_7245];
    rustix::fs::statfs(folder).is_ok_and(|about| NETWORK.contains(&((about.f_type as u64) & 0xFFFF_FFFF)))
}

#[cfg(not(target_os = "linux"))]
fn on_network(_: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::{super::Health, *};

    #[test]
    fn rights_room_and_locks_are_judged_by_what_is_seen() {
        assert_eq!(rights("/d", 0o700, 5, 5).health, Health::Fine);
        assert_eq!(rights("/d", 0o750, 5, 0).health, Health::Doubtful);
        assert_eq!(rights("/d", 0o755, 5, 5).health, Health::Broken);
        for (mib, seats, health) in [
            (100, 10, Health::Broken),
            (900, 10, Health::Doubtful),
            (1_100, 10, Health::Fine),
            (2_000, 20_000, Health::Doubtful),
            (3_000, 20_000, Health::Fine),
        ] {
            assert_eq!(space(mib * MIB, seats).health, health, "{mib} MiB, {seats}");
        }
        assert_eq!(locks(Ok(true), false, true).health, Health::Fine);
        for broken in [locks(Ok(false), false, false), locks(Ok(true), true, false), locks(Err(io::Error::other("x")), false, false)] {
            assert_eq!(broken.health, Health::Broken, "{broken:?}");
        }
    }
}
