//! Results for those who may read them: the plans that were sat, the results of one, and the same as a file.
//!
//! Until its release a result bears no name here, for examiners mark without knowing whose an answer is; the store sees to it.

pub mod actions;
mod file;
mod filter;
mod plan;

pub(crate) use file::download;
pub(crate) use plan::show;

use axum::response::Response;
use leptos::prelude::*;
use zhixing_app::{
    i18n::{marking, results as words},
    urls,
};
use zhixing_domain::lang::{Lang, Title};
use zhixing_shell::{
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{ColumnHead, FramedTable, Nav, crumbs, empty, only_note, page, page_head, time, titled},
    problem::Problem,
};
use zhixing_store::{OfSession, ResultGroup};

/// The plans that were sat, each with its sessions.
pub async fn list(visit: Visit) -> Result<Response, Problem> {
    let (lang, reader) = (visit.lang, visit.result_reader()?);
    let groups = visit.site.store.result_groups(&reader, None).await?;
    let published = visit.site.published();
    Ok(page(&visit, words::results(lang), Nav::Desk, || {
        let rows: Vec<_> = groups.iter().map(|group| row(&visit, group, published.library.title(&group.plan, lang), lang)).collect();
        view! {
            {crumbs(lang, vec![(marking::desk(lang).into(), Some(urls::desk())), (words::results(lang).into(), None)])}
            {page_head("", words::results(lang), words::results_lead(lang), vec![])}
            {if rows.is_empty() {
                empty(words::none_yet(lang), words::none_yet_words(lang), Some((marking::desk(lang).into(), urls::desk())))
            } else {
                let texts = [words::plan(lang), words::session(lang)].map(ColumnHead::Words);
                FramedTable::called(words::results(lang)).view(texts.into_iter().chain(heads(lang).map(ColumnHead::Number)), rows)
            }}
        }
    }))
}

fn heads(lang: Lang) -> [&'static str; 4] {
    [words::sat(lang), words::marked(lang), words::released(lang), words::passed(lang)]
}

fn row(visit: &Visit, group: &ResultGroup, title: Title, lang: Lang) -> Markup {
    let session = match &group.session {
        Some((id, name, opens)) => {
            let href = format!("{}?session={id}", urls::plan_results(group.plan.course(), group.plan.plan()));
            view! { <a href=href>{name.clone()}</a>" "<span class="soft small">{time::moment(&visit.site, *opens, lang)}</span> }
                .into_markup()
        }
        None => {
            let href = format!("{}?session={}", urls::plan_results(group.plan.course(), group.plan.plan()), OfSession::Without.text());
            view! { <a class="soft" href=href>{words::no_session(lang)}</a> }.into_markup()
        }
    };
    let counts = heads(lang)
        .into_iter()
        .zip([group.sat, group.marked, group.released, group.passed])
        .map(|(head, n)| view! { <td class="table__number" data-label=head>{n}</td> });
    view! {
        <tr>
            <th scope="row"><a href=urls::plan_results(group.plan.course(), group.plan.plan())>{titled(&title)}</a>{only_note(&title)}</th>
            <td>{session}</td>
            {counts.collect::<Vec<_>>()}
        </tr>
    }
    .into_markup()
}
