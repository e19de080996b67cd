//! Signing in again in place: a dialog that the server rendered. It opens when asked for, never by itself: it would take the letters somebody is typing.

use super::{
    super::{dom, http},
    sender::{PATIENCE_MS, Sender},
    status::Saving,
};
use crate::{i18n::exam as words, urls};
use leptos::prelude::*;
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlDialogElement, HtmlFormElement};

/// The dialog's id on the page.
pub const DIALOG: &str = "sign-in-again";

fn dialog() -> Option<HtmlDialogElement> {
    dom::document()?.get_element_by_id(DIALOG)?.dyn_into().ok()
}

/// Puts the dialog's listeners in place; focus goes back to where the learner was writing.
pub fn wake(sender: &Sender) {
    let Some(dialog) = dialog() else { return };
    let last: Rc<RefCell<Option<Element>>> = Rc::default();
    let writing = last.clone();
    dom::listen(&sender.paper.form, "focusin", move |event| {
        *writing.borrow_mut() = event.target().and_then(|t| t.dyn_into().ok());
    });
    dom::listen(&dialog, "close", move |_| {
        // moving the focus calls the listener above: nothing may be borrowed meanwhile
        let element = last.borrow().clone();
        if let Some(element) = element {
            dom::focus(&element);
        }
    });
    let own = dialog.clone();
    dom::listen(&dialog, "click", move |event| {
        if dom::closest(&event, "[data-close]").is_some() {
            own.close();
        }
    });
    let (asked, own) = (sender.clone(), dialog.clone());
    dom::listen(&dialog, "submit", move |event| {
        event.prevent_default();
        let Some(form) = event.target().and_then(|t| t.dyn_into::<HtmlFormElement>().ok()) else { return };
        let (asked, own) = (asked.clone(), own.clone());
        spawn_local(async move {
            let said = asked.sign_in(&form).await;
            say(&own, &said);
            if said.is_empty() {
                own.close();
            }
        });
    });
}

/// Opens the dialog.
pub fn open() {
    if let Some(dialog) = dialog() {
        say(&dialog, "");
        let _ = dialog.show_modal();
    }
}

fn say(dialog: &Element, text: &str) {
    if let Some(line) = dom::one(dialog, "[data-said]") {
        dom::set_hidden(&line, text.is_empty());
        if let Some(span) = dom::one(&line, "span") {
            span.set_text_content(Some(text));
        }
    }
}

impl Sender {
    /// Signs in with what the form says; in vain, the words for it.
    async fn sign_in(&self, form: &HtmlFormElement) -> String {
        let member = |name: &str| dom::fields(form).into_iter().find(|(n, _)| n == name).map(|(_, v)| v).unwrap_or_default();
        let text = |name: &str| js_sys::JSON::stringify(&member(name).into()).ok().and_then(|t| t.as_string()).unwrap_or_default();
        let body = format!("{{\"login\":{},\"password\":{},\"code\":{}}}", text("login"), text("password"), text("code"));
        let reply = http::ask("POST", &urls::api::session(), "application/json", Some(&body), PATIENCE_MS).await;
        let lang = self.lang();
        let Some(reply) = reply else { return words::sign_in_failed(lang).into() };
        if reply.status != 200 {
            // the password was right, and a code of the second factor is wanted too
            if matches!(reply.member("code").as_deref(), Some("second_factor" | "wrong_code"))
                && let Some(field) = dom::one(form, "[data-second-factor]")
            {
                dom::set_hidden(&field, false);
            }
            return reply.member("detail").unwrap_or_else(|| words::sign_in_failed(lang).into());
        }
        form.reset();
        match self.is_same_account(&reply) {
            None => return words::sign_in_failed(lang).into(),
            Some(false) => return words::stranger(lang, self.show.other_account.get_untracked(), &self.opening.person),
            Some(true) => {}
        }
        self.show.saving.set(Saving::UnderWay);
        self.now();
        String::new()
    }

    /// Whether the one who is signed in is the one whose paper this is; `None` when nobody could be asked.
    pub async fn same_account(&self) -> Option<bool> {
        let reply = http::ask("GET", &urls::api::me(), "application/json", None, PATIENCE_MS).await?;
        if reply.status == 401 {
            self.show.saving.set(Saving::SignedOut);
            return Some(false);
        }
        (reply.status == 200).then(|| self.is_same_account(&reply))?
    }

    /// Only the account of this paper sends its answers. Whether it is the one that a reply names.
    pub fn is_same_account(&self, who: &http::Reply) -> Option<bool> {
        let same = who.member("account")? == self.opening.account;
        if !same {
            self.show.other_account.set(who.member("name")?);
            self.show.saving.set(Saving::Stranger);
        }
        Some(same)
    }

    /// Asks at the door whether the right person is signed in again.
    pub async fn check_session(&self) -> bool {
        let began = dom::monotonic();
        match self.same_account().await {
            Some(true) => self.show.saving.set(Saving::UnderWay),
            Some(false) => self.wait(None),
            None => self.missed(None, began).await,
        }
        self.saving().is_ours()
    }
}
