//! Small words for the browser's interfaces. Every miss is quiet: the page goes on as a plain form.

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Element, Event, EventTarget, FormData, HtmlElement, HtmlFormElement, RequestInit, Response, Storage, Window};

pub fn window() -> Option<Window> {
    web_sys::window()
}

pub fn document() -> Option<Document> {
    window()?.document()
}

/// Milliseconds of the monotonic clock of the page.
pub fn monotonic() -> f64 {
    window().and_then(|w| w.performance()).map_or(0.0, |p| p.now())
}

/// Listens for as long as the page lives.
pub fn listen(target: &EventTarget, event: &str, action: impl FnMut(Event) + 'static) {
    let closure = Closure::<dyn FnMut(Event)>::new(action);
    let _ = target.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
    closure.forget();
}

/// The closest ancestor of an event's target that fits a selector.
pub fn closest(event: &Event, selector: &str) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest(selector).ok()?
}

pub fn all(root: &Element, selector: &str) -> Vec<Element> {
    let Ok(list) = root.query_selector_all(selector) else { return vec![] };
    (0..list.length()).filter_map(|i| list.get(i)?.dyn_into().ok()).collect()
}

pub fn one(root: &Element, selector: &str) -> Option<Element> {
    root.query_selector(selector).ok()?
}

pub fn set_hidden(element: &Element, hidden: bool) {
    let _ = if hidden { element.set_attribute("hidden", "") } else { element.remove_attribute("hidden") };
}

/// Moves focus without scrolling twice.
pub fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus();
    }
}

/// The names and values of a form, as it would send them.
pub fn fields(form: &HtmlFormElement) -> Vec<(String, String)> {
    let Ok(data) = FormData::new_with_form(form) else { return vec![] };
    js_sys::Array::from(&data)
        .iter()
        .filter_map(|pair| {
            let pair = js_sys::Array::from(&pair);
            Some((pair.get(0).as_string()?, pair.get(1).as_string()?))
        })
        .collect()
}

/// A form's fields as `application/x-www-form-urlencoded`.
pub fn encode(fields: &[(String, String)]) -> String {
    let encode = |text: &str| String::from(js_sys::encode_uri_component(text));
    fields.iter().map(|(n, v)| format!("{}={}", encode(n), encode(v))).collect::<Vec<_>>().join("&")
}

/// A reply: its status and its text.
pub struct Reply {
    pub status: u16,
    pub text: String,
}

/// Asks the server; `None` when no reply came, or not in time.
pub async fn ask(method: &str, url: &str, kind: &str, body: Option<&str>, patience_ms: i32) -> Option<Reply> {
    let init = RequestInit::new();
    init.set_method(method);
    if let Some(body) = body {
        init.set_body(&JsValue::from_str(body));
    }
    let headers = web_sys::Headers::new().ok()?;
    headers.append("content-type", kind).ok()?;
    headers.append("accept", "application/json").ok()?;
    headers.append("x-fragment", "1").ok()?;
    init.set_headers(&headers);
    let abort = web_sys::AbortController::new().ok()?;
    init.set_signal(Some(&abort.signal()));
    let stop = Closure::once_into_js(move || abort.abort());
    let window = window()?;
    let timer = window.set_timeout_with_callback_and_timeout_and_arguments_0(stop.unchecked_ref(), patience_ms).ok()?;
    let reply = JsFuture::from(window.fetch_with_str_and_init(url, &init)).await;
    window.clear_timeout_with_handle(timer);
    let response: Response = reply.ok()?.dyn_into().ok()?;
    let text = JsFuture::from(response.text().ok()?).await.ok()?.as_string()?;
    Some(Reply { status: response.status(), text })
}

/// Storage that outlives the page, where the browser grants any.
pub fn local() -> Option<Storage> {
    window()?.local_storage().ok()?
}

/// Storage of this tab alone.
pub fn session() -> Option<Storage> {
    window()?.session_storage().ok()?
}

/// Random bytes of the browser's generator.
pub fn random() -> [u8; 10] {
    let mut bytes = [0; 10];
    if let Some(crypto) = window().and_then(|w| w.crypto().ok()) {
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    bytes
}
