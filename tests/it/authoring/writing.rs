//! A teacher writes: templates, previews, two editors, history, and files as a whole.

use axum::http::Method;
use serde_json::json;
use std::collections::BTreeSet;
use zhixing::content::Reading;
use zhixing_courseware::Severity;
use zhixing_domain::{
    lang::{Bilingual, Lang},
    question::Kind,
    workshop::{
        begun_item,
        template::{self, NewKind},
    },
};
use zhixing_tests::{Person, World, story};

pub(super) const LESSON: &str = "little/010-first.md";

/// The value of a hidden field of the editor.
fn field(page: &str, name: &str) -> String {
    let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\"")).unwrap_or_else(|| panic!("no field {name}: {page}"));
    rest.split('"').next().unwrap_or_default().to_string()
}

pub(super) async fn edits(person: &mut Person, path: &str) -> (String, String, String) {
    let page = person.opens(&format!("/teach/little/edit?path={path}")).await;
    assert_eq!(page.status, 200, "{}", page.text());
    let page = page.text();
    (field(&page, "seen"), field(&page, "base"), page)
}

pub(super) async fn reads(person: &mut Person, path: &str) -> serde_json::Value {
    person.calls(Method::GET, &format!("/api/v1/workshop/little/drafts?path={path}"), json!({})).await.json()
}

async fn saves(person: &mut Person, path: &str, text: &str, seen: &str, base: &str) -> zhixing_tests::Reply {
    person.posts("/teach/little/edit", &[("do", "save"), ("path", path), ("text", text), ("seen", seen), ("base", base)]).await
}

#[test]
fn what_begins_from_a_template_can_be_published_as_it_is() {
    let mut files = template::course("new-course", "新\"课\"程", Lang::Zh);
    for kind in [NewKind::Bank, NewKind::Plan] {
        let folder = if kind == NewKind::Bank { "items" } else { "assessments" };
        files.push((format!("new-course/{folder}/x.md"), template::text(kind, "x", "标题", Lang::Zh)));
    }
    files.push(("new-course/020-more.md".into(), template::text(NewKind::Lesson, "more", "第二课", Lang::Zh)));
    files.push(("standards/x.md".into(), template::text(NewKind::Standard, "x", "标准", Lang::Zh)));
    let reading = Reading::of(files.into_iter().collect());
    let codes: BTreeSet<&str> = reading.problems.iter().map(|problem| problem.code()).collect();
    assert_eq!(codes, BTreeSet::from(["template-words"]), "only that nobody wrote over it yet");
    assert!(reading.problems.iter().all(|problem| problem.severity() == Severity::Warning));
    assert_eq!(reading.library.courses[0].title.zh, "新\"课\"程");
}

#[test]
fn a_course_in_english_is_told_as_one_on_pages_in_chinese_alone() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        let page = chen.opens("/teach/new").await.text();
        assert!(page.contains("name=\"language\" value=\"zh\" checked") && page.contains("name=\"language\" value=\"en\""), "{page}");
        let begun = chen.posts("/teach/new", &[("name", "tea"), ("title", "Making tea"), ("language", "en")]).await;
        assert_eq!(begun.location(), "/teach/tea/edit?path=tea/010-first.md");
        chen.posts("/teach/tea/new", &[("kind", "bank"), ("name", "leaves"), ("title", "Leaves")]).await;
        let editor = chen.opens("/teach/tea/edit?path=tea/010-first.md").await.text();
        assert!(editor.contains("First lesson</h1>") && editor.contains("Begin to write here"), "{editor}");
        assert!(!editor.contains("写英文版"), "no English beside English: {editor}");
        let list = chen.opens("/teach").await.text();
        assert!(list.contains("Making tea") && list.contains(">Leaves<") && list.contains("新建题库"), "{list}");
        let publish = chen.opens("/teach/tea/publish").await.text();
        assert!(publish.contains("发布前提醒") && publish.contains("还是样板里的话"), "{publish}");
        assert!(publish.contains("First lesson") && publish.contains("Which of these is right?"), "by their titles: {publish}");
        let (form, text) = (publish.find("现在发布").expect("a button"), publish.find("class=\"changed\"").expect("what changed"));
        assert!(form < text && !publish.contains("class=\"changed\" open"), "the button is above, new files are folded: {publish}");
        let seen = chen.calls(Method::GET, "/api/v1/workshop/tea/publication", json!({})).await.json();
        let done = chen.posts("/teach/tea/publish", &[("digest", seen["digest"].as_str().expect("a digest"))]).await;
        let done = chen.opens(&done.location()).await.text();
        assert!(done.contains("href=\"/courses/tea\"") && done.contains("看学员看到的"), "{done}");
        let mut visitor = world.visitor();
        for address in ["/courses/tea", "/courses/tea/first"] {
            let zh = visitor.opens(address).await.text();
            assert!(zh.contains("仅英文") && zh.contains(" lang=\"en\""), "{zh}");
        }
        let mut reader = world.visitor();
        reader.calls(Method::PUT, "/api/v1/preferences/language", json!({"language": "en"})).await;
        for address in ["/courses", "/courses/tea", "/courses/tea/first"] {
            let en = reader.opens(address).await.text();
            let main = en.split("<main").nth(1).expect("a page");
            assert!(main.contains("Making tea") && !main.contains(" lang=\"en\""), "{main}");
        }
        assert!(!reader.opens("/courses/tea/first").await.text().contains("In Chinese only"));
    });
}

