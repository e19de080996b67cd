//! The process: how many files it may open. A line of waiting candidates is a line of open files.

use super::{Diagnosis, Part, both};
use crate::Config;

const FILES: Part = ["open-files", "打开文件数", "open files"];

/// What is open beside connections.
const BESIDE: u64 = 64;

pub(super) fn look(config: &Config) -> Vec<Diagnosis> {
    // the server raises its limit as far as the system lets it
    let most = rlimit::getrlimit(rlimit::Resource::NOFILE).map_or(0, |(_, hard)| hard);
    vec![files(most, config.seats as u64)]
}

fn files(most: u64, seats: u64) -> Diagnosis {
    let remedy = both!(
        "systemd：LimitNOFILE=65536；终端：ulimit -Hn；容器：--ulimit nofile=65536"
            | "systemd: LimitNOFILE=65536; shell: ulimit -Hn; container: --ulimit nofile=65536"
    );
    let room = most.saturating_sub(BESIDE);
    if room < 1_000 {
        return Diagnosis::broken(
            FILES,
            both!(
                "最多 {most} 个：{room} 个连接之后就要挤掉等待的人"
                    | "at most {most}: after {room} connections those who wait are pushed out"
            ),
            remedy,
        );
    }
    if room < seats.min(50_000) {
        return Diagnosis::doubtful(
            FILES,
            both!(
                "这里最多 {most} 个，少于 {seats} 个座位各一个连接"
                    | "at most {most} here, less than a connection for each of {seats} seats"
            ),
            remedy,
        );
    }
    Diagnosis::fine(FILES, both!("最多 {most} 个" | "at most {most}"))
}

#[cfg(test)]
mod tests {
    use super::{super::Health, *};

    #[test]
    fn each_seat_is_an_open_file() {
        for (most, seats, health) in
            [(1_024, 100, Health::Broken), (4_096, 20_000, Health::Doubtful), (4_096, 2_000, Health::Fine), (65_536, 100_000, Health::Fine)]
        {
            assert_eq!(files(most, seats).health, health, "{most} for {seats}");
        }
    }
}
