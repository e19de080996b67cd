//! What lies beside the texts of a course: brought in without what tells of people, used, replaced, taken away; and served in parts, as players ask for them.

use axum::http::Method;
use serde_json::{Value, json};
use zhixing_domain::media::HELD_BYTES;
use zhixing_tests::{Person, Reply, World, course_with, story};

const MP4: &[u8] = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom";
const LESSON: &str = "little/010-first.md";
const MEDIA: &str = "/api/v1/workshop/little/media";

/// A photograph of one dot that tells where it was taken.
fn photo() -> Vec<u8> {
    let segment = |marker: u8, body: &[u8]| [&[0xff, marker][..], &(body.len() as u16 + 2).to_be_bytes(), body].concat();
    let place = [&b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x88\x25\0\x04\0\0\0\x01\0\0\0\x1a\0\0\0\0"[..], b"31.2400N,121.4900E"].concat();
    [
        b"\xff\xd8".to_vec(),
        segment(0xe1, &place),
        segment(0xc0, &[8, 0, 1, 0, 1, 1, 1, 0x11, 0]),
        segment(0xda, &[1, 1, 0, 0, 63, 0]),
        b"\x12\xff\xd9".to_vec(),
    ]
    .concat()
}

async fn brings(person: &mut Person, query: &str, body: &[u8]) -> Reply {
    person.asks(Method::POST, &format!("{MEDIA}?{query}"), Some("application/octet-stream"), body.to_vec()).await
}

async fn uploads(person: &mut Person, name: &str, replace: bool, body: &[u8]) -> Reply {
    let tick = if replace { "--b\r\nContent-Disposition: form-data; name=\"replace\"\r\n\r\nyes\r\n" } else { "" };
    let head = format!("{tick}--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
    let body = [head.as_bytes(), body, b"\r\n--b--\r\n"].concat();
    person.asks(Method::POST, "/teach/little/media", Some("multipart/form-data; boundary=b"), body).await
}

async fn published(person: &mut Person) -> Value {
    person.calls(Method::GET, MEDIA, json!({})).await.json()
}

/// Writes a line into the first lesson.
async fn writes(person: &mut Person, line: &str) {
    let now = person.calls(Method::GET, &format!("/api/v1/workshop/little/drafts?path={LESSON}"), json!({})).await.json();
    let text = now["text"].as_str().expect("a text").replacen("## 开始\n", &format!("## 开始\n\n{line}\n"), 1);
    let wish = json!({"path": LESSON, "text": text, "seen": now["rev"], "base": now["base"]});
    let saved = person.calls(Method::PUT, "/api/v1/workshop/little/drafts", wish).await.json();
    assert_eq!(saved["outcome"], "saved", "{saved}");
}

fn head(reply: &Reply, name: &str) -> String {
    reply.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_string()
}

/// Asks for a file with these headers.
async fn asks(person: &mut Person, method: Method, path: &str, headers: &[(&'static str, &str)]) -> Reply {
    person.headers.extend(headers.iter().map(|(name, value)| (*name, (*value).to_string())));
    let reply = person.asks(method, path, None, vec![]).await;
    headers.iter().for_each(|(name, _)| drop(person.headers.remove(name)));
    reply
}

#[test]
fn a_photograph_comes_in_without_its_place_is_used_replaced_and_taken_away() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        let taken = uploads(&mut chen, "C:\\photos\\IMG 2041.JPG", false, &photo()).await;
        assert_eq!(taken.location(), "/teach/little/media?done=taken", "{}", taken.text());
        let kept = chen.opens("/teach/little/media/img-2041.jpg").await;
        assert_eq!((kept.status.as_u16(), head(&kept, "content-type").as_str()), (200, "image/jpeg"));
        assert!(!String::from_utf8_lossy(&kept.bytes).contains("31.24") && kept.bytes.ends_with(b"\x12\xff\xd9"));
        writes(&mut chen, "![外滩](media/img-2041.jpg)").await;
        let file = published(&mut chen).await["files"][0].clone();
        assert_eq!((&file["name"], &file["kind"], &file["draft"]), (&json!("img-2041.jpg"), &json!("picture"), &json!(true)), "{file}");
        assert_eq!(file["uses"][0]["path"], LESSON, "{file}");
        let page = chen.opens("/teach/little/media?done=taken").await.text();
        for said in ["img-2041.jpg", "图片", "010-first.md 第", "已经收为草稿"] {
            assert!(page.contains(said), "{said}: {page}");
        }
        assert!(!page.contains("没有用到") && !page.contains("/remove"), "{page}");
        // what is used stays, by form and by program
        let refused = chen.calls(Method::DELETE, &format!("{MEDIA}/img-2041.jpg"), json!({})).await;
        assert_eq!((refused.status.as_u16(), refused.json()["code"].clone()), (409, json!("in_use")));
        assert_eq!(chen.posts("/teach/little/media/img-2041.jpg/remove", &[]).await.status, 409);
        // another one takes its place when that is said
        let other = [&photo()[..], b"behind"].concat();
        assert_eq!(brings(&mut chen, "name=img-2041.jpg", &other).await.status, 201, "the same picture once more changes nothing");
        let mut brighter = photo();
        let at = brighter.len() - 3;
        brighter[at] = 0x34;
        let taken = uploads(&mut chen, "img-2041.jpg", false, &brighter).await;
        assert!(taken.status == 422 && taken.text().contains("已经有 img-2041.jpg"), "{}", taken.text());
        assert_eq!(uploads(&mut chen, "img-2041.jpg", true, &brighter).await.status, 303);
        assert!(chen.opens("/teach/little/media/img-2041.jpg").await.bytes.ends_with(b"\x34\xff\xd9"));
        // one that nothing uses is marked, and goes
        let csv = brings(&mut chen, "name=sales.csv", "地区,金额\n".as_bytes()).await;
        assert_eq!((csv.status.as_u16(), csv.json()["name"].clone()), (201, json!("sales.csv")));
        let page = chen.opens("/teach/little/media").await.text();
        assert!(page.contains("没有用到") && page.contains("/teach/little/media/sales.csv/remove"), "{page}");
        assert_eq!(chen.posts("/teach/little/media/sales.csv/remove", &[]).await.location(), "/teach/little/media?done=removed");
        assert_eq!(published(&mut chen).await["files"].as_array().map(Vec::len), Some(1));
        assert_eq!(chen.calls(Method::DELETE, &format!("{MEDIA}/sales.csv"), json!({})).await.status, 404);
        assert_eq!(brings(&mut chen, "name=sales.csv", b"x,y\n").await.status, 201, "and may come again");
        assert_eq!(chen.calls(Method::DELETE, &format!("{MEDIA}/sales.csv"), json!({})).await.status, 204);
    });
}

#[test]
fn a_drawing_is_made_safe_and_what_was_taken_out_is_told() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        let svg = b"<svg viewBox='0 0 4 3' onload='x()'><script>alert(1)</script><rect width='4' height='3'/></svg>";
        let page = uploads(&mut chen, "Drawing.svg", false, svg).await;
        assert_eq!(page.status, 201, "{}", page.text());
        assert!(page.text().contains("&lt;script&gt;") && page.text().contains("onload="), "{}", page.text());
        let kept = chen.opens("/teach/little/media/drawing.svg").await;
        assert_eq!(kept.text(), "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox='0 0 4 3'><rect width='4' height='3'/></svg>");
        assert!(head(&kept, "content-security-policy").starts_with("default-src 'none'"), "no script runs there whatever it holds");
        let taken = brings(&mut chen, "name=drawing.svg&replace=true", svg).await.json();
        assert_eq!(taken["removed"], json!(["onload=\"x()\"", "<script>"]), "{taken}");
        writes(&mut chen, "![图](media/drawing.svg)").await;
        let seen = chen.calls(Method::GET, "/api/v1/workshop/little/publication", json!({})).await.json();
        assert_eq!(seen["errors"], json!([]), "{seen}");
        for (name, body) in [
            ("x.svg", &b"<html/>"[..]),
            ("x.png", b"\xff\xd8\xff"),
            ("x.mp4", b"<script>"),
            ("x.exe", b"MZ"),
            ("x.gif", b"GIF89a"),
            ("x.csv", b""),
        ] {
            let refused = brings(&mut chen, &format!("name={name}"), body).await;
            assert_eq!((refused.status.as_u16(), refused.json()["code"].clone()), (409, json!("invalid")), "{name}: {}", refused.text());
        }
    });
}

