//! Operations as the device keeps them: the JSON that the server gets, too. The browser reads it (see [`wire`]).

use crate::api_replies;
use wasm_bindgen::JsValue;
use zhixing_domain::{
    attempt::Operation,
    question::{Answer, ItemKey, Kind},
};

/// Nothing where the text is no operation.
pub fn operation(text: &str) -> Option<Operation> {
    let kept = api_replies::parse(text)?;
    Some(Operation {
        op_id: api_replies::text(&kept, "op_id")?.parse().ok()?,
        item: ItemKey(api_replies::text(&kept, "item")?),
        value: answer(&api_replies::member(&kept, "value")?)?,
        writer: api_replies::text(&kept, "writer")?.parse().ok()?,
        seq: api_replies::instant(&kept, "seq")?,
    })
}

fn answer(value: &JsValue) -> Option<Answer> {
    let text = || api_replies::text(value, "text");
    Some(match Kind::from_code(&api_replies::text(value, "type")?)? {
        Kind::Single => Answer::Single { option: api_replies::member(value, "option").as_ref().and_then(number) },
        Kind::Multiple => Answer::Multiple { options: list(value, "options", number)? },
        Kind::TrueFalse => Answer::TrueFalse { value: api_replies::member(value, "value").and_then(|v| v.as_bool()) },
        Kind::Numeric => Answer::Numeric { text: text()? },
        Kind::Short => Answer::Short { text: text()? },
        Kind::Cloze => Answer::Cloze { gaps: list(value, "gaps", JsValue::as_string)? },
        Kind::Ordering => Answer::Ordering { positions: list(value, "positions", place)? },
        Kind::Matching => Answer::Matching { partners: list(value, "partners", place)? },
        Kind::Essay => Answer::Essay { text: text()? },
    })
}

fn list<T>(of: &JsValue, name: &str, one: impl Fn(&JsValue) -> Option<T>) -> Option<Vec<T>> {
    js_sys::Array::from(&api_replies::member(of, name)?).iter().map(|value| one(&value)).collect()
}

fn number(value: &JsValue) -> Option<u8> {
    value.as_f64().map(|n| n as u8)
}

/// A place or partner, or none chosen.
fn place(value: &JsValue) -> Option<Option<u8>> {
    Some(number(value))
}
