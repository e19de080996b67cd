//! What forms and the API do with words that stand in many files: look for them, and replace them in the lines that were chosen.

use crate::many::{self, CourseNow, SeenFiles};
use std::collections::{BTreeMap, BTreeSet};
use zhixing_app::i18n::many as words;
use zhixing_domain::{
    account::Author,
    lang::Lang,
    workshop::{
        VersionWhy,
        place::{self, PlaceKind},
        replacing::{HitLine, LONGEST, Replacement},
    },
};
use zhixing_shell::{boxed, content::ContentFlaw, guard::Visit, problem::Problem};
use zhixing_store::{DraftChange, SaidOfStep};

/// So many places are looked at; of more it is said that they were left out.
pub const MOST_HITS: usize = 10_000;
/// So many bytes of texts are looked through.
const MOST_BYTES: usize = 32 << 20;

/// What is replaced, and where it is looked for.
#[derive(Clone, Debug)]
pub struct ReplaceWish {
    pub replacement: Replacement,
    /// In files of one language alone.
    pub lang: Option<Lang>,
    /// In files of one kind alone.
    pub kind: Option<PlaceKind>,
}

/// The kinds of files that can be looked through, by their words in forms and for programs.
pub const KINDS: [(&str, PlaceKind); 4] =
    [("course", PlaceKind::Course), ("lesson", PlaceKind::Lesson), ("bank", PlaceKind::Bank), ("plan", PlaceKind::Plan)];

impl ReplaceWish {
    /// As it was typed.
    ///
    /// # Errors
    ///
    /// [`Problem::Invalid`] at `words`.
    pub fn read(words_typed: &str, instead: &str, exactly: bool, lang: &str, kind: &str) -> Result<Self, Problem> {
        let refused = || Problem::invalid("words", |l| words::words_form(l, LONGEST));
        let replacement = Replacement::of(words_typed, instead, exactly).ok_or_else(refused)?;
        let kind = KINDS.into_iter().find(|(word, _)| *word == kind).map(|(_, kind)| kind);
        Ok(Self { replacement, lang: Lang::ALL.into_iter().find(|l| l.code() == lang), kind })
    }

    fn takes(&self, course: &str, path: &str) -> bool {
        let lang = if place::is_twin(path) { Lang::En } else { Lang::Zh };
        place::is_writable(path)
            && place::course_of(path) == course
            && self.lang.is_none_or(|wanted| wanted == lang)
            && self.kind.is_none_or(|kind| kind == place::kind_of(path))
    }
}

/// A file with the words in it.
pub struct HitFile {
    pub path: String,
    /// The hash of what was looked at.
    pub seen: String,
    pub lines: Vec<HitLine>,
}

/// Where words stand in a course.
#[derive(Default)]
pub struct FoundWords {
    pub files: Vec<HitFile>,
    pub hits: usize,
    /// There are more places than [`MOST_HITS`].
    pub is_cut: bool,
    /// Files that were not looked through.
    pub left_out: Vec<String>,
    /// What would keep the course from being published if all were replaced.
    pub flaws: Vec<ContentFlaw>,
}

impl FoundWords {
    pub fn seen(&self) -> SeenFiles {
        SeenFiles(self.files.iter().map(|file| (file.path.clone(), file.seen.clone())).collect())
    }

    /// Each line with its file.
    pub fn lines(&self) -> impl Iterator<Item = (&HitFile, &HitLine)> {
        self.files.iter().flat_map(|file| file.lines.iter().map(move |line| (file, line)))
    }
}

/// The lines in which words are replaced.
#[derive(Clone, Debug, Default)]
pub struct ChosenLines {
    /// The files as they were seen: no other is touched.
    pub seen: SeenFiles,
    pub lines: BTreeSet<(String, usize)>,
    /// Files in which all lines are meant.
    pub whole: BTreeSet<String>,
    /// All lines from here on.
    pub from: Option<(String, usize)>,
}

impl ChosenLines {
    pub fn has(&self, path: &str, line: usize) -> bool {
        let is_behind = |(from, first): &(String, usize)| (path, line) >= (from.as_str(), *first);
        self.whole.contains(path) || self.from.as_ref().is_some_and(is_behind) || self.lines.contains(&(path.to_string(), line))
    }
}

