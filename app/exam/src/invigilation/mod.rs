//! The invigilators' rooms: exam sessions and their lists, the live board, one attempt.

pub mod actions;
pub mod one;
pub mod planning;
pub mod settlement;

pub mod answer_file;
pub mod attempt;
pub mod board;
pub mod code;
pub mod names;
pub mod session;

use axum::{
    Form,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;
use zhixing_app::{i18n::invigilation as words, urls};
use zhixing_domain::{lang::Lang, plan_ref::PlanRef, text::reading, time::Timestamp};
use zhixing_shell::{
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{Field, Nav, Page, error_summary, page_head, time},
    problem::{Problem, said_at_fields},
    site::Site,
};
use zhixing_store::ExamSession;

/// A session as typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct SessionForm {
    plan: String,
    name: String,
    opens: String,
    closes: String,
}

type Errors = Vec<(&'static str, String)>;

pub async fn list(visit: Visit) -> Result<Response, Problem> {
    visit.invigilator()?;
    show(&visit, StatusCode::OK, SessionForm::default(), vec![]).await
}

/// Plans a session.
pub(crate) async fn open(visit: Visit, Form(draft): Form<SessionForm>) -> Result<Response, Problem> {
    let who = visit.invigilator()?;
    let (opens, closes) = (instant(&visit.site, &draft.opens), instant(&visit.site, &draft.closes));
    match planning::planned(&visit.site, &draft.plan, &draft.name, opens, closes) {
        Ok(planned) => Ok(Redirect::to(&urls::exam_session(planning::open(&visit, &who, planned).await?)).into_response()),
        Err(wrong) => {
            let errors = said_at_fields(wrong, visit.lang);
            show(&visit, StatusCode::UNPROCESSABLE_ENTITY, draft, errors).await
        }
    }
}

/// `2026-12-01 09:00`, or with seconds, in the installation's time zone; what a browser's field for it writes is taken too.
fn instant(site: &Site, text: &str) -> Option<Timestamp> {
    let local = wall_time(text)?;
    let zone = jiff::tz::TimeZone::get(&site.about.zone).unwrap_or(jiff::tz::TimeZone::UTC);
    Some(Timestamp::from_ms(local.to_zoned(zone).ok()?.timestamp().as_millisecond()))
}

fn wall_time(text: &str) -> Option<jiff::civil::DateTime> {
    // a day and an hour that stand close together are two numbers all the same
    let text = reading::keyboard(text).replace(['T', 't', '日'], " ").replace(['/', '年', '月'], "-");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if !text.contains(' ') {
        return None;
    }
    // a shorter year may be a day (`1-12-26`) or of another calendar: it is asked for anew and never completed
    let (year, _) = text.split_once('-')?;
    if year.len() != 4 || !year.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let form = if text.matches(':').count() > 1 { "%Y-%m-%d %H:%M:%S" } else { "%Y-%m-%d %H:%M" };
    jiff::civil::DateTime::strptime(form, text).ok()
}

async fn show(visit: &Visit, status: StatusCode, draft: SessionForm, errors: Errors) -> Result<Response, Problem> {
    let sessions = visit.site.store.exam_sessions().await?;
    let (lang, shelf) = (visit.lang, visit.site.shelf());
    Ok(Page::new(words::title(lang), Nav::Desk).status(status).show(visit, || {
        let title_of = |plan: &PlanRef| shelf.library.title_of(plan, lang);
        let rows: Vec<_> = sessions.iter().map(|s| row(visit, s, title_of(&s.plan), lang)).collect();
        let boards: Vec<_> = shelf
            .library
            .plans()
            .map(|(_, p)| view! { <li><a class="button" href=urls::board(&p.course, &p.slug)>{p.title.get(lang).clone()}</a></li> })
            .collect();
        let options: Vec<_> = shelf
            .library
            .plans()
            .map(|(_, p)| view! { <option value=p.name().to_string() selected={p.name().as_str() == draft.plan}>{p.title.get(lang).clone()}</option> })
            .collect();
        let summary = error_summary(lang, &errors);
        let error_of = move |id: &str| errors.iter().find(|(field, _)| *field == id).map(|(_, w)| w.clone());
        let field = |id: &'static str, label: &str, hint: &str, value: &str| {
            Field { value: value.into(), hint: hint.into(), error: error_of(id), ..Field::new(id, label) }.view()
        };
        view! {
            {page_head(zhixing_app::i18n::account::invigilator(lang), words::title(lang), words::lead(lang), vec![])}
            <div class="stack stack--far">
                <section class="stack" aria-labelledby="boards">
                    <div class="section-head"><h2 id="boards">{words::boards(lang)}</h2></div>
                    <ul class="cluster" role="list">{boards}</ul>
                </section>
                <section class="stack" aria-labelledby="sessions">
                    <div class="section-head"><h2 id="sessions">{words::sessions(lang)}</h2></div>
                    {if rows.is_empty() {
                        view! { <p class="soft measure">{words::no_sessions(lang)}</p> }.into_markup()
                    } else {
                        view! {
                            <div class="table-frame" role="group" tabindex="0" aria-labelledby="sessions">
                                <table class="table">
                                    <thead><tr><th scope="col">{words::session(lang)}</th><th scope="col">{words::plan(lang)}</th><th scope="col">{words::opens(lang)}</th><th scope="col">{words::closes(lang)}</th><th scope="col" class="table__number">{words::candidates(lang)}</th></tr></thead>
                                    <tbody>{rows}</tbody>
                                </table>
                            </div>
                        }.into_markup()
                    }}
                </section>
                <section class="card stack measure" aria-labelledby="plan-session">
                    <h2 class="card__title" id="plan-session">{words::plan_session(lang)}</h2>
                    {summary}
                    <form class="stack" method="post" action=urls::invigilation() novalidate>
                        <div class="field">
                            <label class="field__label" for="plan">{words::plan(lang)}</label>
                            <select class="input input--select" id="plan" name="plan">{options}</select>
                        </div>
                        {field("name", words::session_name(lang), words::session_name_hint(lang), &draft.name)}
                        {field("opens", words::opens(lang), words::at_hint(lang), &draft.opens)}
                        {field("closes", words::closes(lang), words::at_hint(lang), &draft.closes)}
                        <div><button class="button button--primary">{words::open_session(lang)}</button></div>
                        <p class="small soft">{words::papers_early(lang)}</p>
                    </form>
                </section>
            </div>
        }
    }))
}

