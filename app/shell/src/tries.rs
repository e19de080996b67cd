//! What somebody may try and fail at. The counters are the server's (`limiter`); who may do what is never decided by them.

/// Who has a password hashed: it decides over the share of the queue, and over nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asker {
    pub address: String,
    /// By a device on which the login signed in before, a session, or a code for a new password.
    pub vouched: bool,
    /// Whose password it is; empty where nobody has that login.
    pub account: String,
}

/// What is tried and may fail; each has counters of its own.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Pot {
    /// A password from a device that this login signed in on before: nobody else's failures count here.
    KnownDevice { login: String, device: String },
    /// A password from any other device at an address.
    SignIn { login: String, address: String },
    /// The old password, by account.
    Password(String),
    /// A code for a new password, which anybody may make up.
    Reset { login: String, address: String },
    /// A letter with a link for a new password, which anybody may ask for.
    Recovery { who: String, address: String },
    /// A code of the second factor, by account: the password was right before.
    SecondFactor(String),
    /// An access code, by account and assessment.
    Code(String),
    /// Who comes back from a provider on a device that somebody signed in on before: nobody else's failures count here.
    KnownElsewhere(String),
    /// Who comes back on any other device, by address: a code that anybody may make up is shown to the provider.
    Elsewhere(String),
    /// A new account, by address.
    Registration(String),
}
