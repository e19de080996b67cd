//! An occupation standard: headings carry levels, functions and work content; tables carry skills and knowledge.

mod section;
mod weight;

use crate::{
    Files,
    figures::Figures,
    front::{self, Front},
    problem::{ContentProblem, FrontFault, Log, PageFault, PlanFault, TwinFault, known},
    reader::open,
};
use section::{Kind, Section, Text, text};
use zhixing_domain::{
    course::Html,
    lang::Bilingual,
    level::Level,
    standard::{Function, Standard, StandardLevel, Work},
};

const KEYS: [&str; 5] = ["title", "code", "edition", "summary", "english"];
const WORDS: [&str; 2] = ["title", "summary"];

pub(crate) fn read(files: &Files, path: &str, slug: &str, problems: &mut Vec<ContentProblem>) -> Option<Standard> {
    let mut pair = open(files, path, problems)?;
    let figures = Figures::new();
    let en = pair.en.as_mut().map(|(text, log)| english(text, &figures, log));
    let (text, log) = &mut pair.zh;
    let split = front::split(text, "title = \"…\"", log);
    let front = Front::read(&split, log);
    front.only(&KEYS, log);
    let title = front.words("title", ["人工智能训练师", "Artificial intelligence trainer"], log);
    let summary = front.words("summary", ["这个职业做什么", "What the occupation does"], log);
    let (code, edition) = (front.words("code", "\"4-04-05-05\"", log), front.words("edition", "\"2021\"", log));
    let mut part = log.part(split.body_line);
    let zh = self::text(split.body, &figures, &mut part);
    let (en_words, en_text) = en.unzip();
    let apart = en_text.as_ref().and_then(|en| differs(&zh, en));
    let en_text = en_text.filter(|_| apart.is_none());
    if let (Some((_, log)), Some((line, id))) = (&mut pair.en, apart) {
        log.add(line, TwinFault::Sections { id });
    }
    let (basic, levels) = structure(&zh, en_text.as_ref(), &mut part);
    let (en_title, en_summary) = en_words.unzip();
    let standard = Standard {
        slug: slug.into(),
        code,
        edition,
        title: Bilingual::new(title, en_title),
        summary: Bilingual::new(summary, en_summary),
        intro: Bilingual::new(zh.intro.clone(), en_text.as_ref().map(|t| t.intro.clone())),
        basic,
        levels,
    };
    weight::check(&standard, &zh, &mut part);
    log.join(part);
    if front.truth("english", log) == Some(false) {
        log.problems.retain(|p| !p.is_missing_twin());
    }
    problems.append(&mut log.problems);
    problems.extend(pair.en.into_iter().flat_map(|(_, log)| log.problems));
    Some(standard)
}

/// Title, summary and sections of the twin.
fn english(text: &str, figures: &Figures, log: &mut Log) -> ((String, String), Text) {
    let split = front::split(text, "title = \"…\"", log);
    let front = Front::read(&split, log);
    front.only_words(&WORDS, &KEYS, log);
    let title = front.words("title", "\"Artificial intelligence trainer\"", log);
    let summary = front.words("summary", "\"What the occupation does\"", log);
    let mut part = log.part(split.body_line);
    let sections = self::text(split.body, figures, &mut part);
    log.join(part);
    ((title, summary), sections)
}

/// Where the twin's structure differs: its line in the file, and the id.
fn differs(zh: &Text, en: &Text) -> Option<(usize, String)> {
    let name = |s: &Section| (s.kind, s.id.clone());
    let place = zh.sections.iter().zip(&en.sections).position(|(a, b)| name(a) != name(b));
    let place = place.or_else(|| (zh.sections.len() != en.sections.len()).then(|| zh.sections.len().min(en.sections.len())))?;
    let id = zh.sections.get(place).or_else(|| en.sections.get(place)).map(|s| s.id.clone()).unwrap_or_default();
    Some((en.sections.get(place).or(en.sections.last()).map_or(1, |s| s.file_line), id))
}

/// What a function stands under. A level whose number cannot be read was told; what stands under it is looked at and left out.
#[derive(Clone, Copy)]
enum Under {
    Nothing,
    Basic,
    Level,
    Unread,
}

/// Builds basic requirements and levels from the sections in order.
fn structure(zh: &Text, en: Option<&Text>, log: &mut Log) -> (Vec<Function>, Vec<StandardLevel>) {
    let (mut basic, mut levels): (Vec<Function>, Vec<StandardLevel>) = (vec![], vec![]);
    let (mut unread, mut under) = (vec![], Under::Nothing);
    for (i, section) in zh.sections.iter().enumerate() {
        let twin = en.and_then(|en| en.sections.get(i));
        let (title, html) = bilingual(section, twin);
        let functions = match under {
            Under::Nothing => None,
            Under::Basic => Some(&mut basic),
            Under::Level => levels.last_mut().map(|l| &mut l.functions),
            Under::Unread => Some(&mut unread),
        };
        match section.kind {
            Kind::Basic => under = Under::Basic,
            Kind::Level => match level(section, &levels, log) {
                Some(level) => {
                    under = Under::Level;
                    levels.push(StandardLevel { level, title, intro: html, functions: vec![] });
                }
                None => {
                    under = Under::Unread;
                    unread.clear();
                }
            },
            Kind::Function => {
                let Some(functions) = functions else { continue };
                if functions.iter().any(|f| f.id == section.id) {
                    log.add(section.line, PageFault::DuplicateId { id: section.id.clone(), place: log.path.clone() });
                }
                functions.push(function(section, title, html, log));
            }
            Kind::Work => {
                let Some(function) = functions.and_then(|f| f.last_mut()) else { continue };
                function.work.push(Work { id: section.id.clone(), title, table: html });
            }
        }
    }
    levels.sort_by_key(|l| std::cmp::Reverse(l.level.number()));
    (basic, levels)
}

fn bilingual(zh: &Section, en: Option<&Section>) -> (Bilingual<String>, Bilingual<Html>) {
    let title = Bilingual::new(zh.title.clone(), en.map(|en| en.title.clone()));
    (title, Bilingual::new(zh.html.clone(), en.map(|en| en.html.clone())))
}

fn function(section: &Section, title: Bilingual<String>, text: Bilingual<Html>, log: &mut Log) -> Function {
    Function {
        id: section.id.clone(),
        title,
        theory: weight::read(section, "theory", log),
        skill: weight::read(section, "skill", log),
        demo: section.attributes.has_class("demo"),
        text,
        work: vec![],
    }
}

/// Nothing where the number is no level's.
fn level(section: &Section, levels: &[StandardLevel], log: &mut Log) -> Option<Level> {
    let value = section.attributes.get("level").unwrap_or_default();
    let Some(level) = value.parse().ok().and_then(Level::from_number) else {
        log.add(section.line, FrontFault::OutOfRange { key: "level".into(), value: value.into(), range: "1–5".into() });
        return None;
    };
    if levels.iter().any(|l| l.level == level) {
        let free = Level::ALL.into_iter().rev().filter(|l| levels.iter().all(|known| known.level != *l)).map(|l| l.number().to_string());
        log.add(section.line, PlanFault::DuplicateLevel { level: level.number().into(), known: known("", free) });
    }
    Some(level)
}
