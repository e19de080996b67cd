//! A folder on a computer and the workshop: pulled, changed on both sides, brought together, published; nothing of either is lost.

use super::drafts;
use axum::http::Method;
use serde_json::json;
use std::path::PathBuf;
use zhixing::disk::{self, DiskFault, DiskFolder, OfferedFolder};
use zhixing_domain::workshop::disk::{BASE_PLACE, DiskSide, DiskStep, TornFile};
use zhixing_tests::{Person, World, story};

const LESSON: &str = "little/010-first.md";
const SECOND: &str = "little/020-second.md";

/// A folder that goes when the test ends.
struct Desk(PathBuf);

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

impl Desk {
    async fn pulled(world: &World, name: &str, drafts: bool) -> Self {
        let desk = Self(std::env::temp_dir().join(format!("zhixing-desk-{name}-{}", std::process::id())));
        std::fs::create_dir_all(&desk.0).expect("made");
        disk::pull(&world.world.store, &desk.folder(), drafts, None).await.expect("pulled").expect("something is published");
        desk
    }

    fn folder(&self) -> DiskFolder {
        DiskFolder::open(&self.0).expect("read")
    }

    fn text(&self, path: &str) -> String {
        std::fs::read_to_string(self.0.join(path)).expect("a text")
    }

    fn changes(&self, path: &str, was: &str, is: &str) {
        let text = self.text(path);
        assert!(text.contains(was), "{path}: {text}");
        std::fs::write(self.0.join(path), text.replacen(was, is, 1)).expect("written");
    }

    async fn offers(&self, world: &World, take: Option<DiskSide>) -> Result<OfferedFolder, DiskFault> {
        let folder = self.folder();
        disk::offer(&world.world.store, folder.base.as_ref(), folder.files.clone(), take).await
    }

    async fn publishes(&self, world: &World, take: Option<DiskSide>) -> OfferedFolder {
        let offered = self.offers(world, take).await.expect("together");
        assert!(offered.publish(&world.world.store, &*world.world.clock).await.expect("published"));
        offered.settle(&self.folder()).expect("settled");
        offered
    }
}

async fn publishes(world: &World, person: &mut Person) {
    world.passes(1);
    let seen = person.calls(Method::GET, "/api/v1/workshop/little/publication", json!({})).await.json();
    let done = person.calls(Method::POST, "/api/v1/workshop/little/publication", json!({"digest": seen["digest"]})).await;
    assert_eq!(done.status, 200, "{}", done.text());
}

async fn published(world: &World, path: &str) -> String {
    let digest = world.world.store.newest_publication().await.expect("read").expect("published");
    String::from_utf8(world.world.store.publication(&digest).await.expect("read")[path].clone()).expect("text")
}

#[test]
fn what_folder_and_workshop_changed_comes_together_and_is_published_once() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        let desk = Desk::pulled(&world, "both", false).await;
        assert!(desk.0.join(BASE_PLACE).is_file());
        assert_eq!(desk.folder().files.0, world.files.0, "byte for byte");
        drafts(&mut chen, LESSON, "## 开始\n", "## 开始\n\n网页上写的一段。\n").await;
        publishes(&world, &mut chen).await;
        desk.changes(LESSON, "minutes", "# 文件夹\nminutes");
        desk.changes(SECOND, "minutes", "# 文件夹\nminutes");
        drafts(&mut chen, SECOND, "## ", "还没写完。\n\n## ").await;
        world.passes(1);
        let offered = desk.publishes(&world, None).await;
        assert_eq!(offered.steps.get(LESSON), Some(&DiskStep::Merged));
        assert_eq!(offered.passed_by, [SECOND], "a draft that nobody pulled is named and not published");
        let text = published(&world, LESSON).await;
        assert!(text.contains("网页上写的一段。") && text.contains("# 文件夹"), "{text}");
        assert_eq!(desk.text(LESSON), text, "the folder has what is published");
        assert!(!published(&world, SECOND).await.contains("还没写完"));
        assert_eq!(world.world.store.all_drafts().await.expect("read").len(), 1, "the draft stays");
        let again = desk.offers(&world, None).await.expect("together");
        assert!(again.steps.is_empty() && !again.publish(&world.world.store, &*world.world.clock).await.expect("asked"));
    });
}

