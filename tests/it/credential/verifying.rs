//! What strangers hold up: files that are not the ones issued, photographs, numbers that nobody has, numbers that are counted through.

use crate::credential::certifying::certified;
use axum::http::Method;
use zhixing_tests::{World, story};

/// The address of the public page, with its check code, on the page of one's certificates.
pub fn address(page: &str) -> String {
    let rest = page.split("\"/v/").nth(1).and_then(|t| t.split('"').next()).expect("an address");
    format!("/v/{}", rest.replace("&amp;", "&"))
}

/// The page that says what an upload is.
pub async fn upload(world: &World, bytes: Vec<u8>) -> String {
    sent(world, bytes).await.text()
}

async fn sent(world: &World, bytes: Vec<u8>) -> zhixing_tests::Reply {
    let head = b"--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x\"\r\n\r\n";
    let body = [&head[..], &bytes, b"\r\n--b--\r\n"].concat();
    world.visitor().asks(Method::POST, "/verify", Some("multipart/form-data; boundary=b"), body).await
}

async fn judged(world: &World, bytes: Vec<u8>) -> serde_json::Value {
    world.visitor().asks(Method::POST, "/api/v1/verify", Some("application/octet-stream"), bytes).await.json()
}

fn says(page: &str, verdict: &str, reason: &str) -> bool {
    page.contains(&format!("data-verdict=\"{verdict}\"")) && page.contains(&format!("data-reason=\"{reason}\""))
}

#[test]
fn a_painted_over_pdf_is_told_from_the_one_that_was_issued() {
    story(async {
        let world = World::new().await;
        let (mut ada, number) = certified(&world).await;
        let pdf = ada.opens(&format!("/certificates/{number}/certificate.pdf")).await.bytes;
        let genuine = upload(&world, pdf.clone()).await;
        assert!(says(&genuine, "genuine", "demonstration") && genuine.contains("李学知"), "{genuine}");
        assert_eq!(judged(&world, pdf.clone()).await["carried"], "issued_file");

        // another revision of the file is appended, as every editor does: the attachment is untouched
        let painted = [&pdf[..], b"\n9 0 obj\n<< /Length 9 >>\nstream\n(ZHANG) Tj\nendstream\nendobj\n%%EOF\n"].concat();
        sent(&world, painted.clone()).await.looks_like("verdict.file-differs");
        let said = judged(&world, painted).await;
        assert_eq!((said["verdict"].as_str(), said["valid"].as_bool()), (Some("not_genuine"), Some(false)));
        assert_eq!((said["holder"].as_str(), said["standing"].as_str()), (Some("李学知"), Some("demonstration")));
        // bytes that do not matter to any reader matter here
        assert_eq!(judged(&world, [&pdf[..], b"\n"].concat()).await["reason"], "file_differs");
    });
}

#[test]
fn a_second_credential_in_a_pdf_is_not_chosen_between() {
    story(async {
        let world = World::new().await;
        let (mut ada, number) = certified(&world).await;
        let pdf = ada.opens(&format!("/certificates/{number}/certificate.pdf")).await.bytes;
        let other = r#"{"type":["VerifiableCredential"],"x":"y"}"#;
        let object = format!("\n9 0 obj\n<< /Type /EmbeddedFile /Length {} >>\nstream\n{other}\nendstream\nendobj\n%%EOF\n", other.len());
        let seen = upload(&world, [&pdf[..], object.as_bytes()].concat()).await;
        assert!(says(&seen, "cannot_be_told", "several_credentials"), "{seen}");
    });
}

#[test]
fn what_is_drawn_in_a_picture_proves_nothing() {
    story(async {
        let world = World::new().await;
        let (mut ada, number) = certified(&world).await;
        let json = ada.opens(&format!("/certificates/{number}/credential.json")).await.text();
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><text>王五</text><openbadges:credential><![CDATA[{json}]]></openbadges:credential></svg>"
        );
        let seen = upload(&world, svg.into_bytes()).await;
        assert!(says(&seen, "genuine", "demonstration") && seen.contains("图片上画的文字和印章不能证明什么"), "{seen}");
        assert!(seen.contains("李学知") && !seen.contains("王五"));
    });
}

