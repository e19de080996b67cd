//! What the page of results and the API read: the results of a plan, by whoever may read them.

use std::sync::Arc;
use zhixing_app::i18n::results as words;
use zhixing_domain::{account::ResultReader, grading::ResultStage, id::ExamSessionId, plan_ref::PlanRef, time::Timestamp};
use zhixing_shell::{guard::Visit, problem::Problem, published::Published};
use zhixing_store::{OfSession, PeopleGroup, RESULTS_AT_ONCE, ResultOrder, ResultPage, ResultScope, ResultSummary};

/// What is asked of the results of a plan, as an address says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResultQuestion {
    /// An id, `none`, or nothing for all.
    pub session: String,
    /// The code of a stage.
    pub stage: String,
    /// `passed` or `failed`.
    pub verdict: String,
    /// Part of a name, login or seat.
    pub q: String,
    /// The id of a group; nothing for all.
    pub group: String,
    /// `score`, `name`, `login` or `seat`; a minus before it: the highest first.
    pub sort: String,
    /// From 0.
    pub page: i64,
}

/// The results of a plan that were asked for.
pub struct PlanResults {
    pub plan: PlanRef,
    /// Its sessions that were sat, and whether it was sat without one.
    pub sessions: Vec<(ExamSessionId, String, Timestamp)>,
    pub without_session: bool,
    pub groups: Vec<PeopleGroup>,
    pub summary: ResultSummary,
    pub page: ResultPage,
}

/// What an order is called in an address.
pub const ORDERS: [(&str, ResultOrder); 4] =
    [("score", ResultOrder::Score), ("name", ResultOrder::Name), ("login", ResultOrder::Login), ("seat", ResultOrder::Seat)];

impl ResultQuestion {
    pub fn scope(&self, plan: &PlanRef) -> ResultScope {
        let passed = match self.verdict.as_str() {
            "passed" => Some(true),
            "failed" => Some(false),
            _ => None,
        };
        let (session, stage) = (OfSession::read(&self.session), ResultStage::from_code(&self.stage));
        ResultScope { plan: plan.clone(), session, stage, passed, search: self.q.trim().to_string(), group: self.group.parse().ok() }
    }

    /// By what, and whether the highest comes first; the best scores first where nothing was said.
    pub fn order(&self) -> (ResultOrder, bool) {
        let (name, falling) = self.sort.strip_prefix('-').map_or((self.sort.as_str(), false), |name| (name, true));
        ORDERS.iter().find(|(n, _)| *n == name).map_or((ResultOrder::Score, true), |(_, order)| (*order, falling))
    }

    /// Whether it asks for anything but all results.
    pub fn narrows(&self) -> bool {
        [&self.stage, &self.verdict, &self.q, &self.group].iter().any(|part| !part.trim().is_empty())
    }
}

/// Finds a plan of which results are asked for: one that is published, or that was sat.
fn known(published: &Arc<Published>, plan: &PlanRef, was_sat: bool) -> Result<(), Problem> {
    if was_sat || published.library.plan(plan).is_some() { Ok(()) } else { Err(Problem::NotFound) }
}

/// Reads the results of a plan.
///
/// # Errors
///
/// [`Problem::NotFound`] for a plan that is not published and was not sat, or beyond the reader's roles; else a
/// [`Problem`] if the store cannot be read.
pub async fn of_plan(visit: &Visit, reader: &ResultReader, plan: PlanRef, asked: &ResultQuestion) -> Result<PlanResults, Problem> {
    let store = &visit.site.store;
    let groups = store.result_groups(reader, Some(&plan)).await?;
    known(&visit.site.published(), &plan, !groups.is_empty())?;
    let summary = store.result_summary(reader, &plan, OfSession::read(&asked.session)).await?;
    let page = store.results(reader, &asked.scope(&plan), asked.order(), asked.page).await?;
    let without_session = groups.iter().any(|g| g.session.is_none());
    let sessions = groups.into_iter().filter_map(|g| g.session).collect();
    Ok(PlanResults { plan, sessions, without_session, groups: store.groups().await?, summary, page })
}

/// Reads all results that fit, for a file.
///
/// # Errors
///
/// As for [`of_plan`]; [`Problem::Refused`] with `too_many` if more fit than [`RESULTS_AT_ONCE`].
pub async fn for_file(visit: &Visit, reader: &ResultReader, plan: &PlanRef, asked: &ResultQuestion) -> Result<ResultPage, Problem> {
    let page = visit.site.store.all_results(reader, &asked.scope(plan), asked.order()).await?;
    if page.total > RESULTS_AT_ONCE {
        return Err(Problem::refused("too_many", |l| words::too_many(l).into()));
    }
    let published = visit.site.published();
    known(&published, plan, page.total > 0)?;
    Ok(page)
}
