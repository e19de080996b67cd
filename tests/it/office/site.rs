//! The site's own pages, what people agree to, and what makes it an application.

use axum::http::Method;
use serde_json::json;
use zhixing_domain::event::Event;
use zhixing_tests::{Person, World, story};

#[test]
fn who_read_older_texts_is_asked_again() {
    story(async {
        let world = World::new().await;
        let form = [("login", "kim"), ("name", "Kim"), ("password", "four unrelated words"), ("agree", "yes"), ("texts", "of yesterday")];
        let mut kim = world.visitor();
        let refused = kim.posts("/register", &form).await;
        assert!(refused.status == 422 && refused.text().contains("刚刚更新"), "{}", refused.text());
        let page = refused.text();
        let shown = page.split("name=\"texts\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a version");
        assert_eq!(kim.posts("/register", &[&form[..4], &[("texts", shown)]].concat()).await.status, 303);
        let mut ada = world.person("learner").await;
        assert_eq!(ada.posts("/profile/agree", &[("texts", "of yesterday")]).await.status, 409);
        world.works().await;
    });
}

#[test]
fn whoever_registers_agrees_and_the_account_keeps_to_what() {
    story(async {
        let world = World::new().await;
        let mut bo = world.visitor();
        let form = [("login", "bob"), ("name", "博"), ("password", "correct horse")];
        let refused = bo.posts("/register", &form).await;
        assert!(refused.status == 422 && refused.text().contains("id=\"agree-error\""), "{}", refused.text());
        let form = [&form[..], &[("agree", "yes")]].concat();
        assert_eq!(bo.posts("/register", &form).await.status, 303);
        assert!(!bo.opens("/").await.text().contains("action=\"/profile/agree\""), "nobody is asked twice");
        assert!(bo.opens("/profile").await.text().contains("是现在的版本"));
        let me = bo.opens("/api/v1/me").await.json()["account"].as_str().expect("an id").to_string();
        let told = world.events_of(&me).await;
        assert!(
            told.iter().any(|line| matches!(line.what.event(), Some(Event::TermsAgreed { version }) if version.len() == 64)),
            "{told:?}"
        );
    });
}

#[test]
fn whoever_was_given_an_account_is_asked_and_may_answer_once() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        assert!(ada.opens("/").await.text().contains("action=\"/profile/agree\""));
        assert_eq!(ada.posts("/profile/agree", &[]).await.location(), "/profile?done=agreed");
        assert!(!ada.opens("/").await.text().contains("action=\"/profile/agree\""));
        assert_eq!(ada.calls(Method::POST, "/api/v1/me/consent", json!(null)).await.status, 204);
        let me = ada.opens("/api/v1/me").await.json()["account"].as_str().expect("an id").to_string();
        let agreed = world.events_of(&me).await.iter().filter(|l| matches!(l.what.event(), Some(Event::TermsAgreed { .. }))).count();
        assert_eq!(agreed, 1);
    });
}

#[test]
fn who_agreed_is_asked_once_for_another_edition_and_never_for_other_words_of_the_same() {
    story(async {
        let texts = |edition: &str, words: &str| {
            let mut files = zhixing_tests::course();
            let front = format!("title = \"本校隐私\"\nsummary = \"说明\"\nenglish = false\nedition = \"{edition}\"");
            files.insert("pages/privacy.md", format!("+++\n{front}\n+++\n\n{words}\n"));
            files
        };
        let world = World::with(&[], texts("1", "我们只存这些。")).await;
        let mut ada = world.person("learner").await;
        assert_eq!(ada.posts("/profile/agree", &[]).await.status, 303);
        let asked = async |ada: &mut Person| {
            let home = ada.opens("/").await.text();
            (home.contains("action=\"/profile/agree\""), home.contains("有了新的版本"))
        };
        assert_eq!(asked(&mut ada).await, (false, false));
        world.publishes(texts("1", "我们只保存这些。")).await;
        assert_eq!(asked(&mut ada).await, (false, false), "it means the same");
        world.publishes(texts("2", "我们还存别的。")).await;
        assert_eq!(asked(&mut ada).await, (true, true));
        assert!(ada.opens("/profile").await.text().contains("之后文本有更新"));
        assert_eq!(ada.posts("/profile/agree", &[]).await.status, 303);
        assert_eq!(asked(&mut ada).await, (false, false), "once");
    });
}

#[test]
fn an_operator_writes_pages_of_their_own_and_the_rest_are_those_of_the_product() {
    story(async {
        let mut files = zhixing_tests::course();
        files.insert("pages/privacy.md", "+++\ntitle = \"本校隐私\"\nsummary = \"说明\"\n+++\n\n我们只存这些。\n");
        let world = World::with(&[], files).await;
        let mut stranger = world.visitor();
        assert!(stranger.opens("/privacy").await.text().contains("我们只存这些"));
        for path in ["/terms", "/help"] {
            let page = stranger.opens(path).await;
            assert!(page.status == 200 && page.text().contains("运行和联系"), "{path}");
        }
    });
}

#[test]
fn the_manifest_speaks_both_languages_and_its_icons_are_served() {
    story(async {
        let world = World::new().await;
        let mut stranger = world.visitor();
        for (code, name) in [("zh", "知行"), ("en", "Zhixing")] {
            let manifest = stranger.opens(&format!("/manifest/{code}")).await.json();
            assert_eq!(manifest["short_name"], name);
            for icon in manifest["icons"].as_array().expect("icons") {
                let src = icon["src"].as_str().expect("an address");
                assert_eq!(stranger.opens(src).await.status, 200, "{src}");
            }
        }
        assert_eq!(stranger.opens("/manifest/fr").await.status, 404);
        assert_eq!(stranger.opens("/icons/share.png").await.status, 200);
    });
}
