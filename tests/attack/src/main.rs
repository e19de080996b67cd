//! `zhixing-attack [NAME…]`: what an attacker tries, against a built server; fails if anything breaks. `zhixing-attack list` names the attacks.
//!
//! One line an attack: its name, what was measured, `holds` or `BROKEN` and why. The server is `$ZHIXING_BIN`, else the one built beside this program;
//! servers are started here, on data folders and ports of their own, and only 127.0.0.1 is spoken to. `zhixing-attack soak` is told in `soak.rs`.

mod attacks;
mod desk;
mod finding;
mod page;
mod person;
mod probe;
mod raw;
mod soak;
mod stage;
mod watch;

use attacks::{ALL, Attack};
use finding::Finding;
use stage::{Ground, PEOPLE, Stage};
use std::{path::PathBuf, process::ExitCode, rc::Rc};
use tokio::{
    signal::unix::{SignalKind, signal},
    task::{JoinSet, LocalSet},
};
use zhixing_load::words::{Words, die};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let words = Words::new(std::env::args().skip(1));
    if words.places == ["list"] {
        ALL.iter().for_each(|attack| println!("{}", attack.name));
        return ExitCode::SUCCESS;
    }
    // one line; an attack that cannot go on says so in its own
    std::panic::set_hook(Box::new(|panic| eprintln!("{panic}")));
    // a socket each, on both sides
    if let Err(error) = rlimit::increase_nofile_limit(u64::MAX) {
        die(&format!("open files: {error}"));
    }
    let folder = std::env::temp_dir().join(format!("zhixing-attack-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap_or_else(|e| die(&format!("{}: {e}", folder.display())));
    let work = async {
        let binary = binary();
        let ground = async |people, honest| Ground::prepare(&binary, &folder, people, honest).await;
        match words.places.first().map(String::as_str) {
            Some("soak") => soak::run(&words.places[1..], ground).await,
            _ => attack(&words.places, &ground(PEOPLE, probe::PEOPLE).await).await,
        }
    };
    // told to stop, it takes the servers that it started with it
    let code = LocalSet::new()
        .run_until(async {
            tokio::select! { code = work => code, () = told_to_stop() => ExitCode::from(130) }
        })
        .await;
    let _ = std::fs::remove_dir_all(&folder);
    code
}

/// Each that was named, else all.
async fn attack(names: &[String], ground: &Rc<Ground>) -> ExitCode {
    if let Some(name) = names.iter().find(|n| !ALL.iter().any(|a| a.name == **n)) {
        die(&format!("{name}: no attack has this name; `zhixing-attack list` has them all"));
    }
    let mut broken = 0;
    for attack in ALL.iter().filter(|a| names.is_empty() || names.iter().any(|n| n == a.name)) {
        let stage = Stage::open(ground, attack.name).await;
        let finding = carry_out(attack, stage.clone()).await;
        stage.close().await;
        let _ = std::fs::remove_dir_all(&stage.recipe.data);
        broken += u32::from(!finding.holds());
        println!("{}", finding.line(attack.name));
    }
    println!("{broken} broken");
    ExitCode::from(u8::from(broken > 0))
}

/// One attack; where it cannot go on, that is its finding.
pub async fn carry_out(attack: &Attack, stage: Rc<Stage>) -> Finding {
    let (run, mut task) = (attack.run, JoinSet::new());
    // given up, it ends with whoever waits for it
    task.spawn_local(async move { run(stage).await });
    match task.join_next().await {
        Some(Ok(finding)) => finding,
        Some(Err(error)) => Finding::stopped(error.to_string()),
        None => Finding::stopped("it never began".into()),
    }
}

fn binary() -> String {
    let beside = || std::env::current_exe().ok().and_then(|p| Some(p.parent()?.join("zhixing"))).unwrap_or_default();
    let path = std::env::var_os("ZHIXING_BIN").map_or_else(beside, PathBuf::from);
    if !path.is_file() {
        die(&format!("no server at {}: cargo build --release -p zhixing, or set ZHIXING_BIN", path.display()));
    }
    path.display().to_string()
}

async fn told_to_stop() {
    let mut terminate = signal(SignalKind::terminate()).expect("a signal handler");
    tokio::select! { _ = terminate.recv() => {} _ = tokio::signal::ctrl_c() => {} }
}
