//! The configuration as administrators may look at it. It is read and checked where the server starts.

/// A setting as it is configured, for people to look at.
#[derive(Clone, Debug)]
pub struct ConfiguredSetting {
    pub name: &'static str,
    /// The variable that it is read from.
    pub env: &'static str,
    pub meaning: &'static str,
    /// Nothing where it is a secret.
    pub value: Option<String>,
    pub source: ConfigSource,
}

/// Where a value was found; the later one wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConfigSource {
    Default,
    File,
    Environment,
    Flag,
}