#[test]
fn a_number_that_nobody_has_is_a_verdict() {
    story(async {
        let world = World::new().await;
        let none = "S000011000001265999999";
        let seen = world.visitor().opens(&format!("/v/{none}")).await;
        assert_eq!(seen.status, 404);
        seen.looks_like("verdict.no-such-number");
        let mut english = world.visitor();
        english.language = "en";
        english.opens(&format!("/v/{none}")).await.looks_like("verdict.no-such-number.en");
        let said = world.visitor().opens(&format!("/api/v1/verify/{none}")).await;
        assert_eq!((said.status.as_u16(), said.json()["reason"].as_str()), (404, Some("no_such_number")));
        // the number on the specimen is explained, wherever it comes from
        let home = world.visitor().opens("/").await.text();
        let specimen = home.split("class=\"mono\">S").nth(1).expect("the specimen")[..21].to_string();
        assert!(world.visitor().opens(&format!("/v/S{specimen}")).await.text().contains("首页样张"));
    });
}

#[test]
fn a_number_is_found_however_it_is_typed() {
    story(async {
        let world = World::new().await;
        let (_, number) = certified(&world).await;
        let wide: String = number.chars().map(|c| char::from_u32(c as u32 + 0xfee0).expect("full width")).collect();
        for typed in [
            wide,
            format!("{}-{}-{}", &number[..1], &number[1..17], &number[17..]),
            format!("编号：{number}"),
            format!("http://x/v/{number}"),
        ] {
            let query: String = typed.bytes().map(|b| format!("%{b:02X}")).collect();
            let led = world.visitor().opens(&format!("/verify?number={query}")).await;
            assert_eq!(led.location(), format!("/v/{number}"), "{typed}");
        }
    });
}

#[test]
fn counting_through_numbers_gives_no_names_and_becomes_slow() {
    story(async {
        let world = World::new().await;
        let (mut ada, number) = certified(&world).await;
        for path in [format!("/v/{number}"), format!("/api/v1/verify/{number}"), format!("/v/{number}?c=K7QM2XWD9HTA")] {
            let seen = world.visitor().opens(&path).await;
            let text = seen.text();
            assert_eq!(seen.status, 200);
            assert!(text.contains("李*") && !text.contains("李学知") && !text.contains("五级"), "{path}: {text}");
            let facts = path.starts_with("/api").then(|| seen.json()["facts"].as_object().expect("an object").len());
            assert!(facts.is_none_or(|n| n == 0));
        }
        // the code that stands on the sheet opens all of it; so does being the holder, or somebody who works with results
        let whole = address(&ada.opens("/certificates").await.text());
        assert!(world.visitor().opens(&whole).await.text().contains("李学知"));
        assert!(
            world.visitor().opens(&whole.replace("/v/", "/api/v1/verify/")).await.json()["facts"]
                .as_object()
                .is_some_and(|f| !f.is_empty())
        );
        assert!(ada.opens(&format!("/v/{number}")).await.text().contains("李学知"));
        for (login, all) in [("admin", true), ("examiner", true), ("teacher", false), ("invigilator", false)] {
            let seen = world.person(login).await.opens(&format!("/v/{number}")).await.text();
            assert_eq!(seen.contains("李学知"), all, "{login}");
        }
        let mut counter = world.visitor();
        counter.from = Some("203.0.113.9".parse().expect("an address"));
        let mut answers = vec![];
        for n in 0..70 {
            answers.push(counter.opens(&format!("/v/S0000110000012658{n:05}")).await.status.as_u16());
        }
        assert!(answers.contains(&404) && answers.ends_with(&[429]), "{answers:?}");
        assert_eq!(counter.opens(&whole).await.status, 200, "whoever has the code is not counted");
        world.passes(1);
        assert_eq!(counter.opens(&format!("/v/{number}")).await.status, 200, "nobody is locked out");
    });
}

