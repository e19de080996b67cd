//! The integrity of a sitting: Safe Exam Browser, rooms, access codes, devices. Starts and papers are refused, saves never.

use axum::http::Method;
use serde_json::json;
use zhixing_domain::{account::Administrator, assessment::code_hash, event::Event, plan_ref::PlanRef, time::Span};
use zhixing_lockdown::{Settings, config_key, request_hash};
use zhixing_store::{Actor, Stamp};
use zhixing_tests::{Person, Reply, World, course_with, id_of, story};

const URL: &str = "https://exam.example.cn";
const SETTINGS: &str = "<plist version=\"1.0\"><dict><key>sendBrowserExamKey</key><true/></dict></plist>";
const BUILD: &str = "81aad4ab9dfd447cc479e6a4a7c9a544e2cafc7f3adeb68b2a21efad68eca4dc";
const MOCK: &str = "/exams/little/mock";
const START: &str = "/exams/little/mock/start";
const PLEDGE: (&str, &str) = ("pledge", "yes");

/// A server behind a proxy at 10.0.0.1, whose mock demands what the lines of front matter say.
async fn demanding(lines: &str) -> World {
    let mut files = course_with("little/assessments/mock.md", "kind =", &format!("{lines}\nkind ="));
    files.insert("little/assessments/exam.seb", SETTINGS);
    World::with(&[("public_url", URL), ("trusted_proxies", "10.0.0.1")], files).await
}

fn key() -> String {
    config_key(&Settings::read(SETTINGS.as_bytes()).expect("settings"))
}

/// Asks as the browser on Windows does: with the hash of each address.
async fn in_seb(person: &mut Person, method: Method, path: &str, kind: Option<&str>, body: &str) -> Reply {
    person.headers.insert("x-safeexambrowser-configkeyhash", request_hash(&format!("{URL}{path}"), &key()));
    person.headers.insert("x-safeexambrowser-requesthash", request_hash(&format!("{URL}{path}"), BUILD));
    let reply = person.asks(method, path, kind, body.as_bytes().to_vec()).await;
    person.headers.clear();
    reply
}

const FORM: Option<&str> = Some("application/x-www-form-urlencoded");

async fn starts_in_seb(person: &mut Person) -> String {
    let reply = in_seb(person, Method::POST, START, FORM, "pledge=yes").await;
    assert_eq!(reply.status, 303, "{}", reply.text());
    reply.location()
}

async fn events(world: &World, attempt: &str) -> Vec<Event> {
    let events = world.events_of(id_of(attempt)).await;
    events.into_iter().map(|e| e.what.event().cloned().expect("an event of this build")).collect()
}

fn count(events: &[Event], action: &str) -> usize {
    events.iter().filter(|e| e.action() == action).count()
}

#[test]
fn without_the_browser_nothing_starts_and_the_page_says_what_is_missing() {
    story(async {
        let world = demanding("seb = \"exam.seb\"").await;
        let mut ada = world.person("learner").await;
        let refused = ada.posts(START, &[PLEDGE]).await;
        assert_eq!(refused.status, 403);
        assert!(refused.text().contains("Safe Exam Browser") && refused.text().contains("用 SEB 打开"), "{}", refused.text());
        ada.posts("/preferences/language", &[("language", "en"), ("back", "/")]).await;
        let waiting = ada.opens(MOCK).await.text();
        assert!(waiting.contains("Open in SEB") && !waiting.contains(&format!("action=\"{START}\"")), "{waiting}");
        assert!(ada.posts(START, &[PLEDGE]).await.text().contains("did not show the right Config Key"));
        let api = ada.calls(Method::POST, "/api/v1/assessments/little/mock/attempts", json!({})).await;
        assert_eq!((api.status.as_u16(), api.json()["code"].as_str()), (403, Some("seb_needed")));
        assert!(ada.opens("/exams").await.text().contains("None yet"));
    });
}

