//! Options as lines write them: `A. one  B. two`, `(A) one`, `A one`, a letter alone.

use super::glyph::{half, next};

/// What stands behind the letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    Dot,
    Pause,
    Colon,
    Paren,
    Brackets,
    Blank,
    Alone,
}

/// How options are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Form {
    pub sign: Sign,
    pub small: bool,
}

/// The options of one line.
#[derive(Debug, PartialEq)]
pub(super) struct Options<'t> {
    pub form: Form,
    pub list: Vec<(char, &'t str)>,
}

impl Options<'_> {
    pub fn first(&self) -> char {
        self.list.first().map_or('A', |(letter, _)| *letter)
    }
}

/// A letter with its sign at the beginning, and what stands behind them.
fn head(text: &str) -> Option<(char, Form, &str)> {
    let inner = text.strip_prefix(['(', '（']);
    let mut rest = inner.unwrap_or(text).chars();
    let letter = half(rest.next()?);
    if !letter.is_ascii_alphabetic() {
        return None;
    }
    let behind = rest.as_str();
    let sign = match (inner.is_some(), rest.next().map(half)) {
        (true, Some(')')) => Sign::Brackets,
        (true, _) => return None,
        (false, None) => Sign::Alone,
        (false, Some('.')) => Sign::Dot,
        (false, Some('、')) => Sign::Pause,
        (false, Some(':')) => Sign::Colon,
        (false, Some(')')) => Sign::Paren,
        (false, Some(c)) if c.is_whitespace() => Sign::Blank,
        _ => return None,
    };
    let rest = if matches!(sign, Sign::Blank | Sign::Alone) { behind } else { rest.as_str() };
    Some((letter.to_ascii_uppercase(), Form { sign, small: letter.is_ascii_lowercase() }, rest))
}

/// The options of a line that begins with one.
pub(super) fn scan(line: &str) -> Option<Options<'_>> {
    let (mut letter, form, mut rest) = head(line)?;
    let mut list = vec![];
    while let Some((at, found, behind)) = following(rest, letter, form) {
        list.push((letter, trimmed(rest.get(..at).unwrap_or_default())));
        (letter, rest) = (found, behind);
    }
    list.push((letter, trimmed(rest)));
    Some(Options { form, list })
}

fn trimmed(text: &str) -> &str {
    text.trim().trim_end_matches([';', '；']).trim_end()
}

/// The next option within a line: the next letter, else one a little further on, so that a gap between letters is seen.
fn following(text: &str, last: char, form: Form) -> Option<(usize, char, &str)> {
    let wanted = next(last);
    find(text, form, |letter, parted| letter == wanted && parted != Parted::Not).or_else(|| {
        find(text, form, |letter, parted| letter > wanted && u32::from(letter) <= u32::from(last) + 3 && parted == Parted::Blank)
    })
}

#[derive(Clone, Copy, PartialEq)]
enum Parted {
    Not,
    Glued,
    Blank,
}

fn find(text: &str, form: Form, wanted: impl Fn(char, Parted) -> bool) -> Option<(usize, char, &str)> {
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        let parted = match before {
            None => Parted::Not,
            Some(b) if b.is_whitespace() || matches!(b, ';' | '；') => Parted::Blank,
            Some(_) if form.sign == Sign::Blank => Parted::Not,
            Some(_) if form.sign == Sign::Brackets => Parted::Glued,
            Some(b) if matches!(half(b), '(' | '、' | ',' | '/' | '-' | '<') => Parted::Not,
            Some(_) => Parted::Glued,
        };
        if let Some((letter, found, behind)) = text.get(at..).and_then(head)
            && found == form
            && wanted(letter, parted)
            && !text.get(..at).unwrap_or_default().trim().is_empty()
        {
            return Some((at, letter, behind));
        }
        before = Some(c);
    }
    None
}

/// Options behind a stem on its line, `首都是（ ）A．上海 B．北京`.
pub(super) fn inline(line: &str) -> Option<(&str, Options<'_>)> {
    let mut before = 'x';
    let mut tried = 0;
    for (at, c) in line.char_indices() {
        let opens = matches!(half(c), 'A' | '(') && (before.is_whitespace() || matches!(half(before), ')' | '?' | ':' | '。' | '_'));
        before = c;
        if !opens || at == 0 {
            continue;
        }
        tried += 1;
        let found =
            line.get(at..).and_then(scan).filter(|o| o.first() == 'A' && o.list.len() > 1 && o.form.sign != Sign::Blank && !o.form.small);
        if let Some(options) = found {
            return Some((line.get(..at).unwrap_or_default().trim_end(), options));
        }
        if tried == 8 {
            break;
        }
    }
    None
}
