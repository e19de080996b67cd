//! An item of a text that is being written, by its form: found, and written back. The form's fields are in the editor (`editor/item_form.rs`); nothing is kept.

use crate::actions;
use zhixing_app::i18n::{Message, editor as words};
use zhixing_domain::{
    account::Author,
    digest::sha256_hex,
    lang::{Bilingual, Lang},
    workshop::{
        begun_item::NEW_ID,
        item_form::{FormFault, FormPlace, ItemForm, PlacedForm},
        place::{self, PlaceKind},
        written,
    },
};
use zhixing_shell::{boxed, guard::Visit, problem::Problem};

/// The item at a place of a text, with what `filled` says where somebody filled its form in.
///
/// # Errors
///
/// [`Problem::NotFound`] where this author may not read the file; [`Problem::Invalid`] at `place` where no form can have what stands there, at `form` where
/// something is missing in it; [`Problem::Busy`] where too much is read at once.
#[boxed]
pub async fn of(
    visit: &Visit,
    author: &Author,
    path: (&str, &str),
    text: &str,
    place: FormPlace,
    filled: Option<ItemForm>,
) -> Result<PlacedForm, Problem> {
    let (course, path) = path;
    actions::file(visit, author, course, path).await?;
    let (text, is_bank) = (written::plain(text), place::kind_of(path) == PlaceKind::Bank);
    let none = || Problem::invalid("place", |lang| words::item_none(lang).into());
    let is_new = matches!(place, FormPlace::New(_));
    let found = visit.site.ports.item_form(text.clone(), is_bank, place, visit.lang).await.map_err(|_| Problem::Busy(3))?;
    let mut found = found.ok_or_else(none)?;
    let Some(mut form) = filled else { return Ok(found) };
    form.kind = found.form.kind;
    if let Some(fault) = form.fault() {
        return Err(Problem::Invalid { field: "form", words: Bilingual::of(|lang| said(fault, lang)) });
    }
    let own = visit.site.ports.item_with(found.text.clone(), form.clone(), place::is_twin(path)).await.map_err(|_| Problem::Busy(3))?;
    (found.text, found.form) = (own.ok_or_else(none)?, form);
    if is_new {
        begin(&mut found, &text, is_bank);
    }
    Ok(found)
}

/// A new item has an id that no other one has; in a lesson a line ends it, and what is written next stands behind it.
fn begin(item: &mut PlacedForm, text: &str, is_bank: bool) {
    let mut id = sha256_hex(format!("{text}{}", item.text).as_bytes());
    id.truncate(7);
    item.id = format!("q-{id}");
    item.text = item.text.replacen(&format!("{{#{NEW_ID}"), &format!("{{#{}", item.id), 1);
    if !is_bank {
        item.text.push_str("\n\n---");
    }
}

/// What is missing in a form.
fn said(fault: FormFault, lang: Lang) -> String {
    let words: Message = match fault {
        FormFault::EmptyGap(n) => return words::item_empty_gap(lang, n),
        FormFault::LostGap(n) => return words::item_lost_gap(lang, n),
        FormFault::NoStem => words::item_needs_stem,
        FormFault::OneRight => words::item_needs_one,
        FormFault::SomeRight => words::item_needs_some,
        FormFault::NoAnswer => words::item_needs_answer,
        FormFault::Steps => words::item_needs_steps,
        FormFault::Pairs => words::item_needs_pairs,
        FormFault::NoRubric => words::item_needs_rubric,
        FormFault::NoGap => words::item_needs_gap,
        FormFault::Points => words::item_bad_points,
        FormFault::Difficulty => words::item_bad_difficulty,
        FormFault::Tags => words::item_bad_tags,
    };
    words(lang).to_string()
}
