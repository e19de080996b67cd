//! The items of a plan as they were marked, and the decision that one is void after all.

use crate::{
    actions::{self, ItemCase},
    item_order::{ItemMeasure, ItemOrder},
    sort::sort_head,
    statistics,
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
    i18n::{exam, marking as words, results},
    urls,
};
use zhixing_domain::{assessment::Plan, grading::Voiding, lang::Lang, question::Item};
use zhixing_shell::{
    guard::Visit,
    html::{IntoMarkup, Markup, fixed},
    parts::{FramedTable, Nav, Page, SAYS_SOMETHING, crumbs, empty, error_summary, foreign, notice, page, page_head, time, titled},
    problem::{Problem, said_at_fields},
    question::{kind_name, said},
};
use zhixing_store::{ItemDecision, Lost, MarkedItem};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct ItemsQuery {
    sort: String,
}

pub(crate) async fn list(
    visit: Visit,
    Path((course, plan)): Path<(String, String)>,
    Query(asked): Query<ItemsQuery>,
) -> Result<Response, Problem> {
    let (lang, marker) = (visit.lang, visit.marker()?);
    let plan = actions::plan(&visit, &marker, &course, &plan).await?;
    let (order, mut cases) = (ItemOrder::read(&asked.sort), actions::cases(&visit, &plan).await?);
    order.sort(&mut cases);
    let rows: Vec<_> = cases.iter().enumerate().map(|(n, case)| row(n + 1, case, lang)).collect();
    let lost = visit.site.store.lost_results(&marker).await?;
    let lost: Vec<Lost> = lost.into_iter().filter(|l| l.plan == plan.name()).collect();
    let title = plan.title.title(lang);
    Ok(page(&visit, words::items(lang), Nav::Desk, || {
        let path = vec![(words::desk(lang).into(), Some(urls::desk())), (title.clone(), None)];
        view! {
            {crumbs(lang, path)}
            {page_head(title.clone(), words::items(lang), words::items_lead(lang), vec![])}
            <div class="stack stack--far">
                {lost_view(&lost, lang)}
                {if rows.is_empty() {
                    empty(words::no_items(lang), words::no_items_words(lang), Some((words::desk(lang).into(), urls::desk())))
                } else {
                    view! { {statistics::plot(&cases, lang)}{table(&plan, rows, order, lang)} }.into_markup()
                }}
            </div>
        }
    }))
}

