//! Exam sessions: their windows, the lists of who sits in them, their access codes. For invigilators and administrators.

use crate::{
    address::{InPath, InQuery},
    json::Input,
    shape::{self, GroupKey, Instant, PageNumber, PlaceName, PlanName, ReasonText, RoomCode, SessionKey, SessionName, Thousandths},
};
use axum::{Json, http::StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use zhixing_domain::{
    assessment::Accommodation,
    lang::Lang,
    plan_ref::PlanRef,
    time::{Span, Timestamp},
};
use zhixing_exam::invigilation::{
    actions as invigilate, changing,
    planning::{self, Read},
    timetable,
};
use zhixing_shell::{guard::Visit, problem::Problem};
use zhixing_store::{Candidate, ExamSession, LineChange, SessionChanged, Timetable};

#[derive(Serialize, ToSchema)]
pub struct SessionView {
    #[schema(value_type = SessionKey)]
    pub session: String,
    #[schema(value_type = PlanName)]
    pub plan: PlanRef,
    pub name: String,
    /// Where it is sat; absent where nobody said.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub place: String,
    pub opens: i64,
    pub closes: i64,
    /// Why nobody sits it; absent where it was not cancelled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cancelled: Option<String>,
    /// How many people are on its list.
    pub candidates: i64,
    /// When its own access code was set; absent where it has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code_set_at: Option<i64>,
}

/// A session and a part of its list, by room and login.
#[derive(Serialize, ToSchema)]
pub struct SessionListView {
    #[serde(flatten)]
    pub session: SessionView,
    /// Two hundred at most.
    pub list: Vec<CandidateView>,
    /// How many people fit what was asked for, on all pages.
    pub fits: i64,
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
    /// Where their attempt in this session stands, as in an attempt; absent where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<&'static str>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SessionWish {
    pub plan: PlanName,
    pub name: SessionName,
    pub place: Option<PlaceName>,
    pub opens: Instant,
    /// After `opens`; both in the years 2000 to 2100.
    pub closes: Instant,
}

/// What a session becomes; what is left out stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SessionChangeWish {
    pub name: Option<SessionName>,
    pub place: Option<PlaceName>,
    pub opens: Option<Instant>,
    pub closes: Option<Instant>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CancellationWish {
    /// Everybody on the list reads it.
    pub reason: ReasonText,
}

/// What a change came to.
#[derive(Serialize, ToSchema)]
pub struct SessionChangeView {
    #[serde(flatten)]
    pub session: SessionView,
    /// How many people were told of it.
    pub concerned: usize,
    /// How many papers that nobody had seen are drawn anew.
    pub papers: u64,
    /// For how many who sit it closes later.
    pub later: u64,
}

/// One line of the list; what is left out stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LineWish {
    pub room: Option<PlaceName>,
    /// The plan's time in thousandths; with `extra_ms` alone it is 1000.
    pub factor: Option<Thousandths>,
    /// Added to it; with `factor` alone it is 0.
    pub extra_ms: Option<shape::Span>,
}

/// Which sessions.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct TimetableAsk {
    pub which: String,
    pub q: String,
    pub page: PageNumber,
}

/// Which part of a list.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct ListAsk {
    pub q: String,
    pub page: PageNumber,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ListWish {
    /// As a spreadsheet saves it: a row a line, `login,room,accommodation,legal name` or with a heading of its own.
    #[serde(default)]
    pub list: String,
    /// The id of a group, whose people go on the list in its place: none whose account is disabled.
    #[serde(default)]
    pub group: Option<GroupKey>,
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
        let (name, place, cancelled) = (s.name, s.place, s.cancelled);
        Self { session: s.id.to_string(), plan: s.plan, name, place, opens, closes, cancelled, candidates: s.candidates, code_set_at }
    }
}

