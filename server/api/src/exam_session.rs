//! Exam sessions: their windows, the lists of who sits in them, their access codes. For invigilators and administrators.

use crate::{
    json::Input,
    shape::{Instant, PlanName, RoomCode, SessionKey, SessionName},
};
use axum::{Json, extract::Path, http::StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use zhixing_domain::{assessment::Accommodation, lang::Lang, plan_ref::PlanRef, time::Timestamp};
use zhixing_exam::invigilation::planning::{self, Read};
use zhixing_shell::{guard::Visit, problem::Problem};
use zhixing_store::{Candidate, ExamSession};

#[derive(Serialize, ToSchema)]
pub struct SessionView {
    #[schema(value_type = SessionKey)]
    pub session: String,
    #[schema(value_type = PlanName)]
    pub plan: PlanRef,
    pub name: String,
    pub opens: i64,
    pub closes: i64,
    /// How many people are on its list.
    pub candidates: i64,
    /// When its own access code was set; absent where it has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code_set_at: Option<i64>,
}

/// A session and the first five hundred of its list, by room and login.
#[derive(Serialize, ToSchema)]
pub struct SessionListView {
    #[serde(flatten)]
    pub session: SessionView,
    pub list: Vec<CandidateView>,
}

#[derive(Serialize, ToSchema)]
pub struct CandidateView {
    pub login: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub room: Option<String>,
    /// The plan's time in thousandths: 1250 is a quarter more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub factor: Option<u32>,
    /// Added to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extra_ms: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legal_name: Option<String>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SessionWish {
    pub plan: PlanName,
    pub name: SessionName,
    pub opens: Instant,
    /// After `opens`; both in the years 2000 to 2100.
    pub closes: Instant,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ListWish {
    /// As a spreadsheet saves it: a row a line, `login,room,accommodation,legal name` or with a heading of its own.
    pub list: String,
    /// Only tell how it is read and what it would change.
    #[serde(default)]
    pub preview: bool,
}

/// A list as it was read.
#[derive(Serialize, ToSchema)]
pub struct ListView {
    pub saved: bool,
    /// What the list says; what a row leaves out stays as it is stored.
    pub rows: Vec<CandidateView>,
    /// Logins of whom something else is stored than the list says.
    pub changes: Vec<String>,
    /// What is wrong, by row and column; nothing may be saved while there is any.
    pub wrong: Vec<FaultView>,
}

#[derive(Serialize, ToSchema)]
pub struct FaultView {
    /// Where the row begins, from 1.
    pub line: u64,
    /// For people, in the caller's language.
    pub said: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CodeWish {
    /// Kept as a hash alone.
    pub code: RoomCode,
}

impl From<ExamSession> for SessionView {
    fn from(s: ExamSession) -> Self {
        let (opens, closes, code_set_at) = (s.opens.ms(), s.closes.ms(), s.code_set_at.map(Timestamp::ms));
        Self { session: s.id.to_string(), plan: s.plan, name: s.name, opens, closes, candidates: s.candidates, code_set_at }
    }
}

impl CandidateView {
    fn new(login: String, room: Option<String>, given: Option<Accommodation>, legal_name: Option<String>) -> Self {
        Self { login, room, factor: given.map(|g| g.factor), extra_ms: given.map(|g| g.extra.ms()), legal_name }
    }

    fn stored(k: Candidate) -> Self {
        Self::new(k.login, Some(k.room), Some(k.accommodation), k.legal_name)
    }
}

fn view(Read { roster, before, .. }: Read, saved: bool, lang: Lang) -> ListView {
    let changed = roster.rows.iter().filter(|s| before.get(&s.login).is_some_and(|was| planning::changes(was, s)));
    let changes = changed.map(|s| s.login.clone()).collect();
    let wrong = roster.wrong.iter().map(|w| FaultView { line: w.line, said: w.text(lang) }).collect();
    let said = |name: String| Some(name).filter(|n| !n.is_empty());
    let rows = roster.rows.into_iter().map(|s| CandidateView::new(s.login, s.room, s.accommodation, said(s.legal_name))).collect();
    ListView { saved, rows, changes, wrong }
}

async fn with_list(visit: &Visit, id: &str) -> Result<Json<SessionListView>, Problem> {
    let who = visit.invigilator()?;
    let session = planning::find(visit, &who, id).await?;
    let list = visit.site.store.candidates(&who, session.id).await?;
    Ok(Json(SessionListView { session: session.into(), list: list.into_iter().map(CandidateView::stored).collect() }))
}

/// The sessions that open latest, two hundred of them.
#[utoipa::path(get, path = "/api/v1/exam-sessions", tag = "invigilation",
    responses((status = 200, body = [SessionView]), (status = 404, description = "`not_found`")))]
pub async fn list(visit: Visit) -> Result<Json<Vec<SessionView>>, Problem> {
    visit.invigilator()?;
    Ok(Json(visit.site.store.exam_sessions().await?.into_iter().map(SessionView::from).collect()))
}

/// Open a session, without anybody on its list. From then on the plan is sat in sessions alone.
#[utoipa::path(post, path = "/api/v1/exam-sessions", tag = "invigilation", request_body = SessionWish,
    responses((status = 201, body = SessionListView), (status = 404, description = "`not_found`")))]
