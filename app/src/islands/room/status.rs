//! What the bar shows of saving, in state and words; and the one notice that is most worth reading. Never here: how things come to be so.

use crate::{api_replies::AttemptStatus, i18n::exam as words};
use leptos::prelude::*;
use zhixing_domain::lang::Lang;

/// How it stands with saving.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saving {
    Saved,
    UnderWay,
    /// So many items wait for the network.
    Waiting(usize),
    /// The server does not take so many items as they are.
    Refused(usize),
    /// Another page holds the pen.
    TakenOver,
    SignedOut,
    /// Somebody else is signed in.
    Stranger,
    /// An invigilator has stopped the clock.
    Paused,
    /// The time is up, and so many items have not arrived.
    Late(usize),
    /// The attempt has ended.
    Over,
}

impl Saving {
    /// Whether this page may speak to the server about answers.
    pub fn is_ours(self) -> bool {
        !matches!(self, Self::SignedOut | Self::Stranger)
    }

    pub fn look(self) -> &'static str {
        match self {
            Self::Saved => "saved",
            Self::UnderWay => "saving",
            Self::Waiting(_) | Self::Paused | Self::Late(_) => "waiting",
            Self::TakenOver => "locked",
            Self::Refused(_) | Self::SignedOut | Self::Stranger | Self::Over => "refused",
        }
    }

    pub fn words(self, lang: Lang) -> String {
        match self {
            Self::Saved => words::all_saved(lang).into(),
            Self::UnderWay => words::saving(lang).into(),
            Self::Waiting(n) => words::waiting_n(lang, n),
            Self::Refused(n) => words::refused_n(lang, n),
            Self::TakenOver => words::read_only(lang).into(),
            Self::SignedOut => words::signed_out(lang).into(),
            Self::Stranger => words::not_sent(lang).into(),
            Self::Paused => words::paused(lang).into(),
            Self::Late(n) => words::time_up_waiting(lang, n),
            Self::Over => words::time_up(lang).into(),
        }
    }
}

/// What the room tells the bar.
#[derive(Clone, Copy)]
pub struct Show {
    pub saving: RwSignal<Saving>,
    pub answered: RwSignal<usize>,
    /// Where the attempt stands, and the monotonic instant of that word.
    pub standing: RwSignal<(AttemptStatus, f64)>,
    /// Whether the device keeps what is written.
    pub kept: RwSignal<bool>,
    /// The outage has lasted for minutes.
    pub long_outage: RwSignal<bool>,
    /// Who else is signed in.
    pub other_account: RwSignal<String>,
    /// What became of the answer file.
    pub file: RwSignal<String>,
    /// What staff said last, until it was read.
    pub word: RwSignal<String>,
}

impl Show {
    pub fn new(first: AttemptStatus, answered: usize) -> Self {
        Self {
            saving: RwSignal::new(Saving::Saved),
            answered: RwSignal::new(answered),
            standing: RwSignal::new((first, 0.0)),
            kept: RwSignal::new(true),
            long_outage: RwSignal::new(false),
            other_account: RwSignal::default(),
            file: RwSignal::default(),
            word: RwSignal::default(),
        }
    }

    /// Whether the paper is covered: paused, and signed in, for signing in again needs the page.
    pub fn covers(&self) -> bool {
        let saving = self.saving.get();
        saving.is_ours() && !matches!(saving, Saving::Over | Saving::TakenOver) && self.standing.with(|s| s.0.is_paused())
    }

    pub fn notice(&self) -> Option<BarNotice> {
        match self.saving.get() {
            Saving::TakenOver => Some(BarNotice::Pen),
            Saving::Stranger => Some(BarNotice::Stranger),
            Saving::SignedOut => Some(BarNotice::SignedOut),
            Saving::Late(_) => Some(BarNotice::Late),
            _ if !self.word.read().is_empty() => Some(BarNotice::Staff),
            _ if !self.kept.get() => Some(BarNotice::CannotStore),
            _ if self.long_outage.get() => Some(BarNotice::Outage),
            _ => None,
        }
    }
}

/// The notice under the bar: one at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BarNotice {
    Pen,
    SignedOut,
    Stranger,
    Late,
    CannotStore,
    Outage,
    Staff,
}

impl BarNotice {
    /// Calm where the learner can simply go on.
    pub fn tone(self) -> &'static str {
        match self {
            Self::CannotStore | Self::Outage | Self::Pen => "calm",
            Self::Staff => "note",
            _ => "urgent",
        }
    }

    pub fn words(self, lang: Lang, stranger: &str, person: &str) -> String {
        match self {
            Self::Pen => words::taken_over(lang).into(),
            Self::SignedOut => words::signed_out_words(lang).into(),
            Self::Stranger => words::stranger(lang, stranger, person),
            Self::Late => words::time_up_words(lang).into(),
            Self::CannotStore => words::cannot_store(lang).into(),
            Self::Outage => words::long_outage(lang).into(),
            Self::Staff => String::new(),
        }
    }

    /// What its button says, if it has one.
    pub fn action(self, lang: Lang) -> Option<&'static str> {
        match self {
            Self::Pen => Some(words::take_pen(lang)),
            Self::SignedOut | Self::Stranger => Some(words::sign_in_again(lang)),
            Self::Late | Self::Outage => Some(words::answer_file(lang)),
            Self::Staff => Some(words::understood(lang)),
            Self::CannotStore => None,
        }
    }
}
