//! The buttons of providers on the page of signing in.

use leptos::prelude::*;
use zhixing_app::{i18n::identity as words, urls};
use zhixing_domain::identity::Provider;
use zhixing_shell::{
    guard::Visit,
    html::{IntoMarkup, Markup},
};

/// The buttons on the page of signing in: links, because a form may only be sent to this site.
pub(crate) fn buttons(visit: &Visit, next: &str) -> Option<Markup> {
    let lang = visit.lang;
    let way = |name: &str| match next.is_empty() {
        true => urls::sign_in_with(name),
        false => format!("{}?next={}", urls::sign_in_with(name), urls::encoded(next)),
    };
    let button = |p: &Provider| {
        view! { <a class="button button--wide" rel="nofollow" href=way(&p.name)>{words::sign_in_with(lang, p.label.get(lang))}</a> }
    };
    let all: Vec<_> = visit.site.about.providers.iter().map(button).collect();
    (!all.is_empty()).then(|| view! { <div class="stack stack--tight">{all}</div> }.into_markup())
}
