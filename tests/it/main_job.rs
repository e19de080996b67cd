//! The main job by plain forms: learn, sit, pass, carry the proof.

use zhixing_tests::{Person, World, id_of, story};

/// Starts the exam and gives the attempt's path.
pub async fn starts(person: &mut Person, plan: &str) -> String {
    let reply = person.posts(&format!("/exams/{plan}/start"), &[("pledge", "yes")]).await;
    assert_eq!(reply.status, 303, "{}", reply.text());
    reply.location()
}

/// Answers everything rightly by the scripts-off form: the key is read from the database, as no candidate can.
pub async fn answers_rightly(world: &World, person: &mut Person, attempt: &str) {
    let id = id_of(attempt).parse().expect("an attempt");
    let sheet = world.world.site.paper(id).await.expect("read").expect("there");
    let mut fields: Vec<(String, String)> = vec![("do".into(), "review".into())];
    for entry in &sheet.entries {
        let item = &entry.item;
        let name = format!("a.{}", item.key);
        use zhixing_domain::question::Answer::*;
        let parts = |values: Vec<String>| values.into_iter().enumerate().map(|(i, v)| (format!("{name}.{i}"), v)).collect::<Vec<_>>();
        match item.question.right_answer(&entry.arrangement) {
            Some(Single { option }) => fields.push((name, option.expect("a key").to_string())),
            Some(Multiple { options }) => fields.extend(options.iter().map(|o| (name.clone(), o.to_string()))),
            Some(TrueFalse { value }) => fields.push((name, value.expect("a key").to_string())),
            Some(Numeric { text } | Short { text } | Essay { text }) => fields.push((name, text)),
            Some(Cloze { gaps }) => fields.extend(parts(gaps)),
            Some(Ordering { positions: p } | Matching { partners: p }) => {
                fields.extend(parts(p.iter().map(|p| p.expect("a place").to_string()).collect()))
            }
            None => fields.push((name, "一篇认真的论述。".into())),
        }
    }
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    let reply = person.posts(&format!("{attempt}/answers"), &fields).await;
    assert!(reply.location().ends_with("/review"), "{} {}", reply.status, reply.text());
}

#[test]
fn a_learner_learns_sits_passes_and_carries_the_proof() {
    story(async {
        let world = World::new().await;
        let mut ada = world.visitor();
        assert!(ada.opens("/").await.text().contains("小课程"));
        assert!(ada.opens("/courses/little/first").await.text().contains("数据清洗让数据可用"));

        // she opens an account and says what name goes on her certificates
        let reply =
            ada.posts("/register", &[("login", "ada@example.cn"), ("name", "小艾"), ("password", "correct horse"), ("agree", "yes")]).await;
        assert_eq!(reply.status, 303, "{}", reply.text());
        ada.posts("/profile", &[("name", "小艾"), ("legal_name", "艾达")]).await;
        ada.opens("/profile").await.looks_like("profile");

        // she sits the exam
        ada.opens("/exams/little/exam").await.looks_like("exam");
        let attempt = starts(&mut ada, "little/exam").await;
        assert!(ada.opens(&attempt).await.text().contains("第 9 题"));
        answers_rightly(&world, &mut ada, &attempt).await;
        ada.opens(&format!("{attempt}/review")).await.looks_like("review");
        assert_eq!(ada.posts(&format!("{attempt}/submit"), &[]).await.location(), format!("{attempt}/receipt"));
        let receipt = ada.opens(&format!("{attempt}/receipt.txt")).await.text();
        let digest = zhixing_domain::digest::sha256_hex(receipt.as_bytes());
        let receipt = ada.opens(&format!("{attempt}/receipt")).await;
        receipt.looks_like("receipt");
        assert!(receipt.text().contains(&digest) && !receipt.text().contains("button--primary"), "{}", receipt.text());
        ada.opens("/exams").await.looks_like("exams.unreleased");
        let waits = ada.opens(&format!("{attempt}/result")).await.text();
        assert!(waits.contains("成绩还没有公布") && waits.contains("考评员审定后公布成绩，届时会收到消息"), "{waits}");

        // an examiner marks the essay without knowing whose it is, and releases
        let mut mia = world.person("examiner").await;
        assert!(mia.opens("/desk").await.text().contains("评阅 1 份"));
        let task = mia.posts("/marking", &[]).await.location();
        let script = mia.opens(&task).await;
        script.looks_like("marking");
        assert!(!script.text().contains("艾达") && !script.text().contains("小艾"), "{}", script.text());
        let too_many = mia.posts(&task, &[("points.0", "7"), ("points.1", "4"), ("comment", "")]).await;
        assert_eq!(too_many.status, 422);
        mia.posts(&task, &[("points.0", "5"), ("points.1", "4"), ("comment", "条理清楚")]).await;
        mia.posts("/marking/release/little/exam", &[("confirmed", "yes")]).await;

        // the name is her own word so far: an administrator compares it with her document
        ada.opens(&format!("{attempt}/result")).await.looks_like("result.name-waits");
        let mut admin = world.person("admin").await;
        admin.opens("/invigilation/names").await.looks_like("names");
        let settle = format!("/invigilation{attempt}/name");
        let settled = admin.posts(&settle, &[("do", "confirm"), ("name", "艾达"), ("note", "核对身份证原件")]).await;
        assert_eq!(settled.status, 303, "{}", settled.text());

        // she sees her result with the comment, and carries the certificate
        assert!(ada.opens(&format!("{attempt}/receipt")).await.text().contains(">查看成绩</a>"));
        assert!(!ada.opens("/exams").await.text().contains("待公布"));
        ada.opens(&format!("{attempt}/result")).await.looks_like("result");
        let certificates = ada.opens("/certificates").await;
        let number = certificates.text().split("/v/").nth(1).expect("a number")[..22].to_string();

        // an employer checks it
        let address = crate::credential::verifying::address(&certificates.text());
        let seen = world.visitor().opens(&address).await;
        assert_eq!(seen.status, 200);
        seen.looks_like("verdict.demonstration");
        let pdf = ada.opens(&format!("/certificates/{number}/certificate.pdf")).await;
        assert!(pdf.bytes.starts_with(b"%PDF"));
    });
}

#[test]
fn a_mock_feeds_the_notebook_and_shows_its_result_at_once() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        let attempt = starts(&mut ada, "little/mock").await;
        // wrong on purpose: 水是湿的 is true
        ada.posts(&format!("{attempt}/answers"), &[("a.m-three", "false"), ("do", "review")]).await;
        ada.posts(&format!("{attempt}/submit"), &[]).await;
        ada.opens(&format!("{attempt}/result")).await.looks_like("result.mock");
        // what was left open is no mistake
        ada.opens("/notebook").await.looks_like("notebook");
        ada.posts("/practice/little/m-three", &[("answer", "true")]).await;
        assert!(ada.opens("/notebook").await.text().contains("已掌握 1 题"));
    });
}
