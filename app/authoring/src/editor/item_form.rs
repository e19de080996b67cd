//! The form of an item. In the dialog of the page its type decides what is asked, and the script fills it in (page/item.js); on a page of its own the server
//! has filled it in (item_page.rs). Both send the same fields.

use leptos::prelude::*;
use zhixing_app::i18n::{editor as words, exam, marking};
use zhixing_domain::{
    lang::Lang,
    question::{Difficulty, Kind},
    workshop::item_form::{FormRow, ItemForm},
};
use zhixing_shell::{
    form::Fields,
    html::{IntoMarkup, Markup},
    parts::{Label, TextArea},
    question::kind_name,
};

/// So many rows are there to begin with, and so many more than are filled where no script adds any.
const ROWS: usize = 4;

type Numbered = fn(Lang, String) -> String;

/// What is asked in rows.
struct Rows {
    kinds: &'static [Kind],
    id: &'static str,
    title: [&'static str; 3],
    mark: Option<Mark>,
    /// The name and the words of each field.
    cells: Vec<(&'static str, Numbered)>,
}

/// What says of an option that it is right, of a gap that it is chosen.
#[derive(Clone, Copy)]
enum Mark {
    Right,
    Chosen,
}

/// The form's fields: of one item that is filled in, or of all types for the script.
pub(super) fn fields(form: Option<&ItemForm>, is_twin: bool, lang: Lang) -> Markup {
    let text = |of: fn(&ItemForm) -> &String| form.map(of).cloned().unwrap_or_default();
    let groups = lists(lang).into_iter().map(|rows| group(rows.kinds, form, |form| list(&rows, form, lang)));
    let groups: Vec<_> = groups.collect();
    let lines = |name, label, hint| {
        let value = form.map(|form| form.rows.iter().map(|row| row.cell(0)).collect::<Vec<_>>().join("\n")).unwrap_or_default();
        view! { <div data-lines="">{area(name, [label, hint], 4, value)}</div> }.into_markup()
    };
    view! {
        {kinds(form, lang)}
        <div data-begins="">{area("stem", [words::item_stem(lang), words::item_stem_hint(lang)], 3, text(|form| &form.stem))}</div>
        {groups}
        {group(&[Kind::TrueFalse], form, |form| truth(form, lang))}
        {group(&[Kind::Numeric, Kind::Short], form, |_| lines("answer", words::item_answers(lang), words::item_answers_hint(lang)))}
        {group(&[Kind::Ordering], form, |_| lines("order", words::item_order(lang), words::item_order_hint(lang)))}
        {area("why", [words::item_why(lang), words::item_why_hint(lang)], 2, text(|form| &form.why))}
        {(!is_twin).then(|| facts(form, lang))}
    }
    .into_markup()
}

/// The types to choose from; the one that it is, where it is filled in.
fn kinds(form: Option<&ItemForm>, lang: Lang) -> Markup {
    if let Some(form) = form {
        return view! {
            <input type="hidden" name="kind" value=form.kind.code()/>
            <p><span class="badge">{kind_name(form.kind, lang)}</span></p>
        }
        .into_markup();
    }
    let options = kind_options(lang);
    view! {
        <div class="field">
            <label class="field__label" for="item-kind">{words::item_kind(lang)}</label>
            <select class="input input--select" id="item-kind" name="kind">{options}</select>
        </div>
    }
    .into_markup()
}

pub(super) fn kind_options(lang: Lang) -> Vec<Markup> {
    Kind::ALL.iter().map(|kind| view! { <option value=kind.code()>{kind_name(*kind, lang)}</option> }.into_markup()).collect()
}

/// What is asked of some types alone.
fn group(kinds: &[Kind], form: Option<&ItemForm>, inside: impl FnOnce(Option<&ItemForm>) -> Markup) -> Markup {
    if form.is_some_and(|form| !kinds.contains(&form.kind)) {
        return ().into_markup();
    }
    let asked = kinds.iter().map(|kind| kind.code()).collect::<Vec<_>>().join(" ");
    view! { <fieldset class="stack stack--tight" data-asked=asked>{inside(form)}</fieldset> }.into_markup()
}

fn area(name: &'static str, [words, hint]: [&str; 2], rows: u8, value: String) -> Markup {
    let label = Label { id: format!("item-{name}"), words: words.into(), hint: hint.into(), error: None };
    let (id, described_by) = (label.id.clone(), label.described_by());
    let area = TextArea { id, name: name.into(), rows, value, required: name == "stem", described_by, ..TextArea::default() };
    label.around(area.view())
}

const fn cell(name: &'static str, words: Numbered) -> (&'static str, Numbered) {
    (name, words)
}

fn lists(lang: Lang) -> [Rows; 4] {
    let titles = |title: zhixing_app::i18n::Message, hint: zhixing_app::i18n::Message, more: zhixing_app::i18n::Message| {
        [title(lang), hint(lang), more(lang)]
    };
    [
        Rows {
            kinds: &[Kind::Single, Kind::Multiple],
            id: "item-options",
            title: titles(words::item_options, words::item_options_hint, words::item_more),
            mark: Some(Mark::Right),
            cells: vec![cell("option", words::item_option)],
        },
        Rows {
            kinds: &[Kind::Matching],
            id: "item-pairs",
            title: titles(words::item_pairs, words::item_pairs_hint, words::item_more_pairs),
            mark: None,
            cells: vec![cell("left", words::item_left), cell("partner", words::item_partner)],
        },
        Rows {
            kinds: &[Kind::Essay],
            id: "item-rubric",
            title: titles(words::item_rubric, words::item_rubric_hint, words::item_more_rubric),
            mark: None,
            cells: vec![cell("criterion", words::item_criterion), cell("worth", words::item_worth), cell("earns", words::item_earns)],
        },
        Rows {
            kinds: &[Kind::Cloze],
            id: "item-gaps",
            title: titles(words::item_gaps, words::item_gaps_hint, words::item_more_gaps),
            mark: Some(Mark::Chosen),
            cells: vec![cell("gap", words::item_gap)],
        },
    ]
}

fn list(rows: &Rows, form: Option<&ItemForm>, lang: Lang) -> Markup {
    let filled = form.map(|form| form.rows.as_slice()).unwrap_or_default();
    let count = if filled.is_empty() { ROWS } else { filled.len() + ROWS };
    let lines: Vec<_> = (0..count).map(|place| row(rows, place, filled.get(place), lang)).collect();
    let [title, hint, more] = rows.title;
    view! {
        <p class="field__label" id=rows.id>{title}</p>
        <p class="field__hint">{hint}</p>
        <ol class="stack stack--tight" role="list" aria-labelledby=rows.id data-rows=ROWS.to_string()>{lines}</ol>
        <div class="needs-script"><button class="button button--small button--quiet" type="button" data-more="">{more}</button></div>
    }
    .into_markup()
}

fn row(rows: &Rows, place: usize, filled: Option<&FormRow>, lang: Lang) -> Markup {
    let n = (place + 1).to_string();
    let marked = filled.is_some_and(|row| row.marked);
    let mark = rows.mark.map(|mark| match mark {
        Mark::Right => view! {
            <input
                class="check__input" type="checkbox" name="right" value=place.to_string() checked=marked data-mark=""
                aria-label=words::item_right(lang, &n) data-label=words::item_right(lang, "\u{2026}")
            />
        }
        .into_markup(),
        Mark::Chosen => view! {
            <select
                class="input input--select" name="gap_kind" data-mark=""
                aria-label=words::item_gap_kind(lang, &n) data-label=words::item_gap_kind(lang, "\u{2026}")
            >
                <option value="typed">{words::item_gap_typed(lang)}</option>
                <option value="chosen" selected=marked>{words::item_gap_chosen(lang)}</option>
            </select>
        }
        .into_markup(),
    });
    let cell = |(at, (name, said)): (usize, &(&'static str, Numbered))| {
        let value = filled.map(|row| row.cell(at).to_string());
        view! {
            <input class="input" name=*name autocomplete="off" value=value data-cell="" aria-label=said(lang, n.clone()) data-label=said(lang, "\u{2026}".into())/>
        }
    };
    let cells: Vec<_> = rows.cells.iter().enumerate().map(cell).collect();
    view! { <li class="item-option">{mark}{cells}</li> }.into_markup()
}

fn truth(form: Option<&ItemForm>, lang: Lang) -> Markup {
    let right = form.and_then(|form| form.rows.iter().position(|row| row.marked)).unwrap_or_default();
    let words = [exam::is_true(lang), exam::is_false(lang)];
    let option = |(at, word): (usize, &&'static str)| {
        let chosen = at == right;
        view! { <option value=at.to_string() selected=chosen>{*word}</option> }
    };
    let options: Vec<_> = words.iter().enumerate().map(option).collect();
    view! {
        <div class="field">
            <label class="field__label" for="item-truth">{words::item_truth(lang)}</label>
            <select class="input input--select" id="item-truth" name="truth" data-truth="">{options}</select>
        </div>
    }
    .into_markup()
}

/// What stands behind the heading; an essay is worth what its rubric is.
fn facts(form: Option<&ItemForm>, lang: Lang) -> Markup {
    let text = |of: fn(&ItemForm) -> &String| form.map(of).cloned();
    let field = |name: &'static str, words: &str, value: Option<String>| {
        let label = Label { id: format!("item-{name}"), words: words.into(), hint: String::new(), error: None };
        let id = label.id.clone();
        label.around(view! { <input class="input" id=id name=name autocomplete="off" value=value/> }.into_markup())
    };
    let own = text(|form| &form.difficulty).unwrap_or_default();
    let level = |level: Difficulty| {
        let word = match level {
            Difficulty::Easy => marking::easy(lang),
            Difficulty::Medium => marking::medium(lang),
            Difficulty::Hard => marking::hard(lang),
        };
        let chosen = own == level.code();
        view! { <option value=level.code() selected=chosen>{word}</option> }
    };
    let levels: Vec<_> = Difficulty::ALL.into_iter().map(level).collect();
    let worth: Vec<Kind> = Kind::ALL.into_iter().filter(|kind| *kind != Kind::Essay).collect();
    view! {
        <details>
            <summary>{words::item_facts(lang)}</summary>
            <div class="stack stack--tight">
                {group(&worth, form, |_| field("points", words::item_points(lang), text(|form| &form.points)))}
                <div class="field">
                    <label class="field__label" for="item-difficulty">{words::item_difficulty(lang)}</label>
                    <select class="input input--select" id="item-difficulty" name="difficulty">
                        <option value="">{words::item_difficulty_none(lang)}</option>
                        {levels}
                    </select>
                </div>
                {field("tags", words::item_tags(lang), text(|form| &form.tags))}
            </div>
        </details>
    }
    .into_markup()
}

/// What was filled in on a page.
pub(super) fn typed(fields: &Fields) -> Option<ItemForm> {
    let all = |name: &str| fields.0.iter().filter(|(n, _)| n == name).map(|(_, value)| value.replace("\r\n", "\n")).collect::<Vec<_>>();
    let one = |name: &str| all(name).pop().unwrap_or_default();
    let kind = Kind::from_code(&one("kind"))?;
    let lines = |name: &str| one(name).lines().map(|line| FormRow { marked: false, cells: vec![line.to_string()] }).collect();
    let table = |names: &[&str]| {
        let columns: Vec<Vec<String>> = names.iter().map(|name| all(name)).collect();
        let count = columns.first().map_or(0, Vec::len);
        let row = |at: usize| columns.iter().map(|column| column.get(at).cloned().unwrap_or_default()).collect();
        (0..count).map(|at| FormRow { marked: false, cells: row(at) }).collect::<Vec<_>>()
    };
    let marked = |rows: Vec<FormRow>, is: &dyn Fn(usize) -> bool| -> Vec<FormRow> {
        rows.into_iter().enumerate().map(|(at, row)| FormRow { marked: is(at), ..row }).collect()
    };
    let rows = match kind {
        Kind::Single | Kind::Multiple => marked(table(&["option"]), &|at| all("right").contains(&at.to_string())),
        Kind::TrueFalse => marked(vec![FormRow::default(); 2], &|at| one("truth") == at.to_string()),
        Kind::Numeric | Kind::Short => lines("answer"),
        Kind::Ordering => lines("order"),
        Kind::Matching => table(&["left", "partner"]),
        Kind::Essay => table(&["criterion", "worth", "earns"]),
        Kind::Cloze => marked(table(&["gap"]), &|at| all("gap_kind").get(at).is_some_and(|kind| kind == "chosen")),
    };
    let [stem, why, points, difficulty, tags] = ["stem", "why", "points", "difficulty", "tags"].map(one);
    Some(ItemForm { kind, stem, rows, why, points, difficulty, tags })
}
