//! Agreeing to privacy and terms: the box of whoever registers, the question to whoever was given an account, and what is kept of it.

use crate::{
    boxed,
    guard::{Person, Visit},
    html::{IntoMarkup, Markup},
    parts::{field_error, time},
    problem::Problem,
};
use leptos::prelude::*;
use zhixing_app::{i18n::consent as words, urls};
use zhixing_domain::{
    lang::Lang,
    site_page::{agreed_version, is_agreed_version},
    time::Span,
};
use zhixing_store::Consent;

/// Who agreed once is not looked up again for so long.
const KNOWN: Span = Span::from_minutes(24 * 60);

/// The version of the texts that a page showed goes along with its form: what was read is what is recorded.
fn shown(visit: &Visit) -> Markup {
    view! { <input type="hidden" name="texts" value=agreed_version(&visit.site.published().library.pages)/> }.into_markup()
}

/// The version that somebody agrees to who read this one; nothing where the texts have changed since. Whoever names none means the texts of now.
pub fn version(visit: &Visit, read: &str) -> Option<String> {
    let published = visit.site.published();
    let pages = &published.library.pages;
    (read.is_empty() || is_agreed_version(pages, read)).then(|| agreed_version(pages))
}

/// The box that whoever registers ticks.
pub fn check(visit: &Visit, error: Option<String>, ticked: bool) -> Markup {
    let lang = visit.lang;
    let invalid = error.is_some().then_some("true");
    let described = error.is_some().then_some("agree-error");
    let error = field_error("agree", error);
    view! {
        <div class="field">
            {shown(visit)}
            {error}
            <label class="check">
                <input class="check__input" type="checkbox" id="agree" name="agree" value="yes" required checked=ticked aria-invalid=invalid aria-describedby=described/>
                <span>{texts(lang)}</span>
            </label>
        </div>
    }
    .into_markup()
}

/// What is agreed to, with the way to both texts; a form that is half filled in stays where it is.
fn texts(lang: Lang) -> Markup {
    let gap = if lang == Lang::En { " " } else { "" };
    view! {
        {words::agree_before(lang)}{gap}<a href=urls::privacy() target="_blank">{words::agree_privacy(lang)}</a>{gap}{words::and(lang)}{gap}
        <a href=urls::terms() target="_blank">{words::agree_terms(lang)}</a>{words::agree_after(lang)}
    }
    .into_markup()
}

/// Asks whoever never agreed, as those do not whose accounts others opened, and once whoever agreed to texts that say something else now: calmly, for
/// nothing else waits for it.
///
/// # Errors
///
/// A [`Problem`] if the store cannot be read.
#[boxed]
pub async fn question(visit: &Visit, person: &Person) -> Result<Option<Markup>, Problem> {
    let published = visit.site.published();
    let version = agreed_version(&published.library.pages);
    let known = format!("agreed {version} {}", person.0.id);
    if visit.site.recollection.was_recently(&known, KNOWN, visit.now) {
        return Ok(None);
    }
    let agreed = visit.site.store.consent_of(person.0.id).await?;
    if agreed.as_ref().is_some_and(|agreed| is_agreed_version(&published.library.pages, &agreed.version)) {
        visit.site.recollection.note_recently(known, visit.now);
        return Ok(None);
    }
    Ok(Some(form(visit, if agreed.is_some() { words::asked_again(visit.lang) } else { words::asked(visit.lang) })))
}

fn form(visit: &Visit, asked: &'static str) -> Markup {
    let lang = visit.lang;
    view! {
        <form class="card stack stack--tight measure" method="post" action=urls::agree()>
            {shown(visit)}
            <p>{asked}</p>
            <div class="cluster cluster--apart">
                {both(lang)}
                <button class="button button--small">{words::agree(lang)}</button>
            </div>
        </form>
    }
    .into_markup()
}

fn both(lang: Lang) -> Markup {
    view! { <p class="cluster"><a href=urls::privacy()>{words::privacy(lang)}</a><a href=urls::terms()>{words::terms(lang)}</a></p> }
        .into_markup()
}

/// What the account keeps of it.
pub fn section(visit: &Visit, agreed: Option<&Consent>) -> Markup {
    let lang = visit.lang;
    let kept = match agreed {
        None => form(visit, words::asked(lang)),
        Some(Consent { version, agreed_at }) => {
            let current = is_agreed_version(&visit.site.published().library.pages, version);
            let (standing, rest) = match current {
                true => (words::agreed_current(lang), both(lang)),
                false => (words::agreed_earlier(lang), form(visit, words::asked_again(lang))),
            };
            view! { <p>{words::agreed_on(lang)}" "{time::moment(&visit.site, *agreed_at, lang)}" · "{standing}</p>{rest} }.into_markup()
        }
    };
    view! {
        <section class="stack" aria-labelledby="agreed">
            <h2 id="agreed">{words::title(lang)}</h2>
            {kept}
        </section>
    }
    .into_markup()
}
