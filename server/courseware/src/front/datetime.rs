//! TOML's date and time to an instant.

use toml::value::{Datetime, Offset};
use zhixing_domain::time::Timestamp;

/// Nothing unless date, time and offset are all given: an exam that opens “at eight” opens at one instant.
pub(super) fn timestamp(value: &Datetime) -> Option<Timestamp> {
    let (date, time) = (value.date?, value.time?);
    let offset = match value.offset? {
        Offset::Z => 0,
        Offset::Custom { minutes } => i64::from(minutes),
    };
    let days = days_from_civil(i64::from(date.year), i64::from(date.month), i64::from(date.day));
    let minutes = days * 1440 + i64::from(time.hour) * 60 + i64::from(time.minute) - offset;
    Some(Timestamp::from_ms((minutes * 60 + i64::from(time.second)) * 1000 + i64::from(time.nanosecond / 1_000_000)))
}

/// Days since 1970-01-01 in the proleptic Gregorian calendar (H. Hinnant, “chrono-compatible low-level date algorithms”).
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year - era * 400;
    let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_needs_its_offset() {
        let ms = |text: &str| timestamp(&text.parse().unwrap()).map(Timestamp::ms);
        assert_eq!(ms("1970-01-01T00:00:00Z"), Some(0));
        assert_eq!(ms("2026-01-01T08:00:00+08:00"), Some(1_767_225_600_000));
        assert_eq!(ms("2000-02-29T23:59:59.5-01:00"), Some(951_872_399_500));
        assert_eq!(ms("2026-01-01T08:00:00"), None);
        assert_eq!(ms("2026-01-01"), None);
    }
}
