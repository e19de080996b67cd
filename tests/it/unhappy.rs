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
        (405, Method::GET, "/profile/password", None, vec![]),
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
    replies
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
                let problem = Problem::bare(reply.status);
                let said = match status {
                    // a field is named, and what is wrong with it
                    422 => vec![Problem::invalid("theme", |_| String::new()).title(lang)],
                    _ => vec![problem.title(lang), problem.detail(lang)],
                };
                for said in said {
                    assert!(main.contains(&said), "{status} in {language} does not say “{said}”: {main}");
                }
                assert!(main.contains("href=\"/") && is_written(&main, language), "{status} in {language}: {main}");
            }
            // whoever is signed out is led to the door and back
            let signed_out = world.visitor().opens("/exams/little/exam").await;
            assert_eq!(signed_out.location(), "/sign-in?next=/exams/little/exam");
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
