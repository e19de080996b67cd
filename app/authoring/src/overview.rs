//! What there is to write: the courses that the author reaches, each as a tree of its files, with what is changed and what is not right.

use crate::bank;
use axum::{extract::Query, http::StatusCode, response::Response};
use leptos::prelude::*;
use serde::Deserialize;
use std::collections::BTreeMap;
use zhixing_app::{
    i18n::{
        bank as bank_words, folder, gone as gone_words, inquiry, many, marking, media as media_words, package as package_words,
        publication, readers, team, workshop as words,
    },
    urls,
};
use zhixing_domain::{
    account::CourseKeeper,
    lang::{Bilingual, Lang, Title},
    time::Timestamp,
    workshop::{
        course_role::CourseRole,
        front,
        place::{self, PlaceKind},
        template::NewKind,
    },
};
use zhixing_shell::{
    boxed,
    called::{called, course_title},
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{Field, Nav, Page, crumbs, empty, icon, noted, only_note, page, page_head, time, titled},
    problem::Problem,
    published::Published,
};
use zhixing_store::{OpenFiles, WorkshopLine};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct WorkshopSearch {
    q: String,
}

fn first_ways(questions: i64, standards: bool, lang: Lang) -> Markup {
    let standard = standards.then(|| urls::new_file(place::STANDARDS));
    view! {
        <div class="cluster">
            <a class="button button--primary" href=urls::new_course()>{words::new_course(lang)}</a>
            <a class="button button--quiet" href=urls::questions()>{inquiry::open_n(lang, questions)}</a>
            <a class="button" href=urls::bring_course()>{package_words::bring(lang)}</a>
            {standard.map(|href| view! { <a class="button button--quiet" href=href>{words::new_standard(lang)}</a> })}
            <a class="button button--quiet" href=urls::guide()>{words::how_to_write(lang)}</a>
        </div>
    }
    .into_markup()
}

fn finder(q: &str, lang: Lang) -> Markup {
    let (value, hint) = (q.to_string(), words::search_hint(lang).into());
    let field = Field { value, kind: "search", hint, optional: true, ..Field::new("q", words::search(lang)) };
    view! {
        <form class="filter" method="get" action=urls::teach()>
            {field.view()}
            <button class="button">{words::find(lang)}</button>
        </form>
    }
    .into_markup()
}

pub(crate) async fn show(visit: Visit, Query(asked): Query<WorkshopSearch>) -> Result<Response, Problem> {
    let author = visit.author()?;
    let lines = visit.site.store.workshop(&author).await?;
    let (roles, due) = (visit.site.store.course_roles(&author).await?, visit.site.store.schedules(&author).await?);
    let questions = visit.site.store.count_inquiries(&author).await?;
    let heads = visit.site.store.text_heads(&author).await?;
    let open = visit.site.store.open_files(&author, visit.now).await?;
    let standards = author.scope().covers_course(place::STANDARDS);
    let begun = visit.site.store.begun_courses(&CourseKeeper::Author(author)).await?;
    let (lang, published, q) = (visit.lang, visit.site.published(), asked.q.trim().to_string());
    let titles = Titles { published: &published, heads: &heads, open: &open, lang };
    let mut courses: BTreeMap<&str, Vec<&WorkshopLine>> = BTreeMap::new();
    let wanted = |line: &&WorkshopLine| line.path.contains('/') && matches(&titles, line, &q);
    for line in lines.iter().filter(wanted) {
        courses.entry(place::course_of(&line.path)).or_default().push(line);
    }
    Ok(page(&visit, words::title(lang), Nav::Desk, || {
        let tree = |(course, lines): (&&str, &Vec<&WorkshopLine>)| {
            let title = course_title(&published, &begun, course, lang);
            let (role, due) = (roles.get(*course).copied().flatten(), due.get(*course).copied());
            tree(&visit, titles, course, lines, CourseStands { title, role, due, open: !q.is_empty() })
        };
        let trees: Vec<_> = courses.iter().map(tree).collect();
        let none = trees.is_empty().then(|| match q.is_empty() {
            true => empty(words::no_courses(lang), words::no_courses_words(lang), None),
            false => view! { <p class="soft">{words::nothing_found(lang, &q)}</p> }.into_markup(),
        });
        view! {
            {crumbs(lang, vec![(marking::desk(lang).into(), Some(urls::desk())), (words::title(lang).into(), None)])}
            {page_head("", words::title(lang), words::lead(lang), vec![])}
            <div class="stack stack--loose">
                {first_ways(questions, standards, lang)}
                {finder(&q, lang)}
                {none}
                {trees}
                {q.is_empty().then(|| gone_courses(&without_files(&roles, &lines), lang)).flatten()}
            </div>
        }
    }))
}

