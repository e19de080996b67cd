//! Titles that exist in Chinese alone, on pages in English: a voice reads them in their language, and a quiet word says so.

use crate::main_job::starts;
use serde_json::json;
use zhixing_tests::{Person, World, course, saves, story};

/// The reader's pages that name the exam or the course.
async fn says(person: &mut Person, path: &str, title: &str) {
    let page = person.opens(path).await.text();
    let main = page.split("<main").nth(1).unwrap_or(&page).to_string();
    assert!(main.contains("In Chinese only"), "{path}: {main}");
    assert!(main.contains(&format!("lang=\"zh-CN\">{title}</")), "{path}: {main}");
}

#[test]
fn a_title_without_english_says_so_wherever_it_stands() {
    story(async {
        let mut files = course();
        for twin in ["little/assessments/exam.en.md", "little/course.en.md"] {
            assert!(files.0.remove(twin).is_some(), "{twin}");
        }
        let world = World::with(&[], files).await;
        let mut ada = world.person("learner").await;
        ada.language = "en";
        says(&mut ada, "/courses", "小课程").await;
        says(&mut ada, "/courses/little", "小课程").await;
        for path in ["/exams", "/exams/little/exam"] {
            says(&mut ada, path, "小考试").await;
        }
        let attempt = starts(&mut ada, "little/exam").await;
        let room = ada.opens(&attempt).await.text();
        assert!(room.contains("<h1 lang=\"zh-CN\" class=\"exam-bar__title\">小考试</h1>"), "{room}");
        assert!(ada.opens("/").await.text().contains("<span lang=\"zh-CN\">小考试</span>"), "the way back to what runs");
        saves(&mut ada, &attempt, "nine", json!({"type": "essay", "text": "An essay."}), 1).await;
        ada.posts(&format!("{attempt}/submit"), &[]).await;
        for path in ["/exams", &format!("{attempt}/receipt"), &format!("{attempt}/result")] {
            says(&mut ada, path, "小考试").await;
        }
        for (login, path) in [("examiner", "/"), ("examiner", "/desk"), ("examiner", "/results"), ("examiner", "/results/little/exam")] {
            let mut staff = world.person(login).await;
            staff.language = "en";
            says(&mut staff, path, "小考试").await;
        }
        let mut mia = world.person("examiner").await;
        mia.language = "en";
        let task = mia.posts("/marking", &[]).await.location();
        says(&mut mia, &task, "小考试").await;
        mia.posts(&task, &[("points.0", "6"), ("points.1", "4"), ("comment", "")]).await;
        for path in ["/marking/marked", "/marking/items/little/exam"] {
            says(&mut mia, path, "小考试").await;
        }
        mia.posts("/marking/release/little/exam", &[("confirmed", "yes")]).await;
        world.works().await;
        assert!(ada.opens("/messages").await.text().contains("小考试 (in Chinese only)"), "in a sentence");
        let mut ivy = world.person("invigilator").await;
        ivy.language = "en";
        for path in ["/invigilation", "/invigilation/boards/little/exam"] {
            says(&mut ivy, path, "小考试").await;
        }
        let mut tea = world.person("teacher").await;
        tea.language = "en";
        says(&mut tea, "/teach", "小课程").await;
        ada.posts("/practice/little/p-single", &[("answer", "0")]).await;
        says(&mut ada, "/notebook", "小课程").await;
    });
}

#[test]
fn an_item_without_english_says_so_where_it_is_practised_sat_and_shown() {
    story(async {
        let mut files = course();
        for twin in ["little/items/bank.en.md", "little/010-first.en.md"] {
            assert!(files.0.remove(twin).is_some(), "{twin}");
        }
        let world = World::with(&[], files).await;
        let mut ada = world.person("learner").await;
        ada.language = "en";
        let attempt = starts(&mut ada, "little/exam").await;
        let said = |page: &str| page.matches("· In Chinese only").count();
        let room = ada.opens(&attempt).await.text();
        assert_eq!(said(&room), 9, "every item of the paper: {room}");
        ada.posts(&format!("{attempt}/submit"), &[]).await;
        let lesson = ada.opens("/courses/little/first").await.text();
        assert!(lesson.contains("Single choice · In Chinese only"), "{lesson}");
        assert!(ada.opens("/courses/little").await.text().contains("· In Chinese only"), "the lesson in the list of the course");
        world.works().await;
    });
}

#[test]
fn a_title_in_both_languages_says_nothing() {
    story(async {
        let world = World::new().await;
        for language in ["zh-CN", "en"] {
            let mut ada = world.person("learner").await;
            ada.language = language;
            for path in ["/courses", "/exams", "/exams/little/exam"] {
                let page = ada.opens(path).await.text();
                assert!(!page.contains("In Chinese only") && !page.contains("只有中文"), "{path}: {page}");
            }
        }
    });
}
