//! A course as a book and as a page to print: what the pages say of it.

use axum::http::Method;
use std::{collections::BTreeSet, future::poll_fn, sync::mpsc, task::Poll};
use zhixing_domain::lang::Lang;
use zhixing_tests::{World, story};

#[test]
fn a_course_is_taken_along_as_a_book_by_anybody_in_their_language() {
    story(async {
        let world = World::new().await;
        let mut visitor = world.visitor();
        let page = visitor.opens("/courses/little").await.text();
        assert!(page.contains("href=\"/courses/little/book.epub\""), "{page}");
        let book = visitor.opens("/courses/little/book.epub").await;
        assert_eq!((book.status.as_u16(), book.headers["content-type"].as_bytes()), (200, &b"application/epub+zip"[..]));
        assert_eq!(book.headers["content-disposition"].as_bytes(), b"attachment; filename=\"little.epub\"");
        assert!(book.bytes.starts_with(b"PK") && book.bytes.windows(20).any(|w| w == b"application/epub+zip"));
        // a book says when it was made
        world.passes(1);
        let again = visitor.opens("/courses/little/book.epub").await;
        assert!(again.bytes == book.bytes, "it is made once for a publication");
        visitor.language = "en";
        let english = visitor.opens("/courses/little/book.epub").await;
        assert!(english.status == 200 && english.bytes != book.bytes, "each language has its own");
        let again = visitor.opens("/courses/little/book.epub").await;
        assert!(again.bytes == english.bytes);
        assert_eq!(visitor.opens("/courses/none/book.epub").await.status.as_u16(), 404);
    });
}

#[test]
fn a_whole_course_is_one_page_to_be_printed_without_any_key() {
    story(async {
        let world = World::new().await;
        let mut visitor = world.visitor();
        assert!(visitor.opens("/courses/little").await.text().contains("href=\"/courses/little/print.html\""));
        let page = visitor.opens("/courses/little/print.html").await.text();
        // places of a lesson are its own on a page of many
        let ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let distinct: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), distinct.len(), "{ids:?}");
        for said in ["id=\"first.sheet\"", "id=\"second.sheet\"", "数据清洗让数据可用", "下列哪一项属于数据清洗？", "<li>去重</li>"]
        {
            assert!(page.contains(said), "{said}: {page}");
        }
        for key in ["去掉重复的记录是清洗", "先采集，再清洗，最后标注", "是 UTF-8", "采集在清洗之前"] {
            assert!(!page.contains(key), "{key}");
        }
        visitor.language = "en";
        let page = visitor.opens("/courses/little/print.html").await.text();
        assert!(page.contains("For printing") && page.contains("Which") && !page.contains("数据清洗让数据可用"), "{page}");
        assert_eq!(visitor.opens("/courses/none/print.html").await.status.as_u16(), 404);
    });
}

#[test]
fn books_are_made_one_after_another_and_a_rush_is_told_to_come_back() {
    story(async {
        let world = World::new().await;
        let (end, told) = mpsc::channel::<()>();
        let mut waiting = vec![world.world.site.ports.make_book(Box::new(move || {
            let _ = told.recv();
            Ok(Default::default())
        }))];
        waiting.extend((1..8).map(|_| world.world.site.ports.make_book(Box::new(|| Ok(Default::default())))));
        // each takes its place when it is first looked at
        for made in &mut waiting {
            let waits = poll_fn(|cx| Poll::Ready(made.as_mut().poll(cx).is_pending())).await;
            assert!(waits);
        }
        let mut visitor = world.visitor();
        let full = visitor.opens("/courses/little/book.epub").await;
        assert_eq!((full.status.as_u16(), full.headers["retry-after"].as_bytes()), (503, b"5".as_slice()));
        assert_eq!(visitor.opens("/courses/none/book.epub").await.status.as_u16(), 404, "what is no course takes no place");
        drop(end);
        for made in waiting {
            assert!(made.await.is_ok_and(|made| made.is_ok()));
        }
        assert_eq!(visitor.opens("/courses/little/book.epub").await.status.as_u16(), 200);
    });
}

#[test]
fn whoever_asks_for_the_head_alone_has_no_book_made() {
    story(async {
        let world = World::new().await;
        let mut visitor = world.visitor();
        let asked = visitor.asks(Method::HEAD, "/courses/little/book.epub", None, vec![]).await;
        assert_eq!((asked.status.as_u16(), asked.headers["content-type"].as_bytes()), (200, &b"application/epub+zip"[..]));
        assert!(asked.bytes.is_empty() && !asked.headers.contains_key("content-length"), "{:?}", asked.headers);
        assert_eq!(world.world.site.published().books.length("little", Lang::Zh), None, "it was not made");
        let book = visitor.opens("/courses/little/book.epub").await;
        let asked = visitor.asks(Method::HEAD, "/courses/little/book.epub", None, vec![]).await;
        assert_eq!(asked.headers["content-length"], book.bytes.len().to_string());
        assert!(asked.bytes.is_empty());
        assert_eq!(visitor.asks(Method::HEAD, "/courses/none/book.epub", None, vec![]).await.status.as_u16(), 404);
    });
}

#[test]
fn a_course_says_who_made_it_and_what_it_was_made_from() {
    story(async {
        let mut files = zhixing_tests::course();
        let head = String::from_utf8(files.0["little/course.md"].clone()).expect("text");
        files.insert("little/course.md", head.replacen("+++\n", "+++\nauthor = \"王老师\"\nlicense = \"CC-BY-4.0\"\n", 1));
        let origin = r#"{"key":"x","manifest":{"form":"zhixing-course-package/1","course":"c","title":{"zh":"原课"},"made_at":"2026-01-01T00:00:00Z",
            "issuer":"did:web:a.example","rights":{"author":"李老师<b>","license":"CC0-1.0"},"files":[]}}"#;
        files.insert("little/origin.json", origin);
        let world = World::with(&[], files).await;
        let page = world.visitor().opens("/courses/little").await.text();
        for words in ["作者：王老师 · 使用许可：CC-BY-4.0", "改编自 《原课》（李老师&lt;b&gt;，a.example，CC0-1.0）"]
        {
            assert!(page.contains(words), "{words}: {page}");
        }
    });
}
