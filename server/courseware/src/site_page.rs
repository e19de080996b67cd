//! Pages of the site itself, `pages/<name>.md`: title and summary, then plain prose.

use crate::{
    Files,
    figures::Figures,
    front::{self, Front},
    markdown::Doc,
    problem::{ContentProblem, FileFault, Log, Words},
    reader::{open, twin},
    render::{Setting, Writer},
};
use zhixing_domain::{
    course::Html,
    digest::sha256_hex,
    lang::{Bilingual, Lang},
    site_page::{HELP, PRIVACY, SitePage, TERMS},
};

const KEYS: [&str; 3] = ["title", "summary", "english"];
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
    let (title, summary, body, english) = texts(text, log);
    if english == Some(false) {
        log.problems.retain(|p| !p.is_missing_twin());
    }
    let en = pair.en.as_mut().map(|(text, log)| texts(text, log));
    problems.append(&mut log.problems);
    problems.extend(pair.en.into_iter().flat_map(|(_, log)| log.problems));
    let digests = [path.to_string(), twin(path)].map(|path| files.get(&path).map(sha256_hex).unwrap_or_default());
    let (mut titles, mut summaries, mut bodies) =
        (Bilingual { zh: title, en: None }, Bilingual { zh: summary, en: None }, Bilingual { zh: body, en: None });
    if let Some((title, summary, body, _)) = en {
        (titles.en, summaries.en, bodies.en) = (Some(title), Some(summary), Some(body));
    }
    Some(SitePage { slug: slug.into(), title: titles, summary: summaries, body: bodies, digest: sha256_hex(digests.join(" ").as_bytes()) })
}

/// Title, summary and prose of one language, and whether an English twin is meant to be there.
fn texts(text: &str, log: &mut Log) -> (String, String, Html, Option<bool>) {
    let split = front::split(text, "title = \"…\"", log);
    let front = Front::read(&split, log);
    match log.lang {
        Lang::Zh => front.only(&KEYS, log),
        Lang::En => front.only_words(&WORDS, &KEYS, log),
    }
    let english = if log.lang == Lang::Zh { front.truth("english", log) } else { None };
    let title = front.words("title", ["隐私", "Privacy"], log);
    let summary = front.words("summary", ["这里保存哪些个人信息", "What is stored of people here"], log);
    let figures = Figures::new();
    let setting = Setting { lang: log.lang, course: "", figures: &figures, alone: false };
    let mut part = log.part(split.body_line);
    let doc = Doc::parse(split.body);
    let body = Writer::new(setting, split.body, &mut part).html(&doc.events);
    log.join(part);
    (title, summary, body, english)
}
