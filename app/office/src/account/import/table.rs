//! The list as a table whose cells can be changed, with what is wrong above it by row and column. The whole list goes along with the form, so it works
//! with scripts off and nothing is kept by the server.

use crate::account::import::actions::confirmed_names;
use leptos::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use zhixing_app::{
    i18n::{account as account_words, import as words, invigilation as list_words, name as name_words, site},
    urls,
};
use zhixing_domain::lang::Lang;
use zhixing_roster::{Column, OPENING, OpeningRow, Roster, RosterFault, openings, written};
use zhixing_shell::{
    form::Fields,
    html::{IntoMarkup, Markup},
    parts::{Field, FramedTable, faults_summary, field_error, notice, report},
};

/// So many rows are shown at a time, so many faults are written out.
const SHOWN: usize = 200;
/// The names of the cells in the form, in the order of [`OPENING`].
const CELLS: [&str; 4] = ["login", "name", "legal_name", "role"];

/// A form as it was sent.
#[derive(Default)]
pub(super) struct Sent {
    list: String,
    /// Under which the list is opened.
    pub key: String,
    pub opens: bool,
    /// Into which group they come; none where it is empty.
    pub group: String,
    /// By what staff know the names for certificates.
    pub note: String,
    /// What stands in the shown rows, by line; nothing for one that is taken out.
    rows: HashMap<u64, Option<[String; 4]>>,
}

pub(super) fn sent(Fields(fields): Fields) -> Sent {
    let mut sent = Sent::default();
    let mut line = 0;
    for (name, value) in fields {
        match name.as_str() {
            "list" => sent.list = value,
            "open" => sent.opens = true,
            "key" => sent.key = value,
            "group" => sent.group = value,
            "note" => sent.note = value,
            "line" => {
                line = value.parse().unwrap_or_default();
                sent.rows.insert(line, Some(Default::default()));
            }
            "out" => {
                sent.rows.insert(line, None);
            }
            cell => {
                let at = CELLS.iter().position(|name| *name == cell);
                if let Some((at, Some(cells))) = at.zip(sent.rows.get_mut(&line))
                    && let Some(cell) = cells.get_mut(at)
                {
                    *cell = value;
                }
            }
        }
    }
    sent
}

impl Sent {
    /// The list with what was changed in the table; as it was sent where nothing was.
    pub fn text(&self) -> String {
        if self.rows.is_empty() {
            return self.list.clone();
        }
        let read = openings(&self.list);
        let changed = |row: &OpeningRow| self.rows.get(&row.line).is_some_and(|now| now.as_ref() != Some(&row.cells));
        if !read.rows.iter().any(changed) {
            return self.list.clone();
        }
        let now = |row: OpeningRow| self.rows.get(&row.line).cloned().unwrap_or(Some(row.cells));
        let rows: Vec<[String; 4]> = read.rows.into_iter().filter_map(now).collect();
        written(rows.iter())
    }
}

/// What is wrong with a list, and what was done with what is not.
fn remarks(roster: &Roster<OpeningRow>, doubts: Vec<String>, lang: Lang) -> Markup {
    let other: Vec<String> =
        roster.rows.iter().filter_map(|row| row.kept_login().map(|kept| words::kept_as(lang, &row.cells[0], kept))).collect();
    let kept = other.len();
    let unused: Vec<&str> =
        roster.columns.iter().filter(|(name, column)| column.is_none() && !name.is_empty()).map(|(name, _)| name.as_str()).collect();
    let above: Vec<String> = roster.above.iter().map(u64::to_string).collect();
    view! {
        {report(roster.wrong.iter().map(|w| w.text(lang)), lang)}
        {(!above.is_empty()).then(|| notice("caution", list_words::lines_above(lang, above.join(site::comma(lang)))))}
        {(!unused.is_empty()).then(|| notice("caution", words::unused(lang, unused.join(site::comma(lang)))))}
        {(!doubts.is_empty()).then(|| view! { {notice("caution", list_words::list_unsure(lang))}{report(doubts, lang)} })}
        {(kept > 0).then(|| view! { {notice("note", words::kept_n(lang, kept))}{report(other, lang)} })}
    }
    .into_markup()
}

/// What stands around the table: the list as it is sent again, what may have been misread, the choice of a group, and how the names are known.
#[derive(Default)]
pub(super) struct ShownList {
    pub text: String,
    pub key: String,
    pub doubts: Vec<String>,
    pub group: Option<Markup>,
    pub note: String,
    pub wrong_note: Option<String>,
}

/// That names for certificates count as checked, and the field that asks by what; nothing where the list has none.
fn grounds(names: usize, note: String, error: Option<String>, lang: Lang) -> Option<Markup> {
    let hint = name_words::note_hint_list(lang).into();
    let field = Field { value: note, error, hint, ..Field::new("note", name_words::account_note(lang)) };
    (names > 0).then(|| view! { {notice("caution", words::confirmed_n(lang, names))}{field.view()} }.into_markup())
}