impl CandidateView {
    fn new(login: String, room: Option<String>, given: Option<Accommodation>, legal_name: Option<String>) -> Self {
        Self { login, room, factor: given.map(|g| g.factor), extra_ms: given.map(|g| g.extra.ms()), legal_name, state: None }
    }

    fn stored(k: Candidate) -> Self {
        let state = k.phase.map(|phase| phase.code());
        Self { state, ..Self::new(k.login, Some(k.room), Some(k.accommodation), k.legal_name) }
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

async fn with_list(visit: &Visit, id: &str, asked: &ListAsk) -> Result<Json<SessionListView>, Problem> {
    let who = visit.invigilator()?;
    let session = planning::find(visit, &who, id).await?;
    let (list, fits) = visit.site.store.candidates(&who, session.id, asked.q.trim(), asked.page.0).await?;
    Ok(Json(SessionListView { session: session.into(), list: list.into_iter().map(CandidateView::stored).collect(), fits }))
}

/// The sessions, two hundred on a page; those that open latest come first unless `which` says otherwise.
#[utoipa::path(get, path = "/api/v1/exam-sessions", tag = "invigilation",
    params(
        ("which" = Option<String>, Query, description = "`coming` (the next one first), `past` or `all` (the latest first)"),
        ("q" = Option<String>, Query, description = "a part of name, place or plan"),
        ("page" = Option<PageNumber>, Query, description = "of two hundred, from 0"),
    ),
    responses((status = 200, body = [SessionView]), (status = 404, description = "`not_found`")))]
pub async fn list(visit: Visit, InQuery(asked): InQuery<TimetableAsk>) -> Result<Json<Vec<SessionView>>, Problem> {
    let who = visit.invigilator()?;
    let asked = Timetable { part: timetable::part(&asked.which).unwrap_or_default(), search: asked.q.trim().into(), page: asked.page.0 };
    let (lines, _) = visit.site.store.timetable(&who, &asked, visit.now).await?;
    Ok(Json(lines.into_iter().map(|line| SessionView::from(line.session)).collect()))
}

/// Open a session, without anybody on its list. From then on the plan is sat in sessions alone.
#[utoipa::path(post, path = "/api/v1/exam-sessions", tag = "invigilation", request_body = SessionWish,
    responses((status = 201, body = SessionListView), (status = 404, description = "`not_found`")))]
pub async fn open(visit: Visit, Input(wish): Input<SessionWish>) -> Result<(StatusCode, Json<SessionListView>), Problem> {
    let who = visit.invigilator()?;
    let (opens, closes) = (Timestamp::from_ms(wish.opens.0), Timestamp::from_ms(wish.closes.0));
    let place = wish.place.as_ref().map_or("", |place| &place.0);
    let planned =
        planning::planned(&visit.site, wish.plan.0.as_str(), &wish.name.0, place, Some(opens), Some(closes)).map_err(Problem::first_of)?;
    let id = planning::open(&visit, &who, planned).await?;
    Ok((StatusCode::CREATED, with_list(&visit, &id.to_string(), &ListAsk::default()).await?))
}

/// A session with its list.
#[utoipa::path(get, path = "/api/v1/exam-sessions/{session}", tag = "invigilation",
    params(
        ("session" = String, Path),
        ("q" = Option<String>, Query, description = "a part of login, name or room"),
        ("page" = Option<PageNumber>, Query, description = "of two hundred, from 0"),
    ),
    responses((status = 200, body = SessionListView), (status = 404, description = "`not_found`")))]
pub async fn show(visit: Visit, InPath(id): InPath<String>, InQuery(asked): InQuery<ListAsk>) -> Result<Json<SessionListView>, Problem> {
    with_list(&visit, &id, &asked).await
}

