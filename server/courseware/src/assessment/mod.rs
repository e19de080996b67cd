//! The plan of an assessment: front matter with the blueprint, then the rules.

mod blueprint;
mod lockdown;
mod section;

use crate::{
    front::{self, Front, Split},
    markdown::Doc,
    problem::{FrontFault, Log, PlanFault, Words},
    reader::CourseReader,
    render::{Setting, Writer},
};
use zhixing_domain::{
    assessment::{Plan, PlanKind, Release, Window},
    attempt::Terms,
    course::Html,
    digest::sha256_hex,
    lang::Bilingual,
    points::Points,
    time::Span,
};

const KEYS: [&str; 19] = [
    "title",
    "kind",
    "minutes",
    "pass",
    "attempts",
    "opens",
    "closes",
    "release",
    "explain",
    "shuffle",
    "certificate",
    "outage_grant",
    "seb",
    "seb_browser_keys",
    "rooms",
    "access_code",
    "navigation",
    "section",
    "draw",
];
/// What every plan says, each with an example.
const NEEDED: [(&str, &str); 2] = [("kind", "\"exam\""), ("minutes", "90")];
const KINDS: [(&str, PlanKind); 2] = [("exam", PlanKind::Exam), ("mock", PlanKind::Mock)];
const RELEASES: [(&str, Release); 2] = [("staff", Release::Staff), ("submit", Release::Submit)];

/// Reads a plan; nothing if it has no kind or no draw. The course's items must have been read before.
pub(crate) fn read(reader: &mut CourseReader, path: &str, slug: &str) -> Option<Plan> {
    let mut pair = reader.open(path)?;
    let en = pair.en.as_mut().map(|(text, log)| {
        let split = front::split(text, "title = \"…\"", log);
        let front = Front::read(&split, log);
        front.only_words(&["title", "section"], &KEYS, log);
        let title = front.words("title", "\"Theory examination, level five\"", log);
        let (line, sections) = section::titles(&front, log);
        let rules = rules(reader, &split, log);
        (Twin { title, rules, text: text.clone(), sections }, line)
    });
    let (en, twin) = en.map(|(twin, line)| (line, twin)).unzip();
    let (text, log) = &mut pair.zh;
    let plan = chinese(reader, slug, text, twin.as_ref(), log);
    reader.problems.append(&mut log.problems);
    if let Some((_, mut log)) = pair.en {
        if let (Some(plan), Some(line), Some(twin)) = (&plan, en, &twin) {
            section::check_twin(&plan.outline, line, &twin.sections, &mut log);
        }
        reader.problems.extend(log.problems);
    }
    plan
}

/// What the English file gives.
struct Twin {
    title: String,
    rules: Html,
    text: String,
    sections: Vec<String>,
}

fn rules(reader: &CourseReader, split: &Split, log: &mut Log) -> Html {
    let mut part = log.part(split.body_line);
    // they stand under a title of the page, and so do their headings
    let setting = Setting { alone: true, under: true, ..reader.setting(part.lang) };
    let html = Writer::new(setting, split.body, &mut part).html(&Doc::parse(split.body).events);
    log.join(part);
    html
}

fn chinese(reader: &CourseReader, slug: &str, text: &str, en: Option<&Twin>, log: &mut Log) -> Option<Plan> {
    let split = front::split(text, "title = \"…\"", log);
    let front = Front::read(&split, log);
    front.only(&KEYS, log);
    let title = front.words("title", ["五级理论知识考试", "Theory examination, level five"], log);
    for (key, example) in NEEDED.into_iter().filter(|(key, _)| !front.has(key)) {
        front.missing(key, example, log);
    }
    let (kind, minutes) = (front.choice("kind", &KINDS, log), front.number("minutes", (1, 600), log));
    let exam = kind != Some(PlanKind::Mock);
    let draws = blueprint::read(reader, &front, log);
    let zh_rules = rules(reader, &split, log);
    let en_text = en.map_or("", |twin| twin.text.as_str());
    let outline = section::read(&front, &draws, en.map_or(&[], |twin| &twin.sections), log);
    let plan = Plan {
        slug: slug.into(),
        course: reader.course.into(),
        // A NUL parts the twins: no text holds one.
        version: sha256_hex(format!("{text}\0{en_text}").as_bytes()),
        kind: kind.unwrap_or(PlanKind::Exam),
        title: Bilingual::new(title, en.map(|twin| twin.title.clone())).written_in(log.lang),
        rules: Bilingual::new(zh_rules, en.map(|twin| twin.rules.clone())).written_in(log.lang),
        limit: Span::from_minutes(minutes.unwrap_or(60)),
        pass: front.points("pass", "60", log).unwrap_or(Points::whole(60)),
        attempts: front.number("attempts", (0, 100), log).and_then(|n| u32::try_from(n).ok()).unwrap_or(u32::from(exam)),
        window: window(&front, log),
        release: front.choice("release", &RELEASES, log).unwrap_or(if exam { Release::Staff } else { Release::Submit }),
        explain: front.truth("explain", log).unwrap_or(!exam),
        shuffle: front.truth("shuffle", log).unwrap_or(true),
        certificate: front.truth("certificate", log).unwrap_or(false),
        outage_grant: Span::from_minutes(front.number("outage_grant", (0, 600), log).unwrap_or(0)),
        lockdown: lockdown::read(reader, &front, log),
        outline,
        draws,
    };
    short(&plan, &front, log);
    certificate(reader, &plan, &front, log);
    blueprint::check(reader, &plan, &front, log);
    (kind.is_some() && minutes.is_some() && !plan.draws.is_empty()).then_some(plan)
}

/// A window that is shorter than the time which the plan promises.
fn short(plan: &Plan, front: &Front, log: &mut Log) {
    let terms = Terms { limit: plan.limit, factor: 1000, closes: plan.window.closes, ..Terms::default() };
    let Some((had, lost)) = plan.window.opens.map(|opens| terms.promised(opens)) else { return };
    if had > Span::ZERO && lost > Span::ZERO {
        let minutes = |span: Span| span.minutes().try_into().unwrap_or(0);
        log.add(front.line_of("closes"), PlanFault::Short { minutes: minutes(plan.limit), window: minutes(had) });
    }
}

fn window(front: &Front, log: &mut Log) -> Window {
    let window = Window { opens: front.instant("opens", log), closes: front.instant("closes", log) };
    if let (Some(opens), Some(closes)) = (window.opens, window.closes)
        && opens >= closes
    {
        log.add(front.line_of("closes"), PlanFault::Window);
    }
    window
}

fn certificate(reader: &CourseReader, plan: &Plan, front: &Front, log: &mut Log) {
    // A missing `course.md` was told already.
    if !plan.certificate || reader.files.get(&format!("{}/course.md", reader.course)).is_none() {
        return;
    }
    let line = front.line_of("certificate");
    if plan.kind == PlanKind::Mock {
        log.add(line, PlanFault::Certificate { why: Words { zh: "模拟考试的成绩不作数", en: "the result of a mock does not count" } });
    } else if !reader.names_standard || reader.level.is_none() {
        log.add(
            line,
            PlanFault::Certificate {
                why: Words { zh: "课程没有写明职业标准和等级", en: "the course names no standard or no level" }
            },
        );
    }
}

/// How an unknown word in a list is told.
fn unknown(key: &str, value: &str, all: &[&'static str]) -> FrontFault {
    FrontFault::UnknownValue { key: key.into(), value: value.into(), known: crate::problem::known(value, all.iter().copied()) }
}