/// What is wrong, what was read otherwise than it is written, the table, and the buttons.
pub(super) fn view(roster: &Roster<OpeningRow>, shown: ShownList, lang: Lang) -> Markup {
    let ShownList { text, key, doubts, group, note, wrong_note } = shown;
    let (wrong, ready) = (roster.wrong.len(), roster.wrong.is_empty());
    let mut errors = if ready { vec![] } else { vec![("read", words::wrong_n(lang, wrong))] };
    let faults = wrong + usize::from(wrong_note.is_some());
    errors.extend(wrong_note.clone().map(|said| ("note", said)));
    view! {
        <div class="stack stack--loose">
            {faults_summary(lang, faults, &errors)}
            {remarks(roster, doubts, lang)}
            <form class="stack" method="post" action=urls::import_accounts()>
                <input type="hidden" name="list" value=text/>
                <input type="hidden" name="key" value=key/>
                // what Enter in a cell presses: it looks once more, and opens nothing
                <button class="visually-hidden" tabindex="-1" aria-hidden="true">{words::again(lang)}</button>
                <div class="section-head"><h2 id="read">{words::read_n(lang, roster.rows.len())}</h2><p class="section-head__note">{words::nothing_yet(lang)}</p></div>
                {(roster.rows.len() > SHOWN).then(|| view! { <p class="small soft">{words::rows_first(lang, SHOWN)}</p> })}
                {(!roster.rows.is_empty()).then(|| rows(roster, lang))}
                {grounds(confirmed_names(roster), note, wrong_note, lang)}
                {group}
                <div class="cluster">
                    {ready.then(|| view! { <button class="button button--primary" name="open" value="yes">{words::open_n(lang, roster.rows.len())}</button> })}
                    <button class="button" class:button--primary=!ready>{words::again(lang)}</button>
                    <a class="button button--quiet" href=urls::import_accounts()>{words::start_over(lang)}</a>
                </div>
            </form>
        </div>
    }
    .into_markup()
}

/// The rows that have to be changed come first, then others up to so many.
fn rows(roster: &Roster<OpeningRow>, lang: Lang) -> Markup {
    let wrong: Faults = roster.wrong.iter().map(|w| ((w.line, w.column), &w.why)).collect();
    let lines: BTreeSet<u64> = roster.wrong.iter().map(|w| w.line).collect();
    let (first, rest): (Vec<_>, Vec<_>) = roster.rows.iter().partition(|row| lines.contains(&row.line));
    let shown = first.into_iter().chain(rest).take(SHOWN);
    let rows: Vec<_> = shown.map(|row| row_view(row, &wrong, lang)).collect();
    let heads = [
        list_words::line(lang),
        account_words::login(lang),
        account_words::name(lang),
        account_words::legal_name(lang),
        account_words::roles(lang),
        words::take_out(lang),
    ];
    FramedTable::under("read").editable().of_words(heads, rows)
}

/// What is wrong, by line and column.
type Faults<'r> = BTreeMap<(u64, Option<Column>), &'r RosterFault>;

fn row_view(row: &OpeningRow, wrong: &Faults, lang: Lang) -> Markup {
    let labels = [account_words::login(lang), account_words::name(lang), account_words::legal_name(lang), account_words::roles(lang)];
    let fields = labels.into_iter().zip(CELLS).zip(OPENING).zip(&row.cells);
    let cells: Vec<_> = fields
        .map(|(((label, name), column), cell)| {
            let id = format!("{name}-{}", row.line);
            let why = wrong.get(&(row.line, Some(column))).map(|why| why.words(lang));
            let is_wrong = why.is_some();
            let input = view! {
                <input
                    class="input"
                    name=name
                    value=cell.clone()
                    autocomplete="off"
                    aria-label=words::cell(lang, label, row.line)
                    aria-invalid=is_wrong.then_some("true")
                    aria-describedby=is_wrong.then(|| format!("{id}-error"))
                />
            };
            let counts = (column == Column::LegalName && !cell.is_empty() && !is_wrong).then(|| words::counts_as_confirmed(lang));
            view! { <td data-label=label>{field_error(&id, why)}{input}{counts.map(|said| view! { <p class="small soft">{said}</p> })}</td> }
        })
        .collect();
    view! {
        <tr>
            <th scope="row" class="table__nowrap"><input type="hidden" name="line" value=row.line.to_string()/>{words::line_n(lang, row.line)}</th>
            {cells}
            <td data-label=words::take_out(lang)><input class="check__input" type="checkbox" name="out" value="yes" aria-label=words::take_out_of(lang, row.line)/></td>
        </tr>
    }
    .into_markup()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_changed_in_the_table_is_in_the_list_and_what_was_taken_out_is_not() {
        let field = |name: &str, value: &str| (name.to_string(), value.to_string());
        let row = |line: &str, login: &str| {
            vec![field("line", line), field("login", login), field("name", "N"), field("legal_name", ""), field("role", "")]
        };
        let list = vec![field("list", "a1a,N\nb2b,N\nc3c,N\nd4d,N\n")];
        let same = [list.clone(), row("1", "a1a")].concat();
        assert_eq!(sent(Fields(same)).text(), "a1a,N\nb2b,N\nc3c,N\nd4d,N\n");
        let out = vec![field("out", "yes"), field("open", "yes")];
        let sent = sent(Fields([list, row("1", "a1a"), row("2", "new"), row("3", "c3c"), out].concat()));
        let logins: Vec<String> = openings(&sent.text()).rows.into_iter().map(|row| row.cells[0].clone()).collect();
        assert_eq!(logins, ["a1a", "new", "d4d"], "a row that is not shown stays");
        assert!(sent.opens);
    }
}
