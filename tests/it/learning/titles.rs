//! Titles that exist in Chinese alone, on pages in English: a voice reads them in their language, and a quiet word says so.

use crate::main_job::starts;
use zhixing_tests::{Person, World, course, story};

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
        ada.posts(&format!("{attempt}/submit"), &[]).await;
        for path in ["/exams", &format!("{attempt}/receipt"), &format!("{attempt}/result")] {
            says(&mut ada, path, "小考试").await;
        }
        for (login, path) in [("examiner", "/"), ("examiner", "/desk")] {
            let mut staff = world.person(login).await;
            staff.language = "en";
            says(&mut staff, path, "小考试").await;
        }
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
