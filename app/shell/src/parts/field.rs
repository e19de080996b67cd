//! A labelled field with its hint and its error, and the summary of all errors at the top of a form.

use crate::{
    html::{IntoMarkup, Markup},
    parts::icon,
};
use leptos::prelude::*;
use zhixing_app::i18n::problem as words;
use zhixing_domain::lang::Lang;

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
    pub optional: bool,
}

impl Field {
    pub fn new(id: &'static str, label: impl Into<String>) -> Self {
        Self { id, label: label.into(), kind: "text", autocomplete: "off", ..Self::default() }
    }

    pub fn view(self) -> Markup {
        let (hint_id, error_id) = (format!("{}-hint", self.id), format!("{}-error", self.id));
        let mut described = vec![];
        if !self.hint.is_empty() {
            described.push(hint_id.clone());
        }
        if self.error.is_some() {
            described.push(error_id.clone());
        }
        let described = (!described.is_empty()).then(|| described.join(" "));
        view! {
            <div class="field">
                <label class="field__label" for=self.id>{self.label}</label>
                {(!self.hint.is_empty()).then(|| view! { <p class="field__hint" id=hint_id>{self.hint.clone()}</p> })}
                {self.error.clone().map(|e| view! { <p class="field__error" id=error_id>{icon("caution")}<span>{e}</span></p> })}
                <input
                    class="input"
                    id=self.id
                    name=self.id
                    type=self.kind
                    value=self.value
                    autocomplete=self.autocomplete
                    required=!self.optional
                    aria-describedby=described
                    aria-invalid=self.error.is_some().then_some("true")
                />
            </div>
        }
        .into_markup()
    }
}

/// What a browser asks of a field in which blanks alone say nothing.
pub const SAYS_SOMETHING: &str = r".*\S.*";

/// All errors of a form, each leading to its field; nothing when there are none.
pub fn error_summary(lang: Lang, errors: &[(&'static str, String)]) -> Markup {
    if errors.is_empty() {
        return ().into_markup();
    }
    let lines: Vec<_> = errors.iter().map(|(id, words)| view! { <li><a href=format!("#{id}")>{words.clone()}</a></li> }).collect();
    view! {
        <div class="error-summary" role="alert" tabindex="-1" id="errors" autofocus>
            <h2 class="error-summary__title">{words::to_correct(lang, errors.len())}</h2>
            <ul class="error-summary__list">{lines}</ul>
        </div>
    }
    .into_markup()
}
