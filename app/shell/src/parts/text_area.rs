//! A field of several lines. The only place where a text area is written: the renderer does not escape what stands in one.

use crate::{
    html::escape,
    html::{IntoMarkup, Markup},
};
use leptos::prelude::*;

/// What a text area needs; the label stands elsewhere.
#[derive(Default)]
pub struct TextArea {
    pub id: String,
    pub name: String,
    pub value: String,
    /// Further classes.
    pub class: &'static str,
    pub rows: u8,
    /// In characters; none where the server alone says.
    pub most: Option<u32>,
    pub required: bool,
    /// Ids of what describes it.
    pub described_by: Option<String>,
    /// Whether the browser looks for mistakes.
    pub spelling: bool,
}

impl TextArea {
    /// A list that is pasted, such as one of people: `list`, with its hint.
    pub fn of_list(value: String) -> Self {
        let described_by = Some("list-hint".into());
        Self { id: "list".into(), name: "list".into(), value, class: "mono", rows: 6, required: true, described_by, ..Self::default() }
    }

    pub fn view(self) -> Markup {
        // browsers drop a line break right after the tag: without this one, a text would lose its first empty line
        let text = format!("\n{}", escape(&self.value));
        let class = format!("input input--area {}", self.class);
        view! {
            <textarea
                class=class.trim_end().to_string()
                id=self.id
                name=self.name
                rows=self.rows.to_string()
                maxlength=self.most.map(|n| n.to_string())
                required=self.required
                aria-describedby=self.described_by
                spellcheck=(!self.spelling).then_some("false")
                inner_html=text
            ></textarea>
        }
        .into_markup()
    }
}