fn table(plan: &Plan, rows: Vec<Markup>, order: ItemOrder, lang: Lang) -> Markup {
    let head = |measure, label| {
        let href = format!("{}?sort={}#list", urls::marked_items(&plan.course, &plan.slug), order.next(measure));
        sort_head(label, "table__number", href, order.falling(measure), lang)
    };
    view! {
        <div class="table-frame" id="list" role="group" tabindex="0" aria-label=words::items(lang)>
            <table class="table table--wordy table--cards">
                <thead><tr>
                    <th scope="col" class="table__number">{results::number(lang)}</th>
                    <th scope="col">{words::item(lang)}</th><th scope="col">{words::kind(lang)}</th>
                    <th scope="col" class="table__number">{words::attempts_of(lang)}</th>
                    {head(ItemMeasure::Facility, words::facility(lang))}
                    {head(ItemMeasure::Discrimination, results::discrimination(lang))}
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_markup()
}

fn row(number: usize, case: &ItemCase, lang: Lang) -> Markup {
    let ItemCase { plan, marked, item, sums } = case;
    let href = urls::marked_item(&plan.course, &plan.slug, &marked.version.0);
    let badge = marked.voiding.map(|v| view! { <span class="badge badge--warn">{words::counts_for(Some(v), lang)}</span> });
    view! {
        <tr>
            <td class="table__number soft">{number}</td>
            <th scope="row"><a href=href>{titled(&item.title(lang))}</a>" "{badge}" "<span class="soft small mono">{marked.item.0.clone()}</span></th>
            <td class="table__nowrap">{kind_name(item.question.kind(), lang)}</td>
            <td class="table__number" data-label=words::attempts_of(lang)>{marked.attempts}</td>
            <td class="table__number" data-label=words::facility(lang)>{facility(marked)}</td>
            <td class="table__number" data-label=results::discrimination(lang)>{statistics::discrimination(sums, lang)}</td>
        </tr>
    }
    .into_markup()
}

/// The share of the points that was given, of those marked.
fn facility(marked: &MarkedItem) -> String {
    let none = marked.worth.hundredths() == 0;
    if none {
        "–".into()
    } else {
        format!("{}%", (marked.points.hundredths() * 100 + marked.worth.hundredths() / 2) / marked.worth.hundredths())
    }
}

/// Results that were released as passed and pass no longer. Nothing says whose they are but the certificate.
fn lost_view(lost: &[Lost], lang: Lang) -> Markup {
    if lost.is_empty() {
        return ().into_markup();
    }
    let rows: Vec<_> = lost.iter().zip(1..).map(|(one, n)| lost_row(one, n, lang)).collect();
    view! {
        <section class="stack" aria-labelledby="lost">
            <div class="section-head"><h2 id="lost">{words::lost(lang)}</h2></div>
            {notice("warning", words::lost_words(lang))}
            {FramedTable::under("lost").dense().of_words([words::attempt(lang), words::score_of_pass(lang), words::certificate(lang)], rows)}
        </section>
    }
    .into_markup()
}

fn lost_row(one: &Lost, n: i64, lang: Lang) -> Markup {
    let certificate = match &one.certificate {
        Some(number) => view! { <a href=urls::verification(number)>{number.to_string()}</a> }.into_markup(),
        None => view! { <span class="soft">{words::no_certificate(lang)}</span> }.into_markup(),
    };
    view! {
        <tr>
            <th scope="row">{words::paper_n(lang, n)}</th>
            <td data-label=words::score_of_pass(lang)>{words::score_pass(lang, one.score.score, one.score.pass_mark)}</td>
            <td data-label=words::certificate(lang)>{certificate}</td>
        </tr>
    }
    .into_markup()
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct ItemQuery {
    done: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct VoidForm {
    voiding: String,
    reason: String,
}

pub(crate) async fn show(
    visit: Visit,
    Path((course, plan, version)): Path<(String, String, String)>,
    Query(asked): Query<ItemQuery>,
) -> Result<Response, Problem> {
    let case = actions::case(&visit, &visit.marker()?, &course, &plan, &version).await?;
    view_of(&visit, &case, StatusCode::OK, asked.done == "yes", VoidForm::default(), &[]).await
}

pub(crate) async fn decide(
    visit: Visit,
    Path((course, plan, version)): Path<(String, String, String)>,
    Form(wish): Form<VoidForm>,
) -> Result<Response, Problem> {
    let marker = visit.marker()?;
    let case = actions::case(&visit, &marker, &course, &plan, &version).await?;
    match actions::ruling(&case, &wish.voiding, &wish.reason) {
        Ok(ruling) => actions::decide(&visit, &marker, case, ruling).await?,
        Err(wrong) => {
            let field = |name| if name == "reason" { "void-reason" } else { name };
            let errors: Vec<_> = said_at_fields(wrong, visit.lang).into_iter().map(|(name, said)| (field(name), said)).collect();
            return view_of(&visit, &case, StatusCode::UNPROCESSABLE_ENTITY, false, wish, &errors).await;
        }
    }
    Ok(Redirect::to(&format!("{}?done=yes", urls::marked_item(course, plan, version))).into_response())
}

/// What was asked, and what is right.
fn item_card(item: &Item, lang: Lang) -> Markup {
    let arrangement = zhixing_shell::question::arrangement(item);
    let prompt = item.prompt(&arrangement, lang);
    let (wording, own) = (item.wording.get(lang), foreign(&item.wording, lang));
    let key = item.question.right_answer(&arrangement).map(|key| view! { <h3>{exam::right_answer(lang)}</h3>{said(&prompt, &key, lang)} });
    view! {
        <section class="card stack" aria-labelledby="item">
            <h2 class="card__title" id="item">{words::item(lang)}</h2>
            <div class="prose" lang=own inner_html=fixed(&prompt.stem)></div>
            {key}
            {wording.explanation.as_ref().map(|e| view! { <h3>{exam::explanation(lang)}</h3><div class="prose" lang=own inner_html=fixed(e)></div> })}
        </section>
    }
    .into_markup()
}

async fn view_of(
    visit: &Visit,
    case: &ItemCase,
    status: StatusCode,
    done: bool,
    typed: VoidForm,
    errors: &[(&'static str, String)],
) -> Result<Response, Problem> {
    let (lang, ItemCase { plan, marked, item, .. }) = (visit.lang, case);
    let counted = actions::statistics(visit, case).await?;
    let decisions = visit.site.store.decisions(&plan.name(), &marked.version).await?;
    Ok(Page::new(words::void_item(lang), Nav::Desk).status(status).show(visit, || {
        let list = urls::marked_items(&plan.course, &plan.slug);
        let path = vec![(words::desk(lang).into(), Some(urls::desk())), (plan.title.title(lang), Some(list)), (item.title(lang), None)];
        let facts = vec![
            kind_name(item.question.kind(), lang).to_string(),
            words::in_attempts(lang, marked.attempts),
            words::facility_n(lang, facility(marked)),
            results::discrimination_n(lang, statistics::number(case.sums.discrimination(), lang)),
        ];
        let state = (marked.behind > 0).then(|| notice("note", words::behind(lang, marked.behind)));
        view! {
            {crumbs(lang, path)}
            {page_head(plan.title.title(lang), item.title(lang), "", facts)}
            <div class="stack stack--far measure">
                {done.then(|| notice("success", words::decided(lang)))}
                {state}
                {item_card(item, lang)}
                {counted.chosen.as_ref().map(|chosen| statistics::choices(item, chosen, lang))}
                {statistics::shares_given(&counted.shares, lang)}
                {form(case, typed, errors, lang)}
                {(!decisions.is_empty()).then(|| history(visit, &decisions, lang))}
            </div>
        }
    }))
}

fn form(case: &ItemCase, typed: VoidForm, errors: &[(&'static str, String)], lang: Lang) -> Markup {
    let ItemCase { plan, marked, .. } = case;
    let choice = |value: &'static str, title: &'static str, detail: &'static str, id: &'static str| {
        let chosen = typed.voiding == value;
        view! {
            <label class="check">
                <input class="check__input" type="radio" name="voiding" id=id value=value checked=chosen required/>
                <span>{title}<br/><span class="soft small">{detail}</span></span>
            </label>
        }
        .into_markup()
    };
    let mut choices = vec![
        choice(Voiding::FullCredit.code(), words::full_credit(lang), words::full_credit_words(lang), "voiding"),
        choice(Voiding::Excluded.code(), words::excluded(lang), words::excluded_words(lang), "voiding-excluded"),
    ];
    if marked.voiding.is_some() {
        choices.push(choice("none", words::counts_again(lang), words::counts_again_words(lang), "voiding-none"));
    }
    view! {
        <section class="card stack" aria-labelledby="void">
            <h2 class="card__title" id="void">{words::void_item(lang)}</h2>
            <p>{words::counts_now(lang, words::counts_for(marked.voiding, lang))}</p>
            {error_summary(lang, errors)}
            <form class="stack" method="post" action=urls::marked_item(&plan.course, &plan.slug, &marked.version.0)>
                <fieldset class="stack stack--tight"><legend class="field__label">{words::counts_for_what(lang)}</legend>{choices}</fieldset>
                <div class="field">
                    <label class="field__label" for="void-reason">{words::void_reason(lang)}</label>
                    <p class="field__hint" id="void-reason-hint">{words::void_reason_hint(lang)}</p>
                    <input class="input" id="void-reason" name="reason" maxlength="500" pattern=SAYS_SOMETHING value=typed.reason required aria-describedby="void-reason-hint"/>
                </div>
                <div><button class="button button--primary">{words::decide(lang)}</button></div>
                <p class="small soft">{words::decide_words(lang)}</p>
            </form>
        </section>
    }
    .into_markup()
}

fn history(visit: &Visit, decisions: &[ItemDecision], lang: Lang) -> Markup {
    let rows: Vec<_> = decisions
        .iter()
        .map(|d| {
            view! {
                <tr>
                    <td class="table__nowrap">{time::moment(&visit.site, d.at, lang)}</td>
                    <td>{words::counts_for(d.voiding, lang)}</td>
                    <td>{d.reason.clone()}</td>
                    <td>{d.by.clone()}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <section class="stack" aria-labelledby="decisions">
            <div class="section-head"><h2 id="decisions">{words::decisions(lang)}</h2></div>
            <div class="table-frame" role="group" tabindex="0" aria-labelledby="decisions"><table class="table" data-dense=""><tbody>{rows}</tbody></table></div>
        </section>
    }
    .into_markup()
}