fn row(visit: &Visit, session: &ExamSession, plan: String, lang: Lang) -> Markup {
    view! {
        <tr>
            <th scope="row"><a href=urls::exam_session(session.id)>{session.name.clone()}</a></th>
            <td>{plan}</td>
            <td>{time::moment(&visit.site, session.opens, lang)}</td>
            <td>{time::moment(&visit.site, session.closes, lang)}</td>
            <td class="table__number">{session.candidates}</td>
        </tr>
    }
    .into_markup()
}

#[cfg(test)]
mod tests {
    use super::wall_time;

    #[test]
    fn an_instant_is_read_as_people_write_it() {
        let nine = jiff::civil::date(2026, 12, 1).at(9, 0, 0, 0);
        for text in [
            "2026-12-01 09:00",
            "2026-12-01T09:00",
            "2026-12-01T09:00:00",
            "2026/12/1 9:00",
            "2026年12月1日09:00",
            "2026年12月1日 09:00",
            "２０２６年１２月１日９：００",
        ] {
            assert_eq!(wall_time(text), Some(nine), "{text}");
        }
        assert_eq!(wall_time("2026年1月2日14:30"), Some(jiff::civil::date(2026, 1, 2).at(14, 30, 0, 0)));
        assert_eq!(wall_time("2000-01-01 00:00"), Some(jiff::civil::date(2000, 1, 1).at(0, 0, 0, 0)));
        assert_eq!(wall_time("2100-12-31 23:59"), Some(jiff::civil::date(2100, 12, 31).at(23, 59, 0, 0)));
        for text in ["", "2026-12-01", "09:00", "2026-12-109:00", "2026-13-01 09:00", "2026-02-29 09:00", "2026-12-01 25:00"] {
            assert_eq!(wall_time(text), None, "{text}");
        }
    }

    #[test]
    fn a_year_is_written_with_four_digits_and_is_of_this_century() {
        for text in [
            "26-12-01 09:00",
            "26/12/1 9:00",
            "26年12月1日 9:00",
            "26年12月1日9:00",
            "２６－１２－０１ ０９：００",
            "226-12-01 09:00",
            "115年12月1日 09:00",
            "1-12-26 09:00",
            "01/12/2026 09:00",
            "20266-12-01 09:00",
            "-2026-12-01 09:00",
            "+2026-12-01 09:00",
        ] {
            assert_eq!(wall_time(text), None, "{text}");
        }
    }
}
