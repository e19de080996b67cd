//! Numbers of cells as a spreadsheet shows them.

use crate::xml::Node;

/// How the number of a cell is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Look {
    #[default]
    Plain,
    Percent,
    Date,
}

/// The looks of a book, by the number of the style.
pub(super) fn looks(styles: &Node) -> Vec<Look> {
    let own = |id: &str| {
        let all = styles.child("numFmts").map(|f| f.all("numFmt")).into_iter().flatten();
        all.into_iter().find(|f| f.attribute("numFmtId") == Some(id)).and_then(|f| f.attribute("formatCode")).map(of_code)
    };
    let look = |xf: &Node| {
        let id = xf.attribute("numFmtId").unwrap_or("0");
        own(id).unwrap_or_else(|| match id.parse::<u32>() {
            Ok(9 | 10) => Look::Percent,
            Ok(14..=22 | 27..=36 | 45..=47 | 50..=58) => Look::Date,
            _ => Look::Plain,
        })
    };
    styles.child("cellXfs").map(|xfs| xfs.all("xf").map(look).collect()).unwrap_or_default()
}

/// What a format code shows, its words in quotes and brackets left aside.
fn of_code(code: &str) -> Look {
    let (mut bare, mut quoted, mut bracketed) = (String::new(), false, false);
    for c in code.chars() {
        match c {
            '"' => quoted = !quoted,
            '[' => bracketed = true,
            ']' => bracketed = false,
            _ if !quoted && !bracketed => bare.push(c.to_ascii_lowercase()),
            _ => {}
        }
    }
    let bare = bare.replace("general", "");
    if bare.contains('%') {
        Look::Percent
    } else if bare.contains(['y', 'd', 'h', 's']) || bare.contains('m') {
        Look::Date
    } else {
        Look::Plain
    }
}

/// A number with the digits that a spreadsheet keeps: 0.1 + 0.2 is 0.3.
pub(super) fn number(value: &str) -> String {
    let Some(number) = value.trim().parse::<f64>().ok().filter(|n| n.is_finite()) else { return value.into() };
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    if digits <= 15 {
        return value.trim().into();
    }
    format!("{number:.14e}").parse::<f64>().map_or_else(|_| value.into(), |n| n.to_string())
}

pub(super) fn percent(value: &str) -> String {
    let Ok(number) = value.trim().parse::<f64>() else { return value.into() };
    format!("{}%", self::number(&(number * 100.0).to_string()))
}

/// A day, counted from the end of 1899 (`late`: from the beginning of 1904), with its time where it has one.
pub(super) fn date(value: &str, late: bool) -> Option<String> {
    let number = value.trim().parse::<f64>().ok().filter(|n| (0.0..2_958_466.0).contains(n))?;
    let minutes = ((number - number.floor()) * 1440.0).round();
    let time = format!("{:02}:{:02}", (minutes / 60.0).floor(), minutes % 60.0);
    if number < 1.0 {
        return Some(time);
    }
    // the day that 1900 did not have is counted up to 60
    let days = number.floor()
        + if late {
            1462.0
        } else if number < 60.0 {
            1.0
        } else {
            0.0
        };
    let (year, month, day) = civil(days as i64 - 25_569);
    let date = format!("{year:04}-{month:02}-{day:02}");
    Some(if minutes > 0.0 { format!("{date} {time}") } else { date })
}

/// Year, month and day of a day counted from 1970.
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let (day, month) = (of_year - (153 * shifted + 2) / 5 + 1, if shifted < 10 { shifted + 3 } else { shifted - 9 });
    (year + era * 400 + i64::from(month <= 2), month, day)
}

/// `_x000D_` is the character that it names.
pub(super) fn unescaped(text: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find("_x") {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let named = after.get(2..7).filter(|code| code.ends_with('_')).and_then(|code| u32::from_str_radix(code.get(..4)?, 16).ok());
        match named.and_then(char::from_u32) {
            Some(c) => {
                out.push(c);
                rest = after.get(7..).unwrap_or_default();
            }
            None => {
                out.push_str("_x");
                rest = after.get(2..).unwrap_or_default();
            }
        }
    }
    out + rest
}
