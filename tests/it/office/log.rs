//! The audit log in the browser: told in both languages, found by person, kind, object and day, taken along, and proved.

use crate::main_job::starts;
use zhixing_tests::{World, id_of, story};

#[test]
fn an_administrator_reads_the_log_and_narrows_it_down() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        let attempt = starts(&mut ada, "little/exam").await;
        ada.posts(&format!("{attempt}/submit"), &[]).await;
        let mut admin = world.person("admin").await;
        let whole = admin.opens("/admin/log").await.text();
        assert!(whole.contains("交卷") && whole.contains("开通账号") && whole.contains("还没有核对"), "{whole}");
        admin.opens("/admin/log?person=learner&kind=attempt").await.looks_like("log.person");
        // by what one person alone is called, and one kind by its words
        let named = admin.opens("/admin/log?person=%E6%9D%8E%E5%AD%A6%E7%9F%A5&kind=attempt.started").await.text();
        assert!(named.contains("value=\"attempt.started\" selected") && named.contains(">开始作答</option>"), "{named}");
        assert!(named.contains("value=\"李学知\"") && named.contains("李学知 (learner)") && named.contains("开始作答"), "{named}");
        let raw = |page: &str| {
            page.split('>')
                .filter_map(|p| p.split('<').next())
                .any(|text| ["acc_", "att_", "ses_", "grp_", "inq_"].iter().any(|id| text.contains(id)))
        };
        assert!(!raw(&whole) && !raw(&named), "no id is read as text: {whole}");
        admin.language = "en";
        admin.opens("/admin/log?person=learner&kind=attempt.started&day=2026-11-22").await.looks_like("log.narrow.en");
        for (nothing, found) in [
            ("day=2026-11-23", "No line matches"),
            ("object=att_nothing", "No line matches"),
            ("kind=moon", "No line matches"),
            ("person=nobody", "Nobody is called “nobody”, and no account has this name."),
            ("day=22.11.2026", "Write a day like 2026-11-22."),
        ] {
            let page = admin.opens(&format!("/admin/log?{nothing}")).await;
            assert!(page.text().contains(found), "{nothing}: {}", page.text());
        }
        let of_it = admin.opens(&format!("/admin/log?object={}", id_of(&attempt))).await.text();
        assert!(of_it.contains("handed in") && !of_it.contains("account opened"), "{of_it}");
        let csv = admin.opens("/admin/log/log.csv?person=learner&kind=attempt").await.text();
        let lines: Vec<&str> = csv.trim_end().split("\r\n").collect();
        assert!(lines.len() == 3 && lines[0].starts_with("\u{feff}When,Who,What,Detail"), "{csv}");
        // what happened in one moment has no order
        assert!(lines[1..].iter().any(|l| l.contains("2026-11-22 12:00:00.000+08:00,李学知,started,")), "{csv}");
        assert_eq!(admin.opens("/admin/log/log.xlsx").await.bytes[..4], *b"PK\x03\x04");
        assert_eq!(admin.opens("/admin/log/log.txt").await.status, 404);
        world.works().await;
    });
}

#[test]
fn the_log_says_how_far_its_chain_was_checked() {
    story(async {
        let world = World::new().await;
        let mut admin = world.person("admin").await;
        let waiting = admin.opens("/api/v1/log").await.json()["proof"].clone();
        assert!(waiting["unlinked"].as_i64() > Some(0) && waiting["checked"] == 0 && waiting.get("head").is_none(), "{waiting}");
        world.world.store.link_events().await.expect("linked");
        zhixing::worker::chain::once(world.world.clone()).await.expect("walked");
        let log = admin.opens("/api/v1/log?kind=account").await.json();
        let proof = &log["proof"];
        assert_eq!(
            (&proof["checked"], &proof["unlinked"], &proof["faults"]),
            (&proof["head"]["place"], &serde_json::json!(0), &serde_json::json!(0))
        );
        assert_eq!(proof["whole_at"].as_i64(), Some(world.world.clock.now().ms()));
        let line = &log["lines"][0];
        assert!(line["action"].as_str().is_some_and(|a| a.starts_with("account.")) && line["told"].is_string(), "{line}");
        let page = admin.opens("/admin/log").await.text();
        assert!(page.contains("全部相符") && page.contains(proof["head"]["hash"].as_str().expect("a hash")), "{page}");
        world.works().await;
    });
}
