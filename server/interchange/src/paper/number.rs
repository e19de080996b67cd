//! Numbers before a stem: `12.`, `12、`, `（12）`, `①`, `第12题`, `Q12：`, `1.2`, `12 `.

use super::glyph::{digits, half, numeral};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// `第12题`, `Q12：`, `题目12：`.
    Named,
    /// `12.`, `12、`.
    Plain,
    /// `12)`.
    Paren,
    /// `（12）`.
    Round,
    /// `⑫`.
    Circle,
    /// `12 `, `12,`, `12【`.
    Loose,
    /// `十二、`.
    Han,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Number<'t> {
    pub form: Form,
    pub value: u32,
    pub rest: &'t str,
    /// A digit follows the point at once, as in `3.5 米`.
    pub decimal: bool,
    /// What `1.2 ` is where it counts within a chapter: its second number, and what stands behind it.
    pub inner: Option<(u32, &'t str)>,
}

impl<'t> Number<'t> {
    fn new(form: Form, value: u32, rest: &'t str) -> Self {
        Self { form, value, rest: rest.trim(), decimal: false, inner: None }
    }
}

const SIGNS: [char; 5] = ['.', '．', '、', ':', '：'];

pub(super) fn read(line: &str) -> Option<Number<'_>> {
    named(line).or_else(|| circled(line)).or_else(|| round(line)).or_else(|| plain(line)).or_else(|| han(line))
}

fn named(line: &str) -> Option<Number<'_>> {
    if let Some(rest) = line.strip_prefix('第') {
        let (value, rest) = digits(rest.trim_start()).or_else(|| numeral(rest))?;
        let rest = rest.trim_start().strip_prefix('题')?;
        return Some(Number::new(Form::Named, value, rest.trim_start_matches(SIGNS)));
    }
    let word = ["题目", "试题", "问题", "题", "Question ", "Question", "Q", "q"].iter().find_map(|word| line.strip_prefix(word))?;
    let (value, rest) = digits(word.trim_start())?;
    let rest = rest.trim();
    Some(Number::new(Form::Named, value, if rest.is_empty() { rest } else { rest.strip_prefix(SIGNS)? }))
}

fn circled(line: &str) -> Option<Number<'_>> {
    let c = line.chars().next().filter(|c| ('①'..='⑳').contains(c))?;
    Some(Number::new(Form::Circle, u32::from(c) - u32::from('①') + 1, line.strip_prefix(c)?.trim_start().trim_start_matches(SIGNS)))
}

fn round(line: &str) -> Option<Number<'_>> {
    let (value, rest) = digits(line.strip_prefix(['(', '（'])?.trim_start())?;
    let rest = rest.trim_start().strip_prefix([')', '）'])?;
    Some(Number::new(Form::Round, value, rest.trim_start().trim_start_matches(SIGNS)))
}

fn plain(line: &str) -> Option<Number<'_>> {
    let (value, rest) = digits(line)?;
    let behind = rest.trim_start();
    let sign = half(behind.chars().next()?);
    let after = behind.get(behind.chars().next()?.len_utf8()..)?;
    Some(match sign {
        '.' | '、' | ':' => {
            let decimal = sign != '、' && after.starts_with(|c| half(c).is_ascii_digit());
            if decimal && sign == ':' {
                return None;
            }
            let inner = digits(after).filter(|(n, rest)| decimal && *n < 100 && rest.starts_with(|c: char| c.is_whitespace() || c == '、'));
            let inner = inner.map(|(n, rest)| (n, rest.trim_start_matches('、').trim()));
            Number { decimal, inner, ..Number::new(Form::Plain, value, after.trim_start_matches(SIGNS)) }
        }
        ')' => Number::new(Form::Paren, value, after.trim_start_matches(SIGNS)),
        ',' => Number::new(Form::Loose, value, after),
        '【' | '[' | '(' => Number::new(Form::Loose, value, behind),
        _ if behind.len() < rest.len() && !behind.is_empty() => Number::new(Form::Loose, value, behind),
        _ => return None,
    })
}

fn han(line: &str) -> Option<Number<'_>> {
    let (value, rest) = numeral(line)?;
    Some(Number::new(Form::Han, value, rest.trim_start().strip_prefix(['、', '.', '．'])?))
}
