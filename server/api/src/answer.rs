//! Saving answers. One operation is answered 2xx only where it is durable and counts; a batch is answered 200 with an outcome for each.

use crate::{
    address::InPath,
    clock::Moment,
    json::{Input, malformed},
    shape::{ItemName, OperationName, OutcomeWord, Sequence, ShownPlace, WriterName},
};
use axum::{
    Json,
    http::header,
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{ArrayBuilder, Ref, RefOr, Schema},
};
use zhixing_domain::{
    attempt::{Operation, OperationOutcome, OutcomeCode},
    id::{OperationId, WriterId},
    lang::{Bilingual, Lang},
    question::{Answer, ItemKey},
};
use zhixing_exam::attempt::actions as sit;
use zhixing_http::metrics::Metrics;
use zhixing_shell::{guard::Visit, problem::Problem};

/// One change of one answer. The same `op_id` any number of times is one event.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Save {
    #[schema(value_type = OperationName)]
    pub op_id: OperationId,
    /// May be left out; if given, the item of the address.
    #[serde(default)]
    pub item: Option<ItemName>,
    #[schema(value_type = AnswerSchema)]
    pub value: Answer,
    #[schema(value_type = WriterName)]
    pub writer: WriterId,
    pub seq: Sequence,
}

/// One line of a journal: an answer; or, for the item `~3`, a text (`{"type":"short","text":""}`), which goes on to step 3 of a paper with sections and
/// closes what is before it. Its text names what the same writer made before and has no acknowledgement of, each item once: `item=seq=digest`, parted
/// by spaces. Only these may still come, for a minute; everything else for a closed place is `passed`.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct JournalLine {
    #[schema(value_type = OperationName)]
    pub op_id: OperationId,
    pub item: ItemName,
    #[schema(value_type = AnswerSchema)]
    pub value: Answer,
    #[schema(value_type = WriterName)]
    pub writer: WriterId,
    pub seq: Sequence,
}

/// What a device kept, in the order in which it was made.
#[derive(Deserialize)]
pub struct JournalLines(pub Vec<JournalLine>);

impl PartialSchema for JournalLines {
    fn schema() -> RefOr<Schema> {
        let one = Ref::from_schema_name(JournalLine::name());
        ArrayBuilder::new().items(one).max_items(Some(MOST)).description(Some("In the order in which it was made.")).into()
    }
}

impl ToSchema for JournalLines {
    fn schemas(all: &mut Vec<(String, RefOr<Schema>)>) {
        all.push((JournalLine::name().into(), JournalLine::schema()));
        JournalLine::schemas(all);
    }
}

/// What became of an operation (`zhixing_app::wire::Acknowledgement`, and more for other clients).
#[derive(Serialize, ToSchema)]
pub struct OutcomeView {
    #[schema(value_type = OperationName)]
    pub op_id: String,
    pub item: String,
    /// `applied`: it is durable and the current answer. Else why not. Kept for staff to see: `late`, `not_running`, `paused`, `superseded`,
    /// `other_writer`, `passed` (the candidate had gone on), `not_reached` (also where the paper has no such item, as long as it was not shown whole).
    /// Refused: `unknown_item`, `id_reused`, `too_long`, `bad_text`, `wrong_type`, `out_of_range`.
    #[schema(value_type = OutcomeWord)]
    pub status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rev: Option<i64>,
    /// 32 hexadecimal digits over the value as the server read it: compare before forgetting.
    #[schema(pattern = "^[0-9a-f]{32}$")]
    pub value_digest: String,
}

/// The reply to one save.
#[derive(Serialize, ToSchema)]
pub struct Saved {
    #[serde(flatten)]
    pub moment: Moment,
    #[serde(flatten)]
    pub outcome: OutcomeView,
}

/// The reply to a journal: one outcome an operation, in their order.
#[derive(Serialize, ToSchema)]
pub struct Flushed {
    #[serde(flatten)]
    pub moment: Moment,
    pub results: Vec<OutcomeView>,
}

/// The operations that one request may carry.
const MOST: usize = 200;

fn view(visit: &Visit, metrics: &Metrics, said: (OperationId, ItemKey), value_digest: String, outcome: OperationOutcome) -> OutcomeView {
    let rev = match outcome {
        OperationOutcome::Applied { rev } => Some(rev),
        OperationOutcome::Kept(_) | OperationOutcome::Refused(_) => None,
    };
    let code = OutcomeCode::from(outcome);
    let status = code.code();
    metrics.saved(status);
    let (op_id, item) = said;
    OutcomeView {
        op_id: op_id.to_string(),
        item: item.0,
        status,
        detail: sit::explain(code).map(|words| words(visit.lang)),
        rev,
        value_digest,
    }
}