#[test]
fn where_both_changed_the_same_nothing_is_written_until_somebody_says_whose_words_stand() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        let desk = Desk::pulled(&world, "torn", false).await;
        drafts(&mut chen, LESSON, "## 开始\n", "## 网页\n").await;
        publishes(&world, &mut chen).await;
        desk.changes(LESSON, "## 开始\n", "## 文件夹\n");
        let before = desk.text(LESSON);
        let torn = |fault: Option<DiskFault>| matches!(fault, Some(DiskFault::Torn(files)) if files.keys().eq([LESSON]));
        let Err(DiskFault::Torn(files)) = desk.offers(&world, None).await else { panic!("both changed a heading") };
        let TornFile::Places(places) = &files[LESSON] else { panic!("it is a text") };
        let line = 1 + before.lines().position(|line| line == "## 文件夹").expect("there");
        assert_eq!((places[0].line, places[0].folder.as_str(), places[0].workshop.as_str()), (line, "## 文件夹\n", "## 网页\n"));
        assert!(torn(disk::pull(&world.world.store, &desk.folder(), false, None).await.err()));
        assert_eq!(desk.text(LESSON), before, "nothing was written");
        world.passes(1);
        let offered = desk.publishes(&world, Some(DiskSide::Folder)).await;
        assert_eq!(offered.torn, files, "what was decided is told again");
        assert!(published(&world, LESSON).await.contains("## 文件夹\n"));
        desk.changes(LESSON, "## 文件夹\n", "## 又一次\n");
        drafts(&mut chen, LESSON, "## 文件夹\n", "## 网页又一次\n").await;
        publishes(&world, &mut chen).await;
        disk::pull(&world.world.store, &desk.folder(), false, Some(DiskSide::Workshop)).await.expect("pulled");
        assert!(desk.text(LESSON).contains("## 网页又一次\n"));
    });
}

#[test]
fn a_folder_that_nobody_pulled_overwrites_no_workshop_unless_somebody_means_it() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        let desk = Desk::pulled(&world, "none", false).await;
        std::fs::remove_file(desk.0.join(BASE_PLACE)).expect("removed");
        desk.changes(LESSON, "minutes", "# 文件夹\nminutes");
        assert!(desk.offers(&world, None).await.is_ok(), "where nobody wrote here, a folder is all that there is");
        drafts(&mut chen, SECOND, "## ", "网页上写的。\n\n## ").await;
        publishes(&world, &mut chen).await;
        assert!(matches!(desk.offers(&world, None).await, Err(DiskFault::NoBase)));
        assert!(matches!(disk::pull(&world.world.store, &desk.folder(), false, None).await, Err(DiskFault::NoBase)));
        world.passes(1);
        desk.publishes(&world, Some(DiskSide::Folder)).await;
        assert!(!published(&world, SECOND).await.contains("网页上写的"), "it was meant");
        assert!(desk.folder().base.is_some(), "from now on it is known");
    });
}

#[test]
fn a_pull_brings_what_is_new_and_touches_nothing_else() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        let desk = Desk::pulled(&world, "update", false).await;
        desk.changes(SECOND, "minutes", "# 我的\nminutes");
        std::fs::write(desk.0.join("little/_note.md"), "for me").expect("written");
        drafts(&mut chen, LESSON, "## 开始\n", "## 开始\n\n新的一段。\n").await;
        let old = desk.text(LESSON);
        disk::pull(&world.world.store, &desk.folder(), false, None).await.expect("pulled");
        assert_eq!(desk.text(LESSON), old, "a draft is not asked for");
        publishes(&world, &mut chen).await;
        let joined = disk::pull(&world.world.store, &desk.folder(), false, None).await.expect("pulled").expect("published");
        assert_eq!(joined.of(DiskStep::FromWorkshop), [LESSON]);
        assert!(desk.text(LESSON).contains("新的一段。") && desk.text(SECOND).contains("# 我的"));
        assert_eq!(desk.text("little/_note.md"), "for me");
        world.passes(1);
        let offered = desk.publishes(&world, None).await;
        assert_eq!(offered.steps.into_iter().collect::<Vec<_>>(), [(SECOND.to_string(), DiskStep::FromFolder)]);
    });
}

