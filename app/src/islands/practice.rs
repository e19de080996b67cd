//! Practice with instant feedback: the form is sent behind the scenes and the reply put below it. Without a network the answer stays on the page, which
//! says so, and is checked when the network is back.

use super::{dom, http, live::effect, ordering};
use leptos::{html, prelude::*};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlFormElement, HtmlTemplateElement};

const PATIENCE_MS: i32 = 10_000;
/// The longest wait between two tries; the browser's word that the network is back comes before it.
const WAIT_MS: i32 = 30_000;

/// Wraps a practice form that the server rendered.
#[island]
pub fn Practice(children: Children) -> impl IntoView {
    let root = NodeRef::<html::Div>::new();
    effect(move || {
        if let Some(root) = root.get() {
            wake(&root);
        }
    });
    view! { <div class="practice__body" node_ref=root>{children()}</div> }
}

/// The answer that is to be checked.
struct Check {
    root: Element,
    form: HtmlFormElement,
    /// The form's fields as they were when it was asked for.
    waits: RefCell<Option<String>>,
    is_busy: Cell<bool>,
    misses: Cell<u32>,
}

fn wake(root: &Element) {
    ordering::wake(root);
    let form = dom::one(root, "form").and_then(|f| f.dyn_into::<HtmlFormElement>().ok());
    let (Some(form), Some(window)) = (form, dom::window()) else { return };
    let check = Rc::new(Check { root: root.clone(), form, waits: RefCell::default(), is_busy: Cell::default(), misses: Cell::default() });
    let asked = check.clone();
    dom::listen(root, "submit", move |event| {
        event.prevent_default();
        *asked.waits.borrow_mut() = Some(dom::encode(&dom::fields(&asked.form)));
        asked.misses.set(0);
        asked.clone().go();
    });
    dom::listen(&window, "online", move |_| check.clone().go());
}

impl Check {
    /// Has the answer checked that waits, if one does and none is on its way.
    fn go(self: Rc<Self>) {
        if self.waits.borrow().is_none() || self.is_busy.replace(true) {
            return;
        }
        spawn_local(async move {
            let body = self.waits.borrow().clone().unwrap_or_default();
            let reply = http::ask("POST", &self.form.action(), "application/x-www-form-urlencoded", Some(&body), PATIENCE_MS).await;
            self.is_busy.set(false);
            if self.waits.borrow().as_ref() != Some(&body) {
                // another answer was given meanwhile
                return self.go();
            }
            match reply {
                Some(reply) if reply.status == 200 => {
                    self.waits.take();
                    let at_once = self.misses.replace(0) == 0;
                    self.say(false);
                    show(&self.root, &reply.text, at_once);
                }
                // the server is there and says something else: the plain form shows it
                Some(reply) if reply.status < 500 && reply.status != 429 => drop(self.form.submit()),
                _ if self.say(true) => {
                    let misses = self.misses.get() + 1;
                    self.misses.set(misses);
                    dom::sleep((1_000 << misses.min(5)).min(WAIT_MS)).await;
                    // else the network's return was quicker
                    if self.misses.get() == misses {
                        self.go();
                    }
                }
                _ => drop(self.form.submit()),
            }
        });
    }

    /// Says that the answer waits for the network, or no longer; whether the page has the words for it.
    fn say(&self, waits: bool) -> bool {
        let note = dom::one(&self.form, "[data-waits]");
        if let Some(note) = &note {
            dom::set_hidden(note, !waits);
        }
        if waits && let Some(old) = dom::one(&self.root, "[data-feedback]") {
            old.remove();
        }
        note.is_some()
    }
}

/// Puts the feedback of the reply in the place of the last one. The focus follows who has just asked, and nobody who reads on meanwhile.
fn show(root: &Element, html: &str, with_focus: bool) {
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
    if with_focus {
        dom::focus(&feedback);
    }
}
