//! Certificates: checked by strangers, revoked and corrected by an administrator.

use crate::main_job::{answers_rightly, starts};
use axum::http::Method;
use zhixing_tests::{Person, World, story};

/// The learner passes the exam; the number of the certificate.
pub async fn certified(world: &World) -> (Person, String) {
    let mut ada = world.person("learner").await;
    let attempt = starts(&mut ada, "little/exam").await;
    answers_rightly(world, &mut ada, &attempt).await;
    ada.posts(&format!("{attempt}/submit"), &[]).await;
    let mut mia = world.person("examiner").await;
    let task = mia.posts("/marking", &[]).await.location();
    mia.posts(&task, &[("points.0", "6"), ("points.1", "4"), ("comment", "")]).await;
    mia.posts("/marking/release/little/exam", &[("confirmed", "yes")]).await;
    let number = ada.opens("/certificates").await.text().split("/v/").nth(1).expect("a number")[..22].to_string();
    (ada, number)
}

#[test]
fn a_revoked_certificate_says_so_with_reason_and_date() {
    story(async {
        let world = World::new().await;
        let (mut ada, number) = certified(&world).await;
        let mut admin = world.person("admin").await;
        let without = admin.posts(&format!("/admin/certificates/{number}/revoke"), &[("reason", " ")]).await;
        assert_eq!(without.status, 422);
        admin.posts(&format!("/admin/certificates/{number}/revoke"), &[("reason", "成绩有误"), ("confirmed", "yes")]).await;
        let address = crate::credential::verifying::address(&ada.opens("/certificates").await.text());
        world.visitor().opens(&address).await.looks_like("verdict.revoked");
        // the reason may name somebody: it is for those who have seen the certificate
        let counted = world.visitor().opens(&format!("/v/{number}")).await;
        counted.looks_like("verdict.revoked.by-number");
        assert!(!counted.text().contains("成绩有误") && counted.text().contains("吊销时间"), "{}", counted.text());
        let by_program = world.visitor().opens(&format!("/api/v1/verify/{number}")).await.json();
        assert!(by_program["revoked_at"].is_i64() && by_program["revoke_reason"].is_null(), "{by_program}");
        // its holder is told why, and is not led to take it along
        let own = ada.opens("/certificates").await;
        own.looks_like("certificates.revoked");
        assert!(
            own.text().contains("成绩有误")
                && own.text().contains("有异议请联系")
                && !own.text().contains("button--primary\" href=\"/certificates")
        );
    });
}

#[test]
fn a_file_of_before_a_correction_says_that_the_certificate_is_revoked() {
    story(async {
        let world = World::new().await;
        let (mut ada, number) = certified(&world).await;
        let before = ada.opens(&format!("/certificates/{number}/credential.json")).await.bytes;
        let mut admin = world.person("admin").await;
        let form = [("name", "李学之"), ("reason", "姓名写错"), ("evidence", "身份证"), ("confirmed", "yes"), ("version", "1")];
        assert_eq!(admin.posts(&format!("/admin/certificates/{number}/correct"), &form).await.status, 303);
        let shown = admin.opens(&format!("/admin/certificates/{number}?done=yes")).await.text();
        assert!(shown.contains("已更正，第 2 版已颁发"), "{shown}");
        let revoke = format!("/admin/certificates/{number}/revoke");
        // what was typed is seen before it is confirmed
        assert!(admin.posts(&revoke, &[("reason", "成绩有误")]).await.text().contains("原因：成绩有误"));
        admin.posts(&revoke, &[("reason", "成绩有误"), ("confirmed", "yes")]).await;
        let seen = crate::credential::verifying::upload(&world, before).await;
        for said in ["data-reason=\"revoked\"", "data-state=\"revoked\"", "成绩有误", "吊销时间", "这一版后来更正过"] {
            assert!(seen.contains(said), "{said}: {seen}");
        }
        assert!(!seen.contains("已被新版本代替"), "{seen}");
    });
}

