//! Which options of an item were chosen, and how often.

use crate::question::{Answer, Arrangement, Question};

/// So many papers have this answer in this arrangement.
#[derive(Clone, Debug)]
pub struct Chosen {
    /// Nothing where the item was never answered.
    pub answer: Option<Answer>,
    pub arrangement: Arrangement,
    pub papers: i64,
}

/// How often each option was chosen, in the author's order (of a true-or-false: true, then false).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChoiceCounts {
    pub options: Vec<i64>,
    /// Papers that say nothing.
    pub nothing: i64,
    pub papers: i64,
}

impl ChoiceCounts {
    /// Counts; nothing for a type that has no options to choose. What was chosen in the order shown is counted in the author's.
    pub fn of(question: &Question, chosen: &[Chosen]) -> Option<Self> {
        let options = match question {
            Question::Single(q) => q.options,
            Question::Multiple(q) => q.options,
            Question::TrueFalse(_) => 2,
            _ => return None,
        };
        let mut counts = Self { options: vec![0; options], nothing: 0, papers: 0 };
        for one in chosen {
            counts.papers += one.papers;
            let places: Vec<u8> = match one.answer.as_ref().filter(|a| !a.is_empty()) {
                Some(Answer::Single { option }) => option.iter().filter_map(|o| one.arrangement.canonical(0, *o)).collect(),
                Some(Answer::Multiple { options }) => options.iter().filter_map(|o| one.arrangement.canonical(0, *o)).collect(),
                Some(Answer::TrueFalse { value }) => value.iter().map(|v| u8::from(!v)).collect(),
                _ => {
                    counts.nothing += one.papers;
                    continue;
                }
            };
            for place in places {
                if let Some(count) = counts.options.get_mut(usize::from(place)) {
                    *count += one.papers;
                }
            }
        }
        Some(counts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::{Multiple, Single, TrueFalse};

    fn chosen(answer: Option<Answer>, order: &str, papers: i64) -> Chosen {
        Chosen { answer, arrangement: Arrangement::from_text(order).expect("an arrangement"), papers }
    }

    #[test]
    fn what_was_shown_elsewhere_is_counted_where_the_author_put_it() {
        let single = Question::Single(Single { options: 3, key: 0 });
        let first = || Some(Answer::Single { option: Some(0) });
        let list = [
            chosen(first(), "012", 4),
            chosen(first(), "201", 5),
            chosen(Some(Answer::Single { option: None }), "012", 1),
            chosen(None, "120", 2),
        ];
        assert_eq!(ChoiceCounts::of(&single, &list), Some(ChoiceCounts { options: vec![4, 0, 5], nothing: 3, papers: 12 }));
        let several = Question::Multiple(Multiple { options: 3, keys: vec![0, 1] });
        let list = [chosen(Some(Answer::Multiple { options: vec![0, 2] }), "120", 2)];
        assert_eq!(ChoiceCounts::of(&several, &list).expect("options").options, [2, 2, 0]);
        let truth = Question::TrueFalse(TrueFalse { key: false });
        let list =
            [chosen(Some(Answer::TrueFalse { value: Some(false) }), "", 3), chosen(Some(Answer::TrueFalse { value: Some(true) }), "", 1)];
        assert_eq!(ChoiceCounts::of(&truth, &list).expect("options").options, [1, 3]);
    }
}
