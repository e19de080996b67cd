//! Many files and many items at once: seen before, changed in one step, never over what somebody else wrote, and taken back.

use super::drafts;
use axum::http::Method;
use serde_json::{Value, json};
use zhixing_tests::{Person, World, story};

const LESSON: &str = "little/010-first.md";
const BANK: &str = "little/items/bank.md";
const REPLACE: &str =
    "/teach/little/replace?words=%E6%95%B0%E6%8D%AE%E6%B8%85%E6%B4%97&instead=%E6%B8%85%E6%B4%97%E6%95%B0%E6%8D%AE&lang=zh";

async fn text(person: &mut Person, path: &str) -> String {
    let draft = person.calls(Method::GET, &format!("/api/v1/workshop/little/drafts?path={path}"), json!({})).await.json();
    draft["text"].as_str().unwrap_or_else(|| panic!("a text: {draft}")).to_string()
}

async fn calls(person: &mut Person, path: &str, wish: Value) -> Value {
    let reply = person.calls(Method::POST, &format!("/api/v1/workshop/little/{path}"), wish).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    reply.json()
}

async fn steps(person: &mut Person) -> Value {
    person.calls(Method::GET, "/api/v1/workshop/little/steps", json!({})).await.json()
}

/// The fields of the form on a page, with what is ticked.
fn fields(page: &str, names: &[&str]) -> Vec<(String, String)> {
    let inputs = page.split("<input ").skip(1).map(|input| input.split('>').next().unwrap_or_default());
    let value =
        |input: &str, name: &str| input.split_once(&format!("{name}=\"")).and_then(|(_, rest)| Some(rest.split_once('"')?.0.to_string()));
    let ticked = |input: &&str| !input.contains("type=\"checkbox\"") || input.contains(" checked");
    inputs
        .filter(ticked)
        .filter_map(|input| Some((value(input, "name")?, value(input, "value")?)))
        .filter(|(name, _)| names.contains(&name.as_str()))
        .collect()
}

async fn sends(person: &mut Person, path: &str, fields: &[(String, String)]) -> zhixing_tests::Reply {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    person.posts(path, &fields).await
}

#[test]
fn words_are_replaced_where_they_are_ticked_and_the_step_is_taken_back() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        let (lesson, bank) = (text(&mut chen, LESSON).await, text(&mut chen, BANK).await);
        let page = chen.opens(REPLACE).await;
        assert_eq!(page.status, 200, "{}", page.text());
        let page = page.text();
        assert!(page.contains("<del>数据清洗</del><ins>清洗数据</ins>"), "{page}");
        let mut sent = fields(&page, &["words", "instead", "lang", "seen", "take"]);
        let lines: Vec<String> = sent.iter().filter(|(n, _)| n == "take").map(|(_, v)| v.clone()).collect();
        assert!(lines.iter().filter(|line| line.starts_with(LESSON)).count() > 2, "{lines:?}");
        let none = chen.opens(&format!("{REPLACE}&pick=none")).await.text();
        assert!(fields(&none, &["take"]).is_empty(), "nothing is ticked where that was asked for");
        // one line stays
        let left = lines.iter().find(|line| line.starts_with(LESSON)).expect("a line of the lesson").clone();
        sent.retain(|(_, value)| *value != left);
        let done = sends(&mut chen, "/teach/little/replace", &sent).await;
        assert_eq!(done.location(), "/teach/little/steps?done=yes", "{}", done.text());
        let now = text(&mut chen, LESSON).await;
        let (before, after): (Vec<&str>, Vec<&str>) = (lesson.lines().collect(), now.lines().collect());
        let line: usize = left.rsplit(':').next().and_then(|n| n.parse().ok()).expect("a number");
        assert_eq!(before[line - 1], after[line - 1], "what was not ticked stays");
        assert_eq!(now.matches("清洗数据").count(), lesson.matches("数据清洗").count() - before[line - 1].matches("数据清洗").count());
        assert_eq!(before.len(), after.len());
        let history = chen.opens(&format!("/teach/little/history?path={LESSON}")).await.text();
        assert!(history.contains("批量替换"), "{history}");
        let page = chen.opens("/teach/little/steps?done=yes").await.text();
        assert!(page.contains("撤回这一步") && page.contains(LESSON) && page.contains("「数据清洗」→「清洗数据」"), "{page}");
        let step = fields(&page, &["step"]);
        let back = sends(&mut chen, "/teach/little/steps", &step).await;
        assert!(back.status == 200 && back.text().contains("已撤回 「数据清洗」→「清洗数据」"), "{}", back.text());
        assert!(!back.text().contains("没有可以撤回的"), "what was done is said, not that there is nothing to do");
        assert_eq!((text(&mut chen, LESSON).await, text(&mut chen, BANK).await), (lesson, bank));
        assert!(world.world.store.all_drafts().await.expect("read").is_empty(), "where there was no draft, there is none again");
        let again = sends(&mut chen, "/teach/little/steps", &step).await;
        assert_eq!(again.status, 409, "once");
    });
}

