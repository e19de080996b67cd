//! What a reader sees without a network where a page was not opened before: the device keeps this one together with lessons (`app/worker.js`).

use axum::response::Response;
use leptos::prelude::*;
use zhixing_app::i18n::site as words;
use zhixing_shell::{
    failure::head,
    guard::Visit,
    html::IntoMarkup,
    parts::{Nav, Page},
};

/// Without a name or a menu: it is kept, and whoever sees it later may be somebody else.
pub async fn show(visit: Visit) -> Response {
    let lang = visit.lang;
    Page::new(words::offline(lang), Nav::None).with_header(|| ().into_markup()).show(&visit, || {
        view! {
            <div class="failure" data-offline="">
                {head("offline", words::offline(lang), words::offline_words(lang))}
                <p><button class="button button--primary" type="button" data-again="">{words::offline_again(lang)}</button></p>
                <section class="stack stack--tight" aria-labelledby="kept" data-kept="" hidden>
                    <h2 id="kept">{words::offline_kept(lang)}</h2>
                    <ul class="said"></ul>
                </section>
            </div>
        }
    })
}
