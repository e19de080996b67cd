//! Whether two accounts can become one.

/// What decides over it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MergeFacts {
    /// It is one account, not two.
    pub same: bool,
    /// One of them was merged before, or the one that stays is disabled.
    pub closed: bool,
    /// The one that is closed sits an exam now: its page keeps answers that are sent for no other account.
    pub sits: bool,
    /// Both have a paper of one assessment that is not over.
    pub open_twice: bool,
    /// Both are on the list of one session.
    pub same_session: bool,
    /// Somebody asked for another name on an attempt of one of them, and nobody has answered.
    pub name_asked: bool,
    /// Both have a name for certificates, not the same, and nobody said which stays.
    pub two_names: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MergeRefusal {
    Same,
    Closed,
    Sits,
    OpenTwice,
    SameSession,
    NameAsked,
    TwoNames,
}

impl MergeFacts {
    /// Whether nothing stands against it.
    ///
    /// # Errors
    ///
    /// The first thing that stands against it, in the order of [`MergeFacts`].
    pub fn decide(self) -> Result<(), MergeRefusal> {
        let against = [
            (self.same, MergeRefusal::Same),
            (self.closed, MergeRefusal::Closed),
            (self.sits, MergeRefusal::Sits),
            (self.open_twice, MergeRefusal::OpenTwice),
            (self.same_session, MergeRefusal::SameSession),
            (self.name_asked, MergeRefusal::NameAsked),
            (self.two_names, MergeRefusal::TwoNames),
        ];
        against.into_iter().find(|(holds, _)| *holds).map_or(Ok(()), |(_, refusal)| Err(refusal))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_thing_that_stands_against_it_is_told() {
        assert_eq!(MergeFacts::default().decide(), Ok(()));
        let facts = MergeFacts { two_names: true, sits: true, ..MergeFacts::default() };
        assert_eq!(facts.decide(), Err(MergeRefusal::Sits));
        assert_eq!(MergeFacts { sits: false, ..facts }.decide(), Err(MergeRefusal::TwoNames));
    }
}