#[test]
fn a_course_has_so_much_room_for_media_and_no_more() {
    story(async {
        let files = course_with(LESSON, "## 开始\n", "## 开始\n");
        let world = World::with(&[("media_quota", "100")], files).await;
        let mut chen = world.person("teacher").await;
        assert_eq!(brings(&mut chen, "name=a.csv", &[b'x'; 60]).await.status, 201);
        let refused = brings(&mut chen, "name=b.csv", &[b'x'; 60]).await;
        assert_eq!((refused.status.as_u16(), refused.json()["code"].clone()), (409, json!("quota_full")));
        let page = uploads(&mut chen, "b.csv", false, &[b'x'; 60]).await;
        assert!(page.status == 422 && page.text().contains("已用 60 B，最多 100 B"), "{}", page.text());
        assert_eq!(brings(&mut chen, "name=a.csv&replace=true", &[b'y'; 99]).await.status, 201, "what is replaced gives its room");
        let all = published(&mut chen).await;
        assert_eq!((&all["used"], &all["quota"]), (&json!(99), &json!(100)));
    });
}

#[test]
fn a_film_is_served_in_parts_from_memory_and_from_the_store() {
    story(async {
        let long: Vec<u8> = MP4.iter().copied().chain((0..HELD_BYTES).map(|n| (n / 7) as u8)).collect();
        let short = long[..5_000].to_vec();
        let mut files = course_with(LESSON, "## 开始\n", "## 开始\n\n![长](media/long.mp4)\n\n![短](media/short.mp4)\n");
        files.insert("little/media/long.mp4", long.clone());
        files.insert("little/media/short.mp4", short.clone());
        files.insert("little/media/hidden.mp4", short.clone());
        let world = World::with(&[], files).await;
        let mut visitor = world.visitor();
        for (name, whole, range) in [("long.mp4", &long, (1_048_570, 3_200_000)), ("short.mp4", &short, (10, 19))] {
            let path = format!("/media/little/{name}");
            let all = visitor.opens(&path).await;
            assert_eq!((all.status.as_u16(), head(&all, "content-type").as_str()), (200, "video/mp4"), "{name}");
            assert_eq!((all.bytes == *whole, head(&all, "accept-ranges").as_str()), (true, "bytes"), "{name}");
            assert_eq!(
                (head(&all, "x-content-type-options").as_str(), head(&all, "content-disposition")),
                ("nosniff", format!("attachment; filename=\"{name}\""))
            );
            let tag = head(&all, "etag");
            let (first, last) = range;
            let asked = format!("bytes={first}-{last}");
            let part = asks(&mut visitor, Method::GET, &path, &[("range", &asked), ("if-range", &tag)]).await;
            assert_eq!(
                (part.status.as_u16(), head(&part, "content-range")),
                (206, format!("bytes {first}-{last}/{}", whole.len())),
                "{name}"
            );
            assert!(part.bytes == whole[first..=last] && head(&part, "content-length") == part.bytes.len().to_string(), "{name}");
            let end = asks(&mut visitor, Method::GET, &path, &[("range", "bytes=-7")]).await;
            assert!(end.status == 206 && end.bytes == whole[whole.len() - 7..], "{name}");
            let other = asks(&mut visitor, Method::GET, &path, &[("range", &asked), ("if-range", "\"other\"")]).await;
            assert!(other.status == 200 && other.bytes == *whole, "{name}: another version is sent whole");
            let beyond = asks(&mut visitor, Method::GET, &path, &[("range", &format!("bytes={}-", whole.len()))]).await;
            assert_eq!((beyond.status.as_u16(), head(&beyond, "content-range")), (416, format!("bytes */{}", whole.len())), "{name}");
            let known = asks(&mut visitor, Method::GET, &path, &[("if-none-match", &tag)]).await;
            assert!(known.status == 304 && known.bytes.is_empty(), "{name}");
            let alone = asks(&mut visitor, Method::HEAD, &path, &[]).await;
            assert_eq!(
                (alone.status.as_u16(), head(&alone, "content-length"), alone.bytes.len()),
                (200, whole.len().to_string(), 0),
                "{name}"
            );
        }
        assert_eq!(visitor.opens("/media/little/hidden.mp4").await.status, 404, "what no lesson shows is nobody's");
        let lesson = visitor.opens("/courses/little/first").await.text();
        assert!(lesson.contains("<video controls") && lesson.contains("preload=\"none\"") && lesson.contains("8.0 MB"), "{lesson}");
    });
}