pub async fn open(visit: Visit, Input(wish): Input<SessionWish>) -> Result<(StatusCode, Json<SessionListView>), Problem> {
    let who = visit.invigilator()?;
    let (opens, closes) = (Timestamp::from_ms(wish.opens.0), Timestamp::from_ms(wish.closes.0));
    let planned =
        planning::planned(&visit.site, wish.plan.0.as_str(), &wish.name.0, Some(opens), Some(closes)).map_err(Problem::first_of)?;
    let id = planning::open(&visit, &who, planned).await?;
    Ok((StatusCode::CREATED, with_list(&visit, &id.to_string()).await?))
}

/// A session with its list.
#[utoipa::path(get, path = "/api/v1/exam-sessions/{session}", tag = "invigilation", params(("session" = String, Path)),
    responses((status = 200, body = SessionListView), (status = 404, description = "`not_found`")))]
pub async fn show(visit: Visit, Path(id): Path<String>) -> Result<Json<SessionListView>, Problem> {
    with_list(&visit, &id).await
}

/// Put people on the list, or change their room, time and name: all of it or nothing. Nobody is taken off. A legal name on the list is confirmed.
#[utoipa::path(put, path = "/api/v1/exam-sessions/{session}/candidates", tag = "invigilation", request_body = ListWish,
    params(("session" = String, Path)),
    responses((status = 200, body = ListView), (status = 404, description = "`not_found`"),
        (status = 409, description = "`own_case`; `invalid`: ask with `preview` for what is wrong, by row and column")))]
pub async fn seat(visit: Visit, Path(id): Path<String>, Input(wish): Input<ListWish>) -> Result<Json<ListView>, Problem> {
    let who = visit.invigilator()?;
    let session = planning::find(&visit, &who, &id).await?;
    let mut read = planning::read(&visit, &who, &session, &wish.list).await?;
    if !wish.preview && !planning::save(&visit, &who, &session, &mut read).await? {
        return Err(Problem::invalid("list", |l| read.roster.wrong.iter().take(3).map(|w| w.text(l)).collect::<Vec<_>>().join("; ")));
    }
    Ok(Json(view(read, !wish.preview, visit.lang)))
}

/// Set the access code of a session, or replace it. Whoever has started is not asked for it.
#[utoipa::path(put, path = "/api/v1/exam-sessions/{session}/code", tag = "invigilation", request_body = CodeWish, params(("session" = String, Path)),
    responses((status = 204, description = "set"), (status = 404, description = "`not_found`"),
        (status = 409, description = "`own_case`: the caller sits in the session")))]
pub async fn set_code(visit: Visit, Path(id): Path<String>, Input(wish): Input<CodeWish>) -> Result<StatusCode, Problem> {
    change_code(&visit, &id, Some(wish.code.0.trim())).await
}

/// Take the access code of a session away; that of its plan holds then, if it has one.
#[utoipa::path(delete, path = "/api/v1/exam-sessions/{session}/code", tag = "invigilation", params(("session" = String, Path)),
    responses((status = 204, description = "it has none"), (status = 404, description = "`not_found`"),
        (status = 409, description = "`own_case`: the caller sits in the session")))]
pub async fn remove_code(visit: Visit, Path(id): Path<String>) -> Result<StatusCode, Problem> {
    change_code(&visit, &id, None).await
}

async fn change_code(visit: &Visit, id: &str, code: Option<&str>) -> Result<StatusCode, Problem> {
    let who = visit.invigilator()?;
    let session = planning::find(visit, &who, id).await?;
    planning::set_code(visit, &who, &session, code).await?;
    Ok(StatusCode::NO_CONTENT)
}
