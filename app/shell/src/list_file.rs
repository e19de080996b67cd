//! A list of people as a file: text in whatever encoding, or the workbook of a spreadsheet.

use crate::{guard::Visit, problem::Problem};
use zhixing_roster::{Decoded, Encoding};

/// How every ZIP begins, and so every workbook.
const ZIP: &[u8] = b"PK\x03\x04";

/// The text of a list that came in this field.
///
/// # Errors
///
/// [`Problem::Invalid`] if it is neither text nor a workbook; [`Problem::Busy`] if too many are read at once.
pub async fn text(visit: &Visit, field: &'static str, bytes: Vec<u8>) -> Result<Decoded, Problem> {
    if !bytes.starts_with(ZIP) {
        return zhixing_roster::decode(&bytes).map_err(|why| Problem::invalid(field, |l| why.words(l)));
    }
    let read = visit.site.ports.read_list(bytes).await.map_err(|_| Problem::Busy(3))?;
    let text = read.map_err(|why| Problem::invalid(field, |l| why.get(l).clone()))?;
    Ok(Decoded { text, encoding: Encoding::Utf8, sure: true })
}
