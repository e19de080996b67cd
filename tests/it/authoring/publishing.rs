//! What was written is published, seen before it is done; nothing that came from elsewhere is overwritten; and the way back.

use axum::http::Method;
use serde_json::{Value, json};
use zhixing::content::{self, Reading};
use zhixing_store::Actor;
use zhixing_tests::{Person, World, story};

const LESSON: &str = "little/010-first.md";

async fn drafts(person: &mut Person, path: &str, change: impl Fn(&str) -> String) -> Value {
    drafts_of(person, "little", path, change).await
}

async fn drafts_of(person: &mut Person, course: &str, path: &str, change: impl Fn(&str) -> String) -> Value {
    let now = person.calls(Method::GET, &format!("/api/v1/workshop/{course}/drafts?path={path}"), json!({})).await.json();
    let text = change(now["text"].as_str().expect("text"));
    let wish = json!({"path": path, "text": text, "seen": now["rev"], "base": now["base"]});
    let saved = person.calls(Method::PUT, &format!("/api/v1/workshop/{course}/drafts"), wish).await.json();
    assert_eq!(saved["outcome"], "saved", "{saved}");
    saved
}

async fn proposed(person: &mut Person, to: &str) -> Value {
    person.calls(Method::GET, &format!("/api/v1/workshop/little/publication{to}"), json!({})).await.json()
}

#[test]
fn a_lesson_is_written_published_read_and_taken_back() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        let before = world.world.store.newest_publication().await.expect("read").expect("published");
        drafts(&mut chen, LESSON, |text| text.replacen("## 开始\n", "## 开始\n\n一段新写的话。\n", 1)).await;
        assert!(!world.visitor().opens("/courses/little/first").await.text().contains("一段新写的话"), "a draft is seen by nobody");
        let page = chen.opens("/teach/little/publish").await.text();
        assert!(page.contains(LESSON) && page.contains("现在发布"), "{page}");
        let digest = proposed(&mut chen, "").await["digest"].as_str().expect("a digest").to_string();
        world.passes(1);
        let other = "0".repeat(64);
        let stale = chen.posts("/teach/little/publish", &[("digest", &other)]).await;
        assert_eq!(stale.status, 409, "what was not seen is not published");
        let done = chen.posts("/teach/little/publish", &[("digest", &digest)]).await;
        assert_eq!(done.location(), "/teach/little/publish?done=yes", "{}", done.text());
        assert!(world.visitor().opens("/courses/little/first").await.text().contains("一段新写的话"));
        assert!(world.world.store.all_drafts().await.expect("read").is_empty());
        assert_eq!(proposed(&mut chen, "").await["files"], json!([]));
        // an editor who had the page open goes on
        let wish = json!({"path": LESSON, "text": "x", "seen": 0});
        let torn = chen.calls(Method::PUT, "/api/v1/workshop/little/drafts", wish).await.json();
        assert_eq!(torn["outcome"], "saved", "{torn}");
        chen.posts("/teach/little/change", &[("do", "discard"), ("path", LESSON), ("seen", &torn["rev"].to_string())]).await;
        // and back
        world.passes(1);
        let back = proposed(&mut chen, &format!("?to={before}")).await;
        assert_eq!(back["files"], json!([LESSON]));
        let digest = back["digest"].as_str().expect("a digest");
        let done = chen.calls(Method::POST, "/api/v1/workshop/little/publication", json!({"digest": digest, "to": before})).await;
        assert_eq!(done.status, 200, "{}", done.text());
        assert!(!world.visitor().opens("/courses/little/first").await.text().contains("一段新写的话"));
        assert_eq!(world.world.store.newest_publication().await.expect("read").as_ref(), Some(&before));
        let log = world.events_of(&before).await;
        assert_eq!(log.len(), 2, "that somebody went back to it is in the log, as it was when it was published first: {log:?}");
    });
}