#[test]
fn with_the_right_key_it_starts_whatever_the_proxy_calls_us() {
    story(async {
        let world = demanding("seb = \"exam.seb\"").await;
        let mut ada = world.person("learner").await;
        ada.from = "10.0.0.1".parse().ok();
        assert!(in_seb(&mut ada, Method::GET, MOCK, None, "").await.text().contains(&format!("action=\"{START}\"")));
        let attempt = starts_in_seb(&mut ada).await;
        let paper = in_seb(&mut ada, Method::GET, &format!("{attempt}?saved=1"), None, "").await;
        assert!(paper.status == 200 && paper.text().contains("第 1 题"), "{}", paper.text());
        let api = in_seb(&mut ada, Method::GET, &format!("/api/v1/attempts/{}", id_of(&attempt)), None, "").await;
        assert_eq!((api.status.as_u16(), api.json()["prompts"].as_array().map(Vec::len)), (200, Some(3)));
        let sent = in_seb(&mut ada, Method::POST, &format!("{attempt}/answers"), FORM, "do=save").await;
        assert_eq!(sent.status, 303);
        assert_eq!(count(&events(&world, &attempt).await, "attempt.seb_missing"), 0);
    });
}

#[test]
fn a_wrong_key_and_a_forged_host_are_refused() {
    story(async {
        let world = demanding("seb = \"exam.seb\"").await;
        let mut ada = world.person("learner").await;
        let hashes = [
            ("exam.example.cn", request_hash(&format!("{URL}{START}"), &"0".repeat(64))),
            ("exam.example.cn", request_hash(&format!("{URL}{MOCK}"), &key())),
            ("evil.example", request_hash(&format!("https://evil.example{START}"), &key())),
            ("localhost:8080", request_hash(&format!("http://localhost:8080{START}"), &key())),
            ("exam.example.cn", key()),
            ("exam.example.cn", String::new()),
        ];
        for (host, hash) in hashes {
            ada.headers.insert("host", host.into());
            ada.headers.insert("x-forwarded-host", host.into());
            ada.headers.insert("x-safeexambrowser-configkeyhash", hash.clone());
            // a name that is not ours is refused before anybody looks at the browser
            let status = if host == "evil.example" { 421 } else { 403 };
            assert_eq!(ada.posts(START, &[PLEDGE]).await.status, status, "{host} {hash}");
        }
        ada.headers.insert("host", "localhost:8080".into());
        ada.headers.insert("x-safeexambrowser-configkeyhash", request_hash(&format!("{URL}{START}"), &key()));
        assert_eq!(ada.posts(START, &[PLEDGE]).await.status, 303, "the host does not matter");
    });
}

#[test]
fn a_browser_exam_key_is_asked_for_where_one_is_named() {
    story(async {
        let world = demanding(&format!("seb = \"exam.seb\"\nseb_browser_keys = [\"{}\", \"{BUILD}\"]", "1".repeat(64))).await;
        let mut ada = world.person("learner").await;
        ada.headers.insert("x-safeexambrowser-configkeyhash", request_hash(&format!("{URL}{START}"), &key()));
        assert_eq!(ada.posts(START, &[PLEDGE]).await.status, 403);
        ada.headers.clear();
        starts_in_seb(&mut ada).await;
    });
}

#[test]
fn a_browser_without_headers_proves_itself_by_script() {
    story(async {
        let world = demanding("seb = \"exam.seb\"").await;
        let mut ada = world.person("learner").await;
        let waiting = ada.opens(MOCK).await;
        let prove = waiting.attribute("data-seb", "data-seb").expect("where to prove it");
        assert_eq!(waiting.attribute("data-seb", "data-seb-then").as_deref(), Some(MOCK));
        let keys = |page: &str, key: &str| json!({"page": page, "config_key": request_hash(&format!("{URL}{page}"), key)});
        for wrong in [keys(MOCK, &"0".repeat(64)), keys("/", &key()), keys("/exams/little/exam", &key())] {
            assert_eq!(ada.calls(Method::POST, &prove, wrong).await.status, 403);
        }
        assert_eq!(ada.posts(START, &[PLEDGE]).await.status, 403);
        assert_eq!(ada.calls(Method::POST, &prove, keys(&format!("{MOCK}?code=wrong"), &key())).await.status, 200);
        let attempt = ada.posts(START, &[PLEDGE]).await.location();
        assert_eq!(ada.opens(&attempt).await.status, 200);
        // another session of the same person has proved nothing, and does so on the page that refuses it the paper
        let mut again = world.person("learner").await;
        let refused = again.opens(&attempt).await;
        assert_eq!(refused.status, 403);
        let prove = refused.attribute("data-seb", "data-seb").expect("where to prove it");
        assert_eq!(again.calls(Method::POST, &prove, keys(&attempt, &key())).await.json()["verified"], true);
        assert_eq!(again.opens(&attempt).await.status, 200);
        assert_eq!(count(&events(&world, &attempt).await, "browser.proved"), 1);
    });
}

