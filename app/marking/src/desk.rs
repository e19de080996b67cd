//! Marking: one anonymous answer at a time, by its rubric, and on to the next; the release of results. What waits is in [`queue`](crate::queue).

use crate::{
    actions::{self, MarkingScript, Typed},
    both::both,
    queue,
};
use axum::{
    Form,
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use zhixing_app::{
    i18n::{marking as words, results as result_words},
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
    parts::{Confirm, Nav, Page, TextArea, error_summary, is_confirmed, only_in, titled},
    problem::Problem,
    question::said,
};
use zhixing_store::{GivenMark, Marked, MarkingPlace, OfSession};

pub async fn show(visit: Visit, Path((attempt, item)): Path<(String, String)>) -> Result<Response, Problem> {
    let script = actions::script(&visit, &visit.marker()?, &attempt, &item).await?;
    let given = script.given.as_ref();
    let typed = given.map(|r| Typed { points: r.criteria.iter().map(Points::to_string).collect(), comment: r.comment.clone() });
    let bearings = Bearings::of(&visit, &script).await?;
    Ok(view_of(&visit, &script, &bearings, StatusCode::OK, typed.unwrap_or_default(), vec![], None))
}

/// Which exam this is of, where the answer stands in its round, and how many of its answers wait, this one with them.
struct Bearings {
    exam: Title,
    place: Option<MarkingPlace>,
    waiting: i64,
}

impl Bearings {
    async fn of(visit: &Visit, script: &MarkingScript) -> Result<Self, Problem> {
        let (plan, marker, store) = (&script.task.plan, visit.marker()?, &visit.site.store);
        let (place, waiting) = (store.marking_place(&marker, &script.task).await?, store.waiting(&marker).await?);
        let waiting = waiting.iter().find(|line| line.plan == *plan).map_or(0, |line| line.to_mark);
        Ok(Self { exam: visit.site.published().library.title(plan, visit.lang), place, waiting })
    }

    fn head(&self, lang: Lang) -> Markup {
        let place = self.place.map(|place| words::place_of(lang, place.number, place.of));
        let facts = [place, (self.waiting > 0).then(|| words::left_to_mark(lang, self.waiting)), only_in(&self.exam).map(String::from)];
        let facts: Vec<_> = facts.into_iter().flatten().collect();
        view! {
            <header class="marking__head">
                <h1 class="marking__title">{titled(&self.exam)}</h1>
                {(!facts.is_empty()).then(|| view! { <p class="soft small">{facts.join(" · ")}</p> })}
            </header>
        }
        .into_markup()
    }

    /// The form that puts the answer back, where another one waits. Its button stands beside that which saves.
    fn skipping(&self, script: &MarkingScript) -> Option<Markup> {
        let task = &script.task;
        (task.marked_at.is_none() && self.waiting > 1).then(|| {
            view! {
                <form id=SKIP method="post" action=urls::marking()>
                    <input type="hidden" name="plan" value=task.plan.to_string()/>
                    <input type="hidden" name="attempt" value=task.attempt.to_string()/>
                    <input type="hidden" name="item" value=task.item.0.clone()/>
                </form>
            }
            .into_markup()
        })
    }
}

/// The form that puts an answer back.
const SKIP: &str = "skip";

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
        Ok(Marked::Stored) => queue::after_saving(&visit, &marker, script.task.plan).await,
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

/// What each criterion is called.
fn titles(script: &MarkingScript, lang: Lang) -> Vec<String> {
    let rubric = &script.item.wording.get(lang).rubric;
    let title = |i| rubric.get(i).map_or_else(String::new, |criterion: &Criterion| criterion.title.clone());
    (0..script.rubric.len()).map(title).collect()
}

fn comment_field(comment: String, lang: Lang) -> Markup {
    let (id, name) = ("comment".into(), "comment".into());
    view! {
        <div class="field">
            <label class="field__label" for="comment">{words::comment(lang)}</label>
            {TextArea { id, name, value: comment, rows: 4, most: Some(4_000), spelling: true, ..TextArea::default() }.view()}
        </div>
    }
    .into_markup()
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
    let both = theirs.map(|theirs| both(&visit.site, lang, &titles(script, lang), theirs, &typed));
    let Typed { points, comment } = typed;
    Page::new(words::marking(lang), Nav::Desk).status(status).show(visit, || {
        let rubric = &script.item.wording.get(lang).rubric;
        let criterion = |(i, most): (usize, &Points)| criterion(i, *most, rubric.get(i), points.get(i).cloned().unwrap_or_default(), lang);
        let criteria: Vec<_> = script.rubric.iter().enumerate().map(criterion).collect();
        let action = urls::mark(script.task.attempt, &script.task.item);
        let (skipping, most) = (bearings.skipping(script), script.rubric.iter().copied().sum::<Points>());
        let (can_skip, total) = (skipping.is_some(), words::total_now(lang, most));
        let own = script.shown.foreign(lang).map(Lang::tag);
        view! {
            {bearings.head(lang)}
            {skipping}
            <div class="marking">
                {answer_view(script, own, lang)}
                <form class="marking__rubric stack" method="post" action=action>
                    <h2>{words::rubric(lang)}</h2>
                    <input type="hidden" name="seen" value=script.task.marked_at.map(Timestamp::ms)/>
                    {error_summary(lang, &errors)}
                    {both}
                    <div class="stack" lang=own>{criteria}</div>
                    <output class="marking__total numeric" data-sum=total.clone()>{total.replace('*', "–")}</output>
                    {comment_field(comment, lang)}
                    {ways_on(can_skip, bearings.waiting > 1, lang)}
                </form>
            </div>
        }
    })
}

/// What is asked, what was answered, and what an answer should have.
fn answer_view(script: &MarkingScript, own: Option<&'static str>, lang: Lang) -> Markup {
    let answer = match &script.answer {
        Some(answer) => said(&script.shown, answer, lang),
        None => view! { <p class="soft">{zhixing_app::i18n::exam::unanswered(lang)}</p> }.into_markup(),
    };
    view! {
        <section class="marking__script stack" aria-labelledby="script">
            <div class="prose" lang=own inner_html=fixed(&script.shown.stem)></div>
            <h2 id="script">{words::script(lang)}</h2>
            <div class="sheet">{answer}</div>
            {script.item.wording.get(lang).explanation.as_ref().map(|e| view! {
                <details><summary>{words::model_answer(lang)}</summary><div class="prose" lang=own inner_html=fixed(e)></div></details>
            })}
        </section>
    }
    .into_markup()
}

/// `more`: another answer waits after this one.
fn ways_on(can_skip: bool, more: bool, lang: Lang) -> Markup {
    view! {
        <div class="cluster">
            <button class="button button--primary button--large">{if more { words::save_next(lang) } else { words::save(lang) }}</button>
            {can_skip.then(|| view! { <button class="button" form=SKIP>{words::skip(lang)}</button> })}
            <a class="button button--quiet" href=urls::marked()>{words::marked_by_me(lang)}</a>
            <a class="button button--quiet" href=urls::desk()>{words::desk(lang)}</a>
        </div>
    }
    .into_markup()
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
                value=value aria-describedby=hint required data-focus={(i == 0).then_some("")}
            />
        </div>
    }
    .into_markup()
}

