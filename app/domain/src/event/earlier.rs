//! Lines of the log that builds before this one wrote: their details were English text. The log is never rewritten, so they are read for ever.

use super::{Event, IrregularityReport};
use crate::{grading::Voiding, points::Points, question::ItemKey};
use serde_json::{Map, Value};

/// The event that a text of an earlier build told; nothing where it is none of those. JSON is of a later build.
pub(super) fn read(action: &str, text: &str) -> Option<Event> {
    if serde_json::from_str::<Map<String, Value>>(text).is_ok() {
        return None;
    }
    let own = || text.to_string();
    Some(match action {
        "account.opened" => Event::AccountOpened { roles: own() },
        "account.roles" => Event::RolesGiven { roles: own() },
        "account.disabled" => Event::AccountDisabled { demonstration: text == "demonstration" },
        "account.enabled" => Event::AccountEnabled { demonstration: text == "demonstration" },
        "account.name_confirmed" => Event::NameConfirmed { note: own() },
        "token.minted" => Event::TokenMinted { label: own() },
        "token.revoked" => Event::TokenRevoked { label: own() },
        "session.opened" => {
            let (plan, name) = text.split_once(' ')?;
            Event::SessionOpened { plan: plan.parse().ok()?, name: name.into() }
        }
        "session.listed" => Event::CandidatesListed { candidates: text.parse().ok()? },
        "session.accommodated" => accommodated(text)?,
        "attempt.started" => match text.split_once(" segment of ") {
            Some((plan, id)) => Event::Started { plan: plan.parse().ok()?, segment_of: Some(id.parse().ok()?) },
            None => Event::Started { plan: text.parse().ok()?, segment_of: None },
        },
        "attempt.submitted" => Event::Submitted { receipt: own() },
        "attempt.expired" => Event::Expired { receipt: own() },
        "attempt.terminated" => terminated(text),
        "attempt.extended" => {
            let (time, reason) = text.split_once(" — ")?;
            let (ms, window) = time.strip_suffix(" and window").map_or((time, false), |ms| (ms, true));
            Event::Extended { ms: ms.strip_suffix(" ms")?.parse().ok()?, window, reason: reason.into() }
        }
        "attempt.grant_revoked" => {
            let (time, reason) = text.split_once(" — ")?;
            Event::GrantRevoked { ms: time.strip_suffix(" ms")?.parse().ok()?, reason: reason.into() }
        }
        "attempt.outage_given_back" => {
            let (time, reason) = text.split_once(" — ")?;
            Event::OutageGivenBack { ms: time.strip_suffix(" s")?.parse::<i64>().ok()?.checked_mul(1_000)?, reason: reason.into() }
        }
        "attempt.paused" => Event::Paused { reason: own() },
        "attempt.resumed" => Event::Resumed { reason: own() },
        "attempt.voided" => Event::Voided { reason: own() },
        "attempt.reopened" => reopened(text)?,
        "attempt.notified" => Event::Notified { text: own() },
        "attempt.pen_taken" => Event::WriterTookOver { writer: text.parse().ok()? },
        "attempt.pen_freed" => Event::WriterReleased { reason: own() },
        "attempt.irregularity" => Event::Irregularity { report: report(text)? },
        "attempt.left_page" => left_page(text)?,
        "attempt.device_changed" => Event::DeviceChanged { device: own() },
        "attempt.counted" => {
            let (what, most) = text.rsplit_once(' ')?;
            Event::OnlyCounted { what: what.into(), most: most.parse().ok()? }
        }
        "attempt.seb_missing" => Event::SebMissing { wrong_key: text == "wrong key" },
        "attempt.outside_room" => Event::OutsideRoom { address: own() },
        "attempt.name_confirmed" => Event::AttemptNameConfirmed { note: own() },
        "attempt.name_changed" => Event::NameChanged { note: own() },
        "attempt.name_refused" => Event::NameRefused { note: own() },
        "result.graded" => Event::Graded { marks: text.strip_prefix("marks ").map(Into::into) },
        "mark.given" => {
            let (item, points) = text.rsplit_once(' ')?;
            Event::MarkGiven { item: ItemKey(item.into()), points: points.parse().ok()? }
        }
        "result.released" => match text.split_once(" / ") {
            Some((score, pass)) => Event::Released { score: Some(score.parse().ok()?), pass_mark: Some(pass.parse().ok()?) },
            None => Event::Released { score: None, pass_mark: None },
        },
        "result.revised" => revised(text)?,
        "item.decided" => decided(text)?,
        "certificate.issued" => {
            let (version, sha256) = text.strip_prefix('v')?.split_once(' ')?;
            Event::CertificateIssued { version: version.parse().ok()?, sha256: sha256.into(), record: None }
        }
        "certificate.revoked" => Event::CertificateRevoked { reason: own() },
        "certificate.held" => {
            let (cause, detail) = text.split_once(' ')?;
            Event::CertificateHeld { cause: cause.into(), detail: detail.into() }
        }
        "certificate.corrected" => Event::CertificateCorrected { evidence: own() },
        _ => return None,
    })
}

