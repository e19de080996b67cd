//! What proves the past: the newest backup, and the audit log's noted end.

use super::{Diagnosis, Part, both};
use crate::{Config, cli, heads};
use zhixing_domain::time::{Span, Timestamp};
use zhixing_store::Store;

const BACKUP: Part = ["backup", "备份", "backup"];
const AUDIT: Part = ["audit", "审计日志", "audit log"];

const WEEK: Span = Span::from_minutes(7 * 24 * 60);

pub(super) async fn look(config: &Config, store: Option<&Store>, now: Timestamp) -> Vec<Diagnosis> {
    let Some(store) = store else { return vec![] };
    let used = store.was_used().await.unwrap_or_default();
    let noted = heads::places(&config.data).unwrap_or_default();
    let found = match noted.last() {
        Some((seq, _)) => store.audit_hash(*seq).await.unwrap_or_default(),
        None => None,
    };
    vec![backup(cli::newest_backup(&config.data), used, now), audit(noted.last(), found.as_deref())]
}

fn backup(newest: Option<Timestamp>, used: bool, now: Timestamp) -> Diagnosis {
    let remedy = both!(
        "zhixing backup 文件名，每天一次，放到另一台机器上；PostgreSQL 另用 pg_dump"
            | "zhixing backup FILE, once a day, kept on another machine; PostgreSQL needs pg_dump besides"
    );
    match newest.map(|at| now.since(at)) {
        None if used => Diagnosis::broken(
            BACKUP,
            both!("从来没有，而这里已经有人考过试" | "there never was one, and people have sat exams here"),
            remedy,
        ),
        None => Diagnosis::doubtful(BACKUP, both!("还没有" | "there is none yet"), remedy),
        Some(age) if age > WEEK => {
            let days = age.minutes() / (24 * 60);
            Diagnosis::doubtful(BACKUP, both!("最近一次在 {days} 天前" | "the newest is {days} days old"), remedy)
        }
        Some(age) => {
            let hours = age.minutes() / 60;
            Diagnosis::fine(BACKUP, both!("最近一次在 {hours} 小时前" | "the newest is {hours} hours old"))
        }
    }
}

/// `noted` is the newest head that was written down, `found` what the chain has in that place now.
fn audit(noted: Option<&(i64, String)>, found: Option<&str>) -> Diagnosis {
    let Some((seq, hash)) = noted else {
        return Diagnosis::doubtful(
            AUDIT,
            both!("还没有记下过链头" | "no head of its chain was noted yet"),
            both!(
                "服务器每小时记一次，备份时也记；在那之后再看"
                    | "the server notes one every hour, and so does a backup; look again after that"
            ),
        );
    };
    let short = hash.get(..12).unwrap_or(hash);
    if found == Some(hash.as_str()) {
        return Diagnosis::fine(
            AUDIT,
            both!("记下的链头（第 {seq} 环，{short}）还在" | "the noted head (link {seq}, {short}) is in the chain"),
        );
    }
    Diagnosis::broken(
        AUDIT,
        both!(
            "记下的链头（第 {seq} 环，{short}）不在链上：日志的末尾被截掉或改写过，或者数据库是旧的"
                | "the noted head (link {seq}, {short}) is not in the chain: its end was cut off or written anew, or the database is an old one"
        ),
        both!(
            "zhixing audit verify 会逐环核对；不要动数据库，先弄清是谁恢复或改过它"
                | "zhixing audit verify checks every link; leave the database as it is, and find out who restored or changed it"
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::{super::Health, *};

    const NOW: Timestamp = Timestamp::from_ms(1_795_320_000_000);

    #[test]
    fn a_backup_is_new_for_a_week() {
        let days = |n: i64| Some(Timestamp::from_ms(NOW.ms() - n * 24 * 3_600_000));
        for (newest, used, health) in [
            (None, false, Health::Doubtful),
            (None, true, Health::Broken),
            (days(6), true, Health::Fine),
            (days(9), true, Health::Doubtful),
        ] {
            assert_eq!(backup(newest, used, NOW).health, health, "{newest:?}");
        }
    }

    #[test]
    fn a_head_that_is_gone_is_told() {
        let noted = (7, "ab".repeat(32));
        assert_eq!(audit(None, None).health, Health::Doubtful);
        assert_eq!(audit(Some(&noted), Some(&noted.1)).health, Health::Fine);
        assert_eq!(audit(Some(&noted), None).health, Health::Broken);
        assert_eq!(audit(Some(&noted), Some("other")).health, Health::Broken);
    }
}
