//! The forms by which Markdown is inserted (page/forms.js). Each is a dialog of the page; without scripts none of them opens.

use leptos::prelude::*;
use zhixing_app::i18n::{Message, editor as words, workshop};
use zhixing_domain::{lang::Lang, question::Kind, workshop::begun_item};
use zhixing_shell::{
    html::{IntoMarkup, Markup},
    parts::TextArea,
    question::kind_name,
};

/// The languages that code may be in, as the check knows them.
const LANGUAGES: [&str; 10] = ["text", "python", "json", "sql", "bash", "toml", "csv", "rust", "html", "yaml"];

/// All forms; `lessons` are the lessons of the course, by file and title, for links.
pub(super) fn all(lessons: &[(String, String)], lang: Lang) -> Markup {
    let forms = [
        dialog("figure", workshop::insert_figure, figure(lang), lang),
        dialog("table", workshop::insert_table, table(lang), lang),
        dialog("callout", workshop::insert_callout, callout(lang), lang),
        dialog("fold", words::fold, fold(lang), lang),
        dialog("maths", workshop::insert_maths, maths(lang), lang),
        dialog("code", workshop::insert_code, code(lang), lang),
        dialog("note", workshop::insert_note, text("note-text", words::note_text(lang), true), lang),
        dialog("link", workshop::insert_link, link(lessons, lang), lang),
        dialog("item", words::item, item(lang), lang),
    ];
    Vec::from(forms).into_markup()
}

fn dialog(name: &'static str, title: Message, fields: Markup, lang: Lang) -> Markup {
    let heading = format!("insert-{name}");
    view! {
        <dialog class="dialog dialog--form" data-form=name aria-labelledby=heading.clone()>
            <form class="stack" method="dialog">
                <h2 class="dialog__title" id=heading>{title(lang)}</h2>
                {fields}
                <div class="cluster">
                    <button class="button button--primary" value="insert">{words::insert(lang)}</button>
                    <button class="button button--quiet" value="cancel" formnovalidate>{words::cancel(lang)}</button>
                </div>
            </form>
        </dialog>
    }
    .into_markup()
}

/// A text of several lines; `takes`: it begins with what is chosen.
fn text(id: &str, label: &'static str, takes: bool) -> Markup {
    let name = id.rsplit('-').next().unwrap_or(id).to_string();
    let area = TextArea { id: id.into(), name, rows: 4, required: true, ..TextArea::default() };
    let label = view! { <label class="field__label" for=id.to_string()>{label}</label> };
    let takes = if takes { "yes" } else { "no" };
    view! { <div class="field" data-begins=takes>{label}{area.view()}</div> }.into_markup()
}

fn field(id: &'static str, name: &'static str, label: &'static str, hint: &str, optional: bool) -> Markup {
    let hint_id = format!("{id}-hint");
    let described = (!hint.is_empty()).then(|| hint_id.clone());
    let hint = (!hint.is_empty()).then(|| view! { <p class="field__hint" id=hint_id>{hint.to_string()}</p> });
    view! {
        <div class="field">
            <label class="field__label" for=id>{label}</label>
            {hint}
            <input class="input" id=id name=name autocomplete="off" required=!optional aria-describedby=described/>
        </div>
    }
    .into_markup()
}

fn select(id: &'static str, name: &'static str, label: &'static str, options: Vec<Markup>) -> Markup {
    view! {
        <div class="field">
            <label class="field__label" for=id>{label}</label>
            <select class="input input--select" id=id name=name>{options}</select>
        </div>
    }
    .into_markup()
}

fn option(value: &str, word: &str) -> Markup {
    view! { <option value=value.to_string()>{word.to_string()}</option> }.into_markup()
}

fn figure(lang: Lang) -> Markup {
    view! {
        <p class="mono small" data-brought=""></p>
        <div class="stack stack--tight" data-choice="">
            <div class="field">
                <label class="field__label" for="figure-file">{words::figure_file(lang)}</label>
                <input class="input" id="figure-file" name="file" type="file" accept="image/*"/>
            </div>
            {select("figure-there", "there", words::figure_there(lang), vec![option("", "")])}
        </div>
        {field("figure-alt", "alt", words::figure_alt(lang), words::figure_alt_hint(lang), false)}
        {field("figure-caption", "caption", words::figure_caption(lang), "", true)}
        <p class="field__error" role="alert" data-refused="" data-no-picture=words::figure_none(lang) data-no-server=words::unreachable(lang)></p>
    }
    .into_markup()
}

fn table(lang: Lang) -> Markup {
    let number = |id: &'static str, name: &'static str, label: &'static str, value: &'static str| {
        view! {
            <div class="field">
                <label class="field__label" for=id>{label}</label>
                <input class="input" id=id name=name type="number" min="1" max="12" value=value required=true/>
            </div>
        }
    };
    view! {
        <div class="cluster">
            {number("table-rows", "rows", words::table_rows(lang), "2")}
            {number("table-columns", "columns", words::table_columns(lang), "2")}
        </div>
        <div class="grid-editor">
            <table data-grid="" data-cell=words::table_cell(lang, "\u{2026}") data-head=words::table_head(lang, "\u{2026}") aria-label=words::table_cells(lang)>
                <tbody></tbody>
            </table>
        </div>
    }
    .into_markup()
}

fn callout(lang: Lang) -> Markup {
    let kinds = words::CALLOUTS.iter().map(|(kind, word)| option(kind, word(lang))).collect();
    view! {
        {select("callout-kind", "kind", words::callout_kind(lang), kinds)}
        {text("callout-text", words::text(lang), true)}
    }
    .into_markup()
}

fn fold(lang: Lang) -> Markup {
    view! {
        {field("fold-summary", "summary", words::fold_summary(lang), "", false)}
        {text("fold-text", words::text(lang), true)}
    }
    .into_markup()
}

fn maths(lang: Lang) -> Markup {
    view! {
        <p class="field__hint" id="maths-hint">{words::maths_hint(lang)}</p>
        {text("maths-formula", words::maths_formula(lang), true)}
        <label class="cluster"><input type="checkbox" name="own" value="yes"/><span>{words::maths_own(lang)}</span></label>
    }
    .into_markup()
}

fn code(lang: Lang) -> Markup {
    let languages = LANGUAGES.iter().map(|language| option(language, language)).collect();
    view! {
        {select("code-language", "language", words::code_language(lang), languages)}
        {text("code-code", words::code_text(lang), true)}
    }
    .into_markup()
}

fn link(lessons: &[(String, String)], lang: Lang) -> Markup {
    let known: Vec<_> = lessons.iter().map(|(file, title)| option(file, title)).collect();
    view! {
        <div data-begins="yes">{field("link-words", "words", words::link_words(lang), "", false)}</div>
        <div class="field">
            <label class="field__label" for="link-to">{words::link_to(lang)}</label>
            <p class="field__hint" id="link-to-hint">{words::link_hint(lang)}</p>
            <input class="input" id="link-to" name="to" list="link-lessons" autocomplete="off" required=true aria-describedby="link-to-hint"/>
            <datalist id="link-lessons">{known}</datalist>
        </div>
    }
    .into_markup()
}

fn item(lang: Lang) -> Markup {
    let kinds: Vec<_> = Kind::ALL
        .iter()
        .map(|kind| {
            let text = begun_item::text(*kind, lang);
            view! { <option value=kind.code() data-text=text>{kind_name(*kind, lang)}</option> }.into_markup()
        })
        .collect();
    view! {
        <p class="field__hint">{words::item_hint(lang)}</p>
        {select("item-kind", "kind", words::item_kind(lang), kinds)}
    }
    .into_markup()
}
