//! Pages of the site itself, `pages/<name>.md`: title and summary, then plain prose; and, where its author says so, the edition that people agree to.

use crate::{
    Files,
    figures::Figures,
    front::{self, Front},
    markdown::Doc,
    problem::{ContentProblem, FileFault, Log, Words},
    reader::{open, twin},
    render::{Setting, Writer},
};
use pulldown_cmark::Event;
use zhixing_domain::{
    course::Html,
    digest::sha256_hex,
    lang::{Bilingual, Lang},
    site_page::{HELP, PRIVACY, SitePage, TERMS},
};

const KEYS: [&str; 4] = ["title", "summary", "english", "edition"];
const WORDS: [&str; 2] = ["title", "summary"];

/// Reads those of the pages that there are; `paths` are the files of the folder.
pub(crate) fn read(files: &Files, paths: &[&str], problems: &mut Vec<ContentProblem>) -> Vec<SitePage> {
    let known = [HELP, PRIVACY, TERMS];
    let mut pages = vec![];
    for name in paths {
        let path = format!("pages/{name}");
        let slug = name.strip_suffix(".md").map(|slug| slug.strip_suffix(".en").unwrap_or(slug));
        match slug.filter(|slug| known.contains(slug)) {
            None => {
                let wanted = Words {
                    zh: "这里只放 `privacy.md`、`terms.md`、`help.md`",
                    en: "`privacy.md`, `terms.md` and `help.md` belong here",
                };
                problems.push(ContentProblem::new(&path, 1, FileFault::StrayFile { wanted }));
            }
            Some(slug) if name.ends_with(".en.md") => {
                let first = format!("pages/{slug}.md");
                if files.get(&first).is_none() {
                    problems.push(ContentProblem::new(&path, 1, FileFault::OrphanTwin { first }));
                }
            }
            Some(slug) => pages.extend(page(files, &path, slug, problems)),
        }
    }
    pages
}

fn page(files: &Files, path: &str, slug: &str, problems: &mut Vec<ContentProblem>) -> Option<SitePage> {
    let mut pair = open(files, path, problems)?;
    let (text, log) = &mut pair.zh;
    let zh = texts(text, log);
    if zh.english == Some(false) {
        log.problems.retain(|p| !p.is_missing_twin());
    }
    let en = pair.en.as_mut().map(|(text, log)| texts(text, log));
    problems.append(&mut log.problems);
    problems.extend(pair.en.into_iter().flat_map(|(_, log)| log.problems));
    let words = sha256_hex(format!("{}\n{}", zh.words, en.as_ref().map(|en| en.words.as_str()).unwrap_or_default()).as_bytes());
    let same = vec![words.clone(), source(files, path)];
    let digest = zh.edition.as_ref().map_or(words, |edition| sha256_hex(format!("edition {edition}").as_bytes()));
    let (mut title, mut summary, mut body) =
        (Bilingual::new(zh.title, None), Bilingual::new(zh.summary, None), Bilingual::new(zh.body, None));
    if let Some(twin) = en {
        (title.en, summary.en, body.en) = (Some(twin.title), Some(twin.summary), Some(twin.body));
    }
    Some(SitePage { slug: slug.into(), title, summary, body, digest, same })
}

/// What earlier builds called a page: by the bytes of both files, which had no edition then.
fn source(files: &Files, path: &str) -> String {
    let digest = |path: &str| files.get(path).map(|bytes| sha256_hex(&without_edition(bytes))).unwrap_or_default();
    sha256_hex(format!("{} {}", digest(path), digest(&twin(path))).as_bytes())
}

fn without_edition(bytes: &[u8]) -> Vec<u8> {
    let (mut fences, mut rest) = (0, vec![]);
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        fences += i32::from(line.trim_ascii() == b"+++");
        let key = line.split(|byte| *byte == b'=').next().unwrap_or_default();
        if fences != 1 || key.trim_ascii() != b"edition" {
            rest.extend_from_slice(line);
        }
    }
    rest
}

/// A page in one language.
struct Texts {
    title: String,
    summary: String,
    body: Html,
    /// All of it without markup, blanks and line ends.
    words: String,
    /// Whether an English twin is meant to be there.
    english: Option<bool>,
    edition: Option<String>,
}

fn texts(text: &str, log: &mut Log) -> Texts {
    let split = front::split(text, "title = \"…\"", log);
    let front = Front::read(&split, log);
    match log.lang {
        Lang::Zh => front.only(&KEYS, log),
        Lang::En => front.only_words(&WORDS, &KEYS, log),
    }
    let (english, edition) = match log.lang {
        Lang::Zh => (front.truth("english", log), front.text("edition", "\"2026-11\"", log)),
        Lang::En => (None, None),
    };
    let title = front.words("title", ["隐私", "Privacy"], log);
    let summary = front.words("summary", ["这里保存哪些个人信息", "What is stored of people here"], log);
    let figures = Figures::new();
    let setting = Setting { lang: log.lang, course: "", figures: &figures, alone: false, under: false };
    let mut part = log.part(split.body_line);
    let doc = Doc::parse(split.body);
    let body = Writer::new(setting, split.body, &mut part).html(&doc.events);
    log.join(part);
    let prose = doc.events.iter().filter_map(|(event, _)| match event {
        Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => Some(text.as_ref()),
        _ => None,
    });
    let words = [title.as_str(), summary.as_str()].into_iter().chain(prose).flat_map(str::split_whitespace).collect();
    Texts { title, summary, body, words, english, edition }
}