/// Looks for words in a course as it is with its drafts. Nothing is kept.
///
/// # Errors
///
/// [`Problem::NotFound`] for a course that is not there, or not for this author; [`Problem::Busy`] if too many courses
/// are read at once; else a [`Problem`] if the store cannot be read.
#[boxed]
pub async fn look(visit: &Visit, author: &Author, course: &str, wish: &ReplaceWish) -> Result<FoundWords, Problem> {
    let now = many::course_now(visit, author, course).await?;
    let (now, mut found, changes) = looked_through(visit, now, course, wish, |_, _| true).await?;
    if !changes.is_empty() {
        found.flaws = many::flaws(visit, now, &changes).await?;
    }
    Ok(found)
}

/// Replaces words in the chosen lines, as drafts and in one step; gives the number of files.
///
/// # Errors
///
/// As for [`look`]; [`Problem::Refused`] with `changed` if somebody changed a file since it was seen;
/// [`Problem::Invalid`] at `take` if no line is chosen; and as for [`act`](crate::file_act::act) where no draft can be
/// written.
#[boxed]
pub async fn replace(visit: &Visit, author: &Author, course: &str, wish: &ReplaceWish, chosen: &ChosenLines) -> Result<usize, Problem> {
    let now = many::course_now(visit, author, course).await?;
    let paths = chosen.seen.0.keys().filter(|path| chosen_in(chosen, path)).map(String::as_str);
    let changed = chosen.seen.changed(&now, paths);
    if !changed.is_empty() {
        return Err(many::others_changed(&changed));
    }
    let own = chosen.clone();
    let wants = move |path: &str, line| own.seen.0.contains_key(path) && own.has(path, line);
    let (now, found, changes) = looked_through(visit, now, course, wish, wants).await?;
    if changes.is_empty() {
        return Err(Problem::invalid("take", |l| words::none_chosen(l).into()));
    }
    let mut said = SaidOfStep::new();
    for file in &found.files {
        let is_chosen = |line: &&HitLine| chosen.seen.0.contains_key(&file.path) && chosen.has(&file.path, line.line);
        let places = file.lines.iter().filter(is_chosen).map(|line| line.hits).sum();
        said.insert(file.path.clone(), wish.replacement.said(places));
    }
    many::write(visit, author, &now, &chosen.seen, (changes, said)).await
}

/// Whether any line of a file is chosen.
fn chosen_in(chosen: &ChosenLines, path: &str) -> bool {
    let behind = chosen.from.as_ref().is_some_and(|(from, _)| path >= from.as_str());
    behind || chosen.whole.contains(path) || chosen.lines.iter().any(|(own, _)| own == path)
}

/// Looks through a course and changes the lines that are wanted, apart from the threads that serve: it may be much.
async fn looked_through(
    visit: &Visit,
    now: CourseNow,
    course: &str,
    wish: &ReplaceWish,
    wants: impl Fn(&str, usize) -> bool + Send + 'static,
) -> Result<(CourseNow, FoundWords, Vec<DraftChange>), Problem> {
    let (course, wish) = (course.to_string(), wish.clone());
    let work = move || {
        let found = found(&now, &course, &wish);
        let changes = changes(&now, &found, &wish, wants);
        (now, found, changes)
    };
    visit.site.ports.compute(work).await.map_err(|_| Problem::Busy(3))
}

fn found(now: &CourseNow, course: &str, wish: &ReplaceWish) -> FoundWords {
    let (mut found, mut bytes) = (FoundWords::default(), 0);
    for path in now.heads.keys().filter(|path| wish.takes(course, path)) {
        let text = now.text(path).filter(|text| bytes + text.len() <= MOST_BYTES);
        let Some(text) = text else {
            found.left_out.push(path.clone());
            continue;
        };
        bytes += text.len();
        let mut lines = vec![];
        for line in wish.replacement.lines(text) {
            if found.hits + line.hits > MOST_HITS {
                found.is_cut = true;
                continue;
            }
            found.hits += line.hits;
            lines.push(line);
        }
        if !lines.is_empty() {
            let seen = now.hash(path).unwrap_or_default().to_string();
            found.files.push(HitFile { path: path.clone(), seen, lines });
        }
    }
    found
}

fn changes(now: &CourseNow, found: &FoundWords, wish: &ReplaceWish, wants: impl Fn(&str, usize) -> bool) -> Vec<DraftChange> {
    let mut chosen: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for (file, line) in found.lines().filter(|(file, line)| wants(&file.path, line.line)) {
        chosen.entry(file.path.as_str()).or_default().insert(line.line);
    }
    let change = |(path, lines): (&str, BTreeSet<usize>)| {
        let text = wish.replacement.done(now.text(path)?, &lines);
        Some(many::draft(now, path, text, VersionWhy::Replaced))
    };
    chosen.into_iter().filter_map(change).collect()
}
