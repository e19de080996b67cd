//! What is kept of sessions and tokens, as whoever asks gets it.

use zhixing_domain::{account::Account, time::Timestamp};

/// A session as kept, with the account it belongs to as it is now.
#[derive(Clone, Debug)]
pub struct SessionRecord {
    pub data: String,
    /// When the person signed in.
    pub created_at: Timestamp,
    pub expires_at: Timestamp,
    /// When it was last noted that it is used.
    pub seen_at: Timestamp,
    pub account: Option<Account>,
    /// How many messages the person has not read, up to a hundred; 0 where nobody asked.
    pub unread: i64,
}

/// A look at a session: its id as it is kept, and whether its person's unread messages are counted.
pub(crate) type SessionLook = (String, bool);

/// The account of a token that is not revoked, when the token ends, and whether it may change anything.
pub(crate) type TokenRecord = (Account, Option<Timestamp>, bool);
