//! Saving answers: one operation, or a batch from a journal. 2xx only for what is durable and counts.

use super::{clock::Moment, json::Input};
use crate::metrics::Metrics;
use axum::{
    Json,
    extract::Path,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use zhixing_app::{act::sit, guard::Visit, problem::Problem};
use zhixing_domain::{
    attempt::{Operation, Verdict},
    id::{OperationId, WriterId},
    lang::Lang,
    question::{Answer, ItemKey},
};
use zhixing_store::SaveReply;

/// One change of one answer. The same `op_id` any number of times is one event.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Save {
    /// `op_` and a UUIDv7 of the client's.
    #[schema(value_type = String)]
    pub op_id: OperationId,
    /// May be left out; if given, the item of the address.
    #[serde(default)]
    pub item: Option<String>,
    #[schema(value_type = AnswerSchema)]
    pub value: Answer,
    /// `wr_` and a UUIDv7: the page or device that writes.
    #[schema(value_type = String)]
    pub writer: WriterId,
    /// Rises within a writer.
    pub seq: i64,
}

/// One line of a journal.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Line {
    #[schema(value_type = String)]
    pub op_id: OperationId,
    pub item: String,
    #[schema(value_type = AnswerSchema)]
    pub value: Answer,
    #[schema(value_type = String)]
    pub writer: WriterId,
    pub seq: i64,
}

/// What became of an operation.
#[derive(Serialize, ToSchema)]
pub struct Outcome {
    pub op_id: String,
    pub item: String,
    /// `applied`: it is the current answer. `kept`: staff can see it, it does not count. `refused`: it could not be an answer.
    pub status: &'static str,
    /// Why not: `late`, `not_running`, `superseded`, `other_writer`; `unknown_item`, `id_reused`, `too_long`, `bad_text`, `wrong_type`, `out_of_range`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rev: Option<i64>,
    /// 32 hexadecimal digits over the value as the server read it: compare before forgetting.
    pub value_digest: String,
    #[serde(flatten)]
    pub moment: Moment,
}

/// The operations that one request may carry.
const MOST: usize = 200;

fn outcome(visit: &Visit, metrics: &Metrics, said: (OperationId, String, String), reply: SaveReply) -> Result<Outcome, Problem> {
    let (Some(verdict), Some(attempt)) = (reply.verdict, reply.attempt) else { return Err(Problem::NotFound) };
    let (status, rev) = match verdict {
        Verdict::Applied { rev } => ("applied", Some(rev)),
        Verdict::Kept(_) => ("kept", None),
        Verdict::Refused(_) => ("refused", None),
    };
    let why = sit::explain(&verdict);
    metrics.saved(why.map_or(status, |(code, _)| code));
    let (op_id, item, value_digest) = said;
    Ok(Outcome {
        op_id: op_id.to_string(),
        item,
        status,
        code: why.map(|(code, _)| code),
        detail: why.map(|(_, words)| words(visit.lang)),
        rev,
        value_digest,
        moment: Moment::of(&attempt, visit.now),
    })
}

async fn run(visit: &Visit, metrics: &Metrics, id: &str, operations: Vec<Operation>) -> Result<Vec<Outcome>, Problem> {
    let attempt = visit.own_attempt(id).await?;
    let said: Vec<_> = operations.iter().map(|o| (o.op_id, o.item.0.clone(), o.value.digest())).collect();
    let replies = sit::save(visit, &attempt, operations).await?;
    said.into_iter().zip(replies).map(|(said, reply)| outcome(visit, metrics, said, reply)).collect()
}

/// Save one operation. 200 only when it is durable and the current answer.
#[utoipa::path(put, path = "/api/v1/attempts/{attempt}/answers/{item}", tag = "attempt", request_body = Save,
    params(("attempt" = String, Path), ("item" = String, Path)),
    responses((status = 200, body = Outcome), (status = 404, description = "`not_found`"),
        (status = 409, description = "Kept, and does not count; the facts of an outcome with it"),
        (status = 422, description = "Refused; the facts of an outcome with it")))]
