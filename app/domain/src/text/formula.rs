//! What a spreadsheet would compute instead of showing it (OWASP, CSV injection). Written and read by these two alone.

/// With these a formula begins; with the wide ones where a spreadsheet folds widths.
const SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// Whether a cell of this text would be computed: blanks before the sign are passed over.
fn begins(text: &str) -> bool {
    text.starts_with(['\t', '\r']) || text.trim_start().starts_with(SIGNS)
}

/// The text of a cell, with an apostrophe in front of what would be a formula.
pub fn harmless(text: &str) -> String {
    if begins(text) { format!("'{text}") } else { text.to_string() }
}

/// What a cell says: an apostrophe that keeps it from being a formula is no part of it.
pub fn plain(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| begins(rest)).unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_a_spreadsheet_would_compute_is_written_as_words_and_read_as_it_was() {
        for formula in ["=1", "+1", "-1", "@x", "＝1", "＋1", "－1", "＠x", "\tx", "\r=x", "\n=1", "  =1", "\u{3000}＝1", "\u{a0}+1"] {
            let cell = harmless(formula);
            assert_eq!(cell, format!("'{formula}"));
            assert_eq!(plain(&cell), formula);
        }
        for words in ["x", "1", "a=b", "", "'", "'x", "（－1）", " x"] {
            assert_eq!((harmless(words).as_str(), plain(words)), (words, words));
        }
    }
}
