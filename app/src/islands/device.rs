//! The device check of the waiting page: scripts, storage, network.

use super::dom;
use crate::i18n::exam as words;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use zhixing_domain::lang::Lang;

/// What came of a check; `None` while it runs.
type Found = RwSignal<Option<bool>>;

#[island]
pub fn DeviceCheck(lang: Lang) -> impl IntoView {
    let (script, storage, network): (Found, Found, Found) = (RwSignal::new(None), RwSignal::new(None), RwSignal::new(None));
    Effect::new(move |_| {
        script.set(Some(true));
        storage.set(Some(storage_works()));
        spawn_local(async move {
            let reply = dom::ask("GET", "/healthz", "text/plain", None, 10_000).await;
            network.set(Some(reply.is_some_and(|r| r.status == 200)));
        });
    });
    let row = move |text: &'static str, found: Found| {
        let state = move || match found.get() {
            None => "unknown",
            Some(true) => "pass",
            Some(false) => "fail",
        };
        let words_of = move || match found.get() {
            None => words::checking(lang),
            Some(true) => words::ready(lang),
            Some(false) => words::not_ready(lang),
        };
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

fn storage_works() -> bool {
    let Some(storage) = dom::local() else { return false };
    let works = storage.set_item("zhixing:check", "1").is_ok();
    let _ = storage.remove_item("zhixing:check");
    works
}
