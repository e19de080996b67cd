//! A course: `course.md`, lessons, banks, assessments, figures.

mod links;
mod needed;
mod origin;

use crate::{
    Files, assessment, bank, figures,
    figures::Figures,
    front::{self, Front},
    lesson,
    markdown::Doc,
    problem::{ContentProblem, FileFault, FrontFault, Log, PlanFault, Words, known},
    reader::CourseReader,
    render::{Writer, lesson_name},
    text::{is_slug, slug_of},
};
pub(crate) use needed::Needed;
use std::{collections::BTreeMap, sync::Arc};
use zhixing_domain::{
    assessment::Plan,
    course::{Course, Html},
    lang::{Bilingual, Lang},
    library::MediaFile,
    package::ORIGIN,
    standard::Standard,
    workshop::front::language,
};

const KEYS: [&str; 10] = ["title", "summary", "language", "standard", "level", "hours", "order", "english", "author", "license"];
const LANGUAGES: [(&str, Lang); 2] = [("zh", Lang::Zh), ("en", Lang::En)];
const WORDS: [&str; 2] = ["title", "summary"];

/// What was read of a course.
pub(crate) struct Read {
    pub course: Option<Course>,
    pub media: Vec<(String, Arc<MediaFile>)>,
    /// The figures that lessons show, by path: everybody may see them.
    pub open: Vec<String>,
    pub problems: Vec<ContentProblem>,
}

/// Reads the folder `slug`, or what is needed of it; `paths` are its files without the folder.
pub(crate) fn read<'a>(files: &'a Files, slug: &'a str, paths: &[&str], standards: &'a [Standard], needed: &Needed) -> Read {
    let (mut problems, mut pages) = (vec![], BTreeMap::new());
    let drawn: Vec<&str> = paths.iter().copied().filter(|path| needed.has(&format!("{slug}/{path}"))).collect();
    let (figures, media) = media(files, slug, &drawn, &mut problems);
    let mut reader = CourseReader::new(files, slug, figures);
    (reader.own, reader.problems) = (own(files, slug), problems);
    check_name(&mut reader, &format!("{slug}/course.md"), slug, "course");
    stray(&mut reader, paths);
    let mut course = head(&mut reader, standards);
    let firsts = |folder: &str| firsts(slug, folder, paths).filter(|(path, _)| needed.has(path)).collect::<Vec<_>>();
    for (path, slug) in lessons(&mut reader, paths) {
        if !needed.has(&path) {
            pages.insert(path, BTreeMap::new());
        } else if let Some(read) = lesson::read(&mut reader, &path, &slug) {
            pages.insert(path, read.anchors);
            course.lessons.push(read.lesson);
        }
    }
    let open = reader.shown.iter().map(|name| format!("{slug}/media/{name}")).collect();
    for (path, name) in firsts("items/") {
        check_name(&mut reader, &path, &name, "bank");
        bank::read(&mut reader, &path, &name);
    }
    for (path, name) in firsts("assessments/") {
        check_name(&mut reader, &path, &name, "exam");
        course.plans.extend(assessment::read(&mut reader, &path, &name).map(Arc::new));
    }
    links::check(&mut reader, &pages);
    shared(&mut reader, &course.plans);
    for name in reader.figures.keys().filter(|name| !reader.shown.contains(*name)).cloned().collect::<Vec<_>>() {
        reader.problems.push(problem(&format!("{slug}/media/{name}"), FileFault::UnusedMedia));
    }
    if !reader.english {
        reader.problems.retain(|p| !p.is_missing_twin());
    }
    course.items = std::mem::take(&mut reader.items);
    course.unread = std::mem::take(&mut reader.unread);
    let has_head = files.get(&format!("{slug}/course.md")).is_some();
    Read { course: has_head.then_some(course), media, open, problems: reader.problems }
}

/// The files of a folder that are no twins: their paths, and their names.
fn firsts<'p>(slug: &'p str, folder: &'p str, paths: &'p [&str]) -> impl Iterator<Item = (String, String)> + 'p {
    let inside = paths.iter().filter_map(move |p| p.strip_prefix(folder));
    let inside = inside.filter(|p| p.ends_with(".md") && !p.ends_with(".en.md") && !p.contains('/'));
    inside.map(move |p| (format!("{slug}/{folder}{p}"), p.trim_end_matches(".md").to_string()))
}

