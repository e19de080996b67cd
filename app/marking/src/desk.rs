//! Marking: one anonymous answer at a time, by its rubric, and on to the next; the release of results.

use crate::{
    actions::{self, MarkingScript, Typed},
    both::both,
};
use axum::{
    Form,
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;
use zhixing_app::{
    i18n::{home, marking as words},
    urls,
};
use zhixing_domain::{
    lang::{Lang, Title},
    plan_ref::PlanRef,
    points::Points,
    question::Criterion,
    time::Timestamp,
};
use zhixing_shell::{
    form::{Fields, Unread},
    guard::Visit,
    html::{IntoMarkup, Markup, fixed},
    parts::{Confirm, Nav, Page, TextArea, empty, error_summary, is_confirmed, page, page_head, titled},
    problem::Problem,
    question::said,
};
use zhixing_store::{GivenMark, Marked};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct DeskQuery {
    /// Of all plans when it names none.
    plan: String,
    /// Nothing waited a moment ago.
    none: String,
}

/// Leads to the answer that this marker holds already; else offers the next one. Looking claims nothing.
pub(crate) async fn waiting(visit: Visit, Query(asked): Query<DeskQuery>) -> Result<Response, Problem> {
    let marker = visit.marker()?;
    let lang = visit.lang;
    if let Some(task) = visit.site.store.held_marking(&marker, asked.plan.parse().ok().as_ref(), visit.now).await? {
        return Ok(Redirect::to(&urls::mark(task.attempt, &task.item)).into_response());
    }
    let waiting = visit.site.store.waiting(&marker).await?;
    let waits = waiting.iter().any(|w| w.to_mark > 0 && (asked.plan.is_empty() || w.plan.as_str() == asked.plan));
    Ok(page(&visit, words::marking(lang), Nav::Desk, || {
        let rest = if asked.none == "yes" || !waits {
            empty(words::all_marked(lang), words::all_marked_words(lang), Some((words::desk(lang).into(), urls::desk()))).into_markup()
        } else {
            view! {
                <form method="post" action=urls::marking()>
                    <input type="hidden" name="plan" value=asked.plan/>
                    <button class="button button--primary">{words::take_next(lang)}</button>
                </form>
            }
            .into_markup()
        };
        view! {
            {page_head(words::for_examiner(lang), words::marking(lang), "", vec![])}
            {rest}
        }
    }))
}

/// Claims the answer that has waited longest and leads to it.
pub(crate) async fn next(visit: Visit, Form(asked): Form<DeskQuery>) -> Result<Response, Problem> {
    take_next(&visit, asked.plan.parse().ok()).await
}

async fn take_next(visit: &Visit, plan: Option<PlanRef>) -> Result<Response, Problem> {
    Ok(match actions::claim(visit, &visit.marker()?, plan.clone()).await? {
        Some(task) => Redirect::to(&urls::mark(task.attempt, &task.item)).into_response(),
        None => {
            let plan = plan.map_or_else(String::new, Into::into);
            Redirect::to(&format!("{}?plan={plan}&none=yes", urls::marking())).into_response()
        }
    })
}

pub async fn show(visit: Visit, Path((attempt, item)): Path<(String, String)>) -> Result<Response, Problem> {
    let script = actions::script(&visit, &visit.marker()?, &attempt, &item).await?;
    let given = script.given.as_ref();
    let typed = given.map(|r| Typed { points: r.criteria.iter().map(Points::to_string).collect(), comment: r.comment.clone() });
    let bearings = Bearings::of(&visit, &script).await?;
    Ok(view_of(&visit, &script, &bearings, StatusCode::OK, typed.unwrap_or_default(), vec![], None))
}

/// Which exam this is of, and how many of its answers wait, this one with them.
struct Bearings {
    exam: Title,
    waiting: i64,
}

impl Bearings {
    async fn of(visit: &Visit, script: &MarkingScript) -> Result<Self, Problem> {
        let (plan, marker) = (&script.task.plan, visit.marker()?);
        let waiting = visit.site.store.waiting(&marker).await?;
        let waiting = waiting.iter().find(|line| line.plan == *plan).map_or(0, |line| line.to_mark);
        Ok(Self { exam: visit.site.published().library.title(plan, visit.lang), waiting })
    }
}

pub async fn save(visit: Visit, Path((attempt, item)): Path<(String, String)>, form: Unread) -> Result<Response, Problem> {
    let marker = visit.marker()?;
    let mut script = actions::script(&visit, &marker, &attempt, &item).await?;
    let Fields(fields) = form.read().await?;
    let field = |name: &str| fields.iter().find(|(n, _)| n == name).map(|(_, v)| v.clone()).unwrap_or_default();
    let points = (0..script.rubric.len()).map(|i| field(&format!("points.{i}"))).collect();
    let typed = Typed { points, comment: field("comment").replace("\r\n", "\n") };
    // what the form was filled in upon, also where it comes back; one that says nothing was filled in before the first mark
    let seen = field("seen").parse().ok().map(Timestamp::from_ms);
    script.task.marked_at = seen;
    let lang = visit.lang;
    match actions::mark(&visit, &marker, &script, seen, &typed).await {
        Ok(Marked::Stored) => take_next(&visit, Some(script.task.plan)).await,
        // what was typed stays on the page
        Ok(refused) => {
            let mut script = actions::script(&visit, &marker, &attempt, &item).await?;
            let (told, theirs) = match refused {
                Marked::Overtaken(theirs) => {
                    // the form answers to the mark that is shown, and to no later one
                    script.task.marked_at = Some(theirs.at);
                    (actions::meanwhile(&visit, &theirs, lang), Some(theirs))
                }
                _ => (words::released_already(lang).to_string(), None),
            };
            let bearings = Bearings::of(&visit, &script).await?;
            Ok(view_of(&visit, &script, &bearings, StatusCode::CONFLICT, typed, vec![("points.0", told)], theirs.as_ref()))
        }
        Err(Problem::Invalid { field, words }) => {
            let errors = vec![(if field == "points" { "points.0" } else { field }, words.get(lang).clone())];
            let bearings = Bearings::of(&visit, &script).await?;
            Ok(view_of(&visit, &script, &bearings, StatusCode::UNPROCESSABLE_ENTITY, typed, errors, None))
        }
        Err(problem) => Err(problem),
    }
}

fn view_of(
    visit: &Visit,
    script: &MarkingScript,
    bearings: &Bearings,
    status: StatusCode,
    typed: Typed,
    errors: Vec<(&'static str, String)>,
    theirs: Option<&GivenMark>,
) -> Response {
    let lang = visit.lang;
    let wording = script.item.wording.get(lang);
    let title = |i| wording.rubric.get(i).map_or_else(String::new, |criterion: &Criterion| criterion.title.clone());
    let titles: Vec<String> = (0..script.rubric.len()).map(title).collect();
    let both = theirs.map(|theirs| both(&visit.site, lang, &titles, theirs, &typed));
    let Typed { points, comment } = typed;
    Page::new(words::marking(lang), Nav::Desk).status(status).show(visit, || {
        let criteria: Vec<_> = script
            .rubric
            .iter()
            .enumerate()
            .map(|(i, most)| criterion(i, *most, wording.rubric.get(i), points.get(i).cloned().unwrap_or_default(), lang))
            .collect();
        let answer = match &script.answer {
            Some(answer) => said(&script.shown, answer, lang),
            None => view! { <p class="soft">{zhixing_app::i18n::exam::unanswered(lang)}</p> }.into_markup(),
        };
        let action = urls::mark(script.task.attempt, &script.task.item);
        view! {
            <header class="marking__head">
                <h1 class="marking__title">{titled(&bearings.exam)}</h1>
                <p class="soft small">{home::to_mark_n(lang, bearings.waiting)}" · "{words::most(lang, script.rubric.iter().copied().sum::<Points>())}</p>
            </header>
            <div class="marking">
                <section class="marking__script stack" aria-labelledby="script">
                    <div class="prose" inner_html=fixed(&script.shown.stem)></div>
                    <h2 id="script">{words::script(lang)}</h2>
                    <div class="sheet">{answer}</div>
                    {wording.explanation.as_ref().map(|e| view! {
                        <details><summary>{words::model_answer(lang)}</summary><div class="prose" inner_html=fixed(e)></div></details>
                    })}
                </section>
                <form class="marking__rubric stack" method="post" action=action>
                    <h2>{words::rubric(lang)}</h2>
                    <input type="hidden" name="seen" value=script.task.marked_at.map(Timestamp::ms)/>
                    {error_summary(lang, &errors)}
                    {both}
                    {criteria}
                    <div class="field">
                        <label class="field__label" for="comment">{words::comment(lang)}</label>
                        {TextArea { id: "comment".into(), name: "comment".into(), value: comment, rows: 4, most: Some(4_000), spelling: true, ..TextArea::default() }.view()}
                    </div>
                    <div class="cluster">
                        <button class="button button--primary button--large">{words::save_next(lang)}</button>
                        <a class="button button--quiet" href=urls::desk()>{words::desk(lang)}</a>
                    </div>
                </form>
            </div>
        }
    })
}

/// One criterion with whole and half points as keys: Tab, a digit, Tab, … Enter.
fn criterion(i: usize, most: Points, words_of: Option<&Criterion>, value: String, lang: Lang) -> Markup {
    let (title, detail) = words_of.map_or_else(Default::default, |c| (c.title.clone(), c.detail.clone()));
    let (id, hint) = (format!("points.{i}"), format!("points-{i}-hint"));
    view! {
        <div class="field criterion">
            <label class="field__label" for=id.clone()>{title}" "<span class="soft">{words::up_to(lang, most)}</span></label>
            <p class="field__hint" id=hint.clone()>{detail}</p>
            <input
                class="input numeric" id=id.clone() name=id type="number" inputmode="decimal" min="0" max=most.to_string() step="0.5"
                value=value aria-describedby=hint required autofocus={i == 0}
            />
        </div>
    }
    .into_markup()
}

/// Releases every complete result of a plan; certificates follow. It asks first, and again where the number is another than was agreed to.
pub async fn release(
    visit: Visit,
    Path((course, plan)): Path<(String, String)>,
    Form(Fields(fields)): Form<Fields>,
) -> Result<Response, Problem> {
    let marker = visit.marker()?;
    let (n, pass, own) = visit.site.store.releasable(&marker, &PlanRef::new(&course, &plan)).await?;
    let back = urls::plan_results(&course, &plan);
    let agreed = fields.iter().find(|(name, _)| name == "expected").is_none_or(|(_, expected)| *expected == n.to_string());
    if n + own > 0 && !(is_confirmed(&fields) && agreed) {
        let lang = visit.lang;
        let mut lead = words::ask_release_words(lang, n, pass);
        if own > 0 {
            lead.push_str(&format!(" {}", words::ask_release_own(lang, own)));
        }
        let title = words::ask_release(lang, n);
        let (action, fields) = (urls::release(&course, &plan), vec![("expected".to_string(), n.to_string())]);
        return Ok(Confirm { button: title.clone(), title, lead, people: vec![], action, fields, back }.show(&visit));
    }
    let released = actions::release(&visit, &marker, PlanRef::new(&course, &plan)).await?;
    Ok(Redirect::to(&format!("{back}?released={}", released.len())).into_response())
}
