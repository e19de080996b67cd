//! What a new file begins with: valid content, to be written over, in the language that its course is written in.

use super::place::{PlaceKind, STANDARDS, is_course, kind_of};
use crate::lang::Lang;

/// What can be begun anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NewKind {
    Lesson,
    Bank,
    Plan,
    /// In the folder of the standards, which is no course.
    Standard,
}

impl NewKind {
    pub const ALL: [Self; 4] = [Self::Lesson, Self::Bank, Self::Plan, Self::Standard];

    /// What can be begun in this folder.
    pub fn of(folder: &str) -> &'static [Self] {
        if folder == STANDARDS { &[Self::Standard] } else { &[Self::Lesson, Self::Bank, Self::Plan] }
    }

    pub const fn code(self) -> &'static str {
        match self {
            Self::Lesson => "lesson",
            Self::Bank => "bank",
            Self::Plan => "plan",
            Self::Standard => "standard",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// The most characters of a title.
pub const TITLE: usize = 80;

/// Whether a new course may be called so in addresses.
pub fn is_course_name(slug: &str) -> bool {
    is_course(slug) && !["new", "guide", "bring"].contains(&slug)
}

/// What is to be written over, in Chinese and in English.
const SUMMARY: [&str; 2] = ["学什么，学完能做什么。", "What is learned, and what one can do afterwards."];
const INTRO: [&str; 2] = ["这门课讲什么、适合谁，写在这里。", "What this course is about and whom it suits goes here."];
const FIRST: [&str; 2] = ["第一课", "First lesson"];
const LESSON_SUMMARY: [&str; 2] = ["一句话说清这一课学什么。", "One sentence on what this lesson teaches."];
const SECTION: [&str; 2] = ["第一节", "First section"];
const TEXT: [&str; 2] = [
    "从这里写起。空一行就是新的一段，**重点**两边加星号。",
    "Begin to write here. A blank line begins a new paragraph, and stars make words **strong**.",
];
const TIP: [&str; 2] = ["提示写在这样的框里。", "A hint goes into a box like this."];
const STEM: [&str; 2] = ["下列哪一项正确？", "Which of these is right?"];
const RIGHT: [&str; 2] = ["正确的选项", "The right option"];
const WRONG: [&str; 2] = ["错误的选项", "A wrong option"];
const WRONG_TOO: [&str; 2] = ["另一个错误的选项", "Another wrong option"];
const WHY: [&str; 2] = ["为什么：写给答完的人看。", "Why: for whoever has answered."];
const RULES: [&str; 2] = ["考试规则写在这里。", "The rules of the exam go here."];

const PEOPLE: [&str; 2] = ["做这个职业的人做什么。", "What people of this occupation do."];
const ABOUT: [&str; 2] = [
    "这份标准的依据、适用范围和各等级的课时，写在这里。",
    "What this standard rests on, whom it is for and how many hours each level takes goes here.",
];
/// Level, function, work content, the two heads of its table and its cells.
const TABLE: [[&str; 7]; 2] = [
    ["五级／初级工", "第一项职业功能", "第一项工作内容", "技能要求", "相关知识要求", "能做到什么", "知道什么"],
    ["Level 5 / Elementary", "First function", "First work content", "Skills", "Knowledge", "what one can do", "what one knows"],
];

/// The files of a new course: what it is, and a first lesson.
pub fn course(slug: &str, title: &str, lang: Lang) -> Vec<(String, String)> {
    let alone = match lang {
        Lang::Zh => "# 有英文版时删去这一行\nenglish = false",
        Lang::En => "# the course is in English alone\nlanguage = \"en\"",
    };
    let (title, summary, intro, first) = (quoted(title), lang.pick(&SUMMARY), lang.pick(&INTRO), lang.pick(&FIRST));
    let head = format!("+++\ntitle = \"{title}\"\nsummary = \"{summary}\"\n{alone}\n+++\n\n{intro}\n");
    vec![(format!("{slug}/course.md"), head), (format!("{slug}/010-first.md"), lesson(first, lang))]
}

/// The text of a new file; `slug` is what its items are named after.
pub fn text(kind: NewKind, slug: &str, title: &str, lang: Lang) -> String {
    match kind {
        NewKind::Lesson => lesson(title, lang),
        NewKind::Bank => bank(slug, title, lang),
        NewKind::Plan => plan(title, lang),
        NewKind::Standard => standard(title, lang),
    }
}

/// The words of a template in this line, if nobody wrote over them.
pub fn untouched(line: &str) -> Option<&str> {
    let summary = line.strip_prefix("summary").map(|rest| rest.trim_start_matches([' ', '=']).trim_end().trim_matches('"'));
    let plain = line.trim_start_matches(['>', ' ']).trim_end();
    let stem = plain.strip_prefix("### ").and_then(|rest| rest.split_once(" {")).map(|(stem, _)| stem);
    let of_text = || known(Some(plain), &[INTRO, TEXT, TIP, WHY, RULES, ABOUT]);
    known(summary, &[SUMMARY, LESSON_SUMMARY, PEOPLE]).or_else(of_text).or_else(|| known(stem, &[STEM]))
}

/// What is said, if it is one of those in either language.
fn known<'l>(said: Option<&'l str>, all: &[[&str; 2]]) -> Option<&'l str> {
    said.filter(|said| all.iter().flatten().any(|words| words == said))
}

