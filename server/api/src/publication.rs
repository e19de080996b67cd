//! What is published of the workshop: a proposal, its review, the publication, and the way back. For teachers, within the courses that their role reaches.

use crate::{
    address::{InPath, InQuery},
    json::Input,
    shape::{FilePath, LineNumber, NewLogin, PublicationDigest, ReasonText, ReviewActWord},
};
use axum::{Json, http::StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use zhixing_authoring::publication::{
    PlanPart,
    actions::{self as publication, ReviewAct, SaidInReview, SeenPublication},
    proposal,
};
use zhixing_domain::changes::Renamed;
use zhixing_shell::{guard::Visit, problem::Problem};

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct BackTo {
    to: String,
}

/// A lesson with another name.
#[derive(Serialize, ToSchema)]
pub struct RenamedLessonView {
    pub from: String,
    pub to: String,
}

/// A plan that stays, and what of it is otherwise.
#[derive(Serialize, ToSchema)]
pub struct ChangedPlanView {
    pub plan: String,
    /// `minutes`, `pass`, `attempts`, `items`, or else `rest`.
    pub what: Vec<&'static str>,
}

#[derive(Serialize, ToSchema)]
pub struct ProposalView {
    /// What the publication would be called: said again by whoever publishes it.
    pub digest: String,
    /// The files of the course that change.
    pub files: Vec<String>,
    pub lessons_added: Vec<String>,
    pub lessons_removed: Vec<String>,
    /// Lessons that go on under another name, with their readers.
    pub lessons_renamed: Vec<RenamedLessonView>,
    pub lessons_changed: Vec<String>,
    pub items_added: Vec<String>,
    pub items_removed: Vec<String>,
    pub items_changed: Vec<String>,
    /// Those of them that count another answer right.
    pub keys_changed: Vec<String>,
    pub plans_added: Vec<String>,
    pub plans_removed: Vec<String>,
    pub plans_changed: Vec<ChangedPlanView>,
    pub standards_added: Vec<String>,
    pub standards_removed: Vec<String>,
    pub standards_changed: Vec<String>,
    /// Of the files of the course: what a review is about.
    pub course_digest: String,
    /// Whether a colleague has to approve it, and has.
    pub needs_review: bool,
    pub approved: bool,
    /// Attempts of the course that run; their papers stay.
    pub running: i64,
    /// Files that were published from elsewhere since their drafts began: while there are some, nothing is published.
    pub both: Vec<String>,
    /// Errors, each with its place: while there are some, nothing is published.
    pub errors: Vec<String>,
}

/// What would be published of a course; with `to`, what going back to that publication would change.
#[utoipa::path(get, path = "/api/v1/workshop/{course}/publication", tag = "workshop",
    params(("course" = String, Path), ("to" = Option<String>, Query)),
    responses((status = 200, body = ProposalView), (status = 404, description = "`not_found`")))]