/// `login ×1.250 +10 min`
fn accommodated(text: &str) -> Option<Event> {
    let (login, given) = text.split_once(" ×")?;
    let (factor, extra) = given.split_once(" +")?;
    let (whole, thousandths) = factor.split_once('.')?;
    let factor = whole.parse::<u32>().ok()?.checked_mul(1_000)?.checked_add(thousandths.parse().ok()?)?;
    let minutes: i64 = extra.strip_suffix(" min")?.parse().ok()?;
    Some(Event::Accommodated { login: login.into(), factor, extra_ms: minutes.checked_mul(60_000)? })
}

/// `reason — digest`; the earliest builds wrote the reason alone.
fn terminated(text: &str) -> Event {
    let is_digest = |word: &str| word.len() == 64 && word.bytes().all(|b| b.is_ascii_hexdigit());
    match text.rsplit_once(" — ").filter(|(_, digest)| is_digest(digest)) {
        Some((reason, digest)) => Event::Terminated { reason: reason.into(), receipt: Some(digest.into()) },
        None => Event::Terminated { reason: text.into(), receipt: None },
    }
}

/// `att_… 600000 ms a,b — reason`
fn reopened(text: &str) -> Option<Event> {
    let (what, reason) = text.split_once(" — ")?;
    let mut words = what.split(' ');
    let (segment, ms) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
    let late = words.nth(1).unwrap_or_default().split(',').filter(|key| !key.is_empty()).map(|key| ItemKey(key.into())).collect();
    Some(Event::Reopened { segment, ms, late, reason: reason.into() })
}

/// `staff: text`
fn report(text: &str) -> Option<IrregularityReport> {
    let (category, text) = text.split_once(": ")?;
    match category {
        "staff" => Some(IrregularityReport::Staff { text: text.into() }),
        "keys_wait" => Some(IrregularityReport::KeysWait { door: text.into() }),
        "answer_file" => {
            let (operations, sha256) = text.split_once(" operations, sha256 ")?;
            Some(IrregularityReport::AnswerFile { operations: operations.parse().ok()?, sha256: sha256.into() })
        }
        _ => None,
    }
}

/// `3,12000`: times and milliseconds
fn left_page(text: &str) -> Option<Event> {
    let (times, ms) = text.split_once(',')?;
    Some(Event::PageLeft { times: times.parse().ok()?, ms: ms.parse().ok()? })
}

/// `50 → 60: item full_credit — reason`
fn revised(text: &str) -> Option<Event> {
    let (points, rest) = text.split_once(": ")?;
    let (before, after) = points.split_once(" → ")?;
    let (what, reason) = rest.split_once(" — ")?;
    let (item, voiding) = what.split_once(' ')?;
    let (before, after): (Points, Points) = (before.parse().ok()?, after.parse().ok()?);
    Some(Event::Revised { before, after, item: ItemKey(item.into()), voiding: Voiding::from_code(voiding), reason: reason.into() })
}

/// `item version excluded — reason`
fn decided(text: &str) -> Option<Event> {
    let (what, reason) = text.split_once(" — ")?;
    let mut words = what.split(' ');
    let (item, version) = (ItemKey(words.next()?.into()), words.next()?.to_string());
    Some(Event::ItemDecided { item, version, voiding: Voiding::from_code(words.next()?), reason: reason.into() })
}
