//! What forms and the API do with many items of a bank: list them, see what a change would make of them, and change them in one step.

use crate::many::{self, CourseNow, SeenFiles};
use std::collections::BTreeSet;
use zhixing_app::i18n::many as words;
use zhixing_domain::{
    account::Author,
    points::Points,
    question::Difficulty,
    workshop::{
        VersionWhy,
        bank_text::{BankText, ItemText},
        difference::{Effort, WordFate, between},
        item_change::{self, ItemChange},
        place::{self, PlaceKind},
        step::StepSaid,
    },
};
use zhixing_shell::{boxed, content::ContentFlaw, guard::Visit, problem::Problem};
use zhixing_store::{DraftChange, SaidOfStep};

/// Which items, and what shall become of them.
#[derive(Clone, Debug, Default)]
pub struct ItemsWish {
    /// The path of their bank.
    pub bank: String,
    pub ids: BTreeSet<String>,
    pub change: ItemChange,
    /// The path of the bank that they go to.
    pub to: Option<String>,
}

/// What was typed into the fields of a change.
#[derive(Clone, Debug, Default)]
pub struct TypedChange {
    pub add: String,
    pub remove: String,
    pub points: String,
    pub difficulty: String,
}

impl TypedChange {
    /// Reads what was typed.
    ///
    /// # Errors
    ///
    /// [`Problem::Invalid`] at `points`, `add` or `remove`.
    pub fn read(&self) -> Result<ItemChange, Problem> {
        let tags = |field, typed: &str| item_change::tags(typed).ok_or_else(|| Problem::invalid(field, |l| words::tags_form(l).into()));
        let points = match self.points.trim() {
            "" => None,
            typed => {
                let points = typed.parse::<Points>().ok().filter(|p| *p > Points::ZERO && *p <= Points::whole(100));
                Some(points.ok_or_else(|| Problem::invalid("points", |l| words::points_form(l).into()))?)
            }
        };
        let difficulty = Difficulty::from_code(&self.difficulty);
        Ok(ItemChange { add: tags("add", &self.add)?, remove: tags("remove", &self.remove)?, points, difficulty })
    }
}

