//! What a message says to its reader: by a match over all kinds, so that one without words does not compile.
//!
//! Here: subject, body, what people wrote, and where it leads. The first two go out by mail as well; what people wrote is read in the product alone.
//! Of an exam session a mail says when and where it is, and leads to the page of the exam.

mod session;

use crate::{parts::title_told, site::Site};
use zhixing_app::{
    i18n::{account, message as words, publication, team},
    urls,
};
use zhixing_domain::{account::Roles, lang::Lang, message::InboxMessage, plan_ref::PlanRef};

/// A message in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub subject: String,
    pub body: String,
    /// What somebody wrote, or a name: never in a mail.
    pub wrote: Option<String>,
    /// The page that it is about.
    pub link: String,
    /// What a mail says in place of the body, where it says more; it leads to `link` then, and else to the inbox.
    pub post: Option<Post>,
}

/// What a mail says of an exam session: what there is to do, and the facts, a line each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    pub lead: String,
    pub lines: Vec<String>,
}

fn lesson_called(site: &Site, course: &str, lesson: &str, lang: Lang) -> String {
    let published = site.published();
    let found = published.library.course(course).and_then(|c| c.lesson(lesson));
    found.map_or_else(|| lesson.to_string(), |l| title_told(&l.title.title(lang)))
}

