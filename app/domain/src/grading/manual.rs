//! A marker's points for an essay, criterion by criterion.

use crate::points::Points;

/// What a marker gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rating {
    /// In the order of the rubric.
    pub criteria: Vec<Points>,
    pub comment: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkRefusal {
    /// Not one number for each criterion.
    Incomplete,
    /// Criterion (from 0) has more points than it can.
    TooMany(usize),
    /// The comment is over 4,000 characters.
    CommentLong,
}

/// Checks a rating against the rubric and gives the points on the paper's scale (`worth` is what the paper gives for the item).
///
/// # Errors
///
/// [`MarkRefusal::Incomplete`]; [`MarkRefusal::TooMany`] of the first criterion with too many points or less than none;
/// [`MarkRefusal::CommentLong`].
pub fn rate(rubric: &[Points], worth: Points, rating: &Rating) -> Result<Points, MarkRefusal> {
    if rating.criteria.len() != rubric.len() {
        return Err(MarkRefusal::Incomplete);
    }
    if let Some(i) = rating.criteria.iter().zip(rubric).position(|(given, most)| given > most || *given < Points::ZERO) {
        return Err(MarkRefusal::TooMany(i));
    }
    if rating.comment.chars().count() > 4_000 {
        return Err(MarkRefusal::CommentLong);
    }
    let (given, most): (Points, Points) = (rating.criteria.iter().copied().sum(), rubric.iter().copied().sum());
    if most == Points::ZERO {
        return Ok(Points::ZERO);
    }
    Ok(Points::from_hundredths((given.hundredths() * worth.hundredths() * 2 + most.hundredths()) / (most.hundredths() * 2)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_scaled_to_what_the_paper_gives() {
        let rubric = [Points::whole(6), Points::whole(4)];
        let rating = |a, b| Rating { criteria: vec![Points::whole(a), Points::whole(b)], comment: String::new() };
        assert_eq!(rate(&rubric, Points::whole(10), &rating(5, 4)), Ok(Points::whole(9)));
        assert_eq!(rate(&rubric, Points::whole(20), &rating(5, 4)), Ok(Points::whole(18)));
        assert_eq!(rate(&rubric, Points::whole(10), &rating(5, 5)), Err(MarkRefusal::TooMany(1)));
    }
}
