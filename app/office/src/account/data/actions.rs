//! The archive of what is kept about a person, by the page and by the API. What is in it may be seen by that person anyway: no key, no result before its
//! release, nobody else. What would make it too large is left out, and it says so.

use crate::account::{data::files, own};
use axum::response::Response;
use serde_json::Value;
use zhixing_app::i18n::own_data as words;
use zhixing_domain::lang::Lang;
use zhixing_shell::{
    boxed, download,
    guard::{Person, Visit},
    parts::time,
    problem::Problem,
};

/// Files of certificates up to so many bytes together.
const CERTIFICATES: usize = 48 << 20;

/// What a file is called, and what it is.
type About = (&'static str, fn(Lang) -> &'static str);
const FILES: [About; 12] = [
    ("account.json", words::file_account),
    ("sessions.json", words::file_sessions),
    ("attempts.json", words::file_attempts),
    ("exam-sessions.json", words::file_seats),
    ("certificates.json", words::file_certificates),
    ("lessons.json", words::file_lessons),
    ("notebook.json", words::file_notebook),
    ("practice.json", words::file_practice),
    ("repetitions.json", words::file_repetitions),
    ("questions.json", words::file_questions),
    ("messages.json", words::file_messages),
    ("events.json", words::file_events),
];

/// Makes the archive, and notes that it was taken. A token does not: whoever stole one has not everything at once.
///
/// # Errors
///
/// [`Problem::Rejected`] for a program with a token; [`Problem::Busy`] if too much is asked at once; [`Problem::Slow`] if one person asks too
/// often; else a [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn take(visit: &Visit, person: &Person) -> Result<Response, Problem> {
    visit.signed_in()?;
    let id = person.0.id;
    visit.site.keep.take_data(id, visit.now).map_err(Problem::Slow)?;
    let (sessions, here) = own::signed_in(visit, person).await?;
    let contents: [Value; 12] = [
        files::account(visit, &person.0).await?,
        files::sessions(visit, &person.0, &sessions, here.as_deref()).await?,
        files::attempts(visit, id).await?,
        files::seats(visit, id).await?,
        files::certificates(visit, id).await?,
        files::lessons(visit, id).await?,
        files::notebook(visit, id).await?,
        files::practice(visit, id).await?,
        files::repetitions(visit, id).await?,
        files::questions(visit, id).await?,
        files::messages(visit, id).await?,
        files::events(visit, id).await?,
    ];
    let mut files: Vec<(String, Vec<u8>)> =
        FILES.iter().zip(&contents).map(|((name, _), content)| ((*name).into(), format!("{content:#}\n").into_bytes())).collect();
    let left = certificates(visit, person, &mut files).await?;
    files.push(("README.txt".into(), readme(visit, person, left).into_bytes()));
    let archive = visit.site.ports.pack(files).await.map_err(|_| Problem::Busy(5))?;
    visit.site.store.note_data_taken(id, visit.stamp()).await?;
    Ok(download(archive, "application/zip", "my-data.zip"))
}

/// The certificates as they were issued, the newest first, as many as have room; gives how many have none.
async fn certificates(visit: &Visit, person: &Person, archive: &mut Vec<(String, Vec<u8>)>) -> Result<usize, Problem> {
    let (mut room, mut left) = (CERTIFICATES, 0);
    for c in visit.site.store.certificates_of(person.0.id).await? {
        let Some((credential, pdf)) = visit.site.store.certificate_bytes(&c.number, c.version).await? else { continue };
        match room.checked_sub(credential.len() + pdf.len()) {
            Some(rest) => {
                room = rest;
                archive.push((format!("certificates/{}-{}.json", c.number, c.version), credential));
                archive.push((format!("certificates/{}-{}.pdf", c.number, c.version), pdf));
            }
            None => left += 1,
        }
    }
    Ok(left)
}

/// What each file is, in both languages.
fn readme(visit: &Visit, person: &Person, left: usize) -> String {
    let part = |lang: Lang| {
        let when = time::at(&visit.site, visit.now, lang);
        let files: Vec<String> = FILES.iter().map(|(name, about)| format!("{name}\t{}", about(lang))).collect();
        let left = if left > 0 { format!("{}\n", words::file_left(lang, left)) } else { String::new() };
        let (about, keys, form) = (words::file_about(lang, &person.0.login, when), words::file_keys(lang), words::file_form(lang));
        format!("{about}\n{keys}\n{form}\n\n{}\n{left}", files.join("\n"))
    };
    Lang::ALL.map(part).join("\n\n")
}
