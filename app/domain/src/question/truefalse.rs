//! A statement is true or false.

/// The key of a true-or-false item.
#[derive(Clone, Debug, PartialEq)]
pub struct TrueFalse {
    pub key: bool,
}