pub fn tell(site: &Site, message: &InboxMessage, lang: Lang) -> Told {
    let title = |plan: &PlanRef| title_told(&site.published().library.title(plan, lang));
    let say = |subject: String, body: String, wrote: Option<&String>, link: String| Told {
        subject,
        body,
        wrote: wrote.filter(|w| !w.is_empty()).cloned(),
        link,
        post: None,
    };
    match message {
        InboxMessage::SessionListed { .. }
        | InboxMessage::SessionMoved { .. }
        | InboxMessage::SessionChanged { .. }
        | InboxMessage::SessionRemoved { .. }
        | InboxMessage::SessionSoon { .. }
        | InboxMessage::SessionCancelled { .. } => session::tell(site, message, lang),
        InboxMessage::ResultReleased { plan, attempt } => {
            say(words::result_released(lang, title(plan)), words::result_released_body(lang).into(), None, urls::result(attempt))
        }
        InboxMessage::ResultRevised { plan, attempt } => {
            say(words::result_revised(lang, title(plan)), words::result_revised_body(lang).into(), None, urls::result(attempt))
        }
        InboxMessage::CertificateIssued { plan, .. } => {
            say(words::certificate_issued(lang, title(plan)), words::certificate_issued_body(lang).into(), None, urls::certificates())
        }
        InboxMessage::CertificateCorrected { plan, reason, .. } => {
            let body = words::certificate_corrected_body(lang).into();
            say(words::certificate_corrected(lang, title(plan)), body, Some(reason), urls::certificates())
        }
        InboxMessage::CertificateRevoked { plan, reason, .. } => {
            let body = words::certificate_revoked_body(lang).into();
            say(words::certificate_revoked(lang, title(plan)), body, Some(reason), urls::certificates())
        }
        InboxMessage::NameConfirmed { name } => {
            say(words::name_confirmed(lang).into(), words::name_confirmed_body(lang).into(), Some(name), urls::profile())
        }
        InboxMessage::NameRefused { plan, attempt, note } => {
            say(words::name_refused(lang, title(plan)), words::name_refused_body(lang).into(), Some(note), urls::attempt_name(attempt))
        }
        InboxMessage::NameWaits { plan, attempt, missing: true } => {
            say(words::name_missing(lang, title(plan)), words::name_missing_body(lang).into(), None, urls::attempt_name(attempt))
        }
        InboxMessage::NameWaits { plan, attempt, missing: false } => {
            say(words::name_unconfirmed(lang, title(plan)), words::name_unconfirmed_body(lang).into(), None, urls::attempt_name(attempt))
        }
        InboxMessage::InvigilatorWrote { plan, attempt, text } => {
            say(words::invigilator_wrote(lang, title(plan)), words::invigilator_wrote_body(lang).into(), Some(text), urls::result(attempt))
        }
        InboxMessage::AttemptEnded { plan, attempt, reason } => {
            say(words::attempt_ended(lang, title(plan)), words::attempt_ended_body(lang).into(), Some(reason), urls::receipt(attempt))
        }
        InboxMessage::AttemptVoided { plan, attempt, reason } => {
            say(words::attempt_voided(lang, title(plan)), words::attempt_voided_body(lang).into(), Some(reason), urls::receipt(attempt))
        }
        InboxMessage::QuestionAnswered { course, lesson, inquiry } => {
            let title = lesson_called(site, course, lesson, lang);
            let link = format!("{}#{inquiry}", urls::lesson(course, lesson));
            say(words::question_answered(lang, title), words::question_answered_body(lang).into(), None, link)
        }
        InboxMessage::CourseRoleChanged { course, role } => {
            let body = match role.as_str() {
                "" => words::course_role_none(lang).to_string(),
                role => words::course_role_is(lang, team::code_word(role, lang)),
            };
            say(words::course_role(lang, called(site, course, lang)), body, None, urls::teach())
        }
        InboxMessage::ReviewAsked { course } => {
            let subject = words::review_asked(lang, called(site, course, lang));
            say(subject, words::review_asked_body(lang).into(), None, urls::publish(course))
        }
        InboxMessage::ReviewDecided { course, approved, text } => {
            let called = called(site, course, lang);
            let (subject, body) = match approved {
                true => (words::review_approved(lang, called), words::review_approved_body(lang)),
                false => (words::review_sent_back(lang, called), words::review_sent_back_body(lang)),
            };
            say(subject, body.into(), Some(text), urls::publish(course))
        }
        InboxMessage::PublicationStayed { course, why } => {
            let subject = words::publication_stayed(lang, called(site, course, lang));
            say(subject, publication::stayed_word(why, lang), None, urls::publish(course))
        }
        InboxMessage::ScheduleEnded { course, how } => {
            let subject = words::schedule_ended(lang, called(site, course, lang));
            say(subject, publication::ended_word(how, lang), None, urls::publish(course))
        }
        InboxMessage::PasswordChanged => of_account(words::password_changed(lang), words::safety_body(lang)),
        InboxMessage::FactorSet => of_account(words::factor_set(lang), words::safety_body(lang)),
        InboxMessage::FactorRemoved => of_account(words::factor_removed(lang), words::safety_body(lang)),
        InboxMessage::PasskeyAdded => of_account(words::passkey_added(lang), words::safety_body(lang)),
        InboxMessage::PasskeyRemoved => of_account(words::passkey_removed(lang), words::safety_body(lang)),
        InboxMessage::IdentityBound => of_account(words::identity_bound(lang), words::safety_body(lang)),
        InboxMessage::IdentityRemoved => of_account(words::identity_removed(lang), words::safety_body(lang)),
        InboxMessage::MailChanged => of_account(words::mail_changed(lang), words::mail_changed_body(lang)),
        InboxMessage::AccountMerged { name } => {
            say(words::account_merged(lang).into(), words::account_merged_body(lang).into(), Some(name), urls::profile())
        }
        InboxMessage::RolesChanged { roles } => {
            let roles = Roles::parse(roles).map_or_else(|| roles.clone(), |roles| account::roles_of(roles, lang));
            say(words::roles_changed(lang).into(), words::roles_changed_body(lang).into(), Some(&roles), urls::profile())
        }
    }
}

/// What a course is called; before it is published, its name in addresses.
fn called(site: &Site, course: &str, lang: Lang) -> String {
    site.published().library.course(course).map_or_else(|| course.to_string(), |course| course.title.title(lang).text)
}

/// Something that was done to the account itself.
fn of_account(subject: &str, body: &str) -> Told {
    Told { subject: subject.into(), body: body.into(), wrote: None, link: urls::profile(), post: None }
}
