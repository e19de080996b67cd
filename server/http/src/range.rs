//! A part of a file, as players ask for it (RFC 9110, section 14). Never here: where the bytes are.

use axum::http::{HeaderMap, header};

/// What to send of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WantedPart {
    Whole,
    /// From the first byte to the last, both sent.
    Part(u64, u64),
    /// The reader has it already.
    Nothing,
    /// No byte of what is asked for is there.
    Beyond,
}

/// What a request asks of a file of this length and tag. Several parts at once are answered with the whole, which the standard allows.
pub fn wanted(headers: &HeaderMap, tag: &str, length: u64) -> WantedPart {
    let said = |name| headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim);
    if said(header::IF_NONE_MATCH).is_some_and(|tags| tags == "*" || tags.split(',').any(|known| weak(known) == tag)) {
        return WantedPart::Nothing;
    }
    // a part of another version is of no use: a date is none of ours either
    if said(header::IF_RANGE).is_some_and(|known| known != tag) {
        return WantedPart::Whole;
    }
    let Some(range) = said(header::RANGE).and_then(|range| range.strip_prefix("bytes=")) else { return WantedPart::Whole };
    match range.trim().split_once('-') {
        Some(("", last)) => last.parse().map_or(WantedPart::Whole, |last: u64| match last.min(length) {
            0 => WantedPart::Beyond,
            last => WantedPart::Part(length - last, length - 1),
        }),
        Some((first, last)) => match (first.parse::<u64>(), last.parse::<u64>()) {
            (Ok(first), _) if first >= length && (last.is_empty() || last.parse::<u64>().is_ok()) => WantedPart::Beyond,
            (Ok(first), Ok(last)) if first <= last => WantedPart::Part(first, last.min(length - 1)),
            (Ok(first), Err(_)) if last.is_empty() => WantedPart::Part(first, length - 1),
            _ => WantedPart::Whole,
        },
        None => WantedPart::Whole,
    }
}

/// A tag as it is compared where a weak one does: proxies that compress make ours weak.
fn weak(tag: &str) -> &str {
    tag.trim().trim_start_matches("W/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::{HeaderName, HeaderValue};

    const TAG: &str = "\"abc\"";

    fn of(said: &[(HeaderName, &'static str)]) -> WantedPart {
        wanted(&said.iter().map(|(name, value)| (name.clone(), HeaderValue::from_static(value))).collect(), TAG, 100)
    }

    #[test]
    fn a_part_is_what_the_standard_says() {
        for (range, part) in [
            ("bytes=0-", WantedPart::Part(0, 99)),
            ("bytes=0-0", WantedPart::Part(0, 0)),
            ("bytes=10-19", WantedPart::Part(10, 19)),
            ("bytes=90-1000", WantedPart::Part(90, 99)),
            ("bytes=-10", WantedPart::Part(90, 99)),
            ("bytes=-1000", WantedPart::Part(0, 99)),
            ("bytes=100-", WantedPart::Beyond),
            ("bytes=100-200", WantedPart::Beyond),
            ("bytes=-0", WantedPart::Beyond),
            ("bytes=19-10", WantedPart::Whole),
            ("bytes=0-1,5-6", WantedPart::Whole),
            ("bytes=", WantedPart::Whole),
            ("bytes=x-y", WantedPart::Whole),
            ("bytes=18446744073709551616-", WantedPart::Whole),
            ("seconds=0-1", WantedPart::Whole),
        ] {
            assert_eq!(of(&[(header::RANGE, range)]), part, "{range}");
        }
        assert_eq!(wanted(&HeaderMap::from_iter([(header::RANGE, HeaderValue::from_static("bytes=0-"))]), TAG, 0), WantedPart::Beyond);
    }

    #[test]
    fn another_version_is_sent_whole_and_what_is_known_not_at_all() {
        assert_eq!(of(&[(header::RANGE, "bytes=0-9"), (header::IF_RANGE, TAG)]), WantedPart::Part(0, 9));
        for other in ["\"other\"", "W/\"abc\"", "Sun, 06 Nov 1994 08:49:37 GMT"] {
            assert_eq!(of(&[(header::RANGE, "bytes=0-9"), (header::IF_RANGE, other)]), WantedPart::Whole, "{other}");
        }
        for known in [TAG, "W/\"abc\"", "\"x\", \"abc\"", "*"] {
            assert_eq!(of(&[(header::IF_NONE_MATCH, known), (header::RANGE, "bytes=0-9")]), WantedPart::Nothing, "{known}");
        }
        assert_eq!(of(&[(header::IF_NONE_MATCH, "\"x\"")]), WantedPart::Whole);
        assert_eq!(of(&[]), WantedPart::Whole);
    }
}
