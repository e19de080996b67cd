//! The frame of every page, and its header. Its head and its foot are in [`head`](super::head) and [`footer`](super::footer).

use crate::{
    guard::{Theme, Visit, is_staff},
    html::{self, Document, IntoMarkup, Markup},
    parts::{brand::brand, footer, head, icon, seal},
};
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use leptos::prelude::*;
use zhixing_app::{
    i18n::{course, message as messages, site as words},
    urls,
};
use zhixing_domain::{account::Role, lang::Lang, settings::Accent};

/// Where a page belongs in the navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nav {
    Courses,
    Exams,
    Notebook,
    Certificates,
    Verify,
    Desk,
    None,
}

/// What the frame needs to know of a page.
pub struct Page {
    pub title: String,
    pub nav: Nav,
    /// The classes of `<main>`.
    pub main: &'static str,
    /// Replaces the site's header: an exam has its own.
    pub header: Option<Box<dyn FnOnce() -> Markup>>,
    pub status: StatusCode,
    /// What a page for everybody is about: for search, and for whoever is sent its address.
    pub about: Option<String>,
}

impl Page {
    pub fn new(title: impl Into<String>, nav: Nav) -> Self {
        Self { title: title.into(), nav, main: "centre centre--page", header: None, status: StatusCode::OK, about: None }
    }

    pub fn main(self, main: &'static str) -> Self {
        Self { main, ..self }
    }

    pub fn status(self, status: StatusCode) -> Self {
        Self { status, ..self }
    }

    pub fn about(self, about: impl Into<String>) -> Self {
        Self { about: Some(about.into()), ..self }
    }

    pub fn with_header(self, header: impl FnOnce() -> Markup + 'static) -> Self {
        Self { header: Some(Box::new(header)), ..self }
    }

    /// Renders the page around its body.
    pub fn show<V: IntoView>(self, visit: &Visit, body: impl FnOnce() -> V) -> Response {
        let status = self.status;
        respond(status, visit.lang, self.render(visit, body))
    }

    pub fn render<V: IntoView>(self, visit: &Visit, body: impl FnOnce() -> V) -> Document {
        html::render(|| self.frame(visit, body))
    }

    fn frame<V: IntoView>(self, visit: &Visit, body: impl FnOnce() -> V) -> Markup {
        let (lang, assets, decided) = (visit.lang, visit.site.assets(), visit.site.decided.settings());
        let accent = (decided.accent != Accent::default()).then_some(decided.accent.code());
        let own_header = self.header.is_some();
        let title = format!("{} · {}", self.title, brand(visit));
        let head = head::head(visit, &title, self.about);
        let header = self.header.map_or_else(|| site_header(visit, self.nav), |header| header());
        view! {
            <!DOCTYPE html>
            <html lang=lang.tag() data-theme=visit.theme.map(Theme::code) data-accent=accent data-visitor=visit.account.is_none().then_some("")>
                <head>
                    <meta charset="utf-8"/>
                    <meta name="viewport" content="width=device-width, initial-scale=1"/>
                    <meta name="color-scheme" content="light dark"/>
                    <title>{title}</title>
                    {head}
                    <link rel="stylesheet" href=assets.style/>
                    <script defer src=assets.boot data-app=assets.app data-wasm=assets.wasm data-away=words::not_sent(lang)></script>
                </head>
                <body>
                    <a class="skip-link" href="#main">{words::skip(lang)}</a>
                    {header}
                    <main id="main" tabindex="-1" class=self.main>{body().into_markup()}</main>
                    {(!own_header).then(|| footer::footer(visit))}
                </body>
            </html>
        }
        .into_markup()
    }
}

/// A page as most are.
pub fn page<V: IntoView>(visit: &Visit, title: impl Into<String>, nav: Nav, body: impl FnOnce() -> V) -> Response {
    Page::new(title, nav).show(visit, body)
}

/// Answers with a rendered page.
pub fn respond(status: StatusCode, lang: Lang, document: Document) -> Response {
    let mut response = status.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    headers.insert(header::VARY, HeaderValue::from_static("Cookie, Accept-Language, Accept-Encoding"));
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(lang.tag()));
    response.extensions_mut().insert(document);
    response
}

