//! What stands in the data folder, by name.

pub const DATABASE: &str = "zhixing.db";
pub const SETTINGS: &str = "zhixing.toml";
