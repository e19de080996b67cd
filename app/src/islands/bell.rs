//! Waiting for the bell: the paper comes encrypted beforehand, and the start is one small request for its key.
//!
//! A page that was opened before the paper was drawn counts down as well, and fetches itself anew when the paper should be there.
//! Every miss leads back to the plain form underneath, which starts and loads the page as always.

use super::{
    dom, http,
    live::{effect, live},
};
use crate::{api_replies, i18n::exam as words, urls};
use js_sys::{JsString, Object, Reflect, Uint8Array};
use leptos::prelude::*;
use std::{cell::RefCell, rc::Rc, time::Duration};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{AesGcmParams, HtmlFormElement, Response};
use zhixing_domain::lang::Lang;

/// What stands in the sealed page in place of the times of the start.
pub const SERVER_NOW: &str = "1111111111111";
pub const DEADLINE: &str = "2222222222222";
pub const SECTION_DEADLINE: &str = "3333333333333";
const PATIENCE_MS: i32 = 20_000;
/// From so long before the start a paper may be there (`zhixing_exam::invigilation::actions::prepare`), and so long apart a page without one is fetched anew.
const DRAWN_MS: f64 = 29.0 * 60_000.0;
const AGAIN_MS: f64 = 3.0 * 60_000.0;
/// A device whose two clocks part by this much has slept.
const SLEPT_MS: f64 = 5_000.0;

type Paper = Rc<RefCell<Option<Uint8Array>>>;

/// Counts down what is left, opens the button at the end, and fetches the page anew where the device slept or, if `again`, where a paper may be there.
fn count_down(form: HtmlFormElement, left: RwSignal<f64>, again: bool) {
    let (wait, began) = (left.get_untracked(), dom::monotonic());
    let ahead = dom::wall_clock() - began;
    // not all pages at one moment
    let anew = again.then(|| (wait - AGAIN_MS).min(DRAWN_MS) - js_sys::Math::random() * AGAIN_MS / 2.0);
    let button = dom::one(&form, "button");
    let step = move || {
        let now = wait - (dom::monotonic() - began);
        left.set(now);
        let slept = (dom::wall_clock() - dom::monotonic() - ahead).abs() > SLEPT_MS;
        // what was begun in the form is not taken away
        let untouched = || dom::one(&form, "input:checked").is_none();
        if now > 0.0 && (slept || anew.is_some_and(|at| at > 0.0 && now < at && untouched())) {
            dom::reload();
        }
        if let Some(button) = &button {
            let _ = if now > 0.0 { button.set_attribute("disabled", "") } else { button.remove_attribute("disabled") };
        }
    };
    step();
    set_interval(step, Duration::from_millis(500));
}

/// `attempt` is empty while no paper is drawn; where one will be, and is of use, `drawn` is set.
#[island]
pub fn Bell(lang: Lang, attempt: String, drawn: bool, opens: i64, server_now: i64) -> impl IntoView {
    let left = RwSignal::new((opens - server_now) as f64);
    let here = RwSignal::new(false);
    let comes = !attempt.is_empty();
    let root = NodeRef::<leptos::html::Div>::new();
    effect(move || {
        let Some(form) = root.get().and_then(|div| div.closest("form").ok()?).and_then(|f| f.dyn_into::<HtmlFormElement>().ok()) else {
            return;
        };
        count_down(form.clone(), left, drawn && !comes);
        let paper = Paper::default();
        if comes {
            fetch(attempt.clone(), paper.clone(), here);
            listen(&form, attempt.clone(), paper);
        }
    });
    let is_early = move || left.get() > 0.0;
    let time = live(move || words::bell_in(lang, words::clock((left.get() / 1_000.0).ceil() as i64)));
    view! {
        <div class="stack needs-script" node_ref=root data-eager="">
            <p class="numeric" role="timer" hidden=live(move || !is_early())>{time}</p>
            <p class="numeric" role="status">{live(move || String::from(if is_early() { "" } else { words::bell_now(lang) }))}</p>
            <p class="small soft" hidden=live(move || !comes || !is_early() && !here.get())>
                {live(move || String::from(if here.get() { words::paper_here(lang) } else { words::paper_coming(lang) }))}
            </p>
            <p class="small soft" hidden=comes>{words::keep_open(lang)}</p>
        </div>
    }
}

