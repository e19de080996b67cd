//! What happened to an account, an attempt or a certificate, oldest first.

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
#[boxed]
pub async fn history_of(visit: &Visit, admin: &Administrator, subject: &str) -> Result<Markup, Problem> {
    let events = visit.site.store.events_of(admin, subject).await?;
    let called = called(visit, admin, events.iter().map(|e| &e.what)).await?;
    Ok(history(&visit.site, &events, &called, visit.lang))
}

/// What is called how that lines name besides who did it and what it was done to.
#[derive(Default)]
pub struct Called {
    accounts: HashMap<AccountId, String>,
    /// Its items go by their places on it.
    paper: Option<Arc<LoadedPaper>>,
}

impl Called {
    /// For the history of an attempt.
    pub fn on(paper: Arc<LoadedPaper>) -> Self {
        Self { paper: Some(paper), ..Self::default() }
    }

    fn account(&self, id: &AccountId) -> String {
        self.accounts.get(id).cloned().unwrap_or_else(|| id.to_string())
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
pub async fn called(visit: &Visit, admin: &Administrator, lines: impl Iterator<Item = &LogEntry>) -> Result<Called, Problem> {
    let ids: Vec<AccountId> = lines
        .flat_map(|line| match line {
            LogEntry::Known(Event::AccountMerged { into: one } | Event::AccountTookOver { from: one }) => vec![*one],
            LogEntry::Known(Event::CertificateMoved { from, to }) => vec![*from, *to],
            _ => vec![],
        })
        .collect();
    let accounts = if ids.is_empty() { HashMap::new() } else { visit.site.store.logins_of(admin, &ids).await? };
    Ok(Called { accounts, paper: None })
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
        LogEntry::Known(event) => (name_of(event, lang).to_string(), data_of(site, event, called, lang)),
        LogEntry::Other { action, detail } => (action.clone(), detail.clone()),
    }
}

/// What it is called.
fn name_of(event: &Event, lang: Lang) -> &'static str {
    let words = match event {
        Event::AccountOpened { .. } => words::account_opened,
        Event::RolesGiven { .. } => words::account_roles,
        Event::ScopeGiven { .. } => words::account_scope,
        Event::Named => words::account_named,
        Event::AccountDisabled { .. } => words::account_disabled,
        Event::AccountEnabled { .. } => words::account_enabled,
        Event::PasswordChanged => words::password_changed,
        Event::ResetCodeMade => words::reset_code_made,
        Event::PasswordReset => words::password_reset,
        Event::Recovered => words::recovered,
        Event::FactorSet => words::factor_set,
        Event::FactorRemoved => words::factor_removed,
        Event::RecoveryCodeUsed => words::recovery_code_used,
        Event::PasskeyAdded { .. } => words::passkey_added,
        Event::PasskeyRemoved { .. } => words::passkey_removed,
        Event::IdentityBound { .. } => words::identity_bound,
        Event::IdentityRemoved { .. } => words::identity_removed,
        Event::MailConfirmed => words::mail_confirmed,
        Event::MailRemoved => words::mail_removed,
        Event::PhoneConfirmed => words::phone_confirmed,
        Event::PhoneRemoved => words::phone_removed,
        Event::Grouped { .. } => words::grouped,
        Event::Ungrouped { .. } => words::ungrouped,
        Event::GroupOpened { .. } => words::group_opened,
        Event::GroupChanged { .. } => words::group_changed,
        Event::GroupRemoved { .. } => words::group_removed,
        Event::PeopleGrouped { .. } => words::people_grouped,
        Event::PeopleUngrouped { .. } => words::people_ungrouped,
        Event::GroupDisabled { .. } => words::group_disabled,
        Event::WebhookAdded { .. } => words::webhook_added,
        Event::WebhookRemoved { .. } => words::webhook_removed,
        Event::WebhookResumed { .. } => words::webhook_resumed,
        Event::NameStated => words::name_stated,
        Event::NameConfirmed { .. } | Event::AttemptNameConfirmed { .. } => words::name_confirmed,
        Event::TermsAgreed { .. } => words::terms_agreed,
        Event::CalendarMade => words::calendar_made,
        Event::CalendarRemoved => words::calendar_removed,
        Event::SignedOutEverywhere => words::signed_out,
        Event::SessionEnded { .. } => words::session_ended,
        Event::DataTaken => words::data_taken,
        Event::AccountMerged { .. } => words::account_merged,
        Event::AccountTookOver { .. } => words::account_took_over,
        Event::CertificateMoved { .. } => words::certificate_moved,
        Event::SessionsEnded { .. } => words::sessions_ended,
        Event::TokenMinted { .. } => words::token_minted,
        Event::TokenRevoked { .. } => words::token_revoked,
        Event::Published => words::published,
        Event::DraftSaved { .. } => words::draft_saved,
        Event::PublicationReviewed { .. } => words::publication_reviewed,
        Event::CourseRoleGiven { .. } => words::course_role_given,
        Event::CourseRoleTaken { .. } => words::course_role_taken,
        Event::PublicationScheduled { .. } => words::publication_scheduled,
        Event::PublicationUnscheduled => words::publication_unscheduled,
        Event::PublicationStayed { .. } => words::publication_stayed,
        Event::InquiryAsked { .. } => words::inquiry_asked,
        Event::InquiryTakenBack => words::inquiry_taken_back,
        Event::InquiryAnswered { .. } => words::inquiry_answered,
        Event::InquiryShown { .. } => words::inquiry_shown,
        Event::PlanCodeSet => words::plan_code_set,
        Event::SessionOpened { .. } => words::session_opened,
        Event::SessionCodeSet => words::session_code_set,
        Event::SessionCodeRemoved => words::session_code_removed,
        Event::SessionMoved { .. } => words::session_moved,
        Event::SessionDescribed { .. } => words::session_described,
        Event::SessionCancelled { .. } => words::session_cancelled,
        Event::CandidateRemoved { .. } => words::candidate_removed,
        Event::CandidatesListed { .. } => words::listed,
        Event::Accommodated { .. } => words::accommodated,
        Event::Started { .. } => words::started,
        Event::Submitted { .. } => words::submitted,
        Event::Expired { .. } => words::expired,
        Event::Terminated { .. } => words::terminated,
        Event::Extended { .. } => words::extended,
        Event::PaperDiscarded => words::paper_discarded,
        Event::ClosesLater { .. } => words::closes_later,
        Event::GrantRevoked { .. } => words::revoked,
        Event::OutageGivenBack { .. } => words::given_back,
        Event::Paused { .. } => words::paused,
        Event::Resumed { .. } => words::resumed,
        Event::Voided { .. } => words::voided,
        Event::Reopened { .. } => words::reopened,
        Event::Notified { .. } => words::notified,
        Event::WriterTookOver { .. } => words::pen_taken,
        Event::WriterReleased { .. } => words::pen_freed,
        Event::Irregularity { .. } => words::irregularity,
        Event::PageLeft { .. } => words::left_page,
        Event::DeviceChanged { .. } => words::device_changed,
        Event::OnlyCounted { .. } => words::counted,
        Event::SebMissing { .. } => words::seb_missing,
        Event::OutsideRoom { .. } => words::outside_room,
        Event::BrowserProved => words::browser_proved,
        Event::NameAsked => words::name_asked,
        Event::NameChanged { .. } => words::name_changed,
        Event::NameRefused { .. } => words::name_refused,
        Event::Graded { .. } => words::graded,
        Event::MarkGiven { .. } => words::mark_given,
        Event::Released { .. } => words::released,
        Event::Revised { .. } => words::revised,
        Event::ItemDecided { .. } => words::item_decided,
        Event::CertificateIssued { .. } => words::certificate_issued,
        Event::CertificateRevoked { .. } => words::certificate_revoked,
        Event::CertificateHeld { .. } => words::certificate_held,
        Event::CertificateCorrected { .. } => words::certificate_corrected,
        Event::SiteSettingChanged { .. } => words::site_setting,
    };
    words(lang)
}

