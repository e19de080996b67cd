//! The home of people, the list of exams, and the way on in a course.

use crate::{exam::invigilating::session, main_job::starts};
use zhixing_tests::{World, id_of, story};

#[test]
fn strangers_see_the_billboard_and_people_their_home() {
    story(async {
        let world = World::new().await;
        let stranger = world.visitor().opens("/").await.text();
        assert!(stranger.contains("class=\"hero\"") && stranger.contains("og:image") && stranger.contains("/manifest/zh"), "{stranger}");
        let mut ada = world.person("learner").await;
        let home = ada.opens("/").await.text();
        assert!(!home.contains("class=\"hero\"") && !home.contains("og:image"), "{home}");
        assert!(ada.opens("/courses").await.text().contains("小课程"));
    });
}

#[test]
fn a_home_tells_of_the_next_session_the_next_lesson_and_what_was_missed() {
    story(async {
        let world = World::new().await;
        let (mut ivy, mut ada) = (world.person("invigilator").await, world.person("learner").await);
        session(&mut ivy, "learner,3-101").await;
        ada.opens("/courses/little/first").await;
        ada.posts("/courses/little/first/done", &[("done", "yes")]).await;
        ada.posts("/practice/little/p-single", &[("answer", "0")]).await;
        let home = ada.opens("/").await;
        home.looks_like("home");
        let text = home.text();
        let places: Vec<_> = ["3-101", "/courses/little/second", "href=\"/notebook\""].iter().map(|mark| text.rfind(mark)).collect();
        assert!(places.is_sorted() && places.iter().all(Option::is_some), "{places:?} {text}");
        let list = ada.opens("/exams").await.text();
        let (coming, now) = (list.find("将要开放").expect("the exam"), list.find("现在可以考").expect("the mock"));
        assert!(now < coming && list.contains("3-101"), "{list}");
        // the invigilator's own home has the session of today
        assert!(ivy.opens("/").await.text().contains("上午场"));
    });
}

#[test]
fn whoever_sits_an_exam_is_led_back_first_of_all() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        let attempt = starts(&mut ada, "little/exam").await;
        let home = ada.opens("/").await.text();
        let main = home.split("<main").nth(1).expect("a page");
        let first = main.find("href=\"").map(|at| &main[at + 6..]).expect("a link");
        assert!(first.starts_with(&format!("/attempts/{}", id_of(&attempt))), "{first}");
    });
}

#[test]
fn staff_see_what_waits_for_them() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        let attempt = starts(&mut ada, "little/exam").await;
        ada.posts(&format!("{attempt}/submit"), &[]).await;
        world.works().await;
        let mut eva = world.person("examiner").await;
        assert!(eva.opens("/").await.text().contains("份待"), "to mark or to release");
        assert!(world.person("teacher").await.opens("/").await.text().contains("href=\"/desk\""));
    });
}

#[test]
fn a_mock_asks_for_no_pledge() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        assert!(!ada.opens("/exams/little/mock").await.text().contains("name=\"pledge\""));
        assert!(ada.opens("/exams/little/exam").await.text().contains("name=\"pledge\""));
        assert!(ada.posts("/exams/little/mock/start", &[]).await.location().starts_with("/attempts/"));
    });
}

#[test]
fn a_course_leads_on_to_the_first_lesson_that_is_not_read_and_says_nothing_of_it_to_strangers() {
    story(async {
        let world = World::new().await;
        let stranger = world.visitor().opens("/courses/little").await.text();
        assert!(!stranger.contains("未读") && stranger.contains("开始学习"), "{stranger}");
        let mut ada = world.person("learner").await;
        ada.opens("/courses/little/second").await;
        ada.posts("/courses/little/second/done", &[("done", "yes")]).await;
        let page = ada.opens("/courses/little").await.text();
        let way = page.split("course-way").nth(1).expect("the way on");
        assert!(way.contains("href=\"/courses/little/first\""), "{way}");
        ada.opens("/courses/little/first").await;
        ada.posts("/courses/little/first/done", &[("done", "yes")]).await;
        assert!(ada.opens("/courses/little").await.text().contains("全部读完"));
    });
}

/// A phone on a weak network: thirty kilobytes before compression, with the content that ships and all there is to tell.
#[test]
fn a_home_weighs_little() {
    story(async {
        let world = World::with(&[], zhixing::content::embedded()).await;
        let mut ada = world.person("learner").await;
        ada.opens("/courses/ai-trainer-5/data-quality").await;
        starts(&mut ada, "ai-trainer-5/theory").await;
        let home = ada.opens("/").await.text();
        assert!(home.contains("/courses/ai-trainer-5/") && home.contains("/attempts/att_"), "{home}");
        assert!(home.len() < 30 << 10, "{} bytes", home.len());
    });
}
