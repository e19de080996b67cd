//! The name on a certificate: frozen before what certifies, confirmed by staff, told early where it cannot be printed.

use crate::main_job::{answers_rightly, starts};
use axum::http::Method;
use serde_json::json;
use zhixing_domain::plan_ref::PlanRef;
use zhixing_tests::{Person, World, id_of, story};

async fn registers(world: &World, login: &str) -> Person {
    let mut person = world.visitor();
    let reply = person.posts("/register", &[("login", login), ("name", login), ("password", "correct horse"), ("agree", "yes")]).await;
    assert_eq!(reply.status, 303, "{}", reply.text());
    person
}

/// Sits the exam, passes, and the result is released.
async fn passes(world: &World, person: &mut Person) -> String {
    let attempt = starts(person, "little/exam").await;
    answers_rightly(world, person, &attempt).await;
    person.posts(&format!("{attempt}/submit"), &[]).await;
    let mut mia = world.person("examiner").await;
    let task = mia.posts("/marking", &[]).await.location();
    mia.posts(&task, &[("points.0", "6"), ("points.1", "4"), ("comment", "")]).await;
    mia.posts("/marking/release/little/exam", &[("confirmed", "yes")]).await;
    attempt
}

async fn certificates(person: &mut Person) -> Vec<String> {
    let list = person.calls(Method::GET, "/api/v1/certificates", json!({})).await.json();
    list.as_array().expect("a list").iter().map(|c| c["facts"]["holder"].as_str().unwrap_or_default().to_string()).collect()
}

async fn settles(person: &mut Person, attempt: &str, what: &str, name: &str) -> u16 {
    let fields = [("do", what), ("name", name), ("note", "核对身份证原件")];
    person.posts(&format!("/invigilation{attempt}/name"), &fields).await.status.as_u16()
}

#[test]
fn a_sold_pass_never_prints_the_buyers_name() {
    story(async {
        let world = World::new().await;
        let mut seller = registers(&world, "seller").await;
        assert_eq!(seller.posts("/profile", &[("name", "seller"), ("legal_name", "张三")]).await.status, 303);
        let attempt = passes(&world, &mut seller).await;
        // the buyer's name in the profile, before and after the release: nothing is printed for it
        assert_eq!(seller.posts("/profile", &[("name", "seller"), ("legal_name", "王买家")]).await.status, 303);
        zhixing::worker::outbox::once(world.world.clone()).await.expect("the outbox is emptied");
        assert_eq!(certificates(&mut seller).await, Vec::<String>::new());
        let result = seller.opens(&format!("{attempt}/result")).await.text();
        assert!(result.contains("张三") && !result.contains("王买家"), "{result}");
        // not even when staff confirm the profile's name: it is not the one that sat
        let mut admin = world.person("admin").await;
        let list = admin.opens("/admin/accounts?q=seller").await.text();
        let account = list.split("/admin/accounts/").nth(1).and_then(|t| t.split('"').next()).expect("an account").to_string();
        admin.posts(&format!("/admin/accounts/{account}"), &[("do", "legal_name"), ("legal_name", "王买家"), ("note", "看过证件")]).await;
        zhixing::worker::outbox::once(world.world.clone()).await.expect("the outbox is emptied");
        assert_eq!(certificates(&mut seller).await, Vec::<String>::new());
        // a form with a name that is not the frozen one confirms nothing
        assert_eq!(settles(&mut admin, &attempt, "confirm", "王买家").await, 409);
        assert_eq!(settles(&mut admin, &attempt, "confirm", "张三").await, 303);
        assert_eq!(certificates(&mut seller).await, ["张三"]);
    });
}