#[test]
fn the_link_to_the_settings_opens_once_and_soon() {
    story(async {
        let world = demanding("seb = \"exam.seb\"").await;
        let mut ada = world.person("learner").await;
        let link = async |ada: &mut Person| {
            let page = ada.posts("/exams/little/mock/seb", &[]).await;
            let rest = page.text().split_once("\"sebs://exam.example.cn").expect("a link for SEB over https").1.to_string();
            rest.split('"').next().expect("its end").to_string()
        };
        let (first, mut seb) = (link(&mut ada).await, world.visitor());
        let looked = seb.asks(Method::HEAD, &first, None, vec![]).await;
        assert_eq!((looked.status.as_u16(), looked.bytes.len()), (200, 0));
        let file = seb.opens(&first).await;
        assert_eq!((file.status.as_u16(), file.text().as_str()), (200, SETTINGS));
        assert_eq!(file.headers["content-type"], "application/seb");
        assert_eq!(seb.opens(&first).await.status, 404, "used");
        let second = link(&mut ada).await;
        world.passes(6);
        assert_eq!(seb.opens(&second).await.status, 404, "too late");
        assert_eq!(ada.posts("/exams/little/exam/seb", &[]).await.status, 404, "this exam has no settings");
        let made = ada.calls(Method::POST, "/api/v1/assessments/little/mock/config-links", json!({})).await;
        let address = |word: &str| made.json()[word].as_str().expect("an address").to_string();
        assert_eq!((made.status.as_u16(), address("open")), (201, address("file").replacen("http", "seb", 1)));
        assert_eq!(seb.opens(address("file").strip_prefix(URL).expect("ours")).await.status, 200);
    });
}

#[test]
fn a_save_without_the_key_is_kept_and_noted() {
    story(async {
        let world = demanding("seb = \"exam.seb\"").await;
        let mut ada = world.person("learner").await;
        let attempt = starts_in_seb(&mut ada).await;
        let save = |n: u8| {
            json!([{"op_id": format!("op_019999999999700080000000000000{n:02}"), "item": "m-one", "value": {"type": "single", "option": 1},
                "writer": "wr_01999999999970008000000000000001", "seq": n}])
        };
        let path = format!("/api/v1/attempts/{}/operations", id_of(&attempt));
        ada.headers.insert("x-left", "2,3100".into());
        let saved = ada.calls(Method::POST, &path, save(1)).await;
        assert_eq!(saved.json()["results"][0]["status"], "applied", "{}", saved.text());
        ada.headers.insert("x-left", "many".into());
        ada.headers.insert("x-safeexambrowser-configkeyhash", "0".repeat(64));
        assert_eq!(ada.calls(Method::POST, &path, save(2)).await.json()["results"][0]["status"], "applied");
        ada.headers.clear();
        assert_eq!(ada.calls(Method::POST, &path, save(3)).await.json()["results"][0]["status"], "applied");
        let refused = ada.opens(&attempt).await;
        assert!(refused.status == 403 && refused.text().contains("已经保存的答案都在"), "{}", refused.text());
        assert!(!refused.text().contains("一加一"), "no paper outside");
        assert_eq!(ada.opens(&format!("/api/v1/attempts/{}", id_of(&attempt))).await.status, 403);
        assert_eq!(ada.opens(&format!("{attempt}/review")).await.status, 200, "handing in is always possible");
        assert_eq!(ada.posts(&format!("{attempt}/submit"), &[]).await.status, 303);
        let seen = events(&world, &attempt).await;
        assert_eq!(count(&seen, "attempt.seb_missing"), 2);
        assert!([true, false].into_iter().all(|wrong_key| seen.contains(&Event::SebMissing { wrong_key })));
        assert!(seen.contains(&Event::PageLeft { times: 2, ms: 3_100 }) && count(&seen, "attempt.left_page") == 1);
    });
}

