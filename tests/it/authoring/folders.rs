//! A folder of Markdown of another tool is seen page by page and taken as drafts of lessons, by its page and by the API.

use axum::http::Method;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::{Value, json};
use zhixing_shell::sheet::zip::Archive;
use zhixing_tests::{Person, Reply, World, story};

const PNG: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

fn site() -> Vec<u8> {
    let dot = STANDARD.decode(PNG).expect("a picture");
    let files: [(&str, &[u8]); 6] = [
        ("site/mkdocs.yml", b"site_name: x\nnav:\n  - index.md\n  - Beans: beans.md\n"),
        ("site/docs/index.md", "# 菜园\n\n先看[豆子](beans.md)。\n\n!!! tip \"记住\"\n    浇水。\n".as_bytes()),
        ("site/docs/beans.md", "# 豆子\n\n![豆子](dot.png) 和 ![](dot.png)\n\n`![](dot.png)`\n\n<script>alert(1)</script>\n".as_bytes()),
        ("site/docs/later.md", "# 以后\n\n回[菜园](index.md)。\n".as_bytes()),
        ("site/docs/bad.ipynb", b"{"),
        ("site/docs/dot.png", &dot),
    ];
    Archive::of(&files.map(|(path, bytes)| (path.to_string(), bytes.to_vec())))
}

async fn sends(person: &mut Person, files: &[(&str, &[u8])]) -> Reply {
    let part = |(name, bytes): &(&str, &[u8])| {
        let head = format!("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
        [head.as_bytes(), bytes, b"\r\n"].concat()
    };
    let body = [files.iter().flat_map(part).collect::<Vec<u8>>(), b"--b--\r\n".to_vec()].concat();
    person.asks(Method::POST, "/teach/little/folder", Some("multipart/form-data; boundary=b"), body).await
}

async fn calls(person: &mut Person, query: &str, body: Vec<u8>) -> Reply {
    let path = format!("/api/v1/workshop/little/folders{query}");
    person.asks(Method::POST, &path, Some("application/octet-stream"), body).await
}

async fn draft(person: &mut Person, path: &str) -> String {
    let draft = person.calls(Method::GET, &format!("/api/v1/workshop/little/drafts?path={path}"), json!({})).await.json();
    draft["text"].as_str().expect("a text").to_string()
}

/// The value of a hidden field.
fn hidden<'p>(page: &'p str, name: &str) -> &'p str {
    let at = page.split_once(&format!("name=\"{name}\" value=\"")).expect("the field").1;
    at.split('"').next().unwrap_or_default()
}

#[test]
fn a_folder_is_seen_page_by_page_and_taken_as_drafts() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        let page = sends(&mut chen, &[("site.zip", &site())]).await;
        assert_eq!(page.status, 200, "{}", page.text());
        let page = page.text();
        for said in [
            "MkDocs",
            "3 课",
            "1 张图片",
            "1 页未收入",
            "菜园",
            "docs/later.md",
            "第 5 行：提示框“tip”",
            "没有说明",
            "脚本或样式没有带过来",
            "发布前要改",
        ] {
            assert!(page.contains(said), "{said}: {page}");
        }
        assert!(!page.contains("alert(1)") && page.contains("data:image/png;base64,"), "what would run is left out, and pictures are seen");
        let fields = |take: &[&'static str]| {
            let mut fields = vec![("kept", hidden(&page, "kept").to_string()), ("file", "site.zip".into())];
            fields.extend(take.iter().map(|n| ("take", (*n).to_string())));
            fields
        };
        let none = fields(&[]);
        let none = chen.posts("/teach/little/folder/take", &none.iter().map(|(n, v)| (*n, v.as_str())).collect::<Vec<_>>()).await;
        assert!(none.status == 422 && none.text().contains("请至少选一页"), "{}", none.text());
        let two = fields(&["1", "4"]);
        let taken = chen.posts("/teach/little/folder/take", &two.iter().map(|(n, v)| (*n, v.as_str())).collect::<Vec<_>>()).await;
        assert_eq!(taken.status, 201, "{}", taken.text());
        assert!(
            taken.text().contains("/teach/little/edit?path=little/030-index.md") && taken.text().contains("已收为 2 课草稿"),
            "{}",
            taken.text()
        );
        let text = draft(&mut chen, "little/030-index.md").await;
        assert!(
            text.starts_with("+++\ntitle = \"菜园\"") && text.contains("先看豆子。") && text.contains("> [!TIP]\n> **记住**"),
            "{text}"
        );
        assert!(draft(&mut chen, "little/040-later.md").await.contains("回[菜园](030-index.md)。"));
        let again = chen.posts("/teach/little/folder/take", &two.iter().map(|(n, v)| (*n, v.as_str())).collect::<Vec<_>>()).await;
        assert!(again.text().contains("little/050-index-2.md"), "what is there is not written over: {}", again.text());
    });
}

