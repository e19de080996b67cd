//! What staff do to attempts: more time, a pause, an end, a word; to one or to many of a plan.

use crate::{
    address::InPath,
    clock::Moment,
    json::Input,
    shape::{AttemptKey, BoardStateWord, HowMany, MeasureWord, Minutes, ReasonText, SearchText, SessionKey},
};
use axum::{Json, http::StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use zhixing_app::i18n::invigilation as words;
use zhixing_domain::{
    id::{AttemptId, ExamSessionId},
    plan_ref::PlanRef,
};
use zhixing_exam::invigilation::{
    actions as invigilate,
    actions::{Whom, act, carry_out, explain, outage_grant},
    board::BoardQuery,
    one,
};
use zhixing_shell::{guard::Visit, problem::Problem};
use zhixing_store::Measured;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MeasureWish {
    pub measure: MeasureWord,
    /// For `extend`, `extend_window` and `revoke`.
    #[serde(default)]
    pub minutes: Option<Minutes>,
    /// Kept in the audit log; the text of a message.
    pub reason: ReasonText,
}

/// Take a measure upon an attempt. For invigilators.
#[utoipa::path(post, path = "/api/v1/attempts/{attempt}/measures", tag = "invigilation", request_body = MeasureWish, params(("attempt" = String, Path)),
    responses((status = 200, body = Moment), (status = 404, description = "`not_found`"),
        (status = 409, description = "`over`, `not_started`, `amount`, `too_much`, `no_policy`, `nothing_lost`, `policy_spent` or `own_case`")))]
pub async fn take(visit: Visit, InPath(id): InPath<String>, Input(wish): Input<MeasureWish>) -> Result<Json<Moment>, Problem> {
    let who = visit.invigilator()?;
    let reason = invigilate::reason(&wish.reason.0)?;
    let of = one::find(&visit, &who, &id).await?;
    let act = act(wish.measure.0, wish.minutes.map_or(0, |m| m.0), outage_grant(&visit.site, &of.0.plan))?;
    let measured = carry_out(&visit, &who, vec![of.0.id], act, reason).await?;
    match measured.into_iter().next() {
        Some((_, Some(Ok(summary)))) => Ok(Json(Moment::of(&summary, visit.now))),
        Some((_, Some(Err(refusal)))) => Err(Problem::refused(refusal.code(), |l| explain(refusal)(l).into())),
        Some((_, None)) | None => Err(Problem::NotFound),
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RoomMeasureWish {
    pub measure: MeasureWord,
    /// For `extend`, `extend_window` and `revoke`.
    #[serde(default)]
    pub minutes: Option<Minutes>,
    /// Kept in the audit log; the text of a message.
    pub reason: ReasonText,
    /// Those who are meant, of this plan; without it all who fit what follows.
    #[serde(default)]
    #[schema(value_type = Option<Vec<AttemptKey>>)]
    pub attempts: Option<Vec<AttemptId>>,
    /// Of this exam session.
    #[serde(default)]
    #[schema(value_type = Option<SessionKey>)]
    pub session: Option<ExamSessionId>,
    #[serde(default)]
    pub state: Option<BoardStateWord>,
    /// A part of their login or name.
    #[serde(default)]
    pub q: Option<SearchText>,
    /// Of how many attempts the caller knows that they are meant: `terminate` and `void` are carried out upon that number alone.
    #[serde(default)]
    pub expected: Option<HowMany>,
}

/// What became of the measure, attempt by attempt. The caller's own is left out.
#[derive(Serialize, ToSchema)]
pub struct MeasuredView {
    /// Upon how many it was carried out.
    pub done: usize,
    pub results: Vec<MeasuredLine>,
}

#[derive(Serialize, ToSchema)]
pub struct MeasuredLine {
    #[schema(value_type = AttemptKey)]
    pub attempt: String,
    /// Why not: `not_found`, or what the measure upon one attempt answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refused: Option<&'static str>,
}

/// Take a measure upon several attempts of a plan, or upon all who fit. For invigilators.
#[utoipa::path(post, path = "/api/v1/boards/{course}/{plan}/measures", tag = "invigilation", request_body = RoomMeasureWish,
    params(("course" = String, Path), ("plan" = String, Path)),
    responses((status = 200, body = MeasuredView), (status = 404, description = "`not_found`"),
        (status = 409, description = "`invalid`: nobody is meant; `expected_differs`: the detail says how many are")))]
pub async fn take_many(
    visit: Visit,
    InPath((course, plan)): InPath<(String, String)>,
    Input(wish): Input<RoomMeasureWish>,
) -> Result<Json<MeasuredView>, Problem> {
    let who = visit.invigilator()?;
    let plan = PlanRef::new(&course, &plan);
    visit.site.published().library.plan(&plan).ok_or(Problem::NotFound)?;
    let reason = invigilate::reason(&wish.reason.0)?;
    let act = act(wish.measure.0, wish.minutes.map_or(0, |m| m.0), outage_grant(&visit.site, &plan))?;
    let (state, q) = (wish.state.map_or("", |word| word.0), wish.q.map(|q| q.0).unwrap_or_default());
    let scope = BoardQuery::of(wish.session, state, q).scope(&plan, visit.now);
    let whom = wish.attempts.as_deref().map_or(Whom::Fitting(&scope), Whom::Chosen);
    let ids = invigilate::meant(&visit, &who, &plan, whom).await?;
    if invigilate::is_grave(&act) && wish.expected.map(|n| n.0) != i64::try_from(ids.len()).ok() {
        return Err(Problem::refused("expected_differs", |l| words::expected_differs(l, ids.len())));
    }
    let measured = carry_out(&visit, &who, ids, act, reason).await?;
    let line = |(id, outcome): Measured| MeasuredLine {
        attempt: id.to_string(),
        refused: outcome.map_or(Some("not_found"), |taken| taken.err().map(|refusal| refusal.code())),
    };
    let results: Vec<_> = measured.into_iter().map(line).collect();
    Ok(Json(MeasuredView { done: results.iter().filter(|r| r.refused.is_none()).count(), results }))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NoteWish {
    /// What was seen, by whom and when.
    pub text: ReasonText,
}

/// Note what staff saw at an attempt; it goes with it. For invigilators.
#[utoipa::path(post, path = "/api/v1/attempts/{attempt}/notes", tag = "invigilation", request_body = NoteWish, params(("attempt" = String, Path)),
    responses((status = 204, description = "noted"), (status = 404, description = "`not_found`"), (status = 409, description = "`own_case`")))]
pub async fn note(visit: Visit, InPath(id): InPath<String>, Input(wish): Input<NoteWish>) -> Result<StatusCode, Problem> {
    let who = visit.invigilator()?;
    let of = one::find(&visit, &who, &id).await?;
    one::note(&visit, &who, &of, &wish.text.0).await?;
    Ok(StatusCode::NO_CONTENT)
}
