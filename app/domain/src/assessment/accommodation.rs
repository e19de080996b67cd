//! More time for a person who needs it, agreed on before the exam. Private to the person and the staff of the session.

use crate::{
    text::{number, reading},
    time::Span,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accommodation {
    /// In thousandths: 1250 is a quarter more of the plan's time.
    pub factor: u32,
    /// Added to the time limit.
    pub extra: Span,
}

impl Default for Accommodation {
    fn default() -> Self {
        Self { factor: 1000, extra: Span::ZERO }
    }
}

impl Accommodation {
    /// Time is never taken away, and at most quadrupled or lengthened by four hours.
    pub fn new(factor: u32, extra: Span) -> Option<Self> {
        let fits = (1000..=4000).contains(&factor) && Span::ZERO <= extra && extra <= Span::from_minutes(240);
        fits.then_some(Self { factor, extra })
    }

    /// Reads `1.25`, `+20` (minutes), `1.25+20` or nothing.
    pub fn parse(text: &str) -> Option<Self> {
        let text = reading::keyboard(text);
        let (factor, extra) = text.split_once('+').unwrap_or((&text, ""));
        let number = |text: &str, none: f64| if text.trim().is_empty() { Some(none) } else { number::read(text, None).ok() };
        let (factor, minutes) = (number(factor, 1.0)?, number(extra, 0.0)?);
        let fits = (1.0..=4.0).contains(&factor) && (0.0..=240.0).contains(&minutes);
        fits.then(|| Self { factor: (factor * 1000.0).round() as u32, extra: Span::from_ms((minutes * 60_000.0).round() as i64) })
    }

    /// As [`parse`](Self::parse) reads it; nothing where there is none.
    pub fn to_text(&self) -> String {
        let factor = format!("{}.{:03}", self.factor / 1000, self.factor % 1000);
        let factor = if self.factor == 1000 { "" } else { factor.trim_end_matches('0').trim_end_matches('.') };
        // to the millisecond: what was read is written as it was
        let extra = self.extra.ms() as f64 / 60_000.0;
        if self.extra == Span::ZERO { factor.to_string() } else { format!("{factor}+{extra}") }
    }

    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_accommodation_is_read_and_bounded() {
        let of = |factor, minutes| Accommodation::new(factor, Span::from_minutes(minutes));
        for (text, expected) in [
            ("", of(1000, 0)),
            ("1.25", of(1250, 0)),
            ("+20", of(1000, 20)),
            (" 1.5 + 10 ", of(1500, 10)),
            ("１.５", of(1500, 0)),
            ("＋２０", of(1000, 20)),
            ("１。２５＋１０", of(1250, 10)),
            ("1,5", None),
            ("0.9", None),
            ("5", None),
            ("+999", None),
            ("NaN", None),
            ("quick", None),
        ] {
            assert_eq!(Accommodation::parse(text), expected, "{text}");
        }
        assert_eq!(of(999, 0), None);
    }

    #[test]
    fn what_is_written_is_read_again() {
        let of = |factor, minutes| Accommodation::new(factor, Span::from_minutes(minutes)).expect("fits");
        for (given, text) in [
            (of(1000, 0), ""),
            (of(1250, 0), "1.25"),
            (of(2000, 0), "2"),
            (of(1000, 20), "+20"),
            (of(1500, 10), "1.5+10"),
            (Accommodation { factor: 1001, extra: Span::from_seconds(30) }, "1.001+0.5"),
        ] {
            assert_eq!((given.to_text().as_str(), Accommodation::parse(text)), (text, Some(given)));
        }
    }
}