/// The courses of the author without any file: whose they are is known of them still.
fn without_files<'r>(roles: &'r BTreeMap<String, Option<CourseRole>>, lines: &[WorkshopLine]) -> Vec<&'r str> {
    let is_gone = |course: &str| !lines.iter().any(|line| place::course_of(&line.path) == course);
    roles.iter().filter(|(course, role)| role.is_some() && is_gone(course.as_str())).map(|(course, _)| course.as_str()).collect()
}

/// Whether the title or the path of a file has the words in it.
fn matches(titles: &Titles, line: &WorkshopLine, q: &str) -> bool {
    let q = q.to_lowercase();
    q.is_empty() || line.path.to_lowercase().contains(&q) || titles.of(&line.path).text.to_lowercase().contains(&q)
}

/// What is known of files: their titles, and who has them open.
#[derive(Clone, Copy)]
struct Titles<'t> {
    published: &'t Published,
    /// How the files begin that no library tells the titles of.
    heads: &'t BTreeMap<String, String>,
    /// Who else has which file open.
    open: &'t OpenFiles,
    lang: Lang,
}

impl Titles<'_> {
    /// What a file is called where it is published; else what its draft says; else its name.
    fn of(&self, path: &str) -> Title {
        let known = title(self.published, path, self.lang);
        let alone = self.published.library.course(place::course_of(path)).map(|course| course.title.alone);
        let own = || said_title(|path| self.heads.get(path).cloned(), path, alone, self.lang);
        if path.ends_with(&known.text) { own().unwrap_or(known) } else { known }
    }

    /// Who else has it open.
    fn open_with(&self, path: &str) -> Option<Markup> {
        let who = self.open.get(path)?.join(words::between(self.lang));
        Some(view! { <span class="badge">{words::open_with(self.lang, who)}</span> }.into_markup())
    }
}

/// What a text and its twin say that they are called. Nothing is given for `alone` where the page of their course is to say its language.
fn said_title(text: impl Fn(&str) -> Option<String>, path: &str, alone: Option<Lang>, lang: Lang) -> Option<Title> {
    let said = |path: &str| text(path).and_then(|text| front::title(&text));
    if place::is_twin(path) {
        return said(path).map(|text| Title { text, foreign: Some(Lang::En).filter(|own| *own != lang) });
    }
    let own = || text(&format!("{}/course.md", place::course_of(path))).map_or(Lang::Zh, |head| front::language(&head));
    let title = Bilingual::new(said(path)?, said(&place::twin_of(path))).written_in(alone.unwrap_or_else(own));
    Some(title.title(lang))
}

