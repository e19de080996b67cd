//! A calendar as text: iCalendar (RFC 5545). It knows nothing of exams.
//!
//! Times are UTC, so no zone has to be told. Lines end with CRLF and are folded at 75 octets, never within a character.

use zhixing_domain::time::Timestamp;

/// What stands in a calendar.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CalendarEvent {
    /// Stays the same for as long as it is the same thing.
    pub uid: String,
    /// Rises with every change.
    pub sequence: i64,
    /// When it was changed last.
    pub revised: Timestamp,
    pub starts: Timestamp,
    pub ends: Timestamp,
    pub summary: String,
    pub location: String,
    pub description: String,
    pub url: String,
    pub cancelled: bool,
}

/// The calendar with its name; readers are asked to look again every hour.
pub fn calendar(name: &str, events: &[CalendarEvent]) -> String {
    let mut out = Lines::default();
    out.line("BEGIN", "VCALENDAR");
    out.line("VERSION", "2.0");
    out.line("PRODID", "-//Zhixing//Exam sessions//EN");
    out.line("CALSCALE", "GREGORIAN");
    out.text("NAME", name);
    out.text("X-WR-CALNAME", name);
    out.line("REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
    out.line("X-PUBLISHED-TTL", "PT1H");
    if events.is_empty() {
        out.nothing();
    }
    for event in events {
        out.event(event);
    }
    out.line("END", "VCALENDAR");
    out.0
}

#[derive(Default)]
struct Lines(String);

/// So many octets has a line, without its end.
const FOLD: usize = 75;

impl Lines {
    fn event(&mut self, event: &CalendarEvent) {
        self.line("BEGIN", "VEVENT");
        self.line("UID", &event.uid);
        self.line("DTSTAMP", &utc(event.revised));
        self.line("LAST-MODIFIED", &utc(event.revised));
        self.line("SEQUENCE", &event.sequence.to_string());
        self.line("DTSTART", &utc(event.starts));
        self.line("DTEND", &utc(event.ends));
        self.line("STATUS", if event.cancelled { "CANCELLED" } else { "CONFIRMED" });
        // what is cancelled keeps nobody busy
        self.line("TRANSP", if event.cancelled { "TRANSPARENT" } else { "OPAQUE" });
        self.line("CLASS", "PRIVATE");
        self.text("SUMMARY", &event.summary);
        for (name, value) in [("LOCATION", &event.location), ("DESCRIPTION", &event.description)] {
            if !value.is_empty() {
                self.text(name, value);
            }
        }
        self.line("URL", &event.url);
        self.line("END", "VEVENT");
    }

    /// A calendar has one component at least: where nothing stands in it, the zone of its times.
    fn nothing(&mut self) {
        for (name, value) in [
            ("BEGIN", "VTIMEZONE"),
            ("TZID", "UTC"),
            ("BEGIN", "STANDARD"),
            ("DTSTART", "19700101T000000"),
            ("TZOFFSETFROM", "+0000"),
            ("TZOFFSETTO", "+0000"),
            ("END", "STANDARD"),
            ("END", "VTIMEZONE"),
        ] {
            self.line(name, value);
        }
    }

    /// A property whose value is a text: what means something in a line is escaped, and what cannot stand there goes.
    fn text(&mut self, name: &str, value: &str) {
        let mut escaped = String::with_capacity(value.len());
        for c in value.replace("\r\n", "\n").chars() {
            match c {
                '\\' | ';' | ',' => escaped.extend(['\\', c]),
                '\n' => escaped.push_str("\\n"),
                c if c.is_control() => {}
                c => escaped.push(c),
            }
        }
        self.line(name, &escaped);
    }

    /// A line, folded: a space begins each one that goes on, and counts.
    fn line(&mut self, name: &str, value: &str) {
        let mut octets = 0;
        for c in name.chars().chain([':']).chain(value.chars()) {
            if octets + c.len_utf8() > FOLD {
                self.0.push_str("\r\n ");
                octets = 1;
            }
            self.0.push(c);
            octets += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

/// `20261122T041000Z`.
fn utc(at: Timestamp) -> String {
    let at = jiff::Timestamp::from_millisecond(at.ms()).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event() -> CalendarEvent {
        CalendarEvent {
            uid: "01999999-9999-7000-8000-000000000001".into(),
            sequence: 2,
            revised: Timestamp::from_ms(1_795_320_000_000),
            starts: Timestamp::from_ms(1_795_320_600_000),
            ends: Timestamp::from_ms(1_795_324_200_999),
            summary: "小考试（上午场）".into(),
            location: "第三实训楼, 3-101; 左\\右".into(),
            description: "一\r\n二\n三\u{7}".into(),
            url: "https://exam.example/exams/little/exam".into(),
            cancelled: false,
        }
    }

    /// Reads a calendar by the rules of RFC 5545, section 3.1: lines with their names and values, folds undone.
    fn read(text: &str) -> Vec<(String, String)> {
        assert!(text.ends_with("\r\n") && !text.replace("\r\n", "").contains(['\r', '\n']), "lines end with CRLF alone");
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "a line has 75 octets at most: {text}");
        let lines = text.replace("\r\n ", "");
        lines.lines().map(|line| line.split_once(':').expect("a name and a value")).map(|(n, v)| (n.into(), v.into())).collect()
    }

    fn value(lines: &[(String, String)], name: &str) -> String {
        let found: Vec<_> = lines.iter().filter(|(n, _)| n == name).map(|(_, v)| v.clone()).collect();
        assert_eq!(found.len(), 1, "{name}: {lines:?}");
        found[0].clone()
    }

    #[test]
    fn a_session_is_written_as_the_standard_says() {
        let lines = read(&calendar("考试日历", &[event()]));
        for (name, is) in [
            ("VERSION", "2.0"),
            ("UID", "01999999-9999-7000-8000-000000000001"),
            ("SEQUENCE", "2"),
            ("DTSTAMP", "20261122T040000Z"),
            ("DTSTART", "20261122T041000Z"),
            ("DTEND", "20261122T051000Z"),
            ("STATUS", "CONFIRMED"),
            ("SUMMARY", "小考试（上午场）"),
            ("LOCATION", "第三实训楼\\, 3-101\\; 左\\\\右"),
            ("DESCRIPTION", "一\\n二\\n三"),
            ("X-WR-CALNAME", "考试日历"),
        ] {
            assert_eq!(value(&lines, name), is, "{name}");
        }
        let cancelled = read(&calendar("", &[CalendarEvent { cancelled: true, ..event() }]));
        assert_eq!((value(&cancelled, "STATUS").as_str(), value(&cancelled, "TRANSP").as_str()), ("CANCELLED", "TRANSPARENT"));
    }

    #[test]
    fn a_calendar_without_sessions_is_one_all_the_same() {
        let lines = read(&calendar("考试日历", &[]));
        let names: Vec<&str> = lines.iter().filter(|(n, _)| n == "BEGIN").map(|(_, v)| v.as_str()).collect();
        assert_eq!(names, ["VCALENDAR", "VTIMEZONE", "STANDARD"]);
        let many = read(&calendar("x", &[event(), event(), event()]));
        assert_eq!(many.iter().filter(|(n, v)| n == "END" && v == "VEVENT").count(), 3);
    }

    #[test]
    fn whatever_stands_in_it_is_read_again_however_it_is_folded() {
        let plain = |lines: &[(String, String)], name: &str| {
            let (text, mut out) = (value(lines, name), String::new());
            let mut chars = text.chars();
            while let Some(c) = chars.next() {
                match c {
                    '\\' => out.extend(chars.next().map(|c| if c == 'n' { '\n' } else { c })),
                    c => out.push(c),
                }
            }
            out
        };
        for length in 0..200 {
            for letters in ["a", "知", "é;", "😀,", "\\n\n"] {
                let summary: String = "x".repeat(length % 5) + &letters.repeat(length);
                let description = format!("{summary}.");
                let lines =
                    read(&calendar(&summary, &[CalendarEvent { summary: summary.clone(), description: description.clone(), ..event() }]));
                assert_eq!((plain(&lines, "SUMMARY"), plain(&lines, "DESCRIPTION")), (summary, description));
            }
        }
    }
}
