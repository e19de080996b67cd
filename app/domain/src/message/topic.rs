//! What messages are about, and how a person wants to hear of it beside the inbox.

/// What a message is about: a person chooses for each how mail is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Topic {
    Session,
    Reminder,
    Result,
    Certificate,
    Name,
    Invigilation,
    Question,
    Workshop,
    Account,
}

impl Topic {
    pub const ALL: [Self; 9] = [
        Self::Session,
        Self::Reminder,
        Self::Result,
        Self::Certificate,
        Self::Name,
        Self::Invigilation,
        Self::Question,
        Self::Workshop,
        Self::Account,
    ];

    /// The stable word for rows and programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Session => "session",
            Self::Reminder => "reminder",
            Self::Result => "result",
            Self::Certificate => "certificate",
            Self::Name => "name",
            Self::Invigilation => "invigilation",
            Self::Question => "question",
            Self::Workshop => "workshop",
            Self::Account => "account",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|t| t.code() == code)
    }

    /// Whether its mail goes out at once whatever was chosen: who misses it sits before a closed door, or does not learn that somebody else is in.
    pub const fn is_important(self) -> bool {
        matches!(self, Self::Session | Self::Account)
    }

    /// What may be chosen for it. The mail of the day would bring a reminder when the exam is over.
    pub const fn choices(self) -> &'static [MailChoice] {
        match self {
            Self::Session | Self::Account => &[MailChoice::AtOnce],
            Self::Reminder => &[MailChoice::AtOnce, MailChoice::Never],
            Self::Result | Self::Certificate | Self::Name | Self::Invigilation | Self::Question | Self::Workshop => &MailChoice::ALL,
        }
    }

    /// What holds of a choice that was made for it.
    pub fn choice(self, made: MailChoice) -> MailChoice {
        if self.choices().contains(&made) { made } else { MailChoice::AtOnce }
    }
}

/// How a person hears of a topic by mail. In the product they always do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MailChoice {
    #[default]
    AtOnce,
    /// Together with others, once a day.
    Digest,
    Never,
}

impl MailChoice {
    pub const ALL: [Self; 3] = [Self::AtOnce, Self::Digest, Self::Never];

    pub const fn code(self) -> &'static str {
        match self {
            Self::AtOnce => "at_once",
            Self::Digest => "digest",
            Self::Never => "never",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|c| c.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_important_goes_out_at_once_whatever_was_chosen() {
        for topic in Topic::ALL {
            assert_eq!(Topic::from_code(topic.code()), Some(topic));
            for made in MailChoice::ALL {
                assert_eq!(MailChoice::from_code(made.code()), Some(made));
                let free = !topic.is_important() && (topic, made) != (Topic::Reminder, MailChoice::Digest);
                assert_eq!(topic.choice(made), if free { made } else { MailChoice::AtOnce }, "{topic:?} {made:?}");
            }
        }
    }
}