fn lesson(title: &str, lang: Lang) -> String {
    let (title, summary, section) = (quoted(title), lang.pick(&LESSON_SUMMARY), lang.pick(&SECTION));
    let (text, tip) = (lang.pick(&TEXT), lang.pick(&TIP));
    format!("+++\ntitle = \"{title}\"\nsummary = \"{summary}\"\nminutes = 45\n+++\n\n## {section}\n\n{text}\n\n> [!TIP]\n> {tip}\n")
}

fn bank(slug: &str, title: &str, lang: Lang) -> String {
    let (title, stem, why) = (quoted(title), lang.pick(&STEM), lang.pick(&WHY));
    let (right, wrong, wrong_too) = (lang.pick(&RIGHT), lang.pick(&WRONG), lang.pick(&WRONG_TOO));
    format!(
        "+++\ntitle = \"{title}\"\n+++\n\n### {stem} {{#{slug}-1 .single points=1}}\n\n- [x] {right}\n- [ ] {wrong}\n- [ ] {wrong_too}\n\n> {why}\n"
    )
}

/// A lesson whose text is written already.
pub fn lesson_of(title: &str, text: &str) -> String {
    whole_lesson(title, None, None, text)
}

/// The same with its summary and its minutes, where they are known.
pub fn whole_lesson(title: &str, summary: Option<&str>, minutes: Option<u32>, text: &str) -> String {
    let (title, summary, minutes) = (quoted(title), summary.map_or_else(|| quoted(title), quoted), minutes.unwrap_or(45));
    format!("+++\ntitle = \"{title}\"\nsummary = \"{summary}\"\nminutes = {minutes}\n+++\n\n{text}\n")
}

/// A bank of items that are written already, each with its heading.
pub fn bank_of(title: &str, items: &str) -> String {
    format!("+++\ntitle = \"{}\"\n+++\n\n{items}", quoted(title))
}

fn plan(title: &str, lang: Lang) -> String {
    let (title, rules) = (quoted(title), lang.pick(&RULES));
    format!("+++\ntitle = \"{title}\"\nkind = \"mock\"\nminutes = 30\n\n[[draw]]\nmedium = 1\n+++\n\n{rules}\n")
}

