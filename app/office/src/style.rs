//! The living style page: every part in every state, from the same code that the pages use.

use axum::response::Response;
use leptos::prelude::*;
use zhixing_app::i18n::{exam as exam_words, lockdown as room_words, site as words};
use zhixing_domain::{lang::Lang, question::Kind};
use zhixing_shell::{
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{Field, Nav, bar, empty, error_summary, icon, notice, page, page_head, save_state},
    question::{Face, kind_name},
};

pub async fn show(visit: Visit) -> Response {
    let (lang, published) = (visit.lang, visit.site.published());
    page(&visit, words::style(lang), Nav::None, || {
        let faces: Vec<_> = Kind::ALL
            .into_iter()
            .filter_map(|kind| published.library.courses.iter().flat_map(|c| &c.items).find(|i| i.question.kind() == kind))
            .map(|item| {
                let prompt = item.prompt(&zhixing_shell::question::arrangement(item), lang);
                let face =
                    Face { prompt: &prompt, name: format!("style.{}", item.key), id: format!("style.{}", item.key), answer: None, lang };
                view! {
                    <section class="question">
                        <header class="question__head"><h3 class="question__number">{kind_name(item.question.kind(), lang)}</h3></header>
                        {face.view()}
                    </section>
                }
            })
            .collect();
        view! {
            {page_head("", words::style(lang), words::motto(lang), vec![])}
            <div class="stack stack--far">
                {buttons(lang)}
                {fields(lang)}
                {notices(lang)}
                {states(lang)}
                {tables(lang)}
                {verdicts(lang)}
                {papers(lang)}
                {spoken(lang)}
                {texts(lang)}
                <section class="stack" aria-label="Question">{faces}</section>
            </div>
        }
    })
}

fn buttons(lang: Lang) -> Markup {
    view! {
        <section class="stack" aria-labelledby="style-button">
            <h2 id="style-button">"Button"</h2>
            <div class="cluster">
                <button class="button button--primary" type="button">{words::save(lang)}</button>
                <button class="button" type="button">{words::cancel(lang)}</button>
                <button class="button button--quiet" type="button">{words::close(lang)}</button>
                <button class="button button--danger" type="button">{zhixing_app::i18n::certificate::revoke(lang)}</button>
                <button class="button button--primary" type="button" aria-busy="true">{exam_words::saving(lang)}</button>
                <button class="button" type="button" disabled>{words::save(lang)}</button>
                <button class="button button--small" type="button">{words::next(lang)}</button>
                <button class="button button--large button--primary" type="button">{words::next(lang)}{icon("right")}</button>
            </div>
        </section>
    }
    .into_markup()
}

fn fields(lang: Lang) -> Markup {
    use zhixing_app::i18n::account;
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
    .into_markup()
}

fn notices(lang: Lang) -> Markup {
    view! {
        <section class="stack measure" aria-labelledby="style-notice">
            <h2 id="style-notice">"Notice"</h2>
            {notice("note", exam_words::starts_clock(lang))}
            {notice("success", words::saved(lang))}
            {notice("warning", exam_words::waiting_one(lang))}
            {notice("caution", exam_words::not_running(lang))}
            {empty(exam_words::none_yet(lang), exam_words::none_yet_words(lang), Some((exam_words::exams(lang).into(), zhixing_app::urls::exams())))}
        </section>
    }
    .into_markup()
}

fn states(lang: Lang) -> Markup {
    let cell = |state: &'static str, n: u8| view! { <li><span class="item-list__cell" data-state=state>{n}</span></li> };
    view! {
        <section class="stack measure" aria-labelledby="style-state">
            <h2 id="style-state">"State"</h2>
            <div class="cluster">
                {save_state("saved", exam_words::all_saved(lang))}
                {save_state("saving", exam_words::saving(lang))}
                {save_state("waiting", exam_words::waiting_one(lang))}
                {save_state("refused", exam_words::refused_n(lang, 1))}
            </div>
            <ol class="item-list" role="list">{cell("answered", 1)}{cell("unanswered", 2)}{cell("answered flagged", 3)}{cell("unsaved", 4)}</ol>
            {bar(exam_words::score(lang), 62, 100, "62 / 100")}
            <div class="cluster"><span class="badge">{exam_words::mock(lang)}</span><span class="badge badge--warn">{zhixing_app::i18n::course::demo_value(lang)}</span></div>
        </section>
    }
    .into_markup()
}

fn tables(lang: Lang) -> Markup {
    view! {
        <section class="stack measure" aria-labelledby="style-table">
            <h2 id="style-table">"Table"</h2>
            <div class="table-frame" role="group" tabindex="0" aria-labelledby="style-table">
                <table class="table">
                    <caption class="table__caption">{exam_words::by_function(lang)}</caption>
                    <thead><tr><th scope="col">{exam_words::item(lang)}</th><th scope="col" class="table__number">{exam_words::points(lang)}</th></tr></thead>
                    <tbody>
                        <tr><th scope="row">{exam_words::single(lang)}</th><td class="table__number">"26"</td></tr>
                        <tr><th scope="row">{exam_words::essay(lang)}</th><td class="table__number">"8.5"</td></tr>
                    </tbody>
                </table>
            </div>
            <dl class="facts">
                <dt>{exam_words::limit(lang)}</dt><dd>{words::minutes(lang, 90)}</dd>
                <dt>{exam_words::pass_mark(lang)}</dt><dd>{exam_words::pass_of_100(lang, 60)}</dd>
            </dl>
            <form class="search" role="search" action=zhixing_app::urls::search()>
                <label class="visually-hidden" for="style-search">{words::search(lang)}</label>
                <input class="input" id="style-search" name="q" type="search"/>
                <button class="button">{words::search(lang)}</button>
            </form>
        </section>
    }
    .into_markup()
}

