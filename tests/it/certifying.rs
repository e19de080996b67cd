//! Certificates: checked by strangers, revoked and corrected by an administrator.

use crate::main_job::{answers_rightly, starts};
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
        let address = crate::verifying::address(&ada.opens("/certificates").await.text());
        let seen = world.visitor().opens(&address).await.text();
        assert!(seen.contains("但已被撤销：李学知") && seen.contains("成绩有误"), "{seen}");
        // the reason may name somebody: it is for those who have seen the certificate
        let counted = world.visitor().opens(&format!("/v/{number}")).await.text();
        assert!(counted.contains("但已被撤销：李*") && !counted.contains("成绩有误"));
    });
}

#[test]
fn a_correction_is_a_new_version_and_the_old_bytes_stay() {
    story(async {
        let world = World::new().await;
        let (mut ada, number) = certified(&world).await;
        let path = format!("/certificates/{number}/credential.json");
        let before = ada.opens(&path).await.bytes;
        let address = crate::verifying::address(&ada.opens("/certificates").await.text());
        // renaming the account changes no issued byte
        ada.posts("/profile", &[("name", "x"), ("legal_name", "李学之")]).await;
        assert_eq!(ada.opens(&path).await.bytes, before);
        let mut admin = world.person("admin").await;
        admin.posts(&format!("/admin/certificates/{number}/correct"), &[("reason", "姓名写错")]).await;
        // the address that was given away before leads to the new version
        let seen = world.visitor().opens(&address).await.text();
        assert!(seen.contains("真实，但只是演示") && seen.contains("李学之") && seen.contains("姓名写错"), "{seen}");
        assert_ne!(ada.opens(&path).await.bytes, before);
        // and the old file says that it was replaced
        let old = crate::verifying::upload(&world, before).await;
        assert!(old.contains("data-reason=\"corrected\""), "{old}");
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
            let seen = crate::verifying::upload(&world, text.into_bytes()).await;
            assert!(seen.contains(&format!("data-reason=\"{reason}\"")), "{reason}: {seen}");
        }
    });
}

#[test]
fn a_name_given_later_brings_the_certificate() {
    story(async {
        let world = World::new().await;
        let mut ada = world.visitor();
        ada.posts("/register", &[("login", "eve"), ("name", "Eve"), ("password", "correct horse")]).await;
        let attempt = starts(&mut ada, "little/exam").await;
        answers_rightly(&world, &mut ada, &attempt).await;
        ada.posts(&format!("{attempt}/submit"), &[]).await;
        let mut mia = world.person("examiner").await;
        let task = mia.posts("/marking", &[]).await.location();
        mia.posts(&task, &[("points.0", "6"), ("points.1", "4")]).await;
        mia.posts("/marking/release/little/exam", &[("confirmed", "yes")]).await;
        assert!(ada.opens("/certificates").await.text().contains("还没有证书"));
        assert!(ada.opens(&format!("{attempt}/result")).await.text().contains("请在个人资料里填写证书姓名"));
        ada.posts("/profile", &[("name", "Eve"), ("legal_name", "伊芙")]).await;
        assert!(ada.opens("/certificates").await.text().contains("伊芙"));
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