#[test]
fn a_twin_that_was_begun_fits_its_first() {
    let mut files = zhixing_tests::course();
    let firsts: Vec<String> =
        files.0.keys().filter(|p| p.ends_with(".md") && !p.ends_with(".en.md") && p.starts_with("little/")).cloned().collect();
    for first in firsts.iter().filter(|p| !p.contains("/assessments/parts")) {
        let text = String::from_utf8(files.0[first].clone()).expect("text");
        files.insert(first.replace(".md", ".en.md"), template::twin(first, &text));
    }
    let errors: Vec<_> =
        Reading::of(files).problems.into_iter().filter(|p| p.severity() == Severity::Error).map(|p| p.to_string()).collect();
    assert_eq!(errors, Vec::<String>::new());
}

#[test]
fn a_page_shows_what_learners_will_see_and_keeps_the_key_apart() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        let (seen, base, page) = edits(&mut chen, LESSON).await;
        assert_eq!(seen, "0");
        assert!(page.contains("lesson__practice") && page.contains("/workshop/main.js"), "{page}");
        let text = "+++\ntitle = \"新标题\"\nsummary = \"新\"\nminutes = 5\n+++\n\n## 一节\n\n**重点**\n\n# 大标题\n";
        let form = [("do", "preview"), ("path", LESSON), ("text", text), ("seen", seen.as_str()), ("base", base.as_str())];
        let page = chen.posts("/teach/little/edit", &form).await.text();
        assert!(page.contains("<strong>重点</strong>") && page.contains("新标题"), "{page}");
        assert!(page.contains("data-line=\"11\""), "a problem has its line: {page}");
        assert_eq!(reads(&mut chen, LESSON).await["rev"], 0, "looking keeps nothing");
        let wish = json!({"path": LESSON, "text": "+++\ntitle = \"甲\"\nsummary = \"乙\"\nminutes = 5\n+++\n\n<script>alert(1)</script>\n\n好。\n"});
        let preview = chen.calls(Method::POST, "/api/v1/workshop/little/previews", wish).await.json();
        let html = preview["preview"].as_str().expect("html");
        assert!(html.contains("<p>好。</p>") && !html.contains("<script"), "{html}");
        // an item as its candidate sees it, and what is right below it
        let bank = "+++\ntitle = \"库\"\n+++\n\n### 二加二？ {#two .single}\n\n- [x] 四\n- [ ] 五\n\n> 数一数。\n";
        let wish = json!({"path": "little/items/bank.md", "text": bank});
        let preview = chen.calls(Method::POST, "/api/v1/workshop/little/previews", wish).await.json();
        let html = preview["preview"].as_str().expect("html");
        let (face, key) = html.split_once("<details").expect("the key is folded");
        assert!(face.contains("二加二") && !face.contains("checked") && !face.contains("数一数"), "{face}");
        assert!(key.contains("四") && key.contains("数一数"), "{key}");
    });
}

#[test]
fn a_new_item_of_each_type_reads_in_both_languages() {
    let course = "+++\ntitle = \"课\"\nsummary = \"说明\"\n+++\n\n介绍。\n";
    let twin = "+++\ntitle = \"A course\"\nsummary = \"What it is\"\n+++\n\nIntroduction.\n";
    let bank = |lang: Lang| {
        let of = |kind: &Kind| begun_item::text(*kind, lang).replacen(begun_item::NEW_ID, kind.code(), 1);
        let items: Vec<String> = Kind::ALL.iter().map(of).collect();
        format!("+++\ntitle = \"{}\"\n+++\n\n{}\n", if lang == Lang::Zh { "题库" } else { "A bank" }, items.join("\n\n"))
    };
    let files = [
        ("new/course.md", course.to_string()),
        ("new/course.en.md", twin.to_string()),
        ("new/items/x.md", bank(Lang::Zh)),
        ("new/items/x.en.md", bank(Lang::En)),
    ];
    let reading = Reading::of(files.into_iter().map(|(path, text)| (path.to_string(), text)).collect());
    assert_eq!(reading.texts(), Vec::<Bilingual<String>>::new());
    assert_eq!(reading.library.courses[0].items.len(), Kind::ALL.len());
}