#[test]
fn a_correction_is_a_new_version_and_the_old_bytes_stay() {
    story(async {
        let world = World::new().await;
        let (mut ada, number) = certified(&world).await;
        let path = format!("/certificates/{number}/credential.json");
        let before = ada.opens(&path).await.bytes;
        let address = crate::credential::verifying::address(&ada.opens("/certificates").await.text());
        // renaming the account changes no issued byte, and the confirmed name is not the person's to change
        ada.posts("/profile", &[("name", "x")]).await;
        assert_eq!(ada.posts("/profile", &[("name", "x"), ("legal_name", "李学之")]).await.status, 422);
        assert_eq!(ada.opens(&path).await.bytes, before);
        for page in ["/certificates".to_string(), format!("/v/{number}")] {
            assert!(!ada.opens(&page).await.text().contains("已作废"), "{page}: nothing is void yet");
        }
        let mut admin = world.person("admin").await;
        let correct = format!("/admin/certificates/{number}/correct");
        let grounds = [("reason", "姓名写错"), ("evidence", "核对身份证原件")];
        let with = |more: &[(&'static str, &'static str)]| [&grounds[..], more].concat();
        // nothing differs, no name, no grounds: refused in words, and nothing is issued or revoked
        for wrong in [with(&[("name", "李学知")]), with(&[("name", "")]), with(&[("name", "李学😀")]), vec![("name", "李学之")]] {
            assert_eq!(admin.posts(&correct, &wrong).await.status, 422, "{wrong:?}");
        }
        // before and after, side by side; nothing has happened yet
        let compared = admin.posts(&correct, &with(&[("name", "李学之")])).await;
        assert_eq!(compared.status, 200);
        compared.looks_like("correction");
        assert_eq!(ada.opens(&path).await.bytes, before);
        let done = admin.posts(&correct, &with(&[("name", "李学之"), ("confirmed", "yes"), ("version", "1")])).await;
        assert_eq!(done.status, 303, "{}", done.text());
        // the address that was given away before leads to the new version
        let seen = world.visitor().opens(&address).await;
        seen.looks_like("verdict.corrected");
        assert!(!seen.text().contains("核对身份证原件"), "the evidence is nobody's but the office's");
        // by the number alone too, without a name
        let alone = world.visitor().opens(&format!("/v/{number}")).await;
        alone.looks_like("verdict.corrected.by-number");
        assert!(!alone.text().contains("李学"));
        // its holder is told to download it again
        ada.opens("/certificates").await.looks_like("certificates.corrected");
        assert_ne!(ada.opens(&path).await.bytes, before);
        // and the old file says that it was replaced
        let old = crate::credential::verifying::upload(&world, before).await;
        assert!(old.contains("data-reason=\"corrected\""), "{old}");
        // the same form sent again corrects nothing more
        assert_eq!(admin.posts(&correct, &with(&[("name", "李学之"), ("confirmed", "yes"), ("version", "1")])).await.status, 422);
        // by the API alike
        let path = format!("/api/v1/certificates/{number}/correction");
        let wish = serde_json::json!({"name": "李学支", "reason": "又错了", "evidence": "户口簿"});
        let reply = admin.calls(Method::POST, &path, wish.clone()).await;
        assert_eq!(
            (reply.status.as_u16(), reply.json()["version"].as_i64(), reply.json()["before"].as_str()),
            (200, Some(3), Some("李学之"))
        );
        assert_eq!(admin.calls(Method::POST, &path, wish).await.status, 409);
    });
}

#[test]
fn an_uploaded_credential_is_checked_and_a_changed_one_refused() {
    story(async {
        let world = World::new().await;
        let (mut ada, number) = certified(&world).await;
        let good = ada.opens(&format!("/certificates/{number}/credential.json")).await.text();
        let no = [("demonstration", good.clone()), ("forged", good.replace("小职业", "大职业")), ("other_form", "{}".into())];
        for (reason, text) in no {
            let seen = crate::credential::verifying::upload(&world, text.into_bytes()).await;
            assert!(seen.contains(&format!("data-reason=\"{reason}\"")), "{reason}: {seen}");
        }
    });
}

#[test]
fn somebody_elses_certificate_file_does_not_exist() {
    story(async {
        let world = World::new().await;
        let (_, number) = certified(&world).await;
        for login in ["teacher", "examiner"] {
            let mut other = world.person(login).await;
            assert_eq!(other.opens(&format!("/certificates/{number}/certificate.pdf")).await.status, 404);
        }
    });
}
