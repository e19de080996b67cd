//! What one person may cost: bodies, forms, operations, stored values, devices. Whoever takes an exam honestly meets none of it.

use crate::main_job::starts;
use axum::http::Method;
use serde_json::{Value, json};
use zhixing_domain::{
    account::{Administrator, Role, Roles},
    time::Span,
};
use zhixing_store::{Actor, Stamp};
use zhixing_tests::{Person, Reply, World, id_of, saves, short, story};

fn essay(text: &str) -> Value {
    json!({"type": "essay", "text": text})
}

/// A journal of saves of one item, by one request.
async fn sends(person: &mut Person, attempt: &str, item: &str, texts: &[String], first: u32) -> Reply {
    let line = |(n, text): (usize, &String)| {
        let seq = first + n as u32;
        json!({"op_id": format!("op_{:032x}", 0x0199_9999_9999_7000_8000_0000_0001_0000u128 + u128::from(seq)), "item": item, "value": essay(text),
            "writer": "wr_01999999999970008000000000000001", "seq": seq})
    };
    let lines: Vec<Value> = texts.iter().enumerate().map(line).collect();
    person.calls(Method::POST, &format!("/api/v1/attempts/{}/operations", id_of(attempt)), Value::Array(lines)).await
}

#[test]
fn a_person_changes_the_own_account_so_many_times_an_hour() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        let mut statuses = vec![];
        for n in 0..70 {
            statuses.push(ada.posts("/profile", &[("name", &format!("Ada {n}"))]).await.status.as_u16());
        }
        assert_eq!(statuses.iter().filter(|s| **s == 303).count(), 60, "{statuses:?}");
        assert_eq!(statuses.last(), Some(&429));
        world.passes(60);
        assert_eq!(ada.posts("/profile", &[("name", "Ada")]).await.status, 303);
    });
}

#[test]
fn a_flood_of_values_is_told_to_wait_and_the_newest_answer_always_counts() {
    story(async {
        let mut world = World::new().await;
        let mut ada = world.person("learner").await;
        let attempt = starts(&mut ada, "little/exam").await;
        let (mut seq, mut applied, mut slowed) = (1, 0, 0);
        while applied < 200 {
            // sixty thousand letters that differ
            let texts: Vec<String> = (0..10).map(|n| format!("{:08}", seq + n).repeat(7_500)).collect();
            let reply = sends(&mut ada, &attempt, "nine", &texts, seq).await;
            match reply.status.as_u16() {
                200 => {
                    let results = reply.json()["results"].clone();
                    assert!(results.as_array().expect("outcomes").iter().all(|o| o["status"] == "applied"), "{results}");
                    (applied, seq) = (applied + 10, seq + 10);
                }
                429 => {
                    assert_eq!(reply.json()["code"], "slow_down");
                    let seconds: i64 = reply.headers["retry-after"].to_str().expect("text").parse().expect("seconds");
                    assert!((1..=120).contains(&seconds), "{seconds}");
                    world.clock.advance(Span::from_seconds(seconds));
                    slowed += 1;
                }
                other => panic!("{other}: {}", reply.text()),
            }
        }
        assert!(slowed > 0);
        let last = format!("{:08}", seq - 1).repeat(7_500);
        let view = ada.opens(&format!("/api/v1/attempts/{}", id_of(&attempt))).await.json();
        let current = view["answers"].as_array().expect("answers").iter().find(|a| a["item"] == "nine").expect("there").clone();
        assert_eq!(current["value"]["text"], last.as_str(), "whatever room is used up, the answer is stored whole");
        // twelve megabytes came; what the store kept of them is bounded
        let folder = world.world.config.data.clone();
        let size = |end: &str| std::fs::metadata(folder.join(format!("zhixing.db{end}"))).map_or(0, |m| m.len());
        world.restarts().await;
        assert!(size("") < 8 << 20, "{} MB", size("") >> 20);
    });
}

#[test]
fn a_room_at_work_is_never_told_to_wait() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        let attempt = starts(&mut ada, "little/exam").await;
        // ten minutes of a save every second, and a flag now and then
        for seq in 1..=600 {
            world.clock.advance(Span::from_seconds(1));
            assert_eq!(saves(&mut ada, &attempt, "five", short(&format!("IoU {seq}")), seq).await.status, 200);
            if seq % 10 == 0 {
                let path = format!("/api/v1/attempts/{}/flags/five", id_of(&attempt));
                assert_eq!(ada.calls(Method::PUT, &path, json!({"flagged": seq % 20 == 0})).await.status, 200);
            }
        }
    });
}

#[test]
fn evidence_of_people_and_of_the_sitting_stays_in_sight_beside_any_number_of_devices() {
    story(async {
        let world = World::new().await;
        let (mut ivy, mut ada) = (world.person("invigilator").await, world.person("learner").await);
        let attempt = starts(&mut ada, "little/exam").await;
        ada.headers.insert("x-left", "3,90000".into());
        assert_eq!(saves(&mut ada, &attempt, "five", short("IoU"), 1).await.status, 200);
        ada.headers.remove("x-left");
        let page = format!("/invigilation{attempt}");
        assert_eq!(ivy.posts(&page, &[("measure", "irregularity"), ("reason", "用手机拍照")]).await.status, 303);
        let cookie = ada.cookie("zhixing");
        let mut forger = world.visitor();
        for n in 0..230 {
            forger.headers.insert("cookie", format!("zhixing={cookie}; device={n:032x}"));
            assert_eq!(saves(&mut forger, &attempt, "five", short(&format!("IoU {n}")), 2 + n).await.status, 200);
        }
        let seen = ivy.opens(&page).await.text();
        let times = |action: &str| seen.matches(&format!("title=\"{action}\"")).count();
        assert_eq!((times("attempt.irregularity"), times("attempt.left_page")), (1, 1), "{seen}");
        assert_eq!(times("attempt.device_changed"), 10);
        assert_eq!(times("attempt.counted"), 1);
        assert!(seen.contains("用手机拍照") && seen.contains("页面与设备自报"));
    });
}

