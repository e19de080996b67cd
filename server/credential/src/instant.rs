//! Instants as milliseconds since 1970 (UTC), to and from RFC 3339; never a clock.

const DAY: i64 = 86_400_000;
/// 9999-12-31T23:59:59Z, the last instant of four-digit years.
const LAST: i64 = 253_402_300_799_000;
/// Certificates are dated in China Standard Time, which has no daylight saving since 1991.
const CHINA: i64 = 8 * 3_600_000;

/// `2026-11-22T00:00:00Z`. Sub-second digits are dropped; instants outside the years 1970 to 9999 are clamped.
pub fn rfc3339(ms: i64) -> String {
    let ms = ms.clamp(0, LAST);
    let (year, month, day) = civil(ms.div_euclid(DAY));
    let s = ms.rem_euclid(DAY) / 1000;
    format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z", s / 3600, s / 60 % 60, s % 60)
}

/// Year, month and day in China.
pub fn date_in_china(ms: i64) -> (i64, u32, u32) {
    civil((ms.clamp(0, LAST - CHINA) + CHINA).div_euclid(DAY))
}

/// Reads an `xsd:dateTimeStamp` (zone required). None if it is anything else.
pub fn parse(text: &str) -> Option<i64> {
    let b = text.as_bytes();
    let number = |from: usize, to: usize| -> Option<i64> {
        b.get(from..to)?.iter().try_fold(0i64, |n, c| c.is_ascii_digit().then(|| n * 10 + i64::from(c - b'0')))
    };
    let is = |at: usize, c: u8| b.get(at) == Some(&c);
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    let (hour, minute, second) = (number(11, 13)?, number(14, 16)?, number(17, 19)?);
    let marks = is(4, b'-') && is(7, b'-') && is(10, b'T') && is(13, b':') && is(16, b':');
    let mut at = 19;
    let mut fraction = 0;
    if is(at, b'.') {
        let digits = b.get(at + 1..)?.iter().take_while(|c| c.is_ascii_digit()).count();
        if !(1..=12).contains(&digits) {
            return None;
        }
        for place in 1..=3 {
            fraction = fraction * 10 + if place <= digits { number(at + place, at + place + 1)? } else { 0 };
        }
        at += 1 + digits;
    }
    let offset = match b.get(at)? {
        b'Z' if b.len() == at + 1 => 0,
        sign @ (b'+' | b'-') if b.len() == at + 6 && is(at + 3, b':') => {
            let (h, m) = (number(at + 1, at + 3)?, number(at + 4, at + 6)?);
            if h > 14 || m > 59 {
                return None;
            }
            (h * 60 + m) * if *sign == b'+' { 60_000 } else { -60_000 }
        }
        _ => return None,
    };
    let days = days(year, month, day);
    let real = marks && hour < 24 && minute < 60 && second < 60 && civil(days) == (year, month as u32, day as u32);
    real.then(|| days * DAY + ((hour * 60 + minute) * 60 + second) * 1000 + fraction - offset)
}

/// Days since 1970 of a date of the Gregorian calendar (Howard Hinnant, "chrono-compatible low-level date algorithms").
fn days(year: i64, month: i64, day: i64) -> i64 {
    let y = if month <= 2 { year - 1 } else { year };
    let era = y.div_euclid(400);
    let year_of_era = y.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

fn civil(days: i64) -> (i64, u32, u32) {
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let day_of_era = z.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let m = (5 * day_of_year + 2) / 153;
    let month = if m < 10 { m + 3 } else { m - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month as u32, (day_of_year - (153 * m + 2) / 5 + 1) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_are_written_and_read_back() {
        for ms in [0, 951_782_400_000, 1_795_305_600_000, 1_740_787_199_000, LAST] {
            assert_eq!(parse(&rfc3339(ms)), Some(ms));
        }
        assert_eq!(rfc3339(1_748_736_000_000), "2025-06-01T00:00:00Z");
    }

    #[test]
    fn zones_and_fractions_are_read() {
        assert_eq!(parse("2025-06-01T08:00:00.25+08:00"), Some(1_748_736_000_250));
    }

    #[test]
    fn what_is_no_instant_is_refused() {
        for text in [
            "",
            "2025-06-01",
            "2025-02-29T00:00:00Z",
            "2025-06-01T00:00:00",
            "2025-06-01T24:00:00Z",
            "2025-13-01T00:00:00Z",
            "2025-06-01T00:00:00.Z",
            "２025-06-01T00:00:00Z",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_date_on_the_sheet_is_the_date_in_china() {
        assert_eq!(date_in_china(1_748_736_000_000 - 1), (2025, 6, 1));
    }
}
