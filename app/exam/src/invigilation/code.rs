//! The access code of a session: whether it has one, and the card with the form that sets it, replaces it or takes it away. It is shown once, large enough to be
//! read aloud or projected, and kept as a hash.

use leptos::prelude::*;
use zhixing_app::{i18n::lockdown as words, urls};
use zhixing_domain::assessment::CODE_SHORTEST;
use zhixing_shell::{
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{Field, time},
};
use zhixing_store::ExamSession;

/// What is said of the code on the page of its session.
#[derive(Default)]
pub(crate) struct CodeView {
    /// The code, just set: this once.
    pub fresh: Option<String>,
    pub typed: Option<String>,
    pub error: Option<String>,
}

/// The card on the page of a session; `demanded` if the plan asks for a code by itself.
pub(crate) fn view(visit: &Visit, session: &ExamSession, demanded: bool, shown: CodeView, done: Option<Markup>) -> Markup {
    let lang = visit.lang;
    let state = match session.code_set_at {
        Some(at) => words::session_code_set(lang, time::at(&visit.site, at, lang)),
        None if demanded => words::session_code_plan(lang).into(),
        None => words::session_code_none(lang).into(),
    };
    let set = session.code_set_at.is_some();
    let value = shown.typed.unwrap_or_default();
    let hint = words::session_code_hint(lang, CODE_SHORTEST);
    let field = Field { value, hint, error: shown.error, ..Field::new("code", words::session_code_new(lang)) };
    let fresh = shown.fresh.map(|code| {
        view! {
            <div class="spoken" role="status" tabindex="-1" autofocus>
                <p class="spoken__label">{words::code(lang)}</p>
                <p class="spoken__words">{code}</p>
                <p class="small">{words::session_code_once(lang)}</p>
            </div>
        }
    });
    view! {
        {fresh}
        <section class="card stack measure" aria-labelledby="access-code">
            <h2 class="card__title" id="access-code">{words::code(lang)}</h2>
            {done}
            <p>{state}</p>
            <form class="stack" method="post" action=urls::session_code(session.id)>
                {field.view()}
                <div class="cluster">
                    <button class="button button--primary" name="do" value="set">{if set { words::session_code_replace(lang) } else { words::session_code_do(lang) }}</button>
                    <button class="button" name="do" value="suggest" formnovalidate>{words::session_code_suggest(lang)}</button>
                    {set.then(|| view! { <button class="button button--danger" name="do" value="remove" formnovalidate>{words::session_code_remove(lang)}</button> })}
                </div>
            </form>
        </section>
    }
    .into_markup()
}
