//! Where something is not as hoped, a page says in the reader's language what is so, why, and what to do now: with scripts off.

use axum::http::Method;
use zhixing_domain::lang::Lang;
use zhixing_shell::problem::Problem;
use zhixing_tests::{Person, Reply, World, story};

const FORM: Option<&str> = Some("application/x-www-form-urlencoded");

/// What stands in the page itself, without the frame around it.
fn main_of(reply: &Reply) -> String {
    let text = reply.text();
    let from = text.find("<main").unwrap_or_else(|| panic!("{} has no page: {text}", reply.status));
    text[from..text.find("</main>").expect("its end")].to_string()
}

fn is_written(main: &str, language: &str) -> bool {
    let words: String = main.split('>').filter_map(|piece| piece.split('<').next()).collect();
    words.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)) == (language == "zh-CN")
}

async fn failures(person: &mut Person) -> Vec<(u16, Reply)> {
    let mut replies = vec![];
    for (status, method, path, kind, body) in [
        (404, Method::GET, "/nothing", None, vec![]),
        (404, Method::GET, "/courses/none", None, vec![]),
        (405, Method::DELETE, "/exams", None, vec![]),
        (400, Method::GET, "/search?q=%ff&q=1", None, vec![]),
        (415, Method::POST, "/preferences/theme", Some("application/json"), b"{}".to_vec()),
        (422, Method::POST, "/preferences/theme", FORM, b"theme=%ff".to_vec()),
        (413, Method::POST, "/profile", FORM, vec![b'a'; 80_000]),
    ] {
        let reply = person.asks(method, path, kind, body).await;
        replies.push((status, reply));
    }
    person.headers.insert("sec-fetch-site", "cross-site".into());
    replies.push((403, person.posts("/preferences/theme", &[("theme", "dark")]).await));
    person.headers.remove("sec-fetch-site");
    person.headers.insert("host", "evil.example".into());
    replies.push((421, person.opens("/exams").await));
    person.headers.remove("host");
    replies.push((429, looks_up_too_often(person).await));
    replies
}

/// Numbers of certificates may be tried, but not one after another.
async fn looks_up_too_often(person: &mut Person) -> Reply {
    for _ in 0..1_000 {
        let reply = person.opens("/v/S000011000001265999999").await;
        if reply.status == 429 {
            return reply;
        }
    }
    panic!("nobody is told to slow down");
}

/// What a page of a refusal says: what is so, and why.
fn words_of(reply: &Reply, lang: Lang) -> Vec<String> {
    let problem = match reply.status.as_u16() {
        // a field is named, and what is wrong with it
        422 => return vec![Problem::invalid("theme", |_| String::new()).title(lang)],
        429 => Problem::Slow(seconds(reply)),
        _ => Problem::bare(reply.status),
    };
    vec![problem.title(lang), problem.detail(lang)]
}

/// When to come back.
fn seconds(reply: &Reply) -> u64 {
    reply.headers["retry-after"].to_str().expect("text").parse().expect("a number")
}

#[test]
fn every_refusal_is_a_page_with_words_and_one_next_step() {
    story(async {
        let world = World::new().await;
        for (language, lang) in [("zh-CN", Lang::Zh), ("en", Lang::En)] {
            let mut ada = world.person("learner").await;
            ada.language = language;
            for (status, reply) in failures(&mut ada).await {
                assert_eq!(reply.status.as_u16(), status, "{}", reply.text());
                let main = main_of(&reply);
                assert!(
                    main.contains("class=\"failure\"") && main.contains("<h1>") && main.contains("page-head__lead"),
                    "{status}: {main}"
                );
                assert_eq!(main.matches("button--primary").count(), 1, "{status}: one next step: {main}");
                for said in words_of(&reply, lang) {
                    assert!(main.contains(&said), "{status} in {language} does not say “{said}”: {main}");
                }
                assert!(main.contains("href=\"/") != (status == 421) && is_written(&main, language), "{status} in {language}: {main}");
            }
            // whoever is signed out is led to the door and back
            let signed_out = world.visitor().opens("/exams/little/exam").await;
            assert_eq!(signed_out.location(), "/sign-in?next=/exams/little/exam");
        }
    });
}

