//! What can happen to an attempt, one step at a time.

use proptest::prelude::*;

/// A value on its way: item 2 is not on the paper, item 3 only on one with sections, and from [`ONWARD`] on it is a move to a step.
#[derive(Clone, Copy, Debug)]
pub struct Save {
    pub item: u8,
    pub option: u8,
    pub writer: u8,
    pub seq: i64,
    /// Of a move: what was said to item 0 before it, by number and option.
    pub named: crate::model::Named,
}

/// The first move is to step 0, the start: there is no such move.
pub const ONWARD: u8 = 10;

#[derive(Clone, Debug)]
pub enum Step {
    Start,
    StartTwiceAtOnce,
    Save(Save),
    /// Several that wait for the same commit.
    Group(Vec<Save>),
    /// A move onwards, and after it an answer that was made just before; whether the move named it.
    Reordered(i64, bool),
    /// An earlier operation again, as after a lost reply.
    Replay(usize),
    /// The id of an earlier operation with another value.
    Reuse(usize),
    /// A value for this attempt from somebody else.
    Stranger(Save),
    TakePen(u8),
    FreePen,
    Pause,
    Resume,
    Extend {
        minutes: i64,
        window: bool,
    },
    Revoke {
        minutes: i64,
    },
    Submit,
    Sweep,
    Terminate,
    Void,
    Reopen {
        late: bool,
    },
    Seconds(i64),
    Minutes(i64),
    Crash,
}

fn save() -> impl Strategy<Value = Save> {
    // mostly one writer, mostly known items, and numbers small enough to come again
    let item = prop_oneof![8 => 0u8..2, 1 => Just(2u8), 3 => Just(3u8), 3 => prop_oneof![3 => Just(ONWARD + 1), 2 => Just(ONWARD + 2), 1 => Just(ONWARD + 3)]];
    let writer = prop_oneof![5 => Just(0u8), 1 => 1u8..3];
    let named = proptest::option::of((1i64..30, 0u8..4));
    (item, 0u8..4, writer, 1i64..30, named).prop_map(|(item, option, writer, seq, named)| Save {
        item,
        option,
        writer,
        seq,
        named: named.filter(|_| item >= ONWARD),
    })
}

pub fn any_step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => Just(Step::Start),
        2 => Just(Step::StartTwiceAtOnce),
        20 => save().prop_map(Step::Save),
        4 => prop::collection::vec(save(), 2..9).prop_map(Step::Group),
        3 => (2i64..30, any::<bool>()).prop_map(|(seq, named)| Step::Reordered(seq, named)),
        5 => (0usize..40).prop_map(Step::Replay),
        2 => (0usize..40).prop_map(Step::Reuse),
        1 => save().prop_map(Step::Stranger),
        2 => (0u8..3).prop_map(Step::TakePen),
        1 => Just(Step::FreePen),
        3 => Just(Step::Pause),
        4 => Just(Step::Resume),
        3 => (1i64..20, any::<bool>()).prop_map(|(minutes, window)| Step::Extend { minutes, window }),
        2 => (1i64..25).prop_map(|minutes| Step::Revoke { minutes }),
        3 => Just(Step::Submit),
        3 => Just(Step::Sweep),
        1 => Just(Step::Terminate),
        1 => Just(Step::Void),
        4 => any::<bool>().prop_map(|late| Step::Reopen { late }),
        4 => prop_oneof![Just(1i64), Just(59), Just(60), Just(61)].prop_map(Step::Seconds),
        4 => prop_oneof![Just(3i64), Just(17), Just(31)].prop_map(Step::Minutes),
        2 => Just(Step::Crash),
    ]
}