/// Fetches the sealed paper; not all at one moment.
fn fetch(attempt: String, paper: Paper, here: RwSignal<bool>) {
    let spread = (js_sys::Math::random() * 4_000.0) as u64;
    set_timeout(
        move || {
            spawn_local(async move {
                *paper.borrow_mut() = bytes(&urls::api::sealed(&attempt)).await;
                here.set(paper.borrow().is_some());
            });
        },
        Duration::from_millis(spread),
    );
}

async fn bytes(url: &str) -> Option<Uint8Array> {
    let reply: Response = JsFuture::from(dom::window()?.fetch_with_str(url)).await.ok()?.dyn_into().ok()?;
    if !reply.ok() {
        return None;
    }
    Some(Uint8Array::new(&JsFuture::from(reply.array_buffer().ok()?).await.ok()?))
}

/// With the paper here, starting asks for the key alone; whatever fails on the way, the form is sent as it stands.
fn listen(form: &HtmlFormElement, attempt: String, paper: Paper) {
    let own = form.clone();
    dom::listen(form, "submit", move |event| {
        let Some(sealed) = paper.borrow_mut().take() else { return };
        event.prevent_default();
        let (own, attempt) = (own.clone(), attempt.clone());
        spawn_local(async move {
            if open(&attempt, &sealed).await.is_none() {
                let _ = own.submit();
            }
        });
    });
}

/// Asks for the key, opens the paper, and puts it in place of this page.
async fn open(attempt: &str, sealed: &Uint8Array) -> Option<()> {
    let reply = http::ask("POST", &urls::api::opening(attempt), "application/json", Some("{}"), PATIENCE_MS).await?;
    let opened = api_replies::parse(&reply.text).filter(|_| reply.status == 200)?;
    let instant = |name| Some(api_replies::instant(&opened, name)?.to_string());
    let page = decrypt(&api_replies::text(&opened, "key")?, attempt, sealed).await?;
    let page = page.replace(SERVER_NOW, &instant("server_now")?).replace(DEADLINE, &instant("deadline")?);
    let page = page.replace(SECTION_DEADLINE, &instant("section_deadline").unwrap_or_default());
    let (window, document) = (dom::window()?, dom::document()?.dyn_into::<web_sys::HtmlDocument>().ok()?);
    // the new page begins at its top
    window.scroll_to_with_x_and_y(0.0, 0.0);
    window.history().ok()?.push_state_with_url(&JsValue::NULL, "", Some(&urls::attempt(attempt))).ok()?;
    document.open().ok()?;
    document.write(&js_sys::Array::of1(&page.into())).ok()?;
    document.close().ok()
}

/// AES-256-GCM by the browser, then gzip by the browser.
async fn decrypt(key: &str, attempt: &str, sealed: &Uint8Array) -> Option<JsString> {
    let subtle = dom::window()?.crypto().ok()?.subtle();
    let key = Uint8Array::from(&zhixing_domain::digest::unhex::<32>(key)?[..]);
    let uses = js_sys::Array::of1(&"decrypt".into());
    let key = JsFuture::from(subtle.import_key_with_str("raw", &Object::from(key), "AES-GCM", false, &uses).ok()?).await.ok()?;
    let params = AesGcmParams::new("AES-GCM", &sealed.slice(0, 12));
    params.set_additional_data(&Uint8Array::from(attempt.as_bytes()));
    let packed = subtle.decrypt_with_object_and_buffer_source(&params, key.unchecked_ref(), &sealed.slice(12, sealed.length())).ok()?;
    let packed = Response::new_with_opt_buffer_source(Some(JsFuture::from(packed).await.ok()?.unchecked_ref())).ok()?;
    // a browser without it starts by the form
    let make = Reflect::get(&dom::window()?.into(), &"DecompressionStream".into()).ok()?.dyn_into::<js_sys::Function>().ok()?;
    let unpack = Reflect::construct(&make, &js_sys::Array::of1(&"gzip".into())).ok()?;
    let plain = packed.body()?.pipe_through(unpack.unchecked_ref());
    JsFuture::from(Response::new_with_opt_readable_stream(Some(&plain)).ok()?.text().ok()?).await.ok()?.dyn_into().ok()
}
