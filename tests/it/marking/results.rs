//! Results for those who may read them: without names until they are released, released from the list, taken along as a file.

use crate::main_job::starts;
use serde_json::json;
use zhixing_tests::{Person, World, id_of, saves, story};

const RESULTS: &str = "/results/little/exam";

/// Somebody hands in with these items right; an examiner gives half of the essay's points.
async fn sits(world: &World, login: &str, right: &[&str]) -> String {
    let mut person = world.person(login).await;
    let attempt = starts(&mut person, "little/exam").await;
    let sheet = world.world.site.paper(id_of(&attempt).parse().expect("an id")).await.expect("read").expect("there");
    for (seq, key) in right.iter().enumerate() {
        let entry = sheet.entries.iter().find(|e| e.item.key.0 == **key).expect("on the paper");
        let answer = entry.item.question.right_answer(&entry.arrangement).expect("a key");
        assert_eq!(saves(&mut person, &attempt, key, json!(answer), seq as i64 + 1).await.status, 200);
    }
    saves(&mut person, &attempt, "nine", json!({"type": "essay", "text": "一篇论述。"}), 50).await;
    person.posts(&format!("{attempt}/submit"), &[]).await;
    attempt
}

async fn marks(mia: &mut Person) {
    let task = mia.posts("/marking", &[]).await.location();
    mia.posts(&task, &[("points.0", "3"), ("points.1", "2"), ("comment", "")]).await;
}

#[test]
fn an_examiner_looks_at_results_releases_them_and_sees_who_passed() {
    story(async {
        let world = World::new().await;
        let mut mia = world.person("examiner").await;
        mia.opens("/results").await.looks_like("results.none");
        // one passes, one does not, and a third waits for the marker
        for (login, right) in [("learner", &["one", "two", "three", "four", "five"][..]), ("teacher", &["one"])] {
            sits(&world, login, right).await;
            marks(&mut mia).await;
        }
        sits(&world, "admin", &["one"]).await;
        world.works().await;
        let before = mia.opens(RESULTS).await;
        before.looks_like("results.unreleased");
        for name in ["李学知", "learner", "陈老师", "teacher"] {
            assert!(!before.text().contains(name), "{name}: {}", before.text());
            let found = mia.opens(&format!("{RESULTS}?q={}", if name.is_ascii() { name } else { "%E6%9D%8E" })).await.text();
            assert!(found.contains("没有符合条件的成绩"), "{found}");
            let file = mia.opens(&format!("{RESULTS}/results.csv")).await.text();
            assert!(!file.contains(name), "{file}");
        }
        // asked before it is done, and again where more are reached than were agreed to
        let ask = mia.posts("/marking/release/little/exam", &[]).await;
        ask.looks_like("results.ask");
        let again = mia.posts("/marking/release/little/exam", &[("confirmed", "yes"), ("expected", "1")]).await;
        assert_eq!(again.status, 200, "it asks anew");
        let done = mia.posts("/marking/release/little/exam", &[("confirmed", "yes"), ("expected", "2")]).await.location();
        assert_eq!(done, format!("{RESULTS}?released=2"));
        mia.opens(&done).await.looks_like("results.released");
        mia.language = "en";
        mia.opens(&format!("{RESULTS}?verdict=failed&sort=name")).await.looks_like("results.failed.en");
        mia.opens("/results").await.looks_like("results.plans.en");
        world.works().await;
    });
}

#[test]
fn results_are_taken_along_as_a_file_that_a_spreadsheet_opens_and_never_computes() {
    story(async {
        let world = World::new().await;
        let mut admin = world.person("admin").await;
        let (account, _) = world.world.store.credentials_of("learner").await.expect("read").expect("there");
        let account = format!("/admin/accounts/{}", account.id);
        let named = admin.posts(&account, &[("do", "legal_name"), ("legal_name", "欧阳 学知"), ("note", "证件")]).await;
        assert_eq!(named.status, 303, "{}", named.text());
        sits(&world, "learner", &["one"]).await;
        let mut mia = world.person("examiner").await;
        marks(&mut mia).await;
        mia.posts("/marking/release/little/exam", &[("confirmed", "yes")]).await;
        let csv = mia.opens(&format!("{RESULTS}/results.csv")).await;
        assert_eq!(csv.headers["content-disposition"], "attachment; filename=\"results-little-exam.csv\"");
        assert_eq!(csv.headers["cache-control"], "no-store");
        let text = csv.text();
        assert!(
            text.starts_with('\u{feff}') && text.contains("欧阳学知,learner,,1,20,60,未合格,已公布,交卷,2026-11-22 12:00\r\n"),
            "{text}"
        );
        let sheet = mia.opens(&format!("{RESULTS}/results.xlsx?verdict=failed")).await;
        assert!(sheet.bytes.starts_with(b"PK\x03\x04"), "{}", sheet.status);
        for wrong in ["results.pdf", "other.csv", "results"] {
            assert_eq!(mia.opens(&format!("{RESULTS}/{wrong}")).await.status, 404, "{wrong}");
        }
        // an administrator reads and takes along, and releases nothing
        admin.opens(RESULTS).await.looks_like("results.admin");
        assert_eq!(admin.opens(&format!("{RESULTS}/results.csv")).await.status, 200);
        assert_eq!(admin.posts("/marking/release/little/exam", &[]).await.status, 404);
        assert_eq!(world.person("invigilator").await.opens(RESULTS).await.status, 404);
        assert_eq!(mia.opens("/results/little/none").await.status, 404);
        world.works().await;
    });
}

