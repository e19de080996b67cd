//! Where somebody is signed in: the list, and ending one, the others, or those of somebody else.

use axum::http::Method;
use serde_json::json;
use zhixing_domain::time::Span;
use zhixing_tests::{World, story};

const MINE: &str = "/api/v1/me/sessions";

#[test]
fn a_person_sees_where_they_are_signed_in_and_ends_one_or_all_others() {
    story(async {
        let world = World::new().await;
        let mut here = world.person("learner").await;
        world.clock.advance(Span::from_minutes(5));
        let (mut phone, mut library) = (world.person("learner").await, world.person("learner").await);
        let list = here.opens(MINE).await.json();
        let sessions = list.as_array().expect("a list");
        assert_eq!((sessions.len(), sessions.iter().filter(|s| s["here"] == true).count()), (3, 1), "{list}");
        // what names a session lets nobody in, and is neither its id nor the hash that is kept
        let of_phone = phone.opens(MINE).await.json();
        let place = of_phone.as_array().expect("a list").iter().find(|s| s["here"] == true).expect("this one")["place"].clone();
        let place = place.as_str().expect("a name");
        assert_eq!(place.len(), 16);
        assert!(here.opens("/profile").await.text().contains(&format!("value=\"{place}\"")));
        // one, by its name
        assert_eq!(here.calls(Method::DELETE, &format!("{MINE}/{place}"), json!({})).await.status, 204);
        assert_eq!(phone.opens(MINE).await.status, 401);
        assert_eq!(here.calls(Method::DELETE, &format!("{MINE}/{place}"), json!({})).await.status, 404);
        // somebody else's is not to be found
        let other = world.person("teacher").await.opens(MINE).await.json();
        let name = other[0]["place"].as_str().expect("a name").to_string();
        assert_eq!(here.calls(Method::DELETE, &format!("{MINE}/{name}"), json!({})).await.status, 404);
        // all others, by the page
        assert_eq!(here.posts("/profile/sessions", &[]).await.location(), "/profile?ended=1");
        assert_eq!((library.opens(MINE).await.status.as_u16(), here.opens(MINE).await.status.as_u16()), (401, 200));
        assert!(here.opens("/profile?ended=1").await.text().contains("结束了 1 处登录"));
    });
}

#[test]
fn that_a_session_is_used_is_noted_now_and_then() {
    story(async {
        let world = World::new().await;
        let mut here = world.person("learner").await;
        let begun = world.world.clock.now().ms();
        let seen = async |here: &mut zhixing_tests::Person| here.opens(MINE).await.json()[0]["seen_at"].as_i64().expect("an instant");
        world.clock.advance(Span::from_minutes(9));
        here.opens("/").await;
        assert_eq!(seen(&mut here).await, begun);
        world.clock.advance(Span::from_minutes(1));
        here.opens("/").await;
        assert_eq!(seen(&mut here).await, begun + 600_000);
    });
}

#[test]
fn staff_end_sessions_of_others_and_disabling_ends_them_all() {
    story(async {
        let world = World::new().await;
        let mut admin = world.person("admin").await;
        let (account, _) = world.world.store.credentials_of("learner").await.expect("read").expect("there");
        let of = format!("/api/v1/accounts/{}/sessions", account.id);
        let mut ada = world.person("learner").await;
        let place = admin.opens(&of).await.json()[0]["place"].as_str().expect("a name").to_string();
        assert_eq!(world.person("teacher").await.opens(&of).await.status, 404);
        assert_eq!(admin.calls(Method::DELETE, &format!("{of}/{place}"), json!({})).await.status, 204);
        assert_eq!(ada.opens("/api/v1/me").await.status, 401);
        for _ in 0..2 {
            world.person("learner").await;
        }
        assert_eq!(admin.calls(Method::DELETE, &of, json!({})).await.json()["ended"], 2);
        // who is enabled again signs in anew
        let mut ada = world.person("learner").await;
        for disabled in [true, false] {
            let path = format!("/api/v1/accounts/{}/disabled", account.id);
            assert_eq!(admin.calls(Method::PUT, &path, json!({"disabled": disabled})).await.status, 200);
            assert_eq!(ada.opens("/api/v1/me").await.status, 401);
        }
        assert!(admin.opens(&format!("/admin/accounts/{}", account.id)).await.text().contains("没有在任何地方登录"));
    });
}
