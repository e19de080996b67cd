//! What lies beside the texts: players with captions and transcript, files to download, and what an upload is cleaned of.

use crate::support::HEAD;
use zhixing_courseware::{Files, cleaned, read};
use zhixing_domain::{course::Piece, digest::sha256_hex, lang::Lang, library::Library, media::HELD_BYTES};

const MP4: &[u8] = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom";
const VTT: &str = "WEBVTT\n\n00:00.000 --> 00:02.000\nx\n";
const CSV: &str = "地区,金额\n上海,1\n";

fn hash(bytes: impl AsRef<[u8]>) -> String {
    sha256_hex(bytes.as_ref()).chars().take(8).collect()
}

/// A course whose lesson and item have this text, and a film with all that belongs to it.
fn course(zh: &str, en: &str, item: &str) -> (Library, Vec<&'static str>) {
    let mut files: Files = [
        ("c/course.md", format!("{HEAD}+++\n")),
        ("c/course.en.md", format!("{HEAD}+++\n")),
        ("c/010-first.md", format!("{HEAD}minutes = 5\n+++\n{zh}\n")),
        ("c/010-first.en.md", format!("{HEAD}+++\n{en}\n")),
        ("c/items/bank.md", format!("+++\ntitle = \"题库\"\n+++\n\n{item}\n")),
        ("c/media/clip.vtt", VTT.into()),
        ("c/media/clip.en.vtt", format!("{VTT}\n")),
        ("c/media/clip.md", "## 开头\n\n大家好，**请看** <script>alert(1)</script>屏幕。\n".into()),
        ("c/media/clip.en.md", "Hello, *look*.\n".into()),
        ("c/media/data.csv", CSV.into()),
    ]
    .into_iter()
    .collect();
    files.insert("c/media/clip.mp4", MP4);
    files.insert("c/media/clip.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 640 360\"/>");
    files.insert("c/media/talk.mp3", b"ID3\x04".as_slice());
    let (library, problems) = read(&files);
    (library, problems.iter().map(|p| p.code()).filter(|code| !["missing-twin", "raw-html"].contains(code)).collect())
}

fn html(library: &Library, lang: Lang) -> String {
    let prose = |piece: &Piece| if let Piece::Prose(html) = piece { html.as_str().to_string() } else { String::new() };
    library.courses[0].lessons[0].body.get(lang).pieces.iter().map(prose).collect()
}

#[test]
fn a_film_is_played_without_scripts_with_captions_and_its_words_below() {
    let (library, _) = course("![演示](media/clip.mp4 \"影片 1\")", "![A demonstration](media/clip.mp4)", "");
    let zh = html(&library, Lang::Zh);
    let film = format!("/media/c/clip.mp4?v={}", hash(MP4));
    for said in [
        "<video controls=\"\" preload=\"none\" aria-label=\"演示\"".to_string(),
        " poster=\"/media/c/clip.svg?v=".into(),
        " width=\"640\" height=\"360\"".into(),
        format!("<track kind=\"captions\" src=\"/media/c/clip.vtt?v={}\" srclang=\"zh\" label=\"中文\" default=\"\">", hash(VTT)),
        "srclang=\"en\" label=\"English\">".into(),
        "<figcaption>影片 1</figcaption>".into(),
        format!("<a href=\"{film}\" download=\"clip.mp4\">下载</a><span class=\"file-facts\">（MP4，24 B）</span>"),
        "<details class=\"fold\"><summary>文字稿</summary>\n<p><strong>开头</strong></p>\n<p>大家好，<strong>请看</strong>".into(),
    ] {
        assert!(zh.contains(&said), "{said}: {zh}");
    }
    assert!(!zh.contains("<script") && !zh.contains("autoplay"), "{zh}");
    let en = html(&library, Lang::En);
    assert!(
        en.contains("label=\"English\" default=\"\">") && en.contains("<summary>Transcript</summary>\n<p>Hello, <em>look</em>.</p>"),
        "{en}"
    );
    let words = &library.courses[0].lessons[0].body.get(Lang::Zh).text;
    assert!(words.contains("大家好"), "what is said is found by the search: {words}");
    for own in ["clip.mp4", "clip.vtt", "clip.en.vtt", "clip.md", "clip.svg"] {
        assert!(library.open_media.contains(&format!("c/media/{own}")), "{own}");
    }
    assert!(!library.open_media.contains("c/media/talk.mp3"), "nothing shows it");
}

