//! What each kind of event is called: by a match over all of them, so that one without words does not compile.

use zhixing_app::i18n::history as words;
use zhixing_domain::{event::EventKind, lang::Lang};

/// What events of a kind are called.
pub(super) fn name(kind: EventKind, lang: Lang) -> &'static str {
    let words = match kind {
        EventKind::AccountOpened => words::account_opened,
        EventKind::RolesGiven => words::account_roles,
        EventKind::ScopeGiven => words::account_scope,
        EventKind::Named => words::account_named,
        EventKind::AccountDisabled => words::account_disabled,
        EventKind::AccountEnabled => words::account_enabled,
        EventKind::PasswordChanged => words::password_changed,
        EventKind::ResetCodeMade => words::reset_code_made,
        EventKind::PasswordReset => words::password_reset,
        EventKind::Recovered => words::recovered,
        EventKind::FactorSet => words::factor_set,
        EventKind::FactorRemoved => words::factor_removed,
        EventKind::RecoveryCodeUsed => words::recovery_code_used,
        EventKind::PasskeyAdded => words::passkey_added,
        EventKind::PasskeyRemoved => words::passkey_removed,
        EventKind::IdentityBound => words::identity_bound,
        EventKind::IdentityRemoved => words::identity_removed,
        EventKind::MailConfirmed => words::mail_confirmed,
        EventKind::MailRemoved => words::mail_removed,
        EventKind::PhoneConfirmed => words::phone_confirmed,
        EventKind::PhoneRemoved => words::phone_removed,
        EventKind::Grouped => words::grouped,
        EventKind::Ungrouped => words::ungrouped,
        EventKind::GroupOpened => words::group_opened,
        EventKind::GroupChanged => words::group_changed,
        EventKind::GroupRemoved => words::group_removed,
        EventKind::PeopleGrouped => words::people_grouped,
        EventKind::PeopleUngrouped => words::people_ungrouped,
        EventKind::GroupDisabled => words::group_disabled,
        EventKind::WebhookAdded => words::webhook_added,
        EventKind::WebhookRemoved => words::webhook_removed,
        EventKind::WebhookResumed => words::webhook_resumed,
        EventKind::NameStated => words::name_stated,
        EventKind::NameConfirmed | EventKind::AttemptNameConfirmed => words::name_confirmed,
        EventKind::TermsAgreed => words::terms_agreed,
        EventKind::CalendarMade => words::calendar_made,
        EventKind::CalendarRemoved => words::calendar_removed,
        EventKind::SignedOutEverywhere => words::signed_out,
        EventKind::SessionEnded => words::session_ended,
        EventKind::DataTaken => words::data_taken,
        EventKind::AccountMerged => words::account_merged,
        EventKind::AccountTookOver => words::account_took_over,
        EventKind::CertificateMoved => words::certificate_moved,
        EventKind::SessionsEnded => words::sessions_ended,
        EventKind::TokenMinted => words::token_minted,
        EventKind::TokenRevoked => words::token_revoked,
        EventKind::Published => words::published,
        EventKind::DraftSaved => words::draft_saved,
        EventKind::PublicationReviewed => words::publication_reviewed,
        EventKind::CourseRoleGiven => words::course_role_given,
        EventKind::CourseRoleTaken => words::course_role_taken,
        EventKind::PublicationScheduled => words::publication_scheduled,
        EventKind::PublicationUnscheduled => words::publication_unscheduled,
        EventKind::PublicationStayed => words::publication_stayed,
        EventKind::InquiryAsked => words::inquiry_asked,
        EventKind::InquiryTakenBack => words::inquiry_taken_back,
        EventKind::InquiryAnswered => words::inquiry_answered,
        EventKind::InquiryShown => words::inquiry_shown,
        EventKind::PlanCodeSet => words::plan_code_set,
        EventKind::SessionOpened => words::session_opened,
        EventKind::SessionCodeSet => words::session_code_set,
        EventKind::SessionCodeRemoved => words::session_code_removed,
        EventKind::SessionMoved => words::session_moved,
        EventKind::SessionDescribed => words::session_described,
        EventKind::SessionCancelled => words::session_cancelled,
        EventKind::CandidateRemoved => words::candidate_removed,
        EventKind::CandidatesListed => words::listed,
        EventKind::Accommodated => words::accommodated,
        EventKind::Started => words::started,
        EventKind::Submitted => words::submitted,
        EventKind::Expired => words::expired,
        EventKind::Terminated => words::terminated,
        EventKind::Extended => words::extended,
        EventKind::PaperDiscarded => words::paper_discarded,
        EventKind::ClosesLater => words::closes_later,
        EventKind::GrantRevoked => words::revoked,
        EventKind::OutageGivenBack => words::given_back,
        EventKind::Paused => words::paused,
        EventKind::Resumed => words::resumed,
        EventKind::Voided => words::voided,
        EventKind::Reopened => words::reopened,
        EventKind::Notified => words::notified,
        EventKind::WriterTookOver => words::pen_taken,
        EventKind::WriterReleased => words::pen_freed,
        EventKind::Irregularity => words::irregularity,
        EventKind::PageLeft => words::left_page,
        EventKind::DeviceChanged => words::device_changed,
        EventKind::OnlyCounted => words::counted,
        EventKind::SebMissing => words::seb_missing,
        EventKind::OutsideRoom => words::outside_room,
        EventKind::BrowserProved => words::browser_proved,
        EventKind::NameAsked => words::name_asked,
        EventKind::NameChanged => words::name_changed,
        EventKind::NameRefused => words::name_refused,
        EventKind::Graded => words::graded,
        EventKind::MarkGiven => words::mark_given,
        EventKind::Released => words::released,
        EventKind::Revised => words::revised,
        EventKind::ItemDecided => words::item_decided,
        EventKind::CertificateIssued => words::certificate_issued,
        EventKind::CertificateRevoked => words::certificate_revoked,
        EventKind::CertificateHeld => words::certificate_held,
        EventKind::CertificateCorrected => words::certificate_corrected,
        EventKind::SiteSettingChanged => words::site_setting,
    };
    words(lang)
}

/// What events of an action are called; one that a later build wrote stands for itself.
pub fn action_name(action: &str, lang: Lang) -> String {
    EventKind::from_action(action).map_or_else(|| action.to_string(), |kind| name(kind, lang).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use zhixing_app::i18n::log;

    #[test]
    fn every_kind_of_event_has_words_and_is_of_a_kind_that_the_log_offers() {
        for kind in EventKind::ALL {
            let begins = kind.action().split('.').next().unwrap_or_default();
            assert!(log::KINDS.iter().any(|(name, _)| *name == begins), "{} is of no kind", kind.action());
            assert_eq!(EventKind::from_action(kind.action()), Some(*kind));
            for lang in Lang::ALL {
                let said = action_name(kind.action(), lang);
                assert!(!said.is_empty() && !said.contains(['.', '_']), "{}: {said}", kind.action());
            }
        }
        assert_eq!(action_name("moon.risen", Lang::En), "moon.risen", "of a later build");
    }
}
