//! Why somebody saved or published something, in their own words.

use zhixing_app::i18n::workshop as words;
use zhixing_domain::workshop::REASON;
use zhixing_shell::problem::Problem;

/// Why something was saved or published, in one line; nothing where nobody says.
///
/// # Errors
///
/// [`Problem::Invalid`] at `reason` for one that is too long.
pub fn reason_of(typed: &str) -> Result<Option<String>, Problem> {
    let words = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().count() > REASON {
        return Err(Problem::invalid("reason", |l| words::reason_form(l, REASON)));
    }
    Ok(Some(words).filter(|words| !words.is_empty()))
}
