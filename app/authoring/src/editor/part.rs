//! The parts of the editor's page: the field with its bar, the preview, problems and remarks, torn paragraphs, what is done to the file as a whole.

use super::Sheet;
use crate::preview::Previewed;
use leptos::prelude::*;
use zhixing_app::{
    i18n::{bank, editor, team, twin, workshop as words},
    urls,
};
use zhixing_domain::{
    lang::Lang,
    workshop::{
        REASON,
        merge::Merged,
        place::{self, PlaceKind},
    },
};
use zhixing_shell::{
    content::ContentFlaw,
    html::{IntoMarkup, Markup},
    parts::{TextArea, coded, icon},
};
use zhixing_store::{ReviewRemark, WorkshopFile};

/// The way to the other language; none where the course is in English alone.
pub(super) fn twin_link(now: &WorkshopFile, (is_there, is_old): (bool, bool), own: Lang, lang: Lang) -> Markup {
    if own == Lang::En {
        return ().into_markup();
    }
    let old = is_old.then(|| view! { <span class="badge badge--warn">{words::twin_old(lang)}</span> });
    if place::is_twin(&now.path) {
        return view! { <a href=urls::edit_file(&place::first_of(&now.path)) hreflang="zh-CN">"中文"</a>{old}{beside(&now.path, lang)} }
            .into_markup();
    }
    let word = if is_there { words::twin(lang) } else { words::twin_missing(lang) };
    let beside = is_there.then(|| beside(&now.path, lang));
    view! { <a href=urls::edit_file(&place::twin_of(&now.path)) hreflang="en">{word}</a>{old}{beside} }.into_markup()
}

/// To both languages side by side.
fn beside(path: &str, lang: Lang) -> Markup {
    let href = format!("{}?path={}", urls::twin_beside(place::course_of(path)), urls::encoded(path));
    view! { <a href=href>{twin::beside(lang)}</a> }.into_markup()
}

/// What the script says of what is kept on the device; hidden until it does.
pub(super) fn on_device(lang: Lang) -> Markup {
    view! {
        <div class="notice notice--note" role="status" data-found="" hidden>
            <p class="notice__text">{icon("info")}<span>{words::found_here(lang)}</span></p>
            <p class="cluster">
                <button class="button button--small" type="button" data-put-back="">{words::put_back(lang)}</button>
                <button class="button button--small button--quiet" type="button" data-throw-away="">{words::throw_away(lang)}</button>
            </p>
        </div>
        <p class="save-state" role="status" data-unreachable="" hidden>{icon("offline")}<span>{words::offline(lang)}</span></p>
        <p class="save-state" role="status" data-unkept="" hidden>{icon("warn")}<span>{editor::unkept(lang)}</span></p>
        <p class="save-state" role="status" data-itemless="" hidden>{icon("info")}<span>{editor::item_none(lang)}</span></p>
        <p class="save-state" role="status" data-ended="" hidden>
            {icon("warn")}<span>{editor::ended(lang)}" "<a href=urls::sign_in() target="_blank">{editor::sign_in_beside(lang)}</a></span>
        </p>
        <p class="save-state" role="status" data-pasted=bank::pasted_left(lang, "\u{2026}") hidden></p>
        <p class="save-state" role="status" data-other=words::other_editor(lang, "\u{2026}") hidden>{icon("info")}<span></span></p>
    }
    .into_markup()
}

/// Who else has the file open; the script keeps it true.
pub(super) fn others(who: &[String], lang: Lang) -> Markup {
    let between = words::between(lang);
    let is_alone = who.is_empty();
    let said = (!is_alone).then(|| words::others_too(lang, who.join(between)));
    view! {
        <p class="save-state" role="status" data-others=words::others_too(lang, "\u{2026}") data-between=between hidden=is_alone>
            {icon("info")}<span>{said}</span>
        </p>
    }
    .into_markup()
}

/// Both versions of the paragraphs that somebody has to decide.
pub(super) fn torn(merged: &Merged, now: &WorkshopFile, lang: Lang) -> Markup {
    let who = now.edited.as_ref().map_or_else(|| words::somebody(lang).to_string(), |(_, who)| who.clone());
    let said = |text: &str| if text.trim().is_empty() { words::empty_paragraph(lang).to_string() } else { text.to_string() };
    let pairs: Vec<_> = merged
        .torn()
        .map(|(mine, theirs)| {
            // where nothing of mine stands, there is no place to put theirs
            let take = (!mine.trim().is_empty()).then(|| {
                view! {
                    <div class="needs-script">
                        <button class="button button--small" type="button" data-mine=mine.to_string() data-theirs=theirs.to_string()>
                            {editor::take_theirs(lang)}
                        </button>
                    </div>
                }
            });
            view! {
                <div class="torn">
                    <div><p class="torn__who">{words::mine(lang)}</p><pre class="torn__text">{said(mine)}</pre></div>
                    <div><p class="torn__who">{words::theirs(lang)}</p><pre class="torn__text">{said(theirs)}</pre>{take}</div>
                </div>
            }
        })
        .collect();
    view! {
        <div class="error-summary" role="alert" tabindex="-1" id="errors" autofocus>
            <h2 class="error-summary__title">{words::torn(lang)}</h2>
            <p>{words::torn_words(lang, who)}</p>
            {pairs}
        </div>
    }
    .into_markup()
}

