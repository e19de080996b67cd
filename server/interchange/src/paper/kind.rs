//! What headings, tags and labels say of the type of an item.

use super::glyph::narrow;
use zhixing_domain::points::Points;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Kind {
    #[default]
    Any,
    Single,
    Multiple,
    /// One or several of options.
    Choice,
    Truth,
    Blank,
    Essay,
}

const WORDS: [(&str, Kind); 17] = [
    ("填空", Kind::Blank),
    ("单选", Kind::Single),
    ("单项", Kind::Single),
    ("多选", Kind::Multiple),
    ("多项", Kind::Multiple),
    ("不定项", Kind::Multiple),
    ("判断", Kind::Truth),
    ("是非", Kind::Truth),
    ("对错题", Kind::Truth),
    ("选择", Kind::Choice),
    ("简答", Kind::Essay),
    ("论述", Kind::Essay),
    ("问答", Kind::Essay),
    ("名词解释", Kind::Essay),
    ("案例分析", Kind::Essay),
    ("作文", Kind::Essay),
    ("写作", Kind::Essay),
];

impl Kind {
    pub fn of(title: &str) -> Self {
        WORDS.iter().find(|(word, _)| title.contains(word)).map_or(Self::Any, |(_, kind)| *kind)
    }

    pub fn is_choice(self) -> bool {
        matches!(self, Self::Single | Self::Multiple | Self::Choice)
    }
}

/// Whether words are the name of a type and no more: `单项选择题（每题 2 分）`.
pub(super) fn is_title(text: &str) -> bool {
    let whole = text.trim().trim_start_matches(['【', '[']);
    let end = whole.find(|c: char| !c.is_alphabetic()).unwrap_or(whole.len());
    let (bare, behind) = whole.split_at(end);
    let behind = behind.trim_start_matches(['】', ']', ' ', '\u{3000}', ':', '：']);
    let ends = behind.is_empty() || behind.starts_with(['（', '(', '[', '【', '，', ',', '。']);
    ends && bare.chars().count() <= 8 && (bare.ends_with('题') || WORDS.iter().any(|(word, _)| *word == bare))
}

/// Whether words begin with the name of a type.
pub(super) fn begins_title(text: &str) -> bool {
    WORDS.iter().any(|(word, _)| text.trim_start_matches(['【', '[']).starts_with(word))
}

/// What a heading says that each of its items is worth: `（每题 2 分，共 20 分）`, `每小题3分`. What a gap is worth says nothing of an item.
pub(super) fn each(title: &str) -> Option<Points> {
    let behind = ["每小题", "每题", "各题"].iter().find_map(|word| title.split_once(word)).map(|(_, behind)| behind)?;
    let (number, _) = behind.split_once('分')?;
    narrow(number.trim().trim_start_matches('得')).trim().parse().ok().filter(|points| *points > Points::ZERO)
}

/// A stem without the tags around it, and what they say.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Tagged<'t> {
    pub text: &'t str,
    pub kind: Option<Kind>,
    pub points: Option<String>,
}

/// Takes `【多选题】`, `(单选题, 2分)` and `（3分）` off both ends of a stem.
pub(super) fn peel(text: &str) -> Tagged<'_> {
    let mut tagged = Tagged { text: text.trim(), ..Tagged::default() };
    if begins_title(tagged.text) && is_title(tagged.text) {
        let (title, rest) = tagged.text.split_at(tagged.text.find(['（', '(']).unwrap_or(tagged.text.len()));
        tagged.kind = Some(Kind::of(title));
        tagged.text = rest;
    }
    while let Some((inside, rest)) = first(tagged.text).or_else(|| last(tagged.text)) {
        let Some((kind, points)) = tag(inside) else { break };
        tagged.kind = kind.or(tagged.kind);
        tagged.points = points.or(tagged.points);
        tagged.text = rest.trim();
    }
    tagged
}

const OPEN: [char; 4] = ['【', '[', '（', '('];
const CLOSE: [char; 4] = ['】', ']', '）', ')'];

fn first(text: &str) -> Option<(&str, &str)> {
    text.strip_prefix(OPEN)?.split_once(CLOSE).filter(|(inside, _)| inside.chars().count() <= 20 && tag(inside).is_some())
}

fn last(text: &str) -> Option<(&str, &str)> {
    let bare = text.trim_end_matches(['。', '.', ' ']).strip_suffix(CLOSE)?;
    let (rest, inside) = bare.rsplit_once(OPEN)?;
    Some((inside, rest)).filter(|(inside, _)| inside.chars().count() <= 20 && tag(inside).is_some())
}

/// What the inside of brackets says, where it says nothing but type and points.
fn tag(inside: &str) -> Option<(Option<Kind>, Option<String>)> {
    if ["true/false", "true or false", "t/f"].contains(&inside.trim().to_ascii_lowercase().as_str()) {
        return Some((Some(Kind::Truth), None));
    }
    let (mut kind, mut points) = (None, None);
    for part in inside.split([',', '，', '、', ' ', ';', '；', '\u{3000}']).map(str::trim).filter(|part| !part.is_empty()) {
        let number = narrow(part.trim_start_matches(['共', '每', '题']).trim_end_matches('分'));
        if part.ends_with('分') && number.parse::<f64>().is_ok() {
            points = Some(number);
        } else if is_title(part) && Kind::of(part) != Kind::Any {
            kind = Some(Kind::of(part));
        } else {
            return None;
        }
    }
    (kind.is_some() || points.is_some()).then_some((kind, points))
}
