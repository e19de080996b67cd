//! The database: whether it answers, what it is, whether its schema is ours, and what its clock says beside the machine's.

use super::{Diagnosis, Part, both};
use crate::{Config, config::without_password};
use zhixing_domain::time::{Span, Timestamp};
use zhixing_store::{DatabaseState, Fault, Store, database_file, inspect, newest_schema};

const DATABASE: Part = ["database", "数据库", "database"];
const SCHEMA: Part = ["schema", "数据库结构", "schema"];
const CLOCK: Part = ["clock", "时钟", "clock"];

/// A deadline that is this much off is noticed in a room.
const NOTICED: Span = Span::from_seconds(2);
/// And this much is a complaint.
const WRONG: Span = Span::from_seconds(30);

/// What was found, and the database where it can be asked further.
pub(super) async fn look(config: &Config, now: Timestamp) -> (Vec<Diagnosis>, Option<Store>) {
    let shown = without_password(&config.database);
    if database_file(&config.database).is_some_and(|file| !file.exists()) {
        return (vec![not_made(&shown), clock(now, None)], None);
    }
    let state = match inspect(&config.database).await {
        Ok(state) => state,
        Err(fault) => return (vec![unreachable(&shown, &fault), clock(now, None)], None),
    };
    let newest = newest_schema();
    let mut report = vec![reached(&shown, &state), schema(state.schema, newest), clock(now, Some(&state))];
    if state.schema != newest {
        return (report, None);
    }
    match Store::open(&config.database).await {
        Ok(store) => (report, Some(store)),
        Err(fault) => {
            report.push(unreachable(&shown, &fault));
            (report, None)
        }
    }
}

fn not_made(shown: &str) -> Diagnosis {
    Diagnosis::doubtful(
        DATABASE,
        both!("{shown} 还不存在" | "{shown} does not exist yet"),
        both!(
            "第一次启动时会建立；如果已经用过，请核对 data 和 database"
                | "the first start makes it; if this was used before, check `data` and `database`"
        ),
    )
}

fn unreachable(shown: &str, fault: &Fault) -> Diagnosis {
    Diagnosis::broken(
        DATABASE,
        both!("{shown} 打不开：{fault}" | "{shown} cannot be opened: {fault}"),
        both!(
            "核对 database、用户和密码，看数据库是否在运行；文件损坏时用 `zhixing restore` 恢复最近的备份"
                | "check `database`, user and password, and whether the database runs; where its file is broken, `zhixing restore` the newest backup"
        ),
    )
}

fn reached(shown: &str, state: &DatabaseState) -> Diagnosis {
    let version = &state.version;
    if !state.durable {
        return Diagnosis::broken(
            DATABASE,
            both!(
                "{version}，{shown}：fsync 关着，断电会丢掉已经说“已保存”的答案"
                    | "{version}, {shown}: fsync is off, so a power cut loses answers that were called saved"
            ),
            both!("在 postgresql.conf 里写 fsync = on" | "write fsync = on into postgresql.conf"),
        );
    }
    Diagnosis::fine(DATABASE, both!("{version}，{shown}" | "{version}, {shown}"))
}

fn schema(seen: i64, newest: i64) -> Diagnosis {
    if seen > newest {
        return Diagnosis::broken(
            SCHEMA,
            both!("第 {seen} 版，比这个程序知道的（{newest}）新" | "{seen}, newer than this program knows ({newest})"),
            both!(
                "装回较新的 zhixing，或恢复升级前的备份" | "install the newer zhixing again, or restore the backup from before the upgrade"
            ),
        );
    }
    if seen < newest {
        return Diagnosis::doubtful(
            SCHEMA,
            both!(
                "第 {seen} 版；下次启动会升到第 {newest} 版，不能退回。密钥、账号和审计日志要等到那之后再看"
                    | "{seen}; the next start brings it to {newest}, and there is no way back. Keys, accounts and the audit log are looked at after that"
            ),
            both!("先备份：zhixing backup 文件名（PostgreSQL 用 pg_dump）" | "back up first: zhixing backup FILE (PostgreSQL: pg_dump)"),
        );
    }
    Diagnosis::fine(SCHEMA, both!("第 {seen} 版，最新" | "{seen}, the newest"))
}

