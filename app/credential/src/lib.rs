//! Certificates: issuing, correcting and revoking them, and their verification by anybody.
//!
//! Here: pages, actions and the route table of this wing. Never here: SQL, rules, the words themselves (`zhixing_app::i18n`).

// views are deep types: one level for every element around another
#![recursion_limit = "512"]

pub mod certificate;
pub mod verification;

use zhixing_app::urls;
use zhixing_shell::table::Table;

/// The routes of this wing.
pub fn table() -> Table {
    Table::default()
        .get(urls::VERIFY, verification::page)
        .post(urls::VERIFY, verification::check)
        .get(urls::VERIFICATION, verification::number)
        .get(urls::CERTIFICATES, certificate::list)
        .get(urls::CERTIFICATE_PDF, certificate::pdf)
        .get(urls::CERTIFICATE_JSON, certificate::json)
        .get(urls::CERTIFICATE_DESK, certificate::desk::list)
        .get(urls::CERTIFICATE_ADMIN, certificate::desk::show)
        .post(urls::REVOKE, certificate::desk::revoke)
        .post(urls::CORRECT, certificate::correction::correct)
}
