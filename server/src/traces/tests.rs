//! What a collector on this machine receives.

use super::*;
use crate::config::TraceSettings;
use serde_json::Value;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};
use tracing_subscriber::{Layer as _, filter::filter_fn, layer::SubscriberExt as _};

const THEIRS: &str = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

/// A collector that takes one request; its address.
async fn collector(answer: &'static str) -> (String, tokio::task::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let taking = tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.unwrap();
        let (mut text, mut some) = (String::new(), [0; 4_096]);
        loop {
            let got = socket.read(&mut some).await.unwrap();
            text.push_str(std::str::from_utf8(&some[..got]).unwrap());
            let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
            let length = head.lines().find_map(|l| l.strip_prefix("Content-Length: ")).unwrap().parse::<usize>().unwrap();
            if body.len() >= length {
                break;
            }
        }
        socket.write_all(answer.as_bytes()).await.unwrap();
        text
    });
    (address, taking)
}

/// What is received of the spans that `work` opens.
async fn received(share: &str, work: impl FnOnce()) -> String {
    let (address, taking) = collector("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}").await;
    let (traces, listener) = Traces::start(TraceSettings::read(&address, "api-key=abc", share).unwrap());
    let subscriber = tracing_subscriber::registry().with(listener.with_filter(filter_fn(Listener::wants)));
    tracing::subscriber::with_default(subscriber, work);
    // a listener that is gone has told all that it heard
    traces.stop().await;
    tokio::time::timeout(std::time::Duration::from_millis(200), taking).await.map_or(String::new(), |text| text.unwrap())
}

fn spans(text: &str) -> Vec<Value> {
    let body: Value = serde_json::from_str(text.split_once("\r\n\r\n").unwrap().1).unwrap();
    let resource = &body["resourceSpans"][0];
    assert_eq!(resource["resource"]["attributes"][0]["value"]["stringValue"], "zhixing");
    resource["scopeSpans"][0]["spans"].as_array().unwrap().clone()
}

fn fact<'v>(span: &'v Value, key: &str) -> &'v Value {
    span["attributes"].as_array().unwrap().iter().find(|a| a["key"] == key).map_or(&Value::Null, |a| &a["value"])
}

fn request(traceparent: Option<&str>, status: u16) -> tracing::Span {
    let span = tracing::trace_span!(
        target: "trace",
        "request",
        "http.request.method" = "GET",
        "http.route" = "/v/{number}",
        "http.response.status_code" = tracing::field::Empty,
        traceparent
    );
    span.record("http.response.status_code", status);
    span
}

#[tokio::test]
async fn a_request_and_its_steps_are_one_trace() {
    let text = received("1", || {
        let request = request(None, 503);
        let _within = request.enter();
        let read = tracing::trace_span!(target: "trace", "read", "db.query.text" = "VALUES (1)").entered();
        drop(read);
        // what belongs to no request, and what is of another target, is not kept
        tracing::info_span!("other").in_scope(|| ());
        tracing::trace_span!(target: "trace", parent: None, "read").in_scope(|| ());
    })
    .await;
    assert!(text.starts_with("POST /v1/traces HTTP/1.1\r\n") && text.contains("\r\napi-key: abc\r\n"), "{text}");
    let spans = spans(&text);
    assert_eq!(spans.iter().map(|s| s["name"].as_str().unwrap()).collect::<Vec<_>>(), ["read", "GET /v/{number}"]);
    let (read, request) = (&spans[0], &spans[1]);
    assert_eq!((&read["traceId"], &read["parentSpanId"]), (&request["traceId"], &request["spanId"]));
    assert_eq!(
        (request["parentSpanId"].as_str(), request["kind"].as_i64(), request["status"]["code"].as_i64()),
        (Some(""), Some(2), Some(2))
    );
    assert_eq!((fact(request, "http.response.status_code")["intValue"].as_str(), read["kind"].as_i64()), (Some("503"), Some(1)));
    let moment = |span: &Value, name: &str| span[name].as_str().unwrap().parse::<u128>().unwrap();
    let moments = [(request, "startTimeUnixNano"), (read, "startTimeUnixNano"), (read, "endTimeUnixNano"), (request, "endTimeUnixNano")];
    assert!(moments.map(|(span, name)| moment(span, name)).is_sorted(), "{spans:?}");
}

#[tokio::test]
async fn a_trace_that_somebody_else_began_goes_on_whatever_the_share() {
    let spans = spans(&received("0", || drop(request(Some(THEIRS), 200))).await);
    assert_eq!((spans[0]["traceId"].as_str(), spans[0]["parentSpanId"].as_str()), (THEIRS.get(3..35), THEIRS.get(36..52)));
    assert_eq!(fact(&spans[0], "traceparent"), &Value::Null);
    assert_eq!(spans[0]["status"], serde_json::json!({}));
}

#[tokio::test]
async fn without_a_share_nothing_is_sent() {
    assert_eq!(received("0", || drop(request(None, 200))).await, "");
}
