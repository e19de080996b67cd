//! Letters: what goes out by mail, as plain text and as plain HTML, in the language of its reader.
//!
//! A letter has the subject and the body of a message and never what people wrote, so it holds no key, no score and no document's number. Of an exam
//! session it says when and where it is. Never here: sending.

use crate::message::actions::LetterLink;
use zhixing_app::{
    i18n::{mail as words, recovery},
    urls,
};
use zhixing_domain::{
    account::Account,
    id::AccountId,
    lang::Lang,
    message::{InboxMessage, Topic},
    time::Timestamp,
};
use zhixing_shell::{
    html::escape,
    message::{Told, tell},
    site::Site,
};

/// A letter, ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    pub subject: String,
    pub text: String,
    pub html: String,
    /// Where one click ends mail of this kind; nothing where it cannot be switched off.
    pub unsubscribe: Option<String>,
}

/// A stretch of a letter.
enum Piece {
    Words(String),
    /// Facts, a line each.
    Lines(Vec<String>),
    Head(String),
    /// Where something leads: what is said before it, what it is called, the address.
    Link(String, String),
}

/// The letter of one message.
pub fn of_message(site: &Site, reader: &Account, message: &InboxMessage) -> Letter {
    let lang = reader.reads();
    let told = tell(site, message, lang);
    let page = if told.post.is_some() { told.link.clone() } else { urls::messages() };
    let subject = told.subject.clone();
    let mut pieces = vec![Piece::Words(words::hello(lang, &reader.display_name))];
    pieces.extend(said(told));
    pieces.push(Piece::Link(words::look_here(lang).into(), format!("{}{page}", site.about.public_url)));
    let unsubscribe = unsubscribe(site, reader.id, message.topic());
    letter(site, lang, subject, pieces, unsubscribe)
}

/// What a letter says of a message, below its subject.
fn said(told: Told) -> Vec<Piece> {
    match told.post {
        Some(post) => vec![Piece::Words(post.lead), Piece::Lines(post.lines)],
        None => vec![Piece::Words(told.body)],
    }
}

/// The letter of a day, with all that came since the last one.
pub fn of_day(site: &Site, reader: &Account, messages: &[(InboxMessage, Timestamp)]) -> Letter {
    let lang = reader.reads();
    let mut pieces = vec![Piece::Words(words::hello(lang, &reader.display_name)), Piece::Words(words::digest_lead(lang).into())];
    for (message, _) in messages {
        let told = tell(site, message, lang);
        pieces.push(Piece::Head(told.subject.clone()));
        pieces.extend(said(told));
    }
    pieces.push(Piece::Link(words::look_here(lang).into(), format!("{}{}", site.about.public_url, urls::messages())));
    // one click ends what the day's letter is about, where that is one thing
    let topic = messages.first().map(|(m, _)| m.topic()).filter(|topic| messages.iter().all(|(m, _)| m.topic() == *topic));
    let unsubscribe = topic.and_then(|topic| unsubscribe(site, reader.id, topic));
    letter(site, lang, words::digest_subject(lang, messages.len()), pieces, unsubscribe)
}

/// The letter that asks the reader of an address; nothing where its link cannot be sealed.
pub fn to_confirm(site: &Site, account: &Account, address: &str, asked: Timestamp) -> Option<Letter> {
    let lang = account.reads();
    let link = LetterLink::Confirm { account: account.id, asked, address: address.into() }.seal(site)?;
    let pieces =
        vec![Piece::Link(words::confirm_body(lang, &account.login), format!("{}{}", site.about.public_url, urls::confirm_mail(link)))];
    Some(letter(site, lang, words::confirm_subject(lang).into(), pieces, None))
}

/// The letter with a link for a new password.
pub fn to_recover(site: &Site, account: &Account, link: &str) -> Letter {
    let lang = account.reads();
    let pieces = vec![Piece::Link(recovery::body(lang, &account.login), format!("{}{}", site.about.public_url, urls::recover(link)))];
    letter(site, lang, recovery::subject(lang).into(), pieces, None)
}

fn unsubscribe(site: &Site, reader: AccountId, topic: Topic) -> Option<String> {
    if topic.is_important() {
        return None;
    }
    let sealed = LetterLink::Unsubscribe { account: reader, topic }.seal(site)?;
    Some(format!("{}{}", site.about.public_url, urls::unsubscribe(sealed)))
}

fn letter(site: &Site, lang: Lang, subject: String, mut pieces: Vec<Piece>, unsubscribe: Option<String>) -> Letter {
    let from = words::site_of(lang, lang.pick(&site.about.issuer));
    let mut foot = vec![Piece::Words(words::footer(lang, from))];
    if let Some(link) = &unsubscribe {
        foot.push(Piece::Link(words::settings_here(lang).into(), format!("{}{}", site.about.public_url, urls::mail_settings())));
        foot.push(Piece::Link(words::unsubscribe_here(lang).into(), link.clone()));
    }
    let rule = "-- ".to_string();
    let text: Vec<String> = pieces.iter().map(plain).chain([rule]).chain(foot.iter().map(plain)).collect();
    pieces.insert(0, Piece::Head(subject.clone()));
    let body: String = pieces.iter().map(marked).collect();
    let foot: String = foot.iter().map(marked).collect();
    let html = format!(
        "<!DOCTYPE html><html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{}</title></head><body>{body}<hr>{foot}</body></html>",
        lang.tag(),
        escape(&subject)
    );
    Letter { subject, text: text.join("\n\n"), html, unsubscribe }
}

fn plain(piece: &Piece) -> String {
    match piece {
        Piece::Words(words) => words.clone(),
        Piece::Lines(lines) => lines.join("\n"),
        Piece::Head(words) => format!("* {words}"),
        Piece::Link(before, address) => format!("{before}\n{address}"),
    }
}

fn marked(piece: &Piece) -> String {
    match piece {
        Piece::Words(words) => format!("<p>{}</p>", escape(words)),
        Piece::Lines(lines) => format!("<p>{}</p>", lines.iter().map(|line| escape(line)).collect::<Vec<_>>().join("<br>")),
        Piece::Head(words) => format!("<h2>{}</h2>", escape(words)),
        Piece::Link(before, address) => {
            let address = escape(address);
            format!("<p>{}<br><a href=\"{address}\">{address}</a></p>", escape(before))
        }
    }
}
