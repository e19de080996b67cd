//! The way in: a login and its password, a passkey, or a provider.

use crate::{identity::buttons::buttons, passkey::form as passkey_form};
use axum::{http::StatusCode, response::Response};
use leptos::prelude::*;
use zhixing_app::{i18n::account as words, urls};
use zhixing_domain::lang::Lang;
use zhixing_shell::{
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{Field, Nav, Page, error_summary, notice},
    problem::Problem,
};

/// The way in from its beginning, with what was wrong.
pub(crate) fn begin_again(visit: &Visit, next: String, why: &str) -> Result<Response, Problem> {
    let visit = Visit { path: urls::sign_in(), ..visit.clone() };
    sign_in_form(&visit, StatusCode::UNPROCESSABLE_ENTITY, String::new(), next, Some(why.into()))
}

fn form(login: String, next: String, error: Option<String>, lang: Lang) -> Markup {
    let login =
        Field { value: login, hint: words::login_hint(lang).into(), autocomplete: "username", ..Field::new("login", words::login(lang)) };
    let password = Field { kind: "password", error, autocomplete: "current-password", ..Field::new("password", words::password(lang)) };
    view! {
        <form class="form" method="post" action=urls::sign_in()>
            <input type="hidden" name="next" value=next/>
            {login.view()}
            {password.view()}
            <button class="button button--primary button--wide">{words::sign_in(lang)}</button>
        </form>
    }
    .into_markup()
}

/// Its page, with what was wrong.
pub(super) fn sign_in_form(
    visit: &Visit,
    status: StatusCode,
    login: String,
    next: String,
    error: Option<String>,
) -> Result<Response, Problem> {
    let lang = visit.lang;
    let by_passkey = passkey_form::sign_in(visit, &next)?;
    let by_provider = buttons(visit, &next);
    // whoever opens an account goes on to where they were going
    let way = match next.is_empty() {
        true => urls::register(),
        false => format!("{}?next={}", urls::register(), urls::encoded(&next)),
    };
    Ok(Page::new(words::sign_in(lang), Nav::None).status(status).show(visit, || {
        let errors: Vec<_> = error.iter().map(|e| ("password", e.clone())).collect();
        view! {
            <div class="door">
                <h1 class="door__title">{words::sign_in(lang)}</h1>
                {error_summary(lang, &errors)}
                {visit.site.about.demo.then(|| notice("note", format!("{}　{}", words::demo_accounts(lang), words::demo_words(lang))))}
                {form(login, next, error, lang)}
                {by_passkey}
                {by_provider}
                <p class="door__foot"><a href=urls::reset()>{words::forgot(lang)}</a></p>
                {visit.site.registration().then(|| view! {
                    <p class="door__foot">{words::no_account(lang)}" "<a href=way>{words::register(lang)}</a></p>
                })}
            </div>
        }
    }))
}
