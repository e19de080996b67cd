//! What happened to an account, an attempt or a certificate, oldest first; what its kinds are called is in [`kind`].

mod kind;

pub use kind::action_name;

use crate::{
    boxed,
    guard::Visit,
    html::{IntoMarkup, Markup},
    name,
    papers::LoadedPaper,
    parts::time,
    problem::Problem,
    site::Site,
};
use leptos::prelude::*;
use std::{collections::HashMap, sync::Arc};
use zhixing_app::i18n::{account, exam, history as words, marking, publication, settings, site as site_words, team, workshop};
use zhixing_domain::{
    account::{Administrator, Roles},
    certificate::Hold,
    event::{Event, IrregularityReport, LogEntry},
    id::AccountId,
    lang::Lang,
    question::ItemKey,
    time::{Span, Timestamp},
    workshop::review::ReviewState,
};
use zhixing_store::Happened;

/// The newest of what happened to a subject, oldest first, for an administrator.
///
/// # Errors
///
/// A [`Problem`] if the store cannot be read.
#[boxed]
pub async fn history_of(visit: &Visit, admin: &Administrator, subject: &str) -> Result<Markup, Problem> {
    let events = visit.site.store.events_of(admin, subject).await?;
    let called = called(visit, admin, events.iter().map(|e| &e.what)).await?;
    Ok(history(&visit.site, &events, &called, visit.lang))
}

/// What is called how that lines name besides who did it and what it was done to.
#[derive(Default)]
pub struct Called {
    /// People by the id or the account name that a line has of them.
    people: HashMap<String, String>,
    /// Its items go by their places on it.
    paper: Option<Arc<LoadedPaper>>,
}

impl Called {
    /// For the history of an attempt.
    pub fn on(paper: Arc<LoadedPaper>) -> Self {
        Self { paper: Some(paper), ..Self::default() }
    }

    fn person(&self, name: &str) -> String {
        self.people.get(name).cloned().unwrap_or_else(|| name.to_string())
    }

    /// An item by its place, else by its title; by its key where no course has it any more, or two have.
    fn item(&self, site: &Site, key: &ItemKey, lang: Lang) -> String {
        if let Some(place) = self.paper.as_ref().and_then(|paper| paper.place(key)) {
            return exam::item_n(lang, place + 1);
        }
        let published = site.published();
        let mut found = published.library.courses.iter().filter_map(|course| course.item(&key.0));
        match (found.next(), found.next()) {
            (Some(item), None) => item.wording.get(lang).title.clone(),
            _ => key.0.clone(),
        }
    }
}

/// Looks them up.
///
/// # Errors
///
/// A [`Problem`] if the store cannot be read; it is not asked where no line names anybody.
pub async fn called(visit: &Visit, admin: &Administrator, lines: impl Iterator<Item = &LogEntry>) -> Result<Called, Problem> {
    let (mut ids, mut logins): (Vec<AccountId>, Vec<String>) = (vec![], vec![]);
    for line in lines {
        let LogEntry::Known(event) = line else { continue };
        match event {
            Event::AccountMerged { into: one } | Event::AccountTookOver { from: one } => ids.push(*one),
            Event::CertificateMoved { from, to } => ids.extend([*from, *to]),
            Event::CandidateRemoved { login }
            | Event::Accommodated { login, .. }
            | Event::CourseRoleGiven { login, .. }
            | Event::CourseRoleTaken { login } => logins.push(login.clone()),
            _ => {}
        }
    }
    let people =
        if ids.is_empty() && logins.is_empty() { HashMap::new() } else { visit.site.store.people_called(admin, &ids, &logins).await? };
    Ok(Called { people, paper: None })
}

pub fn history(site: &Site, events: &[Happened], called: &Called, lang: Lang) -> Markup {
    let line = |Happened { at, who, what }: &Happened| {
        let (who, (head, more)) = (actor(who, lang), told(site, what, called, lang));
        view! {
            <li>
                <span class="soft">{time::moment(site, *at, lang)}</span>" "<strong title=what.action().to_string()>{head}</strong>
                " "<span class="soft">{who}</span>" "{more}
            </li>
        }
    };
    let lines: Vec<_> = events.iter().map(line).collect();
    view! { <ol class="log" role="list">{lines}</ol> }.into_markup()
}

/// Who did it, in words.
pub fn actor(who: &str, lang: Lang) -> String {
    match who {
        "system" => words::system(lang).to_string(),
        "operator" => words::operator(lang).to_string(),
        name => name.to_string(),
    }
}

/// What happened, in words: what it is called, and what is told of its data.
pub fn told(site: &Site, what: &LogEntry, called: &Called, lang: Lang) -> (String, String) {
    match what {
        LogEntry::Known(event) => (kind::name(event.kind(), lang).to_string(), data_of(site, event, called, lang)),
        LogEntry::Other { action, detail } => (action.clone(), detail.clone()),
    }
}

