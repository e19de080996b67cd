//! Rules about what people type.

pub mod name;
