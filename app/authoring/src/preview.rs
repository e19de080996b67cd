//! What learners will see of a file that is being written, and what is not right in it. Nothing is kept.

mod outline;

use crate::{actions, pictures, printed};
use leptos::prelude::*;
use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};
use zhixing_app::i18n::{course as course_words, editor as editor_words, exam as exam_words, workshop as words};
use zhixing_domain::{
    account::Author,
    course::{Course, Html, Lesson, Piece, UnreadItem},
    lang::Lang,
    question::Item,
    workshop::{
        course_role::CourseRole,
        item_uses::{self, ItemUse},
        place::{self, PlaceKind},
        written,
    },
};
use zhixing_shell::{
    boxed,
    content::{ContentFlaw, ContentReading},
    guard::Visit,
    html::{self, IntoMarkup, Markup},
    parts::icon,
    problem::Problem,
    question::{Face, arrangement, kind_name, said},
};

/// A file as it will be seen.
pub struct Previewed {
    /// Empty where nothing can be shown.
    pub html: String,
    /// The language of its words.
    pub lang: Lang,
    /// What is not right in this file.
    pub flaws: Vec<ContentFlaw>,
    /// How much is not right in other files of its course; nothing where they were not looked at.
    pub elsewhere: Option<usize>,
    /// Its items, and what uses them.
    pub items: Vec<ItemUse>,
}

/// Reads a course with this text in the place of what the file has, with its draft where there is no text; or not the `whole` course: what has a say in
/// the file.
#[boxed]
pub async fn of(visit: &Visit, author: &Author, course: &str, path: &str, text: Option<&str>, whole: bool) -> Result<Previewed, Problem> {
    let (reading, drawn) = read(visit, author, course, path, text, whole).await?;
    let lang = language(&reading, course, path);
    let writes = visit.site.store.course_role(author, course).await? >= CourseRole::Editor;
    let spoken = Spoken { lang, author: visit.lang, writes };
    let html = html::render(|| shown(&reading, course, path, spoken)).to_text();
    let html = pictures::of_drafts(&html, course, &drawn);
    let items = reading.library.course(course).map(|course| item_uses::of(course, path)).unwrap_or_default();
    let own = format!("{course}/");
    let (flaws, others): (Vec<_>, Vec<_>) =
        reading.flaws.into_iter().filter(|flaw| flaw.path.starts_with(&own)).partition(|flaw| flaw.path == path);
    Ok(Previewed { html, lang, flaws, elsewhere: whole.then_some(others.len()), items })
}

/// The language of the words of a file.
pub(crate) fn language(reading: &ContentReading, course: &str, path: &str) -> Lang {
    let alone = || reading.library.course(course).map_or(Lang::Zh, |course| course.title.alone);
    if place::is_twin(path) { Lang::En } else { alone() }
}

/// The same as the check reads it, and the files beside the texts that are not published as they are.
#[boxed]
pub(crate) async fn read(
    visit: &Visit,
    author: &Author,
    course: &str,
    path: &str,
    text: Option<&str>,
    whole: bool,
) -> Result<(ContentReading, BTreeSet<String>), Problem> {
    actions::file(visit, author, course, path).await?;
    let _place = visit.site.ports.course_place().await.map_err(|_| Problem::Busy(3))?;
    let heads = visit.site.store.workshop_outline(author, course).await?;
    let published = visit.site.published();
    let beside = format!("{course}/media/");
    let drawn: BTreeSet<String> = heads
        .iter()
        .filter(|(path, head)| published.library.media.get(*path).is_none_or(|known| known.hash != head.hash))
        .filter_map(|(path, _)| path.strip_prefix(&beside).map(String::from))
        .collect();
    let mut files: BTreeMap<String, Vec<u8>> = heads.into_iter().map(|(path, head)| (path, head.bytes)).collect();
    if let Some(text) = text {
        let bytes = written::bytes(text, files.get(path).map(Vec::as_slice));
        files.insert(path.to_string(), bytes);
    }
    let ports = &visit.site.ports;
    let reading = if whole { ports.read_content(files).await } else { ports.read_file(files, path.to_string()).await };
    Ok((reading.map_err(|_| Problem::Busy(3))?, drawn))
}

