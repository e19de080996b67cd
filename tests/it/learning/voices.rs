//! Pages in English around courseware in Chinese alone: each text carries its own language, so that a voice reads it as what it is.

use crate::main_job::starts;
use serde_json::json;
use zhixing_tests::{Person, World, course, saves, story};

/// Words of the site that stand within or beside courseware.
const OURS: [&str; 22] = [
    "Practice",
    "Check the answer",
    "Hint",
    "Show the answer",
    "Not yet",
    "Right",
    "Right answer",
    "Think again and try once more.",
    "Choose…",
    "True",
    "False",
    "Answer",
    "Lessons",
    "On this page",
    "Previous lesson",
    "Next lesson",
    "Mark as read",
    "Gap 1",
    "Place 1",
    "Single choice",
    "Move up",
    "Move down",
];

/// Each text and label of the main part, with the language of the nearest element that names one.
fn voices(page: &str) -> Vec<(String, String)> {
    let main = page.split_once("<main").map_or(page, |(_, rest)| rest);
    let main = main.split("</main>").next().unwrap_or(main);
    let (mut open, mut found) = (vec!["en".to_string()], vec![]);
    let main = format!("<main{main}");
    for piece in main.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap_or((piece, ""));
        let attribute = |name: &str| Some(tag.split_once(&format!(" {name}=\""))?.1.split('"').next()?.to_string());
        let name = tag.split([' ', '/']).next().unwrap_or_default();
        let around = open.last().cloned().unwrap_or_default();
        if tag.starts_with('/') {
            open.pop();
        } else {
            let own = attribute("lang").unwrap_or(around);
            found.extend(["aria-label", "alt", "title", "placeholder"].iter().filter_map(|name| Some((own.clone(), attribute(name)?))));
            if !["input", "br", "img", "hr", "source", "track", "wbr"].contains(&name) && !tag.ends_with('/') && !tag.starts_with('!') {
                open.push(own);
            }
        }
        found.push((open.last().cloned().unwrap_or_default(), text.trim().to_string()));
    }
    found.retain(|(_, text)| !text.is_empty());
    found
}

/// Chinese is marked as Chinese, and no word of ours is.
async fn speaks(person: &mut Person, path: &str) {
    check(path, &person.opens(path).await.text());
}

fn check(path: &str, page: &str) {
    let han = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let voices = voices(page);
    assert!(voices.iter().any(|(lang, text)| lang == "zh-CN" && han(text)), "{path} shows courseware: {page}");
    for (lang, text) in &voices {
        // a label that names an item's text in a sentence of ours has one voice
        let ours = OURS.iter().any(|ours| text.starts_with(ours));
        assert!(lang == "zh-CN" || !han(text) || ours || text.contains("李学知"), "{path}: “{text}” is said to be in {lang}: {page}");
        assert!(lang != "zh-CN" || !ours, "{path}: “{text}” is said to be in Chinese: {page}");
    }
}

#[test]
fn every_text_around_courseware_in_one_language_carries_its_own() {
    story(async {
        let mut files = course();
        files.0.retain(|path, _| !path.starts_with("little/") || !path.ends_with(".en.md"));
        let world = World::with(&[], files).await;
        let mut ada = world.person("learner").await;
        ada.language = "en";
        speaks(&mut ada, "/courses/little/first").await;
        speaks(&mut ada, "/courses/little").await;
        // what is said of an answer, in the lesson and for the island
        for (item, answer) in [("p-single", "0"), ("p-code", "GBK"), ("p-half", "2")] {
            let page = ada.posts(&format!("/practice/little/{item}"), &[("answer", answer)]).await.text();
            assert!(page.contains("Show the answer"), "{page}");
            check(item, &page);
        }
        speaks(&mut ada, "/notebook").await;
        world.passes(24 * 60);
        speaks(&mut ada, "/repetitions").await;
        // all nine types of items, in the room and beside the result
        let attempt = starts(&mut ada, "little/exam").await;
        speaks(&mut ada, &attempt).await;
        saves(&mut ada, &attempt, "nine", json!({"type": "essay", "text": "An essay."}), 1).await;
        ada.posts(&format!("{attempt}/submit"), &[]).await;
        let mut mia = world.person("examiner").await;
        mia.language = "en";
        let task = mia.posts("/marking", &[]).await.location();
        speaks(&mut mia, &task).await;
    });
}