#[test]
fn nothing_is_replaced_over_what_somebody_changed_meanwhile() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        drafts(&mut chen, BANK, "一加一等于几？", "数据清洗先做什么？").await;
        let page = chen.opens(REPLACE).await.text();
        let sent = fields(&page, &["words", "instead", "lang", "seen", "take"]);
        drafts(&mut chen, LESSON, "## 开始", "## 数据清洗的开始").await;
        let refused = sends(&mut chen, "/teach/little/replace", &sent).await;
        assert_eq!(refused.status, 409);
        let page = refused.text();
        assert!(page.contains("没有改动") && page.contains("别人刚改过") && page.contains("数据清洗</del>"), "{page}");
        let ticked = fields(&page, &["take"]);
        assert!(!ticked.is_empty() && ticked.iter().all(|(_, v)| !v.starts_with(LESSON)), "what changed is looked at first: {ticked:?}");
        assert_eq!(steps(&mut chen).await, json!([]), "all of it or nothing");
        let found = calls(&mut chen, "replacements", json!({"words": "数据清洗", "instead": "清洗", "lang": "zh"})).await;
        let file = found["files"].as_array().expect("files").iter().find(|f| f["path"] == LESSON).expect("the lesson").clone();
        let line = &file["lines"][0]["line"];
        let search = json!({"words": "数据清洗", "instead": "清洗"});
        let files = json!([{"path": LESSON, "seen": file["seen"], "lines": [line]}]);
        let done = calls(&mut chen, "replacements/drafts", json!({"search": search, "files": files})).await;
        assert_eq!(done, json!({"files": 1}));
        // its draft of before comes back, not what is published; what somebody wrote since stays
        let step = steps(&mut chen).await[0]["step"].clone();
        let back = calls(&mut chen, "steps", json!({"step": step})).await;
        assert_eq!(back, json!({"back": [LESSON], "stay": []}));
        assert!(text(&mut chen, LESSON).await.contains("## 数据清洗的开始"));
    });
}

#[test]
fn a_file_that_was_written_on_since_stays_when_its_step_is_taken_back() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        let search = json!({"words": "数据", "instead": "资料", "lang": "zh"});
        let found = calls(&mut chen, "replacements", search.clone()).await;
        let files: Vec<Value> =
            found["files"].as_array().expect("files").iter().map(|f| json!({"path": f["path"], "seen": f["seen"]})).collect();
        assert!(files.len() > 2, "{found}");
        calls(&mut chen, "replacements/drafts", json!({"search": search, "files": files})).await;
        drafts(&mut chen, LESSON, "## 开始", "## 起步").await;
        let page = chen.opens("/teach/little/steps").await.text();
        assert!(page.contains("其中 1 个之后又改过或已发布"), "{page}");
        let done = sends(&mut chen, "/teach/little/steps", &fields(&page, &["step"])).await.text();
        assert!(done.contains("没有动") && done.contains(LESSON), "{done}");
        let kept = text(&mut chen, LESSON).await;
        assert!(kept.contains("起步") && kept.contains("资料"), "{kept}");
    });
}