/// What is told of its data; empty where its name says all.
fn data_of(site: &Site, event: &Event, called: &Called, lang: Lang) -> String {
    let item_of = |key: &ItemKey| called.item(site, key, lang);
    let at = |ms: i64| time::at(site, Timestamp::from_ms(ms), lang);
    let length = |ms: i64| time::length(Span::from_ms(ms), lang);
    match event {
        Event::AccountOpened { roles } | Event::RolesGiven { roles } => roles_of(roles, lang),
        Event::ScopeGiven { courses } if courses.is_empty() => account::all_courses(lang).into(),
        Event::ScopeGiven { courses } => courses.clone(),
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
        Event::CourseRoleGiven { login, role } => joined(&[login.clone(), team::code_word(role, lang)]),
        Event::PublicationScheduled { at: then } => at(*then),
        Event::PublicationStayed { why } => publication::stayed_word(why, lang),
        Event::InquiryAsked { course, lesson } => format!("{course}/{lesson}"),
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
            words::given(lang, login, factor.trim_end_matches('0').trim_end_matches('.'), Span::from_ms(*extra_ms).minutes())
        }
        Event::Started { segment_of, .. } => segment_of.map(|_| words::segment_of(lang).to_string()).unwrap_or_default(),
        Event::Submitted { receipt } | Event::Expired { receipt } => words::receipt(lang, receipt),
        Event::Terminated { reason, receipt } => {
            joined(&[reason.clone(), receipt.as_ref().map(|r| words::receipt(lang, r)).unwrap_or_default()])
        }
        Event::Extended { ms, window: true, reason } => joined(&[words::with_window(lang, length(*ms)), reason.clone()]),
        Event::Extended { ms, reason, .. } | Event::GrantRevoked { ms, reason } | Event::OutageGivenBack { ms, reason } => {
            joined(&[length(*ms), reason.clone()])
        }
        Event::SessionCancelled { reason: text }
        | Event::CandidateRemoved { login: text }
        | Event::CourseRoleTaken { login: text }
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
        | Event::DeviceChanged { device: text }
        | Event::SessionEnded { device: text }
        | Event::OutsideRoom { address: text } => text.clone(),
        Event::Reopened { ms, late, reason, .. } => {
            let late = late.iter().map(item_of).collect::<Vec<_>>().join(site_words::comma(lang));
            let late = if late.is_empty() { late } else { words::late_items(lang, late) };
            joined(&[words::segment(lang, length(*ms)), late, reason.clone()])
        }
        Event::AccountMerged { into: account } | Event::AccountTookOver { from: account } => called.account(account),
        Event::CertificateMoved { from, to } => format!("{} → {}", called.account(from), called.account(to)),
        Event::Irregularity { report } => report_of(report, lang),
        Event::PageLeft { times, ms } => words::left(lang, times, length(i64::try_from(*ms).unwrap_or(i64::MAX))),
        Event::OnlyCounted { what, most } => words::only_counted(lang, words::kind(what, lang), most),
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