/// What is told of its data; empty where its name says all.
fn data_of(site: &Site, event: &Event, called: &Called, lang: Lang) -> String {
    let item_of = |key: &ItemKey| called.item(site, key, lang);
    let at = |ms: i64| time::at(site, Timestamp::from_ms(ms), lang);
    let length = |ms: i64| time::length(Span::from_ms(ms), lang);
    match event {
        Event::AccountOpened { roles } | Event::RolesGiven { roles } => roles_of(roles, lang),
        Event::ScopeGiven { courses } if courses.is_empty() => account::all_courses(lang).into(),
        Event::ScopeGiven { courses } => {
            courses.split_whitespace().map(|slug| course_of(site, slug, lang)).collect::<Vec<_>>().join(site_words::comma(lang))
        }
        Event::AccountDisabled { demonstration: true } | Event::AccountEnabled { demonstration: true } => words::demonstration(lang).into(),
        Event::TokenMinted { label: text }
        | Event::PasskeyAdded { label: text }
        | Event::PasskeyRemoved { label: text }
        | Event::IdentityBound { issuer: text }
        | Event::IdentityRemoved { issuer: text }
        | Event::TokenRevoked { label: text }
        | Event::GroupOpened { name: text }
        | Event::GroupChanged { name: text }
        | Event::GroupRemoved { name: text }
        | Event::Grouped { group: text }
        | Event::Ungrouped { group: text }
        | Event::WebhookAdded { label: text }
        | Event::WebhookRemoved { label: text }
        | Event::WebhookResumed { label: text } => text.clone(),
        Event::PublicationReviewed { state } => match ReviewState::from_code(state) {
            Some(ReviewState::Asked) => words::review_asked(lang).into(),
            Some(ReviewState::Approved) => words::review_approved(lang).into(),
            Some(ReviewState::SentBack) => words::review_sent_back(lang).into(),
            None => state.clone(),
        },
        Event::CourseRoleGiven { login, role } => joined(&[called.person(login), team::code_word(role, lang)]),
        Event::PublicationScheduled { at: then } => at(*then),
        Event::PublicationStayed { why } => publication::stayed_word(why, lang),
        Event::InquiryAsked { course, lesson } => lesson_of(site, course, lesson, lang),
        Event::InquiryAnswered { shown: true } | Event::InquiryShown { shown: true } => words::for_everybody(lang).into(),
        Event::InquiryAnswered { .. } | Event::InquiryShown { .. } => words::for_the_asker(lang).into(),
        Event::DraftSaved { rev, why } => words::draft(lang, rev, workshop::why_word(why, lang)),
        Event::SessionOpened { plan, name } => joined(&[site.published().library.title_of(plan, lang), name.clone()]),
        Event::SessionMoved { opens, closes, was_opens, was_closes, papers } => {
            let papers = if *papers > 0 { words::papers_anew(lang, papers) } else { String::new() };
            joined(&[words::moved_to(lang, at(*opens), at(*closes), at(*was_opens), at(*was_closes)), papers])
        }
        Event::SessionDescribed { name, place } => joined(&[name.clone(), place.clone()]),
        Event::ClosesLater { closes } => at(*closes),
        Event::CandidatesListed { candidates } => words::people(lang, candidates),
        Event::PeopleGrouped { people } | Event::PeopleUngrouped { people } | Event::GroupDisabled { people } => {
            words::group_people(lang, people)
        }
        Event::SessionsEnded { sessions } => words::sessions_n(lang, sessions),
        Event::Accommodated { login, factor, extra_ms } => {
            let factor = format!("{}.{:03}", factor / 1_000, factor % 1_000);
            words::given(lang, called.person(login), factor.trim_end_matches('0').trim_end_matches('.'), Span::from_ms(*extra_ms).minutes())
        }
        Event::Started { plan, segment_of } => {
            let goes_on = segment_of.map(|_| words::segment_of(lang).to_string()).unwrap_or_default();
            joined(&[site.published().library.title_of(plan, lang), goes_on])
        }
        Event::Submitted { receipt } | Event::Expired { receipt } => words::receipt(lang, receipt),
        Event::Terminated { reason, receipt } => {
            joined(&[reason.clone(), receipt.as_ref().map(|r| words::receipt(lang, r)).unwrap_or_default()])
        }
        Event::Extended { ms, window: true, reason } => joined(&[words::with_window(lang, length(*ms)), reason.clone()]),
        Event::Extended { ms, reason, .. } | Event::GrantRevoked { ms, reason } | Event::OutageGivenBack { ms, reason } => {
            joined(&[length(*ms), reason.clone()])
        }
        Event::SessionCancelled { reason: text }
        | Event::Paused { reason: text }
        | Event::Resumed { reason: text }
        | Event::Voided { reason: text }
        | Event::WriterReleased { reason: text }
        | Event::CertificateRevoked { reason: text }
        | Event::Notified { text }
        | Event::NameConfirmed { note: text }
        | Event::AttemptNameConfirmed { note: text }
        | Event::NameChanged { note: text }
        | Event::NameRefused { note: text }
        | Event::CertificateCorrected { evidence: text }
        | Event::SessionEnded { device: text } => text.clone(),
        Event::CandidateRemoved { login } | Event::CourseRoleTaken { login } => called.person(login),
        Event::DeviceChanged { device } => words::device(lang, device),
        Event::OutsideRoom { address } => words::address(lang, address),
        Event::Reopened { ms, late, reason, .. } => {
            let late = late.iter().map(item_of).collect::<Vec<_>>().join(site_words::comma(lang));
            let late = if late.is_empty() { late } else { words::late_items(lang, late) };
            joined(&[words::segment(lang, length(*ms)), late, reason.clone()])
        }
        Event::AccountMerged { into: account } | Event::AccountTookOver { from: account } => called.person(&account.to_string()),
        Event::CertificateMoved { from, to } => format!("{} → {}", called.person(&from.to_string()), called.person(&to.to_string())),
        Event::Irregularity { report } => report_of(report, lang),
        Event::PageLeft { times, ms } => words::left(lang, times, length(i64::try_from(*ms).unwrap_or(i64::MAX))),
        Event::OnlyCounted { what, most } => words::only_counted(lang, action_name(what, lang), most),
        Event::SebMissing { wrong_key } => if *wrong_key { words::wrong_key(lang) } else { words::no_key(lang) }.into(),
        Event::MarkGiven { item, points } => words::points(lang, item_of(item), points),
        Event::Released { score: Some(score), pass_mark: Some(pass) } => words::score(lang, score, pass),
        Event::Revised { before, after, item, voiding, reason } => {
            joined(&[words::revision(lang, before, after, item_of(item)), marking::counts_for(*voiding, lang).into(), reason.clone()])
        }
        Event::ItemDecided { item, voiding, reason, .. } => {
            joined(&[item_of(item), marking::counts_for(*voiding, lang).into(), reason.clone()])
        }
        Event::CertificateIssued { version, sha256, .. } => words::version(lang, version, sha256),
        Event::SiteSettingChanged { setting, value } => {
            let name = settings::setting_word(setting, lang);
            joined(&[name, value.clone().unwrap_or_else(|| settings::as_configured(lang).into())])
        }
        Event::CertificateHeld { cause, detail } => name::cause(&Hold::read(cause, detail), lang).0,
        Event::AccountDisabled { .. }
        | Event::AccountEnabled { .. }
        | Event::Named
        | Event::PasswordChanged
        | Event::ResetCodeMade
        | Event::PasswordReset
        | Event::Recovered
        | Event::FactorSet
        | Event::FactorRemoved
        | Event::RecoveryCodeUsed
        | Event::NameStated
        | Event::TermsAgreed { .. }
        | Event::WriterTookOver { .. }
        | Event::CalendarMade
        | Event::CalendarRemoved
        | Event::PaperDiscarded
        | Event::MailConfirmed
        | Event::MailRemoved
        | Event::PhoneConfirmed
        | Event::PhoneRemoved
        | Event::SignedOutEverywhere
        | Event::DataTaken
        | Event::Published
        | Event::PublicationUnscheduled
        | Event::InquiryTakenBack
        | Event::PlanCodeSet
        | Event::SessionCodeSet
        | Event::SessionCodeRemoved
        | Event::BrowserProved
        | Event::NameAsked
        | Event::Graded { .. }
        | Event::Released { .. } => String::new(),
    }
}

