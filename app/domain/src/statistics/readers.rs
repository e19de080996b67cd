//! How far readers come with a lesson, and where they stop.

/// So many people stand behind a share before it is told: of fewer one could tell who it was.
pub const FEWEST: i64 = 5;

/// So many people came to this heading of a lesson and no further, and so many of them marked it as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LessonReach {
    pub lesson: String,
    /// The headings of the second level from 1; 0 where nothing but the opening is known, one more than there are for the end.
    pub heading: i64,
    pub people: i64,
    pub done: i64,
}

/// The readers of a lesson together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LessonReaders {
    pub opened: i64,
    /// They came to the end, or marked it as read.
    pub finished: i64,
    /// How many stopped at each heading, the opening first.
    pub stops: Vec<i64>,
}

impl LessonReaders {
    /// Of a lesson with so many headings. A heading that an earlier publication had more is the end.
    pub fn of(lesson: &str, headings: usize, all: &[LessonReach]) -> Self {
        let mut sum = Self { stops: vec![0; headings + 1], ..Self::default() };
        for reach in all.iter().filter(|reach| reach.lesson == lesson) {
            sum.opened += reach.people;
            let stop = usize::try_from(reach.heading).ok().and_then(|heading| sum.stops.get_mut(heading));
            match stop {
                Some(stop) => {
                    *stop += reach.people - reach.done;
                    sum.finished += reach.done;
                }
                None => sum.finished += reach.people,
            }
        }
        sum
    }

    /// The heading, 0 for the opening, at which most of those stopped who did not come to the end, and how many they were. Nothing of too few.
    pub fn stopped_most(&self) -> Option<(usize, i64)> {
        // of two that are alike the earlier one
        let most = self.stops.iter().copied().enumerate().rev().max_by_key(|(_, people)| *people);
        most.filter(|(_, people)| self.opened >= FEWEST && *people > 0)
    }

    /// Of a hundred readers, how many are among the `part`. Nothing of too few.
    pub fn percent(&self, part: i64) -> Option<i64> {
        percent(part, self.opened)
    }
}

/// Of a hundred people, rounded. Nothing of too few.
pub(super) const fn percent(part: i64, people: i64) -> Option<i64> {
    if people < FEWEST { None } else { Some((part * 100 + people / 2) / people) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reach(lesson: &str, heading: i64, people: i64, done: i64) -> LessonReach {
        LessonReach { lesson: lesson.into(), heading, people, done }
    }

    #[test]
    fn who_marked_a_lesson_or_came_to_its_end_has_finished_it_and_the_others_stopped() {
        let all = [reach("a", 0, 4, 1), reach("a", 1, 3, 1), reach("b", 0, 9, 0), reach("a", 3, 2, 0), reach("a", 7, 1, 0)];
        let a = LessonReaders::of("a", 2, &all);
        assert_eq!(a, LessonReaders { opened: 10, finished: 5, stops: vec![3, 2, 0] });
        assert_eq!((a.stopped_most(), a.percent(a.finished)), (Some((0, 3)), Some(50)));
        assert_eq!(LessonReaders::of("c", 1, &all), LessonReaders { stops: vec![0, 0], ..LessonReaders::default() });
    }

    #[test]
    fn of_a_few_readers_nothing_but_their_number_is_told() {
        let few = LessonReaders::of("a", 0, &[reach("a", 0, FEWEST - 1, 0)]);
        assert_eq!((few.opened, few.stopped_most(), few.percent(1)), (FEWEST - 1, None, None));
        let enough = LessonReaders::of("a", 0, &[reach("a", 0, FEWEST, 0)]);
        assert_eq!((enough.stopped_most(), enough.percent(2)), (Some((0, FEWEST)), Some(40)));
    }
}
