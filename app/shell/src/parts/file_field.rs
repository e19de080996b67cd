//! A field that takes files, and the form of which it is all.

use crate::{
    html::{IntoMarkup, Markup},
    parts::field::{Label, error_summary},
};
use leptos::{prelude::*, tachys::html::attribute::custom::custom_attribute};
use zhixing_domain::lang::Lang;

/// What lists of people come as.
pub const LISTS: &str = ".xlsx,.csv,.txt,.tsv,text/csv,text/plain";

/// What a field of files takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FilesTaken {
    #[default]
    One,
    Many,
    /// All files of a folder, where a browser knows folders.
    Folder,
}

#[derive(Clone, Debug, Default)]
pub struct FileField {
    pub id: &'static str,
    /// What it is sent as.
    pub name: &'static str,
    pub label: String,
    pub hint: String,
    pub error: Option<String>,
    /// The endings and types that a browser offers; empty for all.
    pub accept: String,
    pub optional: bool,
    pub takes: FilesTaken,
}

impl FileField {
    pub fn new(label: impl Into<String>) -> Self {
        Self { id: "file", name: "file", label: label.into(), ..Self::default() }
    }

    pub fn view(self) -> Markup {
        let Self { id, name, label, hint, error, accept, optional, takes } = self;
        let label = Label { id: id.into(), words: label, hint, error };
        let input = view! {
            <input
                class="input input--file"
                id=id
                name=name
                type="file"
                required=!optional
                multiple={takes != FilesTaken::One}
                accept=(!accept.is_empty()).then_some(accept)
                aria-describedby=label.described_by()
                aria-invalid=label.error.is_some().then_some("true")
                {..custom_attribute("webkitdirectory", (takes == FilesTaken::Folder).then_some(""))}
            />
        };
        label.around(input.into_markup())
    }

    /// The form where something begins with a file, `more` below the field.
    pub fn form(self, action: String, more: Option<Markup>, button: &'static str, lang: Lang) -> Markup {
        let errors: Vec<_> = self.error.iter().map(|said| (self.id, said.clone())).collect();
        view! {
            <form class="stack measure" method="post" action=action enctype="multipart/form-data">
                {error_summary(lang, &errors)}
                {self.view()}
                {more}
                <div><button class="button button--primary">{button}</button></div>
            </form>
        }
        .into_markup()
    }
}