/// What a file is called where it is published; else its name.
pub(crate) fn title(published: &Published, path: &str, lang: Lang) -> Title {
    let name = path.rsplit('/').next().unwrap_or_default();
    let slug = place::first_of(name).trim_end_matches(".md").to_string();
    let found = published.library.course(place::course_of(path)).and_then(|course| match place::kind_of(path) {
        PlaceKind::Course => Some(course.title.title(lang)),
        PlaceKind::Lesson => place::lesson_of(name).and_then(|(_, slug)| course.lesson(slug)).map(|l| l.title.title(lang)),
        PlaceKind::Plan => course.plan(&slug).map(|p| p.title.title(lang)),
        _ => None,
    });
    let standard =
        || published.library.standard(&slug).filter(|_| place::kind_of(path) == PlaceKind::Standard).map(|s| s.title.title(lang));
    found.or_else(standard).filter(|title| !title.text.is_empty()).unwrap_or_else(|| name.into())
}

/// What a file is called without its folders and its ending.
pub(crate) fn name_of(path: &str) -> &str {
    path.rsplit('/').next().and_then(|name| name.strip_suffix(".md")).unwrap_or_default()
}

/// The way to a page of a course.
fn trail(course: &str, called: Title, page: String, lang: Lang) -> Markup {
    let over = format!("{}#course-{course}", urls::teach());
    crumbs(lang, vec![(words::title(lang).into(), Some(urls::teach())), (called, Some(over)), (page.into(), None)])
}

/// A page about a course as a whole: the way to it, its title and its lead, and below them what it holds.
#[boxed]
pub(crate) async fn course_page(
    visit: &Visit,
    status: StatusCode,
    course: &str,
    [title, lead]: [&'static str; 2],
    content: Markup,
) -> Result<Response, Problem> {
    let lang = visit.lang;
    let called = called(visit, course).await?;
    Ok(Page::new(title, Nav::Desk).status(status).show(visit, || {
        view! {
            {trail(course, called, title.into(), lang)}
            {page_head("", title, lead, vec![])}
            <div class="stack stack--loose">{content}</div>
        }
    }))
}

/// Courses of which every file was deleted: no tree shows them.
fn gone_courses(courses: &[&str], lang: Lang) -> Option<Markup> {
    let line = |course: &&str| view! { <li><a class="mono" href=urls::gone_files(course)>{course.to_string()}</a></li> };
    let lines: Vec<_> = courses.iter().map(line).collect();
    (!lines.is_empty()).then(|| {
        view! { <details><summary>{gone_words::courses(lang, courses.len())}</summary><ul class="log" role="list">{lines}</ul></details> }
            .into_markup()
    })
}

/// So many texts are shown at once; more are folded until something changes.
const FEW: usize = 60;

/// What a course is called, how whoever looks stands to it, when it is to be published, and whether it is unfolded.
struct CourseStands {
    title: Title,
    /// Where somebody has one.
    role: Option<CourseRole>,
    due: Option<Timestamp>,
    open: bool,
}

/// Where to go from a course; `changed`: so many files would be published.
fn ways(course: &str, role: Option<CourseRole>, changed: usize, published: bool, lang: Lang) -> Markup {
    let writes = role.is_none_or(|role| role >= CourseRole::Editor);
    let is_course = place::is_course(course);
    let quiet = |href: String, said: &'static str| view! { <a class="button button--small button--quiet" href=href>{said}</a> };
    let begin = |kind: NewKind, said: &'static str| {
        let href = format!("{}?kind={}", urls::new_file(course), kind.code());
        view! { <a class="button button--small" href=href>{said}</a> }
    };
    let begins =
        (is_course && writes).then(|| [begin(NewKind::Lesson, words::new_lesson(lang)), begin(NewKind::Bank, words::new_bank(lang))]);
    // an editor has them looked over, a reviewer or a reader looks at them
    let word = match role {
        None | Some(CourseRole::Owner) => words::publish_n(lang, changed),
        Some(CourseRole::Editor) => publication::have_seen_n(lang, changed),
        Some(_) => publication::look_n(lang, changed),
    };
    view! {
        <div class="cluster">
            {begins}
            {is_course.then(|| quiet(urls::media_shelf(course), media_words::title(lang)))}
            {(changed > 0).then(|| view! { <a class="button button--small button--primary" href=urls::publish(course)>{word}</a> })}
            {(changed == 0).then(|| quiet(urls::publish(course), words::publications(lang)))}
            {is_course.then(|| quiet(urls::team(course), team::title(lang)))}
            {published.then(|| quiet(urls::readers(course), readers::title(lang)))}
        </div>
    }
    .into_markup()
}

