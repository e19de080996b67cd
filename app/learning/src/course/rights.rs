//! Below a course: who made it, what others may do with it, what it was made from, and the book of it.

use leptos::prelude::*;
use zhixing_app::{i18n::course as words, urls};
use zhixing_domain::{course::Course, lang::Lang, package::PackageSource};
use zhixing_shell::html::{IntoMarkup, Markup};

pub(super) fn rights(course: &Course, lang: Lang) -> Markup {
    let own = [course.author.clone().map(|a| words::author(lang, a)), course.license.clone().map(|l| words::license(lang, l))];
    let own: Vec<String> = own.into_iter().flatten().collect();
    let sources: Vec<_> =
        course.sources.iter().rev().map(|source| view! { <li>{words::made_from(lang, said(source, lang))}</li> }).collect();
    view! {
        <footer class="stack stack--tight soft small">
            {(!own.is_empty()).then(|| view! { <p>{own.join(" · ")}</p> })}
            <p><a href=urls::course_book(&course.slug) download="">{words::take_book(lang)}</a>" · "<a href=urls::course_print(&course.slug)>{words::print_course(lang)}</a></p>
            {(!sources.is_empty()).then(|| view! { <ul role="list">{sources}</ul> })}
        </footer>
    }
    .into_markup()
}

fn said(source: &PackageSource, lang: Lang) -> String {
    let title = source.title.get(lang);
    let from = source.issuer.strip_prefix("did:web:").unwrap_or(&source.issuer);
    words::source(lang, title, &source.rights.author, from, &source.rights.license)
}
