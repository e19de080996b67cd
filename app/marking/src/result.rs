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
    grading::{Rating, Score, Voiding},
    lang::Lang,
    points::Points,
    question::{Item, Question},
    standard::Standard,
    time::Timestamp,
};
use zhixing_exam::{
    attempt::{actions as sit, keys},
    room::receipt::expected,
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
use zhixing_store::{CurrentAnswer, MarkRecord, Revision};

pub async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, Problem> {
    let attempt = sit::expire_if_due(&visit, visit.own_attempt(&id).await?).await?;
    let (id, lang) = (attempt.summary.id, visit.lang);
    if !attempt.summary.state.phase().is_final() {
        return Ok(Redirect::to(&urls::attempt(id)).into_response());
    }
    // the segment that goes on from it is the one that counts
    if let Some(next) = attempt.summary.continued_by {
        return Ok(Redirect::to(&urls::result(next)).into_response());
    }
    let store = &visit.site.store;
    let released = store.result(id).await?.filter(|r| r.released_at.is_some()).and_then(|r| r.score);
    let Some(score) = released else {
        let (published, number) = (visit.site.published(), attempt.summary.number);
        let plan = published.library.plan(&attempt.summary.plan).map(|(_, plan)| plan);
        let title = plan.map_or_else(|| words::result(lang).into(), |p| p.title.title(lang));
        let release = plan.map_or(Release::Staff, |p| p.release);
        return Ok(page(&visit, words::result(lang), Nav::Exams, || {
            let empty = empty(words::result_waiting(lang), expected(release, lang), Some((words::receipt(lang).into(), urls::receipt(id))));
            view! { {page_head(words::attempt_n(lang, number), title, "", vec![])}{empty} }
        }));
    };
    // what told that it is here has been followed, whichever way led to it
    let seen = if visit.unread > 0 { store.read_result_messages(attempt.summary.account, id, visit.now).await? } else { 0 };
    let visit = Visit { unread: visit.unread - seen, ..visit.clone() };
    let (marks, answers) = (store.marks(id).await?, store.answers(id).await?);
    // what was changed before anybody saw it is nobody's history
    let revisions: Vec<_> = store.revisions(id).await?.into_iter().filter(|r| r.released).collect();
    let certificate = store.certificate_of_attempt(id).await?;
    let published = visit.site.published();
    let (course, plan) = published.library.plan(&attempt.summary.plan).map(|(c, p)| (c, p.as_ref())).ok_or(Problem::NotFound)?;
    let standard = course.standard.as_deref().and_then(|s| published.library.standard(s));
    let frozen = store.attempt_name(id).await?.and_then(|a| a.name);
    // what the issuer refused is known from its last try
    let withheld = match may_issue(plan, &score, frozen.as_ref()).err() {
        None if certificate.is_none() => store.hold_of(id).await?.map(Withheld::Held),
        withheld => withheld,
    };
    let name = frozen.map(|n| n.text);
    let ended = if let State::Ended { at, .. } = attempt.summary.state { Some(at) } else { None };
    let sat = sat_by(&visit, ended, name.as_deref());
    let (keys, running) = match plan.explain {
        true => (keys::of(&visit, plan).await?, keys::waits_for(&visit, &course.slug).await?),
        false => (KeyAccess::Open, None),
    };
    if let Some(running) = &running {
        keys::note(&visit, running, "result").await?;
    }
    let waits = running.map(|running| keys::waiting_for(&running, lang)).or_else(|| {
        let said = not_yet(&visit, keys)?;
        Some(view! { <div class="stack">{said}{comments(&attempt, &marks, lang)}</div> }.into_markup())
    });
    let again = (plan.kind == PlanKind::Mock || !score.passed) && sit::may_sit_again(&visit, attempt.summary.account, plan).await?;
    Ok(page(&visit, words::result(lang), Nav::Exams, || {
        view! {
            {page_head(words::attempt_n(lang, attempt.summary.number), plan.title.title(lang), "", vec![])}
            <div class="stack stack--far measure">
                {sat}
                {score_card(&score, lang)}
                {revised(&visit, &score, &revisions)}
                {next_step(&attempt, plan, certificate.as_ref(), withheld, name.as_deref().unwrap_or_default(), again, lang)}
                {name::line(id, name.as_deref().filter(|_| score.passed && certificate.is_none()), lang)}
                {functions(&score, standard, course, lang)}
                {plan.explain.then(|| waits.unwrap_or_else(|| explanations(&attempt, &marks, &answers, lang)))}
            </div>
        }
    }))
}

/// Whose result it is: on paper nothing else says so.
fn sat_by(visit: &Visit, ended: Option<Timestamp>, name: Option<&str>) -> Option<Markup> {
    let (lang, account) = (visit.lang, visit.account.as_ref()?);
    let shown = name.unwrap_or(&account.display_name);
    Some(
        view! {
            <dl class="facts">
                <dt>{words::candidate(lang)}</dt><dd>{isolated(shown)}" "<span class="soft">{account.login.clone()}</span></dd>
                {ended.map(|at| view! { <dt>{words::receipt_time(lang)}</dt><dd>{time::moment(&visit.site, at, lang)}</dd> })}
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
        KeyAccess::From(at) => words::keys_from(lang, visit.site.local(at).strftime("%Y-%m-%d %H:%M")),
        KeyAccess::WhenAllEnded => words::keys_when_ended(lang).into(),
        KeyAccess::Never => words::keys_never(lang).into(),
    };
    Some(notice("note", text))
}

fn score_card(score: &Score, lang: Lang) -> Markup {
    let (state, verdict, glyph) =
        if score.passed { ("passed", words::passed(lang), "check") } else { ("failed", words::failed(lang), "cross") };
    view! {
        <section class="score" data-state=state aria-label=words::score(lang)>
            <p class="score__verdict">{icon(glyph)}{verdict}</p>
            <p class="score__number numeric">{score.score.to_string()}<span class="score__of">" / 100"</span></p>
            <p class="score__pass">{words::pass_mark(lang)}" "{score.pass_mark.to_string()}</p>
            <meter class="score__meter" min="0" max="100" optimum="100" low=score.pass_mark.to_string() value=score.score.to_string() aria-label=words::score(lang)></meter>
        </section>
    }
    .into_markup()
}

/// That the result was revised after its release, when, what it was, and why; the newest first.
fn revised(visit: &Visit, score: &Score, revisions: &[Revision]) -> Markup {
    let (lang, mut now) = (visit.lang, score.score);
    let mut lines = vec![];
    for r in revisions {
        let at = visit.site.local(r.at).strftime("%Y-%m-%d %H:%M").to_string();
        let how = marking::counts_for(r.decision.voiding, lang);
        let said = match r.score.score == now {
            true => marking::revised_same(lang, at, now),
            false => marking::revised(lang, at, r.score.score, now),
        };
        lines.push(view! {
            <li>
                <p>{said}</p>
                <p class="small soft">{marking::revised_why(lang, &r.decision.item, how, &r.decision.reason)}</p>
            </li>
        });
        now = r.score.score;
    }
    (!lines.is_empty()).then(|| view! {
        <section class="notice notice--note" aria-label=words::score(lang)><ul class="stack stack--tight" role="list">{lines}</ul></section>
    }).into_markup()
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
                <a class="button" href=urls::notebook()>{words::to_notebook(lang)}</a>
                <a class="button" href=urls::course(&plan.course)>{words::to_lessons(lang)}</a>
            </p>
        }
        .into_markup(),
    }
}

