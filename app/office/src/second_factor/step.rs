//! The second step of signing in, after the right password: a code where there is an authenticator, a passkey where there is one, or either.

use crate::{
    account::sign_in_form::begin_again,
    passkey::{
        actions::{self as passkey, Purpose},
        form::{self, Ask},
    },
    second_factor::{actions::first_step, code_field},
};
use axum::{http::StatusCode, response::Response};
use leptos::prelude::*;
use zhixing_app::{
    i18n::{passkey as passkey_words, second_factor as words},
    urls,
};
use zhixing_domain::{id::AccountId, lang::Lang};
use zhixing_shell::{
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{Nav, Page, error_summary, notice},
    problem::Problem,
};
use zhixing_store::{Passkey, SignInProof};

/// That the passkeys are of another site, where they are.
fn made_elsewhere(visit: &Visit, passkeys: &[Passkey]) -> Option<Markup> {
    let lang = visit.lang;
    let made = passkey::elsewhere(visit, passkeys)?.unwrap_or(passkey_words::unknown_site(lang));
    let here = passkey::site(visit).map_or_else(|| passkey_words::no_site(lang).into(), |site| site.host);
    Some(notice("warning", passkey_words::elsewhere(lang, made, here)))
}

/// Asks for it, or begins anew where the password was given too long ago.
pub(super) async fn page(
    visit: &Visit,
    status: StatusCode,
    ticket: String,
    next: String,
    error: Option<String>,
) -> Result<Response, Problem> {
    let lang = visit.lang;
    let Some(SignInProof { account, .. }) = first_step(visit, &ticket).await? else { return begin_again(visit, next, words::stale(lang)) };
    let passkeys = visit.site.store.passkeys(account).await?;
    let code = visit.site.store.second_factor(account).await?.is_some();
    let using = using(account, carried(&ticket, &next), code, &passkeys, lang);
    let elsewhere = made_elsewhere(visit, &passkeys);
    let by_passkey = if passkeys.is_empty() || elsewhere.is_some() { None } else { form::form(visit, using)? };
    // where the page is asked for again, say in another language, it begins with the password
    let visit = Visit { path: urls::sign_in(), ..visit.clone() };
    let title = if passkeys.is_empty() { words::code_title(lang) } else { words::step_title(lang) };
    Ok(Page::new(title, Nav::None).status(status).show(&visit, || {
        let errors: Vec<_> = error.iter().filter(|_| code).map(|e| ("code", e.clone())).collect();
        view! {
            <div class="door">
                <h1 class="door__title">{title}</h1>
                {error_summary(lang, &errors)}
                {error.clone().filter(|_| !code).map(|e| notice("caution", e))}
                {code.then(|| view! {
                    <form class="form" method="post" action=urls::sign_in_code()>
                        {carried(&ticket, &next)}
                        {code_field(lang, words::code_or_recovery(lang), error).view()}
                        <button class="button button--primary button--wide">{words::go_on(lang)}</button>
                    </form>
                })}
                {elsewhere}
                {by_passkey}
                <p class="door__foot"><a href=urls::sign_in()>{words::begin_again(lang)}</a></p>
            </div>
        }
    }))
}

/// What the form for a passkey asks of the browser; with a `code` it is the other way in.
fn using(account: AccountId, fields: Markup, code: bool, known: &[Passkey], lang: Lang) -> Ask<'_> {
    Ask {
        what: "use",
        purpose: Purpose::SecondStep(account),
        action: urls::sign_in_code(),
        fields,
        button: passkey_words::go_on(lang),
        class: if code { "button button--wide" } else { "button button--primary button--wide" },
        verified: true,
        known,
        account: None,
        without_script: if code { passkey_words::needs_script(lang) } else { passkey_words::step_needs_script(lang) },
    }
}

/// What the form carries on from the password.
fn carried(ticket: &str, next: &str) -> Markup {
    view! {
        <input type="hidden" name="ticket" value=ticket.to_string()/>
        <input type="hidden" name="next" value=next.to_string()/>
    }
    .into_markup()
}
