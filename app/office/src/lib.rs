//! The office: accounts, signing in, the second factor, messages and mail, webhooks, the overview of staff, standards, the parts of the site on one page.
//!
//! Here: pages, actions and the route table of this wing. Never here: SQL, rules, the words themselves (`zhixing_app::i18n`).

// views are deep types: one level for every element around another
#![recursion_limit = "512"]

pub mod account;
pub mod identity;
pub mod log;
mod manifest;
pub mod message;
pub mod overview;
pub mod passkey;
pub mod recovery;
pub mod second_factor;
pub mod settings;
pub mod site_page;
pub mod standard;
pub mod style;
pub mod webhook;

use zhixing_app::urls;
use zhixing_shell::table::Table;

/// The routes of this wing.
pub fn table() -> Table {
    Table::default()
        .get(urls::STANDARD, standard::show)
        .get(urls::PRIVACY, site_page::privacy)
        .get(urls::TERMS, site_page::terms)
        .get(urls::HELP, site_page::help)
        .get(urls::MANIFEST, manifest::show)
        .get(urls::SIGN_IN, account::sign_in_page)
        .post(urls::SIGN_IN, account::sign_in)
        .post(urls::SIGN_IN_CODE, second_factor::sign_in)
        .post(urls::SIGN_IN_PASSKEY, passkey::sign_in)
        .get(urls::SIGN_IN_WITH, identity::door::leave)
        .get(urls::SIGN_IN_FROM, identity::door::arrive)
        .get(urls::SIGN_IN_NEW, identity::door::new_page)
        .post(urls::SIGN_IN_NEW, identity::door::open)
        .get(urls::RESET, account::reset::page)
        .post(urls::RESET, account::reset::save)
        .post(urls::RECOVERY, recovery::ask)
        .get(urls::RECOVER, recovery::show)
        .post(urls::RECOVER, recovery::save)
        .get(urls::REGISTER, account::register_page)
        .post(urls::REGISTER, account::register)
        .post(urls::SIGN_OUT, account::sign_out)
        .post(urls::LANGUAGE, account::language)
        .post(urls::THEME, account::theme)
        .get(urls::STYLE, style::show)
        .get(urls::PROFILE, account::profile::show)
        .post(urls::PROFILE, account::profile::save)
        .post(urls::PASSWORD, account::profile::password)
        .post(urls::AGREE, account::profile::agree)
        .get(urls::PASSKEYS, passkey::list)
        .post(urls::PASSKEYS, passkey::add)
        .get(urls::PASSKEY, passkey::show)
        .post(urls::PASSKEY, passkey::change)
        .get(urls::IDENTITIES, identity::list)
        .post(urls::IDENTITIES, identity::save)
        .get(urls::IDENTITY, identity::show)
        .post(urls::IDENTITY, identity::remove)
        .get(urls::SECOND_FACTOR, second_factor::show)
        .post(urls::SECOND_FACTOR, second_factor::set)
        .post(urls::REMOVE_FACTOR, second_factor::remove)
        .post(urls::REVOKE_TOKEN, account::profile::revoke_token)
        .post(urls::OWN_DATA, account::data::take)
        .post(urls::OWN_SESSIONS, account::devices::end_own)
        .post(urls::SIGN_OUT_EVERYWHERE, account::profile::sign_out_everywhere)
        .get(urls::MESSAGES, message::show)
        .post(urls::MESSAGES, message::read_all)
        .post(urls::MESSAGE, message::read)
        .get(urls::MAIL_SETTINGS, message::settings::show)
        .post(urls::MAIL_SETTINGS, message::settings::choose)
        .post(urls::MAIL_ADDRESS, message::settings::address)
        .post(urls::PHONE, message::phone::form::number)
        .post(urls::PHONE_TOPICS, message::phone::form::choose)
        .get(urls::CONFIRM_MAIL, message::link::confirm_page)
        .post(urls::CONFIRM_MAIL, message::link::confirm)
        .get(urls::UNSUBSCRIBE, message::link::unsubscribe_page)
        .post(urls::UNSUBSCRIBE, message::link::unsubscribe)
        .get(urls::DESK, overview::show)
        .get(urls::ACCOUNTS, account::admin::list)
        .post(urls::ACCOUNTS, account::admin::open)
        .get(urls::IMPORT_ACCOUNTS, account::import::show)
        .post(urls::IMPORT_ACCOUNTS, account::import::save)
        .post(urls::IMPORT_FILE, account::import::upload)
        .get(urls::GROUPS, account::group::list)
        .post(urls::GROUPS, account::group::open)
        .get(urls::GROUP, account::group::one::show)
        .post(urls::GROUP, account::group::one::change)
        .post(urls::GROUP_PEOPLE, account::group::people::save)
        .post(urls::GROUP_FILE, account::group::people::upload)
        .get(urls::ACCOUNT, account::admin::show)
        .post(urls::ACCOUNT, account::admin::change)
        .get(urls::MERGE_ACCOUNT, account::merge::show)
        .post(urls::MERGE_ACCOUNT, account::merge::merge)
        .post(urls::SESSIONS_OF, account::devices::end_of)
        .post(urls::IDENTITIES_OF, identity::bound_by::end_of)
        .post(urls::RESET_CODE, account::admin::reset_code)
        .post(urls::LIFT_FACTOR, account::admin::lift_factor)
        .get(urls::SETTINGS, settings::show)
        .post(urls::SETTINGS, settings::save)
        .get(urls::LOG, log::show)
        .get(urls::LOG_FILE, log::download)
        .get(urls::WEBHOOKS, webhook::list)
        .post(urls::WEBHOOKS, webhook::add)
        .post(urls::WEBHOOK, webhook::change)
}