/// How many lessons a weak function leads to.
const LESSONS: usize = 3;

/// How it went by function; what was weaker than the pass mark leads to its lessons.
fn functions(score: &Score, standard: Option<&Standard>, course: &Course, lang: Lang) -> Markup {
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
                    <p>{i + 1}" "{titled(&title)}" "<span class="numeric">{given}</span></p>
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

fn explanation(n: usize, entry: &LoadedItem, marks: &[MarkRecord], answers: &[CurrentAnswer], lang: Lang) -> Markup {
    let item = &entry.item;
    let (prompt, wording) = (item.prompt(&entry.arrangement, lang), item.wording.get(lang));
    let answer = answers.iter().find(|a| a.item == item.key).map(|a| &a.value);
    let mark = marks.iter().find(|m| m.item == item.key);
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
                    <span class="answer__title"><span lang=own>{prompt.title.clone()}</span>" "{badge}</span>
                    {(verdict != "void").then(|| view! { <span class="answer__points numeric">{words::of_points(lang, points, entry.points)}</span> })}
                    <span class="answer__open">{icon("down")}</span>
                </summary>
                <div class="answer__body stack">
                    <p class="soft small">{kind_note(&prompt, lang)}</p>
                    <div class="prose" lang=own inner_html=fixed(&prompt.stem)></div>
                    <h3>{words::you_said(lang)}</h3>
                    {said_words}
                    {right.map(|r| view! { <h3>{words::right_answer(lang)}</h3>{said(&prompt, &r, lang)} })}
                    {rating.and_then(|r| criteria(item, r, lang)).map(|given| view! { <h3>{marking::rubric(lang)}</h3>{given} })}
                    {comment.map(|c| view! { <h3>{words::marker_comment(lang)}</h3><p>{c}</p> })}
                    {wording.explanation.as_ref().map(|e| view! { <h3>{words::explanation(lang)}</h3><div class="prose" lang=own inner_html=fixed(e)></div> })}
                </div>
            </details>
        </li>
    }
    .into_markup()
}
