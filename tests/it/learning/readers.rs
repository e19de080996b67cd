//! Where readers stop, and which practice fails: sums for teachers, and nothing of a few people.

use axum::http::Method;
use serde_json::json;
use zhixing_tests::{World, story};

/// All who have an account of the demonstration.
const PEOPLE: [&str; 5] = ["learner", "teacher", "examiner", "invigilator", "admin"];

#[test]
fn a_teacher_sees_where_readers_stop_and_what_they_choose_wrongly_once_they_are_five() {
    story(async {
        let world = World::new().await;
        let mut tess = world.person("teacher").await;
        let mut share = vec![];
        for (n, login) in PEOPLE.into_iter().enumerate() {
            let mut person = world.person(login).await;
            person.opens("/courses/little/first").await;
            // the page tells how far they came: more than there is counts as the end
            let heading = if n == 0 { 9 } else { 1 };
            let told = json!({"heading": heading});
            assert_eq!(person.calls(Method::PUT, "/api/v1/courses/little/lessons/first/reached", told).await.status, 204);
            let first = if n < 2 { "1" } else { "2" };
            for answer in [first, "1"] {
                person.posts("/practice/little/p-single", &[("answer", answer)]).await;
            }
            person.posts("/practice/little/p-code", &[("answer", "姓名")]).await;
            share.push(tess.opens("/api/v1/workshop/little/readers").await.json());
        }
        world.person("learner").await.opens("/courses/little/second").await;
        let few = &share[3]["practice"][0];
        assert!(few["people"] == 4 && few.get("right_percent").is_none() && few.get("chosen_wrongly").is_none(), "{few}");
        assert!(share[3]["lessons"][0].get("stopped_at").is_none(), "{}", share[3]);
        let readers = &share[4];
        let item = json!({"lesson": "first", "item": "p-single", "title": "下列哪一项属于数据清洗？", "people": 5, "tries": 10, "right_percent": 40,
            "chosen_wrongly": "C", "chosen_by": 3});
        assert_eq!(readers["practice"][0], item);
        let lesson = &readers["lessons"][0];
        assert_eq!(
            (&lesson["opened"], &lesson["finished"], &lesson["stopped_at"], &lesson["stopped"]),
            (&json!(5), &json!(1), &json!("开始"), &json!(4))
        );
        let page = tess.opens("/teach/little/readers").await.text();
        for part in ["40%", "C（3 人）", "开始（4 人）", "−4", "/teach/little/edit?path=little/010-first.md", "#practice.little.p-single"]
        {
            assert!(page.contains(part), "{part}: {page}");
        }
        assert!(!page.contains("姓名<") && !page.contains("李学知"), "nothing that somebody typed, and nobody by name");
        let file = tess.opens("/teach/little/readers/practice.csv").await;
        assert!(file.text().contains("1,下列哪一项属于数据清洗？,p-single,单选题,5,40,10,C,3"), "{}", file.text());
        let file = tess.opens("/teach/little/readers/lessons.csv").await;
        assert!(file.text().contains("1,第一课,5,1,-4,开始,4"), "{}", file.text());
        assert_eq!(tess.opens("/teach/little/readers/people.csv").await.status, 404);
        assert_eq!(tess.opens("/teach/none/readers").await.status, 404);
    });
}
