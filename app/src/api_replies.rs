//! Replies of the API that islands read. The server writes more than this; what is not named here is passed over.
//!
//! The browser reads the JSON and members are taken out by name: readers made by a macro cost the module some kilobytes for each type. Instants are
//! milliseconds of UTC. Never here: a type that can carry a key.

use js_sys::{JSON, Reflect};
use wasm_bindgen::JsValue;
use zhixing_domain::attempt::Phase;

/// Where an attempt stands: part of every reply about it, so that every page learns a new deadline at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttemptStatus {
    pub server_now: i64,
    /// Missing before the start.
    pub deadline: Option<i64>,
    /// When the section that is open must be left, and the step reached on the paper; only where it has sections.
    pub section_deadline: Option<i64>,
    pub position: Option<i64>,
    /// Nothing where the server says a word that this page does not know: then it goes on as it is.
    pub phase: Option<Phase>,
    /// Who holds the pen; nobody before the first save.
    pub writer: Option<String>,
    /// The newest word of staff and its instant; in the reply of the clock alone.
    pub notice: Option<(i64, String)>,
    /// The number of the newest act of staff, and why they paused; in the same reply.
    pub news: Option<i64>,
    pub pause_reason: Option<String>,
}

/// What became of one operation: `applied`, or why it is not the current answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acknowledgement {
    pub op_id: String,
    pub status: String,
    /// Of the value as the server read it.
    pub value_digest: String,
}

/// A JSON text as the browser reads it; nothing where it is no JSON.
pub fn parse(text: &str) -> Option<JsValue> {
    JSON::parse(text).ok()
}

pub fn member(of: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(of, &name.into()).ok().filter(|v| !v.is_undefined() && !v.is_null())
}

pub fn text(of: &JsValue, name: &str) -> Option<String> {
    member(of, name)?.as_string()
}

pub fn instant(of: &JsValue, name: &str) -> Option<i64> {
    member(of, name)?.as_f64().map(|ms| ms as i64)
}

impl AttemptStatus {
    pub fn is_paused(&self) -> bool {
        self.phase == Some(Phase::Paused)
    }

    /// Whether the server says that nothing is taken any more.
    pub fn is_over(&self) -> bool {
        self.phase.is_some_and(|phase| !matches!(phase, Phase::InProgress | Phase::Paused))
    }

    /// When the page's time is up: that of the section, or of the whole.
    pub fn ends(&self) -> Option<i64> {
        self.section_deadline.or(self.deadline)
    }

    pub fn of(reply: &JsValue) -> Option<Self> {
        let notice = member(reply, "notice").and_then(|n| Some((instant(&n, "at")?, text(&n, "text")?)));
        Some(Self {
            server_now: instant(reply, "server_now")?,
            deadline: instant(reply, "deadline"),
            section_deadline: instant(reply, "section_deadline"),
            position: instant(reply, "position"),
            phase: Phase::from_code(&text(reply, "state")?),
            writer: text(reply, "writer"),
            notice,
            news: instant(reply, "news"),
            pause_reason: text(reply, "pause_reason"),
        })
    }
}

impl Acknowledgement {
    /// The acknowledgements of a reply to a batch, in their order; nothing where the reply is another thing.
    pub fn all(reply: &JsValue) -> Option<Vec<Self>> {
        let results = js_sys::Array::from(&member(reply, "results")?);
        let one =
            |r: JsValue| Some(Self { op_id: text(&r, "op_id")?, status: text(&r, "status")?, value_digest: text(&r, "value_digest")? });
        results.iter().map(one).collect()
    }
}