/// The files of a course by their kinds; a twin stands with its first.
fn groups(titles: Titles, (course, writes): (&str, bool), lines: &[&WorkshopLine]) -> Vec<Markup> {
    let lang = titles.lang;
    let mut kinds: BTreeMap<PlaceKind, Vec<&WorkshopLine>> = BTreeMap::new();
    for line in lines.iter().filter(|line| line.stays() || line.rev.is_some()) {
        let orphan = place::is_twin(&line.path) && !lines.iter().any(|l| l.path == place::first_of(&line.path));
        if !place::is_twin(&line.path) || orphan {
            kinds.entry(place::kind_of(&line.path)).or_default().push(line);
        }
    }
    let group = |(kind, files): (PlaceKind, Vec<&WorkshopLine>)| {
        let files: Vec<_> = files.into_iter().map(|line| file(titles, line, lines)).collect();
        view! {
            <div class="tree__group">
                <div class="cluster cluster--apart"><h3 class="tree__kind">{words::kind_word(kind, lang)}</h3>{from_elsewhere(kind, (course, writes), lang)}</div>
                <ul class="tree__files" role="list">{files}</ul>
            </div>
        }
        .into_markup()
    };
    kinds.into_iter().map(group).collect()
}

fn tree(visit: &Visit, titles: Titles, course: &str, lines: &[&WorkshopLine], stands: CourseStands) -> Markup {
    let CourseStands { title, role, due, open } = stands;
    let lang = visit.lang;
    let writes = role.is_none_or(|role| role >= CourseRole::Editor);
    let due = due.map(|at| view! { <span class="badge">{publication::due_at(lang, time::plain(&visit.site, at, lang))}</span> });
    let mine = role.map(|role| view! { <span class="badge">{team::my_role(lang, team::role_word(role, lang))}</span> });
    let changed = lines.iter().filter(|line| line.is_changed()).count();
    let groups = groups(titles, (course, writes), lines);
    let published = titles.published;
    let known = published.library.course(course);
    let counts = known.filter(|c| c.items.iter().any(|i| i.bank.is_some())).map(|c| bank::table(&published.library, c, lang));
    let counts = counts.map(|table| view! { <details><summary>{words::bank_counts(lang)}</summary>{table}</details> });
    let texts = lines.iter().filter(|line| place::kind_of(&line.path) != PlaceKind::Other && !place::is_twin(&line.path)).count();
    let (id, open) = (format!("course-{course}"), open || changed > 0 || texts < FEW);
    let unpublished = (known.is_none() && place::is_course(course)).then(|| view! { <span class="badge">{words::only_draft(lang)}</span> });
    view! {
        <section class="card tree" aria-labelledby=format!("{id} {id}-folder")>
            <div class="cluster cluster--apart">
                <h2 id=id.clone()>{noted(&title)}" "{unpublished}" "{mine}" "{due}</h2>
                {ways(course, role, changed, known.is_some(), lang)}
            </div>
            <details class="tree__all" open=open>
                <summary>
                    {words::files_n(lang, lines.iter().filter(|l| l.stays()).count())}" "
                    // two courses may have one title
                    <span class="mono soft" id=format!("{id}-folder")>{course.to_string()}</span>
                </summary>
                <div class="tree__groups">{groups}</div>
            </details>
            {counts}
        </section>
    }
    .into_markup()
}

