//! What a new file begins with: valid content, to be written over. In Chinese, as the first language of every file is.

use super::place::{PlaceKind, is_course, kind_of};

/// What can be begun anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NewKind {
    Lesson,
    Bank,
    Plan,
}

impl NewKind {
    pub const ALL: [Self; 3] = [Self::Lesson, Self::Bank, Self::Plan];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Lesson => "lesson",
            Self::Bank => "bank",
            Self::Plan => "plan",
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

/// The files of a new course: what it is, and a first lesson.
pub fn course(slug: &str, title: &str) -> Vec<(String, String)> {
    let head = format!(
        "+++\ntitle = \"{}\"\nsummary = \"学什么，学完能做什么。\"\n# 有英文版时删去这一行\nenglish = false\n+++\n\n这门课讲什么、适合谁，写在这里。\n",
        quoted(title)
    );
    vec![(format!("{slug}/course.md"), head), (format!("{slug}/010-first.md"), lesson("第一课"))]
}

/// The text of a new file; `slug` is what its items are named after.
pub fn text(kind: NewKind, slug: &str, title: &str) -> String {
    match kind {
        NewKind::Lesson => lesson(title),
        NewKind::Bank => bank(slug, title),
        NewKind::Plan => plan(title),
    }
}

fn lesson(title: &str) -> String {
    format!(
        "+++\ntitle = \"{}\"\nsummary = \"一句话说清这一课学什么。\"\nminutes = 45\n+++\n\n## 第一节\n\n从这里写起。空一行就是新的一段，**重点**两边加星号。\n\n> [!TIP]\n> 提示写在这样的框里。\n",
        quoted(title)
    )
}

fn bank(slug: &str, title: &str) -> String {
    format!(
        "+++\ntitle = \"{}\"\n+++\n\n### 下列哪一项正确？ {{#{slug}-1 .single points=1}}\n\n- [x] 正确的选项\n- [ ] 错误的选项\n- [ ] 另一个错误的选项\n\n> 为什么：写给答完的人看。\n",
        quoted(title)
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

fn plan(title: &str) -> String {
    format!("+++\ntitle = \"{}\"\nkind = \"mock\"\nminutes = 30\n\n[[draw]]\nmedium = 1\n+++\n\n考试规则写在这里。\n", quoted(title))
}

/// As it stands between the quotation marks of the front matter.
fn quoted(title: &str) -> String {
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
    fn a_twin_begins_with_the_words_alone() {
        let text = "+++\ntitle = \"题库\"\nfunction = \"data\"\n+++\n\n### 问？ {#a .single points=2 tags=\"x,y\"}\n\n- [x] 甲\n- [ ] 乙\n";
        assert_eq!(twin("a/items/b.md", text), "+++\ntitle = \"题库\"\n+++\n\n### 问？ {#a .single}\n\n- [x] 甲\n- [ ] 乙\n");
    }
}
