//! What a browser, a home screen and whoever is sent an address read of a page: icons, colours, the manifest, a description and a picture.

use crate::{
    guard::{Theme, Visit},
    html::{IntoMarkup, Markup},
    parts::brand::brand,
};
use leptos::{html, prelude::*};
use zhixing_app::{i18n::consent as words, urls};

/// The colours of the page's paper, as `style/tokens.css` has them.
pub const PAPER: [&str; 2] = ["#f3f7f4", "#0f1618"];

pub(super) fn head(visit: &Visit, title: &str, about: Option<String>) -> Markup {
    view! {
        {colours(visit.theme)}
        <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
        <link rel="apple-touch-icon" href="/icons/180.png"/>
        <link rel="manifest" href=urls::manifest(visit.lang.code())/>
        {about.map(|about| card(visit, title, about))}
    }
    .into_markup()
}

/// Of what stands around the page: by the system's wish, or by the reader's.
fn colours(theme: Option<Theme>) -> Markup {
    let [light, dark] = PAPER;
    match theme {
        Some(Theme::Light) => meta("name", "theme-color", light),
        Some(Theme::Dark) => meta("name", "theme-color", dark),
        None => {
            let wished = |colour: &'static str, media: &'static str| html::meta().name("theme-color").content(colour).attr("media", media);
            view! { {wished(light, "(prefers-color-scheme: light)")}{wished(dark, "(prefers-color-scheme: dark)")} }.into_markup()
        }
    }
}

/// What is shown beside an address of a page for everybody.
fn card(visit: &Visit, title: &str, about: String) -> Markup {
    let (lang, site) = (visit.lang, &visit.site.about.public_url);
    let path = visit.path.split(['?', '#']).next().unwrap_or_default();
    let cards = [
        meta("name", "description", about.clone()),
        meta("property", "og:type", "website"),
        meta("property", "og:site_name", brand(visit)),
        meta("property", "og:title", title),
        meta("property", "og:description", about),
        meta("property", "og:url", format!("{site}{path}")),
        meta("property", "og:locale", lang.tag().replace('-', "_")),
        meta("property", "og:image", format!("{site}/icons/share.png")),
        meta("property", "og:image:alt", words::share_alt(lang)),
        meta("name", "twitter:card", "summary_large_image"),
    ];
    Vec::from(cards).into_markup()
}

fn meta(kind: &'static str, name: &'static str, content: impl Into<String>) -> Markup {
    html::meta().attr(kind, name).content(content.into()).into_markup()
}
