//! What a spreadsheet left in a cell in place of what somebody typed: a number, a day, a formula, a sign of an error, letters that were lost.

use crate::{Column, RosterFault};
use zhixing_domain::text::{look, reading};

/// What was done to a cell of this column; nothing where it may be what was typed.
pub(crate) fn of(column: Column, text: &str) -> Option<RosterFault> {
    let text = reading::keyboard(text);
    let words = matches!(column, Column::Login | Column::Name | Column::LegalName | Column::Room);
    if text.chars().any(look::is_untypable) || text.len() > 1 && text.bytes().all(|b| b == b'?') {
        Some(RosterFault::Lost)
    } else if is_error(&text) || text.starts_with('=') && column != Column::Password {
        Some(RosterFault::Formula)
    } else if words && is_float(&text) {
        Some(RosterFault::Float)
    } else if words && is_date(&text) {
        Some(RosterFault::Date)
    } else {
        None
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// `1.38001E+10`, `13800138000.0`: a number that was a row of digits.
pub(crate) fn is_float(text: &str) -> bool {
    let number = |t: &str| t.split_once('.').map_or(is_number(t), |(whole, part)| is_number(whole) && is_number(part));
    let exponent = text
        .split_once(['E', 'e'])
        .is_some_and(|(n, e)| number(n) && is_number(e.trim_start_matches(['+', '-'])) && (e.starts_with('+') || n.contains('.')));
    exponent || text.split_once('.').is_some_and(|(whole, part)| is_number(whole) && is_number(part) && part.bytes().all(|b| b == b'0'))
}

/// `12-Mar`, `Mar-12`, `1-Mar-26`, `3月12日`, `2026/3/12`: what becomes of `3-12` and its like. In small letters it was typed.
fn is_date(text: &str) -> bool {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let short = |t: &str| is_number(t) && t.len() <= 4;
    let month = |t: &str| {
        MONTHS.contains(&t) || t.strip_suffix('月').is_some_and(|m| !m.is_empty() && m.chars().all(|c| "一二三四五六七八九十".contains(c)))
    };
    let english = match text.split('-').collect::<Vec<_>>()[..] {
        [a, b] => month(a) && short(b) || short(a) && month(b),
        [a, b, c] => short(a) && month(b) && short(c),
        _ => false,
    };
    let day = text.split_once('年').map_or(text, |(year, rest)| if short(year) { rest } else { text });
    let chinese =
        day.split_once('月').is_some_and(|(month, day)| short(month) && (day.is_empty() || day.strip_suffix('日').is_some_and(short)));
    let date = text.split(' ').next().unwrap_or_default();
    let slashes = date.matches('/').count() == 2 && date.split('/').all(short);
    english || chinese || slashes
}

/// `#N/A`, `#REF!`, `#NAME?`, `Err:502`, and `#####` where a column was too narrow.
fn is_error(text: &str) -> bool {
    let text = text.to_uppercase();
    let code = text.strip_prefix("ERR:").or_else(|| text.strip_prefix("错误:"));
    if code.is_some_and(is_number) {
        return true;
    }
    let Some(rest) = text.strip_prefix('#') else { return false };
    let sign = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || "/_".contains(c));
    matches!(rest, "N/A" | "NV" | "GETTING_DATA")
        || rest.len() > 1 && rest.bytes().all(|b| b == b'#')
        || rest.strip_suffix(['!', '?']).is_some_and(sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_that_a_spreadsheet_changed_is_told_from_one_that_was_typed() {
        for (text, why) in [
            ("1001.0", RosterFault::Float),
            ("１００１．０", RosterFault::Float),
            ("1001.00", RosterFault::Float),
            ("1.0", RosterFault::Float),
            ("13900000000.0", RosterFault::Float),
            ("2.05E+09", RosterFault::Float),
            ("2E+10", RosterFault::Float),
            ("3.00e10", RosterFault::Float),
            ("12-Mar", RosterFault::Date),
            ("Mar-12", RosterFault::Date),
            ("1-Mar-26", RosterFault::Date),
            ("12-三月", RosterFault::Date),
            ("3月12日", RosterFault::Date),
            ("3月12日 ", RosterFault::Date),
            ("2026年3月", RosterFault::Date),
            ("2026年3月12日", RosterFault::Date),
            ("2026/3/12", RosterFault::Date),
            ("2026/3/12 0:00", RosterFault::Date),
            ("#N/A", RosterFault::Formula),
            ("#n/a", RosterFault::Formula),
            ("＃Ｎ／Ａ", RosterFault::Formula),
            ("#REF!", RosterFault::Formula),
            ("#VALUE!", RosterFault::Formula),
            ("#NAME?", RosterFault::Formula),
            ("#DIV/0!", RosterFault::Formula),
            ("#NULL!", RosterFault::Formula),
            ("#NUM!", RosterFault::Formula),
            ("#SPILL!", RosterFault::Formula),
            ("#WERT!", RosterFault::Formula),
            ("#GETTING_DATA", RosterFault::Formula),
            ("########", RosterFault::Formula),
            ("Err:502", RosterFault::Formula),
            ("=VLOOKUP(A2,B:C,2,0)", RosterFault::Formula),
            ("=\"00123\"", RosterFault::Formula),
            ("林\u{fffd}", RosterFault::Lost),
            ("\u{e000}一", RosterFault::Lost),
            ("???", RosterFault::Lost),
            ("？？", RosterFault::Lost),
        ] {
            for column in [Column::Login, Column::Name, Column::LegalName, Column::Room] {
                assert_eq!(of(column, text), Some(why.clone()), "{text}");
            }
        }
        for text in [
            "",
            "1001",
            "2024.10",
            "1001.5",
            "v1.0",
            "1e5",
            "jan-01",
            "12-mar",
            "Mary-12",
            "Mar-a",
            "2024-01-15",
            "3-201",
            "3号楼 201",
            "月亮",
            "三月",
            "A/B/C",
            "#3",
            "C#",
            "#1 机房",
            "林一?",
            "?",
            "一号机房",
        ] {
            assert_eq!(of(Column::Room, text), None, "{text}");
        }
        // a factor may be written so, and a password in any way but as a sign of an error
        assert_eq!((of(Column::Accommodation, "1.0"), of(Column::Password, "=four blue kettles")), (None, None));
        assert_eq!(
            (of(Column::Password, "#UNKNOWN!"), of(Column::Accommodation, "#N/A")),
            (Some(RosterFault::Formula), Some(RosterFault::Formula))
        );
    }
}
