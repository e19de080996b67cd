//! A course moves from one installation to another by the browser, is changed on both sides, and follows its source.

use axum::http::Method;
use serde_json::{Value, json};
use zhixing_tests::{Person, Reply, World, story};

const COURSE: &str = "little/course.md";
const FIRST: &str = "little/010-first.md";
const SECOND: &str = "little/020-second.md";

/// Changes a text of a course.
async fn writes(person: &mut Person, path: &str, change: impl Fn(&str) -> String) {
    let course = path.split('/').next().unwrap_or_default();
    let now = person.calls(Method::GET, &format!("/api/v1/workshop/{course}/drafts?path={path}"), json!({})).await.json();
    let text = change(now["text"].as_str().unwrap_or_else(|| panic!("{path}: {now}")));
    let wish = json!({"path": path, "text": text, "seen": now["rev"], "base": now["base"]});
    let saved = person.calls(Method::PUT, &format!("/api/v1/workshop/{course}/drafts"), wish).await.json();
    assert_eq!(saved["outcome"], "saved", "{saved}");
}

async fn publishes(world: &World, person: &mut Person, course: &str) {
    world.passes(1);
    let path = format!("/api/v1/workshop/{course}/publication");
    let seen = person.calls(Method::GET, &path, json!({})).await.json();
    let done = person.calls(Method::POST, &path, json!({"digest": seen["digest"]})).await;
    assert_eq!(done.status, 200, "{seen} {}", done.text());
}

/// The package of the course, with a licence.
async fn package(person: &mut Person) -> Vec<u8> {
    let file = person.opens("/teach/little/share/little.zip").await;
    assert_eq!(file.status, 200, "{}", file.text());
    assert_eq!(file.headers["content-disposition"], "attachment; filename=\"little.zip\"");
    file.bytes.to_vec()
}

async fn licensed(world: &World, person: &mut Person) {
    writes(person, COURSE, |text| text.replacen("level = 5\n", "level = 5\nauthor = \"陈老师\"\nlicense = \"CC-BY-4.0\"\n", 1)).await;
    publishes(world, person, "little").await;
}

async fn brings(person: &mut Person, path: &str, bytes: &[u8]) -> Reply {
    person.asks(Method::POST, path, Some("application/octet-stream"), bytes.to_vec()).await
}

async fn uploads(person: &mut Person, bytes: &[u8]) -> Reply {
    let head = b"--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"little.zip\"\r\n\r\n";
    let body = [head.as_slice(), bytes, b"\r\n--b--\r\n"].concat();
    person.asks(Method::POST, "/teach/bring", Some("multipart/form-data; boundary=b"), body).await
}

/// What becomes of a file, by the API's preview.
fn step(seen: &Value, path: &str) -> String {
    let files = seen["files"].as_array().unwrap_or_else(|| panic!("{seen}"));
    let found = files.iter().find(|file| file["path"] == path).map(|file| file["step"].as_str().unwrap_or_default());
    found.unwrap_or("same").to_string()
}

/// The value of a hidden field.
fn hidden<'p>(page: &'p str, name: &str) -> &'p str {
    let at = page.split_once(&format!("name=\"{name}\" value=\"")).expect("the field").1;
    at.split('"').next().unwrap_or_default()
}

#[test]
fn a_course_without_a_licence_stays_and_with_one_it_goes() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        let page = chen.opens("/teach/little/share").await.text();
        assert!(page.contains("没有写明作者和使用许可") && !page.contains("little.zip"), "{page}");
        let refused = chen.opens("/api/v1/workshop/little/packages/little.zip").await;
        assert_eq!((refused.status.as_u16(), refused.json()["code"].clone()), (409, json!("package-license")));
        writes(&mut chen, COURSE, |text| text.replacen("level = 5\n", "level = 5\nauthor = \"陈老师\"\nlicense = \"CC-BY-4.0\"\n", 1))
            .await;
        let draft = chen.opens("/api/v1/workshop/little/packages/little.zip").await;
        assert_eq!(draft.status, 409, "a draft goes nowhere");
        publishes(&world, &mut chen, "little").await;
        let page = chen.opens("/teach/little/share").await.text();
        assert!(page.contains("CC-BY-4.0") && page.contains("/teach/little/share/little.zip"), "{page}");
        let bytes = package(&mut chen).await;
        assert_eq!(chen.opens("/api/v1/workshop/little/packages/little.zip").await.bytes, bytes, "the same by the API");
        for path in
            ["/teach/little/share/other.zip", "/teach/none/share", "/teach/none/share/none.zip", "/teach/standards/share/standards.zip"]
        {
            assert_eq!(chen.opens(path).await.status, 404, "{path}");
        }
    });
}