/// What the bar inserts: the name that the script knows, and its word.
const INSERTS: [(&str, zhixing_app::i18n::Message); 13] = [
    ("heading", words::insert_heading),
    ("bold", words::insert_bold),
    ("list", words::insert_list),
    ("table", words::insert_table),
    ("callout", words::insert_callout),
    ("fold", editor::fold),
    ("figure", words::insert_figure),
    ("maths", words::insert_maths),
    ("code", words::insert_code),
    ("note", words::insert_note),
    ("link", words::insert_link),
    ("item", editor::item),
    ("edit-item", editor::item_edit),
];

pub(super) fn form(course: &str, now: &WorkshopFile, sheet: &Sheet, lang: Lang) -> Markup {
    let buttons: Vec<_> = INSERTS
        .iter()
        .map(|(name, word)| view! { <button class="button button--small button--quiet" type="button" data-insert=*name>{word(lang)}</button> })
        .collect();
    let area = TextArea {
        id: "text".into(),
        name: "text".into(),
        value: sheet.text.clone(),
        class: "editor__text mono",
        rows: 24,
        described_by: Some("problems".into()),
        ..TextArea::default()
    };
    view! {
        <form class="editor__form" id="edit" method="post" action=urls::edit(course)>
            <input type="hidden" name="path" value=now.path.clone()/>
            <input type="hidden" name="seen" value=sheet.seen.to_string()/>
            <input type="hidden" name="base" value=sheet.base.clone().unwrap_or_default()/>
            <input type="hidden" name="takes_in" value=if sheet.takes_in { "yes" } else { "" }/>
            <div class="cluster cluster--apart">
                <label class="editor__label" for="text" id="text-label">{words::text_label(lang)}</label>
                <div class="cluster">
                    <button class="button button--small" name="do" value="preview">{words::show_preview(lang)}</button>
                    <button class="button button--small button--primary" name="do" value="save">{words::save(lang)}</button>
                </div>
            </div>
            {why(sheet, lang)}
            <div
                class="editor__bar needs-script"
                role="group"
                aria-label=words::insert_bar(lang)
                data-sample=words::sample_text(lang)
            >{buttons}</div>
            {begins(lang)}
            {area.view()}
        </form>
    }
    .into_markup()
}

/// Why it was changed, where its author says so.
fn why(sheet: &Sheet, lang: Lang) -> Markup {
    view! {
        <div class="editor__why">
            <label class="small" for="reason">{words::reason(lang)}</label>
            <input class="input" id="reason" name="reason" value=sheet.reason.clone() maxlength=REASON.to_string() autocomplete="off"/>
        </div>
    }
    .into_markup()
}

/// A new item by its form, where no script opens the dialog.
fn begins(lang: Lang) -> Markup {
    view! {
        <noscript>
            <div class="cluster">
                <select class="input input--select" name="kind" aria-label=editor::item_kind(lang)>{super::item_form::kind_options(lang)}</select>
                <button class="button button--small button--quiet" name="item" value=super::item_page::NEW>{editor::item_begin(lang)}</button>
            </div>
        </noscript>
    }
    .into_markup()
}

/// The text for whoever reads drafts and does not write them.
pub(super) fn reading(sheet: &Sheet, lang: Lang) -> Markup {
    view! {
        <section class="editor__form" aria-labelledby="text">
            <h2 class="editor__label" id="text" tabindex="-1">{words::text_label(lang)}</h2>
            <p class="soft">{team::reads(lang)}</p>
            <pre class="editor__preview guide__text" tabindex="0">{sheet.text.clone()}</pre>
        </section>
    }
    .into_markup()
}

pub(super) fn shown(seen: &Previewed, path: &str, lang: Lang) -> Markup {
    let none = if place::kind_of(path) == PlaceKind::Standard { words::preview_none(lang) } else { words::preview_unreadable(lang) };
    let is_empty = seen.html.trim().is_empty();
    view! {
        <p class="soft" data-unshown="" hidden=!is_empty>{none}</p>
        <div class="editor__preview" data-preview="" lang=seen.lang.tag() inner_html=seen.html.clone()></div>
    }
    .into_markup()
}