#[test]
fn after_going_back_the_newest_version_is_restored_and_why_it_was_done_stands_in_the_history() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        let before = world.world.store.newest_publication().await.expect("read").expect("published");
        let history = format!("/teach/little/history?path={LESSON}");
        let page = chen.opens(&history).await.text();
        assert!(page.contains("发布的内容") && page.contains("现在就是这样"), "what came from a folder is a version: {page}");
        let now = chen.calls(Method::GET, &format!("/api/v1/workshop/little/drafts?path={LESSON}"), json!({})).await.json();
        let (text, base) = (now["text"].as_str().expect("text"), now["base"].as_str().expect("a base").to_string());
        let text = text.replacen("## 开始\n", "## 开始\n\n一段新写的话。\n", 1);
        let form = [("do", "save"), ("path", LESSON), ("text", &text), ("seen", "0"), ("base", &base), ("reason", "读者说\n看不懂")];
        assert_eq!(chen.posts("/teach/little/edit", &form).await.status, 303);
        let page = chen.opens(&history).await.text();
        assert!(page.contains("原因：读者说 看不懂"), "{page}");
        world.passes(1);
        let digest = proposed(&mut chen, "").await["digest"].as_str().expect("a digest").to_string();
        let long = "长".repeat(501);
        let refused = chen.posts("/teach/little/publish", &[("digest", &digest), ("reason", &long)]).await;
        assert!(refused.status == 422 && refused.text().contains("原因最多 500 字"), "{}", refused.text());
        let done = chen.posts("/teach/little/publish", &[("digest", &digest), ("reason", "新学期")]).await;
        assert_eq!(done.status, 303, "{}", done.text());
        world.passes(1);
        let page = chen.opens("/teach/little/publish").await.text();
        assert!(page.contains("原因：新学期"), "{page}");
        let back = proposed(&mut chen, &format!("?to={before}")).await;
        let wish = json!({"digest": back["digest"], "to": before, "reason": "三班还在用旧的"});
        assert_eq!(chen.calls(Method::POST, "/api/v1/workshop/little/publication", wish).await.status, 200);
        let page = chen.opens(&history).await.text();
        let newest = page.split_once("第 2 稿").expect("the published version").1.split("</li>").next().unwrap_or_default().to_string();
        assert!(newest.contains("恢复这一稿"), "what does not stand any more is restored: {page}");
        assert!(page.contains("回到以前的发布") && page.contains("原因：三班还在用旧的"), "{page}");
        let shown = chen.opens(&format!("{history}&publication={before}")).await.text();
        assert!(shown.contains("<del>") && shown.contains("一段新写的话"), "what going back took away: {shown}");
        let api = chen.calls(Method::GET, &format!("/api/v1/workshop/little/history?path={LESSON}"), json!({})).await.json();
        assert_eq!(
            (&api[0]["why"], &api[0]["rev"], &api[0]["reason"]),
            (&json!("went_back"), &json!(0), &json!("三班还在用旧的")),
            "{api}"
        );
        let restored = [("do", "restore"), ("path", LESSON), ("rev", "2"), ("seen", "0")];
        assert_eq!(chen.posts("/teach/little/change", &restored).await.status, 303);
        let wish = json!({"act": "restore", "path": LESSON, "seen": 3, "publication": before});
        assert_eq!(chen.calls(Method::POST, "/api/v1/workshop/little/changes", wish).await.status, 200);
        let now = chen.calls(Method::GET, &format!("/api/v1/workshop/little/drafts?path={LESSON}"), json!({})).await.json();
        assert!(!now["text"].as_str().expect("text").contains("一段新写的话"), "{now}");
    });
}

#[test]
fn lessons_plans_and_standards_that_change_are_told_by_their_titles() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        drafts(&mut chen, LESSON, |text| text.replacen("## 开始\n", "## 开始\n\n一段新写的话。\n", 1)).await;
        let plan = |text: &str| text.replacen("minutes = 30", "minutes = 45", 1).replacen("attempts = 9", "attempts = 0", 1);
        drafts(&mut chen, "little/assessments/exam.md", plan).await;
        drafts(&mut chen, "little/assessments/mock.md", |text| format!("{text}\n再想一想。\n")).await;
        let rename = json!({"act": "rename", "path": "little/020-second.md", "seen": 0, "to": "little/020-after.md"});
        assert_eq!(chen.calls(Method::POST, "/api/v1/workshop/little/changes", rename).await.status, 200);
        let seen = proposed(&mut chen, "").await;
        assert_eq!(seen["lessons_changed"], json!(["little/first"]), "{seen}");
        assert_eq!(seen["lessons_renamed"], json!([{"from": "second", "to": "after"}]), "{seen}");
        let plans = json!([{"plan": "little/exam", "what": ["minutes", "attempts"]}, {"plan": "little/mock", "what": ["rest"]}]);
        assert_eq!(seen["plans_changed"], plans, "{seen}");
        let page = chen.opens("/teach/little/publish").await.text();
        for said in ["改过的课", "改过的考试方案", "时长 30 → 45 分钟、次数 9 → 不限", "说明或其他规则"] {
            assert!(page.contains(said), "{said}: {page}");
        }
        drafts_of(&mut chen, "standards", "standards/little.md", |text| format!("{text}\n")).await;
        let seen = chen.calls(Method::GET, "/api/v1/workshop/standards/publication", json!({})).await.json();
        assert_eq!(seen["standards_changed"], json!(["little"]), "{seen}");
        let page = chen.opens("/teach/standards/publish").await.text();
        assert!(page.contains("改过的职业标准"), "{page}");
    });
}