async fn run(visit: &Visit, metrics: &Metrics, id: &str, operations: Vec<Operation>) -> Result<Flushed, Problem> {
    let sheet = visit.own_sheet(id).await?;
    let said: Vec<_> = operations.iter().map(|o| (o.op_id, o.item.clone())).collect();
    // every save brings what is true now; an empty batch has to look by itself
    let mut moment = match operations.is_empty() {
        true => Some(Moment::of(&Box::pin(visit.own_attempt(id)).await?.summary, visit.now)),
        false => None,
    };
    let mut results = Vec::with_capacity(said.len());
    for (said, reply) in said.into_iter().zip(sit::save(visit, &sheet, operations).await?) {
        let (Some(outcome), Some(summary)) = (reply.outcome, reply.attempt) else { return Err(Problem::NotFound) };
        moment = Some(Moment::of(&summary, visit.now));
        let item = Some(&said.1).filter(|key| key.as_step().is_none());
        visit.site.presences.record_contact(summary.id, item, i64::from(matches!(outcome, OperationOutcome::Applied { .. })), visit.now);
        results.push(view(visit, metrics, said, reply.digest, outcome));
    }
    Ok(Flushed { moment: moment.ok_or(Problem::NotFound)?, results })
}

/// Save one operation. 200 only when it is durable and the current answer.
#[utoipa::path(put, path = "/api/v1/attempts/{attempt}/answers/{item}", tag = "attempt", request_body = Save,
    params(("attempt" = String, Path), ("item" = String, Path)),
    responses((status = 200, body = Saved), (status = 404, description = "`not_found`"),
        (status = 409, description = "Kept, and does not count, or refused: the code and the facts of the outcome"),
        (status = 429, description = "`slow_down`: too much at once; nothing was lost, come back after `Retry-After` seconds")))]
pub async fn save(
    node: zhixing_http::TheNode,
    visit: Visit,
    InPath((id, item)): InPath<(String, String)>,
    Input(save): Input<Save>,
) -> Result<Response, Problem> {
    visit.person()?;
    if save.item.as_ref().is_some_and(|i| i.0 != item) {
        let said = |l| if l == Lang::Zh { "题目与地址中的不同。" } else { "The item is not that of the address." };
        return Err(Problem::invalid("item", |l| said(l).into()));
    }
    let operation = Operation { op_id: save.op_id, item: ItemKey(item), value: save.value, writer: save.writer, seq: save.seq.0 };
    let mut done = run(&visit, &node.metrics, &id, vec![operation]).await?;
    let saved = Saved { outcome: done.results.pop().ok_or(Problem::NotFound)?, moment: done.moment };
    Ok(if saved.outcome.rev.is_some() { Json(saved).into_response() } else { problem(&saved, visit.lang) })
}

/// A problem that carries the facts of the outcome as extension members.
fn problem(saved: &Saved, lang: Lang) -> Response {
    let (code, detail) = (saved.outcome.status, saved.outcome.detail.unwrap_or_default());
    let problem = Problem::Refused { code, words: Bilingual::of(|_| detail.into()) };
    let mut body = problem.to_json(lang);
    if let (Some(body), Ok(serde_json::Value::Object(facts))) = (body.as_object_mut(), serde_json::to_value(saved)) {
        // the problem's own `status` is the number of the answer
        body.extend(facts.into_iter().filter(|(name, _)| name != "status" && name != "detail"));
    }
    (problem.status(), [(header::CONTENT_TYPE, "application/problem+json")], body.to_string()).into_response()
}

/// Flush a journal: at most 200 operations in their order, one outcome each.
#[utoipa::path(post, path = "/api/v1/attempts/{attempt}/operations", tag = "attempt", request_body = JournalLines, params(("attempt" = String, Path)),
    responses((status = 200, body = Flushed), (status = 404, description = "`not_found`"),
        (status = 429, description = "`slow_down`: nothing of it was taken; come back after `Retry-After` seconds")))]
pub async fn save_many(
    node: zhixing_http::TheNode,
    visit: Visit,
    InPath(id): InPath<String>,
    Input(JournalLines(lines)): Input<JournalLines>,
) -> Result<Json<Flushed>, Problem> {
    visit.person()?;
    if lines.len() > MOST {
        return Err(malformed("body", [format!("一次最多 {MOST} 个操作。"), format!("At most {MOST} operations at once.")].into()));
    }
    let operation = |l: JournalLine| Operation { op_id: l.op_id, item: ItemKey(l.item.0), value: l.value, writer: l.writer, seq: l.seq.0 };
    Ok(Json(run(&visit, &node.metrics, &id, lines.into_iter().map(operation).collect()).await?))
}

/// An answer in the order shown; what each type of item takes.
#[derive(ToSchema, Serialize)]
#[serde(tag = "type", rename_all = "lowercase", deny_unknown_fields)]
#[schema(as = Answer)]
#[allow(dead_code, reason = "the shape of zhixing_domain::question::Answer, for the description alone")]
pub enum AnswerSchema {
    Single { option: Option<ShownPlace> },
    Multiple { options: Vec<ShownPlace> },
    TrueFalse { value: Option<bool> },
    Numeric { text: String },
    Short { text: String },
    Cloze { gaps: Vec<String> },
    Ordering { positions: Vec<Option<ShownPlace>> },
    Matching { partners: Vec<Option<ShownPlace>> },
    Essay { text: String },
}