#[test]
fn a_course_moves_and_follows_its_source_without_touching_what_was_changed_here() {
    story(async {
        let (there, here) = (World::new().await, World::new().await);
        let (mut chen, mut wang) = (there.person("teacher").await, here.person("teacher").await);
        licensed(&there, &mut chen).await;
        let first = package(&mut chen).await;
        // seen in the browser, taken under another name
        let page = uploads(&mut wang, &first).await;
        assert_eq!(page.status, 422, "a course of that name is here, and it did not come from there");
        let page = page.text();
        for said in ["小课程", "陈老师", "CC-BY-4.0", "did:web:", "它不是从这里来的"] {
            assert!(page.contains(said), "{said}: {page}");
        }
        let form = |act: &'static str| vec![("kept", hidden(&page, "kept").to_string()), ("name", "guest".into()), ("do", act.to_string())];
        let looked = wang.posts("/teach/bring/take", &form("look").iter().map(|(n, v)| (*n, v.as_str())).collect::<Vec<_>>()).await;
        assert!(
            looked.status == 200 && looked.text().contains("个新文件") && looked.text().contains("guest/course.md"),
            "{}",
            looked.text()
        );
        assert_eq!(wang.opens("/teach/guest/share").await.status, 404, "nothing was kept");
        let taken = wang.posts("/teach/bring/take", &form("take").iter().map(|(n, v)| (*n, v.as_str())).collect::<Vec<_>>()).await;
        assert_eq!(taken.location(), "/teach/guest/publish", "{}", taken.text());
        publishes(&here, &mut wang, "guest").await;
        let lesson = here.visitor().opens("/courses/guest/first").await.text();
        assert!(lesson.contains("数据清洗让数据可用"), "{lesson}");
        assert!(here.visitor().opens("/courses/guest").await.text().contains("CC-BY-4.0"), "rights come along");
        // the same once more
        let again = brings(&mut wang, "/api/v1/packages?course=guest", &first).await.json();
        assert!(again["refused"].as_str().is_some_and(|said| said.contains("同一版")), "{again}");
        // both sides write
        writes(&mut chen, FIRST, |text| text.replacen("数据清洗让数据可用", "清洗让数据可用", 1)).await;
        writes(&mut chen, SECOND, |text| format!("{text}\n那边新写的一段。\n")).await;
        publishes(&there, &mut chen, "little").await;
        writes(&mut wang, "guest/010-first.md", |text| format!("{text}\n这边新写的一段。\n")).await;
        writes(&mut wang, "guest/020-second.md", |text| format!("{text}\n这边在同一处写的。\n")).await;
        writes(&mut wang, "guest/course.md", |text| text.replacen("欢迎。", "欢迎来这里。", 1)).await;
        let second = package(&mut chen).await;
        let seen = brings(&mut wang, "/api/v1/packages?course=guest", &second).await.json();
        let steps = ["guest/010-first.md", "guest/020-second.md", "guest/course.md", "guest/items/mock.md"].map(|path| step(&seen, path));
        assert_eq!(steps, ["merged", "both", "kept", "same"], "{seen}");
        let taken = brings(&mut wang, "/api/v1/packages/drafts?course=guest", &second).await;
        assert_eq!((taken.status.as_u16(), taken.json()["course"].clone()), (201, json!("guest")), "{}", taken.text());
        let text = async |person: &mut Person, path: &str| {
            let now = person.calls(Method::GET, &format!("/api/v1/workshop/guest/drafts?path={path}"), json!({})).await.json();
            now["text"].as_str().expect("a text").to_string()
        };
        let merged = text(&mut wang, "guest/010-first.md").await;
        assert!(
            merged.contains("清洗让数据可用") && !merged.contains("数据清洗让数据可用") && merged.contains("这边新写的一段"),
            "{merged}"
        );
        let ours = text(&mut wang, "guest/020-second.md").await;
        assert!(ours.contains("这边在同一处写的") && !ours.contains("那边新写的一段"), "{ours}");
        assert!(text(&mut wang, "guest/course.md").await.contains("欢迎来这里"));
        let older = brings(&mut wang, "/api/v1/packages?course=guest", &first).await.json();
        assert!(older["refused"].is_string(), "{older}");
    });
}