#[test]
fn errors_and_what_goes_are_told_before_anything_is_published() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        let saved = drafts(&mut chen, LESSON, |text| text.replacen("minutes", "minuten", 1)).await;
        let seen = proposed(&mut chen, "").await;
        assert!(seen["errors"][0].as_str().expect("an error").starts_with(LESSON), "{seen}");
        let refused = chen.calls(Method::POST, "/api/v1/workshop/little/publication", json!({"digest": seen["digest"]})).await;
        assert_eq!((refused.status.as_u16(), refused.json()["code"].clone()), (409, json!("unfit")));
        let page = chen.opens("/teach/little/publish").await.text();
        assert!(page.contains("有错误，不能发布") && !page.contains("现在发布"), "{page}");
        let list = page.split_once("id=\"refused\"").expect("what refuses it").1.split("</section>").next().unwrap_or_default().to_string();
        assert!(list.contains(&format!("path={LESSON}&amp;line=")) && list.contains("<code>") && !list.contains('`'), "{list}");
        let discard = json!({"act": "discard", "path": LESSON, "seen": saved["rev"]});
        assert_eq!(chen.calls(Method::POST, "/api/v1/workshop/little/changes", discard).await.status, 200);
        // a key that changes, and a lesson that goes
        let key = drafts(&mut chen, "little/items/bank.md", |text| {
            text.replacen("[x]", "[~]", 1).replacen("[ ]", "[x]", 1).replacen("[~]", "[ ]", 1)
        })
        .await;
        assert!(!proposed(&mut chen, "").await["keys_changed"].as_array().expect("keys").is_empty(), "{key}");
        let delete = json!({"act": "delete", "path": "little/020-second.md", "seen": 0});
        assert_eq!(chen.calls(Method::POST, "/api/v1/workshop/little/changes", delete).await.status, 200);
        let seen = proposed(&mut chen, "").await;
        assert_eq!(seen["lessons_removed"], json!(["little/second"]));
        if seen["errors"] == json!([]) {
            let unsure = chen.calls(Method::POST, "/api/v1/workshop/little/publication", json!({"digest": seen["digest"]})).await;
            assert_eq!(unsure.json()["field"], "sure");
        }
    });
}

#[test]
fn what_was_published_from_elsewhere_is_merged_and_never_overwritten() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        drafts(&mut chen, LESSON, |text| text.replacen("## 开始\n", "## 开始\n\n草稿的一段。\n", 1)).await;
        drafts(&mut chen, "little/020-second.md", |text| format!("{text}\n另一个文件。\n")).await;
        let mut files = world.files.clone();
        let text = String::from_utf8(files.0[LESSON].clone()).expect("text").replacen("minutes", "# 别处\nminutes", 1);
        files.insert(LESSON, text);
        world.passes(1);
        Reading::of(files).publish(&world.world.store, &*world.world.clock, Actor::Operator).await.expect("published");
        let mut shown = String::new();
        content::refresh(&world.world.site, &world.world.store, &mut shown).await.expect("refreshed");
        let seen = proposed(&mut chen, "").await;
        assert_eq!(seen["both"], json!([LESSON]), "the other file was changed on one side alone");
        let refused = chen.calls(Method::POST, "/api/v1/workshop/little/publication", json!({"digest": seen["digest"]})).await;
        assert_eq!(refused.json()["code"], "unfit");
        let page = chen.opens(&format!("/teach/little/edit?path={LESSON}&take=published")).await.text();
        assert!(page.contains("# 别处\nminutes") && page.contains("草稿的一段。") && page.contains("已经合进来"), "{page}");
        let value = |name: &str| {
            let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\"")).expect("a field");
            rest.split('"').next().unwrap_or_default().to_string()
        };
        let text = page
            .split_once("name=\"text\"")
            .and_then(|(_, rest)| rest.split_once('\n'))
            .and_then(|(_, rest)| rest.split_once("</textarea>"));
        let text = text.expect("the text").0.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        let (seen, base, takes) = (value("seen"), value("base"), value("takes_in"));
        let form = [("do", "save"), ("path", LESSON), ("text", &text), ("seen", &seen), ("base", &base), ("takes_in", &takes)];
        assert_eq!(chen.posts("/teach/little/edit", &form).await.status, 303);
        let seen = proposed(&mut chen, "").await;
        assert_eq!((&seen["both"], &seen["errors"]), (&json!([]), &json!([])));
        world.passes(1);
        let done = chen.calls(Method::POST, "/api/v1/workshop/little/publication", json!({"digest": seen["digest"]})).await;
        assert_eq!(done.status, 200, "{}", done.text());
        let digest = world.world.store.newest_publication().await.expect("read").expect("published");
        let kept = String::from_utf8(world.world.store.publication(&digest).await.expect("read")[LESSON].clone()).expect("text");
        assert!(kept.contains("# 别处\n") && kept.contains("草稿的一段。"), "{kept}");
    });
}

