//! The name for certificates as its person sees it: before an exam, in it, and when it is wrong.

use crate::{
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{Field, notice, time},
};
use leptos::prelude::*;
use zhixing_app::{
    i18n::{name as words, site},
    urls,
};
use zhixing_domain::{
    assessment::Plan,
    certificate::{HolderName, NameSource},
    id::AttemptId,
    lang::Lang,
};
use zhixing_store::AttemptName;

/// A name in a line of other text, whatever its direction.
pub fn isolated(name: &str) -> Markup {
    let name = name.to_string();
    view! { <bdi>{name}</bdi> }.into_markup()
}

/// Who stands for it, in the words of staff.
pub fn source(name: Option<&HolderName>, lang: Lang) -> &'static str {
    match name.map(|n| n.source) {
        None => words::none_fixed(lang),
        Some(NameSource::Stated) => words::stated(lang),
        Some(NameSource::Confirmed) => words::confirmed(lang),
    }
}

/// A confirmed name in a form: nothing to type.
pub fn confirmed(name: &str, lang: Lang) -> Markup {
    view! {
        <div class="field">
            <p class="field__label">{words::legal_name(lang)}</p>
            <p><strong>{isolated(name)}</strong>" "<span class="badge">{words::confirmed(lang)}</span></p>
            <p class="field__hint">{words::confirmed_words(lang)}</p>
        </div>
    }
    .into_markup()
}

/// On the waiting page of what certifies: the name that the start will freeze, and the form to state it. Nothing for other plans.
pub fn before(visit: &Visit, plan: &Plan) -> Option<Markup> {
    let account = visit.account.as_ref().filter(|_| plan.certifies())?;
    let lang = visit.lang;
    let holder = account.holder_name();
    if let Some(holder) = holder.as_ref().filter(|h| h.is_confirmed()) {
        return Some(view! { <section class="card">{confirmed(&holder.text, lang)}</section> }.into_markup());
    }
    let legal = Field {
        value: account.legal_name.clone(),
        hint: words::before_words(lang).into(),
        autocomplete: "name",
        ..Field::new("legal_name", words::legal_name(lang))
    };
    let form = view! {
        <form class="stack" method="post" action=urls::profile()>
            <input type="hidden" name="exam" value=plan.name().to_string()/>
            {legal.view()}
            <div><button class="button">{if holder.is_some() { words::change(lang) } else { words::give(lang) }}</button></div>
        </form>
    };
    Some(match holder {
        Some(holder) => view! {
            <section class="card stack">
                <p class="field__label">{words::legal_name(lang)}</p>
                <p><strong>{isolated(&holder.text)}</strong>" "<span class="small soft">{words::stated_own(lang)}</span></p>
                <p class="small soft">{words::before_words(lang)}</p>
                <details><summary>{words::change(lang)}</summary>{form}</details>
            </section>
        }
        .into_markup(),
        None => view! { <section class="card stack">{notice("warning", words::give_first(lang))}{form}</section> }.into_markup(),
    })
}

/// Whether the start waits for a name: the page asks for one first.
pub fn is_wanted(visit: &Visit, plan: &Plan) -> bool {
    plan.certifies() && visit.account.as_ref().is_some_and(|a| a.legal_name.is_empty())
}

/// Within the form that starts: what is pledged with it.
pub fn pledge(visit: &Visit, plan: &Plan) -> Option<Markup> {
    let name = visit.account.as_ref().filter(|_| plan.certifies())?.legal_name.clone();
    let said = words::pledge(visit.lang, format!("\u{2068}{name}\u{2069}"));
    (!name.is_empty())
        .then(|| view! { <input type="hidden" name="legal_name" value=name/><p class="small" id="pledged-name">{said}</p> }.into_markup())
}

/// In the room, the review, the receipt: the name that was frozen, and the way to its page.
pub fn line(id: AttemptId, name: Option<&str>, lang: Lang) -> Option<Markup> {
    let name = isolated(name?);
    Some(view! { <p class="small soft">{site::labelled(lang, words::legal_name(lang))}{name}" · "<a href=urls::attempt_name(id)>{words::ask_short(lang)}</a></p> }.into_markup())
}

/// When somebody asked, for lists of staff.
pub fn asked_at(visit: &Visit, name: &AttemptName) -> Option<Markup> {
    name.waiting().map(|r| time::moment(&visit.site, r.asked_at, visit.lang).into_markup())
}
