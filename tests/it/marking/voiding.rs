//! An item is void after all: results computed anew, said to be revised, certificates that follow and none that goes by itself.

use crate::main_job::starts;
use serde_json::json;
use zhixing_tests::{Person, World, id_of, saves, story};

const ITEMS: &str = "/marking/items/little/exam";

/// Somebody sits the exam, answers these items rightly, and gets half of the essay's twenty points; the attempt's path.
async fn sits(world: &World, person: &mut Person, right: &[&str]) -> String {
    let attempt = starts(person, "little/exam").await;
    let sheet = world.world.site.paper(id_of(&attempt).parse().expect("an id")).await.expect("read").expect("there");
    for (seq, key) in right.iter().enumerate() {
        let entry = sheet.entries.iter().find(|e| e.item.key.0 == **key).expect("on the paper");
        let answer = entry.item.question.right_answer(&entry.arrangement).expect("a key");
        assert_eq!(saves(person, &attempt, key, json!(answer), seq as i64 + 1).await.status, 200);
    }
    saves(person, &attempt, "nine", json!({"type": "essay", "text": "一篇论述。"}), 50).await;
    person.posts(&format!("{attempt}/submit"), &[]).await;
    let mut mia = world.person("examiner").await;
    let task = mia.posts("/marking", &[]).await.location();
    mia.posts(&task, &[("points.0", "3"), ("points.1", "2"), ("comment", "")]).await;
    attempt
}

/// The path of an item on the examiner's list.
async fn item(mia: &mut Person, key: &str) -> String {
    let list = mia.opens(ITEMS).await.text();
    let row = list.split("<tr>").find(|row| row.contains(&format!(">{key}<"))).expect("a row");
    row.split("href=\"").nth(1).and_then(|r| r.split('"').next()).expect("a link").to_string()
}

#[test]
fn a_void_item_makes_a_released_result_pass_and_brings_the_certificate() {
    story(async {
        let world = World::new().await;
        let (mut ada, mut mia) = (world.person("learner").await, world.person("examiner").await);
        let attempt = sits(&world, &mut ada, &["one", "two", "three", "four"]).await;
        mia.posts("/marking/release/little/exam", &[("confirmed", "yes")]).await;
        let result = ada.opens(&format!("/api/v1/attempts/{}/result", id_of(&attempt))).await.json();
        assert_eq!((result["score"].as_str(), result["passed"].as_bool()), (Some("50"), Some(false)));
        assert!(ada.opens("/certificates").await.text().contains("还没有证书"));
        // the item that she left out has a wrong key
        let path = item(&mut mia, "five").await;
        for wrong in [vec![("voiding", "full_credit"), ("reason", " ")], vec![("reason", "x")], vec![("voiding", "none"), ("reason", "x")]]
        {
            assert_eq!(mia.posts(&path, &wrong).await.status, 422, "{wrong:?}");
        }
        let decided = mia.posts(&path, &[("voiding", "full_credit"), ("reason", "答案有误")]).await.location();
        assert!(mia.opens(&decided).await.text().contains("还有 1 份答卷等待重算"));
        assert_eq!(
            ada.opens(&format!("/api/v1/attempts/{}/result", id_of(&attempt))).await.json()["score"],
            "50",
            "it follows from the outbox"
        );
        world.works().await;
        world.works().await;
        ada.opens(&format!("{attempt}/result")).await.looks_like("result.revised");
        // whoever reads what happened sees the item's place on the paper, or what it asks
        let sheet = world.world.site.paper(id_of(&attempt).parse().expect("an id")).await.expect("read").expect("there");
        let place = sheet.entries.iter().position(|e| e.item.key.0 == "five").expect("on the paper");
        let page = world.person("invigilator").await.opens(&format!("/invigilation/attempts/{}", id_of(&attempt))).await.text();
        assert!(page.contains(&format!("50 → 60 分，第 {} 题", place + 1)), "{page}");
        let log = world.person("admin").await.opens("/admin/log?kind=item.decided").await.text();
        let title = &sheet.entries[place].item.wording.zh.title;
        assert!(log.contains(&format!("{title} — ")) && !log.contains("five — "), "{log}");
        let api = ada.opens(&format!("/api/v1/attempts/{}/result", id_of(&attempt))).await.json();
        assert_eq!((api["score"].as_str(), api["passed"].as_bool(), api["revised_at"].is_i64()), (Some("60"), Some(true), true));
        assert!(api["certificate"].is_string(), "{api}");
        mia.opens(&path).await.looks_like("item.void");
        let events = world.events_of(id_of(&attempt)).await;
        assert_eq!(events.iter().filter(|e| e.what.action() == "result.revised").count(), 1);
    });
}

#[test]
fn who_no_longer_passes_is_shown_to_examiners_and_keeps_the_certificate_until_people_decide() {
    story(async {
        let world = World::new().await;
        let (mut ada, mut mia) = (world.person("learner").await, world.person("examiner").await);
        let attempt = sits(&world, &mut ada, &["one", "two", "three", "four", "five"]).await;
        mia.posts("/marking/release/little/exam", &[("confirmed", "yes")]).await;
        let number = ada.opens("/certificates").await.text().split("/v/").nth(1).expect("a number")[..22].to_string();
        let path = item(&mut mia, "five").await;
        mia.posts(&path, &[("voiding", "excluded"), ("reason", "题目超纲")]).await;
        world.works().await;
        assert!(ada.opens(&format!("{attempt}/result")).await.text().contains("原为 60 分，现为 55.56 分"));
        assert!(
            world.visitor().opens(&format!("/v/{number}")).await.text().contains("data-verdict=\"genuine\" data-reason=\"demonstration\""),
            "nothing is revoked by itself"
        );
        let list = mia.opens(ITEMS).await.text();
        assert!(list.contains("公布为合格、现在不合格") && list.contains(&number) && !list.contains("李学知"), "{list}");
        assert!(mia.opens("/desk").await.text().contains("1 份已公布的成绩不再合格"));
        world
            .person("admin")
            .await
            .posts(&format!("/admin/certificates/{number}/revoke"), &[("reason", "题目作废"), ("confirmed", "yes")])
            .await;
        assert!(!mia.opens("/desk").await.text().contains("不再及格"));
        // taken back: the marks that were given are still there
        mia.posts(&path, &[("voiding", "none"), ("reason", "复核后有效")]).await;
        world.works().await;
        let page = ada.opens(&format!("{attempt}/result")).await.text();
        assert!(page.contains("原为 55.56 分，现为 60 分") && page.contains("原为 60 分，现为 55.56 分"), "{page}");
        assert!(!mia.opens(ITEMS).await.text().contains("现在不及格"));
        world.works().await;
    });
}