#[test]
fn what_lasts_is_one_event_and_a_page_that_is_left_all_the_time_is_few() {
    story(async {
        let world = demanding("seb = \"exam.seb\"").await;
        let mut ada = world.person("learner").await;
        let attempt = starts_in_seb(&mut ada).await;
        let path = format!("/api/v1/attempts/{}/operations", id_of(&attempt));
        ada.headers.clear();
        let mut seq = 0;
        let mut saves = async |left: u32| {
            seq += 1;
            ada.headers.insert("x-left", format!("{left},100"));
            let save = json!([{"op_id": format!("op_0199999999997000800000000000{seq:04}"), "item": "m-one", "value": {"type": "single", "option": 1},
                "writer": "wr_01999999999970008000000000000001", "seq": seq}]);
            assert_eq!(ada.calls(Method::POST, &path, save).await.status, 200);
        };
        for left in 1..6 {
            saves(left).await;
        }
        assert_eq!(count(&events(&world, &attempt).await, "attempt.left_page"), 1, "one in some seconds");
        // ten minutes without the key, a save every fifty seconds
        for left in 6..18 {
            world.clock.advance(Span::from_seconds(50));
            saves(left).await;
        }
        let seen = events(&world, &attempt).await;
        assert_eq!((count(&seen, "attempt.seb_missing"), count(&seen, "attempt.left_page")), (1, 13));
    });
}

#[test]
fn rooms_are_networks_of_both_kinds_and_behind_the_proxy() {
    story(async {
        let world = demanding("rooms = [\"10.1.0.0/16\", \"2001:db8::/48\"]").await;
        let mut ada = world.person("learner").await;
        let mut tries = async |from: &str, forwarded: Option<&str>| {
            ada.from = from.parse().ok();
            ada.headers.clear();
            if let Some(address) = forwarded {
                ada.headers.insert("x-forwarded-for", address.into());
            }
            ada.posts(START, &[PLEDGE]).await
        };
        for (from, forwarded, seen) in [
            ("10.2.0.1", None, "10.2.0.1"),
            ("2001:db8:1::1", None, "2001:db8:1::1"),
            ("203.0.113.9", Some("10.1.0.5"), "203.0.113.9"),
            ("10.0.0.1", Some("10.1.0.5, 198.51.100.7"), "198.51.100.7"),
            ("10.0.0.1", None, "10.0.0.1"),
        ] {
            let refused = tries(from, forwarded).await;
            assert_eq!(refused.status, 403, "{from} {forwarded:?}");
            assert!(refused.text().contains(&format!("您现在的网络地址是 {seen}")), "{}", refused.text());
        }
        let mut attempts = vec![];
        for (from, forwarded) in
            [("10.1.255.1", None), ("::ffff:10.1.0.5", None), ("2001:db8:0:7::1", None), ("10.0.0.1", Some("6.6.6.6, 10.1.0.5"))]
        {
            let started = tries(from, forwarded).await;
            assert_eq!(started.status, 303, "{from} {forwarded:?}");
            attempts.push(started.location());
        }
        attempts.dedup();
        assert_eq!(attempts.len(), 1);
        // outside the paper stays away, and answers are kept
        ada.from = "192.0.2.1".parse().ok();
        ada.headers.clear();
        assert_eq!(ada.opens(&attempts[0]).await.status, 403);
        let saved = ada.posts(&format!("{}/answers", attempts[0]), &[("a.m-one", "1"), ("do", "save")]).await;
        assert!(saved.location().ends_with("saved=1"), "{}", saved.text());
        assert!(events(&world, &attempts[0]).await.contains(&Event::OutsideRoom { address: "192.0.2.1".into() }));
    });
}

