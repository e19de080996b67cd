//! When to send: soon after a change, later after a failure, never later than the end allows.

/// Below this the end is near: everything goes faster.
const NEAR_MS: f64 = 120_000.0;

/// The longest wait between two tries, and near the end.
const WAIT_MS: f64 = 15_000.0;
const NEAR_WAIT_MS: f64 = 2_000.0;
/// The longest that the server may ask to be left alone.
const ASKED_MS: f64 = 120_000.0;

/// The wish that a question waits at the server, in seconds, and how long the page bears with it.
pub const WISH: &str = "wait=25";
pub const HELD_MS: i32 = 40_000;
/// A question that was answered sooner than this did not wait.
const SHORT_MS: f64 = 2_000.0;
/// A room does not ask again in one moment.
pub const SPREAD_MS: f64 = 700.0;
/// Between two looks of a page that does not ask: nobody looks at it, or another page has the pen.
pub const IDLE_MS: f64 = 1_000.0;

/// How many questions in a row did not wait, after one that was or was not answered within so many milliseconds.
pub fn shorts(before: u32, answered: bool, ms: f64) -> u32 {
    if answered && ms > SHORT_MS { 0 } else { before + 1 }
}

/// Milliseconds until the page asks again: at once after a question that waited. Where the server cannot let it wait, or is not there, ever later.
pub fn after_a_wait(shorts: u32, dice: f64) -> f64 {
    let own = if shorts == 0 { 0.0 } else { f64::from(500u32 << shorts.min(5)).min(WAIT_MS) };
    own + dice * SPREAD_MS
}

/// Quiet after a change before it is sent, and how long steady typing may put that off.
const QUIET_MS: f64 = 700.0;
const STEADY_MS: f64 = 5_000.0;

/// Milliseconds until the next try after `misses` failures: longer with each, with some chance (`dice`, from 0 to 1) so that a room does not come
/// back in one moment. What the server asked for is honoured, spread over a fifth more.
pub fn after_a_miss(misses: u32, remaining: f64, asked_s: Option<u32>, dice: f64) -> f64 {
    let most = if remaining < NEAR_MS { NEAR_WAIT_MS } else { WAIT_MS };
    let own = f64::from(1_000u32 << misses.min(4)).min(most) + dice * 500.0;
    let asked = asked_s.map_or(0.0, |s| (f64::from(s) * 1_000.0).min(ASKED_MS) * (1.0 + dice * 0.2));
    own.max(asked)
}

/// Milliseconds until a change is sent, when the oldest unsent one was made `age` ago.
pub fn after_a_change(age: f64, remaining: f64) -> f64 {
    let haste = if remaining < NEAR_MS { 4.0 } else { 1.0 };
    (QUIET_MS / haste).min((STEADY_MS / haste - age).max(0.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: f64 = 3_600_000.0;

    #[test]
    fn waits_grow_and_stay_bounded_and_shrink_near_the_end() {
        let waits: Vec<f64> = (1..8).map(|n| after_a_miss(n, HOUR, None, 0.0)).collect();
        assert_eq!(waits, [2_000.0, 4_000.0, 8_000.0, 15_000.0, 15_000.0, 15_000.0, 15_000.0]);
        assert_eq!(after_a_miss(7, 60_000.0, None, 1.0), 2_500.0);
    }

    #[test]
    fn what_the_server_asks_for_is_honoured_within_reason() {
        assert_eq!(after_a_miss(1, HOUR, Some(30), 0.0), 30_000.0);
        assert_eq!(after_a_miss(1, HOUR, Some(30), 1.0), 36_000.0);
        assert_eq!(after_a_miss(4, HOUR, Some(1), 0.0), 15_000.0);
        assert_eq!(after_a_miss(1, HOUR, Some(86_400), 0.0), 120_000.0);
    }

    #[test]
    fn a_question_that_waited_is_asked_again_at_once_and_one_that_cannot_wait_ever_later() {
        assert_eq!(after_a_wait(shorts(5, true, 25_000.0), 0.0), 0.0);
        let mut short = 0;
        let waits: Vec<f64> = (0..7)
            .map(|_| {
                short = shorts(short, true, 20.0);
                after_a_wait(short, 0.0)
            })
            .collect();
        assert_eq!(waits, [1_000.0, 2_000.0, 4_000.0, 8_000.0, 15_000.0, 15_000.0, 15_000.0]);
        assert_eq!(shorts(0, false, 25_000.0), 1, "one that broke off is none that waited");
    }

    #[test]
    fn steady_typing_is_sent_all_the_same() {
        assert_eq!(after_a_change(0.0, HOUR), 700.0);
        assert_eq!(after_a_change(4_800.0, HOUR), 200.0);
        assert_eq!(after_a_change(9_000.0, HOUR), 0.0);
        assert_eq!(after_a_change(0.0, 60_000.0), 175.0);
    }
}
