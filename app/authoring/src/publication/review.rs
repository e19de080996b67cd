//! A second pair of eyes on the page before a publication: asking for it, what changed with remarks on lines, approving, sending back with a word.

use super::{
    PublishSaid,
    actions::{self, ReviewAct, SaidInReview},
    compose::ProposedPublication,
    differences::{self, Remarked},
    page_of,
};
use axum::{
    Form,
    extract::Path,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;
use zhixing_app::{
    i18n::{publication as words, workshop},
    urls,
};
use zhixing_domain::{
    account::Author,
    lang::Lang,
    workshop::{
        course_role::CourseRole,
        review::{REMARK, ReviewState},
    },
};
use zhixing_shell::{
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{TextArea, field_error, notice},
    problem::Problem,
};
use zhixing_store::{Review, ReviewRemark};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct ReviewForm {
    r#do: String,
    digest: String,
    path: String,
    line: String,
    text: String,
    whom: String,
}

pub(crate) async fn review(visit: Visit, Path(course): Path<String>, Form(form): Form<ReviewForm>) -> Result<Response, Problem> {
    let author = visit.author()?;
    let line = form.line.trim().parse().unwrap_or(1);
    let said = SaidInReview { path: &form.path, line, text: &form.text, whom: &form.whom };
    let act = ReviewAct::read(&form.r#do, said).ok_or(Problem::NotFound)?;
    match actions::review(&visit, &author, &course, &form.digest, act).await {
        Ok(()) => Ok(Redirect::to(&format!("{}?done={}", urls::publish(&course), urls::encoded(&form.r#do))).into_response()),
        Err(problem @ Problem::Invalid { .. }) => page_of(&visit, &course, "", PublishSaid::of(problem, visit.lang)?).await,
        Err(other) => Err(other),
    }
}

/// How whoever looks stands to the review.
struct Standing<'a> {
    role: CourseRole,
    /// The review of exactly these files.
    current: Option<&'a Review>,
    /// Asked for, or written: then somebody else decides.
    mine: bool,
    /// Another colleague was asked, and decides.
    of_other: bool,
    colleagues: Vec<(String, String)>,
}

impl Standing<'_> {
    fn remarks(&self) -> bool {
        self.role >= CourseRole::Reviewer && !self.mine && self.current.is_some_and(|r| r.state == ReviewState::Asked)
    }

    fn decides(&self) -> bool {
        self.remarks() && !self.of_other
    }
}

/// What a colleague said, what changed, and what is to be done next.
pub(super) async fn section(
    visit: &Visit,
    author: &Author,
    course: &str,
    proposal: &ProposedPublication,
    shown: &PublishSaid,
) -> Result<Markup, Problem> {
    let (store, lang) = (&visit.site.store, visit.lang);
    let review = store.review(author, course).await?;
    let standing = Standing {
        role: store.course_role(author, course).await?,
        current: review.as_ref().filter(|r| r.digest == proposal.course_digest),
        mine: review.as_ref().is_some_and(|r| r.asked_by == author.id()) || store.wrote_drafts(author, course).await?,
        of_other: review.as_ref().is_some_and(|r| !r.is_asked_of(author.id())),
        colleagues: store.reviewers(author, course).await?,
    };
    let remarks = review.as_ref().map(|r| r.remarks.as_slice()).unwrap_or_default();
    let digest = proposal.course_digest.as_str();
    let remarked = Remarked { remarks, remarks_on: standing.remarks(), at: shown.remark.as_ref(), digest };
    let differences = differences::section(course, proposal, Some(&remarked), lang);
    let said = standing.current.map(|r| stands(r, standing.mine || standing.of_other, lang));
    let asks = asks(course, proposal, &standing, shown, lang);
    let decides = standing.decides().then(|| decision(course, digest, shown, lang));
    let list = (!remarks.is_empty()).then(|| listed(remarks, lang));
    if said.is_none() && asks.is_none() && list.is_none() {
        return Ok(differences);
    }
    Ok(view! {
        {differences}
        <section class="stack" aria-labelledby="review">
            <h2 id="review">{workshop::review(lang)}</h2>
            {said}{list}{asks}{decides}
        </section>
    }
    .into_markup())
}

/// How a review stands; `waits` where whoever looks is not the one who decides.
fn stands(review: &Review, waits: bool, lang: Lang) -> Markup {
    let said = match review.state {
        ReviewState::Approved if !review.holds => notice("warning", words::holds_no_more(lang)),
        ReviewState::Approved => notice("success", workshop::approved(lang)),
        ReviewState::SentBack => notice("warning", workshop::sent_back(lang)),
        ReviewState::Asked if waits => match &review.whom {
            Some(whom) => notice("note", words::waits_for(lang, whom)),
            None => notice("note", workshop::waits_for_colleague(lang)),
        },
        ReviewState::Asked => notice("note", workshop::asks_you(lang, &review.who)),
    };
    let word = review.decided_by.as_ref().filter(|_| !review.word.is_empty());
    let word = word.map(|who| view! { <p><strong>{words::word_of(lang, who)}</strong>{review.word.clone()}</p> });
    view! { {said}{word} }.into_markup()
}

/// The way to ask: where a colleague has to approve, and where whoever wrote does not publish.
fn asks(course: &str, proposal: &ProposedPublication, standing: &Standing, shown: &PublishSaid, lang: Lang) -> Option<Markup> {
    let wanted = proposal.needs_review || standing.role == CourseRole::Editor;
    // who was asked may be away: then another is asked instead, by any colleague who writes
    let waits = standing.current.is_some_and(|r| r.state == ReviewState::Asked && r.asked_of.is_some()) && !standing.decides();
    // what a colleague said of these very files stands while they may say it
    let open = standing.current.is_none_or(|r| r.state == ReviewState::Approved && !r.holds);
    if !wanted || !open && !waits || !proposal.is_fit() || standing.role < CourseRole::Editor {
        return None;
    }
    let lead = if proposal.needs_review { workshop::review_words(lang) } else { words::only_owners(lang) };
    let option = |(login, name): &(String, String)| view! { <option value=login.clone()>{words::called(lang, name, login)}</option> };
    let options: Vec<_> = standing.colleagues.iter().map(option).collect();
    let error = shown.error("whom");
    let button = if waits { "button" } else { "button button--primary" };
    let form = view! {
        <form class="stack measure" method="post" action=urls::review_publication(course)>
            <input type="hidden" name="digest" value=proposal.course_digest.clone()/>
            <p class="soft">{lead}</p>
            <div class="field">
                <label class="field__label" for="whom">{words::whom(lang)}</label>
                <select class="input input--select" id="whom" name="whom">
                    <option value="">{words::whom_any(lang)}</option>
                    {options}
                </select>
                {field_error("whom", error)}
            </div>
            <div><button class=button name="do" value="ask">{workshop::ask_review(lang)}</button></div>
        </form>
    };
    Some(match waits {
        true => view! { <details class="fold"><summary>{words::ask_another(lang)}</summary>{form}</details> }.into_markup(),
        false => form.into_markup(),
    })
}

/// Remarks, each leading to its file.
fn listed(remarks: &[ReviewRemark], lang: Lang) -> Markup {
    let line = |remark: &ReviewRemark| {
        view! {
            <li>
                <a class="mono" href=urls::edit_line(&remark.path, usize::try_from(remark.line).unwrap_or(1))>{format!("{}:{}", remark.path, remark.line)}</a>" "
                <span>{remark.text.clone()}</span>" "<span class="soft">{remark.who.clone()}</span>
            </li>
        }
    };
    let lines: Vec<_> = remarks.iter().map(line).collect();
    view! { <ul class="log" role="list" aria-label=workshop::remarks(lang)>{lines}</ul> }.into_markup()
}

fn decision(course: &str, digest: &str, shown: &PublishSaid, lang: Lang) -> Markup {
    let text = TextArea { id: "word".into(), name: "text".into(), rows: 3, most: u32::try_from(REMARK).ok(), ..TextArea::default() };
    view! {
        <form class="stack measure" method="post" action=urls::review_publication(course)>
            <input type="hidden" name="digest" value=digest.to_string()/>
            <div class="field">
                <label class="field__label" for="word">{words::word(lang)}</label>
                <p class="field__hint">{words::word_hint(lang)}</p>
                {text.view()}
                {field_error("word", shown.error("word"))}
            </div>
            <div class="cluster">
                <button class="button button--primary" name="do" value="approve">{workshop::approve(lang)}</button>
                <button class="button button--danger" name="do" value="send_back">{workshop::send_back(lang)}</button>
            </div>
        </form>
    }
    .into_markup()
}
