//! Moments as staff type them: read in the installation's time zone, whatever keyboard or browser wrote them, and the field for them.

use crate::{
    guard::Visit,
    html::Markup,
    parts::{Field, time},
    site::Site,
};
use zhixing_app::i18n::timetable as words;
use zhixing_domain::{text::reading, time::Timestamp};

/// As the field of a browser has it; seconds are left out.
const FORM: &str = "%Y-%m-%dT%H:%M";

/// `2026-12-01 09:00`, or with seconds, in the installation's time zone; what a browser's field for it writes is taken too.
pub fn instant(site: &Site, text: &str) -> Option<Timestamp> {
    let local = wall_time(text)?;
    let zone = jiff::tz::TimeZone::get(&site.about.zone).unwrap_or(jiff::tz::TimeZone::UTC);
    Some(Timestamp::from_ms(local.to_zoned(zone).ok()?.timestamp().as_millisecond()))
}

/// The same, where a moment was shown before: what was not touched is what it was, with its seconds and in a night that has an hour twice.
pub fn instant_or(site: &Site, text: &str, was: Timestamp) -> Option<Timestamp> {
    if text == shown(site, was) { Some(was) } else { instant(site, text) }
}

/// A moment as its field shows it.
pub fn shown(site: &Site, at: Timestamp) -> String {
    site.local(at).strftime(FORM).to_string()
}

/// The field of a moment, with the zone in which it is read. What cannot be read stays as it was typed, which a browser's own field would drop.
pub fn field(visit: &Visit, id: &'static str, label: &str, value: &str, error: Option<String>) -> Markup {
    filled(visit, id, label, value, error).view()
}

/// The same in a form that also does without it.
pub fn optional(visit: &Visit, id: &'static str, label: &str, value: &str, error: Option<String>) -> Markup {
    Field { optional: true, ..filled(visit, id, label, value, error) }.view()
}

fn filled(visit: &Visit, id: &'static str, label: &str, value: &str, error: Option<String>) -> Field {
    let local = wall_time(value);
    let at = instant(&visit.site, value).unwrap_or(visit.now);
    let native = value.is_empty() || local.is_some();
    let hint = if native { words::at_zone } else { words::at_hint };
    Field {
        kind: if native { "datetime-local" } else { "text" },
        value: local.map_or_else(|| value.to_string(), |local| local.strftime(FORM).to_string()),
        hint: hint(visit.lang, time::zone(&visit.site, at, visit.lang)),
        error,
        ..Field::new(id, label)
    }
}

fn wall_time(text: &str) -> Option<jiff::civil::DateTime> {
    // a day and an hour that stand close together are two numbers all the same
    let text = reading::keyboard(text).replace(['T', 't', '日'], " ").replace(['/', '年', '月'], "-");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if !text.contains(' ') {
        return None;
    }
    // a shorter year may be a day (`1-12-26`) or of another calendar: it is asked for anew and never completed
    let (year, _) = text.split_once('-')?;
    if year.len() != 4 || !year.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let form = if text.matches(':').count() > 1 { "%Y-%m-%d %H:%M:%S" } else { "%Y-%m-%d %H:%M" };
    jiff::civil::DateTime::strptime(form, text).ok()
}

#[cfg(test)]
mod tests {
    use super::wall_time;

    #[test]
    fn an_instant_is_read_as_people_write_it() {
        let nine = jiff::civil::date(2026, 12, 1).at(9, 0, 0, 0);
        for text in [
            "2026-12-01 09:00",
            "2026-12-01T09:00",
            "2026-12-01T09:00:00",
            "2026/12/1 9:00",
            "2026年12月1日09:00",
            "2026年12月1日 09:00",
            "２０２６年１２月１日９：００",
        ] {
            assert_eq!(wall_time(text), Some(nine), "{text}");
        }
        assert_eq!(wall_time("2026年1月2日14:30"), Some(jiff::civil::date(2026, 1, 2).at(14, 30, 0, 0)));
        assert_eq!(wall_time("2000-01-01 00:00"), Some(jiff::civil::date(2000, 1, 1).at(0, 0, 0, 0)));
        assert_eq!(wall_time("2100-12-31 23:59"), Some(jiff::civil::date(2100, 12, 31).at(23, 59, 0, 0)));
        for text in ["", "2026-12-01", "09:00", "2026-12-109:00", "2026-13-01 09:00", "2026-02-29 09:00", "2026-12-01 25:00"] {
            assert_eq!(wall_time(text), None, "{text}");
        }
    }

    #[test]
    fn a_year_is_written_with_four_digits_and_is_of_this_century() {
        for text in [
            "26-12-01 09:00",
            "26/12/1 9:00",
            "26年12月1日 9:00",
            "26年12月1日9:00",
            "２６－１２－０１ ０９：００",
            "226-12-01 09:00",
            "115年12月1日 09:00",
            "1-12-26 09:00",
            "01/12/2026 09:00",
            "20266-12-01 09:00",
            "-2026-12-01 09:00",
            "+2026-12-01 09:00",
        ] {
            assert_eq!(wall_time(text), None, "{text}");
        }
    }
}