/// The language of a file, and that of who writes it: what is said to them alone is in theirs.
#[derive(Clone, Copy)]
struct Spoken {
    lang: Lang,
    author: Lang,
    /// Whether they may write, so that forms are offered.
    writes: bool,
}

fn shown(reading: &ContentReading, course: &str, path: &str, spoken: Spoken) -> Markup {
    let lang = spoken.lang;
    let name = path.rsplit('/').next().unwrap_or_default();
    let slug = place::first_of(name).trim_end_matches(".md").to_string();
    if place::kind_of(path) == PlaceKind::Standard {
        return reading.library.standard(&slug).map_or_else(|| ().into_markup(), |standard| outline::standard(standard, lang));
    }
    let Some(course) = reading.library.course(course) else { return ().into_markup() };
    match place::kind_of(path) {
        PlaceKind::Course => {
            let lead = course.summary.get(lang).clone();
            view! { <h2 class="preview__title">{course.title.get(lang).clone()}</h2><p class="page-head__lead">{lead}</p>{prose(course.intro.get(lang))} }
                .into_markup()
        }
        PlaceKind::Lesson => {
            let lesson = place::lesson_of(name).and_then(|(_, slug)| course.lesson(slug));
            lesson.map_or_else(|| ().into_markup(), |lesson| lesson_view(course, lesson, &reading.flaws_of(path), spoken))
        }
        PlaceKind::Bank => bank_view(course, (&slug, place::is_twin(path)), &reading.flaws_of(path), spoken),
        PlaceKind::Plan => course.plan(&slug).map_or_else(|| ().into_markup(), |plan| outline::plan(&reading.library, course, plan, lang)),
        PlaceKind::Standard | PlaceKind::Other => ().into_markup(),
    }
}

fn prose(html: &Html) -> Markup {
    view! { <div class="prose" inner_html=html.as_str().to_string()></div> }.into_markup()
}

/// The items of a bank in their order; in the place of one that could not be read, why.
fn bank_view(course: &Course, (bank, is_twin): (&str, bool), flaws: &[&ContentFlaw], spoken: Spoken) -> Markup {
    let mut unread = course.unread.iter().filter(|item| item.bank == bank).peekable();
    let mut views = vec![];
    let items = course.items.iter().filter(|item| item.bank.as_deref() == Some(bank)).map(Some).chain([None]);
    for (place, item) in items.enumerate() {
        while let Some(lost) = unread.next_if(|lost| item.is_none() || lost.after <= place) {
            views.extend(lines_of(lost, is_twin).map(|lines| unread_view(lines, flaws, spoken.author)));
        }
        views.extend(item.map(|item| item_view(item, spoken, true)));
    }
    views.into_markup()
}

fn lines_of(item: &UnreadItem, is_twin: bool) -> Option<&Range<usize>> {
    if is_twin { item.twin.as_ref() } else { Some(&item.lines) }
}

/// That an item stands here which cannot be shown, and what is wrong with it; where this file is right, its twin is not.
fn unread_view(lines: &Range<usize>, flaws: &[&ContentFlaw], lang: Lang) -> Markup {
    let inside = |flaw: &&&ContentFlaw| flaw.is_error && lines.contains(&flaw.line);
    let said: Vec<_> = flaws
        .iter()
        .filter(inside)
        .map(|flaw| {
            let text = format!("{} {}", words::line_n(lang, flaw.line), flaw.words.get(lang));
            view! { <li>{text}</li> }
        })
        .collect();
    let elsewhere = said.is_empty().then(|| view! { <p class="small">{words::unread_twin(lang)}</p> });
    view! {
        <div class="notice notice--warning stack stack--tight" lang=lang.tag()>
            <p class="notice__text">{icon("warn")}<span>{words::unread(lang)}</span></p>
            <ul class="small">{said}</ul>
            {elsewhere}
        </div>
    }
    .into_markup()
}