#[test]
fn where_it_is_decided_so_a_colleague_looks_before_anything_is_published() {
    story(async {
        let world = World::new().await;
        let mut admin = world.person("admin").await;
        let decided = admin.calls(Method::PUT, "/api/v1/settings", json!({"review_publications": "true"})).await;
        assert_eq!(decided.json()["decided"]["review_publications"], true, "{}", decided.text());
        let form = [("login", "wang"), ("name", "王芳"), ("password", "four unrelated words"), ("role", "teacher")];
        assert_eq!(admin.posts("/admin/accounts", &form).await.status, 303);
        let mut wang = world.visitor();
        wang.signs_in("wang", "four unrelated words").await;
        let mut chen = world.person("teacher").await;
        drafts(&mut chen, LESSON, |text| text.replacen("## 开始\n", "## 开始\n\n一段新写的话。\n", 1)).await;
        let seen = proposed(&mut chen, "").await;
        let publish = json!({"digest": seen["digest"]});
        let path = "/api/v1/workshop/little/publication";
        assert_eq!(chen.calls(Method::POST, path, publish.clone()).await.json()["code"], "needs_review");
        let digest = seen["course_digest"].as_str().expect("a digest").to_string();
        assert_eq!(chen.posts("/teach/little/review", &[("do", "ask"), ("digest", &digest)]).await.status, 303);
        let own = chen.posts("/teach/little/review", &[("do", "approve"), ("digest", &digest)]).await;
        assert!(own.status == 409 && own.text().contains("涉及您自己"), "{}", own.text());
        let page = wang.opens("/teach/little/publish").await.text();
        assert!(page.contains("陈老师请您看一看") && !page.contains("现在发布"), "{page}");
        let remark = [("do", "remark"), ("digest", &digest), ("path", LESSON), ("line", "3"), ("text", "这里少一个字")];
        assert_eq!(wang.posts("/teach/little/review", &remark).await.status, 303);
        assert_eq!(wang.posts("/teach/little/review", &[("do", "send_back"), ("digest", &digest), ("text", "请改")]).await.status, 303);
        let page = chen.opens("/teach/little/publish").await.text();
        assert!(page.contains("这里少一个字") && page.contains("同事退回了") && !page.contains("现在发布"), "{page}");
        // mended, asked and approved; another change asks anew
        drafts(&mut chen, LESSON, |text| text.replacen("## 开始\n", "## 开始\n\n补上了。\n", 1)).await;
        let seen = proposed(&mut chen, "").await;
        let (digest, publish) = (seen["course_digest"].clone(), json!({"digest": seen["digest"]}));
        let review = "/api/v1/workshop/little/review";
        assert_eq!(chen.calls(Method::POST, review, json!({"act": "ask", "digest": digest})).await.status, 204);
        assert_eq!(wang.calls(Method::POST, review, json!({"act": "approve", "digest": digest})).await.status, 204);
        drafts(&mut chen, LESSON, |text| text.replacen("## 开始\n", "## 开始\n\n又改了。\n", 1)).await;
        assert_eq!(chen.calls(Method::POST, path, publish.clone()).await.status, 409);
        drafts(&mut chen, LESSON, |text| text.replacen("\n又改了。\n", "", 1)).await;
        world.passes(1);
        let done = chen.calls(Method::POST, path, publish).await;
        assert_eq!(done.status, 200, "{}", done.text());
    });
}

