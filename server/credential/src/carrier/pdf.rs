//! The attachment of a PDF. No PDF parser: streams marked `/EmbeddedFile` are looked for, which stand in the open in
//! every PDF that is not encrypted. (A file whose object dictionaries were rewritten by other software may lose the mark.)

use super::{CarrierError, Found, find};

/// Dictionaries of attachments are shorter.
const DICTIONARY: usize = 4096;
const MARK: &[u8] = b"/EmbeddedFile";

/// Also what a later revision of the file appended: nothing in it hides behind another attachment of the same name.
pub(super) fn extract(pdf: &[u8], found: &mut Found) -> Result<(), CarrierError> {
    let mut at = 0;
    while let Some(mark) = find(pdf, MARK, at) {
        at = mark + MARK.len();
        // `/EmbeddedFiles` is the name tree of the catalogue
        if pdf.get(at).is_some_and(u8::is_ascii_alphanumeric) {
            continue;
        }
        let budget = found.place()?;
        let Some(stream) = stream(pdf, mark) else { continue };
        at = at.max(stream.end);
        let data = if stream.packed { budget.inflate(stream.data)? } else { Some(stream.data.to_vec()) };
        if let Some(data) = data.filter(|data| is_credential(data)) {
            found.add(data)?;
        }
    }
    Ok(())
}

struct Stream<'a> {
    data: &'a [u8],
    packed: bool,
    /// Where the search goes on: no byte is looked at for two streams.
    end: usize,
}

/// The stream in whose dictionary the mark stands.
fn stream(pdf: &[u8], mark: usize) -> Option<Stream<'_>> {
    let floor = mark.saturating_sub(DICTIONARY);
    let begin = floor + pdf.get(floor..mark)?.windows(4).rposition(|w| w == b" obj")?;
    let ceiling = pdf.len().min(mark + DICTIONARY);
    let keyword = mark + find(pdf.get(mark..ceiling)?, b"stream", 0)?;
    let dictionary = pdf.get(begin..keyword)?;
    let mut start = keyword + b"stream".len();
    start += match pdf.get(start..start + 2)? {
        b"\r\n" => 2,
        [b'\n', _] => 1,
        _ => return None,
    };
    // the declared length where it is plain and true, because packed data may contain any word
    let declared = declared_length(dictionary)
        .and_then(|length| pdf.get(start..start.checked_add(length)?))
        .filter(|data| pdf.get(start + data.len()..).is_some_and(|rest| rest.trim_ascii_start().starts_with(b"endstream")));
    let data = match declared {
        Some(data) => data,
        None => pdf.get(start..find(pdf, b"endstream", start)?)?,
    };
    let packed = match (find(dictionary, b"/Filter", 0), find(dictionary, b"/FlateDecode", 0)) {
        (None, _) => false,
        (Some(_), Some(_)) => true,
        _ => return None,
    };
    Some(Stream { data, packed, end: start + data.len() })
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
    use crate::carrier::{CarrierError, extract};

    fn pdf(attachments: &[&str]) -> Vec<u8> {
        let objects = attachments
            .iter()
            .map(|a| format!("7 0 obj\n<<\n/Type /EmbeddedFile /Length {}\n>>\nstream\n{a}\nendstream\nendobj\n", a.len()));
        format!("%PDF-1.7\n/EmbeddedFiles\n{}", objects.collect::<String>()).into_bytes()
    }

    const A: &str = r#"{"type":["VerifiableCredential"],"x":"endstream"}"#;

    #[test]
    fn the_credential_is_found_among_attachments() {
        let found = |pdf: &[u8]| extract(pdf).map(|(_, json)| json);
        assert_eq!(found(&pdf(&["other", A])), Ok(A.into()));
        assert_eq!(found(&pdf(&[A, "other", A])), Ok(A.into()));
    }

    #[test]
    fn a_credential_that_was_appended_later_is_the_second() {
        let appended =
            [pdf(&[A]), b"\nxref\n0 1\ntrailer\n<</Prev 9>>\n%%EOF\n".to_vec(), pdf(&[r#"{"type":["VerifiableCredential"],"x":"y"}"#])];
        assert_eq!(extract(&appended.concat()), Err(CarrierError::Several));
    }

    #[test]
    fn two_credentials_are_one_too_many() {
        assert_eq!(extract(&pdf(&[A, r#"{"type":["VerifiableCredential"]}"#])), Err(CarrierError::Several));
        assert_eq!(extract(&pdf(&["x"])), Err(CarrierError::Empty));
        assert_eq!(extract(b"%PDF-1.7 << /EmbeddedFile >> stream"), Err(CarrierError::Empty));
    }
}
