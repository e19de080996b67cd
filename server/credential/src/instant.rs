//! Instants as milliseconds since 1970 (UTC), to and from RFC 3339; never a clock.

use jiff::{
    Timestamp,
    tz::{Offset, TimeZone},
};

/// 9999-12-30T22:00:00Z, the last whole second that jiff knows.
const LAST: i64 = 253_402_207_200_000;
/// Certificates are dated in China Standard Time, which has no daylight saving since 1991.
const CHINA: Offset = Offset::constant(8);

fn timestamp(ms: i64) -> Timestamp {
    Timestamp::from_millisecond(ms.clamp(0, LAST)).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// `2026-11-22T00:00:00Z`. Sub-second digits are dropped; instants before 1970 and after the last one are clamped.
pub fn rfc3339(ms: i64) -> String {
    timestamp(ms).to_zoned(TimeZone::UTC).strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// Year, month and day in China.
pub fn date_in_china(ms: i64) -> (i64, u32, u32) {
    let date = CHINA.to_datetime(timestamp(ms)).date();
    (i64::from(date.year()), date.month().unsigned_abs().into(), date.day().unsigned_abs().into())
}

/// Reads an `xsd:dateTimeStamp` (zone required). None if it is anything else, among that what jiff reads besides.
pub fn parse(text: &str) -> Option<i64> {
    let shaped = |text: &str, shape: &str| {
        text.len() == shape.len() && text.bytes().zip(shape.bytes()).all(|(c, s)| if s == b'0' { c.is_ascii_digit() } else { c == s })
    };
    let (local, zone) = match text.strip_suffix('Z') {
        Some(local) => (local, "+00:00"),
        None => text.split_at_checked(text.len().checked_sub(6)?)?,
    };
    let (whole, fraction) = local.split_once('.').unwrap_or((local, "0"));
    let right = shaped(whole, "0000-00-00T00:00:00")
        && !whole.ends_with(":60")
        && (shaped(zone, "+00:00") || shaped(zone, "-00:00"))
        && (1..=12).contains(&fraction.len())
        && fraction.bytes().all(|c| c.is_ascii_digit());
    let milliseconds: String = fraction.chars().chain("000".chars()).take(3).collect();
    let instant: Timestamp = right.then(|| format!("{whole}.{milliseconds}{zone}"))?.parse().ok()?;
    Some(instant.as_millisecond())
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