#[test]
fn a_picture_without_words_is_asked_for_them() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        let page = sends(&mut chen, &[("site.zip", &site())]).await.text();
        assert!(page.contains("1 张图片没有说明") && page.contains("name=\"words:dot.png\""), "{page}");
        let kept = hidden(&page, "kept").to_string();
        let typed = [("kept", kept.as_str()), ("file", "site.zip"), ("words:dot.png", "一颗 [豆] & 土")];
        let none = chen.posts("/teach/little/folder/take", &typed).await.text();
        assert!(none.contains("value=\"一颗 [豆] &amp; 土\""), "what was typed stays: {none}");
        assert!(!none.contains("发布前要改"), "and is in what is looked at: {none}");
        let again = chen.posts("/teach/little/folder/take", &[typed.as_slice(), &[("take", "2"), ("do", "look")]].concat()).await;
        let again = again.text();
        assert!(
            again.contains("图片说明都写了") && !again.contains("没有说明") && !again.contains("#unsaid"),
            "nothing is missing any more: {again}"
        );
        let taken = chen.posts("/teach/little/folder/take", &[typed.as_slice(), &[("take", "2")]].concat()).await;
        assert_eq!(taken.status, 201, "{}", taken.text());
        let text = draft(&mut chen, "little/030-beans.md").await;
        assert!(text.contains(r"![豆子](media/dot.png) 和 ![一颗 \[豆\] \& 土](media/dot.png)"), "{text}");
        assert!(text.contains("`![](dot.png)`"), "what is shown as code stays code: {text}");
        let proposed = chen.calls(Method::GET, "/api/v1/workshop/little/publication", json!({})).await.json();
        assert_eq!(proposed["errors"], json!([]), "{proposed}");
    });
}

#[test]
fn a_picture_with_a_caption_comes_along() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        let dot = STANDARD.decode(PNG).expect("a picture");
        let page = "# 图\n\n![豆子](dot.png \"一颗豆子\")\n".as_bytes().to_vec();
        let book = Archive::of(&[("book/one.md".to_string(), page), ("book/dot.png".to_string(), dot)]);
        let taken = calls(&mut chen, "/drafts?name=book.zip", book).await.json();
        assert_eq!(taken, json!({"paths": ["little/030-one.md"]}));
        let proposed = chen.calls(Method::GET, "/api/v1/workshop/little/publication", json!({})).await.json();
        assert!(proposed["files"].as_array().expect("files").contains(&json!("little/media/dot.png")), "{proposed}");
        assert_eq!(proposed["errors"], json!([]), "{proposed}");
    });
}

#[test]
fn the_api_sees_and_takes_the_same() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        let seen = calls(&mut chen, "?name=site.zip", site()).await.json();
        let files: Vec<&Value> = seen["pages"].as_array().expect("pages").iter().map(|page| &page["file"]).collect();
        assert_eq!(files, [&json!("030-index.md"), &json!("040-beans.md"), &Value::Null, &json!("060-later.md")], "{seen}");
        assert_eq!((&seen["kind"], &seen["pictures"], &seen["pages"][3]["comes"]), (&json!("mkdocs"), &json!(1), &json!(false)));
        let taken = calls(&mut chen, "/drafts?name=site.zip", site()).await;
        assert_eq!((taken.status.as_u16(), taken.json()), (201, json!({"paths": ["little/030-index.md", "little/040-beans.md"]})));
        let proposed = chen.calls(Method::GET, "/api/v1/workshop/little/publication", json!({})).await.json();
        assert!(proposed["files"].as_array().expect("files").contains(&json!("little/media/dot.png")), "{proposed}");
        for (name, body) in [("x.zip", b"PK\x03\x04broken".to_vec()), ("x.txt", b"words".to_vec()), ("x.md", vec![])] {
            let refused = calls(&mut chen, &format!("?name={name}"), body).await;
            assert!(refused.status == 409 || refused.status == 422, "{name}: {}", refused.text());
        }
    });
}

#[test]
fn several_files_come_together_and_none_of_them_leads_out() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        let files: [(&str, &[u8]); 3] = [
            ("book/two.md", b"# Two\n\nSee [one](sub/one.md).\n"),
            ("book/sub/one.md", b"# One\n\nwords\n"),
            ("../../book/three.md", b"# Three\n\nwords\n"),
        ];
        let page = sends(&mut chen, &files).await;
        assert_eq!(page.status, 200, "{}", page.text());
        assert!(page.text().contains("book/three.md") && page.text().contains("3 课") && !page.text().contains("../"), "{}", page.text());
        let none = sends(&mut chen, &[]).await;
        assert!(none.status == 422 && none.text().contains("请选择 ZIP"), "{}", none.text());
    });
}