#[test]
fn a_problem_is_mended_by_a_button_and_by_a_program() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        let (seen, base, _) = edits(&mut chen, LESSON).await;
        let text = "+++\ntitle = \"甲\"\nsummary = \"乙\"\nminutes = 5\n+++\n\n## 节\n\n!!! tip\n    浇水。\n";
        let wish = json!({"path": LESSON, "text": text, "whole": false});
        let preview = chen.calls(Method::POST, "/api/v1/workshop/little/previews", wish).await.json();
        assert!(preview.get("elsewhere").is_none(), "{preview}");
        let fix = preview["problems"].as_array().expect("problems").iter().find_map(|flaw| flaw.get("fix")).expect("a fix").clone();
        assert_eq!(fix, json!({"from": 9, "to": 11, "text": "> [!TIP]\n> 浇水。"}));
        let form = [("mend", "9"), ("path", LESSON), ("text", text), ("seen", seen.as_str()), ("base", base.as_str())];
        let page = chen.posts("/teach/little/edit", &form).await.text();
        assert!(page.contains("&gt; [!TIP]\n&gt; 浇水。") && page.contains("callout--tip"), "{page}");
        assert_eq!(reads(&mut chen, LESSON).await["rev"], 0, "mending keeps nothing");
    });
}

#[test]
fn the_scripts_of_the_editor_are_there_and_its_page_alone_loads_them() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        let main = chen.opens("/workshop/main.js").await.text();
        let named: Vec<&str> = main.split("from \"./").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert!(named.len() > 5, "{named:?}");
        for name in named.into_iter().chain(["licences.txt"]) {
            assert_eq!(chen.opens(&format!("/workshop/{name}")).await.status, 200, "{name}");
        }
        for page in ["/", "/teach", "/teach/guide", "/teach/little/publish", "/courses/little/first"] {
            let text = chen.opens(page).await.text();
            assert!(!text.contains("/workshop/main.js") && !text.contains("/assets/editor."), "{page}");
        }
    });
}

#[test]
fn an_item_that_cannot_be_read_says_so_in_its_place() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        let item = |name: &str, right: &str| format!("### {name}？ {{#{name} .single}}\n\n- [{right}] 四\n- [ ] 五\n\n");
        let items = [item("one", "x"), item("two", " "), item("three", "x")].concat();
        let lesson = "+++\ntitle = \"甲\"\nsummary = \"乙\"\nminutes = 5\n+++\n\n";
        for (path, head, line) in [("little/items/bank.md", "+++\ntitle = \"库\"\n+++\n\n", 10), (LESSON, lesson, 12)] {
            let wish = json!({"path": path, "text": format!("{head}{items}")});
            let seen = chen.calls(Method::POST, "/api/v1/workshop/little/previews", wish).await.json();
            let html = seen["preview"].as_str().expect("html");
            let places = [html.find("one？"), html.find("这里有一道题读不懂"), html.find("three？")];
            assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{path}: {places:?} {html}");
            assert_eq!(html.matches("这里有一道题读不懂").count(), 1, "{html}");
            let flaws = seen["problems"].as_array().expect("problems").clone();
            let own: Vec<_> = flaws.iter().filter(|f| f["line"].as_u64().is_some_and(|at| (line..line + 5).contains(&at))).collect();
            assert!(!own.is_empty(), "{flaws:?}");
            for flaw in own.iter().filter(|f| f["error"] == true) {
                let words = flaw["words"].as_str().expect("words");
                assert!(html.contains(&zhixing_shell::html::escape(words)), "{words}: {html}");
            }
        }
    });
}