#[test]
fn who_passed_without_a_name_waits_for_staff() {
    story(async {
        let world = World::new().await;
        let mut eve = registers(&world, "eve").await;
        let waiting = eve.opens("/exams/little/exam").await.text();
        assert!(waiting.contains("请先填写证书姓名") && !waiting.contains("name=\"pledge\""), "the page asks for the name first");
        // a page of yesterday starts all the same: nobody is kept from an exam, only from the certificate
        let attempt = passes(&world, &mut eve).await;
        eve.posts("/profile", &[("legal_name", "伊芙")]).await;
        assert_eq!(certificates(&mut eve).await, Vec::<String>::new());
        assert!(eve.opens("/certificates").await.text().contains("开始考试时没有填写证书姓名"));
        // she asks, an invigilator who has seen her document decides
        let ask = [("name", "伊芙"), ("reason", "开始时没有填"), ("evidence", "身份证已给监考员看过")];
        let sent = eve.posts(&format!("{attempt}/name"), &ask).await;
        assert_eq!(sent.status, 303);
        let asked = eve.opens(&sent.location()).await.text();
        assert!(asked.contains("申请改为“\u{2068}伊芙\u{2069}”，等待决定"), "{asked}");
        let mut ivy = world.person("invigilator").await;
        assert!(ivy.opens("/desk").await.text().contains("待核实的姓名（1）"));
        assert!(ivy.opens("/invigilation/names").await.text().contains("伊芙"));
        assert!(ivy.opens(&format!("/invigilation{attempt}")).await.text().contains("身份证已给监考员看过"));
        assert_eq!(settles(&mut ivy, &attempt, "refuse", "").await, 303);
        let refused = eve.opens(&format!("{attempt}/name")).await.text();
        assert!(refused.contains("没有同意") && refused.contains("核对身份证原件"), "{refused}");
        eve.posts(&format!("{attempt}/name"), &ask).await;
        assert_eq!(settles(&mut ivy, &attempt, "accept", "伊芙").await, 303);
        assert_eq!(certificates(&mut eve).await, ["伊芙"]);
        let page = eve.opens(&format!("{attempt}/name")).await.text();
        assert!(
            page.contains("这里不能再申请") && page.contains("href=\"/v/") && !page.contains("name=\"reason\""),
            "said before it is typed: {page}"
        );
        let late = eve.posts(&format!("{attempt}/name"), &ask).await;
        assert_eq!(late.status, 409, "it is issued: an administrator corrects it there");
        assert!(
            late.text().contains("href=\"/v/") && !late.text().contains("name=\"reason\""),
            "nothing is left to be typed: {}",
            late.text()
        );
    });
}

#[test]
fn a_confirmed_name_is_told_before_the_start_and_stays_in_the_room() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        let waiting = ada.opens("/exams/little/exam").await.text();
        assert!(waiting.contains("李学知") && waiting.contains("已核实"), "{waiting}");
        assert_eq!(
            ada.posts("/profile", &[("name", "小李"), ("legal_name", "李四")]).await.status,
            422,
            "an imported name is not theirs to change"
        );
        let attempt = starts(&mut ada, "little/exam").await;
        for page in ["", "/review"] {
            assert!(ada.opens(&format!("{attempt}{page}")).await.text().contains("<bdi>李学知</bdi>"), "{page}");
        }
        let api = ada.calls(Method::GET, &format!("/api/v1/attempts/{}", id_of(&attempt)), json!({})).await.json();
        assert_eq!(api["legal_name"], "李学知");
        answers_rightly(&world, &mut ada, &attempt).await;
        ada.posts(&format!("{attempt}/submit"), &[]).await;
        assert!(ada.opens(&format!("{attempt}/receipt")).await.text().contains("证书姓名：<bdi>李学知</bdi>"));
        let own = ada.opens(&format!("{attempt}/name")).await.text();
        assert!(own.contains("<bdi>李学知</bdi>") && own.contains("已核实") && !own.contains("<dt>证书姓名</dt>"), "{own}");
    });
}

#[test]
fn a_start_with_another_name_than_the_page_showed_is_sent_back() {
    story(async {
        let world = World::new().await;
        let mut eve = registers(&world, "eve").await;
        eve.posts("/profile", &[("legal_name", "伊芙")]).await;
        let start = eve.posts("/exams/little/exam/start", &[("pledge", "yes"), ("legal_name", "夏娃")]).await;
        assert!(start.location().ends_with("?legal_name=changed"), "{}", start.location());
        // by the API the name is stated with the start
        let path = "/api/v1/assessments/little/exam/attempts";
        let refused = eve.calls(Method::POST, path, json!({"legal_name": "伊芙😀"})).await;
        assert_eq!((refused.status.as_u16(), refused.json()["field"].as_str()), (409, Some("legal_name")));
        let started = eve.calls(Method::POST, path, json!({"legal_name": "夏娃"})).await;
        assert_eq!((started.status.as_u16(), started.json()["legal_name"].as_str()), (201, Some("夏娃")));
    });
}

/// What cannot be printed, and the character that is named.
const UNPRINTABLE: [(&str, &str); 6] = [
    ("محمد علي", "U+0645"),
    ("นายสมชาย", "U+0E19"),
    ("😀", "U+1F600"),
    ("王\u{e000}", "U+E000"),
    ("王小明1", "U+0031"),
    ("\u{2a6d7}", "U+2A6D7"),
];

