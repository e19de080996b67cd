//! The last way out: what has not arrived, sealed to the server's key, as a file that the learner gives to the staff.

use super::{
    super::{dom, seal},
    sender::Sender,
};
use crate::i18n::exam as words;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, HtmlAnchorElement, Url};

/// Names the format, and binds the key to this purpose.
const FORMAT: &str = "zhixing-answers/2";

impl Sender {
    /// Makes the file and hands it to the browser's downloads; the bar says what came of it.
    pub fn answer_file(&self) {
        let this = self.clone();
        spawn_local(async move {
            let lang = this.lang();
            if this.all_saved() {
                return this.show.file.set(words::answer_file_none(lang).into());
            }
            let made = this.sealed().await.and_then(|text| download(&format!("zhixing-{}.answers", this.opening.attempt), &text));
            let said = if made.is_ok() { words::answer_file_kept(lang) } else { words::answer_file_failed(lang) };
            this.show.file.set(said.into());
        });
    }

    async fn sealed(&self) -> Result<String, JsValue> {
        let attempt = &self.opening.attempt;
        let given = |name: &str| self.paper.form.get_attribute(name).unwrap_or_default();
        let (to, proof) = (given("data-answer-key"), given("data-answer-proof"));
        let operations = serde_json::to_string(&self.journal.borrow().operations()).map_err(|_| JsValue::NULL)?;
        let sealed = seal::seal(&to, &proof, &format!("{FORMAT} {attempt}"), attempt, &operations).await?;
        let envelope = [("format", FORMAT), ("attempt", attempt), ("key", &sealed.key), ("iv", &sealed.iv), ("data", &sealed.data)];
        // none of these has a character that JSON would escape
        let members: Vec<String> = envelope.iter().map(|(name, value)| format!("\"{name}\":\"{value}\"")).collect();
        Ok(format!("{{{}}}\n", members.join(",")))
    }
}

fn download(name: &str, text: &str) -> Result<(), JsValue> {
    let document = dom::document().ok_or(JsValue::NULL)?;
    let blob = Blob::new_with_str_sequence(&js_sys::Array::of1(&JsValue::from_str(text)))?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = document.create_element("a")?.dyn_into()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    Ok(())
}