#[test]
fn the_address_of_a_form_leads_to_the_page_that_it_belongs_to() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        for (form, page) in [
            ("/profile/password", "/profile"),
            ("/exams/little/exam/start", "/exams/little/exam"),
            ("/attempts/att_1/answers", "/attempts/att_1"),
            ("/invigilation/sessions/ses_1/list?after=1", "/invigilation/sessions/ses_1"),
            ("/teach/little/folder/take", "/teach/little/folder"),
            ("/teach/little/try", "/teach"),
        ] {
            let reply = ada.opens(form).await;
            assert_eq!((reply.status.as_u16(), reply.location()), (303, page.to_string()), "{form}");
        }
    });
}

#[test]
fn a_name_that_is_not_ours_leads_to_the_one_that_is() {
    story(async {
        let world = World::new().await;
        let mut ada = world.visitor();
        ada.headers.insert("host", "evil.example".into());
        assert!(main_of(&ada.opens("/").await).contains("href=\"http://localhost:8080\""));
    });
}

#[test]
fn a_database_that_is_away_is_a_page_that_says_when_to_come_back() {
    story(async {
        let world = World::new().await;
        let again = world.opens_again(&[]).await;
        let mut people = vec![];
        for (language, lang) in [("zh-CN", Lang::Zh), ("en", Lang::En)] {
            let mut ada = again.person("learner").await;
            ada.language = language;
            people.push((ada, lang));
        }
        again.0.store.close().await;
        for (ada, lang) in &mut people {
            let reply = ada.opens("/exams").await;
            assert_eq!(reply.status, 503, "{}", reply.text());
            let (main, problem) = (main_of(&reply), Problem::Unavailable(seconds(&reply)));
            assert!(main.contains(&problem.title(*lang)) && main.contains(&problem.detail(*lang)), "{main}");
            assert!(main.contains("class=\"failure\"") && main.contains("href=\"/exams\""), "the same page again: {main}");
            // what could not be stored may be sent again as it is
            let sent = ada.posts("/profile", &[("name", "小艾")]).await;
            assert_eq!(sent.status, 503);
            let again = if *lang == Lang::Zh { "刚才填写的内容" } else { "What you filled in" };
            assert!(main_of(&sent).contains(again), "{}", sent.text());
        }
    });
}

#[test]
fn a_form_that_is_refused_leads_back_to_its_page() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        ada.headers.insert("referer", "http://localhost:8080/profile?from=here".into());
        let reply = ada.asks(Method::POST, "/profile", FORM, vec![b'a'; 80_000]).await;
        assert_eq!(reply.status, 413);
        assert!(main_of(&reply).contains("href=\"/profile?from=here\""), "{}", reply.text());
    });
}

#[test]
fn every_list_that_is_empty_says_what_it_will_hold_and_leads_on() {
    story(async {
        let world = World::new().await;
        for language in ["zh-CN", "en"] {
            for (login, path) in [
                ("learner", "/notebook"),
                ("learner", "/repetitions"),
                ("learner", "/certificates"),
                ("learner", "/messages"),
                ("learner", "/exams/calendar"),
                ("learner", "/search?q=zzzzzz"),
                ("examiner", "/marking"),
                ("examiner", "/results"),
                ("examiner", "/marking/items/little/exam"),
                ("invigilator", "/invigilation"),
                ("invigilator", "/invigilation?which=past"),
                ("invigilator", "/invigilation/names"),
                ("admin", "/admin/accounts?q=zzzzzz"),
                ("admin", "/admin/certificates"),
                ("admin", "/admin/certificates?q=zzzzzz"),
                ("admin", "/admin/log?kind=moon"),
                ("admin", "/admin/webhooks"),
            ] {
                let mut person = world.person(login).await;
                person.language = language;
                let reply = person.opens(path).await;
                let main = main_of(&reply);
                let after = main.split_once("class=\"empty\"").unwrap_or_else(|| panic!("{path}: nothing says that it is empty: {main}")).1;
                assert!(after.contains("<a href=\"") || after.contains("<form"), "{path}: no way on: {after}");
                assert!(is_written(&main, language) || language == "en", "{path}: {main}");
            }
        }
    });
}
