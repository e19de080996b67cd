//! The settings of the site: what administrators decide here, and what the operator configured, with where each value comes from.

pub mod actions;
mod configured;

use actions::LogoWish;
use axum::{
    extract::{Multipart, Query},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use configured::configured;
use leptos::prelude::*;
use serde::Deserialize;
use zhixing_app::{
    i18n::{marking, settings as words},
    urls,
};
use zhixing_domain::{
    lang::Lang,
    settings::{Accent, SiteSetting, SiteSettings},
};
use zhixing_shell::{
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{Called, Field, FileField, Nav, Page, crumbs, done, error_summary, history, page_head},
    problem::{Problem, said_at_fields},
};

/// What a line of the log is about that is about the whole site.
const SITE: &str = "site";

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct SavedQuery {
    /// How many were changed a moment ago.
    saved: Option<usize>,
}

pub(crate) async fn show(visit: Visit, Query(asked): Query<SavedQuery>) -> Result<Response, Problem> {
    visit.administrator()?;
    let said = asked.saved.map(|n| if n > 0 { words::saved(visit.lang) } else { words::nothing_changed(visit.lang) });
    let now = (*visit.site.decided.settings()).clone();
    page_of(&visit, StatusCode::OK, &now, said, vec![]).await
}

pub(crate) async fn save(visit: Visit, parts: Multipart) -> Result<Response, Problem> {
    let admin = visit.administrator()?;
    let (typed, logo) = read(parts).await?;
    match actions::decide(&visit, &admin, typed.clone(), logo).await? {
        Ok(changed) => Ok(Redirect::to(&format!("{}?saved={}", urls::settings(), changed.len())).into_response()),
        Err(wrong) => {
            // what was typed stays on the page
            let typed = SiteSettings { logo: visit.site.decided.settings().logo.clone(), ..SiteSettings::of(&typed) };
            page_of(&visit, StatusCode::UNPROCESSABLE_ENTITY, &typed, None, said_at_fields(wrong, visit.lang)).await
        }
    }
}

/// The fields of the form, and what becomes of the logo.
async fn read(mut parts: Multipart) -> Result<(Vec<(SiteSetting, String)>, LogoWish), Problem> {
    let unreadable = |_| Problem::invalid("logo", |l| words::logo_wrong(l).into());
    let (mut typed, mut logo) = (vec![], LogoWish::Stays);
    while let Some(field) = parts.next_field().await.map_err(unreadable)? {
        let name = field.name().unwrap_or_default().to_string();
        let bytes = field.bytes().await.map_err(unreadable)?;
        match (name.as_str(), SiteSetting::from_code(&name)) {
            (_, Some(SiteSetting::Logo)) if !bytes.is_empty() => logo = LogoWish::New(bytes.to_vec()),
            ("remove_logo", _) if logo == LogoWish::Stays => logo = LogoWish::Goes,
            (_, Some(setting)) if setting != SiteSetting::Logo => typed.push((setting, String::from_utf8_lossy(&bytes).into_owned())),
            _ => {}
        }
    }
    Ok((typed, logo))
}

async fn page_of(
    visit: &Visit,
    status: StatusCode,
    shown: &SiteSettings,
    said: Option<&'static str>,
    errors: Vec<(&'static str, String)>,
) -> Result<Response, Problem> {
    let lang = visit.lang;
    let events = visit.site.store.events_of(&visit.administrator()?, SITE).await?;
    Ok(Page::new(words::settings(lang), Nav::Desk).status(status).show(visit, || {
        view! {
            {crumbs(lang, vec![(marking::desk(lang).into(), Some(urls::desk())), (words::settings(lang).into(), None)])}
            {page_head("", words::settings(lang), words::settings_lead(lang), vec![])}
            <div class="stack stack--far">
                <section class="stack measure" aria-labelledby="browser">
                    <h2 id="browser">{words::browser(lang)}</h2>
                    {said.map(|said| done("success", said))}
                    {error_summary(lang, &errors)}
                    {form(visit, shown, &errors, lang)}
                </section>
                <details class="fold">
                    <summary id="configured">{words::configured(lang)}</summary>
                    <p class="soft">{words::configured_lead(lang)}</p>
                    {configured(visit, lang)}
                </details>
                {(!events.is_empty()).then(|| view! {
                    <section class="stack" aria-labelledby="history">
                        <h2 id="history">{words::history(lang)}</h2>
                        {history(&visit.site, &events, &Called::default(), lang)}
                    </section>
                })}
            </div>
        }
    }))
}

fn form(visit: &Visit, shown: &SiteSettings, errors: &[(&'static str, String)], lang: Lang) -> Markup {
    let error = |id: &str| errors.iter().find(|(field, _)| *field == id).map(|(_, said)| said.clone());
    let field = |setting: SiteSetting, label: &'static str, hint: &'static str, value: &Option<String>| {
        let (id, value) = (setting.code(), value.clone().unwrap_or_default());
        Field { value, hint: hint.into(), error: error(id), optional: true, ..Field::new(id, label) }.view()
    };
    let [name, contact] = [&shown.name, &shown.contact];
    view! {
        <form class="stack" method="post" action=urls::settings() enctype="multipart/form-data">
            {registration(visit, shown.registration, lang)}
            {field(SiteSetting::NameZh, words::name_zh(lang), words::name_hint(lang), &name[0])}
            {field(SiteSetting::NameEn, words::name_en(lang), "", &name[1])}
            {logo(visit, error("logo"), lang)}
            {accents(shown.accent, lang)}
            {review(shown.review_publications, lang)}
            {field(SiteSetting::ContactZh, words::contact_zh(lang), words::contact_hint(lang), &contact[0])}
            {field(SiteSetting::ContactEn, words::contact_en(lang), "", &contact[1])}
            <div><button class="button button--primary">{words::save(lang)}</button></div>
        </form>
    }
    .into_markup()
}

fn radio(name: &'static str, value: &'static str, chosen: bool, id: Option<&'static str>, label: impl IntoView) -> Markup {
    view! {
        <label class="check"><input class="check__input" type="radio" name=name value=value id=id checked=chosen/><span>{label}</span></label>
    }
    .into_markup()
}

fn registration(visit: &Visit, decided: Option<bool>, lang: Lang) -> Markup {
    let word = |open: bool| if open { words::registration_open(lang) } else { words::registration_closed(lang) };
    let name = SiteSetting::Registration.code();
    view! {
        <fieldset class="stack stack--tight">
            <legend class="field__label">{words::registration(lang)}</legend>
            <p class="field__hint">{words::registration_hint(lang)}</p>
            {radio(name, "", decided.is_none(), Some(name), words::as_configured_now(lang, word(visit.site.about.registration)))}
            {radio(name, "true", decided == Some(true), None, word(true))}
            {radio(name, "false", decided == Some(false), None, word(false))}
        </fieldset>
    }
    .into_markup()
}

fn review(chosen: bool, lang: Lang) -> Markup {
    let name = SiteSetting::ReviewPublications.code();
    view! {
        <fieldset class="stack stack--tight">
            <legend class="field__label">{words::review_publications(lang)}</legend>
            <p class="field__hint">{words::review_hint(lang)}</p>
            {radio(name, "false", !chosen, Some(name), words::review_off(lang))}
            {radio(name, "true", chosen, None, words::review_on(lang))}
        </fieldset>
    }
    .into_markup()
}

fn accents(chosen: Accent, lang: Lang) -> Markup {
    let name = SiteSetting::Accent.code();
    let one = |accent: Accent| {
        let label = view! { <span class="swatch" data-accent=accent.code()></span>{words::accent_word(accent, lang)} };
        radio(name, accent.code(), accent == chosen, (accent == Accent::Teal).then_some(name), label)
    };
    view! {
        <fieldset class="stack stack--tight">
            <legend class="field__label">{words::accent(lang)}</legend>
            <p class="field__hint">{words::accent_hint(lang)}</p>
            {Accent::ALL.map(one).into_iter().collect::<Vec<_>>()}
        </fieldset>
    }
    .into_markup()
}

fn logo(visit: &Visit, error: Option<String>, lang: Lang) -> Markup {
    let now = visit.site.decided.settings().logo.clone();
    let file = FileField {
        id: "logo",
        name: "logo",
        hint: words::logo_hint(lang).into(),
        error,
        accept: ".svg,.png,image/svg+xml,image/png".into(),
        optional: true,
        ..FileField::new(words::logo(lang))
    };
    view! {
        <div class="stack stack--tight">
            {file.view()}
            {now.map(|file| view! {
                <p class="cluster">
                    <img class="brand__logo" src=urls::brand(file) alt=words::logo_now(lang)/>
                    <label class="check"><input class="check__input" type="checkbox" name="remove_logo" value="yes"/><span>{words::logo_remove(lang)}</span></label>
                </p>
            })}
        </div>
    }
    .into_markup()
}
