//! What an operator can do wrong: each slip is refused with a word or does no harm. Accounts of the demonstration, backups that others could read,
//! a restore and a second server on a folder in use, tokens that outlive a password, too few files.

use crate::{
    finding::Finding,
    person::Person,
    raw::hold,
    stage::{DEMO_PASSWORD, PASSWORD, Stage, run as command},
};
use std::{fs, os::unix::fs::PermissionsExt, path::Path, process::Stdio, rc::Rc};
use zhixing_load::{
    http::Address,
    process::{Recipe, Server},
};

/// Of open files, less than the idle sockets.
const FILES: usize = 256;
const IDLE: usize = 300;

pub async fn run(stage: Rc<Stage>) -> Finding {
    let mut finding = Finding::default();
    restore_in_use(&stage, &mut finding).await;
    tokens(&stage, &mut finding).await;
    stage.close().await;
    demonstration_left(&stage, &mut finding).await;
    for hard in [false, true] {
        few_files(&stage, hard, &mut finding).await;
    }
    finding
}

/// A backup, its copy watched; then a restore and a second server while this one serves.
async fn restore_in_use(stage: &Stage, finding: &mut Finding) {
    let folder = format!("{}-backup", stage.recipe.data);
    fs::create_dir_all(&folder).expect("a folder");
    let file = format!("{folder}/all.tar");
    let mut backup = stage.recipe.command(&["backup", &file]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("a backup");
    let mut open = 0;
    while !backup.try_wait().is_ok_and(|status| status.is_some()) {
        open += readable(Path::new(&folder));
        tokio::task::yield_now().await;
    }
    let whole = backup.wait().is_ok_and(|status| status.success()) && Path::new(&file).exists();
    finding.must(whole, "there is no backup to look at: the attack is not understood any more");
    open += readable(Path::new(&folder));
    finding.must(open == 0, "a backup's copy can be read by others");
    let restored = stage.recipe.command(&["restore", "--force", &file]).output().expect("a restore");
    let said = String::from_utf8_lossy(&restored.stderr).trim().to_string();
    finding.must(!restored.status.success() && !said.is_empty(), "restored under a server that goes on");
    let second = Recipe { host: crate::stage::free_host(), ..stage.recipe.clone() };
    let served = second.spawn().is_ready(crate::raw::PATIENCE).await;
    finding.must(!served, "a second server serves the same folder");
    let mut late = Person::named(stage.host(), "lateone");
    let opened = late.posts("/register", &[("login", "lateone"), ("name", "Late One"), ("password", PASSWORD), ("agree", "yes")]).await.status;
    let again = Person::named(stage.host(), "lateone").signs_in(PASSWORD).await.status;
    finding.measure(format!("restore under a server {}, second server {served}, account opened then {opened}, signs in {again}", restored.status));
    finding.must(opened == 303 && again == 200, "what was opened under the restore is gone");
}

/// How many files in it others may read.
fn readable(folder: &Path) -> usize {
    let files = fs::read_dir(folder).into_iter().flatten().flatten();
    files.filter(|f| f.metadata().is_ok_and(|m| m.permissions().mode() & 0o077 != 0)).count()
}

/// A token changes no password, is told of and revoked, and ends with the password.
async fn tokens(stage: &Stage, finding: &mut Finding) {
    let login = stage.login();
    let token = |label: &str| command(stage.recipe.command(&["token", "create", "--user", &login, "--label", label]));
    let (first, second) = (token("attack one"), token("attack two"));
    let of = |told: &str| told.lines().find_map(|l| Some(l.split_once('\t')?.1.trim().to_string())).unwrap_or_default();
    let works = async |token: &str| Person::of(stage.host(), &login, token).opens("/api/v1/me").await.status;
    finding.must(works(&of(&first)).await == 200, "a new token does not work");
    let change = [("old_password", PASSWORD), ("new_password", "four words by token")];
    let by_token = Person::of(stage.host(), &login, &of(&first)).posts("/profile/password", &change).await.status;
    let mut owner = Person::named(stage.host(), &login);
    let kept = owner.signs_in(PASSWORD).await.status;
    finding.must(by_token >= 400 && kept == 200, format!("a token changed the password ({by_token})"));
    let list = command(stage.recipe.command(&["token", "list"]));
    let named = list.lines().find(|l| l.contains("attack one")).and_then(|l| l.split_whitespace().next()).unwrap_or_default();
    let revoked = stage.recipe.command(&["token", "revoke", named]).output().is_ok_and(|o| o.status.success());
    let after = works(&of(&first)).await;
    finding.must(revoked && after == 401, format!("a revoked token: {after}"));
    let changed = owner.posts("/profile/password", &[("old_password", PASSWORD), ("new_password", "four other plain words")]).await.status;
    let outlived = works(&of(&second)).await;
    finding.measure(format!("password by token {by_token}, token after revoking {after}, after a new password {outlived}"));
    finding.must(changed == 303 && outlived == 401, format!("a token after the password changed ({changed}): {outlived}"));
}

/// The folder of a demonstration is served without `--demo`.
async fn demonstration_left(stage: &Stage, finding: &mut Finding) {
    let mut recipe = stage.ground.fresh("left");
    recipe.settings.retain(|s| s != "--demo");
    recipe.settings.extend(["--log", "warn"].map(String::from));
    let mut server = recipe.start().await;
    let mut signed_in = 0;
    for login in crate::stage::STAFF.iter().chain(&["learner"]) {
        let mut person = Person::named(&recipe.host, login);
        signed_in += usize::from(person.signs_in(DEMO_PASSWORD).await.status == 200);
    }
    server.terminate(crate::raw::PATIENCE).await;
    let told = fs::read_to_string(&recipe.log).unwrap_or_default();
    finding.measure(format!("{signed_in} accounts of the demonstration sign in without it"));
    finding.must(signed_in == 0, format!("{signed_in} accounts of the demonstration stay open"));
    finding.must(told.contains("invigilator"), "nobody is told of them");
}

/// More idle sockets than files, under a soft limit and under a hard one.
async fn few_files(stage: &Stage, hard: bool, finding: &mut Finding) {
    let mut recipe = stage.ground.fresh("files");
    let (word, script) = (if hard { "hard" } else { "soft" }, format!("{}-few", recipe.data));
    let flag = if hard { "-n" } else { "-Sn" };
    fs::write(&script, format!("#!/bin/sh\nulimit {flag} {FILES}\nexec '{}' \"$@\"\n", recipe.binary)).expect("a script");
    fs::set_permissions(&script, fs::Permissions::from_mode(0o700)).expect("its mode");
    recipe.binary = script;
    let mut server: Server = recipe.start().await;
    let held = hold(&Address::new(&recipe.host), IDLE, b"").await;
    // a browser asks once more where the connection ended
    let health = Person::stranger(&recipe.host).opens("/healthz").await.status;
    let page = Person::of(&recipe.host, "person100", stage.ground.token("person100")).opens("/exams").await.status;
    finding.measure(format!("{IDLE} idle sockets, {word} limit of {FILES} files: {health} {page}"));
    finding.must(health == 200 && page == 200, format!("idle sockets shut the site ({word} limit)"));
    drop(held);
    server.terminate(crate::raw::PATIENCE).await;
}
