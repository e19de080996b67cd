//! A labelled field with its hint and its error, and the summary of all errors at the top of a form.

use crate::{
    html::{IntoMarkup, Markup},
    parts::icon,
};
use leptos::prelude::*;
use zhixing_app::i18n::problem as words;
use zhixing_domain::lang::Lang;

/// What stands around something that is filled in: what it is called, what helps, what is wrong with it.
#[derive(Clone, Debug, Default)]
pub struct Label {
    /// Of what is filled in.
    pub id: String,
    pub words: String,
    pub hint: String,
    pub error: Option<String>,
}

impl Label {
    /// The ids of hint and error, by which what is filled in says that they describe it.
    pub fn described_by(&self) -> Option<String> {
        let hint = (!self.hint.is_empty()).then(|| format!("{}-hint", self.id));
        let error = self.error.is_some().then(|| format!("{}-error", self.id));
        let ids: Vec<String> = hint.into_iter().chain(error).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    pub fn around(self, input: Markup) -> Markup {
        let Self { id, words, hint, error } = self;
        let hint = (!hint.is_empty()).then(|| view! { <p class="field__hint" id=format!("{id}-hint")>{hint}</p> });
        let error = field_error(&id, error);
        view! { <div class="field"><label class="field__label" for=id>{words}</label>{hint}{error}{input}</div> }.into_markup()
    }
}

/// What is wrong with a field, above it; nothing where nothing is.
pub fn field_error(id: &str, error: Option<String>) -> Option<Markup> {
    let id = format!("{id}-error");
    error.map(|said| view! { <p class="field__error" id=id>{icon("caution")}<span>{said}</span></p> }.into_markup())
}

/// A one-line field of a form.
#[derive(Clone, Debug, Default)]
pub struct Field {
    pub id: &'static str,
    pub label: String,
    pub kind: &'static str,
    pub value: String,
    pub hint: String,
    pub error: Option<String>,
    pub autocomplete: &'static str,
    /// The id of a list of suggestions.
    pub list: Option<&'static str>,
    pub optional: bool,
}

impl Field {
    pub fn new(id: &'static str, label: impl Into<String>) -> Self {
        Self { id, label: label.into(), kind: "text", autocomplete: "off", ..Self::default() }
    }

    pub fn view(self) -> Markup {
        let label = Label { id: self.id.into(), words: self.label, hint: self.hint, error: self.error };
        let input = view! {
            <input
                class="input"
                id=self.id
                name=self.id
                type=self.kind
                value=self.value
                autocomplete=self.list.is_none().then_some(self.autocomplete)
                list=self.list
                required=!self.optional
                aria-describedby=label.described_by()
                aria-invalid=label.error.is_some().then_some("true")
            />
        };
        label.around(input.into_markup())
    }
}

/// What a browser asks of a field in which blanks alone say nothing.
pub const SAYS_SOMETHING: &str = r".*\S.*";

/// All errors of a form, each leading to its field; nothing when there are none.
pub fn error_summary(lang: Lang, errors: &[(&'static str, String)]) -> Markup {
    faults_summary(lang, errors.len(), errors)
}

/// The same where one field, such as a list, has many faults: they are counted, and named beside it.
pub fn faults_summary(lang: Lang, faults: usize, errors: &[(&'static str, String)]) -> Markup {
    if errors.is_empty() {
        return ().into_markup();
    }
    let lines: Vec<_> = errors.iter().map(|(id, words)| view! { <li><a href=format!("#{id}")>{words.clone()}</a></li> }).collect();
    view! {
        <div class="error-summary" role="alert" tabindex="-1" id="errors" autofocus>
            <h2 class="error-summary__title">{words::to_correct(lang, faults)}</h2>
            <ul class="error-summary__list">{lines}</ul>
        </div>
    }
    .into_markup()
}
