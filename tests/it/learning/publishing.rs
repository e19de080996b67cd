//! What a start puts on the shelf, and what it leaves there.

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};
use zhixing::{
    clock::ManualClock,
    config::Config,
    content::{self, Reading},
    hashing::Hashing,
    start_fault::StartFault,
    world::World,
};
use zhixing_store::Actor;
use zhixing_tests::{BEGIN_MS, course, course_with, story};

/// A folder of courseware and a data folder, gone with the test; and how late it is: each start is a second after the one before.
struct Place(std::path::PathBuf, AtomicI64);

impl Place {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("zhixing-publishing-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        let place = Self(folder, AtomicI64::new(0));
        for (path, bytes) in course().0 {
            place.writes(&path, &bytes);
        }
        place
    }

    fn courseware(&self) -> std::path::PathBuf {
        self.0.join("content")
    }

    fn writes(&self, path: &str, bytes: &[u8]) {
        let file = self.courseware().join(path);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("made");
        std::fs::write(file, bytes).expect("written");
    }

    async fn starts(&self, from: Option<&Path>) -> Result<World, StartFault> {
        self.starts_with(from.map(|folder| ("content", folder.display().to_string()))).await
    }

    async fn starts_with(&self, flag: Option<(&'static str, String)>) -> Result<World, StartFault> {
        let mut flags = vec![("data", self.0.join("data").display().to_string())];
        flags.extend(flag);
        let config = Config::load(None, |_| None, &flags.into_iter().collect()).expect("a configuration");
        World::open(
            config,
            Arc::new(ManualClock::at(BEGIN_MS + self.1.fetch_add(1_000, Ordering::Relaxed))),
            Hashing::cheap().expect("a pool"),
        )
        .await
    }

    /// The title of the little course after a start.
    async fn shows(&self, from: Option<&Path>) -> String {
        let world = self.starts(from).await.expect("it starts");
        let title = world.site.published().library.course("little").map(|c| c.title.zh.clone()).unwrap_or_default();
        world.store.close().await;
        title
    }

    fn titled(&self, title: &str) {
        let path = "little/course.md";
        self.writes(path, &course_with(path, "小课程", title).0[path]);
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_restart_publishes_what_is_new_and_never_what_was_there_before() {
    story(async {
        let place = Place::new("restart");
        let folder = place.courseware();
        place.titled("第一版");
        assert_eq!(place.shows(Some(&folder)).await, "第一版");
        place.titled("第二版");
        assert_eq!(place.shows(Some(&folder)).await, "第二版");
        place.titled("第一版");
        assert_eq!(place.shows(Some(&folder)).await, "第二版", "an older publication does not come back by itself");
        assert_eq!(place.shows(None).await, "第二版");
    });
}

#[test]
fn a_restart_leaves_what_somebody_published() {
    story(async {
        let place = Place::new("somebody");
        let folder = place.courseware();
        place.titled("文件夹");
        let world = place.starts(Some(&folder)).await.expect("it starts");
        place.titled("老师发布");
        let reading = Reading::of(content::folder(&folder).expect("read"));
        assert!(reading.publish(&world.store, &ManualClock::at(BEGIN_MS + 1), Actor::Operator).await.expect("published"));
        world.store.close().await;
        place.titled("重启");
        assert_eq!(place.shows(Some(&folder)).await, "老师发布");
    });
}

#[test]
fn a_folder_takes_nothing_away_by_itself() {
    story(async {
        let place = Place::new("loss");
        let folder = place.courseware();
        place.titled("齐全");
        assert_eq!(place.shows(Some(&folder)).await, "齐全");
        place.titled("少一节课");
        for name in ["little/assessments/mock.md", "little/assessments/mock.en.md"] {
            std::fs::remove_file(folder.join(name)).expect("removed");
        }
        assert_eq!(place.shows(Some(&folder)).await, "齐全");
    });
}

#[test]
fn the_demonstration_takes_no_course_away() {
    story(async {
        let place = Place::new("demonstration");
        let folder = place.courseware();
        place.titled("自己的课程");
        assert_eq!(place.shows(Some(&folder)).await, "自己的课程");
        place.starts_with(Some(("demo", "true".into()))).await.expect("it starts").store.close().await;
        assert_eq!(place.shows(None).await, "自己的课程");
    });
}

#[test]
fn a_folder_without_files_is_no_publication() {
    story(async {
        let place = Place::new("nothing");
        let nothing = place.0.join("not-there-yet");
        std::fs::create_dir_all(&nothing).expect("made");
        assert!(place.starts(Some(&nothing)).await.is_err(), "the folder of a mount that is not there");
        place.titled("齐全");
        assert_eq!(place.shows(Some(&place.courseware())).await, "齐全", "and nothing is left of it");
        // an earlier build published it
        let world = place.starts(None).await.expect("it starts");
        let stamp = content::stamp(&ManualClock::at(BEGIN_MS + 900_000), Actor::Operator);
        let digest = zhixing_domain::digest::sha256_hex(b"");
        assert!(world.store.publish_renaming(digest, Default::default(), vec![], vec![], stamp).await.expect("stored"));
        world.store.close().await;
        place.starts(None).await.expect("it starts").store.close().await;
    });
}

#[test]
fn keys_of_another_installation_do_not_start() {
    story(async {
        let place = Place::new("keys");
        let folder = place.courseware();
        place.shows(Some(&folder)).await;
        let key = std::fs::read_dir(place.0.join("data/keys")).expect("keys").map(|e| e.expect("an entry").path());
        let key = key.into_iter().find(|p| p.extension().is_some_and(|e| e == "key")).expect("a key");
        std::fs::write(&key, "ab".repeat(32)).expect("written");
        // one half alone is noticed already
        assert!(matches!(place.starts(Some(&folder)).await, Err(StartFault::Keys(_))));
        std::fs::remove_file(key.with_extension("pub")).expect("removed");
        assert!(matches!(place.starts(Some(&folder)).await, Err(StartFault::ForeignKeys(..))));
    });
}

#[test]
fn a_renamed_lesson_keeps_its_readers_and_its_address() {
    story(async {
        let world = zhixing_tests::World::new().await;
        let mut ada = world.person("learner").await;
        let old = course();
        let path =
            old.0.keys().find(|p| p.starts_with("little/0") && p.ends_with(".md") && !p.ends_with(".en.md")).cloned().expect("a lesson");
        let slug = path.rsplit('/').next().and_then(|n| n.get(4..n.len() - 3)).expect("a name").to_string();
        let address = format!("/courses/little/{slug}");
        assert_eq!(ada.posts(&format!("{address}/done"), &[("done", "yes")]).await.status, 303);
        let mut new = old.clone();
        for end in [".md", ".en.md"] {
            let from = path.replace(".md", end);
            if let Some(bytes) = new.0.remove(&from) {
                new.0.insert(format!("little/010-quite-another{end}"), bytes);
            }
        }
        let reading = Reading::of(new);
        world.passes(1);
        assert!(reading.publish(&world.world.store, &*world.world.clock, Actor::Operator).await.expect("published"));
        let mut shown = String::new();
        assert!(content::refresh(&world.world.site, &world.world.store, &mut shown).await.expect("refreshed"));
        let moved = ada.opens(&address).await;
        assert_eq!((moved.status.as_u16(), moved.location().as_str()), (307, "/courses/little/quite-another"));
        let all = world
            .world
            .store
            .progress_of(world.world.store.credentials_of("learner").await.expect("read").expect("there").0.id)
            .await
            .expect("read");
        let kept: Vec<(&str, bool)> =
            all.iter().filter(|p| p.course == "little").map(|p| (p.lesson.as_str(), p.done_at.is_some())).collect();
        assert_eq!(kept, [("quite-another", true)]);
    });
}