#[test]
fn what_cannot_be_printed_is_told_where_the_name_is_entered() {
    story(async {
        let world = World::new().await;
        let mut eve = registers(&world, "eve").await;
        let mut admin = world.person("admin").await;
        let fonts = world.world.issuer.coverage().is_ok();
        for (name, code) in UNPRINTABLE {
            if !fonts && zhixing_domain::text::name::legal(name).is_ok() {
                eprintln!("skipped in part: no fonts to look at {name}");
                continue;
            }
            let reply = eve.posts("/profile", &[("name", "eve"), ("legal_name", name)]).await;
            assert_eq!(reply.status, 422, "{name}");
            assert!(reply.text().contains(code) && !reply.text().contains("现在访问的人很多"), "{name}: {}", reply.text());
            let new = [("login", "newcomer"), ("name", "n"), ("legal_name", name), ("password", "correct horse"), ("role", "learner")];
            let reply = admin.posts("/admin/accounts", &new).await;
            assert!(reply.status == 422 && reply.text().contains(code), "{name}: {}", reply.status);
        }
        // what nobody sees goes, and the rest is kept
        eve.posts("/profile", &[("legal_name", "王\u{200b}小\u{202e}明")]).await;
        assert_eq!(eve.calls(Method::GET, "/api/v1/me", json!({})).await.json()["legal_name"], "王小明");
        // a display name hides nothing either
        eve.posts("/profile", &[("name", "eve\u{202e}nimda")]).await;
        assert_eq!(eve.calls(Method::GET, "/api/v1/me", json!({})).await.json()["name"], "evenimda");
        assert_eq!(eve.posts("/profile", &[("name", "\u{e000}\u{e001}")]).await.status, 422);
    });
}

#[test]
fn what_the_issuer_refuses_waits_in_words_and_is_no_failed_task() {
    story(async {
        let world = World::new().await;
        if world.world.issuer.coverage().is_err() {
            eprintln!("skipped: no fonts");
            return;
        }
        // a name of a time before names were looked at
        let mut eve = registers(&world, "eve").await;
        let id = world.world.store.credentials_of("eve").await.expect("read").expect("there").0.id;
        let stamp = zhixing_store::Stamp::new(world.world.clock.now(), zhixing_store::Actor::Operator, [3; 10]);
        world
            .world
            .store
            .confirm_name(&zhixing_domain::account::Administrator::operator(), id, "阿里 محمد".into(), "old list".into(), stamp)
            .await
            .expect("stored");
        let attempt = passes(&world, &mut eve).await;
        zhixing::worker::outbox::once(world.world.clone()).await.expect("the outbox is emptied");
        assert_eq!(world.world.store.open_tasks().await.expect("read"), 0, "nothing is tried for ever");
        let result = eve.opens(&format!("{attempt}/result")).await.text();
        assert!(result.contains("您的证书在等待") && result.contains("U+0645"), "{result}");
        let api = eve.calls(Method::GET, &format!("/api/v1/attempts/{}/result", id_of(&attempt)), json!({})).await.json();
        assert_eq!(api["certificate_waits"], "glyph_missing");
        // saving the profile is not the issuer's business
        assert_eq!(eve.posts("/profile", &[("name", "Eve")]).await.status, 303);
        // those who can act see whose it is, what it is, and what to do
        let mut admin = world.person("admin").await;
        assert!(admin.opens("/desk").await.text().contains("没能颁发的证书：1"));
        let desk = admin.opens("/admin/certificates").await.text();
        assert!(desk.contains("eve") && desk.contains("U+0645") && desk.contains("改用证件上的另一种写法"), "{desk}");
        assert_eq!(settles(&mut admin, &attempt, "set", "阿里 محمد").await, 422);
        assert_eq!(settles(&mut admin, &attempt, "set", "Ali Muhammad").await, 303);
        assert_eq!(certificates(&mut eve).await, ["Ali Muhammad"]);
        assert!(!admin.opens("/desk").await.text().contains("没能颁发"));
    });
}

/// Marks what waits and releases it by the store alone, as where the issuer could do nothing at the release.
pub async fn released_by_the_store(world: &World) {
    let stamp = zhixing_store::Stamp::new(world.world.clock.now(), zhixing_store::Actor::System, [3; 10]);
    let mut mia = world.person("examiner").await;
    let task = mia.posts("/marking", &[]).await.location();
    mia.posts(&task, &[("points.0", "6"), ("points.1", "4"), ("comment", "")]).await;
    let marker = world.world.store.credentials_of("examiner").await.expect("read").expect("there").0;
    let marker = zhixing_domain::account::Marker::of(&marker).expect("an examiner");
    world.world.store.release_results(&marker, PlanRef::new("little", "exam"), zhixing_store::ReleaseOf::ALL, stamp).await.expect("stored");
}