#[test]
fn two_editors_overwrite_nothing_of_each_other() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        let mut wang = world.person("teacher").await;
        let (seen, base, _) = edits(&mut chen, LESSON).await;
        let text = reads(&mut chen, LESSON).await["text"].as_str().expect("text").to_string();
        let first = format!("{text}\n第一人加的一段。\n");
        assert_eq!(saves(&mut chen, LESSON, &first, &seen, &base).await.status, 303);
        // the other one changed another paragraph of what was published
        let other = text.replacen("minutes", "# 新\nminutes", 1);
        let merged = saves(&mut wang, LESSON, &other, &seen, &base).await;
        assert!(merged.location().ends_with("&done=merged"), "{}", merged.text());
        let now = reads(&mut chen, LESSON).await;
        let both = now["text"].as_str().expect("text").to_string();
        assert!(both.contains("第一人加的一段。") && both.contains("# 新\nminutes"), "{both}");
        // and now the same paragraph
        let rev = now["rev"].to_string();
        let mine = both.replace("第一人加的一段。", "甲改的一段。");
        assert_eq!(saves(&mut chen, LESSON, &mine, &rev, &base).await.status, 303);
        let theirs = both.replace("第一人加的一段。", "乙改的一段。");
        let torn = saves(&mut wang, LESSON, &theirs, &rev, &base).await;
        assert_eq!(torn.status, 409);
        let page = torn.text();
        assert!(page.contains("甲改的一段。") && page.contains("乙改的一段。"), "{page}");
        assert!(reads(&mut chen, LESSON).await["text"].as_str().expect("text").contains("甲改的一段。"), "nothing was written");
        let api = json!({"path": LESSON, "text": theirs, "seen": now["rev"], "base": base});
        let api = wang.calls(Method::PUT, "/api/v1/workshop/little/drafts", api).await.json();
        assert_eq!((&api["outcome"], &api["torn"][0]["mine"]), (&json!("torn"), &json!("乙改的一段。\n")));
        // who has decided saves over what was shown
        assert_eq!(saves(&mut wang, LESSON, &theirs, &field(&page, "seen"), &base).await.status, 303);
        let history = chen.opens(&format!("/teach/little/history?path={LESSON}&rev=4")).await.text();
        assert!(history.contains("<del>甲</del>") && history.contains("<ins>乙</ins>"), "{history}");
        let restored = [("do", "restore"), ("path", LESSON), ("rev", "3"), ("seen", "4")];
        assert_eq!(chen.posts("/teach/little/change", &restored).await.status, 303);
        assert!(reads(&mut chen, LESSON).await["text"].as_str().expect("text").contains("甲改的一段。"));
    });
}

#[test]
fn what_nobody_changed_stays_to_the_byte() {
    story(async {
        let mut files = zhixing_tests::course();
        let windows = String::from_utf8(files.0[LESSON].clone()).expect("text").replace('\n', "\r\n");
        files.insert(LESSON, windows.clone());
        let world = World::with(&[], files).await;
        let mut chen = world.person("teacher").await;
        let (seen, base, _) = edits(&mut chen, LESSON).await;
        let text = reads(&mut chen, LESSON).await["text"].as_str().expect("text").to_string();
        saves(&mut chen, LESSON, &text.replace('\n', "\r\n"), &seen, &base).await;
        assert_eq!(reads(&mut chen, LESSON).await["rev"], 0, "a save that changes nothing is none");
        saves(&mut chen, LESSON, &text.replacen("minutes", "# x\nminutes", 1), &seen, &base).await;
        let drafts = world.world.store.all_drafts().await.expect("read");
        assert_eq!(drafts[0].bytes.as_deref(), Some(windows.replacen("minutes", "# x\r\nminutes", 1).as_bytes()));
    });
}

#[test]
fn files_are_begun_renamed_copied_deleted_and_brought_back_with_their_twins() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        let begun = chen.posts("/teach/new", &[("name", "my-course"), ("title", "我的课程")]).await;
        assert_eq!(begun.location(), "/teach/my-course/edit?path=my-course/010-first.md");
        assert_eq!(chen.posts("/teach/new", &[("name", "my-course"), ("title", "又一门")]).await.status, 422);
        assert_eq!(chen.posts("/teach/new", &[("name", "Bad Name"), ("title", "x")]).await.status, 422);
        let file = [("kind", "bank"), ("name", "my-bank"), ("title", "题库")];
        let bank = chen.posts("/teach/my-course/new", &file).await;
        assert_eq!(bank.location(), "/teach/my-course/edit?path=my-course/items/my-bank.md");
        let change = async |person: &mut Person, act: &str, path: &str, to: &str| {
            let seen = reads(person, path).await["rev"].to_string();
            person.posts("/teach/little/change", &[("do", act), ("path", path), ("to", to), ("seen", &seen)]).await
        };
        assert_eq!(change(&mut chen, "rename", LESSON, "little/015-renamed.md").await.status, 303);
        assert_eq!(reads(&mut chen, LESSON).await.get("text"), None);
        assert!(reads(&mut chen, "little/015-renamed.en.md").await["text"].is_string(), "the twin goes with it");
        for to in ["little/media/x.md", "other/010-x.md", "little/x.md", "little/020-second.md"] {
            let refused = change(&mut chen, "copy", "little/015-renamed.md", to).await;
            assert!(matches!(refused.status.as_u16(), 409 | 422), "{to}: {}", refused.status);
        }
        assert_eq!(change(&mut chen, "copy", "little/015-renamed.md", "little/030-copy.md").await.status, 303);
        assert_eq!(change(&mut chen, "delete", "little/030-copy.md", "").await.status, 303);
        let page = chen.opens("/teach/little/edit?path=little/030-copy.md").await.text();
        assert!(page.contains("这个文件已删除"), "{page}");
        let back = [("do", "restore"), ("path", "little/030-copy.md"), ("rev", "1"), ("seen", "2")];
        assert_eq!(chen.posts("/teach/little/change", &back).await.status, 303);
        assert!(reads(&mut chen, "little/030-copy.md").await["text"].is_string());
        let tree = chen.opens("/teach?q=copy").await.text();
        assert!(tree.contains("030-copy.md") && !tree.contains("015-renamed.md"), "{tree}");
    });
}

