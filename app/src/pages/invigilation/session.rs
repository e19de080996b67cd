//! One exam session: its window and its list of candidates with rooms and accommodations.

use super::code;
use crate::{
    act::name,
    guard::Visit,
    i18n::{invigilation as words, lockdown as code_words},
    parts::{Nav, Page, TextArea, crumbs, error_summary, notice, page_head, time},
    problem::Problem,
    urls,
};
use axum::{
    Form,
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;
use zhixing_domain::{
    account::{self, AccountRefusal},
    assessment::{Accommodation, Plan},
    attempt::Terms,
    lang::Lang,
    text::reading,
    time::Span,
};
use zhixing_store::{Candidate, ExamSession};

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    saved: Option<usize>,
    code: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct List {
    list: String,
}

pub(super) async fn find(visit: &Visit, id: &str) -> Result<ExamSession, Problem> {
    let id = id.parse().map_err(|_| Problem::NotFound)?;
    visit.site.store.exam_session(id).await?.ok_or(Problem::NotFound)
}

pub async fn show(visit: Visit, Path(id): Path<String>, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let who = visit.invigilator()?;
    let session = find(&visit, &id).await?;
    let people = visit.site.store.candidates(&who, session.id).await?;
    let removed = (asked.code == "removed").then(|| code_words::session_code_removed(visit.lang).to_string());
    let said = asked.saved.map(|n| words::listed_n(visit.lang, n)).or(removed);
    Ok(page_of(&visit, &session, &people, Shown { said, ..Shown::default() }))
}

/// What the page shows besides the session: what was done or is wrong, and what was typed.
#[derive(Default)]
pub(super) struct Shown {
    pub said: Option<String>,
    pub list: String,
    pub errors: Vec<(&'static str, String)>,
    pub code: code::Shown,
}

/// Saves the list: all of it, or with a clear word nothing.
pub async fn save(visit: Visit, Path(id): Path<String>, Form(form): Form<List>) -> Result<Response, Problem> {
    let who = visit.invigilator()?;
    let session = find(&visit, &id).await?;
    let lang = visit.lang;
    let refuse = async |error: String| -> Result<Response, Problem> {
        let people = visit.site.store.candidates(&who, session.id).await?;
        let shown = Shown { list: form.list.clone(), errors: vec![("list", error)], ..Shown::default() };
        Ok(page_of(&visit, &session, &people, shown))
    };
    match read(&form.list) {
        Err((n, text)) => refuse(words::line_wrong(lang, n, text)).await,
        Ok(mut candidates) => {
            // what no certificate can be printed for is told now, not when somebody has passed
            for k in &mut candidates {
                match k.legal_name.as_deref().map(|n| name::legal(&visit.site, n)).transpose() {
                    Ok(name) => k.legal_name = name,
                    Err(fault) => return refuse(format!("{}: {}", k.login, name::explain(fault, lang))).await,
                }
            }
            let count = candidates.len();
            let unknown = visit.site.store.list_candidates(&who, session.id, candidates, visit.stamp()).await?;
            if unknown.is_empty() {
                return Ok(Redirect::to(&format!("{}?saved={count}", urls::exam_session(session.id))).into_response());
            }
            refuse(words::unknown_logins(lang, unknown.join(", "))).await
        }
    }
}

/// Reads `login,room,accommodation` lines; else the number and text of the first that cannot be read.
fn read(text: &str) -> Result<Vec<Candidate>, (usize, String)> {
    let mut candidates = vec![];
    for (n, line) in text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        let parts: Vec<&str> = line.split([',', '，', '\t']).map(str::trim).collect();
        let wrong = || (n + 1, line.trim().to_string());
        let (login, room, given, name) = match parts[..] {
            [login] => (login, "", "", ""),
            [login, room] => (login, room, "", ""),
            [login, room, given] => (login, room, given, ""),
            [login, room, given, name] => (login, room, given, name),
            _ => return Err(wrong()),
        };
        // whoever is listed has an account: an old one may have a login that is not given any more
        if account::login(login) == Err(AccountRefusal::LoginForm) {
            return Err(wrong());
        }
        let login = reading::composed(login).to_lowercase();
        let accommodation = Accommodation::parse(given).ok_or_else(wrong)?;
        let room: String = room.chars().take(40).collect();
        let legal_name = Some(name.to_string()).filter(|n| !n.is_empty());
        candidates.push(Candidate { login, name: String::new(), room, accommodation, legal_name });
    }
    Ok(candidates)
}

/// That the session is too short for the time that was agreed with somebody.
fn lost(plan: &Plan, session: &ExamSession, given: Accommodation, lang: Lang) -> Option<AnyView> {
    let terms = Terms { limit: plan.limit, factor: given.factor, agreed: given.extra, closes: Some(session.closes), ..Terms::default() };
    let (time, lost) = terms.promised(session.opens);
    (lost > Span::ZERO)
        .then(|| view! { <span class="badge badge--warn">{words::session_short(lang, time.minutes(), lost.minutes())}</span> }.into_any())
}

/// `×1.25 +20 min`, or that there is none.
pub fn accommodation(given: Accommodation, lang: Lang) -> String {
    if given.is_none() {
        return words::none(lang).into();
    }
    let mut parts = vec![];
    if given.factor != 1000 {
        parts.push(format!("×{}", f64::from(given.factor) / 1000.0));
    }
    if given.extra.minutes() > 0 {
        parts.push(format!("+{}", time::minutes(given.extra, lang)));
    }
    parts.join(" ")
}

pub(super) fn page_of(visit: &Visit, session: &ExamSession, people: &[Candidate], shown: Shown) -> Response {
    let (lang, shelf) = (visit.lang, visit.site.shelf());
    let found = shelf.library.plan(&session.plan).map(|(_, p)| p);
    let plan = found.map_or_else(|| session.plan.clone(), |p| p.title.get(lang).clone());
    let demanded = found.is_some_and(|p| p.lockdown.code);
    let Shown { said, list, errors, code } = shown;
    let wrong = !errors.is_empty() || code.error.is_some();
    let status = if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let (course, slug) = session.plan.split_once('/').unwrap_or((&session.plan, ""));
    Page::new(session.name.clone(), Nav::Desk).status(status).show(visit, || {
        let rows: Vec<_> = people
            .iter()
            .map(|k| {
                view! {
                    <tr><th scope="row">{k.login.clone()}</th><td>{k.name.clone()}</td><td>{k.room.clone()}</td><td>{accommodation(k.accommodation, lang)}{found.and_then(|p| lost(p, session, k.accommodation, lang))}</td><td>{k.legal_name.as_deref().map(crate::pages::name::isolated)}</td></tr>
                }
            })
            .collect();
        let path = vec![(words::title(lang).into(), Some(urls::invigilation())), (session.name.clone(), None)];
        let window = view! { {time::moment(&visit.site, session.opens, lang)}" – "{time::moment(&visit.site, session.closes, lang)} };
        view! {
            {crumbs(lang, path)}
            {page_head(plan, session.name.clone(), "", vec![words::candidates_n(lang, session.candidates)])}
            <div class="stack stack--far">
                <div class="cluster cluster--apart">
                    <p>{window}</p>
                    <a class="button button--primary" href=format!("{}?session={}", urls::board(course, slug), session.id)>{words::board(lang)}</a>
                </div>
                {said.map(|text| notice("success", text))}
                {code::view(visit, session, demanded, code)}
                <section class="card stack measure" aria-labelledby="people">
                    <h2 class="card__title" id="people">{words::list_people(lang)}</h2>
                    {error_summary(lang, &errors)}
                    <form class="stack" method="post" action=urls::exam_session(session.id)>
                        <div class="field">
                            <label class="field__label" for="list">{words::candidates(lang)}</label>
                            <p class="field__hint" id="list-hint">{words::list_hint(lang)}</p>
                            {TextArea { id: "list".into(), name: "list".into(), value: list, class: "mono", rows: 6, required: true, described_by: Some("list-hint".into()), ..TextArea::default() }.view()}
                        </div>
                        <div><button class="button button--primary">{words::save_list(lang)}</button></div>
                    </form>
                </section>
                {(!rows.is_empty()).then(|| view! {
                    <section class="stack" aria-labelledby="listed">
                        <div class="section-head"><h2 id="listed">{words::candidates(lang)}</h2><p class="section-head__note">{words::private_note(lang)}</p></div>
                        {(session.candidates > people.len() as i64).then(|| view! { <p class="small soft">{words::first_n(lang, people.len())}</p> })}
                        <div class="table-frame" role="group" tabindex="0" aria-labelledby="listed">
                            <table class="table" data-dense="">
                                <thead><tr><th scope="col">{crate::i18n::account::login(lang)}</th><th scope="col">{words::person(lang)}</th><th scope="col">{words::room(lang)}</th><th scope="col">{words::accommodation(lang)}</th><th scope="col">{crate::i18n::name::legal_name(lang)}</th></tr></thead>
                                <tbody>{rows}</tbody>
                            </table>
                        </div>
                    </section>
                })}
            </div>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_line_by_line_and_a_fault_names_its_line() {
        let people = read("ada, 3-101, 1.25\n\nbob，3-102\ncho").unwrap();
        assert_eq!(
            people.iter().map(|k| (k.login.as_str(), k.room.as_str(), k.accommodation.factor)).collect::<Vec<_>>(),
            [("ada", "3-101", 1250), ("bob", "3-102", 1000), ("cho", "", 1000)]
        );
        let people = read("ａｄａ，一号机房，１.５\n\u{feff}bob\t东楼（二）\t＋２０").unwrap();
        assert_eq!(
            people.iter().map(|k| (k.room.as_str(), k.accommodation.factor, k.accommodation.extra.minutes())).collect::<Vec<_>>(),
            [("一号机房", 1500, 0), ("东楼（二）", 1000, 20)]
        );
        assert_eq!(read("ada\nx y,1,2"), Err((2, "x y,1,2".into())));
        assert_eq!(read("ada,1,9"), Err((1, "ada,1,9".into())));
    }
}
