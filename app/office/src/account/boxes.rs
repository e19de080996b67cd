//! Which roles somebody has and which courses these reach, to be ticked.

use leptos::prelude::*;
use zhixing_app::i18n::account as words;
use zhixing_domain::{
    account::{Role, Roles, Scope},
    lang::Lang,
};
use zhixing_shell::{
    guard::Visit,
    html::{IntoMarkup, Markup},
};

pub(super) fn role_boxes(roles: Roles, lang: Lang) -> Markup {
    let boxes: Vec<_> = Role::ALL
        .into_iter()
        .map(|r| {
            view! {
                <label class="check">
                    <input class="check__input" type="checkbox" name="role" value=r.code() checked=roles.has(r)/>
                    <span>{words::role(r, lang)}</span>
                </label>
            }
        })
        .collect();
    view! { <fieldset class="field" id="roles"><legend class="field__label">{words::roles(lang)}</legend><div class="cluster">{boxes}</div></fieldset> }.into_markup()
}

/// The courses that the roles reach; those that are gone stay until they are unticked.
pub(super) fn course_boxes(visit: &Visit, scope: &Scope, lang: Lang) -> Markup {
    let published = visit.site.published();
    let mut courses: Vec<(String, String)> =
        published.library.courses.iter().map(|c| (c.slug.clone(), c.title.get(lang).clone())).collect();
    let gone = scope.courses().unwrap_or_default().iter().filter(|name| published.library.course(name).is_none());
    courses.extend(gone.map(|name| (name.clone(), name.clone())));
    let named = |slug: &str| scope.courses().is_some_and(|all| all.iter().any(|c| c == slug));
    let boxes: Vec<_> = courses
        .into_iter()
        .map(|(slug, title)| {
            view! {
                <label class="check">
                    <input class="check__input" type="checkbox" name="course" value=slug.clone() checked=named(&slug)/><span>{title}</span>
                </label>
            }
        })
        .collect();
    view! {
        <fieldset class="field" id="courses">
            <legend class="field__label">{words::reached_courses(lang)}</legend>
            <p class="field__hint">{words::reached_courses_hint(lang)}</p>
            <div class="stack stack--tight">{boxes}</div>
        </fieldset>
    }
    .into_markup()
}