/// Names a plan that gives everybody the keys of items which an exam with a certificate may draw, too.
fn shared(reader: &mut CourseReader, plans: &[Arc<Plan>]) {
    for open in plans.iter().filter(|p| p.gives_keys()) {
        for exam in plans.iter().filter(|p| p.certifies()) {
            let both: Vec<_> = reader.items.iter().filter(|i| open.may_draw(i) && exam.may_draw(i)).collect();
            let Some(first) = both.first() else { continue };
            let path = format!("{}/assessments/{}.md", reader.course, open.slug);
            let text = reader.files.get(&path).map(String::from_utf8_lossy).unwrap_or_default();
            let line = text.lines().position(|l| l.starts_with("kind")).map_or(1, |n| n + 1);
            let fault = PlanFault::Shared { exam: exam.slug.clone(), id: first.key.0.clone(), count: both.len() };
            reader.problems.push(ContentProblem::new(&path, line, fault));
        }
    }
}

/// The language that a course is written in: known before any of its files is opened.
fn own(files: &Files, slug: &str) -> Lang {
    let head = files.get(&format!("{slug}/course.md"));
    head.map_or(Lang::Zh, |bytes| language(&String::from_utf8_lossy(bytes)))
}

fn problem(path: &str, fault: FileFault) -> ContentProblem {
    ContentProblem::new(path, 1, fault)
}

fn check_name(reader: &mut CourseReader, path: &str, name: &str, fallback: &str) {
    if !is_slug(name) {
        reader.problems.push(problem(path, FileFault::BadSlug { slug: name.into(), proposal: slug_of(name, fallback) }));
    }
}

type Media = Vec<(String, Arc<MediaFile>)>;

fn media(files: &Files, slug: &str, paths: &[&str], problems: &mut Vec<ContentProblem>) -> (Figures, Media) {
    let (mut figures, mut media) = (Figures::new(), vec![]);
    for name in paths.iter().filter_map(|p| p.strip_prefix("media/")) {
        let path = format!("{slug}/media/{name}");
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_' | '.');
        if !name.chars().all(fits) {
            problems.push(problem(
                &path,
                FileFault::BadSlug { slug: name.into(), proposal: slug_of(name.split('.').next().unwrap_or_default(), "figure") },
            ));
            continue;
        }
        let Some(bytes) = files.get(&path) else { continue };
        let lang = if name.ends_with(".en.md") { Lang::En } else { Lang::Zh };
        let (mut log, file) = (Log::new(&path, lang), MediaFile::of(bytes));
        if let Some(figure) = figures::read(name, bytes, &file.hash, &mut log) {
            figures.insert(name.into(), figure);
            media.push((path, Arc::new(file)));
        }
        problems.extend(log.problems);
    }
    (figures, media)
}

/// Names the files that are of no use where they are, and twins without a first.
fn stray(reader: &mut CourseReader, paths: &[&str]) {
    for path in paths {
        let (folder, name) = path.split_once('/').map_or(("", *path), |(folder, name)| (folder, name));
        let wanted = match folder {
            "" if name.ends_with(".md") || name == ORIGIN => None,
            "items" | "assessments" if name.ends_with(".md") && !name.contains('/') => None,
            "assessments" if name.ends_with(".seb") && !name.contains('/') => None,
            "media" if !name.contains('/') => None,
            "" => Some(Words { zh: "图片、影片和数据放进 `media/`", en: "put figures, films and data into `media/`" }),
            "items" => Some(Words { zh: "这里只放 `.md` 文件", en: "only `.md` files belong here" }),
            "assessments" => Some(Words { zh: "这里只放 `.md` 和 `.seb` 文件", en: "only `.md` and `.seb` files belong here" }),
            "media" => Some(Words { zh: "文件直接放在 `media/` 里", en: "put files right into `media/`" }),
            _ => Some(Words {
                zh: "课程里只有 `items`、`assessments`、`media` 三个文件夹",
                en: "a course has the folders `items`, `assessments` and `media`",
            }),
        };
        let full = format!("{}/{path}", reader.course);
        if let Some(wanted) = wanted {
            reader.problems.push(problem(&full, FileFault::StrayFile { wanted }));
        } else if let Some(first) = full.strip_suffix(".en.md").map(|p| format!("{p}.md"))
            && folder != "media"
            && reader.files.get(&first).is_none()
        {
            reader.problems.push(problem(&full, FileFault::OrphanTwin { first }));
        }
    }
}

/// The lessons in order: path and slug.
fn lessons(reader: &mut CourseReader, paths: &[&str]) -> Vec<(String, String)> {
    let mut found: Vec<(u32, String, String)> = vec![];
    let names = paths.iter().filter(|p| !p.contains('/') && p.ends_with(".md") && !p.ends_with(".en.md") && **p != "course.md");
    for name in names {
        let path = format!("{}/{name}", reader.course);
        let Some((number, slug)) = lesson_name(name) else {
            let stem = slug_of(name.trim_end_matches(".md").trim_start_matches(|c: char| c.is_ascii_digit()), "lesson");
            let next = found.iter().map(|(n, ..)| n / 10 * 10 + 10).max().unwrap_or(10);
            reader
                .problems
                .push(problem(&path, FileFault::BadLessonName { name: (*name).into(), proposal: format!("{next:03}-{stem}.md") }));
            continue;
        };
        if let Some((_, other, _)) = found.iter().find(|(n, ..)| *n == number) {
            reader.problems.push(problem(&path, FileFault::DuplicateNumber { other: other.clone() }));
        }
        if let Some((_, other, _)) = found.iter().find(|(.., s)| s == slug) {
            reader.problems.push(problem(&path, FileFault::DuplicateLesson { other: other.clone() }));
            continue;
        }
        found.push((number, path, slug.into()));
    }
    found.sort();
    found.into_iter().map(|(_, path, slug)| (path, slug)).collect()
}

