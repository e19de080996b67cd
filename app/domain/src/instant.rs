//! Instants as others write them (RFC 3339, with a zone). They are compared as instants: as texts, whoever writes one may make it later than all others.

use crate::time::{Span, Timestamp};

/// Reads `2026-11-22T08:00:00+08:00`, with or without a fraction of a second; nothing where it is no instant.
pub fn read(text: &str) -> Option<Timestamp> {
    let (local, zone) = match text.strip_suffix('Z') {
        Some(local) => (local, "+00:00"),
        None => text.split_at_checked(text.len().checked_sub(6)?)?,
    };
    let (whole, fraction) = local.split_once('.').unwrap_or((local, "0"));
    let [year, month, day, hour, minute, second] = numbers(whole, "0000-00-00T00:00:00")?;
    let (sign, zone) = zone.split_at_checked(1)?;
    let [hours, minutes] = numbers(zone, "00:00")?;
    let fits = (1..=12).contains(&month) && day > 0 && hour < 24 && minute < 60 && second < 60 && hours < 24 && minutes < 60;
    let is_fraction = (1..=12).contains(&fraction.len()) && fraction.bytes().all(|b| b.is_ascii_digit());
    let next = if month == 12 { days(year + 1, 1, 1) } else { days(year, month + 1, 1) };
    if !fits || !is_fraction || days(year, month, day) >= next {
        return None;
    }
    let ms: String = fraction.chars().chain("00".chars()).take(3).collect();
    let at = Timestamp::from_ms(((days(year, month, day) * 24 + hour) * 60 + minute) * 60_000 + second * 1_000 + ms.parse::<i64>().ok()?);
    let ahead = Span::from_minutes(hours * 60 + minutes);
    match sign {
        "+" => Some(at - ahead),
        "-" => Some(at + ahead),
        _ => None,
    }
}

/// The numbers of a text that has digits where the shape has, and its signs elsewhere.
fn numbers<const N: usize>(text: &str, shape: &str) -> Option<[i64; N]> {
    let is_like = |(c, s): (u8, u8)| if s == b'0' { c.is_ascii_digit() } else { c == s };
    if text.len() != shape.len() || !text.bytes().zip(shape.bytes()).all(is_like) {
        return None;
    }
    let mut parts = text.split(|c: char| !c.is_ascii_digit());
    let mut found = [0; N];
    for number in &mut found {
        *number = parts.next()?.parse().ok()?;
    }
    Some(found)
}

/// Days since 1970-01-01 in the Gregorian calendar; a year is counted from March, so that a leap day is its last.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month > 2 { year } else { year - 1 };
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_are_read_whatever_their_zone() {
        for (text, ms) in [
            ("1970-01-01T00:00:00Z", 0),
            ("2000-02-29T00:00:00Z", 951_782_400_000),
            ("2025-02-28T23:59:59Z", 1_740_787_199_000),
            ("2025-06-01T08:00:00.25+08:00", 1_748_736_000_250),
            ("2025-05-31T16:30:00-07:30", 1_748_736_000_000),
        ] {
            assert_eq!(read(text), Some(Timestamp::from_ms(ms)), "{text}");
        }
    }

    #[test]
    fn what_is_no_instant_is_none() {
        for text in [
            "",
            "9",
            "2025-06-01",
            "2025-02-29T00:00:00Z",
            "2025-06-31T00:00:00Z",
            "2025-06-00T00:00:00Z",
            "2025-06-01T00:00:00",
            "2025-06-01T24:00:00Z",
            "2025-13-01T00:00:00Z",
            "2025-06-01T00:00:60Z",
            "2025-06-01T00:00:00.Z",
            "2025-06-01T00:00:00*08:00",
            "２025-06-01T00:00:00Z",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
