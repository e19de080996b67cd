//! The result, once it is released: score against the pass mark, by function, and where the plan allows item by item.

use axum::{
    extract::Path,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use zhixing_app::{
    i18n::{exam as words, marking, name as name_words},
    urls,
};
use zhixing_domain::{
    assessment::{KeyAccess, Plan, PlanKind, Release},
    attempt::State,
    certificate::{Number, Withheld, may_issue},
    course::Course,
    grading::{FunctionScore, Rating, Score, Voiding},
    lang::Lang,
    library::Library,
    points::Points,
    question::{Item, Question},
};
use zhixing_exam::{
    attempt::{actions as sit, keys},
    room::receipt::{by_staff, expected},
};
use zhixing_shell::{
    guard::{OwnAttempt, Visit},
    html::{IntoMarkup, Markup, fixed},
    name::view::{self as name, isolated},
    papers::LoadedItem,
    parts::{Nav, bar, empty, icon, in_its_language, notice, page, page_head, time, titled},
    problem::Problem,
    question::{kind_note, said},
};
use zhixing_store::{AttemptSummary, CurrentAnswer, MarkRecord};

pub async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, Problem> {
    let attempt = sit::expire_if_due(&visit, visit.own_attempt(&id).await?).await?;
    let (id, lang) = (attempt.summary.id, visit.lang);
    if let Some(elsewhere) = elsewhere(&attempt.summary) {
        return Ok(Redirect::to(&elsewhere).into_response());
    }
    let (store, published) = (&visit.site.store, visit.site.published());
    let ended = by_staff(&visit, &attempt.summary).await?;
    let Some(score) = store.result(id).await?.filter(|r| r.released_at.is_some()).and_then(|r| r.score) else {
        return Ok(unreleased(&visit, &attempt, ended));
    };
    let visit = having_read(&visit, &attempt).await?;
    let (marks, answers) = (store.marks(id).await?, store.answers(id).await?);
    let revised = revised(&visit, &attempt, &score).await?;
    let certificate = store.certificate_of_attempt(id).await?;
    let (course, plan) = published.library.plan(&attempt.summary.plan).map(|(c, p)| (c, p.as_ref())).ok_or(Problem::NotFound)?;
    let frozen = store.attempt_name(id).await?.and_then(|a| a.name);
    let withheld = match may_issue(plan, &score, frozen.as_ref()).err() {
        // what the issuer refused is known from its last try
        None if certificate.is_none() => store.hold_of(id).await?.map(Withheld::Held),
        withheld => withheld,
    };
    let name = frozen.map(|n| n.text);
    let waits = keys_wait(&visit, &attempt, plan, &marks).await?;
    let again = (plan.kind == PlanKind::Mock || !score.passed) && sit::may_sit_again(&visit, attempt.summary.account, plan).await?;
    Ok(page(&visit, words::result(lang), Nav::Exams, || {
        view! {
            {page_head(words::attempt_n(lang, attempt.summary.number), plan.title.title(lang), "", vec![])}
            <div class="stack stack--far measure">
                {sat_by(&visit, attempt.summary.state, name.as_deref())}{ended}
                {score_card(&score, lang)}
                {revised}
                {next_step(&attempt, plan, certificate.as_ref(), withheld, name.as_deref().unwrap_or_default(), again, lang)}
                {name::line(id, name.as_deref().filter(|_| score.passed && certificate.is_none()), lang)}
                {functions(&score, &published.library, course, lang)}
                {plan.explain.then(|| waits.unwrap_or_else(|| explanations(&attempt, &marks, &answers, lang)))}
            </div>
        }
    }))
}

/// Where to go from what has no result: a running attempt, one that staff voided, or one that another segment goes on from, which is the one that counts.
fn elsewhere(summary: &AttemptSummary) -> Option<String> {
    match summary.state {
        State::Voided { .. } => Some(urls::receipt(summary.id)),
        State::Ended { .. } => summary.continued_by.map(urls::result),
        _ => Some(urls::attempt(summary.id)),
    }
}

/// The visit once what told of the result is read: it was followed, whichever way led here.
async fn having_read(visit: &Visit, attempt: &OwnAttempt) -> Result<Visit, Problem> {
    let (account, id) = (attempt.summary.account, attempt.summary.id);
    // whatever was counted before: the message may have come a moment ago
    let seen = visit.site.store.read_result_messages(account, id, visit.now).await?;
    Ok(Visit { unread: (visit.unread - seen).max(0), ..visit.clone() })
}

/// When the result is to be expected.
fn unreleased(visit: &Visit, attempt: &OwnAttempt, ended: Option<Markup>) -> Response {
    let (lang, published, summary) = (visit.lang, visit.site.published(), &attempt.summary);
    let plan = published.library.plan(&summary.plan).map(|(_, plan)| plan);
    let title = plan.map_or_else(|| words::result(lang).into(), |p| p.title.title(lang));
    let release = plan.map_or(Release::Staff, |p| p.release);
    page(visit, words::result(lang), Nav::Exams, || {
        let receipt = (words::receipt(lang).into(), urls::receipt(summary.id));
        let empty = empty(words::result_waiting(lang), expected(release, &attempt.sheet, lang), Some(receipt));
        view! { {page_head(words::attempt_n(lang, summary.number), title, "", vec![])}<div class="stack">{ended}{empty}</div> }
    })
}

/// Whose result it is: on paper nothing else says so.
fn sat_by(visit: &Visit, state: State, name: Option<&str>) -> Option<Markup> {
    let ended = if let State::Ended { at, .. } = state { Some(at) } else { None };
    let (lang, account) = (visit.lang, visit.account.as_ref()?);
    let shown = name.unwrap_or(&account.display_name);
    Some(
        view! {
            <dl class="facts">
                <dt>{words::candidate(lang)}</dt><dd>{isolated(shown)}" "<span class="soft">{account.login.clone()}</span></dd>
                {ended.map(|at| view! { <dt>{words::receipt_time(lang)}</dt><dd>{time::zoned(&visit.site, at, lang)}</dd> })}
            </dl>
        }
        .into_markup(),
    )
}

/// From when the keys can be seen, while they cannot.
fn not_yet(visit: &Visit, keys: KeyAccess) -> Option<Markup> {
    let lang = visit.lang;
    let text = match keys {
        KeyAccess::Open => return None,
        KeyAccess::From(at) => words::keys_from(lang, time::at(&visit.site, at, lang), time::zone_name(&visit.site, lang)),
        KeyAccess::WhenAllEnded => words::keys_when_ended(lang).into(),
        KeyAccess::Never => words::keys_never(lang).into(),
    };
    Some(notice("note", text))
}

/// What stands in the place of the explanations while the keys cannot be seen; nothing where they can, or where nothing is explained.
async fn keys_wait(visit: &Visit, attempt: &OwnAttempt, plan: &Plan, marks: &[MarkRecord]) -> Result<Option<Markup>, Problem> {
    if !plan.explain {
        return Ok(None);
    }
    let (keys, running) = (keys::of(visit, plan).await?, keys::waits_for(visit, &plan.course).await?);
    if let Some(running) = running {
        keys::note(visit, &running, "result").await?;
        return Ok(Some(keys::waiting_for(&running, visit.lang)));
    }
    let said = not_yet(visit, keys);
    Ok(said.map(|said| view! { <div class="stack">{said}{comments(attempt, marks, visit.lang)}</div> }.into_markup()))
}

/// How the points of the paper became a score of a hundred; nothing where they are that already.
fn scaled(score: &Score, lang: Lang) -> Option<String> {
    let sum = |of: fn(&FunctionScore) -> Points| score.functions.iter().map(of).sum::<Points>();
    let (points, worth) = (sum(|f| f.points), sum(|f| f.worth));
    (worth > Points::ZERO && worth.hundredths() != 100 * 100).then(|| words::scaled(lang, points, worth, score.score))
}

fn score_card(score: &Score, lang: Lang) -> Markup {
    let (state, verdict, glyph) =
        if score.passed { ("passed", words::passed(lang), "check") } else { ("failed", words::failed(lang), "cross") };
    view! {
        <section class="score" data-state=state aria-label=words::score(lang)>
            <p class="score__verdict">{icon(glyph)}{verdict}</p>
            <p class="score__number numeric">{score.score.to_string()}<span class="score__of">" / 100"</span></p>
            <p class="score__pass">{words::pass_mark(lang)}" "{words::pass_of_100(lang, score.pass_mark)}</p>
            {scaled(score, lang).map(|text| view! { <p class="score__pass">{text}</p> })}
            <meter class="score__meter" min="0" max="100" optimum="100" low=score.pass_mark.to_string() value=score.score.to_string() aria-label=words::score(lang)></meter>
        </section>
    }
    .into_markup()
}

/// That the result was revised after its release, when, what it was, and why; the newest first.
async fn revised(visit: &Visit, attempt: &OwnAttempt, score: &Score) -> Result<Markup, Problem> {
    let (lang, mut now) = (visit.lang, score.score);
    let mut lines = vec![];
    // what was changed before anybody saw it is nobody's history
    for r in visit.site.store.revisions(attempt.summary.id).await?.into_iter().filter(|r| r.released) {
        let at = time::at(&visit.site, r.at, lang);
        let how = marking::counts_for(r.decision.voiding, lang);
        let said = match r.score.score == now {
            true => marking::revised_same(lang, at, now),
            false => marking::revised(lang, at, r.score.score, now),
        };
        // by its place on the paper, as the candidate knows it
        let item = &r.decision.item;
        let called = attempt.sheet.place(item).map_or_else(|| item.to_string(), |place| words::item_n(lang, place + 1));
        lines.push(view! {
            <li>
                <p>{said}</p>
                <p class="small soft">{marking::revised_why(lang, called, how, &r.decision.reason)}</p>
            </li>
        });
        now = r.score.score;
    }
    let lines = (!lines.is_empty()).then(|| view! {
        <section class="notice notice--note" aria-label=words::score(lang)><ul class="stack stack--tight" role="list">{lines}</ul></section>
    });
    Ok(lines.into_markup())
}

fn next_step(
    attempt: &OwnAttempt,
    plan: &Plan,
    certificate: Option<&Number>,
    withheld: Option<Withheld>,
    name: &str,
    again: bool,
    lang: Lang,
) -> Markup {
    if let Some(number) = certificate {
        return view! { <p class="cluster"><a class="button button--primary button--large" href=urls::verification(number)>{words::to_certificate(lang)}</a></p> }.into_markup();
    }
    match withheld {
        Some(Withheld::Held(hold)) => view! {
            <div class="stack" id="waits">
                {notice("warning", format!("{}{}", name_words::waits(lang), zhixing_shell::name::waits(&hold, name, lang)))}
                <p><a class="button" href=urls::attempt_name(attempt.summary.id)>{name_words::ask(lang)}</a></p>
            </div>
        }
        .into_markup(),
        // only what is possible
        _ => view! {
            <p class="cluster">
                {again.then(|| view! { <a class="button" href=urls::waiting(&plan.course, &plan.slug)>{words::again(lang)}</a> })}
                {(plan.kind == PlanKind::Mock).then(|| view! { <a class="button" href=urls::notebook()>{words::to_notebook(lang)}</a> })}
                <a class="button" href=urls::course(&plan.course)>{words::to_lessons(lang)}</a>
            </p>
        }
        .into_markup(),
    }
}

/// How many lessons a weak function leads to.
const LESSONS: usize = 3;

/// How it went by function; what was weaker than the pass mark leads to its lessons.
fn functions(score: &Score, library: &Library, course: &Course, lang: Lang) -> Markup {
    let standard = course.standard.as_deref().and_then(|s| library.standard(s));
    let rows: Vec<_> = score
        .functions
        .iter()
        .map(|f| {
            let name = standard
                .and_then(|s| s.function(&f.function))
                .map_or_else(|| words::other_function(lang).to_string(), |s| s.title.get(lang).clone());
            let weak = f.points.hundredths() * 100 < f.worth.hundredths() * score.pass_mark.hundredths() / 100;
            let of_it: Vec<_> = course.lessons.iter().filter(|l| weak && l.function.as_ref() == Some(&f.function)).collect();
            let more = of_it.len() > LESSONS;
            let lessons: Vec<_> = of_it
                .into_iter()
                .take(LESSONS)
                .map(|l| view! { <a class="button button--small" href=urls::lesson(&course.slug, &l.slug)>{in_its_language(&l.title, lang)}</a> })
                .collect();
            let lessons = (!lessons.is_empty()).then(|| view! {
                <p class="cluster no-print">
                    <span class="small soft">{words::learn_again(lang)}</span>{lessons}
                    {more.then(|| view! { <a class="small" href=urls::course(&course.slug)>{words::more_lessons(lang)}</a> })}
                </p>
            });
            view! { <li class="stack stack--tight">{bar(name, f.points.hundredths(), f.worth.hundredths(), words::of_points(lang, f.points, f.worth))}{lessons}</li> }
        })
        .collect();
    view! {
        <section class="stack" aria-labelledby="functions">
            <h2 id="functions">{words::by_function(lang)}</h2>
            <ul class="stack" role="list">{rows}</ul>
        </section>
    }
    .into_markup()
}

/// What a marker gave and wrote: it is for the candidate, and tells no key.
fn comments(attempt: &OwnAttempt, marks: &[MarkRecord], lang: Lang) -> Option<Markup> {
    let lines: Vec<_> = attempt
        .sheet
        .entries
        .iter()
        .enumerate()
        .filter_map(|(i, entry)| {
            let mark = marks.iter().find(|m| m.item == entry.item.key)?;
            let (rating, points) = (mark.rating.as_ref()?, mark.points?);
            let title = entry.item.title(lang);
            let given = words::of_points(lang, points, entry.points);
            let comment = Some(rating.comment.clone()).filter(|c| !c.is_empty());
            Some(view! {
                <li>
                    <p>{words::item_n(lang, i + 1)}" · "{titled(&title)}" "<span class="numeric">{given}</span></p>
                    {criteria(&entry.item, rating, lang)}{comment.map(|c| view! { <p class="as-typed">{c}</p> })}
                </li>
            })
        })
        .collect();
    (!lines.is_empty()).then(|| {
        view! {
            <section class="stack" aria-labelledby="by-hand">
                <h2 id="by-hand">{words::hand_marked(lang)}</h2>
                <ol class="stack stack--tight" role="list">{lines}</ol>
            </section>
        }
        .into_markup()
    })
}

/// What each criterion of the rubric gave.
fn criteria(item: &Item, rating: &Rating, lang: Lang) -> Option<Markup> {
    let Question::Essay(essay) = &item.question else { return None };
    let (titles, own) = (&item.wording.get(lang).rubric, item.wording.foreign(lang).map(Lang::tag));
    let lines: Vec<_> = titles
        .iter()
        .zip(essay.rubric.iter().zip(&rating.criteria))
        .map(|(c, (most, given))| view! { <dt lang=own>{c.title.clone()}</dt><dd class="numeric">{words::of_points(lang, given, most)}</dd> })
        .collect();
    (!lines.is_empty()).then(|| view! { <dl class="facts">{lines}</dl> }.into_markup())
}

fn explanations(attempt: &OwnAttempt, marks: &[MarkRecord], answers: &[CurrentAnswer], lang: Lang) -> Markup {
    let items: Vec<_> = (1..).zip(&attempt.sheet.entries).map(|(n, entry)| explanation(n, entry, marks, answers, lang)).collect();
    view! {
        <section class="stack" aria-labelledby="item-by-item">
            <h2 id="item-by-item">{words::your_answers(lang)}</h2>
            <ol class="stack" role="list">{items}</ol>
        </section>
    }
    .into_markup()
}

/// The points that count for an item, and what they say of the answer.
fn verdict(entry: &LoadedItem, mark: Option<&MarkRecord>) -> (Points, &'static str) {
    let voiding = mark.and_then(|m| m.voiding);
    let points = match voiding {
        Some(Voiding::FullCredit) => entry.points,
        _ => mark.and_then(|m| m.points).unwrap_or(Points::ZERO),
    };
    let verdict = match points {
        _ if voiding == Some(Voiding::Excluded) => "void",
        p if p == entry.points => "right",
        Points::ZERO => "wrong",
        _ => "partly",
    };
    (points, verdict)
}

fn explanation(n: usize, entry: &LoadedItem, marks: &[MarkRecord], answers: &[CurrentAnswer], lang: Lang) -> Markup {
    let item = &entry.item;
    let (prompt, wording) = (item.prompt(&entry.arrangement, lang), item.wording.get(lang));
    let answer = answers.iter().find(|a| a.item == item.key).map(|a| &a.value);
    let mark = marks.iter().find(|m| m.item == item.key);
    let voiding = mark.and_then(|m| m.voiding);
    let (points, verdict) = verdict(entry, mark);
    let right = (verdict != "right" || voiding.is_some()).then(|| item.question.right_answer(&entry.arrangement)).flatten();
    let rating = mark.and_then(|m| m.rating.as_ref());
    let comment = rating.map(|r| r.comment.clone()).filter(|c| !c.is_empty());
    let own = prompt.foreign(lang).map(Lang::tag);
    let said_words =
        answer.map_or_else(|| view! { <span class="soft">{words::unanswered(lang)}</span> }.into_markup(), |a| said(&prompt, a, lang));
    let badge = voiding.map(|v| view! { <span class="badge badge--warn">{marking::counts_for(Some(v), lang)}</span> });
    view! {
        <li class="answer" data-verdict=verdict>
            <details>
                <summary class="answer__head">
                    <span class="answer__number numeric">{n}</span>
                    <h3 class="answer__title"><span lang=own>{prompt.title.clone()}</span>" "{badge}</h3>
                    {(verdict != "void").then(|| view! { <span class="answer__points numeric">{words::of_points(lang, points, entry.points)}</span> })}
                    <span class="answer__open">{icon("down")}</span>
                </summary>
                <div class="answer__body stack">
                    <p class="soft small">{kind_note(&prompt, lang)}</p>
                    <div class="prose" lang=own inner_html=fixed(&prompt.stem)></div>
                    <h4>{words::you_said(lang)}</h4>
                    {said_words}
                    {right.map(|r| view! { <h4>{words::right_answer(lang)}</h4>{said(&prompt, &r, lang)} })}
                    {rating.and_then(|r| criteria(item, r, lang)).map(|given| view! { <h4>{marking::rubric(lang)}</h4>{given} })}
                    {comment.map(|c| view! { <h4>{words::marker_comment(lang)}</h4><p>{c}</p> })}
                    {wording.explanation.as_ref().map(|e| view! { <h4>{words::explanation(lang)}</h4><div class="prose" lang=own inner_html=fixed(e)></div> })}
                </div>
            </details>
        </li>
    }
    .into_markup()
}
