//! Practice with instant feedback: the form is sent behind the scenes and the reply put below it.

use super::{dom, http, ordering};
use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlFormElement, HtmlTemplateElement};

/// Wraps a practice form that the server rendered.
#[island]
pub fn Practice(children: Children) -> impl IntoView {
    let root = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if let Some(root) = root.get() {
            wake(&root);
        }
    });
    view! { <div class="practice__body" node_ref=root>{children()}</div> }
}

fn wake(root: &Element) {
    ordering::wake(root);
    let scope = root.clone();
    dom::listen(root, "submit", move |event| {
        let Some(form) = event.target().and_then(|t| t.dyn_into::<HtmlFormElement>().ok()) else { return };
        event.prevent_default();
        let (url, body, scope) = (form.action(), dom::encode(&dom::fields(&form)), scope.clone());
        spawn_local(async move {
            match http::ask("POST", &url, "application/x-www-form-urlencoded", Some(&body), 10_000).await {
                Some(reply) if reply.status == 200 => show(&scope, &reply.text),
                // no reply: the plain form will say so
                _ => drop(form.submit()),
            }
        });
    });
}

/// Puts the feedback of the reply in the place of the last one.
fn show(root: &Element, html: &str) {
    let template = dom::document().and_then(|d| d.create_element("template").ok()).and_then(|t| t.dyn_into::<HtmlTemplateElement>().ok());
    let Some(template) = template else { return };
    template.set_inner_html(html);
    let Ok(Some(feedback)) = template.content().query_selector("[data-feedback]") else { return };
    if let Some(old) = dom::one(root, "[data-feedback]") {
        old.remove();
    }
    let _ = root.append_child(&feedback);
    if let Some(section) = root.closest(".practice").ok().flatten() {
        let _ = section.set_attribute("data-verdict", &feedback.get_attribute("data-verdict").unwrap_or_default());
    }
    dom::focus(&feedback);
}
