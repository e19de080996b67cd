//! What is seen of a package before it is taken: who made and signed it, and what becomes of each file.

use super::actions::{CourseWish, SeenCourse};
use crate::import::upload::Upload;
use leptos::prelude::*;
use zhixing_app::{
    i18n::{course, package as words, workshop},
    urls,
};
use zhixing_domain::lang::Lang;
use zhixing_shell::{
    guard::Visit,
    html::{IntoMarkup, Markup},
    packages::{CourseStep, CourseUpdate},
    parts::{Field, notice},
};

pub(super) fn seen(visit: &Visit, sent: &Upload, seen: &SeenCourse, wish: &CourseWish, errors: &[(&'static str, String)]) -> Markup {
    let lang = visit.lang;
    let files = seen.update.as_ref().ok().map(|update| files(update, wish, lang));
    view! {
        {about(seen, lang)}
        {signature(seen, lang)}
        {files}
        {form(sent, seen, wish, errors, lang)}
    }
    .into_markup()
}

/// What it is, of whom, and what may be done with it.
fn about(seen: &SeenCourse, lang: Lang) -> Markup {
    let about = &seen.manifest;
    let sources: Vec<_> = about
        .sources
        .iter()
        .map(|source| {
            let title = source.title.get(lang);
            view! { <li>{course::source(lang, title, &source.rights.author, &source.issuer, &source.rights.license)}</li> }
        })
        .collect();
    let sources = (!sources.is_empty()).then(|| view! { <dt>{words::made_from(lang)}</dt><dd><ul role="list">{sources}</ul></dd> });
    let before = seen.update.as_ref().ok().and_then(|update| update.before.as_ref()).map(|before| before.made_at.clone());
    let before = before.map(|edition| view! { <dt>{words::edition_here(lang)}</dt><dd>{edition}</dd> });
    view! {
        <section class="stack" aria-labelledby="about">
            <h2 id="about">{about.title.get(lang).clone()}</h2>
            <dl class="facts">
                <dt>{words::author(lang)}</dt><dd>{about.rights.author.clone()}</dd>
                <dt>{words::license(lang)}</dt><dd>{about.rights.license.clone()}</dd>
                <dt>{words::edition(lang)}</dt><dd>{about.made_at.clone()}</dd>
                {before}
                <dt>{words::files(lang)}</dt><dd>{about.files.len()}</dd>
                {sources}
            </dl>
        </section>
    }
    .into_markup()
}

/// Whose signature holds, and how that is made sure of.
fn signature(seen: &SeenCourse, lang: Lang) -> Markup {
    let (issuer, key) = (&seen.manifest.issuer, &seen.key);
    let said = match key.is_ours {
        true => notice("success", words::signed_here(lang)),
        false => notice("info", words::signed_there(lang, issuer)),
    };
    let to_compare = (!key.is_ours).then(|| view! { <p class="soft small">{words::compare(lang)}</p> });
    view! {
        <section class="stack" aria-labelledby="signature">
            <h2 id="signature">{words::signature(lang)}</h2>
            {said}
            <dl class="facts">
                <dt>{words::issuer(lang)}</dt><dd class="mono">{issuer.clone()}</dd>
                <dt>{words::key(lang)}</dt><dd class="mono">{key.id.clone()}<br/>{key.text.clone()}</dd>
            </dl>
            {to_compare}
        </section>
    }
    .into_markup()
}

/// The files by what becomes of them; of those that both changed theirs can be taken.
fn files(update: &CourseUpdate, wish: &CourseWish, lang: Lang) -> Markup {
    let groups: Vec<_> = CourseStep::ALL
        .into_iter()
        .filter_map(|step| {
            let paths: Vec<&String> = update.steps.iter().filter(|(_, was)| **was == step).map(|(path, _)| path).collect();
            (!paths.is_empty()).then(|| group(step, &paths, wish, lang))
        })
        .collect();
    if groups.is_empty() {
        return notice("info", words::nothing_changes(lang));
    }
    view! { <section class="stack" aria-labelledby="files"><h2 id="files">{words::what_becomes(lang)}</h2>{groups}</section> }.into_markup()
}

fn group(step: CourseStep, paths: &[&String], wish: &CourseWish, lang: Lang) -> Markup {
    let lines: Vec<_> = paths
        .iter()
        .map(|path| match step {
            CourseStep::Both => {
                let (value, is_chosen) = ((*path).clone(), wish.theirs.contains(*path));
                view! {
                    <li>
                        <label class="check">
                            <input class="check__input" type="checkbox" name="theirs" value=value form="take" checked=is_chosen/>
                            <span class="mono">{(*path).clone()}</span>
                        </label>
                    </li>
                }
                .into_markup()
            }
            _ => view! { <li class="mono">{(*path).clone()}</li> }.into_markup(),
        })
        .collect();
    let is_open = paths.len() <= 12 || step == CourseStep::Both;
    view! {
        <details open=is_open>
            <summary>{words::step_n(step.code(), paths.len(), lang)}</summary>
            <ul class="log small" role="list">{lines}</ul>
        </details>
    }
    .into_markup()
}

fn form(sent: &Upload, seen: &SeenCourse, wish: &CourseWish, errors: &[(&'static str, String)], lang: Lang) -> Markup {
    let error = |id: &str| errors.iter().find(|(field, _)| *field == id).map(|(_, said)| said.clone());
    let typed = if wish.name.is_empty() { seen.course.clone() } else { wish.name.clone() };
    let name =
        Field { value: typed, hint: words::folder_hint(lang).into(), error: error("name"), ..Field::new("name", workshop::name(lang)) };
    let asks_for_key = wish.any_key || seen.update.as_ref().is_err_and(|fault| fault.code == "package-key");
    let key = asks_for_key.then(|| {
        view! {
            <label class="check">
                <input class="check__input" type="checkbox" id="new_key" name="new_key" value="yes" checked=wish.any_key/>
                <span>{words::new_key(lang)}</span>
            </label>
        }
    });
    let take =
        seen.update.is_ok().then(|| view! { <button class="button button--primary" name="do" value="take">{words::take(lang)}</button> });
    view! {
        <form class="card stack measure" id="take" method="post" action=urls::take_course()>
            <h2>{words::where_to(lang)}</h2>
            <input type="hidden" name="kept" value=sent.to_keep()/>
            <input type="hidden" name="file" value=sent.name.clone()/>
            {name.view()}
            {key}
            <div class="cluster">
                {take}
                <button class="button" name="do" value="look">{words::look_again(lang)}</button>
                <a class="button button--quiet" href=urls::bring_course()>{words::another(lang)}</a>
            </div>
        </form>
    }
    .into_markup()
}
