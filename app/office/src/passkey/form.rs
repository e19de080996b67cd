//! The forms that ask the browser for a passkey. Scripts fill them in (`app/passkey.js`); without scripts a password works, and the page says so.

use crate::passkey::actions::{self as act, Purpose};
use leptos::prelude::*;
use zhixing_app::i18n::passkey as words;
use zhixing_domain::{account::Account, lang::Lang};
use zhixing_shell::{
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::icon,
    problem::Problem,
};
use zhixing_store::Passkey;

/// What a form asks the browser for, and what it looks like.
pub(crate) struct Ask<'a> {
    /// `make` or `use`.
    pub what: &'static str,
    pub purpose: Purpose,
    pub action: String,
    /// Fields besides what the authenticator says.
    pub fields: Markup,
    pub button: &'static str,
    pub class: &'static str,
    /// Whether the person is to be verified at any rate.
    pub verified: bool,
    /// Those that are known: only these are used, and none of these is made again.
    pub known: &'a [Passkey],
    /// For whom one is made.
    pub account: Option<&'a Account>,
    pub without_script: &'static str,
}

/// Such a form; nothing where this site has no passkeys.
pub(crate) fn form(visit: &Visit, ask: Ask<'_>) -> Result<Option<Markup>, Problem> {
    let Some(site) = act::site(visit) else { return Ok(None) };
    let lang = visit.lang;
    let challenge = act::challenge(visit, ask.purpose)?;
    let known = ask.known.iter().map(|p| p.credential.as_str()).collect::<Vec<_>>().join(" ");
    let of = |part: fn(&Account) -> String| ask.account.map(part).unwrap_or_default();
    Ok(Some(
        view! {
            <form
                class="form needs-script"
                method="post"
                action=ask.action
                data-passkey=ask.what
                data-challenge=challenge
                data-site=site.host
                data-site-name=lang.pick(&visit.site.about.issuer).clone()
                data-verify=if ask.verified { "required" } else { "preferred" }
                data-known=known
                data-account=of(|a| a.id.to_string())
                data-login=of(|a| a.login.clone())
                data-name=of(|a| a.display_name.clone())
            >
                <input type="hidden" name="credential"/>
                {ask.fields}
                {said("failed", words::failed(lang))}
                {said("none", words::none_here(lang))}
                <button class=ask.class>{ask.button}</button>
            </form>
            <p class="soft small without-script">{ask.without_script}</p>
            <script type="module" src="/passkey.js"></script>
        }
        .into_markup(),
    ))
}

/// What the script shows where something came of it.
fn said(what: &'static str, text: &'static str) -> Markup {
    view! { <p class="field__error" role="status" data-said=what hidden>{icon("caution")}<span>{text}</span></p> }.into_markup()
}

/// The form on the page of signing in.
pub(crate) fn sign_in(visit: &Visit, next: &str) -> Result<Option<Markup>, Problem> {
    let lang: Lang = visit.lang;
    form(
        visit,
        Ask {
            what: "use",
            purpose: Purpose::SignIn,
            action: zhixing_app::urls::sign_in_passkey(),
            fields: view! { <input type="hidden" name="next" value=next.to_string()/> }.into_markup(),
            button: words::sign_in(lang),
            class: "button button--wide",
            verified: false,
            known: &[],
            account: None,
            without_script: words::needs_script(lang),
        },
    )
}
