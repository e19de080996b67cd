//! A document of another program becomes the draft of a lesson, and what is pasted Markdown; what is left out is told.

use axum::http::Method;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::json;
use zhixing_tests::{Person, Reply, World, story};

const PNG: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const GREEN: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGNgOMEAAAGUAMlBGJ3rAAAAAElFTkSuQmCC";
const RED: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGM4wcAAAAJcAMlDyBJGAAAAAElFTkSuQmCC";

async fn sends(person: &mut Person, path: &str, body: String) -> Reply {
    person.asks(Method::POST, path, Some("application/octet-stream"), body.into_bytes()).await
}

#[test]
fn a_page_becomes_a_draft_and_what_is_left_out_is_told() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        let html = format!(
            "<h1>清洗</h1><p>见<a href=\"b.html\">下一页</a>。</p><img alt=\"一点\" src=\"data:image/png;base64,{PNG}\"><script>x</script>"
        );
        let body =
            format!("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../Data Cleaning.html\"\r\n\r\n{html}\r\n--b--\r\n");
        let page = chen.asks(Method::POST, "/teach/little/document", Some("multipart/form-data; boundary=b"), body.into_bytes()).await;
        assert_eq!(page.status, 201, "{}", page.text());
        let page = page.text();
        for said in ["1 段脚本没有带过来", "1 个链接不是网址", "/teach/little/edit?path=little/030-data-cleaning.md"] {
            assert!(page.contains(said), "{said}: {page}");
        }
        let path = "/api/v1/workshop/little/drafts?path=little/030-data-cleaning.md";
        let text = chen.calls(Method::GET, path, json!({})).await.json()["text"].as_str().expect("a text").to_string();
        assert!(text.starts_with("+++\ntitle = \"清洗\"") && text.contains("![一点](media/picture.png)"), "{text}");
        let editor = chen.opens("/teach/little/edit?path=little/030-data-cleaning.md").await.text();
        let address = editor.split("src=\"").find(|rest| rest.starts_with("/teach/little/media/picture.png?v=")).expect("a picture");
        let address = address.split('"').next().unwrap_or_default();
        let picture = chen.opens(address).await;
        assert!(picture.status == 200 && picture.bytes.starts_with(b"\x89PNG"), "what nobody published yet is seen as well");
        let head = |name: &str| picture.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        assert_eq!((head("content-type"), head("cache-control")), ("image/png", "no-store"));
        assert!(head("content-security-policy").ends_with("sandbox"), "{}", head("content-security-policy"));
        assert_eq!(world.person("learner").await.opens(address).await.status, 404, "authors alone see it");
        assert_eq!(chen.opens("/teach/little/media/course.md").await.status, 404, "nor anything but pictures");
        let again = sends(&mut chen, "/api/v1/workshop/little/documents?name=data-cleaning.html", html).await.json();
        assert_eq!(again["path"], "little/040-data-cleaning-2.md", "{again}");
        let proposed = chen.calls(Method::GET, "/api/v1/workshop/little/publication", json!({})).await.json();
        assert!(proposed["files"].as_array().expect("files").contains(&json!("little/media/picture.png")), "{proposed}");
    });
}

#[test]
fn what_is_pasted_comes_as_markdown() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        let html = "<h1>标题</h1><ul><li><b>甲</b></li><li>乙</li></ul><iframe></iframe>";
        let pasted = sends(&mut chen, "/api/v1/workshop/little/pastes", html.into()).await.json();
        assert_eq!(pasted["text"], "## 标题\n\n- **甲**\n- 乙", "{pasted}");
        assert_eq!(pasted["said"].as_array().map(Vec::len), Some(1), "{pasted}");
        let lines = chen.calls(Method::GET, "/api/v1/workshop", json!({})).await.json();
        assert!(!lines.to_string().contains("\"rev\""), "nothing is kept of it");
    });
}

#[test]
fn pictures_of_one_name_stay_apart() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        let shows = |pictures: &[&str]| -> String {
            let one = |(n, data): (usize, &&str)| format!("<p>{n}<img alt=\"p{n}\" src=\"data:image/png;base64,{data}\"></p>");
            pictures.iter().enumerate().map(one).collect()
        };
        sends(&mut chen, "/api/v1/workshop/little/pastes", shows(&[PNG])).await;
        let pasted = sends(&mut chen, "/api/v1/workshop/little/pastes", shows(&[GREEN, RED])).await.json();
        let text = pasted["text"].as_str().expect("a text");
        for (shown, data) in [("![p0](media/", GREEN), ("![p1](media/", RED)] {
            let name = text.split_once(shown).and_then(|(_, rest)| rest.split(')').next()).expect("a name");
            let picture = chen.opens(&format!("/teach/little/media/{name}")).await;
            assert_eq!(STANDARD.encode(&picture.bytes), data, "{name} in {text}");
        }
        let first = chen.opens("/teach/little/media/picture.png").await;
        assert_eq!(STANDARD.encode(&first.bytes), PNG, "nothing is written over");
    });
}

#[test]
fn a_preview_is_no_larger_for_showing_a_picture_often() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        let html = format!("<img alt=\"x\" src=\"data:image/png;base64,{PNG}\">");
        let text = sends(&mut chen, "/api/v1/workshop/little/pastes", html).await.json()["text"].as_str().expect("a text").repeat(1_000);
        let text = format!("+++\ntitle = \"一\"\nminutes = 5\n+++\n\n{}", text.replace("![", "\n\n!["));
        let wish = json!({"path": "little/010-first.md", "text": text});
        let seen = chen.calls(Method::POST, "/api/v1/workshop/little/previews", wish).await.json();
        let html = seen["preview"].as_str().expect("a preview");
        assert_eq!(html.matches("src=\"/teach/little/media/picture.png?v=").count(), 1_000, "{html}");
        assert!(!html.contains("base64"), "none of them lies in it");
    });
}

#[test]
fn what_is_no_document_is_refused() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        for (name, body) in [("x.docx", "PK\u{3}\u{4}broken"), ("x.html", "<script>x</script>"), ("x.html", " ")] {
            let refused = sends(&mut chen, &format!("/api/v1/workshop/little/documents?name={name}"), body.into()).await;
            assert_eq!(refused.status, 409, "{name}: {}", refused.text());
        }
        for path in ["/api/v1/workshop/none/documents", "/api/v1/workshop/standards/pastes"] {
            assert_eq!(sends(&mut chen, path, "<p>x</p>".into()).await.status, 404, "{path}");
        }
    });
}