#[test]
fn a_teacher_of_one_course_finds_no_other() {
    story(async {
        let world = World::new().await;
        let mut admin = world.person("admin").await;
        let (account, _) = world.world.store.credentials_of("teacher").await.expect("read").expect("there");
        let form = [
            ("do", "roles"),
            ("role", "teacher"),
            ("reach", "named"),
            ("course", "elsewhere"),
            ("courses", "elsewhere"),
            ("confirmed", "yes"),
        ];
        admin.posts(&format!("/admin/accounts/{}", account.id), &form).await;
        let scoped = world.world.store.account(account.id).await.expect("read").expect("there");
        if scoped.reach().courses().is_none() {
            let stamp = zhixing_store::Stamp::new(world.world.clock.now(), zhixing_store::Actor::Operator, [3; 10]);
            let scope = zhixing_domain::account::Scope::of(["elsewhere"]);
            let admin = zhixing_domain::account::Administrator::operator();
            world.world.store.set_roles(&admin, account.id, scoped.roles, scope, stamp).await.expect("stored");
        }
        let mut chen = world.person("teacher").await;
        let tree = chen.opens("/teach").await.text();
        assert!(!tree.contains("little"), "{tree}");
        for path in [
            "/teach/little/new",
            "/teach/little/edit?path=little/010-first.md",
            "/teach/little/publish",
            "/teach/little/history?path=little/010-first.md",
            "/teach/little/document",
            "/teach/little/folder",
            "/teach/little/import",
            "/teach/little/share",
            "/teach/little/share/little.zip",
            "/api/v1/workshop/little/packages/little.zip",
            "/teach/little/export",
            "/teach/little/export/mock.gift",
            "/api/v1/workshop/little/exports/mock.gift",
        ] {
            assert_eq!(chen.opens(path).await.status, 404, "{path}");
        }
        let (text, file) = (json!({"path": LESSON, "text": "x", "seen": 0}), json!({"kind": "lesson", "name": "x", "title": "x"}));
        assert_eq!(chen.calls(Method::PUT, "/api/v1/workshop/little/drafts", text).await.status, 404);
        assert_eq!(chen.calls(Method::POST, "/api/v1/workshop/little/files", file).await.status, 404);
        for path in [
            "documents?name=x.html",
            "folders?name=x.md",
            "folders/drafts?name=x.md",
            "pastes",
            "imports",
            "imports/drafts?bank=new&title=x",
        ] {
            let body = b"<p>1? {=a ~b}</p>".to_vec();
            let sent = chen.asks(Method::POST, &format!("/api/v1/workshop/little/{path}"), Some("application/octet-stream"), body).await;
            assert_eq!(sent.status, 404, "{path}");
        }
        assert_eq!(chen.posts("/teach/new", &[("name", "mine"), ("title", "x")]).await.status, 404);
        assert_eq!(chen.posts("/teach/new", &[("name", "elsewhere"), ("title", "x")]).await.status, 303);
    });
}

#[test]
fn the_first_draft_is_compared_with_what_was_published() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        let (seen, base, _) = edits(&mut chen, LESSON).await;
        let text = reads(&mut chen, LESSON).await["text"].as_str().expect("a text").replacen("## 开始", "## 重新开始", 1);
        saves(&mut chen, LESSON, &text, &seen, &base).await;
        let history = chen.opens(&format!("/teach/little/history?path={LESSON}&rev=1")).await.text();
        assert!(history.contains("<ins>重新</ins>") && !history.contains("<ins>+++"), "{history}");
    });
}