pub async fn propose(visit: Visit, InPath(course): InPath<String>, InQuery(asked): InQuery<BackTo>) -> Result<Json<ProposalView>, Problem> {
    let proposal = proposal(&visit, &visit.author()?, &course, &asked.to).await?;
    let errors = proposal.reading.flaws.iter().filter(|f| f.is_error).map(|f| f.text.get(visit.lang).clone()).collect();
    let digest = proposal.digest().to_string();
    let changes = proposal.changes;
    let own = |lesson: &Renamed| lesson.course == course;
    let renamed = |lesson: Renamed| RenamedLessonView { from: lesson.from, to: lesson.to };
    let plan = |(plan, parts): (String, Vec<PlanPart>)| ChangedPlanView { plan, what: parts.iter().map(PlanPart::code).collect() };
    Ok(Json(ProposalView {
        digest,
        files: proposal.changed,
        lessons_added: changes.lessons.added,
        lessons_removed: changes.lessons.removed,
        lessons_renamed: changes.renamed.into_iter().filter(own).map(renamed).collect(),
        lessons_changed: proposal.kept.lessons,
        items_added: changes.items.added,
        items_removed: changes.items.removed,
        items_changed: proposal.items.changed,
        keys_changed: proposal.items.keys,
        plans_added: changes.plans.added,
        plans_removed: changes.plans.removed,
        plans_changed: proposal.kept.plans.into_iter().map(plan).collect(),
        standards_added: changes.standards.added,
        standards_removed: changes.standards.removed,
        standards_changed: proposal.kept.standards,
        course_digest: proposal.course_digest,
        needs_review: proposal.needs_review,
        approved: proposal.is_approved,
        running: proposal.running,
        both: proposal.both,
        errors,
    }))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PublicationWish {
    /// What was proposed.
    pub digest: PublicationDigest,
    /// The publication to go back to.
    pub to: Option<PublicationDigest>,
    /// That what goes is meant to go.
    #[serde(default)]
    pub sure: bool,
    /// Why, for the history of what changes.
    pub reason: Option<ReasonText>,
}

#[derive(Serialize, ToSchema)]
pub struct PublicationView {
    pub digest: String,
}

/// Publish the drafts of a course, as they were proposed; or go back.
#[utoipa::path(post, path = "/api/v1/workshop/{course}/publication", tag = "workshop", params(("course" = String, Path)),
    request_body = PublicationWish,
    responses((status = 200, body = PublicationView), (status = 403, description = "`course_role`"), (status = 404, description = "`not_found`"),
        (status = 409, description = "`unfit`, `changed`, `needs_review`, `invalid`")))]
pub async fn publish(
    visit: Visit,
    InPath(course): InPath<String>,
    Input(wish): Input<PublicationWish>,
) -> Result<Json<PublicationView>, Problem> {
    let author = visit.author()?;
    let proposal = proposal(&visit, &author, &course, wish.to.as_ref().map_or("", |to| &to.0)).await?;
    let reason = wish.reason.map(|reason| reason.0).unwrap_or_default();
    let seen = SeenPublication { digest: wish.digest.0, sure: wish.sure, reason };
    let digest = publication::publish(&visit, &author, &course, proposal, &seen).await?;
    Ok(Json(PublicationView { digest }))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReviewWish {
    pub act: ReviewActWord,
    /// `course_digest` of what was proposed.
    pub digest: PublicationDigest,
    pub path: Option<FilePath>,
    pub line: Option<LineNumber>,
    /// A remark, or a word to whoever asked; it is needed where it is sent back.
    pub text: Option<ReasonText>,
    /// The colleague who is asked; all who may review the course where nobody is named.
    pub whom: Option<NewLogin>,
}

/// Ask a colleague to look at what is to be published, or answer as one: remark, approve, send back. Nobody answers what they asked themselves.
#[utoipa::path(post, path = "/api/v1/workshop/{course}/review", tag = "workshop", params(("course" = String, Path)), request_body = ReviewWish,
    responses((status = 204, description = "done"), (status = 403, description = "`course_role`, `asked_other`"), (status = 404, description = "`not_found`"),
        (status = 409, description = "`review_over`, `review_decided`: a colleague decided about these very files; `own_case`, `invalid`")))]
pub async fn review(visit: Visit, InPath(course): InPath<String>, Input(wish): Input<ReviewWish>) -> Result<StatusCode, Problem> {
    let (path, text) = (wish.path.map(|p| p.0).unwrap_or_default(), wish.text.map(|t| t.0).unwrap_or_default());
    let whom = wish.whom.map(|w| w.0).unwrap_or_default();
    let said = SaidInReview { path: &path, line: wish.line.map_or(1, |l| l.0), text: &text, whom: &whom };
    let act = ReviewAct::read(wish.act.0, said).ok_or(Problem::NotFound)?;
    publication::review(&visit, &visit.author()?, &course, &wish.digest.0, act).await?;
    Ok(StatusCode::NO_CONTENT)
}