#[test]
fn what_holds_no_credential_is_never_called_false() {
    story(async {
        let world = World::new().await;
        let pixel =
            [&b"\x89PNG\r\n\x1a\n"[..], &[0, 0, 0, 13], b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0], &[0x3a, 0x7e, 0x9b, 0x55]]
                .concat();
        for (bytes, reason) in [
            (b"hello".to_vec(), "unreadable"),
            (b"%PDF-1.7\nnothing".to_vec(), "no_credential"),
            (b"<svg></svg>".to_vec(), "no_credential"),
            (pixel, "unreadable"),
            (b"\xff\xd8\xff\xe0torn".to_vec(), "unreadable"),
            (b"{\"a\":".to_vec(), "unreadable"),
            (br#"{"issuer":{"id":"did:web:example.org"}}"#.to_vec(), "other_form"),
        ] {
            let seen = upload(&world, bytes).await;
            assert!(says(&seen, "cannot_be_told", reason), "{reason}: {seen}");
            assert!(!seen.contains("data-state=\"fail\"") && !seen.contains("data-state=\"invalid\""), "{reason} is not red");
            assert!(seen.contains("name=\"number\""), "the way on: the number");
        }
    });
}

/// The rows of what a certificate says, on the page of a verdict.
fn facts(page: &str) -> String {
    let list = page.split("id=\"facts\"").nth(1).and_then(|rest| rest.split("<dl class=\"facts\">").nth(1));
    list.and_then(|list| list.split("</dl>").next()).expect("the facts").to_string()
}

fn plain(markup: &str) -> String {
    markup.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text)).collect()
}

#[test]
fn a_certificate_says_its_dates_and_numbers_in_the_language_of_the_page() {
    story(async {
        let world = World::new().await;
        let (mut ada, number) = certified(&world).await;
        let public = address(&ada.opens("/certificates").await.text());
        let pdf = ada.opens(&format!("/certificates/{number}/certificate.pdf")).await.bytes;
        let iso = |page: &str| page.split('>').any(|text| text.split('<').next().is_some_and(|text| text.starts_with("2026-")));
        for (language, date, score, edition) in [
            ("zh-CN", "2026年11月22日", "分（合格线 60，满分 100）", "2026年版"),
            ("en", "22 Nov 2026", "of 100 (60 to pass)", "(2026 edition)"),
        ] {
            let mut visitor = world.visitor();
            visitor.language = language;
            let page = visitor.opens(&public).await.text();
            assert!(page.contains(date) && page.contains(score) && page.contains(edition) && !iso(&page), "{language}: {page}");
            let by_number = facts(&page);
            let head = b"--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x\"\r\n\r\n";
            let body = [&head[..], &pdf, b"\r\n--b--\r\n"].concat();
            let page = visitor.asks(Method::POST, "/verify", Some("multipart/form-data; boundary=b"), body).await.text();
            // the same rows in the same order, whichever way somebody came; signed texts are in Chinese
            let labels = |facts: &str| {
                facts.split("<dt>").skip(1).map(|row| plain(row.split("</dt>").next().unwrap_or_default())).collect::<Vec<_>>()
            };
            let by_file = facts(&page);
            assert_eq!(labels(&by_file).len(), 9, "{by_file}");
            match language {
                "en" => assert_eq!(labels(&by_file)[..3], labels(&by_number)[..3]),
                _ => assert_eq!(by_file, by_number),
            }
            assert_eq!(by_file.matches(date).count(), 1, "a date stands there once: {by_file}");
            assert!(page.contains(date) && page.contains(score) && !iso(&page) && !page.contains(" · Holder"), "{language}: {page}");
        }
    });
}