fn clock(now: Timestamp, state: Option<&DatabaseState>) -> Diagnosis {
    let (remedy, year) = (both!("打开时间同步：timedatectl set-ntp true" | "keep it in time: timedatectl set-ntp true"), year(now));
    if !(2025..2100).contains(&year) {
        return Diagnosis::broken(
            CLOCK,
            both!("这台机器以为今年是 {year} 年" | "this machine believes that it is the year {year}"),
            remedy,
        );
    }
    if let Some(ahead) = state.and_then(|s| s.newest_event).map(|at| at.since(now)).filter(|ahead| *ahead > NOTICED) {
        let s = ahead.ms() / 1_000;
        return Diagnosis::broken(
            CLOCK,
            both!(
                "数据库里最新的事件在 {s} 秒之后：时钟往回拨过，考试会多出时间"
                    | "the newest event in the database is {s} s from now: the clock was set back, and exams get more time than they have"
            ),
            remedy,
        );
    }
    let Some(theirs) = state.and_then(|s| s.now) else { return Diagnosis::fine(CLOCK, both!("{year} 年" | "in the year {year}")) };
    let apart = theirs.ms().abs_diff(now.ms());
    let found = both!("和数据库的时钟相差 {apart} 毫秒" | "{apart} ms apart from the database's");
    match apart {
        ms if ms > WRONG.ms().unsigned_abs() => Diagnosis::broken(CLOCK, found, remedy),
        ms if ms > NOTICED.ms().unsigned_abs() => Diagnosis::doubtful(CLOCK, found, remedy),
        _ => Diagnosis::fine(CLOCK, found),
    }
}

fn year(now: Timestamp) -> i16 {
    jiff::Timestamp::from_millisecond(now.ms()).unwrap_or(jiff::Timestamp::UNIX_EPOCH).to_zoned(jiff::tz::TimeZone::UTC).year()
}

#[cfg(test)]
mod tests {
    use super::{super::Health, *};

    const NOW: Timestamp = Timestamp::from_ms(1_795_320_000_000);

    fn state(now: Option<i64>, newest: Option<i64>) -> DatabaseState {
        let at = |ms: i64| Timestamp::from_ms(NOW.ms() + ms);
        DatabaseState { version: "PostgreSQL 16.3".into(), schema: 1, now: now.map(at), durable: true, newest_event: newest.map(at) }
    }

    #[test]
    fn a_clock_is_compared_with_the_year_the_database_and_what_happened_last() {
        assert_eq!(clock(NOW, None).health, Health::Fine);
        assert_eq!(clock(Timestamp::from_ms(0), None).health, Health::Broken);
        assert_eq!(clock(NOW, Some(&state(None, Some(-5)))).health, Health::Fine);
        assert_eq!(clock(NOW, Some(&state(None, Some(3_600_000)))).health, Health::Broken);
        for (apart, health) in [(40, Health::Fine), (-3_000, Health::Doubtful), (60_000, Health::Broken)] {
            assert_eq!(clock(NOW, Some(&state(Some(apart), None))).health, health, "{apart} ms");
        }
    }

    #[test]
    fn a_schema_of_before_waits_and_one_of_tomorrow_is_refused() {
        let seen = [(22, Health::Fine), (21, Health::Doubtful), (0, Health::Doubtful), (23, Health::Broken)];
        assert_eq!(seen.map(|(seen, _)| schema(seen, 22).health), seen.map(|(_, health)| health));
    }

    #[test]
    fn a_database_that_forgets_is_named_without_its_password() {
        let forgets = reached("postgres://u:***@h/d", &DatabaseState { durable: false, ..state(None, None) });
        assert_eq!(forgets.health, Health::Broken);
    }
}
