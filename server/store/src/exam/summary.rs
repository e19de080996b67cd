//! An attempt as most ask for it: without its paper.

use zhixing_domain::{
    assessment::is_used,
    attempt::{Deadline, Progress, SaveContext, State, Terms, Timing},
    id::{AccountId, AttemptId, ExamSessionId, WriterId},
    plan_ref::PlanRef,
    time::Timestamp,
};

/// An attempt without its paper.
#[derive(Clone, Debug)]
pub struct AttemptSummary {
    pub id: AttemptId,
    pub account: AccountId,
    pub plan: PlanRef,
    pub plan_version: String,
    pub number: i64,
    pub state: State,
    pub terms: Terms,
    pub writer: Option<WriterId>,
    pub created_at: Timestamp,
    pub session: Option<ExamSessionId>,
    /// The ended attempt that this one goes on from.
    pub segment_of: Option<AttemptId>,
    /// The attempt that goes on from this one: that one counts.
    pub continued_by: Option<AttemptId>,
    /// How far the candidate is, where the paper has sections.
    pub progress: Option<Progress>,
}

impl AttemptSummary {
    /// By the terms alone, as it is for one that runs; nothing before the start. A pause that goes on is in `timing().deadline(now)`.
    pub(crate) fn deadline(&self) -> Option<Deadline> {
        self.timing().due()
    }

    /// Whether it is one of the attempts that are allowed.
    pub fn is_used(&self) -> bool {
        is_used(self.state.phase(), self.segment_of.is_some())
    }

    pub fn timing(&self) -> Timing<'_> {
        Timing { state: self.state, terms: self.terms, progress: self.progress.as_ref() }
    }

    /// What the decision over an operation needs.
    pub fn sitting(&self) -> SaveContext<'_> {
        SaveContext { timing: self.timing(), writer: self.writer }
    }
}
