//! Answers in brackets before the numbers of items, `（ B ）1. 首都是哪里？`: they go behind the words of their lines, where brackets are read.

use super::{
    answer::{is_key, truth},
    glyph::{digits, half},
};
use std::borrow::Cow;

/// A line that begins so.
struct Led<'t> {
    inside: &'t str,
    number: u32,
    /// From the number on.
    rest: &'t str,
}

/// The text with such brackets behind the words; as it is where it has none, or where they are the letters of options.
pub(super) fn behind(text: &str) -> Cow<'_, str> {
    let lines: Vec<(&str, Option<Led>)> = text.split('\n').map(|line| (line, led(line))).collect();
    let places: Vec<(usize, &Led)> = lines.iter().enumerate().filter_map(|(n, (_, led))| Some((n, led.as_ref()?))).collect();
    let mut pairs = places.iter().zip(places.iter().skip(1));
    // `(A) 1. …`, `(B) 2. …` one below the other are options
    let letters = |led: &Led| is_key(led.inside) && truth(led.inside).is_none();
    let options = pairs.clone().any(|((n, one), (m, other))| n + 1 == *m && letters(one) && letters(other));
    if options || !pairs.any(|((_, one), (_, other))| one.number + 1 == other.number) {
        return text.into();
    }
    let turned = |(line, led): &(&str, Option<Led>)| match led {
        Some(led) => format!("{}（ {} ）", led.rest.trim_end(), led.inside),
        None => (*line).to_string(),
    };
    lines.iter().map(turned).collect::<Vec<_>>().join("\n").into()
}

fn led(line: &str) -> Option<Led<'_>> {
    let rest = line.trim_start().strip_prefix(['(', '（'])?;
    let (inside, rest) = rest.split_once([')', '）'])?;
    let inside = inside.trim();
    if !(inside.is_empty() || inside.len() <= 20 && (is_key(inside) || truth(inside).is_some())) {
        return None;
    }
    let rest = rest.trim_start();
    let (number, words) = digits(rest)?;
    let mut words = words.chars().map(half);
    let sign = matches!(words.next()?, '.' | '、' | ')' | ',');
    (sign && words.next().is_some_and(|c| !c.is_ascii_digit())).then_some(Led { inside, number, rest })
}
