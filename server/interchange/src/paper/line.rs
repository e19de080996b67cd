//! What a line of a pasted paper says, by itself.

use super::{
    glyph::{digits, narrow, numeral},
    kind::{self, Kind, begins_title, is_title},
    label::{self, Label},
    number::{self, Form, Number},
    option::{self, Options},
};
use zhixing_domain::points::Points;

/// A heading over items.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Section {
    pub kind: Kind,
    /// The number of the heading, `三、`.
    pub ordinal: Option<u32>,
    /// What each of its items is worth: `每题 2 分`.
    pub each: Option<Points>,
}

#[derive(Debug, PartialEq)]
pub(super) enum Said<'t> {
    Blank,
    Section(Section),
    Number(Number<'t>),
    /// Behind `题目：`.
    Stem(&'t str),
    Options(Options<'t>),
    Answer(&'t str),
    Explanation(&'t str),
    Kind(Kind),
    Points(&'t str),
    Difficulty(&'t str),
    Tags(&'t str),
    Source,
    Aside,
    Words(&'t str),
}

/// A line, or a part of one where programs join several.
#[derive(Debug)]
pub(super) struct Line<'t> {
    pub n: usize,
    pub text: &'t str,
    pub said: Said<'t>,
    /// Options that stand behind a stem.
    pub options: Option<Options<'t>>,
}

/// All lines of a text.
pub(super) fn all(text: &str) -> Vec<Line<'_>> {
    let mut lines = vec![];
    for (n, whole) in (1..).zip(text.lines()) {
        let before = lines.len();
        lines.extend(whole.split("^*^").map(str::trim).filter(|part| !part.is_empty()).flat_map(parts).map(|part| line(n, part)));
        if lines.len() == before {
            lines.push(Line { n, text: "", said: Said::Blank, options: None });
        }
    }
    lines
}

/// A labelled line parted where another label begins.
pub(super) fn parts(line: &str) -> Vec<&str> {
    let mut parts = vec![];
    let mut rest = line;
    while let Some((label, _)) = label::read(rest)
        && !matches!(label, Label::Explanation | Label::Stem | Label::Options)
        && let Some(at) = label::within(rest)
    {
        let (part, behind) = rest.split_at(at);
        parts.push(part.trim().trim_end_matches([';', '；', '，', ',']));
        rest = behind;
    }
    parts.push(rest);
    parts
}

fn line(n: usize, text: &str) -> Line<'_> {
    let mut said = read(text);
    let stem = match &mut said {
        Said::Number(number) => Some(&mut number.rest),
        Said::Stem(stem) | Said::Words(stem) => Some(stem),
        _ => None,
    };
    let mut options = None;
    if let Some(stem) = stem {
        if let Some((before, found)) = option::inline(stem) {
            *stem = before;
            options = Some(found);
        } else if let Some(found) = option::scan(stem).filter(|o| o.first() == 'A' && o.list.len() > 2) {
            *stem = "";
            options = Some(found);
        }
    }
    Line { n, text, said, options }
}

fn read(line: &str) -> Said<'_> {
    if let Some(section) = section(line) {
        return Said::Section(section);
    }
    if let Some((label, rest)) = label::read(line) {
        return labelled(label, rest);
    }
    if score(line) {
        return Said::Aside;
    }
    if let Some(options) = option::scan(line) {
        return Said::Options(options);
    }
    number::read(line).map_or(Said::Words(line), Said::Number)
}

fn labelled(label: Label, rest: &str) -> Said<'_> {
    match label {
        Label::Answer => Said::Answer(rest),
        Label::Explanation => Said::Explanation(rest),
        Label::Stem => Said::Stem(rest),
        Label::Options => option::scan(rest).map_or(Said::Words(rest), Said::Options),
        Label::Kind => Said::Kind(Kind::of(rest)),
        Label::Points => Said::Points(rest),
        Label::Difficulty => Said::Difficulty(rest),
        Label::Tags => Said::Tags(rest),
        Label::Source => Said::Source,
        Label::Aside => Said::Aside,
    }
}

/// `2.0分`, what somebody got once.
fn score(line: &str) -> bool {
    line.strip_suffix('分').is_some_and(|number| narrow(number).trim().parse::<f64>().is_ok())
}

/// A heading without doubt: `一、单项选择题（每题 2 分）`, `（三）单选题`, `第二部分 …`, `判断题`.
fn section(line: &str) -> Option<Section> {
    if begins_title(line) && is_title(line) {
        return Some(Section { kind: Kind::of(line), ordinal: None, each: kind::each(line) });
    }
    if let Some(rest) = line.strip_prefix('第') {
        let (ordinal, rest) = numeral(rest).or_else(|| digits(rest))?;
        rest.trim_start().strip_prefix("部分").or_else(|| rest.trim_start().strip_prefix(['章', '节', '卷', '单', '大']))?;
        return Some(Section { kind: Kind::of(rest), ordinal: Some(ordinal), each: kind::each(rest) })
            .filter(|_| line.chars().count() <= 40);
    }
    let (open, inner) = (line.strip_prefix(['（', '(']), line);
    let (ordinal, rest) = numeral(open.unwrap_or(inner))?;
    let title =
        if open.is_some() { rest.strip_prefix(['）', ')'])? } else { rest.trim_start().strip_prefix(['、', '.', '．', ' ', '：'])? };
    let title = title.trim_start_matches(['、', ' ', '\u{3000}']);
    is_title(title).then(|| Section { kind: Kind::of(title), ordinal: Some(ordinal), each: kind::each(title) })
}

/// What a line `二、…` is as a heading.
pub(super) fn heading(number: &Number) -> Option<Section> {
    (number.form == Form::Han).then(|| Section { kind: Kind::of(number.rest), ordinal: Some(number.value), each: kind::each(number.rest) })
}

/// What stands behind a heading on its own line, `一、选择题：1-5 ABCDA`.
pub(super) fn untitled(text: &str) -> Option<&str> {
    let (_, rest) = numeral(text)?;
    let rest = rest.trim_start().strip_prefix(['、', '.', '．'])?;
    let end = rest.find(|c: char| !c.is_alphabetic() || c.is_ascii_alphabetic()).filter(|end| *end <= 40)?;
    Some(rest.get(end..)?.trim_start_matches(['：', ':', ' ', '\u{3000}']))
}