/// Releases every complete result of a plan, or of the session that was shown; certificates follow. It asks first, and again where the number is
/// another than was agreed to.
pub async fn release(
    visit: Visit,
    Path((course, plan)): Path<(String, String)>,
    Form(Fields(fields)): Form<Fields>,
) -> Result<Response, Problem> {
    let (marker, lang, plan) = (visit.marker()?, visit.lang, PlanRef::new(&course, &plan));
    let field = |name: &str| fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    let session = OfSession::asked(field("session").unwrap_or_default()).ok_or(Problem::NotFound)?;
    let (n, pass, own) = visit.site.store.releasable(&marker, &plan, session).await?;
    let back = urls::plan_results(plan.course(), plan.plan());
    let shown = if session == OfSession::Any { String::new() } else { format!("session={}&", session.text()) };
    let agreed = field("expected").is_none_or(|expected| expected == n.to_string());
    if n + own > 0 && !(is_confirmed(&fields) && agreed) {
        let mut lead = words::ask_release_words(lang, n, pass);
        if own > 0 {
            lead.push_str(&format!(" {}", words::ask_release_own(lang, own)));
        }
        if let Some(name) = session_name(&visit, &plan, session).await? {
            lead = format!("{} {lead}", words::ask_release_session(lang, &name));
        }
        let title = words::ask_release(lang, n);
        let (action, fields) = (
            urls::release(plan.course(), plan.plan()),
            vec![("expected".to_string(), n.to_string()), ("session".to_string(), session.text())],
        );
        let back = format!("{back}?{shown}").trim_end_matches(['?', '&']).to_string();
        return Ok(Confirm { button: title.clone(), title, lead, people: vec![], action, fields, back }.show(&visit));
    }
    let released = actions::release(&visit, &marker, plan, session).await?;
    Ok(Redirect::to(&format!("{back}?{shown}released={}", released.len())).into_response())
}

/// What the session is called whose results are released alone.
async fn session_name(visit: &Visit, plan: &PlanRef, session: OfSession) -> Result<Option<String>, Problem> {
    let OfSession::One(id) = session else {
        return Ok((session == OfSession::Without).then(|| result_words::no_session(visit.lang).into()));
    };
    let groups = visit.site.store.result_groups(&visit.result_reader()?, Some(plan)).await?;
    Ok(groups.into_iter().filter_map(|group| group.session).find(|(known, ..)| *known == id).map(|(_, name, _)| name))
}
