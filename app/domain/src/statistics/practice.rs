//! How an item of practice goes: of those who tried it, how many had it right at the first try, and what the others chose.

use super::{ChoiceCounts, Chosen, readers::percent};
use crate::question::{Answer, Item, ItemVersion, Question};

/// So many people gave this answer to this version of an item when they first tried it.
#[derive(Clone, Debug, PartialEq)]
pub struct FirstTries {
    pub item: String,
    pub version: ItemVersion,
    pub right: bool,
    /// Of an item with options; else nothing is kept of what was typed.
    pub answer: Option<Answer>,
    pub people: i64,
    /// How often they answered it by now.
    pub tries: i64,
}

/// What is kept of an answer: which options were chosen. What somebody typed says too much of them.
pub fn counted(answer: &Answer) -> Option<&Answer> {
    matches!(answer, Answer::Single { .. } | Answer::Multiple { .. } | Answer::TrueFalse { .. }).then_some(answer)
}

/// The tries of an item together, as it stands now: who edits it begins anew.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PracticeSums {
    pub people: i64,
    pub tries: i64,
    pub right: i64,
    /// How often each option, in the author's order, was chosen by those who had it wrong; nothing for an item without options.
    pub wrong: Option<Vec<i64>>,
}

impl PracticeSums {
    pub fn of(item: &Item, all: &[FirstTries]) -> Self {
        let own = || all.iter().filter(|t| t.item == item.key.0 && t.version == item.version);
        let sum = |of: fn(&FirstTries) -> i64| own().map(of).sum();
        let chosen = |t: &FirstTries| Chosen { answer: t.answer.clone(), arrangement: item.arrange(0, false), papers: t.people };
        let wrong: Vec<Chosen> = own().filter(|t| !t.right).map(chosen).collect();
        Self {
            people: sum(|t| t.people),
            tries: sum(|t| t.tries),
            right: sum(|t| if t.right { t.people } else { 0 }),
            wrong: ChoiceCounts::of(&item.question, &wrong).map(|counts| counts.options),
        }
    }

    /// Of a hundred people, how many had it right at once. Nothing of too few.
    pub const fn right_percent(&self) -> Option<i64> {
        percent(self.right, self.people)
    }

    /// The wrong option that was chosen most, and by how many. Nothing of too few, or where none was.
    pub fn chosen_wrongly(&self, question: &Question) -> Option<(usize, i64)> {
        self.right_percent()?;
        let is_wrong = |place: usize| match question {
            Question::Single(q) => usize::from(q.key) != place,
            Question::Multiple(q) => !q.keys.iter().any(|key| usize::from(*key) == place),
            Question::TrueFalse(q) => usize::from(!q.key) != place,
            _ => false,
        };
        let options = self.wrong.as_deref().unwrap_or_default();
        // of two that are alike the earlier one
        options.iter().copied().enumerate().rev().filter(|(place, count)| *count > 0 && is_wrong(*place)).max_by_key(|(_, count)| *count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        lang::Bilingual,
        points::Points,
        question::{Difficulty, ItemKey, Multiple, Single, TrueFalse, Wording},
    };

    fn item(question: Question) -> Item {
        Item {
            key: ItemKey("q".into()),
            version: ItemVersion("now".into()),
            source: String::new(),
            points: Points::whole(1),
            difficulty: Difficulty::Easy,
            function: None,
            level: None,
            tags: vec![],
            bank: None,
            used_in: None,
            unit: None,
            fixed: false,
            question,
            wording: Bilingual::new(Wording::default(), None),
        }
    }

    fn tries(version: &str, right: bool, answer: Answer, people: i64) -> FirstTries {
        let version = ItemVersion(version.into());
        FirstTries { item: "q".into(), version, right, answer: counted(&answer).cloned(), people, tries: people * 2 }
    }

    #[test]
    fn first_tries_of_the_item_as_it_stands_are_summed() {
        let single = item(Question::Single(Single { options: 3, key: 1 }));
        let of = |option| Answer::Single { option: Some(option) };
        let all =
            [tries("now", true, of(1), 4), tries("now", false, of(2), 3), tries("now", false, of(0), 2), tries("old", false, of(0), 90)];
        let sums = PracticeSums::of(&single, &all);
        assert_eq!((sums.people, sums.tries, sums.right, sums.wrong.clone()), (9, 18, 4, Some(vec![2, 0, 3])));
        assert_eq!((sums.right_percent(), sums.chosen_wrongly(&single.question)), (Some(44), Some((2, 3))));
        let few = PracticeSums::of(&single, &all[1..2]);
        assert_eq!((few.people, few.right_percent(), few.chosen_wrongly(&single.question)), (3, None, None));
    }

    #[test]
    fn a_right_option_of_a_wrong_answer_is_no_mistake() {
        let several = item(Question::Multiple(Multiple { options: 3, keys: vec![0, 1] }));
        let all = [
            tries("now", false, Answer::Multiple { options: vec![0, 2] }, 5),
            tries("now", false, Answer::Multiple { options: vec![0] }, 5),
        ];
        assert_eq!(PracticeSums::of(&several, &all).chosen_wrongly(&several.question), Some((2, 5)));
        let truth = item(Question::TrueFalse(TrueFalse { key: false }));
        let all = [tries("now", false, Answer::TrueFalse { value: Some(true) }, 6)];
        assert_eq!(PracticeSums::of(&truth, &all).chosen_wrongly(&truth.question), Some((0, 6)));
    }

    #[test]
    fn what_was_typed_is_not_counted() {
        let short = Answer::Short { text: "王小明".into() };
        assert_eq!(counted(&short), None);
        assert!(counted(&Answer::Single { option: None }).is_some());
    }
}