/// An item that would change.
pub struct ChangedItem {
    pub id: String,
    /// Its words, without marks.
    pub stem: String,
    /// Its heading, with what goes and what comes.
    pub heading: Vec<(WordFate, String)>,
    /// The same of what stands behind the words of the heading.
    pub attributes: Vec<(WordFate, String)>,
    /// What it has of another bank from now on: key and value.
    pub takes_over: Vec<(&'static str, String)>,
}

/// What a change would make of items.
pub struct SeenChange {
    pub items: Vec<ChangedItem>,
    /// How many of the chosen ones would stay as they are.
    pub unchanged: usize,
    /// The files as they were looked at.
    pub seen: SeenFiles,
    /// What would keep the course from being published then.
    pub flaws: Vec<ContentFlaw>,
}

/// The items of a bank as it is with its draft.
///
/// # Errors
///
/// [`Problem::NotFound`] for a course or a bank that is not there, or not for this author; [`Problem::Busy`] if too
/// many courses are read at once; else a [`Problem`] if the store cannot be read.
#[boxed]
pub async fn list(visit: &Visit, author: &Author, course: &str, bank: &str) -> Result<BankText, Problem> {
    let now = many::course_now(visit, author, course).await?;
    Ok(found(visit, &now, course, bank).await?.bank)
}

/// What a change would make of items. Nothing is kept.
///
/// # Errors
///
/// As for [`list`]; [`Problem::Invalid`] at `add` if nothing is to be done, at `take` if none of the items is there, at
/// `to` if the bank there has no English for theirs.
#[boxed]
pub async fn look(visit: &Visit, author: &Author, course: &str, wish: &ItemsWish) -> Result<SeenChange, Problem> {
    let now = many::course_now(visit, author, course).await?;
    let Planned { items, unchanged, changes } = plan(visit, &now, course, wish).await?;
    let seen = SeenFiles::of(&now, changes.iter().map(|change| change.path.as_str()));
    let flaws = if changes.is_empty() { vec![] } else { many::flaws(visit, now, &changes).await? };
    Ok(SeenChange { items, unchanged, seen, flaws })
}

/// Changes items, as drafts and in one step, unless somebody changed one of the files since they were seen; gives the number of items.
///
/// # Errors
///
/// As for [`look`]; [`Problem::Refused`] with `changed` if somebody changed a file since it was seen;
/// [`Problem::Invalid`] at `take` if all items stay as they are; and as for [`act`](crate::file_act::act) where no draft
/// can be written.
#[boxed]
pub async fn change(visit: &Visit, author: &Author, course: &str, wish: &ItemsWish, seen: &SeenFiles) -> Result<usize, Problem> {
    let now = many::course_now(visit, author, course).await?;
    let changed = seen.changed(&now, seen.0.keys().map(String::as_str));
    if !changed.is_empty() {
        return Err(many::others_changed(&changed));
    }
    let Planned { items, changes, .. } = plan(visit, &now, course, wish).await?;
    // the items are those of their bank; the other files of the step go with them
    let of = |path: &str| if path == wish.bank { items.len() } else { 0 };
    let said = |change: &DraftChange| StepSaid::of_items(of(&change.path), &wish.change, wish.to.as_ref());
    let said: SaidOfStep = changes.iter().map(|change| (change.path.clone(), said(change))).collect();
    if changes.is_empty() {
        return Err(Problem::invalid("take", |l| words::items_stay(l).into()));
    }
    many::write(visit, author, &now, seen, (changes, said)).await?;
    Ok(items.len())
}

struct Planned {
    items: Vec<ChangedItem>,
    unchanged: usize,
    changes: Vec<DraftChange>,
}

/// A bank in its file.
struct FoundBank {
    path: String,
    /// The byte order mark that the file begins with.
    mark: &'static str,
    text: String,
    bank: BankText,
}

impl FoundBank {
    fn draft(&self, now: &CourseNow, text: &str) -> Option<DraftChange> {
        (text != self.text).then(|| many::draft(now, &self.path, format!("{}{text}", self.mark), VersionWhy::ItemsChanged))
    }
}

/// A bank of the course; any other file is not there.
async fn found(visit: &Visit, now: &CourseNow, course: &str, path: &str) -> Result<FoundBank, Problem> {
    let is_bank = place::kind_of(path) == PlaceKind::Bank && place::course_of(path) == course;
    let text = now.text(path).filter(|_| is_bank).ok_or(Problem::NotFound)?;
    let (mark, text) = text.strip_prefix('\u{feff}').map_or(("", text), |rest| ("\u{feff}", rest));
    let read = visit.site.ports.find_items(vec![text.to_string()]).await.map_err(|_| Problem::Busy(3))?;
    Ok(FoundBank { path: path.into(), mark, text: text.into(), bank: read.into_iter().next().unwrap_or_default() })
}

async fn plan(visit: &Visit, now: &CourseNow, course: &str, wish: &ItemsWish) -> Result<Planned, Problem> {
    if wish.change.is_nothing() && wish.to.is_none() {
        return Err(Problem::invalid("add", |l| words::nothing_to_do(l).into()));
    }
    if place::is_twin(&wish.bank) || wish.to.as_ref().is_some_and(|to| place::is_twin(to) || *to == wish.bank) {
        return Err(Problem::NotFound);
    }
    let own = found(visit, now, course, &wish.bank).await?;
    let chosen: Vec<&ItemText> = own.bank.items.iter().filter(|item| wish.ids.contains(&item.id)).collect();
    if chosen.is_empty() {
        return Err(Problem::invalid("take", |l| words::none_items(l).into()));
    }
    match &wish.to {
        None => Ok(in_place(now, wish, &own, &chosen)),
        Some(to) => {
            let to = found(visit, now, course, to).await?;
            let mut planned = between_banks(now, wish, &own, &to, &chosen);
            planned.changes.extend(twins(visit, now, course, wish, &to.path).await?);
            Ok(planned)
        }
    }
}

/// What becomes of items that stay in their bank.
fn in_place(now: &CourseNow, wish: &ItemsWish, own: &FoundBank, chosen: &[&ItemText]) -> Planned {
    let mut items = vec![];
    let text = item_change::edited(&own.text, &own.bank, |item, before| {
        let after = wish.ids.contains(&item.id).then(|| wish.change.of(item, before)).filter(|after| after != before)?;
        items.push(changed(item, before, &after, vec![]));
        Some(after)
    });
    Planned { unchanged: chosen.len() - items.len(), items, changes: own.draft(now, &text).into_iter().collect() }
}

/// What becomes of items that go from one bank to another.
fn between_banks(now: &CourseNow, wish: &ItemsWish, own: &FoundBank, to: &FoundBank, chosen: &[&ItemText]) -> Planned {
    let (rest, taken) = item_change::cut(&own.text, &own.bank, &wish.ids);
    let (mut items, mut texts) = (vec![], vec![]);
    for (item, (_, before)) in chosen.iter().zip(taken) {
        let after = wish.change.of(item, &item_change::moved(&before, item, &own.bank, &to.bank));
        let takes_over = item_change::takes_over(item, &own.bank, &to.bank).into_iter().map(|(key, value)| (key, value.to_string()));
        items.push(changed(item, &before, &after, takes_over.collect()));
        texts.push(after);
    }
    let behind = item_change::behind(&to.text, &texts);
    let changes = own.draft(now, &rest).into_iter().chain(to.draft(now, &behind)).collect();
    Planned { items, unchanged: 0, changes }
}

/// The English of items goes with them.
async fn twins(visit: &Visit, now: &CourseNow, course: &str, wish: &ItemsWish, to: &str) -> Result<Vec<DraftChange>, Problem> {
    let (from, to) = (place::twin_of(&wish.bank), place::twin_of(to));
    if now.text(&from).is_none() {
        return Ok(vec![]);
    }
    let own = found(visit, now, course, &from).await?;
    let (rest, taken) = item_change::cut(&own.text, &own.bank, &wish.ids);
    if taken.is_empty() {
        return Ok(vec![]);
    }
    if now.text(&to).is_none() {
        return Err(Problem::invalid("to", |l| words::no_twin_there(l, &to)));
    }
    let there = found(visit, now, course, &to).await?;
    let texts: Vec<String> = taken.into_iter().map(|(_, text)| text).collect();
    let behind = item_change::behind(&there.text, &texts);
    Ok(own.draft(now, &rest).into_iter().chain(there.draft(now, &behind)).collect())
}

/// An item before and after, its heading word by word.
fn changed(item: &ItemText, before: &str, after: &str, takes_over: Vec<(&'static str, String)>) -> ChangedItem {
    let first = |text: &str| text.lines().next().unwrap_or_default().to_string();
    let behind = |text: &str| first(text).rsplit_once('{').map_or_else(String::new, |(_, rest)| format!("{{{rest}"));
    let parts = |before: String, after: String| {
        between(&before, &after, &mut Effort::default()).into_iter().flat_map(|stretch| stretch.parts).collect()
    };
    ChangedItem {
        id: item.id.clone(),
        stem: item.stem.clone(),
        heading: parts(first(before), first(after)),
        attributes: parts(behind(before), behind(after)),
        takes_over,
    }
}