/// A course of which nothing was read yet.
fn empty(slug: &str, own: Lang) -> Course {
    let (title, summary) = (Bilingual::default().written_in(own), Bilingual::default().written_in(own));
    Course { slug: slug.into(), title, summary, intro: Bilingual::default().written_in(own), ..Course::default() }
}

/// Reads `course.md`; an empty course where there is none, so that its other files are still looked at.
fn head<'a>(reader: &mut CourseReader<'a>, standards: &'a [Standard]) -> Course {
    let mut course = empty(reader.course, reader.own);
    let path = format!("{}/course.md", reader.course);
    if reader.files.get(&path).is_none() {
        reader.problems.push(problem(&path, FileFault::NoCourse));
        return course;
    }
    let Some(mut pair) = reader.open(&path) else { return course };
    let (text, log) = &mut pair.zh;
    let split = front::split(text, "title = \"…\"", log);
    let front = Front::read(&split, log);
    front.only(&KEYS, log);
    course.title.zh = front.words("title", ["人工智能训练师（五级）", "AI trainer, level five"], log);
    course.summary.zh = front.words("summary", ["学什么，学完能做什么", "What is learned, and what for"], log);
    front.choice("language", &LANGUAGES, log);
    course.standard = standard(&front, standards, log);
    reader.names_standard = front.has("standard");
    reader.standard = standards.iter().find(|s| Some(&s.slug) == course.standard.as_ref());
    course.level = front.level(log);
    course.hours = front.number("hours", (1, 10_000), log).and_then(|h| u32::try_from(h).ok());
    course.order = front.number("order", (-1_000_000, 1_000_000), log).unwrap_or(0);
    course.author = front.text("author", ["张老师", "Zhang San"], log);
    course.license = front.text("license", "\"CC-BY-4.0\"", log);
    course.sources = origin::read(reader.files, reader.course, log);
    reader.level = course.level;
    reader.english = front.truth("english", log).unwrap_or(true);
    course.intro.zh = intro(reader, split.body, split.body_line, log);
    if let Some((text, log)) = &mut pair.en {
        let split = front::split(text, "title = \"…\"", log);
        let front = Front::read(&split, log);
        front.only_words(&WORDS, &KEYS, log);
        course.title.en = Some(front.words("title", "\"AI trainer, level five\"", log));
        course.summary.en = Some(front.words("summary", "\"What is learned, and what for\"", log));
        course.intro.en = Some(intro(reader, split.body, split.body_line, log));
    }
    reader.problems.extend(pair.zh.1.problems);
    reader.problems.extend(pair.en.into_iter().flat_map(|(_, log)| log.problems));
    course
}

fn standard(front: &Front, standards: &[Standard], log: &mut Log) -> Option<String> {
    let slug = front.text("standard", "\"ai-trainer\"", log)?;
    if !standards.iter().any(|s| s.slug == slug) {
        let known = known(&slug, standards.iter().map(|s| s.slug.clone()));
        log.add(front.line_of("standard"), FrontFault::UnknownStandard { slug: slug.clone(), known });
    }
    Some(slug)
}

fn intro(reader: &mut CourseReader, body: &str, line: usize, log: &mut Log) -> Html {
    let doc = Doc::parse(body);
    let mut part = log.part(line);
    let mut writer = Writer::new(reader.setting(log.lang), body, &mut part);
    writer.number(&doc.events);
    let html = writer.html(&doc.events);
    let notes = writer.footnotes([doc.events.as_slice()].into_iter());
    let (links, shown) = (std::mem::take(&mut writer.links), std::mem::take(&mut writer.shown));
    let path = log.path.clone();
    // A heading of the introduction itself is checked by name only: the page of a course has no other.
    let ids = writer.ids.all();
    let own = links.into_iter().filter(|l| l.file.is_some() || !l.fragment.as_ref().is_some_and(|f| ids.contains(f)));
    reader.links.extend(own.map(|link| (path.clone(), log.lang, link)));
    reader.shown.extend(shown);
    log.join(part);
    notes.map_or(html.clone(), |notes| Html(format!("{}\n{}", html.as_str(), notes.as_str()).into()))
}
