//! What leaves the house: by which way, when it is tried again, and when it is given up.

use crate::time::{Span, Timestamp};

/// The way by which something leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// A mail of one message.
    Mail,
    /// A message that waits for the mail of the day.
    Digest,
    /// The mail by which an address is confirmed.
    Confirm,
    /// A password is forgotten: what was typed, and then the mail with a link for a new one.
    Recovery,
    /// An event for another system.
    Webhook,
    /// A short message that there is news.
    Sms,
    /// The short message that brings a code for a number.
    PhoneCode,
}

impl Channel {
    pub const ALL: [Self; 7] = [Self::Mail, Self::Digest, Self::Confirm, Self::Recovery, Self::Webhook, Self::Sms, Self::PhoneCode];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Digest => "digest",
            Self::Confirm => "confirm",
            Self::Recovery => "recovery",
            Self::Webhook => "webhook",
            Self::Sms => "sms",
            Self::PhoneCode => "phone_code",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|c| c.code() == code)
    }
}

/// How one try ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Delivered {
    Done,
    /// It may go well later.
    Failed(String),
    /// Whoever got it says that it never will.
    Refused(String),
}

/// The wait after the first try; each later one is four times as long, up to six hours.
const FIRST_WAIT: Span = Span::from_seconds(30);
const LONGEST_WAIT: Span = Span::from_minutes(6 * 60);
/// What has not arrived after so long is given up: nobody is told on Friday that the exam was on Tuesday.
const GIVEN_UP: Span = Span::from_minutes(3 * 24 * 60);
/// A system that took nothing for so long is not called any more.
pub const SILENT: Span = Span::from_minutes(5 * 24 * 60);

/// When something is tried again that was made at `made` and has failed for the `tries`th time at `now`; nothing where it is given up.
pub fn next_try(made: Timestamp, tries: u32, now: Timestamp) -> Option<Timestamp> {
    if now.since(made) >= GIVEN_UP {
        return None;
    }
    let wait = FIRST_WAIT.ms().saturating_mul(4i64.saturating_pow(tries.saturating_sub(1).min(20))).min(LONGEST_WAIT.ms());
    Some(now + Span::from_ms(wait))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_to_six_hours_and_end_after_three_days() {
        let made = Timestamp::from_ms(1_800_000_000_000);
        let (mut now, mut tries, mut waits) = (made, 0, vec![]);
        while let Some(next) = next_try(made, tries + 1, now) {
            waits.push(next.since(now).ms() / 1_000);
            (now, tries) = (next, tries + 1);
        }
        assert_eq!(waits[..6], [30, 120, 480, 1_920, 7_680, 21_600]);
        assert!(waits[6..].iter().all(|w| *w == 21_600), "{waits:?}");
        assert!((15..=18).contains(&tries), "{tries} tries in three days");
        assert_eq!(next_try(made, u32::MAX, made).map(|at| at.since(made)), Some(LONGEST_WAIT));
    }
}