fn course_of(site: &Site, slug: &str, lang: Lang) -> String {
    site.published().library.course(slug).map_or_else(|| slug.to_string(), |course| course.title.get(lang).clone())
}

fn lesson_of(site: &Site, course: &str, lesson: &str, lang: Lang) -> String {
    let published = site.published();
    let title = published.library.course(course).and_then(|c| c.lesson(lesson)).map(|lesson| lesson.title.get(lang).clone());
    joined(&[course_of(site, course, lang), title.unwrap_or_else(|| lesson.to_string())])
}

fn joined(parts: &[String]) -> String {
    parts.iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" — ")
}

fn roles_of(kept: &str, lang: Lang) -> String {
    Roles::parse(kept).map_or_else(|| kept.to_string(), |roles| account::roles_of(roles, lang))
}

fn report_of(report: &IrregularityReport, lang: Lang) -> String {
    match report {
        IrregularityReport::Staff { text } => text.clone(),
        IrregularityReport::KeysWait { door } => {
            let door = match door.as_str() {
                "mock" => words::door_mock(lang),
                "practice" => words::door_practice(lang),
                "notebook" => words::door_notebook(lang),
                "result" => words::door_result(lang),
                "marking" => words::door_marking(lang),
                "question" => words::door_question(lang),
                other => other,
            };
            words::keys_wait(lang, door)
        }
        IrregularityReport::AnswerFile { operations, sha256 } => words::answer_file(lang, operations, sha256),
    }
}