#[test]
fn nothing_is_issued_until_what_stands_on_it_for_ever_is_decided() {
    story(async {
        use zhixing_certification::certificate::actions::{Issued, issue};
        use zhixing_domain::certificate::{Hold, IssuerRefusal};
        let world = World::new().await;
        if world.world.issuer.coverage().is_err() {
            eprintln!("skipped: no fonts");
            return;
        }
        let mut ada = world.person("learner").await;
        let attempt = starts(&mut ada, "little/exam").await;
        answers_rightly(&world, &mut ada, &attempt).await;
        ada.posts(&format!("{attempt}/submit"), &[]).await;
        released_by_the_store(&world).await;
        let (id, now) = (id_of(&attempt).parse().expect("an attempt"), world.world.clock.now());
        // the demonstration is over, and a prefix alone was decided: it says which settings are not
        let undecided = world.opens_again(&[("demo", "false"), ("certificate_prefix", "S000011000002")]).await;
        let wanted = Issued::Held(Hold::Refused(IssuerRefusal::Setup("public_url, issuer_name, issuer_name_en".into())));
        assert_eq!(issue(&undecided.0.site, id, now).await.expect("tried"), wanted);
        let (url, zh, en) = (("public_url", "https://exam.example"), ("issuer_name", "评价中心"), ("issuer_name_en", "Centre"));
        let decided = world.opens_again(&[("demo", "false"), ("certificate_prefix", "S000011000002"), url, zh, en]).await;
        let issued = issue(&decided.0.site, id, now).await.expect("tried");
        assert!(matches!(&issued, Issued::Number(number) if number.to_string().starts_with("S000011000002")), "{issued:?}");
    });
}

#[test]
fn fonts_that_are_missing_are_the_operators_matter_and_are_looked_for_again() {
    story(async {
        use zhixing_domain::{
            certificate::{Hold, IssuerRefusal},
            time::Span,
        };
        let world = World::new().await;
        if world.world.issuer.coverage().is_err() {
            eprintln!("skipped: no fonts");
            return;
        }
        let mut ada = world.person("learner").await;
        let attempt = starts(&mut ada, "little/exam").await;
        answers_rightly(&world, &mut ada, &attempt).await;
        ada.posts(&format!("{attempt}/submit"), &[]).await;
        let id = id_of(&attempt).parse().expect("an attempt");
        let stamp = zhixing_store::Stamp::new(world.world.clock.now(), zhixing_store::Actor::System, [4; 10]);
        world.world.store.hold_certificate(id, Hold::Refused(IssuerRefusal::Fonts("none".into())), stamp).await.expect("stored");
        let held = ada.opens("/certificates").await.text();
        assert!(held.contains("评价机构的设置还没有完成") && !held.contains("fonts-noto-cjk"), "{held}");
        let mut admin = world.person("admin").await;
        assert!(admin.opens("/admin/certificates").await.text().contains("fonts-noto-cjk"));
        released_by_the_store(&world).await;
        world.clock.advance(Span::from_minutes(6));
        zhixing_certification::certificate::actions::retry_held(&world.world.site, world.world.clock.now()).await.expect("tried");
        assert_eq!(certificates(&mut ada).await, ["李学知"]);
        assert!(world.world.store.holds(10).await.expect("read").is_empty());
    });
}

#[test]
fn nobody_confirms_their_own_name() {
    story(async {
        let world = World::new().await;
        let mut admin = world.person("admin").await;
        admin.posts("/profile", &[("legal_name", "关礼元")]).await;
        let attempt = starts(&mut admin, "little/exam").await;
        assert_eq!(settles(&mut admin, &attempt, "confirm", "关礼元").await, 409);
        let list = admin.opens("/admin/accounts?q=admin").await.text();
        let own = list.split("/admin/accounts/").nth(1).and_then(|t| t.split('"').next()).expect("an account").to_string();
        let fields = [("do", "legal_name"), ("legal_name", "关礼元"), ("note", "我自己")];
        assert_eq!(admin.posts(&format!("/admin/accounts/{own}"), &fields).await.status, 409);
        let me = admin.calls(Method::GET, "/api/v1/me", json!({})).await.json();
        assert_eq!(me["legal_name_source"], "stated");
    });
}
