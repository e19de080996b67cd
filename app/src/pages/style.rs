//! The living style page: every part in every state, from the same code that the pages use.

use crate::{
    guard::Visit,
    i18n::{exam as exam_words, site as words},
    parts::{Field, Nav, bar, empty, error_summary, icon, notice, page, page_head, save_state},
    question::{Face, kind_name},
};
use axum::response::Response;
use leptos::prelude::*;
use zhixing_domain::{lang::Lang, question::Kind};

pub async fn show(visit: Visit) -> Response {
    let (lang, shelf) = (visit.lang, visit.site.shelf());
    page(&visit, words::style(lang), Nav::None, || {
        let faces: Vec<_> = Kind::ALL
            .into_iter()
            .filter_map(|kind| shelf.library.courses.iter().flat_map(|c| &c.items).find(|i| i.question.kind() == kind))
            .map(|item| {
                let prompt = item.prompt(&crate::act::practice::arrangement(item), lang);
                let face = Face { prompt: &prompt, name: format!("style.{}", item.key), answer: None, lang };
                view! { <section class="question"><header class="question__head"><h3 class="question__number">{kind_name(item.question.kind(), lang)}</h3></header>{face.view()}</section> }
            })
            .collect();
        view! {
            {page_head("", words::style(lang), words::motto(lang), vec![])}
            <div class="stack stack--far">
                {buttons(lang)}
                {fields(lang)}
                {notices(lang)}
                {states(lang)}
                <section class="stack" aria-label="Question">{faces}</section>
            </div>
        }
    })
}

fn buttons(lang: Lang) -> AnyView {
    view! {
        <section class="stack" aria-labelledby="style-button">
            <h2 id="style-button">"Button"</h2>
            <div class="cluster">
                <button class="button button--primary" type="button">{words::save(lang)}</button>
                <button class="button" type="button">{words::cancel(lang)}</button>
                <button class="button button--quiet" type="button">{words::close(lang)}</button>
                <button class="button button--danger" type="button">{crate::i18n::certificate::revoke(lang)}</button>
                <button class="button button--primary" type="button" aria-busy="true">{exam_words::saving(lang)}</button>
                <button class="button" type="button" disabled>{words::save(lang)}</button>
                <button class="button button--small" type="button">{words::next(lang)}</button>
                <button class="button button--large button--primary" type="button">{words::next(lang)}{icon("right")}</button>
            </div>
        </section>
    }
    .into_any()
}

fn fields(lang: Lang) -> AnyView {
    use crate::i18n::account;
    let plain = Field { hint: account::name_hint(lang).into(), ..Field::new("style-name", account::name(lang)) };
    let wrong = Field {
        kind: "password",
        error: Some(account::password_short(lang).into()),
        ..Field::new("style-password", account::password(lang))
    };
    view! {
        <section class="stack measure" aria-labelledby="style-field">
            <h2 id="style-field">"Field"</h2>
            {error_summary(lang, &[("style-password", account::password_short(lang).to_string())])}
            {plain.view()}
            {wrong.view()}
        </section>
    }
    .into_any()
}

fn notices(lang: Lang) -> AnyView {
    view! {
        <section class="stack measure" aria-labelledby="style-notice">
            <h2 id="style-notice">"Notice"</h2>
            {notice("note", exam_words::starts_clock(lang))}
            {notice("success", words::saved(lang))}
            {notice("warning", exam_words::waiting_one(lang))}
            {notice("caution", exam_words::not_running(lang))}
            {empty(exam_words::none_yet(lang), exam_words::none_yet_words(lang), Some((exam_words::exams(lang).into(), crate::urls::exams())))}
        </section>
    }
    .into_any()
}

fn states(lang: Lang) -> AnyView {
    let cell = |state: &'static str, n: u8| view! { <li><span class="item-list__cell" data-state=state>{n}</span></li> };
    view! {
        <section class="stack measure" aria-labelledby="style-state">
            <h2 id="style-state">"State"</h2>
            <div class="cluster">
                {save_state("saved", exam_words::all_saved(lang))}
                {save_state("saving", exam_words::saving(lang))}
                {save_state("waiting", exam_words::waiting_one(lang))}
                {save_state("refused", exam_words::refused_one(lang))}
            </div>
            <ol class="item-list" role="list">{cell("answered", 1)}{cell("unanswered", 2)}{cell("answered flagged", 3)}{cell("unsaved", 4)}</ol>
            {bar(exam_words::score(lang), 62, 100, "62 / 100")}
            <div class="cluster"><span class="badge">{exam_words::mock(lang)}</span><span class="badge badge--warn">{crate::i18n::course::demo_value(lang)}</span></div>
        </section>
    }
    .into_any()
}