#[test]
fn a_long_film_of_a_draft_is_previewed_without_being_read_whole() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        let long = [MP4, &vec![0; HELD_BYTES]].concat();
        assert_eq!(brings(&mut chen, "name=clip.mp4", &long).await.status, 201);
        assert_eq!(brings(&mut chen, "name=clip.vtt", b"WEBVTT\n").await.status, 201);
        let now = chen.calls(Method::GET, &format!("/api/v1/workshop/little/drafts?path={LESSON}"), json!({})).await.json();
        let text = now["text"].as_str().expect("a text").replacen("## 开始\n", "## 开始\n\n![片](media/clip.mp4)\n", 1);
        let seen = chen.calls(Method::POST, "/api/v1/workshop/little/previews", json!({"path": LESSON, "text": text})).await.json();
        let html = seen["preview"].as_str().expect("a preview");
        for said in ["src=\"/teach/little/media/clip.mp4?v=", "src=\"/teach/little/media/clip.vtt?v=", "（MP4）"] {
            assert!(html.contains(said), "{said}: {html}");
        }
        let told: Vec<&str> = seen["problems"].as_array().expect("problems").iter().filter_map(|p| p["words"].as_str()).collect();
        assert!(told.iter().any(|said| said.contains("没有文字稿")) && !told.iter().any(|said| said.contains("没有字幕")), "{told:?}");
        assert_eq!(chen.opens("/teach/little/media/clip.mp4").await.bytes, long);
        let file = published(&mut chen).await["files"][0].clone();
        assert_eq!((&file["name"], &file["bytes"]), (&json!("clip.mp4"), &json!(long.len())));
    });
}