/// A page's document travels beside the response until the outermost layer sends it.
impl IntoResponse for Document {
    fn into_response(self) -> Response {
        let mut response = StatusCode::OK.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

fn entries(visit: &Visit, lang: Lang) -> Vec<(Nav, &'static str, String)> {
    let mut entries = vec![(Nav::Courses, words::courses(lang), urls::courses())];
    if let Some(account) = &visit.account {
        entries.push((Nav::Exams, words::exams(lang), urls::exams()));
        if account.roles.has(Role::Learner) {
            entries.push((Nav::Notebook, words::notebook(lang), urls::notebook()));
            entries.push((Nav::Certificates, words::certificates(lang), urls::certificates()));
        }
        // whose roles rest is told there how to wake them
        if is_staff(account) || !visit.resting.is_empty() {
            entries.push((Nav::Desk, words::desk(lang), urls::desk()));
        }
    }
    entries.push((Nav::Verify, words::verify(lang), urls::verify()));
    entries
}

/// The logo of the installation, else the product's seal.
fn logo(visit: &Visit) -> Markup {
    match visit.site.decided.settings().logo.clone() {
        Some(file) => view! { <img class="brand__logo" src=urls::brand(file) alt=""/> }.into_markup(),
        None => seal(),
    }
}

fn site_header(visit: &Visit, nav: Nav) -> Markup {
    let lang = visit.lang;
    let link = |(entry, text, href): (Nav, &'static str, String)| {
        let current = (entry == nav).then_some("page");
        view! { <li><a class="site-header__link" href=href aria-current=current>{text}</a></li> }
    };
    let links: Vec<_> = entries(visit, lang).into_iter().map(link).collect();
    let (other, dark) = (lang.other(), visit.theme == Some(Theme::Dark));
    let (theme, theme_words) = if dark { ("light", words::to_light(lang)) } else { ("dark", words::to_dark(lang)) };
    view! {
        <header class="site-header">
            <div class="site-header__inner">
                <a class="brand" href=urls::home()>{logo(visit)}<span class="brand__name">{brand(visit)}</span></a>
                <nav class="site-header__nav" aria-label=words::navigation(lang)><ul class="site-header__list" role="list">{links}</ul></nav>
                <div class="site-header__tools">
                    <a class="switch" href=urls::search() aria-label=words::search(lang)>{icon("search")}</a>
                    <form method="post" action=urls::language()>
                        <input type="hidden" name="back" value=visit.path.clone()/>
                        <button class="switch" name="language" value=other.code() lang=other.tag()>{words::other_language(lang)}</button>
                    </form>
                    <form method="post" action=urls::theme()>
                        <input type="hidden" name="back" value=visit.path.clone()/>
                        <button class="switch" name="theme" value=theme aria-label=theme_words>{icon("moon")}</button>
                    </form>
                    {visit.account.is_some().then(|| inbox_link(visit))}
                    {account_menu(visit)}
                </div>
            </div>
        </header>
    }
    .into_markup()
}

/// The way to the inbox, with how much was not read.
fn inbox_link(visit: &Visit) -> Markup {
    let (lang, unread) = (visit.lang, visit.unread);
    let label = if unread > 0 { messages::unread_n(lang, shown_count(unread)) } else { messages::title(lang).to_string() };
    view! {
        <a class="switch inbox-link" href=urls::messages() aria-label=label>
            {icon("inbox")}
            {(unread > 0).then(|| view! { <span class="inbox-link__count" aria-hidden="true">{shown_count(unread)}</span> })}
        </a>
    }
    .into_markup()
}

fn shown_count(unread: i64) -> String {
    if unread > 99 { "99+".into() } else { unread.to_string() }
}

fn account_menu(visit: &Visit) -> Markup {
    let lang = visit.lang;
    match &visit.account {
        None => view! { <a class="button button--small" href=urls::sign_in()>{words::sign_in(lang)}</a> }.into_markup(),
        Some(account) => view! {
            <details class="menu">
                <summary class="menu__button" title=account.display_name.clone()><span class="menu__name">{account.display_name.clone()}</span>{icon("down")}</summary>
                <ul class="menu__panel" role="list">
                    {account.roles.has(Role::Learner).then(|| view! {
                        <li><a class="menu__item" href=urls::repetitions()>{course::repetitions(lang)}</a></li>
                    })}
                    <li><a class="menu__item" href=urls::profile()>{words::profile(lang)}</a></li>
                    <li><form method="post" action=urls::sign_out()><button class="menu__item">{words::sign_out(lang)}</button></form></li>
                </ul>
            </details>
        }
        .into_markup(),
    }
}