/// Change a session's name, place or window. Once somebody has begun it may only close later, for those who sit as well. Papers that nobody has
/// seen follow, or are drawn anew.
#[utoipa::path(put, path = "/api/v1/exam-sessions/{session}", tag = "invigilation", request_body = SessionChangeWish,
    params(("session" = String, Path)),
    responses((status = 200, body = SessionChangeView), (status = 404, description = "`not_found`"), (status = 422, description = "`invalid`"),
        (status = 409, description = "`session_cancelled`, `session_over`, `closes_in_the_past`, `opening_fixed`, `closing_earlier` or `own_case`")))]
pub async fn change(
    visit: Visit,
    InPath(id): InPath<String>,
    Input(wish): Input<SessionChangeWish>,
) -> Result<Json<SessionChangeView>, Problem> {
    let who = visit.invigilator()?;
    let session = planning::find(&visit, &who, &id).await?;
    let moment = |at: Option<Instant>, was| Some(at.map_or(was, |at| Timestamp::from_ms(at.0)));
    let name = wish.name.as_ref().map_or(&session.name, |name| &name.0);
    let place = wish.place.as_ref().map_or(&session.place, |place| &place.0);
    let terms = planning::terms(&visit.site, name, place, moment(wish.opens, session.opens), moment(wish.closes, session.closes));
    let terms = terms.map_err(Problem::first_of)?;
    let changed = changing::change(&visit, &who, &session, terms).await?.map_err(changing::problem)?;
    changed_view(&visit, &id, &changed).await
}

/// Cancel a session for good. Whoever is on its list reads the reason and cannot start.
#[utoipa::path(post, path = "/api/v1/exam-sessions/{session}/cancellation", tag = "invigilation", request_body = CancellationWish,
    params(("session" = String, Path)),
    responses((status = 200, body = SessionChangeView), (status = 404, description = "`not_found`"), (status = 422, description = "`invalid`"),
        (status = 409, description = "`attempts_run`, `session_cancelled`, `session_over` or `own_case`")))]
pub async fn cancel(
    visit: Visit,
    InPath(id): InPath<String>,
    Input(wish): Input<CancellationWish>,
) -> Result<Json<SessionChangeView>, Problem> {
    let who = visit.invigilator()?;
    let session = planning::find(&visit, &who, &id).await?;
    let reason = invigilate::reason(&wish.reason.0)?;
    let changed = changing::cancel(&visit, &who, &session, reason).await?.map_err(changing::problem)?;
    changed_view(&visit, &id, &changed).await
}

async fn changed_view(visit: &Visit, id: &str, changed: &SessionChanged) -> Result<Json<SessionChangeView>, Problem> {
    let session = planning::find(visit, &visit.invigilator()?, id).await?.into();
    Ok(Json(SessionChangeView { session, concerned: changed.concerned.len(), papers: changed.papers, later: changed.later }))
}

/// Change the room or the agreed time of one person on the list. Somebody who has begun keeps their time.
#[utoipa::path(put, path = "/api/v1/exam-sessions/{session}/candidates/{login}", tag = "invigilation", request_body = LineWish,
    params(("session" = String, Path), ("login" = String, Path)),
    responses((status = 204, description = "changed"), (status = 404, description = "`not_found`: no such session, or nobody of this login on its list"),
        (status = 409, description = "`has_begun`, `session_cancelled`, `session_over` or `own_case`"), (status = 422, description = "`invalid`")))]
pub async fn change_line(
    visit: Visit,
    InPath((id, login)): InPath<(String, String)>,
    Input(wish): Input<LineWish>,
) -> Result<StatusCode, Problem> {
    visit.invigilator()?;
    let factor = wish.factor.and_then(|factor| u32::try_from(factor.0).ok());
    let extra = wish.extra_ms.map(|extra| Span::from_ms(extra.0));
    let line = changing::line(&login, wish.room.map(|room| room.0), factor, extra)?;
    on_line(&visit, &id, line).await
}

/// Take one person off the list, as long as they have not begun.
#[utoipa::path(delete, path = "/api/v1/exam-sessions/{session}/candidates/{login}", tag = "invigilation",
    params(("session" = String, Path), ("login" = String, Path)),
    responses((status = 204, description = "taken off"), (status = 404, description = "`not_found`: no such session, or nobody of this login on its list"),
        (status = 409, description = "`has_begun`, `session_cancelled`, `session_over` or `own_case`")))]
