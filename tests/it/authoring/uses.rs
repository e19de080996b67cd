//! Where what is written is used: known before it changes or goes.

use super::drafts;
use axum::http::Method;
use serde_json::{Value, json};
use zhixing_tests::{Person, World, story};

const BANK: &str = "little/items/bank.md";

async fn uses(person: &mut Person, path: &str) -> Value {
    person.calls(Method::GET, &format!("/api/v1/workshop/little/uses?path={path}"), json!({})).await.json()
}

async fn page(person: &mut Person, path: &str) -> String {
    person.opens(&format!("/teach/little/edit?path={path}")).await.text()
}

fn plans_of<'u>(uses: &'u Value, item: &str) -> &'u Value {
    let items = uses["items"].as_array().expect("items");
    &items.iter().find(|line| line["item"] == item).unwrap_or_else(|| panic!("no {item} in {uses}"))["plans"]
}

#[test]
fn who_writes_a_bank_sees_which_papers_and_exams_may_hold_its_items() {
    story(async {
        let world = World::new().await;
        let (mut chen, mut ivy) = (world.person("teacher").await, world.person("invigilator").await);
        let of_bank = uses(&mut chen, BANK).await;
        assert_eq!(plans_of(&of_bank, "one"), &json!(["exam"]));
        assert_eq!(plans_of(&of_bank, "nine"), &json!(["exam"]), "the essay");
        assert_eq!((&of_bank["sessions"], &of_bank["places"]), (&json!([]), &json!([])));
        let now = world.world.clock.now().ms();
        let wish = json!({"plan": "little/exam", "name": "上午场", "opens": now + 600_000, "closes": now + 4_200_000});
        let opened = ivy.calls(Method::POST, "/api/v1/exam-sessions", wish).await.json();
        let session = json!({"session": opened["session"], "plan": "exam", "name": "上午场", "opens_at": now + 600_000, "closes_at": now + 4_200_000});
        assert_eq!(uses(&mut chen, BANK).await["sessions"], json!([session]));
        let of_plan = uses(&mut chen, "little/assessments/exam.md").await;
        assert_eq!((&of_plan["plans"], &of_plan["sessions"]), (&json!(["exam"]), &json!([session])));
        drafts(&mut chen, BANK, "{#one .single}", "{#one .single difficulty=hard}").await;
        assert_eq!(plans_of(&uses(&mut chen, BANK).await, "one"), &json!([]), "what is saved counts, before it is published");
        let text = page(&mut chen, BANK).await;
        for said in ["用在哪里", "小考试", "1 道题没有方案会抽到", "上午场"] {
            assert!(text.contains(said), "{said}: {text}");
        }
        assert!(page(&mut chen, "little/assessments/mock.md").await.contains("没有排定的考试场次"));
        let lesson = uses(&mut chen, "little/010-first.md").await;
        assert!(
            lesson["items"].as_array().is_some_and(|items| !items.is_empty() && items.iter().all(|item| item["lesson"] == "first")),
            "{lesson}"
        );
        assert!(!page(&mut chen, "little/010-first.md").await.contains("用在哪里"), "its own items stand in it");
        let none = chen.calls(Method::GET, "/api/v1/workshop/little/uses?path=little/media/none.png", json!({})).await;
        assert_eq!(none.status, 404);
    });
}

#[test]
fn who_renames_a_lesson_sees_what_leads_to_it_and_a_standard_names_its_courses() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        drafts(&mut chen, "little/010-first.md", "## 开始\n", "## 开始\n\n先看[下一课](020-second.md#x)。\n").await;
        let of_lesson = uses(&mut chen, "little/020-second.md").await;
        let place = of_lesson["places"][0].clone();
        assert_eq!((&place["path"], of_lesson["places"].as_array().map(Vec::len)), (&json!("little/010-first.md"), Some(1)), "{of_lesson}");
        let text = page(&mut chen, "little/020-second.md").await;
        let line = format!("010-first.md 第 {} 行", place["line"]);
        assert!(text.contains("这些地方链接到这一课") && text.contains(&line), "{text}");
        assert_eq!(uses(&mut chen, "little/010-first.md").await["places"], json!([]));
        let api = "/api/v1/workshop/standards/uses?path=standards/little.md";
        let of_standard = chen.calls(Method::GET, api, json!({})).await.json();
        assert_eq!(of_standard["courses"], json!(["little"]), "{of_standard}");
        let text = chen.opens("/teach/standards/edit?path=standards/little.md").await.text();
        assert!(text.contains("这些课程按这个标准教") && text.contains("小课程"), "{text}");
    });
}