#[test]
fn what_is_not_looked_for_is_said() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        let wrong = chen.opens("/teach/little/replace?words=&instead=x").await;
        assert!(wrong.status == 422 && wrong.text().contains("words-error"), "{}", wrong.text());
        assert!(chen.opens("/teach/little/replace?words=nowhere-at-all").await.text().contains("没有找到"));
        let (now, many) = (text(&mut chen, LESSON).await, "词 ".repeat(10_400));
        let wish = json!({"path": LESSON, "text": format!("{now}\n{}\n", many.replace("词 词 词 词 ", "词 词 词 词\n\n")), "seen": 0});
        assert_eq!(chen.calls(Method::PUT, "/api/v1/workshop/little/drafts", wish).await.status, 200);
        let page = chen.opens("/teach/little/replace?words=%E8%AF%8D&instead=x&kind=lesson").await.text();
        assert!(page.contains("只看了前 10000 处") && page.contains("name=\"rest\""), "what is left out is told");
        let sent = fields(&page, &["words", "instead", "kind", "seen", "rest"]);
        let done = sends(&mut chen, "/teach/little/replace", &sent).await;
        assert_eq!(done.location(), "/teach/little/steps?done=yes", "{}", done.text());
        let left = text(&mut chen, LESSON).await.matches('词').count();
        assert!((2_000..3_000).contains(&left), "those that are shown and not ticked stay, as do those that were not looked at: {left}");
    });
}

#[test]
fn items_get_tags_points_and_difficulty_and_every_other_byte_stays() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        let before = text(&mut chen, BANK).await;
        let page = chen.opens(&format!("/teach/little/items?bank={BANK}&function=talk&pick=all")).await;
        assert_eq!(page.status, 200, "{}", page.text());
        let page = page.text();
        let names = ["filter.bank", "filter.function", "take", "ids", "seen", "add", "remove", "points", "difficulty", "to"];
        let mut sent: Vec<_> =
            fields(&page, &names).into_iter().filter(|(n, v)| n.starts_with("filter") || n == "take" && v != "nine").collect();
        assert_eq!(sent.iter().filter(|(n, _)| n == "take").count(), 3, "{sent:?}");
        let wrong = sends(&mut chen, "/teach/little/items", &sent).await;
        assert!(wrong.status == 422 && wrong.text().contains("请写要改什么"), "{}", wrong.text());
        sent.extend([("add", "沟通，a b"), ("points", "2.5"), ("difficulty", "easy")].map(|(n, v)| (n.to_string(), v.to_string())));
        let page = sends(&mut chen, "/teach/little/items", &sent).await.text();
        assert!(page.contains("3 道题会变") && page.contains("points=2.5"), "{page}");
        assert_eq!(text(&mut chen, BANK).await, before, "looking changes nothing");
        let mut sent = fields(&page, &names);
        sent.extend(fields(&page, &["filter.kind"]));
        sent.push(("do".into(), "change".into()));
        let done = sends(&mut chen, "/teach/little/items", &sent).await;
        assert_eq!(done.location(), "/teach/little/steps?done=yes", "{}", done.text());
        let mut wanted = before.clone();
        for id in ["six .cloze", "seven .ordering", "eight .matching"] {
            let head = format!("{{#{id} function=talk");
            wanted = wanted.replace(&head, &format!("{head} tags=\"沟通,a b\" points=2.5 difficulty=easy"));
        }
        assert_eq!(text(&mut chen, BANK).await, wanted);
        let items = chen.calls(Method::GET, &format!("/api/v1/workshop/little/items?bank={BANK}"), json!({})).await.json();
        let six = items.as_array().expect("items").iter().find(|item| item["id"] == "six").expect("six").clone();
        assert_eq!((&six["points"], &six["tags"], &six["function"]), (&json!("2.5"), &json!(["沟通", "a b"]), &json!("talk")));
        let step = steps(&mut chen).await[0].clone();
        assert_eq!((&step["why"], &step["files"][0]["path"]), (&json!("items_changed"), &json!(BANK)));
        calls(&mut chen, "steps", json!({"step": step["step"]})).await;
        assert_eq!(text(&mut chen, BANK).await, before);
    });
}