#[test]
fn the_access_code_is_asked_and_guessing_takes_ever_longer() {
    story(async {
        let world = demanding("access_code = true").await;
        let mut ada = world.person("learner").await;
        assert!(ada.opens(MOCK).await.text().contains("考场口令"));
        let tries = async |person: &mut Person, code: &str| person.posts(START, &[PLEDGE, ("code", code)]).await;
        assert!(tries(&mut ada, " ").await.location().contains("code=missing"));
        assert!(tries(&mut ada, "ROOM-7").await.location().contains("code=wrong"), "none is set yet");
        let stamp = Stamp::new(world.world.clock.now(), Actor::Operator, [1; 10]);
        let kept = format!("salt:{}", code_hash("salt", "Room-7"));
        world.world.store.set_access_code(&Administrator::operator(), PlanRef::new("little", "mock"), kept, stamp).await.expect("stored");
        for _ in 0..4 {
            let wrong = tries(&mut ada, "room-8").await.location();
            assert!(ada.opens(&wrong).await.text().contains("考场口令不对"));
        }
        let waits = tries(&mut ada, "room-7").await;
        assert_eq!((waits.status.as_u16(), waits.headers["retry-after"].as_bytes()), (429, b"2".as_slice()));
        let api = ada.calls(Method::POST, "/api/v1/assessments/little/mock/attempts", json!({"code": "room-7"})).await;
        assert_eq!((api.status.as_u16(), api.json()["code"].as_str()), (429, Some("code_wait")));
        // nobody else is kept waiting
        let mut teacher = world.person("teacher").await;
        assert_eq!(teacher.posts(START, &[PLEDGE, ("code", "ｒｏｏｍ－７")]).await.status, 303);
        world.passes(1);
        let wrong = ada.calls(Method::POST, "/api/v1/assessments/little/mock/attempts", json!({})).await;
        assert_eq!(wrong.json()["code"].as_str(), Some("code_needed"));
        let started = ada.calls(Method::POST, "/api/v1/assessments/little/mock/attempts", json!({"code": " room-7 "})).await;
        assert_eq!(started.status, 201, "{}", started.text());
        assert_eq!(ada.posts(START, &[PLEDGE]).await.status, 303, "who has started is not asked again");
    });
}

#[test]
fn another_device_is_noted_and_never_stopped() {
    story(async {
        let world = demanding("").await;
        let mut ada = world.person("learner").await;
        let started = ada.posts(START, &[PLEDGE]).await;
        let set: Vec<&str> = started.headers.get_all("set-cookie").iter().filter_map(|v| v.to_str().ok()).collect();
        assert!(set.iter().any(|c| c.starts_with("__Host-device=") && c.contains("HttpOnly") && c.contains("Secure")), "{set:?}");
        let attempt = started.location();
        ada.opens(&attempt).await;
        assert_eq!(count(&events(&world, &attempt).await, "attempt.device_changed"), 0);
        let mut phone = world.person("learner").await;
        assert_eq!(phone.opens(&attempt).await.status, 200);
        phone.posts(&format!("{attempt}/answers"), &[("a.m-one", "1"), ("do", "save")]).await;
        ada.opens(&attempt).await;
        assert_eq!(count(&events(&world, &attempt).await, "attempt.device_changed"), 1);
    });
}

#[test]
fn a_sealed_paper_comes_and_opens_in_the_browser_alone() {
    story(async {
        let world = demanding("seb = \"exam.seb\"").await;
        let mut ivy = world.person("invigilator").await;
        // the story begins at 12:00 in Shanghai
        let form = [("plan", "little/mock"), ("name", "上午场"), ("opens", "2026-11-22 12:10"), ("closes", "2026-11-22 13:10")];
        let session = ivy.posts("/invigilation", &form).await.location();
        assert_eq!(ivy.posts(&session, &[("list", "learner")]).await.status, 303);
        zhixing::worker::papers(world.world.clone()).await.expect("drawn");
        let mut ada = world.person("learner").await;
        let account = world.world.store.credentials_of("learner").await.expect("read").expect("there").0.id;
        let ready = world.world.store.attempts_of(account).await.expect("read")[0].id;
        let (sealed, opening) = (format!("/api/v1/attempts/{ready}/sealed"), format!("/api/v1/attempts/{ready}/opening"));
        assert_eq!(ada.opens(&sealed).await.status, 403);
        assert_eq!(in_seb(&mut ada, Method::GET, &sealed, None, "").await.status, 200);
        world.passes(10);
        let refused = ada.calls(Method::POST, &opening, json!({})).await;
        assert_eq!((refused.status.as_u16(), refused.json()["code"].as_str()), (403, Some("seb_needed")));
        let opened = in_seb(&mut ada, Method::POST, &opening, None, "").await;
        assert_eq!(opened.json()["key"].as_str().map(str::len), Some(64), "{}", opened.text());
    });
}
