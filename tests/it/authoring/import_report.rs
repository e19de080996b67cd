//! A bank with many faults: its good items come first, and what stays out is one report by reason.

use axum::http::Method;
use zhixing_tests::{World, story};

#[test]
fn many_faults_are_one_report_by_reason_behind_the_items_that_come() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        let bad: String = (0..250).map(|n| format!("broken {n} {{~a\n\n")).collect();
        let gift = format!("{bad}::good::Two and two? {{=4 ~5}}\n\n{bad}");
        let head = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x.gift\"\r\n\r\n";
        let body = [head.as_bytes(), gift.as_bytes(), b"\r\n--b--\r\n"].concat();
        let page = chen.asks(Method::POST, "/teach/little/import", Some("multipart/form-data; boundary=b"), body).await;
        assert_eq!(page.status, 200, "{}", page.text());
        let page = page.text();
        assert_eq!(page.matches("badge--wrong").count(), 1, "one report");
        let (good, report) = page.split_once("未收入</span>").expect("the report");
        assert!(good.contains("Two and two?"), "what comes in comes first, though it stands behind 250 that do not");
        assert!(report.contains("第 1 题（第 1 行）") && report.contains("第 200 题"), "which question it is: {report}");
        let (sight, folded) = report.split_once("<details").expect("what is folded");
        assert!((1..=20).contains(&sight.matches("<li>").count()), "{sight}");
        assert!(folded.contains("没有列出") || folded.contains("not listed"), "{folded}");
    });
}