#[test]
fn theirs_is_taken_where_it_is_ticked() {
    story(async {
        let (there, here) = (World::new().await, World::new().await);
        let (mut chen, mut wang) = (there.person("teacher").await, here.person("teacher").await);
        licensed(&there, &mut chen).await;
        let first = package(&mut chen).await;
        assert_eq!(brings(&mut wang, "/api/v1/packages/drafts?course=guest", &first).await.status, 201);
        writes(&mut chen, SECOND, |text| format!("{text}\n那边新写的一段。\n")).await;
        publishes(&there, &mut chen, "little").await;
        writes(&mut wang, "guest/020-second.md", |text| format!("{text}\n这边在同一处写的。\n")).await;
        let second = package(&mut chen).await;
        let path = "/api/v1/packages/drafts?course=guest&theirs=guest/020-second.md";
        assert_eq!(brings(&mut wang, path, &second).await.status, 201);
        let now = wang.calls(Method::GET, "/api/v1/workshop/guest/drafts?path=guest/020-second.md", json!({})).await.json();
        assert!(now["text"].as_str().is_some_and(|text| text.contains("那边新写的一段")), "{now}");
    });
}

#[test]
fn what_was_changed_on_the_way_or_is_no_package_leaves_nothing() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        licensed(&world, &mut chen).await;
        let mut bytes = package(&mut chen).await;
        let page = uploads(&mut chen, b"no package").await;
        assert!(page.status == 422 && page.text().contains("课程包") && page.text().contains("file-error"), "{}", page.text());
        let middle = bytes.len() / 2;
        bytes[middle] ^= 0x55;
        for (wish, status) in [("", 409), ("/drafts", 409)] {
            let refused = brings(&mut chen, &format!("/api/v1/packages{wish}?course=guest"), &bytes).await;
            assert_eq!((refused.status.as_u16(), refused.json()["code"].clone()), (status, json!("invalid")), "{}", refused.text());
        }
        let large = brings(&mut chen, "/api/v1/packages", &vec![b'x'; (8 << 20) + 1]).await;
        assert!(large.status == 409 && large.text().contains("8 MB"), "{}", large.text());
        let bytes = package(&mut chen).await;
        let unread = "bad_request";
        for (name, code) in [("../x", unread), ("standards", "invalid"), ("bring", "invalid"), ("Bad Name", unread), ("%25", unread)] {
            let refused = brings(&mut chen, &format!("/api/v1/packages/drafts?course={}", name.replace(' ', "%20")), &bytes).await;
            assert_eq!(refused.json()["code"], code, "{name}: {}", refused.text());
        }
        assert!(world.world.store.all_drafts().await.expect("read").is_empty());
    });
}

#[test]
fn a_bank_goes_alone_and_is_brought_up_to_date() {
    story(async {
        let (ours, theirs) = (World::new().await, World::new().await);
        let mut chen = ours.person("teacher").await;
        licensed(&ours, &mut chen).await;
        let page = chen.opens("/teach/little/share").await.text();
        assert!(page.contains("href=\"/teach/little/share/little.bank.zip\""), "{page}");
        let first = chen.opens("/teach/little/share/little.bank.zip").await.bytes.to_vec();
        assert_eq!(chen.opens("/api/v1/workshop/little/packages/little.none.zip").await.status, 404);
        let mut wang = theirs.person("teacher").await;
        let taken = brings(&mut wang, "/api/v1/packages/drafts", &first).await;
        assert_eq!((taken.status.as_u16(), &taken.json()["course"]), (201, &json!("little-bank")), "{}", taken.text());
        let read = async |person: &mut Person, name: &str| {
            let path = format!("/api/v1/workshop/little-bank/drafts?path=little-bank/{name}");
            person.calls(Method::GET, &path, json!({})).await.json()["text"].as_str().unwrap_or_default().to_string()
        };
        assert!(read(&mut wang, "course.md").await.contains("title = \"题库\""));
        assert!(read(&mut wang, "items/bank.md").await.contains("{#one .single}"));
        assert_eq!(read(&mut wang, "010-first.md").await, "");
        // a later edition
        writes(&mut chen, "little/items/bank.md", |text| text.replacen("一加一等于几？", "一加一是几？", 1)).await;
        publishes(&ours, &mut chen, "little").await;
        let second = chen.opens("/teach/little/share/little.bank.zip").await.bytes.to_vec();
        assert!(brings(&mut wang, "/api/v1/packages/drafts", &second).await.status.is_success());
        assert!(read(&mut wang, "items/bank.md").await.contains("一加一是几？"));
    });
}
