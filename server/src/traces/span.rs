//! A span that ended, and how OTLP writes it (opentelemetry-proto 1.x, `ExportTraceServiceRequest` as JSON).

use serde_json::{Value, json};
use std::fmt;
use tracing::field::{Field, Visit};
use zhixing_domain::digest::hex;

/// Names for programs: sixteen bytes of a trace, eight of a span.
pub(super) type TraceId = [u8; 16];
pub(super) type SpanId = [u8; 8];

pub(super) struct Span {
    pub trace: TraceId,
    pub id: SpanId,
    pub parent: Option<SpanId>,
    pub name: &'static str,
    /// Nanoseconds of the Unix epoch.
    pub began: u128,
    pub ended: u128,
    pub facts: Facts,
}

/// What is known of a span. Numbers stay numbers.
#[derive(Default)]
pub(super) struct Facts(pub Vec<(&'static str, Value)>);

impl Facts {
    fn put(&mut self, field: &Field, value: Value) {
        self.0.retain(|(name, _)| *name != field.name());
        self.0.push((field.name(), value));
    }

    /// A fact that is for us and not for the collector.
    pub fn take(&mut self, name: &str) -> Option<String> {
        let place = self.0.iter().position(|(known, _)| *known == name)?;
        self.0.remove(place).1["stringValue"].as_str().map(String::from)
    }

    fn get(&self, name: &str) -> Option<&Value> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }
}

impl Visit for Facts {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.put(field, json!({ "stringValue": format!("{value:?}") }));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.put(field, json!({ "stringValue": value }));
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        // 64 bits do not fit into every reader's number
        self.put(field, json!({ "intValue": value.to_string() }));
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.put(field, json!({ "intValue": value.to_string() }));
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.put(field, json!({ "boolValue": value }));
    }
}

const STATUS: &str = "http.response.status_code";
const METHOD: &str = "http.request.method";
const ROUTE: &str = "http.route";

impl Span {
    /// A request has the name that the conventions give it: method and route.
    fn title(&self) -> String {
        let text = |name| self.facts.get(name).and_then(|v| v["stringValue"].as_str());
        match (text(METHOD), text(ROUTE)) {
            (Some(method), Some(route)) => format!("{method} {route}"),
            _ => self.name.into(),
        }
    }

    fn failed(&self) -> bool {
        let status = self.facts.get(STATUS).and_then(|v| v["intValue"].as_str()).and_then(|v| v.parse::<u16>().ok());
        status.is_some_and(|status| status >= 500)
    }

    fn to_json(&self) -> Value {
        let facts: Vec<Value> = self.facts.0.iter().map(|(key, value)| json!({ "key": key, "value": value })).collect();
        // 2 is a server's span, 1 a step within; 2 is also the status of an error
        let kind = if self.facts.get(METHOD).is_some() { 2 } else { 1 };
        json!({
            "traceId": hex(&self.trace),
            "spanId": hex(&self.id),
            "parentSpanId": self.parent.map(|id| hex(&id)).unwrap_or_default(),
            "name": self.title(),
            "kind": kind,
            "startTimeUnixNano": self.began.to_string(),
            "endTimeUnixNano": self.ended.to_string(),
            "attributes": facts,
            "status": if self.failed() { json!({ "code": 2 }) } else { json!({}) },
        })
    }
}

/// The body of one request to the collector.
pub(super) fn body(spans: &[Span], service: &str) -> String {
    let resource = [("service.name", service), ("service.version", env!("CARGO_PKG_VERSION"))];
    let resource: Vec<Value> = resource.iter().map(|(key, value)| json!({ "key": key, "value": { "stringValue": value } })).collect();
    let spans: Vec<Value> = spans.iter().map(Span::to_json).collect();
    let scope = json!({ "scope": { "name": "zhixing" }, "spans": spans });
    json!({ "resourceSpans": [{ "resource": { "attributes": resource }, "scopeSpans": [scope] }] }).to_string()
}
