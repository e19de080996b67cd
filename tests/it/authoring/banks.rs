//! A bank of another system comes in: seen item by item, taken as drafts, published; and goes out again.

use axum::http::Method;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::{Value, json};
use zhixing_tests::{Person, Reply, World, story};

const GIFT: &str = "::two::Two and two? {=4 ~5}\n\nbroken {~a\n\n::three::Three and three? {=6 ~7}\n";

/// One dot.
const PNG: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

async fn brings(person: &mut Person, query: &str, body: &[u8]) -> Reply {
    let path = format!("/api/v1/workshop/little/imports{query}");
    person.asks(Method::POST, &path, Some("application/octet-stream"), body.to_vec()).await
}

async fn uploads(person: &mut Person, name: &str, body: &[u8]) -> Reply {
    sends(person, "/teach/little/import", name, body).await
}

async fn sends(person: &mut Person, path: &str, name: &str, body: &[u8]) -> Reply {
    let head = format!("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
    let body = [head.as_bytes(), body, b"\r\n--b--\r\n"].concat();
    person.asks(Method::POST, path, Some("multipart/form-data; boundary=b"), body).await
}

/// The value of a hidden field.
fn hidden<'p>(page: &'p str, name: &str) -> &'p str {
    let at = page.split_once(&format!("name=\"{name}\" value=\"")).expect("the field").1;
    at.split('"').next().unwrap_or_default()
}

#[test]
fn a_bank_is_seen_item_by_item_and_taken_as_drafts() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        let page = uploads(&mut chen, "../../bank.gift", GIFT.as_bytes()).await;
        assert_eq!(page.status, 200, "{}", page.text());
        let page = page.text();
        for said in ["Two and two?", "Three and three?", "GIFT", "UTF-8", "未收入", "第 3 行"] {
            assert!(page.contains(said), "{said}: {page}");
        }
        assert!(!page.contains("../"), "a name has no folders");
        let form = |take: &'static str, name: &'static str| {
            [
                ("kept", hidden(&page, "kept").to_string()),
                ("file", "bank.gift".into()),
                ("take", take.into()),
                ("title", "两题".into()),
                ("name", name.into()),
            ]
        };
        let fields = form("3", "Bad Name");
        let wrong = chen.posts("/teach/little/import/take", &fields.each_ref().map(|(n, v)| (*n, v.as_str()))).await;
        assert_eq!(wrong.status, 422);
        assert!(wrong.text().contains("小写字母") && wrong.text().contains("Three and three?"), "{}", wrong.text());
        let fields = form("3", "brought");
        let taken = chen.posts("/teach/little/import/take", &fields.each_ref().map(|(n, v)| (*n, v.as_str()))).await;
        assert_eq!(taken.location(), "/teach/little/edit?path=little/items/brought.md&done=saved", "{}", taken.text());
        let draft = chen.calls(Method::GET, "/api/v1/workshop/little/drafts?path=little/items/brought.md", json!({})).await.json();
        let text = draft["text"].as_str().expect("a text");
        assert!(text.contains("Three and three?") && !text.contains("Two and two?"), "{text}");
        let again = chen.posts("/teach/little/import/take", &fields.each_ref().map(|(n, v)| (*n, v.as_str()))).await;
        assert_eq!(again.status, 422, "what is there is not written over");
    });
}

#[test]
fn items_go_behind_those_of_a_bank_and_out_again_as_they_came() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        let seen = brings(&mut chen, "?name=bank.gift", GIFT.as_bytes()).await.json();
        let ids: Vec<&Value> = seen[0]["items"].as_array().expect("items").iter().map(|item| &item["id"]).collect();
        assert_eq!(ids, [&json!("bank-1"), &Value::Null, &json!("bank-3")], "{seen}");
        let taken = brings(&mut chen, "/drafts?name=bank.gift&bank=little/items/mock.md", GIFT.as_bytes()).await;
        assert_eq!((taken.status.as_u16(), taken.json()), (201, json!({"path": "little/items/mock.md", "items": 2})));
        let more = brings(&mut chen, "/drafts?name=bank.gift&bank=little/items/mock.md&items=1", GIFT.as_bytes()).await;
        assert_eq!(more.status, 201, "{}", more.text());
        let draft = chen.calls(Method::GET, "/api/v1/workshop/little/drafts?path=little/items/mock.md", json!({})).await.json();
        let text = draft["text"].as_str().expect("a text");
        assert!(
            ["{#m-one .single}", "{#bank-1 .single", "{#bank-3 .single", "{#bank-2 .single"].iter().all(|id| text.contains(id)),
            "{text}"
        );
        let losses = chen.calls(Method::GET, "/api/v1/workshop/little/exports/mock.gift/losses", json!({})).await.json();
        assert_eq!(losses["items"], 12, "{losses}");
        let file = chen.opens("/teach/little/export/mock.gift").await;
        assert!(file.text().contains("Two and two?"), "{}", file.text());
        for ending in ["md", "xml", "zip", "csv", "xlsx"] {
            let file = chen.opens(&format!("/api/v1/workshop/little/exports/mock.{ending}")).await;
            assert!(file.status == 200 && !file.bytes.is_empty(), "{ending}");
        }
        let page = chen.opens("/teach/little/export?bank=little/items/mock.md&format=gift").await.text();
        assert!(page.contains("/teach/little/export/mock.gift") && page.contains("12 道题"), "{page}");
    });
}

