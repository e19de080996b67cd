//! A large picture comes to a small screen as a smaller one: made when it is first asked for, of what is published.

use axum::http::Method;
use serde_json::json;
use zhixing_courseware::picture_size;
use zhixing_tests::{Person, Reply, World, story};

const LARGE: &[u8] = include_bytes!("../../../server/http/src/icons/share.png");

fn head(reply: &Reply, name: &str) -> String {
    reply.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_string()
}

/// The first lesson shows the picture, and is published.
async fn publishes(chen: &mut Person) {
    let put = "/api/v1/workshop/little/media?name=share.png";
    let taken = chen.asks(Method::POST, put, Some("application/octet-stream"), LARGE.to_vec()).await;
    assert_eq!(taken.status, 201, "{}", taken.text());
    super::drafts(chen, "little/010-first.md", "## 开始\n", "## 开始\n\n![一张大图](media/share.png)\n").await;
    let preview = json!({"path": "little/010-first.md", "text": "+++\ntitle = \"甲\"\nsummary = \"乙\"\nminutes = 5\n+++\n\n![图](media/share.png)\n"});
    let preview = chen.calls(Method::POST, "/api/v1/workshop/little/previews", preview).await.text();
    assert!(preview.contains("/teach/little/media/share.png") && !preview.contains("srcset"), "a draft has one address: {preview}");
    let seen = chen.calls(Method::GET, "/api/v1/workshop/little/publication", json!({})).await.json();
    let wish = json!({"digest": seen["digest"], "sure": true});
    let done = chen.calls(Method::POST, "/api/v1/workshop/little/publication", wish).await;
    assert!(done.status.is_success(), "{}", done.text());
}

/// The addresses of the smaller ones that a lesson offers, each with its width.
fn offers(page: &str) -> Vec<(String, String)> {
    let (_, offered) = page.split_once("srcset=\"").expect("smaller ones are offered");
    let (offered, _) = offered.split_once('"').expect("a value");
    let parts = offered.split(", ").filter_map(|offer| offer.split_once(' '));
    parts.map(|(address, width)| (address.replace("&amp;", "&"), width.to_string())).collect()
}

#[test]
fn a_large_picture_is_offered_and_served_in_smaller_sizes() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        publishes(&mut chen).await;
        let mut reader = world.visitor();
        let page = reader.opens("/courses/little/first").await.text();
        let offers = offers(&page);
        assert_eq!(offers.iter().map(|(_, width)| width.as_str()).collect::<Vec<_>>(), ["480w", "960w", "1200w"], "{page}");
        assert!(page.contains("width=\"1200\" height=\"630\""), "its room is kept before it comes: {page}");
        let mut lengths = vec![];
        for ((address, _), (size, kind)) in
            offers.iter().zip([((480, 252), "image/webp"), ((960, 504), "image/webp"), ((1200, 630), "image/png")])
        {
            let reply = reader.opens(address).await;
            assert_eq!((reply.status.as_u16(), head(&reply, "content-type").as_str()), (200, kind), "{address}");
            assert!(head(&reply, "cache-control").contains("immutable"), "{address}");
            assert_eq!(picture_size(&reply.bytes), Some(size), "{address}");
            lengths.push((reply.bytes.len(), head(&reply, "etag")));
        }
        assert!(lengths[0].0 < lengths[2].0 && lengths[0].1 != lengths[2].1, "{lengths:?}");
        // nobody has others made
        let odd = reader.opens(&format!("{}&w=481", offers[2].0)).await;
        assert_eq!(odd.bytes.len(), LARGE.len(), "a width that is not offered");
    });
}

#[test]
fn a_picture_that_is_sent_whole_because_another_one_is_made_is_not_kept_for_ever() {
    story(async {
        let world = World::new().await;
        publishes(&mut world.person("teacher").await).await;
        let (mut one, mut other) = (world.visitor(), world.visitor());
        let offers = offers(&one.opens("/courses/little/first").await.text());
        // each is made for a tenth of a second and longer: whoever asks second comes while the first one is made
        let both = tokio::join!(one.opens(&offers[0].0), other.opens(&offers[1].0));
        let is_whole = |reply: &Reply| reply.bytes.len() == LARGE.len();
        let (whole, small, late) = if is_whole(&both.0) { (both.0, both.1, &offers[0].0) } else { (both.1, both.0, &offers[1].0) };
        assert_eq!((is_whole(&whole), head(&whole, "cache-control").as_str()), (true, "public, max-age=60"));
        assert!(!is_whole(&small) && head(&small, "cache-control").contains("immutable"));
        let again = other.opens(late).await;
        assert!(!is_whole(&again) && head(&again, "cache-control").contains("immutable"), "what is for good is kept for good");
    });
}