#[test]
fn a_program_reads_results_and_how_items_went_as_the_pages_do() {
    story(async {
        let world = World::new().await;
        let mut mia = world.person("examiner").await;
        sits(&world, "learner", &["one", "two", "three", "four", "five"]).await;
        marks(&mut mia).await;
        sits(&world, "teacher", &[]).await;
        marks(&mut mia).await;
        world.works().await;
        let api = format!("/api/v1{RESULTS}");
        let groups = mia.opens("/api/v1/results").await.json();
        assert_eq!(groups, json!([{"plan": "little/exam", "sat": 2, "marked": 2, "released": 0, "passed": 1}]));
        let found = mia.opens(&format!("{api}?verdict=failed")).await.json();
        assert_eq!((&found["total"], &found["summary"]["median"], &found["summary"]["pass_rate"]), (&json!(1), &json!("35"), &json!("50")));
        assert_eq!(found["summary"]["histogram"], json!([0, 1, 0, 0, 0, 0, 1, 0, 0, 0]));
        // by the words of the page: without a session, and empty where nothing is chosen
        for (asked, total) in [("session=none", 2), ("session=&group=&stage=&verdict=", 2), ("session=none&verdict=passed", 1)] {
            let found = mia.opens(&format!("{api}?{asked}")).await;
            assert_eq!((found.status.as_u16(), &found.json()["total"]), (200, &json!(total)), "{asked}");
        }
        for wrong in ["session=some", "group=none"] {
            assert_eq!(mia.opens(&format!("{api}?{wrong}")).await.status, 400, "{wrong}");
        }
        let line = &found["results"][0];
        assert!(line.get("candidate").is_none() && line["stage"] == "marked" && line["score"] == "10", "{line}");
        let releases = "/api/v1/marking/releases/little/exam";
        let other = format!("{releases}?session=ses_{:032}", 7);
        assert_eq!(
            mia.calls(axum::http::Method::POST, &other, json!({})).await.json()["released"],
            json!([]),
            "nobody sat in that session"
        );
        let wrong = mia.calls(axum::http::Method::POST, &format!("{releases}?session=some"), json!({})).await;
        assert_eq!(wrong.status, 400, "what cannot be taken back is not taken for all");
        // the page releases what it shows, and says so
        let shown = mia.opens(&format!("{RESULTS}?session=none")).await.text();
        assert!(shown.contains("公布这一场的 2 份成绩") && shown.contains("name=\"session\" value=\"none\""), "{shown}");
        let asked = mia.posts("/marking/release/little/exam", &[("session", "none")]).await.text();
        assert!(asked.contains("只公布场次“不分场次”的成绩") && asked.contains("name=\"session\" value=\"none\""), "{asked}");
        assert_eq!(mia.posts("/marking/release/little/exam", &[("session", "some")]).await.status, 404);
        mia.calls(axum::http::Method::POST, &format!("{releases}?session=none"), json!({})).await;
        let best = mia.opens(&api).await.json()["results"][0].clone();
        assert_eq!((&best["candidate"]["login"], &best["passed"]), (&json!("learner"), &json!(true)));
        // an item whose options were chosen
        let items = mia.opens("/api/v1/marking/items/little/exam").await.json();
        let one = items.as_array().expect("a list").iter().find(|i| i["item"] == "one").expect("the item").clone();
        assert_eq!((&one["papers"], &one["facility"], &one["discrimination"]), (&json!(2), &json!(0.5), &json!(1.0)));
        let page = format!("/marking/items/little/exam/{}", one["version"].as_str().expect("a version"));
        let counted = mia.opens(&format!("/api/v1{page}")).await.json();
        let sum: i64 = counted["options"].as_array().expect("options").iter().filter_map(serde_json::Value::as_i64).sum();
        assert_eq!((sum, &counted["nothing"]), (1, &json!(1)), "{counted}");
        assert_eq!(counted["shares"], json!([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]));
        mia.opens(&page).await.looks_like("item.statistics");
        mia.opens("/marking/items/little/exam").await.looks_like("items.statistics");
        // by how they went, either way; what has no number is last
        for (sort, first, last, next) in [
            ("facility", "eight", "two", "-facility"),
            ("-facility", "five", "six", "facility"),
            ("discrimination", "five", "six", "-discrimination"),
        ] {
            let page = mia.opens(&format!("/marking/items/little/exam?sort={sort}")).await.text();
            let rows = page.split("<tbody>").nth(1).expect("rows");
            let names: Vec<&str> = rows.split("soft small mono\">").skip(1).filter_map(|rest| rest.split('<').next()).collect();
            assert_eq!((names.first(), names.last()), (Some(&first), Some(&last)), "{sort}: {names:?}");
            assert!(page.contains(&format!("?sort={next}#list")) && page.contains("aria-sort"), "{sort}: {page}");
        }
        world.works().await;
    });
}