/// What is not right, and what a reviewer remarked.
pub(super) fn problems_section(seen: &Previewed, said: &[ReviewRemark], lang: Lang) -> Markup {
    view! {
        <section class="stack editor__problems" aria-labelledby="problems">
            <h2 id="problems">{words::problems(lang)}</h2>
            {problems(seen, lang)}
            {(!said.is_empty()).then(|| remarks(said, lang))}
        </section>
    }
    .into_markup()
}

fn problems(seen: &Previewed, lang: Lang) -> Markup {
    let line = |flaw: &ContentFlaw| {
        let word = if flaw.is_error { words::is_error(lang) } else { words::is_advice(lang) };
        let class = if flaw.is_error { "badge badge--wrong" } else { "badge badge--warn" };
        view! {
            <li>
                <span class=class>{word}</span>" "
                <a href="#text" data-line=flaw.line.to_string()>{words::line_n(lang, flaw.line)}</a>" "
                <span>{coded(flaw.words.get(lang))}</span>" "
                <span class="soft">{coded(flaw.advice.get(lang))}</span>
                {flaw.fix.is_some().then(|| view! { " "<button class="button button--small" form="edit" name="mend" value=flaw.line.to_string()>{editor::mend(lang)}</button> })}
            </li>
        }
    };
    let lines: Vec<_> = seen.flaws.iter().map(line).collect();
    let elsewhere = seen.elsewhere.filter(|n| *n > 0).map(|n| words::elsewhere(lang, n));
    view! {
        <p class="soft" data-none="" hidden=!seen.flaws.is_empty()>{words::no_problems(lang)}</p>
        <ul
            class="log"
            role="list"
            data-problems=""
            data-line-words=words::line_n(lang, "\u{2026}")
            data-error=words::is_error(lang)
            data-advice=words::is_advice(lang)
            data-mend=editor::mend(lang)
        >{lines}</ul>
        <p class="soft small">{elsewhere}</p>
    }
    .into_markup()
}

/// What a colleague said of lines of this file.
fn remarks(said: &[ReviewRemark], lang: Lang) -> Markup {
    let line = |remark: &ReviewRemark| {
        view! {
            <li>
                <span class="badge">{words::remark_text(lang)}</span>" "
                <a href="#text" data-line=remark.line.to_string()>{words::line_n(lang, remark.line)}</a>" "
                <span>{remark.text.clone()}</span>" "<span class="soft">{remark.who.clone()}</span>
            </li>
        }
    };
    let lines: Vec<_> = said.iter().map(line).collect();
    view! { <ul class="log" role="list" aria-label=words::remarks(lang)>{lines}</ul> }.into_markup()
}

/// Of which file, and which version of it, a form speaks.
fn hidden(now: &WorkshopFile) -> Markup {
    view! {
        <input type="hidden" name="path" value=now.path.clone()/>
        <input type="hidden" name="seen" value=now.rev.to_string()/>
    }
    .into_markup()
}

fn moves(course: &str, now: &WorkshopFile, lang: Lang) -> Markup {
    view! {
        <form class="stack stack--tight" method="post" action=urls::draft_change(course)>
            {hidden(now)}
            <div class="field">
                <label class="field__label" for="to">{words::new_path(lang)}</label>
                <input class="input mono" id="to" name="to" value=now.path.clone() required=true autocomplete="off" aria-describedby="to-hint"/>
                <p class="field__hint" id="to-hint">{words::new_path_hint(lang)}</p>
            </div>
            <div class="cluster">
                <button class="button button--small" name="do" value="rename">{words::rename(lang)}</button>
                <button class="button button--small" name="do" value="copy">{words::copy(lang)}</button>
            </div>
        </form>
    }
    .into_markup()
}

/// What is done to the file as a whole.
pub(super) fn more(course: &str, now: &WorkshopFile, lang: Lang) -> Markup {
    let moves = (place::kind_of(&now.path) != PlaceKind::Course).then(|| moves(course, now, lang));
    let discard = (now.rev > 0 && now.published.is_some()).then(|| {
        view! {
            <p class="soft small">{words::discard_words(lang)}</p>
            <div><button class="button button--small" name="do" value="discard">{words::discard(lang)}</button></div>
        }
    });
    view! {
        <details class="editor__more">
            <summary>{words::more(lang)}</summary>
            <div class="stack measure">
                {moves}
                <form class="stack stack--tight" method="post" action=urls::draft_change(course)>
                    {hidden(now)}
                    {discard}
                    <p class="soft small">{words::delete_words(lang)}</p>
                    <div><button class="button button--small button--danger" name="do" value="delete">{words::delete(lang)}</button></div>
                </form>
            </div>
        </details>
    }
    .into_markup()
}