#[test]
fn items_go_to_another_bank_with_their_english_and_what_they_had_of_the_old_one() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        let texts = [BANK, "little/items/bank.en.md", "little/items/mock.md", "little/items/mock.en.md"];
        let mut before = vec![];
        for path in texts {
            before.push(text(&mut chen, path).await);
        }
        let wish = json!({"bank": BANK, "items": ["one", "five"], "to": "little/items/mock.md", "add_tags": ["moved"]});
        let seen = calls(&mut chen, "items", wish.clone()).await;
        assert_eq!(seen["files"].as_array().map(Vec::len), Some(4), "{seen}");
        assert_eq!(seen["items"][0]["then"], "### 一加一等于几？ {#one .single use=exam tags=moved}", "{seen}");
        assert_eq!(seen["errors"], json!([]), "the course is whole");
        let stale = json!([{"path": BANK, "seen": "0".repeat(64)}]);
        let refused = chen.calls(Method::POST, "/api/v1/workshop/little/items/drafts", json!({"change": wish, "files": stale})).await;
        assert!(refused.status == 409 && refused.text().contains(BANK), "{}", refused.text());
        calls(&mut chen, "items/drafts", json!({"change": wish, "files": seen["files"]})).await;
        let [bank, bank_en, mock, mock_en] = [0, 1, 2, 3].map(|i| texts[i]);
        for (path, id, is_there) in
            [(bank, "one", false), (bank_en, "five", false), (mock, "one", true), (mock_en, "five", true), (bank, "two", true)]
        {
            assert_eq!(text(&mut chen, path).await.contains(&format!("{{#{id} ")), is_there, "{id} in {path}");
        }
        assert!(text(&mut chen, mock).await.starts_with(before[2].trim_end()), "what stood there stays");
        let step = steps(&mut chen).await[0].clone();
        assert_eq!(calls(&mut chen, "steps", json!({"step": step["step"]})).await["back"].as_array().map(Vec::len), Some(4));
        for (path, before) in texts.iter().zip(before) {
            assert_eq!(text(&mut chen, path).await, before, "{path}");
        }
        let into_itself = json!({"bank": BANK, "items": ["one"], "to": BANK});
        assert_eq!(chen.calls(Method::POST, "/api/v1/workshop/little/items", into_itself).await.status, 404);
    });
}

#[test]
fn what_would_not_be_right_afterwards_is_said_before() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        let wish = json!({"bank": BANK, "items": ["nine", "one"], "points": "3"});
        let seen = calls(&mut chen, "items", wish).await;
        assert_eq!(seen["items"].as_array().map(Vec::len), Some(2));
        assert!(
            seen["errors"].as_array().is_some_and(|errors| errors.iter().any(|e| e["path"] == BANK)),
            "the rubric has ten points: {seen}"
        );
        // a plan that could not draw any more is named, though its own file does not change
        let wish = json!({"bank": BANK, "items": ["one", "two", "three", "four", "five"], "difficulty": "hard"});
        let seen = calls(&mut chen, "items", wish).await;
        let plans = |e: &Value| e["path"].as_str().is_some_and(|path| path.starts_with("little/assessments/"));
        assert!(seen["errors"].as_array().is_some_and(|errors| errors.iter().any(plans)), "{seen}");
        let form = [("filter.bank", BANK), ("do", "look"), ("difficulty", "hard"), ("ids", "one two three four five")];
        let page = chen.posts("/teach/little/items", &form).await.text();
        assert!(page.contains("个考试方案会不对") && page.contains("/assessments/"), "{page}");
        let page = chen.opens("/teach/little/replace?words=.single&instead=.simple&exactly=yes").await.text();
        assert!(page.contains("处错误，改正之前不能发布"), "{page}");
        // what is wrong already is not laid at the door of the change
        drafts(&mut chen, "little/assessments/exam.md", "pass = 60", "pass = 600").await;
        let page = chen.opens(REPLACE).await.text();
        assert!(page.contains("</del>") && !page.contains("个考试方案会不对") && !page.contains("/assessments/"), "{page}");
    });
}