#[test]
fn a_large_form_is_not_read_before_it_is_known_whose_it_is() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        let attempt = starts(&mut ada, "little/exam").await;
        let (bomb, kind) = ("a&".repeat(2 << 20), Some("application/x-www-form-urlencoded"));
        let path = format!("{attempt}/answers");
        let send = async |person: &mut Person| person.asks(Method::POST, &path, kind, bomb.clone().into_bytes()).await;
        let stranger = send(&mut world.visitor()).await;
        assert!(stranger.status == 303 && stranger.location().starts_with("/sign-in"), "{}", stranger.status);
        assert_eq!(send(&mut world.person("teacher").await).await.status, 404, "somebody else's attempt does not exist");
        let own = send(&mut ada).await;
        assert!(own.status.is_client_error(), "too many fields: {}", own.status);
        let long = format!("a.nine={}&do=save", "x".repeat(60_000));
        let saved = ada.asks(Method::POST, &path, kind, long.into_bytes()).await;
        assert!(saved.location().contains("saved=1"), "{} {}", saved.status, saved.location());
        let entry = world.visitor().asks(Method::POST, "/sign-in", kind, vec![b'a'; 20_000]).await;
        assert_eq!(entry.status, 413);
        let api = format!("/api/v1/attempts/{}/operations", id_of(&attempt));
        let signed_out = world.visitor().asks(Method::POST, &api, Some("application/json"), vec![b' '; 100_000]).await;
        assert_eq!(
            (signed_out.status.as_u16(), signed_out.json()["code"].as_str()),
            (401, Some("sign_in")),
            "a room signs in again in place"
        );
    });
}

#[test]
fn a_large_upload_is_for_whoever_has_the_role_or_the_session_at_this_moment() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        let attempt = starts(&mut ada, "little/exam").await;
        let (mut ivy, mut admin) = (world.person("invigilator").await, world.person("admin").await);
        // a form that is read is refused for its fields, whosever it is
        let (form, kind) = (format!("list=a&list=b&{}", "x".repeat(100_000)), Some("application/x-www-form-urlencoded"));
        let send = async |person: &mut Person, path: &str| person.asks(Method::POST, path, kind, form.clone().into_bytes()).await;
        let list = "/invigilation/sessions/ses_01999999999970008000000000000001";
        for person in [&mut ivy, &mut admin] {
            assert_eq!(send(person, list).await.status, 422, "it was read");
        }
        // the role goes, and what is remembered of whoever had it gives nothing
        let (account, _) = world.world.store.credentials_of("invigilator").await.expect("read").expect("there");
        let (operator, learner) = (Administrator::operator(), Roles::of(&[Role::Learner]));
        let stamp = Stamp::new(world.world.clock.now(), Actor::Operator, [9; 10]);
        world.world.store.set_roles(&operator, account.id, learner, Default::default(), stamp).await.expect("stored");
        assert_eq!(send(&mut ivy, list).await.status, 404);
        // nor does a session that has ended, for the own attempt
        let own = format!("{attempt}/onward");
        assert_eq!(send(&mut ada, &own).await.status, 422, "it was read");
        let mut thief = world.visitor();
        thief.headers.insert("cookie", format!("zhixing={}", ada.cookie("zhixing")));
        assert_eq!(ada.posts("/sign-out", &[]).await.status, 303);
        let unread = send(&mut thief, &own).await;
        assert!(unread.status == 303 && unread.location().starts_with("/sign-in"), "{}", unread.status);
    });
}

#[test]
fn the_metrics_tell_of_each_bound() {
    story(async {
        let world = World::new().await;
        let text = world.visitor().opens("/metrics").await.text();
        for name in [
            "zhixing_places{who=\"strangers\"}",
            "zhixing_places_refused_total{who=\"people\"}",
            "zhixing_bodies{who=\"people\",size=\"large\"}",
            "zhixing_bodies_refused_total{who=\"strangers\",size=\"small\"}",
            "zhixing_connections_most",
            "zhixing_connections_ended_total{why=\"no_file\"}",
            "zhixing_slowed_total",
            "zhixing_lean_saves_total",
        ] {
            assert!(text.contains(name), "{name}: {text}");
        }
    });
}

#[test]
fn the_metrics_are_for_this_machine_or_for_who_has_the_token() {
    story(async {
        // behind a proxy of this machine everybody is near
        let world = World::with(&[("trusted_proxies", "127.0.0.1")], zhixing_tests::course()).await;
        assert_eq!(world.visitor().opens("/metrics").await.status, 404);
        // an address of https has a proxy before it, whether or not somebody said so
        let world = World::with(&[("public_url", "https://exam.example")], zhixing_tests::course()).await;
        assert_eq!(world.visitor().opens("/metrics").await.status, 404);
        let world = World::with(&[("public_url", "http://exam.example")], zhixing_tests::course()).await;
        assert_eq!(world.visitor().opens("/metrics").await.status, 200);
        let world = World::with(&[("trusted_proxies", "127.0.0.1"), ("metrics_token", "of the dashboard")], zhixing_tests::course()).await;
        for (token, status) in [(None, 404), (Some("a guess"), 404), (Some("of the dashboard"), 200)] {
            let mut dashboard = world.visitor();
            if let Some(token) = token {
                dashboard.headers.insert("authorization", format!("Bearer {token}"));
            }
            assert_eq!(dashboard.opens("/metrics").await.status, status, "{token:?}");
        }
    });
}