pub async fn save(world: crate::TheWorld, visit: Visit, Path((id, item)): Path<(String, String)>, Input(save): Input<Save>) -> Result<Response, Problem> {
    visit.person()?;
    if save.item.as_ref().is_some_and(|i| *i != item) {
        let said = |l| if l == Lang::Zh { "题目与地址中的不同。" } else { "The item is not that of the address." };
        return Err(Problem::invalid("item", |l| said(l).into()));
    }
    let operation = Operation { op_id: save.op_id, item: ItemKey(item), value: save.value, writer: save.writer, seq: save.seq };
    let done = run(&visit, &world.metrics, &id, vec![operation]).await?.pop().ok_or(Problem::NotFound)?;
    Ok(match done.status {
        "applied" => Json(done).into_response(),
        "kept" => problem(StatusCode::CONFLICT, &done, visit.lang),
        _ => problem(StatusCode::UNPROCESSABLE_ENTITY, &done, visit.lang),
    })
}

/// A problem that carries the facts of the outcome as extension members.
fn problem(status: StatusCode, outcome: &Outcome, lang: Lang) -> Response {
    let (code, detail) = (outcome.code.unwrap_or("refused"), outcome.detail.unwrap_or_default());
    let problem = match status {
        StatusCode::CONFLICT => Problem::Refused { code: "kept", words: [detail.into(), detail.into()] },
        _ => Problem::Invalid { field: "value", words: [detail.into(), detail.into()] },
    };
    let mut body = problem.to_json(lang);
    if let (Some(body), Ok(serde_json::Value::Object(facts))) = (body.as_object_mut(), serde_json::to_value(outcome)) {
        // the problem's own `status` is the number of the answer
        body.extend(facts.into_iter().filter(|(name, _)| name != "status"));
        body.insert("verdict".into(), outcome.status.into());
        body.insert("type".into(), format!("/problems/{code}").into());
    }
    (status, [(header::CONTENT_TYPE, "application/problem+json")], body.to_string()).into_response()
}

/// Flush a journal: at most 200 operations in their order, one outcome each.
#[utoipa::path(post, path = "/api/v1/attempts/{attempt}/operations", tag = "attempt", request_body = Vec<Line>, params(("attempt" = String, Path)),
    responses((status = 200, body = [Outcome]), (status = 404, description = "`not_found`"), (status = 422, description = "`invalid`")))]
pub async fn save_many(world: crate::TheWorld, visit: Visit, Path(id): Path<String>, Input(lines): Input<Vec<Line>>) -> Result<Json<Vec<Outcome>>, Problem> {
    visit.person()?;
    if lines.len() > MOST {
        return Err(Problem::invalid("body", |l| match l {
            Lang::Zh => format!("一次最多 {MOST} 个操作。"),
            Lang::En => format!("At most {MOST} operations at once."),
        }));
    }
    let operation = |l: Line| Operation { op_id: l.op_id, item: ItemKey(l.item), value: l.value, writer: l.writer, seq: l.seq };
    Ok(Json(run(&visit, &world.metrics, &id, lines.into_iter().map(operation).collect()).await?))
}

/// An answer in the order shown; what each type of item takes.
#[derive(ToSchema, Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
#[schema(as = Answer)]
#[allow(dead_code, reason = "the shape of zhixing_domain::question::Answer, for the description alone")]
pub enum AnswerSchema {
    Single { option: Option<u8> },
    Multiple { options: Vec<u8> },
    TrueFalse { value: Option<bool> },
    Numeric { text: String },
    Short { text: String },
    Cloze { gaps: Vec<String> },
    Ordering { positions: Vec<Option<u8>> },
    Matching { partners: Vec<Option<u8>> },
    Essay { text: String },
}
