//! How a part of a query looks that is more than a text of some length: as the description says it, and as it is read.

/// Numbers of items or pages of a file.
pub const NUMBERS: &str = "^([0-9]{1,6}(,[0-9]{1,6})*)?$";

/// Whether something is so; nothing where it is not.
pub const TRUTH: &str = "^(true|false)?$";

/// The numbers of such a text.
pub fn numbers(text: &str) -> impl Iterator<Item = usize> + '_ {
    text.split(',').filter_map(|number| number.parse().ok())
}

/// Whether a text is numbers as [`NUMBERS`] has them.
pub fn is_numbers(text: &str) -> bool {
    let is_number = |number: &str| (1..=6).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    text.is_empty() || text.split(',').all(is_number)
}
