//! The forms by which Markdown is inserted (page/forms.js). Each is a dialog of the page; without scripts none of them opens.

use leptos::prelude::*;
use zhixing_app::i18n::{Message, editor as words, workshop};
use zhixing_domain::lang::Lang;
use zhixing_shell::{
    html::{IntoMarkup, Markup},
    parts::{FileField, Label, TextArea},
};

/// The languages that code may be in, as the check knows them.
const LANGUAGES: [&str; 10] = ["text", "python", "json", "sql", "bash", "toml", "csv", "rust", "html", "yaml"];

/// All forms; `lessons` are the lessons of the course, by file and title, for links.
pub(super) fn all(lessons: &[(String, String)], is_twin: bool, lang: Lang) -> Markup {
    let forms = [
        dialog("figure", workshop::insert_figure, figure(lang), lang),
        dialog("table", workshop::insert_table, table(lang), lang),
        dialog("callout", workshop::insert_callout, callout(lang), lang),
        dialog("fold", words::fold, fold(lang), lang),
        dialog("maths", workshop::insert_maths, maths(lang), lang),
        dialog("code", workshop::insert_code, code(lang), lang),
        dialog("note", workshop::insert_note, text("note", words::note_text(lang), ""), lang),
        dialog("link", workshop::insert_link, link(lessons, lang), lang),
        dialog("item", words::item, item(is_twin, lang), lang),
    ];
    Vec::from(forms).into_markup()
}

fn dialog(name: &'static str, title: Message, fields: Markup, lang: Lang) -> Markup {
    let heading = format!("insert-{name}");
    let labelled_by = heading.clone();
    view! {
        <dialog class="dialog dialog--form" data-form=name aria-labelledby=labelled_by>
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

/// What stands around a field of the form `form`, which is sent as `name`.
fn label(form: &str, name: &str, words: &str, hint: &str) -> Label {
    Label { id: format!("{form}-{name}"), words: words.into(), hint: hint.into(), error: None }
}

/// The text of a form, several lines; it begins with what is chosen.
fn text(form: &str, words: &str, hint: &str) -> Markup {
    let label = label(form, "text", words, hint);
    let (id, described_by) = (label.id.clone(), label.described_by());
    let area = TextArea { id, name: "text".into(), rows: 4, required: true, described_by, ..TextArea::default() };
    view! { <div data-begins="">{label.around(area.view())}</div> }.into_markup()
}

fn field(label: Label, name: &'static str, optional: bool) -> Markup {
    let (id, described_by) = (label.id.clone(), label.described_by());
    let input = view! { <input class="input" id=id name=name autocomplete="off" required=!optional aria-describedby=described_by/> };
    label.around(input.into_markup())
}

fn select(label: Label, name: &'static str, options: Vec<Markup>) -> Markup {
    let id = label.id.clone();
    label.around(view! { <select class="input input--select" id=id name=name>{options}</select> }.into_markup())
}

fn option(value: &str, word: &str) -> Markup {
    view! { <option value=value.to_string()>{word.to_string()}</option> }.into_markup()
}

/// The form of an item, and what the script says below it.
fn item(is_twin: bool, lang: Lang) -> Markup {
    view! {
        {super::item_form::fields(None, is_twin, lang)}
        <p
            class="field__error"
            role="alert"
            tabindex="-1"
            data-refused=""
            data-no-server=words::unreachable(lang)
            data-changed=words::item_changed(lang)
            data-inserts=words::insert(lang)
            data-writes=words::item_write(lang)
        ></p>
    }
    .into_markup()
}

fn figure(lang: Lang) -> Markup {
    let file = FileField { id: "figure-file", accept: "image/*".into(), optional: true, ..FileField::new(words::figure_file(lang)) };
    view! {
        <p class="mono small" data-brought=""></p>
        <div class="stack stack--tight" data-choice="">
            {file.view()}
            {select(label("figure", "there", words::figure_there(lang), ""), "there", vec![option("", "")])}
        </div>
        {field(label("figure", "alt", words::figure_alt(lang), words::figure_alt_hint(lang)), "alt", false)}
        {field(label("figure", "caption", words::figure_caption(lang), ""), "caption", true)}
        <p class="field__error" role="alert" tabindex="-1" data-refused="" data-no-picture=words::figure_none(lang) data-no-server=words::unreachable(lang)></p>
    }
    .into_markup()
}

fn table(lang: Lang) -> Markup {
    let number = |name: &'static str, words: &str| {
        let label = label("table", name, words, "");
        let id = label.id.clone();
        label.around(view! { <input class="input" id=id name=name type="number" min="1" max="12" value="2" required=true/> }.into_markup())
    };
    view! {
        <div class="cluster">{number("rows", words::table_rows(lang))}{number("columns", words::table_columns(lang))}</div>
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
        {select(label("callout", "kind", words::callout_kind(lang), ""), "kind", kinds)}
        {text("callout", words::text(lang), "")}
    }
    .into_markup()
}

fn fold(lang: Lang) -> Markup {
    view! {
        {field(label("fold", "summary", words::fold_summary(lang), ""), "summary", false)}
        {text("fold", words::text(lang), "")}
    }
    .into_markup()
}

fn maths(lang: Lang) -> Markup {
    view! {
        {text("maths", words::maths_formula(lang), words::maths_hint(lang))}
        <label class="check"><input class="check__input" type="checkbox" name="own" value="yes"/><span>{words::maths_own(lang)}</span></label>
    }
    .into_markup()
}

fn code(lang: Lang) -> Markup {
    let languages = LANGUAGES.iter().map(|language| option(language, language)).collect();
    view! {
        {select(label("code", "language", words::code_language(lang), ""), "language", languages)}
        {text("code", words::code_text(lang), "")}
    }
    .into_markup()
}

fn link(lessons: &[(String, String)], lang: Lang) -> Markup {
    let known: Vec<_> = lessons.iter().map(|(file, title)| option(file, title)).collect();
    let to = label("link", "to", words::link_to(lang), words::link_hint(lang));
    let (id, described_by) = (to.id.clone(), to.described_by());
    let input = view! {
        <input class="input" id=id name="to" list="link-lessons" autocomplete="off" required=true aria-describedby=described_by/>
    };
    view! {
        <div data-begins="">{field(label("link", "words", words::link_words(lang), ""), "words", false)}</div>
        {to.around(input.into_markup())}
        <datalist id="link-lessons">{known}</datalist>
    }
    .into_markup()
}
