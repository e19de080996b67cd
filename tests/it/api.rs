//! The JSON API: what clients of yesterday and strangers with curl rely on.

use crate::main_job::starts;
use axum::http::Method;
use serde_json::json;
use zhixing_tests::{World, id_of, story};

fn op(n: u8, item: &str, text: &str, seq: i64) -> serde_json::Value {
    json!({"op_id": format!("op_0199999999997000800000000000{n:04x}"), "item": item, "value": {"type": "short", "text": text},
        "writer": "wr_01999999999970008000000000000001", "seq": seq})
}

#[test]
fn a_client_starts_saves_submits_and_reads_its_receipt() {
    story(async {
        let world = World::new().await;
        let mut ada = world.visitor();
        let refused = ada.calls(Method::POST, "/api/v1/session", json!({"login": "learner", "password": "no"})).await;
        assert_eq!(refused.status, 401, "{}", refused.text());
        let session = ada.calls(Method::POST, "/api/v1/session", json!({"login": "learner", "password": "zhixing-demo"})).await;
        assert!(session.status.is_success(), "{}", session.text());
        let list = ada.opens("/api/v1/assessments").await.json();
        assert!(list.to_string().contains("little/exam"), "{list}");
        let started = ada.calls(Method::POST, "/api/v1/assessments/little/exam/attempts", json!({})).await;
        assert!(started.status.is_success(), "{}", started.text());
        let id = started.json()["attempt"].as_str().expect("an id").to_string();
        let again = ada.calls(Method::POST, "/api/v1/assessments/little/exam/attempts", json!({})).await;
        assert_eq!(again.json()["attempt"], id.as_str());

        let url = format!("/api/v1/attempts/{id}/answers/five");
        let saved = ada.calls(Method::PUT, &url, op(1, "five", "IoU", 1)).await;
        let twice = ada.calls(Method::PUT, &url, op(1, "five", "IoU", 1)).await;
        assert_eq!((saved.status.as_u16(), twice.status.as_u16()), (200, 200), "{}", saved.text());
        assert_eq!(saved.json()["rev"], twice.json()["rev"]);
        let digest = zhixing_domain::question::Answer::Short { text: "IoU".into() }.digest();
        assert_eq!(saved.json()["value_digest"], digest.as_str());
        assert!(saved.json()["deadline"].as_i64() > saved.json()["server_now"].as_i64());

        for (body, status) in [
            (op(1, "five", "other", 1), 409),
            (op(2, "five", "old", 0), 409),
            (json!({"op_id": "x"}), 422),
            (op(3, "one", "not a choice", 5), 409),
        ] {
            let item = body["item"].as_str().unwrap_or("five").to_string();
            let reply = ada.calls(Method::PUT, &format!("/api/v1/attempts/{id}/answers/{item}"), body).await;
            assert_eq!(reply.status, status, "{}", reply.text());
            assert_eq!(reply.headers["content-type"], "application/problem+json");
            assert!(reply.json()["code"].is_string() && reply.json()["title"].is_string());
        }

        let receipt = ada.calls(Method::POST, &format!("/api/v1/attempts/{id}/submission"), json!({})).await;
        assert_eq!(receipt.status, 200, "{}", receipt.text());
        let same = ada.calls(Method::POST, &format!("/api/v1/attempts/{id}/submission"), json!({})).await;
        assert_eq!(receipt.json()["digest"], same.json()["digest"]);
        let late = ada.calls(Method::PUT, &url, op(9, "five", "late", 9)).await;
        assert_eq!((late.status.as_u16(), late.json()["code"].as_str()), (409, Some("not_running")));
        let result = ada.opens(&format!("/api/v1/attempts/{id}/result")).await.json();
        assert_eq!((result["released"].as_bool(), result.get("score")), (Some(false), None), "not released");
    });
}

#[test]
fn a_batch_tells_each_operation_apart() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        let attempt = starts(&mut ada, "little/exam").await;
        let id = id_of(&attempt);
        let batch = json!([op(1, "five", "a", 1), op(2, "five", "b", 2), op(3, "five", "c", 1), op(4, "none", "d", 4)]);
        let reply = ada.calls(Method::POST, &format!("/api/v1/attempts/{id}/operations"), batch).await;
        assert_eq!(reply.status, 200, "{}", reply.text());
        let json = reply.json();
        let outcomes: Vec<_> =
            json["results"].as_array().expect("results").iter().map(|r| r["status"].as_str().expect("a status")).collect();
        assert_eq!(outcomes, ["applied", "applied", "superseded", "unknown_item"]);
    });
}

#[test]
fn errors_speak_the_language_of_the_client_and_tell_nothing_else() {
    story(async {
        let world = World::new().await;
        let mut visitor = world.visitor();
        visitor.language = "en";
        let reply = visitor.opens("/api/v1/attempts/att_x").await;
        assert_eq!((reply.status.as_u16(), reply.json()["title"].as_str()), (401, Some("Please sign in")));
        let reply = visitor.opens("/api/v1/nothing").await;
        assert_eq!((reply.status.as_u16(), reply.json()["code"].as_str()), (404, Some("not_found")));
    });
}

#[test]
fn every_route_of_the_api_is_described() {
    story(async {
        let world = World::new().await;
        let document = world.visitor().opens("/api/v1/openapi.json").await.json();
        assert!(document["openapi"].as_str().is_some_and(|v| v.starts_with("3.1")));
        for (method, path) in zhixing::routes() {
            if path.starts_with("/api/v1/") && path != "/api/v1/openapi.json" {
                assert!(document["paths"][path][method.to_lowercase()].is_object(), "{method} {path} is not described");
            }
        }
    });
}

#[test]
fn a_form_from_another_site_is_refused() {
    story(async {
        let world = World::new().await;
        let request = axum::http::Request::builder()
            .method("POST")
            .uri("/sign-out")
            .header("host", "localhost:8080")
            .header("sec-fetch-site", "cross-site")
            .header("origin", "https://evil.example")
            .body(axum::body::Body::empty())
            .expect("a request");
        let response = tower::ServiceExt::oneshot(world.router.clone(), request).await.expect("an answer");
        assert_eq!(response.status(), 403);
    });
}

#[test]
fn pages_forbid_what_they_do_not_need() {
    story(async {
        let world = World::new().await;
        let reply = world.visitor().opens("/").await;
        let policy = reply.headers["content-security-policy"].to_str().expect("text");
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe-inline") && policy.contains("frame-ancestors 'none'"));
        assert_eq!(reply.headers["x-content-type-options"], "nosniff");
        assert!(!reply.text().contains("style=\"") && !reply.text().contains("<script>"), "nothing inline");
    });
}
