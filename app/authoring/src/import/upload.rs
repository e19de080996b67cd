//! What was uploaded or pasted, and how it goes from the preview to what is taken: within the form, so that nothing is kept that nobody took.

use axum::{
    extract::{Multipart, multipart::MultipartError},
    http::StatusCode,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use zhixing_app::i18n::bank as words;
use zhixing_domain::lang::Lang;
use zhixing_shell::{
    banks::{BankUpload, BankWords, READ},
    problem::Problem,
};

/// A file, or a text that was pasted.
#[derive(Default)]
pub(crate) struct Upload {
    pub name: String,
    pub bytes: Vec<u8>,
    /// The word of a format; empty where it is to be found.
    pub format: String,
    /// As it was pasted.
    pub text: String,
}

/// The most bytes of an upload: what a request of the workshop may have.
pub const UPLOAD_BYTES: usize = 4 << 20;
/// What a pasted text is called.
pub(super) const PASTED: &str = "pasted.txt";

impl Upload {
    /// As it came with the form under the preview.
    pub fn kept(kept: &str, name: &str, format: &str) -> Result<Self, Problem> {
        let bytes = URL_SAFE_NO_PAD.decode(kept).map_err(|_| unreadable())?;
        Ok(Self { name: name_of(name), bytes, format: format.into(), text: String::new() })
    }

    pub fn to_keep(&self) -> String {
        URL_SAFE_NO_PAD.encode(&self.bytes)
    }

    pub fn bank(&self) -> BankUpload {
        let format = Some(self.format.clone()).filter(|format| READ.contains(&format.as_str()));
        BankUpload { name: self.name.clone(), bytes: self.bytes.clone(), format }
    }
}

pub(crate) fn too_large(most: usize) -> Problem {
    Problem::invalid("file", |l| words::too_large(l, most >> 20))
}

/// An upload holds something, and no more than may be sent; else `none` says what is asked for.
pub(crate) fn fits(bytes: &[u8], most: usize, none: impl Fn(Lang) -> &'static str) -> Result<(), Problem> {
    if bytes.is_empty() {
        return Err(Problem::invalid("file", |l| none(l).into()));
    }
    if bytes.len() > most { Err(too_large(most)) } else { Ok(()) }
}

/// Why nothing could be read of an upload.
pub(crate) fn refused(words: BankWords) -> Problem {
    Problem::Invalid { field: "file", words }
}

/// Why an upload did not arrive.
pub(crate) fn broken(error: MultipartError, most: usize) -> Problem {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE { too_large(most) } else { unreadable() }
}

fn unreadable() -> Problem {
    Problem::invalid("file", |l| words::unreadable(l).into())
}

/// The name alone, without folders or what no name has.
pub(crate) fn name_of(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = last.chars().filter(|c| !c.is_control()).take(80).collect();
    if name.trim().is_empty() { PASTED.into() } else { name }
}

/// Takes the form apart: the file, else the pasted text.
pub(crate) async fn received(parts: Multipart) -> Result<Upload, Problem> {
    received_within(parts, UPLOAD_BYTES).await
}

/// The same with a bound of its own.
pub(crate) async fn received_within(mut parts: Multipart, most: usize) -> Result<Upload, Problem> {
    let (mut sent, mut pasted) = (Upload { name: PASTED.into(), ..Upload::default() }, vec![]);
    while let Some(field) = parts.next_field().await.map_err(|e| broken(e, most))? {
        let (name, file) = (field.name().unwrap_or_default().to_string(), field.file_name().map(String::from));
        let bytes = field.bytes().await.map_err(|e| broken(e, most))?;
        if bytes.len() > most {
            return Err(too_large(most));
        }
        match name.as_str() {
            "format" => sent.format = String::from_utf8_lossy(&bytes).into_owned(),
            "text" => (sent.text, pasted) = (String::from_utf8_lossy(&bytes).into_owned(), bytes.to_vec()),
            "file" if !bytes.is_empty() => (sent.name, sent.bytes) = (name_of(&file.unwrap_or_default()), bytes.to_vec()),
            _ => {}
        }
    }
    if sent.bytes.is_empty() && !pasted.trim_ascii().is_empty() {
        sent.bytes = pasted;
    }
    Ok(sent)
}