#[test]
fn a_recording_within_a_sentence_and_a_file_to_download() {
    let zh = "听 ![问候](media/talk.mp3) 再看[数据](media/data.csv)。";
    let (library, codes) = course(zh, "[Data](./media/data.csv)", "");
    let text = html(&library, Lang::Zh);
    let link = format!(
        "<a href=\"/media/c/data.csv?v={}\" download=\"data.csv\">数据</a><span class=\"file-facts\">（CSV，23 B）</span>",
        hash(CSV)
    );
    assert!(text.contains(&link), "{text}");
    assert!(text.contains("<audio controls=\"\" preload=\"none\" aria-label=\"问候\"") && !text.contains("<details"), "{text}");
    assert!(html(&library, Lang::En).contains(" (CSV, 23 B)"));
    assert!(codes.contains(&"missing-transcript") && !codes.contains(&"missing-captions"), "{codes:?}");
}

#[test]
fn an_item_plays_a_film_and_does_not_tell_what_is_said_in_it() {
    let item = "### 听一听 {#heard .single}\n\n![片段](media/clip.mp4)\n\n- [x] 甲\n- [ ] 乙\n\n> 解析。";
    let (library, codes) = course("课文", "Text", item);
    let found = &library.courses[0].items[0];
    let again = zhixing_courseware::item(&found.source).expect("an item");
    assert_eq!(**found, again, "its source alone gives it again");
    assert!(found.source.contains("clip.vtt") && !found.source.contains("clip.md"), "{}", found.source);
    let stem = format!("{found:?}");
    assert!(stem.contains("<video controls") && stem.contains("<track") && !stem.contains("大家好"), "{stem}");
    assert!(!codes.contains(&"missing-transcript") && !library.open_media.contains("c/media/clip.mp4"), "{codes:?}");
}

#[test]
fn what_is_long_stays_out_of_memory() {
    let mut files: Files = [("c/course.md", format!("{HEAD}+++\n"))].into_iter().collect();
    let long = [MP4, &vec![0; HELD_BYTES]].concat();
    files.insert("c/media/long.mp4", long.clone());
    files.insert("c/media/short.mp4", MP4);
    let (library, _) = read(&files);
    let file = |name: &str| library.media.get(&format!("c/media/{name}")).expect("a file").clone();
    assert_eq!((file("long.mp4").length, file("long.mp4").bytes.clone()), (long.len() as u64, None));
    assert_eq!(file("long.mp4").hash, sha256_hex(&long));
    assert_eq!(file("short.mp4").bytes.as_deref(), Some(MP4));
}

#[test]
fn an_upload_is_cleaned_or_refused() {
    let svg = "<svg viewBox='0 0 4 3'><script>alert(1)</script><rect/></svg>";
    let (clean, removed) = cleaned("x.svg", svg.into()).expect("a drawing");
    assert_eq!(removed, ["<script>"]);
    assert_eq!(String::from_utf8(clean).expect("text"), "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox='0 0 4 3'><rect/></svg>");
    let csv = cleaned("x.csv", CSV.into()).expect("data");
    assert_eq!((csv.0.as_slice(), csv.1.len()), (CSV.as_bytes(), 0), "data stay byte for byte");
    for (name, bytes) in [
        ("x.svg", &b"<html><p>x</p></html>"[..]),
        ("x.svg", b"<svg><g"),
        ("x.jpg", b"\xff\xd8\xff\xe1\0\x10"),
        ("x.png", b"\xff\xd8\xff"),
        ("x.mp4", b"<html>"),
        ("x.vtt", b"1\n00:00"),
        ("x.exe", b"MZ"),
    ] {
        let refused = cleaned(name, bytes.to_vec()).expect_err(name);
        assert!(["bad-media", "unsafe-svg"].contains(&refused.code()), "{name}: {refused}");
    }
}
