//! The foot of every page but an exam's: who runs this, what is stored, on which terms, help; the API and the style guide stand behind.

use crate::{
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::time::zone_name,
};
use leptos::prelude::*;
use zhixing_app::{
    i18n::{consent, site as words},
    urls,
};

pub(super) fn footer(visit: &Visit) -> Markup {
    let (lang, about) = (visit.lang, &visit.site.about);
    let decided = visit.site.decided.settings();
    let contact = lang.pick(&decided.contact).clone().map(|line| view! { <p>{line}</p> });
    let motto = lang.pick(&decided.name).clone().unwrap_or_else(|| words::motto(lang).into());
    let demo = about.demo.then(|| format!("\u{a0}· {}", words::demonstration(lang)));
    view! {
        <footer class="site-footer">
            <div class="site-footer__inner">
                <div class="site-footer__who">
                    <p>{consent::run_by(lang, lang.pick(&about.issuer))}</p>
                    {contact}
                </div>
                <ul class="site-footer__list" role="list">
                    <li><a href=urls::privacy()>{consent::privacy(lang)}</a></li>
                    <li><a href=urls::terms()>{consent::terms(lang)}</a></li>
                    <li><a href=urls::help()>{consent::help(lang)}</a></li>
                    <li><a href=urls::verify()>{words::verify(lang)}</a></li>
                </ul>
                <p class="site-footer__foot">{motto}{demo}"\u{a0}· "<span class="site-footer__zone">{words::times_in(lang, zone_name(&visit.site, lang))}</span></p>
                <ul class="site-footer__list site-footer__foot" role="list">
                    <li><a href="/api/v1/openapi.json">{words::api(lang)}</a></li>
                    <li><a href=urls::style()>{words::style(lang)}</a></li>
                </ul>
            </div>
        </footer>
    }
    .into_markup()
}