fn score(state: &'static str, verdict: &'static str, glyph: &'static str, number: &'static str, lang: Lang) -> Markup {
    view! {
        <div class="score" data-state=state>
            <p class="score__verdict">{icon(glyph)}{verdict}</p>
            <p class="score__number numeric">{number}<span class="score__of">" / 100"</span></p>
            <p class="score__pass">{exam_words::pass_mark(lang)}" 60"</p>
            <meter class="score__meter" min="0" max="100" low="60" optimum="100" value=number aria-label=exam_words::score(lang)></meter>
        </div>
    }
    .into_markup()
}

fn verdicts(lang: Lang) -> Markup {
    use zhixing_app::i18n::{certificate, verification};
    let verdict = |state: &'static str, glyph: &'static str, title: &'static str, text: &'static str| {
        view! {
            <div class="verdict" data-state=state>
                <span class="verdict__mark">{icon(glyph)}</span>
                <div class="verdict__words"><p class="verdict__title">{title}</p><p>{text}</p></div>
            </div>
        }
    };
    let check = |state: &'static str, glyph: &'static str, name: &'static str, text: &'static str| {
        view! { <li class="checks__row" data-state=state>{icon(glyph)}<div><p class="checks__name">{name}</p><p class="checks__words">{text}</p></div></li> }
    };
    let score = |state, verdict, glyph, number| score(state, verdict, glyph, number, lang);
    view! {
        <section class="stack measure" aria-labelledby="style-verdict">
            <h2 id="style-verdict">"Verdict"</h2>
            {verdict("valid", "check", certificate::in_force(lang), verification::in_force_do(lang))}
            {verdict("demonstration", "caution", certificate::demo(lang), verification::demonstration_do(lang))}
            {verdict("revoked", "cross", certificate::revoked(lang), verification::revoked_do(lang))}
            {verdict("invalid", "cross", verification::file_differs(lang), verification::file_differs_do(lang))}
            {verdict("unknown", "unknown", verification::no_credential(lang), verification::no_credential_do(lang))}
            <ul class="checks" role="list">
                {check("pass", "check", certificate::signature(lang), verification::signature_pass(lang))}
                {check("fail", "cross", certificate::revocation(lang), certificate::revocation_fail(lang))}
                {check("unknown", "unknown", certificate::record(lang), certificate::could_not_check(lang))}
            </ul>
            {score("passed", exam_words::passed(lang), "check", "82")}
            {score("failed", exam_words::failed(lang), "cross", "47.5")}
        </section>
    }
    .into_markup()
}

fn papers(lang: Lang) -> Markup {
    let feedback = |verdict: &'static str, glyph: &'static str, text: &'static str| {
        view! { <div class="feedback" data-verdict=verdict><p class="feedback__verdict">{icon(glyph)}{text}</p></div> }
    };
    use zhixing_app::i18n::course;
    view! {
        <section class="stack measure" aria-labelledby="style-paper">
            <h2 id="style-paper">"Paper"</h2>
            {zhixing_shell::parts::specimen(lang)}
            <div class="receipt stack"><p class="receipt__stamp">{icon("check")}{exam_words::phase_submitted(lang)}</p><p class="mono">"71a6acf22cd707b588ef0b1f2d4b3e0f"</p></div>
            {feedback("right", "check", course::right(lang))}
            {feedback("wrong", "cross", course::wrong(lang))}
            {feedback("partly", "partly", course::partly(lang))}
            <p class="countdown" data-phase="normal"><span class="countdown__label">{exam_words::remaining(lang)}</span><span class="countdown__time numeric">"1:12:40"</span></p>
            <p class="countdown" data-phase="last-minutes">
                <span class="countdown__label">{exam_words::remaining(lang)}</span><span class="countdown__time numeric">"9:31"</span>
            </p>
            <p class="countdown" data-phase="last-minute"><span class="countdown__label">{exam_words::remaining(lang)}</span><span class="countdown__time numeric">"0:48"</span></p>
        </section>
    }
    .into_markup()
}

/// Prose with a callout of each kind, as courseware renders it.
fn spoken(lang: Lang) -> Markup {
    view! {
        <section class="stack" aria-labelledby="style-spoken">
            <h2 id="style-spoken">"Spoken"</h2>
            <div class="spoken">
                <p class="spoken__label">{room_words::code(lang)}</p><p class="spoken__words">"738215"</p>
                <p class="small">{room_words::session_code_once(lang)}</p>
            </div>
        </section>
    }
    .into_markup()
}

fn texts(lang: Lang) -> Markup {
    let callout = |kind: &'static str, text: &'static str| {
        view! { <aside class=format!("callout callout--{kind}") role="note"><p class="callout__title">{kind}</p><p>{text}</p></aside> }
    };
    view! {
        <section class="prose" aria-labelledby="style-prose">
            <h2 id="style-prose">"Prose"</h2>
            <p>{words::hero_lead(lang)}</p>
            <ul><li>{words::step_learn_words(lang)}</li><li>{words::step_prove_words(lang)}</li></ul>
            {callout("note", words::step_carry_words(lang))}
            {callout("tip", words::step_learn_words(lang))}
            {callout("important", words::step_prove_words(lang))}
            {callout("warning", exam_words::starts_clock(lang))}
            {callout("caution", exam_words::hand_in_words(lang))}
            <pre class="code" tabindex="0">
                <code>
                    <span class="hl-keyword">"SELECT"</span>" item, "<span class="hl-function">"COUNT"</span>"(*) "
                    <span class="hl-keyword">"FROM"</span>" label "<span class="hl-comment">"-- 1"</span>
                </code>
            </pre>
        </section>
    }
    .into_markup()
}