pub async fn remove_line(visit: Visit, InPath((id, login)): InPath<(String, String)>) -> Result<StatusCode, Problem> {
    visit.invigilator()?;
    on_line(&visit, &id, LineChange { login, room: None, accommodation: None, remove: true }).await
}

async fn on_line(visit: &Visit, id: &str, line: LineChange) -> Result<StatusCode, Problem> {
    let who = visit.invigilator()?;
    let session = planning::find(visit, &who, id).await?;
    if visit.site.store.listed(&who, session.id, vec![line.login.clone()]).await?.is_empty() {
        return Err(Problem::NotFound);
    }
    match visit.site.store.change_lines(&who, session.id, vec![line], visit.stamp()).await? {
        Ok(_) => Ok(StatusCode::NO_CONTENT),
        Err(refused) => Err(refused.into_iter().next().map_or(Problem::NotFound, |(_, refusal)| changing::problem(refusal))),
    }
}

/// Put people on the list, or change their room, time and name: all of it or nothing. Nobody is taken off. A legal name on the list is confirmed.
#[utoipa::path(put, path = "/api/v1/exam-sessions/{session}/candidates", tag = "invigilation", request_body = ListWish,
    params(("session" = String, Path)),
    responses((status = 200, body = ListView), (status = 404, description = "`not_found`"),
        (status = 409, description = "`own_case`; `invalid`: ask with `preview` for what is wrong, by row and column")))]
pub async fn seat(visit: Visit, InPath(id): InPath<String>, Input(wish): Input<ListWish>) -> Result<Json<ListView>, Problem> {
    let who = visit.invigilator()?;
    let session = planning::find(&visit, &who, &id).await?;
    let list = match &wish.group {
        Some(group) => planning::list_of_group(&visit, &who, &group.0).await?,
        None => wish.list,
    };
    let mut read = planning::read(&visit, &who, &session, &list).await?;
    if !wish.preview && !planning::save(&visit, &who, &session, &mut read).await? {
        return Err(Problem::invalid("list", |l| read.roster.wrong.iter().take(3).map(|w| w.text(l)).collect::<Vec<_>>().join("; ")));
    }
    Ok(Json(view(read, !wish.preview, visit.lang)))
}

/// Set the access code of a session, or replace it. Whoever has started is not asked for it.
#[utoipa::path(put, path = "/api/v1/exam-sessions/{session}/code", tag = "invigilation", request_body = CodeWish, params(("session" = String, Path)),
    responses((status = 204, description = "set"), (status = 404, description = "`not_found`"),
        (status = 409, description = "`own_case`: the caller sits in the session")))]
pub async fn set_code(visit: Visit, InPath(id): InPath<String>, Input(wish): Input<CodeWish>) -> Result<StatusCode, Problem> {
    change_code(&visit, &id, Some(wish.code.0.trim())).await
}

/// Take the access code of a session away; that of its plan holds then, if it has one.
#[utoipa::path(delete, path = "/api/v1/exam-sessions/{session}/code", tag = "invigilation", params(("session" = String, Path)),
    responses((status = 204, description = "it has none"), (status = 404, description = "`not_found`"),
        (status = 409, description = "`own_case`: the caller sits in the session")))]
pub async fn remove_code(visit: Visit, InPath(id): InPath<String>) -> Result<StatusCode, Problem> {
    change_code(&visit, &id, None).await
}

async fn change_code(visit: &Visit, id: &str, code: Option<&str>) -> Result<StatusCode, Problem> {
    let who = visit.invigilator()?;
    let session = planning::find(visit, &who, id).await?;
    planning::set_code(visit, &who, &session, code).await?;
    Ok(StatusCode::NO_CONTENT)
}
