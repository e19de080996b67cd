//! What a session is called, where it is and when: the form that changes it, and the one that cancels it.

use crate::invigilation::{
    actions as invigilate, changing, planning,
    session::{SessionPage, page_of},
    timetable::place_field,
};
use axum::{
    Form,
    extract::Path,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;
use zhixing_app::{
    i18n::{invigilation as words, timetable as time_words},
    urls,
};
use zhixing_domain::assessment::{SessionPhase, SessionStanding};
use zhixing_shell::{
    form::Fields,
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{Confirm, Field, SAYS_SOMETHING, error_summary, is_confirmed, notice, time},
    problem::{Problem, said_at_fields},
    when,
};
use zhixing_store::ExamSession;

/// As typed; a moment that the form does not show is not sent, and stays.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct TypedTerms {
    name: String,
    place: String,
    opens: Option<String>,
    closes: Option<String>,
}

/// What the form shows: what was typed, where that differs from what is stored, and what is wrong with it.
#[derive(Default)]
pub(crate) struct TermsForm {
    pub typed: Option<TypedTerms>,
    pub errors: Vec<(&'static str, String)>,
}

/// Changes name, place and window.
pub(crate) async fn save(visit: Visit, Path(id): Path<String>, Form(typed): Form<TypedTerms>) -> Result<Response, Problem> {
    let who = visit.invigilator()?;
    let session = planning::find(&visit, &who, &id).await?;
    let moment = |typed: &Option<String>, was| match typed {
        Some(text) => when::instant_or(&visit.site, text, was),
        None => Some(was),
    };
    let (opens, closes) = (moment(&typed.opens, session.opens), moment(&typed.closes, session.closes));
    let errors = match planning::terms(&visit.site, &typed.name, &typed.place, opens, closes) {
        Err(wrong) => {
            let moments = [("opens", typed.opens.as_deref()), ("closes", typed.closes.as_deref())];
            planning::empty_moments(said_at_fields(wrong, visit.lang), moments, visit.lang)
        }
        Ok(terms) => match changing::change(&visit, &who, &session, terms).await? {
            Ok(changed) => {
                let (concerned, later) = (changed.concerned.len(), changed.later);
                let back = format!("{}?changed={concerned}&later={later}", urls::exam_session(session.id));
                return Ok(Redirect::to(&back).into_response());
            }
            Err(refusal) => vec![(changing::field(refusal).unwrap_or("name"), changing::explain(refusal, visit.lang))],
        },
    };
    page_of(&visit, &session, SessionPage { terms: TermsForm { typed: Some(typed), errors }, ..SessionPage::default() }).await
}

/// Cancels the session, after it was asked whether that is meant.
pub(crate) async fn cancel(visit: Visit, Path(id): Path<String>, Form(Fields(fields)): Form<Fields>) -> Result<Response, Problem> {
    let who = visit.invigilator()?;
    let session = planning::find(&visit, &who, &id).await?;
    let typed = fields.iter().find(|(name, _)| name == "reason").map_or("", |(_, text)| text.as_str());
    let reason = invigilate::reason(typed)?;
    if !is_confirmed(&fields) {
        let lang = visit.lang;
        let title = time_words::ask_cancel(lang, &session.name);
        return Ok(Confirm {
            button: time_words::cancel(lang).into(),
            title,
            lead: time_words::ask_cancel_words(lang, session.candidates, &reason),
            people: vec![],
            action: urls::cancel_session(session.id),
            fields,
            back: urls::exam_session(session.id),
        }
        .show(&visit));
    }
    let back = urls::exam_session(session.id);
    changing::cancel(&visit, &who, &session, reason).await?.map_err(changing::problem)?;
    Ok(Redirect::to(&back).into_response())
}

/// The card with both forms; which fields there are depends on how the session stands.
pub(super) fn card(visit: &Visit, session: &ExamSession, standing: &SessionStanding, form: TermsForm, done: Option<Markup>) -> Markup {
    let lang = visit.lang;
    let TermsForm { typed, errors } = form;
    let error_of = |id: &str| errors.iter().find(|(field, _)| *field == id).map(|(_, w)| w.clone());
    let over = standing.phase(visit.now) == SessionPhase::Over;
    let shown = |typed: Option<&String>, at| typed.cloned().unwrap_or_else(|| when::shown(&visit.site, at));
    let name = Field {
        value: typed.as_ref().map_or_else(|| session.name.clone(), |t| t.name.clone()),
        error: error_of("name"),
        ..Field::new("name", words::session_name(lang))
    };
    let place = typed.as_ref().map_or_else(|| session.place.clone(), |t| t.place.clone());
    let opens = shown(typed.as_ref().and_then(|t| t.opens.as_ref()), session.opens);
    let closes = shown(typed.as_ref().and_then(|t| t.closes.as_ref()), session.closes);
    let fixed = || view! { <dl class="facts"><dt>{words::opens(lang)}</dt><dd>{time::moment(&visit.site, session.opens, lang)}</dd></dl> };
    let note = match () {
        () if over => time_words::edit_over(lang),
        () if standing.begun > 0 => time_words::edit_begun(lang),
        () => time_words::edit_papers(lang),
    };
    view! {
        <section class="card stack measure" aria-labelledby="terms">
            <h2 class="card__title" id="terms">{time_words::edit(lang)}</h2>
            {done}{error_summary(lang, &errors)}
            <form class="stack" method="post" action=urls::exam_session_terms(session.id) novalidate>
                {name.view()}
                {place_field(lang, &place, error_of("place"))}
                {(!over && standing.begun > 0).then(fixed)}
                {(!over && standing.begun == 0).then(|| when::field(visit, "opens", words::opens(lang), &opens, error_of("opens")))}
                {(!over).then(|| when::field(visit, "closes", words::closes(lang), &closes, error_of("closes")))}
                <p class="small soft">{note}</p>
                <div><button class="button button--primary">{time_words::save(lang)}</button></div>
            </form>
            {(!over).then(|| cancel_form(visit, session, standing))}
        </section>
    }
    .into_markup()
}

fn cancel_form(visit: &Visit, session: &ExamSession, standing: &SessionStanding) -> Markup {
    let lang = visit.lang;
    let form = || {
        view! {
            <p class="small soft">{time_words::cancel_words(lang)}</p>
            <form class="stack" method="post" action=urls::cancel_session(session.id)>
                <div class="field">
                    <label class="field__label" for="reason">{time_words::cancel_reason(lang)}</label>
                    <p class="field__hint" id="reason-hint">{time_words::cancel_reason_hint(lang)}</p>
                    <input class="input" id="reason" name="reason" maxlength="500" pattern=SAYS_SOMETHING required aria-describedby="reason-hint" autocomplete="off"/>
                </div>
                <div><button class="button button--danger">{time_words::cancel(lang)}</button></div>
            </form>
        }
    };
    let running = (standing.running > 0).then(|| notice("caution", time_words::refused_running(lang, standing.running)));
    view! {
        <details>
            <summary>{time_words::cancel(lang)}</summary>
            <div class="stack">{running}{(standing.running == 0).then(form)}</div>
        </details>
    }
    .into_markup()
}