/// A form under a preview, as its page sends it.
async fn takes(person: &mut Person, page: &str, target: &[(&str, &str)]) -> Reply {
    let kept = [("kept", hidden(page, "kept")), ("file", "bank.gift"), ("take", "1"), ("rest", "2"), ("last", "100")];
    person.posts("/teach/little/import/take", &[&kept[..], target].concat()).await
}

#[test]
fn a_bank_larger_than_a_file_comes_as_several() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        let gift: String = (1..=60).map(|n| format!("Question {n} {} {{=yes ~no}}\n\n", "word ".repeat(4_000))).collect();
        let page = uploads(&mut chen, "bank.gift", gift.as_bytes()).await.text();
        assert_eq!(page.matches("class=\"practice\"").count(), 60, "each has its face");
        let into = takes(&mut chen, &page, &[("into", "little/items/mock.md")]).await;
        assert_eq!(into.status, 422, "a file has 1 MB");
        let again = into.text();
        assert!(again.contains("into-error") && hidden(&again, "kept") == hidden(&page, "kept"), "what was uploaded is not lost");
        let taken = takes(&mut chen, &again, &[("title", "大"), ("name", "large")]).await;
        assert_eq!(taken.location(), "/teach/little/edit?path=little/items/large.md&done=saved", "{}", taken.text());
        let lines = chen.calls(Method::GET, "/api/v1/workshop", json!({})).await.json().to_string();
        let parts: Vec<_> = (2..6).map(|n| lines.contains(&format!("little/items/large-part-{n}.md"))).collect();
        assert_eq!(parts, [true, true, true, false], "{lines}");
    });
}

#[test]
fn what_is_wrong_above_all_items_is_said() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        let gift = format!("One {} {{=yes ~no}}\n", "word ".repeat(220_000));
        let page = uploads(&mut chen, "bank.gift", gift.as_bytes()).await;
        assert_eq!(page.status, 200, "{}", page.text());
        assert!(page.text().contains("badge--wrong"), "it is too long for a file");
        assert!(!page.text().contains("name=\"kept\"") && page.text().contains("换一个文件"), "there is nothing to take");
    });
}

#[test]
fn an_upload_may_have_the_size_that_its_hint_says() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        for path in ["/teach/little/import", "/teach/little/document", "/teach/little/folder"] {
            let large = sends(&mut chen, path, "x.html", &vec![0; (4 << 20) + 1]).await;
            assert_eq!(large.status, 422, "{path}: {}", large.text());
            assert!(large.text().contains("最大 4 MB。请分成几份。"), "{path}: {}", large.text());
            let most = sends(&mut chen, path, "x.html", &vec![0; 4 << 20]).await;
            assert!(most.status != 413 && !most.text().contains("请分成几份"), "{path}: {}", most.text());
        }
    });
}

#[test]
fn pictures_of_an_upload_are_shown_as_long_as_there_is_room() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        let image = "&lt;img src=\"@@PLUGINFILE@@/a.png\" alt=\"told\"/&gt;";
        let png = [&STANDARD.decode(PNG).expect("a picture")[..], &vec![0; 700_000]].concat();
        let file = format!("<file name=\"a.png\" path=\"/\" encoding=\"base64\">{}</file>", STANDARD.encode(png));
        let answers = "<answer fraction=\"100\"><text>true</text></answer><answer fraction=\"0\"><text>false</text></answer>";
        let text = format!("&lt;p&gt;Seen?&lt;/p&gt;{}", format!("&lt;p&gt;{image}&lt;/p&gt;").repeat(20));
        let xml = format!(
            "<?xml version=\"1.0\"?><quiz><question type=\"truefalse\"><name><text>q</text></name>\
             <questiontext format=\"html\"><text>{text}</text>{file}</questiontext>{answers}</question></quiz>"
        );
        let page = uploads(&mut chen, "bank.xml", xml.as_bytes()).await.text();
        assert_eq!(page.matches("alt=\"told\"").count(), 20, "{}", &page.chars().take(9_000).collect::<String>());
        assert_eq!(page.matches("data:image/png;base64,").count(), 4, "4 MB of them");
    });
}

#[test]
fn what_is_no_bank_or_of_another_course_is_refused() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        for (name, bytes) in [("x.bin", &[0, 159, 146, 150][..]), ("x.zip", b"PK\x03\x04 broken"), ("x.gift", b"")] {
            let refused = uploads(&mut chen, name, bytes).await;
            assert_eq!(refused.status, 422, "{name}: {}", refused.text());
            assert!(refused.text().contains("file-error"), "{name}");
        }
        assert_eq!(brings(&mut chen, "?name=x.bin", &[0, 159, 146, 150]).await.status, 409);
        let large = brings(&mut chen, "?name=x.gift", &vec![b'x'; (4 << 20) + 1]).await;
        assert_eq!(large.status, 413);
        for path in [
            "/teach/none/import",
            "/teach/standards/import",
            "/teach/none/export",
            "/teach/little/export/none.gift",
            "/teach/little/export/mock.exe",
        ] {
            assert_eq!(chen.opens(path).await.status, 404, "{path}");
        }
        let elsewhere = brings(&mut chen, "/drafts?name=x.gift&bank=standards/little.md", GIFT.as_bytes()).await;
        assert_eq!(elsewhere.status, 404);
    });
}
