//! The attachment of a PDF. No PDF parser: streams marked `/EmbeddedFile` are looked for, which stand in the open in
//! every PDF that is not encrypted. (A file whose object dictionaries were rewritten by other software may lose the mark.)

use super::{CarrierError, find, inflate, only};

/// More attachments than this are not looked at.
const MOST: usize = 16;
const DICTIONARY: usize = 4096;

pub(super) fn extract(pdf: &[u8]) -> Result<Vec<u8>, CarrierError> {
    let mut found = Vec::new();
    let mut at = 0;
    for _ in 0..MOST {
        let Some(mark) = find(pdf, b"/EmbeddedFile", at) else { break };
        at = mark + b"/EmbeddedFile".len();
        // `/EmbeddedFiles` is the name tree of the catalogue
        if pdf.get(at).is_some_and(u8::is_ascii_alphanumeric) {
            continue;
        }
        found.extend(stream(pdf, mark).filter(|data| is_credential(data)));
    }
    only(found)
}

/// The data of the stream in whose dictionary the mark stands.
fn stream(pdf: &[u8], mark: usize) -> Option<Vec<u8>> {
    let begin = pdf.get(..mark)?.windows(4).rposition(|w| w == b" obj")?;
    let keyword = find(pdf, b"stream", mark)?;
    let dictionary = pdf.get(begin..keyword).filter(|d| d.len() <= DICTIONARY)?;
    let mut start = keyword + b"stream".len();
    start += match pdf.get(start..start + 2)? {
        b"\r\n" => 2,
        [b'\n', _] => 1,
        _ => return None,
    };
    let end = find(pdf, b"endstream", start)?;
    // the declared length where it is plain and true, because packed data may contain any word
    let data = declared_length(dictionary)
        .and_then(|length| pdf.get(start..start.checked_add(length)?))
        .filter(|data| pdf.get(start + data.len()..).is_some_and(|rest| rest.trim_ascii_start().starts_with(b"endstream")))
        .or_else(|| pdf.get(start..end))?;
    match (find(dictionary, b"/Filter", 0), find(dictionary, b"/FlateDecode", 0)) {
        (None, _) => Some(data.to_vec()),
        (Some(_), Some(_)) => inflate(data),
        _ => None,
    }
}

fn declared_length(dictionary: &[u8]) -> Option<usize> {
    let at = find(dictionary, b"/Length ", 0)? + b"/Length ".len();
    let rest = dictionary.get(at..)?;
    let digits = rest.iter().take_while(|c| c.is_ascii_digit()).count();
    // `/Length 12 0 R` is a reference, not a number
    let reference = rest.get(digits..)?.starts_with(b" 0 R");
    (!reference && (1..=7).contains(&digits)).then(|| rest.iter().take(digits).fold(0, |n, c| n * 10 + usize::from(c - b'0')))
}

/// A first look, to pass over other attachments; the verifier judges.
fn is_credential(data: &[u8]) -> bool {
    data.trim_ascii_start().starts_with(b"{") && find(data, b"\"VerifiableCredential\"", 0).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pdf(attachments: &[&str]) -> Vec<u8> {
        let objects = attachments
            .iter()
            .map(|a| format!("7 0 obj\n<<\n/Type /EmbeddedFile /Length {}\n>>\nstream\n{a}\nendstream\nendobj\n", a.len()));
        format!("%PDF-1.7\n/EmbeddedFiles\n{}", objects.collect::<String>()).into_bytes()
    }

    const A: &str = r#"{"type":["VerifiableCredential"],"x":"endstream"}"#;

    #[test]
    fn the_credential_is_found_among_attachments() {
        assert_eq!(extract(&pdf(&["other", A])), Ok(A.into()));
        assert_eq!(extract(&pdf(&[A, A])), Ok(A.into()));
    }

    #[test]
    fn two_credentials_are_one_too_many() {
        assert_eq!(extract(&pdf(&[A, r#"{"type":["VerifiableCredential"]}"#])), Err(CarrierError::Several));
        assert_eq!(extract(&pdf(&["x"])), Err(CarrierError::Empty));
        assert_eq!(extract(b"%PDF-1.7 << /EmbeddedFile >> stream"), Err(CarrierError::Empty));
    }
}
