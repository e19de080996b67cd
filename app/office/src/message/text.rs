//! Short messages: what kind of news there is, and where to read it. Each fits into one message, whatever the site is called.

use zhixing_app::i18n::{message as topics, phone as words, site as site_words};
use zhixing_domain::{
    account::Account,
    digest::sha256_hex,
    id::AccountId,
    lang::Lang,
    message::{Topic, phone::first_that_fits},
};
use zhixing_shell::site::Site;

fn brand(site: &Site, lang: Lang) -> String {
    site.decided.name(lang).unwrap_or_else(|| site_words::brand(lang).into())
}

/// That there is news about a topic.
pub fn of_topic(site: &Site, reader: &Account, topic: Topic) -> String {
    let lang = reader.reads();
    let (topic, address) = (topics::topic(topic, lang), &site.about.public_url);
    let texts =
        [words::news_from(lang, brand(site, lang), topic, address), words::news(lang, topic, address), words::news_bare(lang, topic)];
    first_that_fits(texts)
}

/// The message that brings a code.
pub fn of_code(site: &Site, reader: &Account, code: &str) -> String {
    let lang = reader.reads();
    first_that_fits([words::code_from(lang, brand(site, lang), code), words::code_bare(lang, code)])
}

/// A new code of six digits.
pub fn new_code(site: &Site) -> String {
    let random = site.ports.random();
    let number = random[..8].iter().fold(0u64, |number, byte| number << 8 | u64::from(*byte));
    format!("{:06}", number % 1_000_000)
}

/// What is kept of the code of an account.
pub fn kept_code(account: AccountId, code: &str) -> String {
    sha256_hex(format!("phone {account} {code}").as_bytes())
}