/// Ways in and out for files of a kind.
fn from_elsewhere(kind: PlaceKind, (course, writes): (&str, bool), lang: Lang) -> Markup {
    let lessons = || {
        view! {
            <a href=urls::bring_document(course)>{bank_words::document(lang)}</a>
            <a href=urls::bring_folder(course)>{folder::folder(lang)}</a>
        }
    };
    let items = || {
        view! {
            {writes.then(|| view! { <a href=urls::import_bank(course)>{bank_words::import(lang)}</a> })}
            <a href=urls::export_bank(course)>{bank_words::export(lang)}</a>
            {writes.then(|| view! { <a href=urls::change_items(course)>{many::items(lang)}</a> })}
        }
    };
    let whole = || {
        view! {
            <a href=urls::share_course(course)>{package_words::share(lang)}</a>
            <a href=format!("{}?copy_of={course}", urls::new_course())>{words::copy_course(lang)}</a>
            {writes.then(|| view! { <a href=urls::replace_words(course)>{many::replace(lang)}</a> })}
            {writes.then(|| view! { <a href=urls::draft_steps(course)>{many::steps(lang)}</a> })}
            <a href=urls::gone_files(course)>{gone_words::title(lang)}</a>
        }
    };
    match kind {
        PlaceKind::Course => view! { <div class="cluster small">{whole()}</div> }.into_markup(),
        PlaceKind::Lesson if writes => view! { <div class="cluster small">{lessons()}</div> }.into_markup(),
        PlaceKind::Bank => view! { <div class="cluster small">{items()}</div> }.into_markup(),
        _ => ().into_markup(),
    }
}

/// A file with its twin, what became of it, and how much is not right in what is published of it.
fn file(titles: Titles, line: &WorkshopLine, lines: &[&WorkshopLine]) -> Markup {
    let Titles { published, lang, .. } = titles;
    let title = titles.of(&line.path);
    let inner = line.path.split_once('/').map(|(_, rest)| rest.to_string()).filter(|rest| *rest != title.text);
    if place::kind_of(&line.path) == PlaceKind::Other {
        return view! { <li class="tree__file"><span class="mono soft">{line.path.clone()}</span>{state(line, lang)}</li> }.into_markup();
    }
    let twin = lines.iter().find(|l| l.path == place::twin_of(&line.path) && l.path != line.path && l.stays());
    let twin = twin.map(|twin| {
        let old = is_older(twin, line).then(|| view! { <span class="badge badge--warn">{words::twin_old(lang)}</span> });
        let state = state(twin, lang);
        view! { <a href=urls::edit_file(&twin.path) hreflang="en">{words::twin(lang)}</a>{state}{titles.open_with(&twin.path)}{old} }
    });
    let at = format!("{}:", line.path);
    let problems = published.problems.iter().filter(|p| p.zh.starts_with(&at)).count();
    let problems =
        (problems > 0).then(|| view! { <span class="badge badge--warn">{icon("warn")}{words::state_problems(lang, problems)}</span> });
    view! {
        <li class="tree__file">
            <a class="tree__title" href=urls::edit_file(&line.path)>{titled(&title)}</a>
            {only_note(&title)}
            <span class="mono soft small">{inner}</span>
            {state(line, lang)}{titles.open_with(&line.path)}{problems}{twin}
        </li>
    }
    .into_markup()
}

/// Whether the Chinese was changed after its English twin.
fn is_older(twin: &WorkshopLine, first: &WorkshopLine) -> bool {
    let at = |line: &WorkshopLine| line.edited.as_ref().filter(|_| line.is_changed()).map(|(at, _)| *at);
    at(first) > at(twin).max(twin.looked_at)
}

fn state(line: &WorkshopLine, lang: Lang) -> Markup {
    let word = match line {
        line if !line.stays() => words::state_deleted(lang),
        line if !line.is_changed() => return ().into_markup(),
        line if line.published.is_none() => words::state_new(lang),
        _ => words::state_changed(lang),
    };
    view! { <span class="badge">{word}</span> }.into_markup()
}