/// As the lesson's page has it, with the keys of its practice apart.
fn lesson_view(course: &Course, lesson: &Lesson, flaws: &[&ContentFlaw], spoken: Spoken) -> Markup {
    let lang = spoken.lang;
    let piece = |piece: &Piece| match piece {
        Piece::Prose(html) => prose(html),
        Piece::Practice(key) => course.item(key).map_or_else(|| ().into_markup(), |item| item_view(item, spoken, true)),
        Piece::Unread(lines) => unread_view(lines, flaws, spoken.author),
    };
    let pieces: Vec<_> = lesson.body.get(lang).pieces.iter().map(piece).collect();
    view! {
        <h2 class="preview__title">{lesson.title.get(lang).clone()}</h2>
        <p class="page-head__lead">{lesson.summary.get(lang).clone()}</p>
        <ul class="page-head__facts" role="list"><li>{course_words::minutes(lang, lesson.minutes)}</li></ul>
        <div class="lesson">{pieces}</div>
    }
    .into_markup()
}

/// As a candidate sees it, to be tried where `trial`; the key stands apart, folded.
fn item_view(item: &Item, spoken: Spoken, trial: bool) -> Markup {
    let Spoken { lang, author, writes } = spoken;
    let arrangement = arrangement(item);
    let prompt = item.prompt(&arrangement, lang);
    let name = control(item, None);
    let face = Face { prompt: &prompt, name: name.clone(), id: name, answer: None, lang };
    let right = item.question.right_answer(&arrangement);
    let right = right.map(|answer| view! { <p class="soft">{exam_words::right_answer(lang)}</p>{said(&prompt, &answer, lang)} });
    let explanation = item.wording.get(lang).explanation.as_ref().map(prose);
    let inside = view! {
        <div class="cluster cluster--apart">
            <p class="practice__label mono">{item.key.0.clone()}</p>
            <span class="badge">{kind_name(item.question.kind(), lang)}</span>
            {(writes && trial).then(|| by_form(item, author))}
        </div>
        {face.view()}
    };
    let inside = match trial {
        true => to_try(item, inside.into_markup(), author),
        false => view! { <div class="practice__form">{inside}</div> }.into_markup(),
    };
    view! {
        <div class="lesson__practice"><div class="practice" role="group" aria-label=item.key.0.clone()>
            {inside}
            {trial.then(|| printed::view(&prompt, (lang, author)))}
            <details class="preview__key" open=!trial><summary lang=author.tag()>{words::the_key(author)}</summary>{right}{explanation}</details>
        </div></div>
    }
    .into_markup()
}

/// A button of the editor's form that opens the item in its own (page/item.js); without scripts it leads to the form's page.
fn by_form(item: &Item, lang: Lang) -> Markup {
    view! {
        <button
            class="button button--small button--quiet" form="edit" name="item" value=item.key.0.clone() data-item-form=item.key.0.clone()
            lang=lang.tag() aria-label=editor_words::item_edit_one(lang, &item.key.0)
        >{editor_words::item_edit(lang)}</button>
    }
    .into_markup()
}

/// The name of the field of an item, or of a part of it.
pub(crate) fn control(item: &Item, part: Option<usize>) -> String {
    part.map_or_else(|| format!("preview.{}", item.key), |part| format!("preview.{}.{part}", item.key))
}

/// A form that the page's script sends (page/trial.js). Without scripts it goes nowhere: the key is below.
fn to_try(item: &Item, inside: Markup, lang: Lang) -> Markup {
    view! {
        <form class="practice__form" method="dialog" data-trial=item.key.0.clone()>
            {inside}
            <div class="needs-script"><button class="button button--small" lang=lang.tag()>{words::try_it(lang)}</button></div>
        </form>
        <div data-tried="" role="status" data-unreachable=editor_words::unreachable(lang)></div>
    }
    .into_markup()
}

/// The same as HTML.
pub(crate) fn item_html(item: &Item, lang: Lang) -> String {
    html::render(|| item_view(item, Spoken { lang, author: lang, writes: false }, false)).to_text()
}
