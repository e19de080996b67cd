//! The device check of the waiting page: scripts, storage, network.

use super::{
    http,
    idb::{Change, Idb},
    live::{effect, live},
};
use crate::i18n::exam as words;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use zhixing_domain::lang::Lang;

/// What came of a check; `None` while it runs.
type Found = RwSignal<Option<bool>>;

#[island]
pub fn DeviceCheck(lang: Lang) -> impl IntoView {
    let (script, storage, network): (Found, Found, Found) = (RwSignal::new(None), RwSignal::new(None), RwSignal::new(None));
    effect(move || {
        script.set(Some(true));
        spawn_local(async move {
            storage.set(Some(storage_works().await));
            let reply = http::ask("GET", "/healthz", "text/plain", None, 10_000).await;
            network.set(Some(reply.is_some_and(|r| r.status == 200)));
        });
    });
    let row = move |text: &'static str, found: Found| {
        let state = live(move || match found.get() {
            None => "unknown",
            Some(true) => "pass",
            Some(false) => "fail",
        });
        let words_of = live(move || {
            String::from(match found.get() {
                None => words::checking(lang),
                Some(true) => words::ready(lang),
                Some(false) => words::not_ready(lang),
            })
        });
        view! { <li class="checks__row" data-state=state><div><p class="checks__name">{text}</p><p class="checks__words">{words_of}</p></div></li> }
    };
    view! {
        <ul class="checks needs-script" role="list" data-eager="">
            {row(words::device_script(lang), script)}
            {row(words::device_storage(lang), storage)}
            {row(words::device_clock(lang), network)}
        </ul>
    }
}

/// Writes into a database of the check's own, and takes it out again.
async fn storage_works() -> bool {
    let Ok(device) = Idb::open("zhixing-check", &["check"]).await else { return false };
    let change = |value| Change { store: "check", key: js_sys::Array::of1(&"check".into()), name: String::new(), value };
    device.write(&[change(Some("1".into()))]).await.is_ok() && device.write(&[change(None)]).await.is_ok()
}
