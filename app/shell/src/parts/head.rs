//! What a browser, a home screen and whoever is sent an address read of a page: icons, colours, the manifest, a description and a picture.

use crate::{
    guard::{Theme, Visit},
    html::{IntoMarkup, Markup},
    parts::shell::brand,
};
use leptos::prelude::*;
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
        Some(Theme::Light) => view! { <meta name="theme-color" content=light/> }.into_markup(),
        Some(Theme::Dark) => view! { <meta name="theme-color" content=dark/> }.into_markup(),
        None => view! {
            <meta name="theme-color" content=light media="(prefers-color-scheme: light)"/>
            <meta name="theme-color" content=dark media="(prefers-color-scheme: dark)"/>
        }
        .into_markup(),
    }
}

/// What is shown beside an address of a page for everybody.
fn card(visit: &Visit, title: &str, about: String) -> Markup {
    let (lang, site) = (visit.lang, &visit.site.about.public_url);
    let path = visit.path.split(['?', '#']).next().unwrap_or_default();
    view! {
        <meta name="description" content=about.clone()/>
        <meta property="og:type" content="website"/>
        <meta property="og:site_name" content=brand(visit)/>
        <meta property="og:title" content=title.to_string()/>
        <meta property="og:description" content=about/>
        <meta property="og:url" content=format!("{site}{path}")/>
        <meta property="og:locale" content=lang.tag().replace('-', "_")/>
        <meta property="og:image" content=format!("{site}/icons/share.png")/>
        <meta property="og:image:alt" content=words::share_alt(lang)/>
        <meta name="twitter:card" content="summary_large_image"/>
    }
    .into_markup()
}
