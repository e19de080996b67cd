//! Pages of the site itself: privacy, terms, help; and who runs it.

use axum::response::Response;
use leptos::prelude::*;
use zhixing_app::i18n::consent as words;
use zhixing_domain::site_page::{HELP, PRIVACY, TERMS};
use zhixing_shell::{
    guard::Visit,
    html::{IntoMarkup, Markup, fixed},
    parts::{Nav, Page, page_head},
    problem::Problem,
};

pub(crate) async fn privacy(visit: Visit) -> Result<Response, Problem> {
    show(&visit, PRIVACY)
}

pub(crate) async fn terms(visit: Visit) -> Result<Response, Problem> {
    show(&visit, TERMS)
}

pub(crate) async fn help(visit: Visit) -> Result<Response, Problem> {
    show(&visit, HELP)
}

fn show(visit: &Visit, slug: &str) -> Result<Response, Problem> {
    let (lang, published) = (visit.lang, visit.site.published());
    let page = published.library.page(slug).ok_or(Problem::NotFound)?;
    let (title, summary) = (page.title.title(lang), page.summary.get(lang).clone());
    Ok(Page::new(title.text.clone(), Nav::None).about(summary.clone()).show(visit, || {
        view! {
            {page_head("", title, summary, vec![])}
            <article class="stack stack--loose measure">
                <div class="prose" lang=page.body.lang(lang).tag() inner_html=fixed(page.body.get(lang))></div>
                {who(visit, slug == HELP)}
            </article>
        }
    }))
}

/// Who runs the site and how to reach them, as administrators wrote it.
fn who(visit: &Visit, is_help: bool) -> Markup {
    let lang = visit.lang;
    let contact = lang.pick(&visit.site.decided.settings().contact).clone();
    let asked = (is_help && contact.is_some()).then(|| view! { <p>{words::ask_us(lang)}</p> });
    view! {
        <section class="card stack stack--tight" aria-labelledby="who">
            <h2 class="card__title" id="who">{words::who(lang)}</h2>
            <p>{lang.pick(&visit.site.about.issuer).clone()}</p>
            {asked}
            <p>{contact.unwrap_or_else(|| words::no_contact(lang).into())}</p>
        </section>
    }
    .into_markup()
}