/// An act on a file as a whole.
async fn deletes(person: &mut Person, path: &str) {
    let now = person.calls(Method::GET, &format!("/api/v1/workshop/little/drafts?path={path}"), json!({})).await.json();
    let wish = json!({"act": "delete", "path": path, "seen": now["rev"]});
    let done = person.calls(Method::POST, "/api/v1/workshop/little/changes", wish).await;
    assert_eq!(done.status, 200, "{}", done.text());
}

#[test]
fn new_lessons_of_both_stand_and_what_one_side_deleted_goes_unless_the_other_changed_it() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        let desk = Desk::pulled(&world, "files", false).await;
        let wish = json!({"kind": "lesson", "name": "theirs", "title": "网页上的一课"});
        let begun = chen.calls(Method::POST, "/api/v1/workshop/little/files", wish).await.json();
        let theirs = begun["path"].as_str().expect("a path");
        deletes(&mut chen, "little/020-second.en.md").await;
        publishes(&world, &mut chen).await;
        std::fs::write(desk.0.join("little/090-mine.md"), desk.text(LESSON).replace("{#", "{#mine-")).expect("written");
        std::fs::remove_file(desk.0.join("little/assessments/parts.en.md")).expect("removed");
        desk.changes("little/020-second.en.md", "title", "# mine\ntitle");
        let Err(DiskFault::Torn(files)) = desk.offers(&world, None).await else { panic!("changed here, deleted there") };
        assert_eq!(files.into_iter().collect::<Vec<_>>(), [("little/020-second.en.md".to_string(), TornFile::GoneFromWorkshop)]);
        world.passes(1);
        let offered = desk.publishes(&world, Some(DiskSide::Workshop)).await;
        let files = &offered.reading.files.0;
        assert!(files.contains_key(theirs) && files.contains_key("little/090-mine.md"), "{:?}", files.keys());
        assert!(!files.contains_key("little/020-second.en.md") && !files.contains_key("little/assessments/parts.en.md"));
        assert_eq!(&desk.folder().files.0, files, "the folder is what is published");
    });
}

#[test]
fn drafts_that_were_pulled_are_published_with_the_folder() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        drafts(&mut chen, LESSON, "## 开始\n", "## 开始\n\n草稿的一段。\n").await;
        let desk = Desk::pulled(&world, "drafts", true).await;
        assert!(desk.text(LESSON).contains("草稿的一段。"));
        desk.changes(LESSON, "minutes", "# 文件夹\nminutes");
        drafts(&mut chen, LESSON, "草稿的一段。\n", "草稿的一段，又改了。\n").await;
        world.passes(1);
        let offered = desk.publishes(&world, None).await;
        assert_eq!((offered.steps.get(LESSON), offered.passed_by.len()), (Some(&DiskStep::Merged), 0));
        let text = published(&world, LESSON).await;
        assert!(text.contains("草稿的一段，又改了。") && text.contains("# 文件夹"), "{text}");
        assert!(world.world.store.all_drafts().await.expect("read").is_empty(), "it is no draft any more");
    });
}

#[test]
fn what_is_published_meanwhile_is_not_overwritten() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        let desk = Desk::pulled(&world, "meanwhile", false).await;
        desk.changes(LESSON, "minutes", "# 文件夹\nminutes");
        let offered = desk.offers(&world, None).await.expect("together");
        drafts(&mut chen, SECOND, "## ", "网页上写的。\n\n## ").await;
        publishes(&world, &mut chen).await;
        world.passes(1);
        assert!(offered.publish(&world.world.store, &*world.world.clock).await.is_err());
        assert!(published(&world, SECOND).await.contains("网页上写的"));
        desk.publishes(&world, None).await;
        assert!(published(&world, SECOND).await.contains("网页上写的") && published(&world, LESSON).await.contains("# 文件夹"));
    });
}