fn standard(title: &str, lang: Lang) -> String {
    let (title, people, about) = (quoted(title), lang.pick(&PEOPLE), lang.pick(&ABOUT));
    let [level, function, work, skills, knowledge, can, knows] = lang.pick(&TABLE);
    format!(
        "+++\ntitle = \"{title}\"\nsummary = \"{people}\"\ncode = \"0-00-00-00\"\nedition = \"2026\"\nenglish = false\n+++\n\n{about}\n\n\
         ## {level} {{#level-5 .level level=5}}\n\n### {function} {{#function-1 .function theory=100 skill=100}}\n\n\
         #### {work} {{#work-1 .work}}\n\n| {skills} | {knowledge} |\n|---|---|\n| {can} | {knows} |\n"
    )
}

/// As it stands between the quotation marks of the front matter.
pub(super) fn quoted(title: &str) -> String {
    let line = title.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().filter(|c| !c.is_control()).take(TITLE).collect::<String>().replace('\\', "\\\\").replace('"', "\\\"")
}

/// What the English twin of a file begins with: its words, to be translated, and of what is given once only what a twin repeats.
pub fn twin(path: &str, text: &str) -> String {
    let (head, body) = text.strip_prefix("+++\n").and_then(|rest| rest.split_once("\n+++")).unwrap_or(("", text));
    let section = |line: &&str| line.starts_with("[[section]]");
    let words =
        |line: &&str| ["title", "summary"].iter().any(|key| line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('=')));
    let keep: Vec<&str> = head.lines().filter(|line| words(line) || kind_of(path) == PlaceKind::Plan && section(line)).collect();
    let lines: Vec<String> = body.lines().map(item_heading).collect();
    let end = if text.ends_with('\n') { "\n" } else { "" };
    format!("+++\n{}\n+++{}{end}", keep.join("\n"), lines.join("\n"))
}

/// `{#id .type}` alone of what stands behind the heading of an item.
fn item_heading(line: &str) -> String {
    let attributes = line.trim_end().strip_suffix('}').filter(|_| line.starts_with("### ")).and_then(|rest| rest.rsplit_once('{'));
    match attributes {
        Some((stem, inside)) => {
            let kept: Vec<&str> = inside.split(' ').filter(|word| word.starts_with(['#', '.'])).collect();
            format!("{stem}{{{}}}", kept.join(" "))
        }
        None => line.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_stays_a_title() {
        assert_eq!(quoted(" 甲 \"乙\"\n\\丙\u{7} "), "甲 \\\"乙\\\" \\\\丙");
        assert!(
            is_course_name("ai-5")
                && !is_course_name("new")
                && !is_course_name("standards")
                && !is_course_name("pages")
                && !is_course_name("Ai")
        );
        for kind in NewKind::ALL {
            assert_eq!(NewKind::from_code(kind.code()), Some(kind));
        }
    }

    #[test]
    fn words_of_a_template_are_known_while_nobody_wrote_over_them() {
        for lang in Lang::ALL {
            let files = course("a", "A", lang).into_iter().map(|(_, text)| text);
            let files: Vec<_> = files.chain(NewKind::ALL.map(|kind| text(kind, "b", "B", lang))).collect();
            let found: Vec<usize> = files.iter().map(|text| text.lines().filter(|line| untouched(line).is_some()).count()).collect();
            assert_eq!(found, [2, 3, 3, 2, 1, 2], "{lang:?}");
            let other = files.concat().contains(lang.other().pick(&FIRST));
            assert!(!other, "nothing of the other language: {files:?}");
        }
        assert_eq!([untouched("summary = \"Ours\""), untouched("Begin to write."), untouched("")], [None; 3]);
    }

    #[test]
    fn a_twin_begins_with_the_words_alone() {
        let text = "+++\ntitle = \"题库\"\nfunction = \"data\"\n+++\n\n### 问？ {#a .single points=2 tags=\"x,y\"}\n\n- [x] 甲\n- [ ] 乙\n";
        assert_eq!(twin("a/items/b.md", text), "+++\ntitle = \"题库\"\n+++\n\n### 问？ {#a .single}\n\n- [x] 甲\n- [ ] 乙\n");
    }
}