#[test]
fn the_pages_of_the_site_are_nobodys_to_set_back() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        assert_eq!(chen.opens("/teach/pages/publish").await.status, 404);
        let to = world.world.store.newest_publication().await.expect("read").expect("one");
        let path = format!("/api/v1/workshop/pages/publication?to={to}");
        assert_eq!(chen.calls(Method::GET, &path, json!({})).await.status, 404);
        let back = json!({"digest": to, "to": to, "sure": true});
        assert_eq!(chen.calls(Method::POST, "/api/v1/workshop/pages/publication", back).await.status, 404);
    });
}

#[test]
fn a_publication_of_one_course_is_what_reading_all_of_it_would_give() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        chen.calls(Method::POST, "/api/v1/workshop", json!({"name": "other", "title": "另一门"})).await;
        let seen = chen.calls(Method::GET, "/api/v1/workshop/other/publication", json!({})).await.json();
        assert_eq!(seen["lessons_added"], json!(["other/first"]), "{seen}");
        world.passes(1);
        let wish = json!({"digest": seen["digest"]});
        assert_eq!(chen.calls(Method::POST, "/api/v1/workshop/other/publication", wish).await.status, 200);
        let (digest, whole) = content::newest(&world.world.store).await.expect("read").expect("published");
        assert_eq!((digest.as_str(), json!(whole.library.digest)), (whole.library.digest.as_str(), seen["digest"].clone()));
        for path in ["/courses/little/first", "/courses/other/first", "/standards/little"] {
            assert_eq!(world.visitor().opens(path).await.status, 200, "{path}");
        }
        let nothing = chen.calls(Method::GET, "/api/v1/workshop/little/publication", json!({})).await.json();
        assert_eq!((nothing["files"].clone(), nothing["digest"].clone()), (json!([]), seen["digest"].clone()));
    });
}

#[test]
fn a_node_that_does_not_show_the_newest_publication_yet_compares_with_it_all_the_same() {
    story(async {
        let mut files = zhixing_tests::course();
        let texts = ["course.md", "course.en.md", "010-first.md", "010-first.en.md", "020-second.md", "020-second.en.md"];
        for text in texts {
            let bytes = files.0[&format!("little/{text}")].clone();
            files.insert(format!("other/{text}"), bytes);
        }
        let world = World::with(&[], files.clone()).await;
        let mut chen = world.person("teacher").await;
        // another node publishes that a lesson of another course goes
        files.0.retain(|path, _| !path.starts_with("other/020-"));
        world.passes(1);
        Reading::of(files).publish(&world.world.store, &*world.world.clock, Actor::Operator).await.expect("published");
        assert_eq!(world.visitor().opens("/courses/other/second").await.status, 200, "this one shows it still");
        drafts(&mut chen, LESSON, |text| text.replacen("## 开始\n", "## 开始\n\n一段新写的话。\n", 1)).await;
        let page = chen.opens("/teach/little/publish").await.text();
        assert!(page.contains("现在发布") && !page.contains("name=\"sure\""), "nothing of this course goes: {page}");
        world.passes(1);
        let digest = proposed(&mut chen, "").await["digest"].clone();
        let done = chen.calls(Method::POST, "/api/v1/workshop/little/publication", json!({"digest": digest})).await;
        assert_eq!(done.status, 200, "{}", done.text());
        assert!(world.visitor().opens("/courses/little/first").await.text().contains("一段新写的话"));
        assert_eq!(world.visitor().opens("/courses/other/second").await.status, 404);
    });
}

#[test]
fn a_text_that_is_none_is_not_taken_for_an_empty_one() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        drafts(&mut chen, LESSON, |text| text.replacen("## 开始\n", "## 开始\n\n一段新写的话。\n", 1)).await;
        let mut files = world.files.0.clone();
        files.insert(LESSON.into(), b"+++\ntitle = \"\xca\xfd\"\n+++\n".to_vec());
        world.passes(1);
        // as an earlier build may have published it
        let stamp = content::stamp(&*world.world.clock, Actor::Operator);
        assert!(world.world.store.publish("0".repeat(64), files, vec![], stamp).await.expect("published"));
        let taken = chen.opens(&format!("/teach/little/edit?path={LESSON}&take=published")).await;
        assert!(taken.status == 409 && taken.text().contains("UTF-8"), "{} {}", taken.status, taken.text());
    });
}
