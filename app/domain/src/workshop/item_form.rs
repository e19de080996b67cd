//! An item as a form has it: what people fill in, whatever stands around it in the text. What a type asks for stands in rows, and [`ItemForm::fault`] says
//! what is missing in them.

use crate::{
    points::Points,
    question::{Difficulty, Kind},
};

/// The most gaps, as many as an item may have entries.
const GAPS: usize = 26;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemForm {
    pub kind: Kind,
    /// The heading's words, and below them what belongs to the question. A gap is its number, `[[1]]`.
    pub stem: String,
    /// Options, accepted answers, steps, pairs, lines of the rubric or gaps.
    pub rows: Vec<FormRow>,
    /// The explanation, or a model answer.
    pub why: String,
    pub points: String,
    pub difficulty: String,
    pub tags: String,
}

/// A row of an item's answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormRow {
    /// An option that is right; a gap that is chosen and not typed.
    pub marked: bool,
    /// One cell; two of a pair, three of a rubric. The words of a gap are parted by `|`.
    pub cells: Vec<String>,
}

impl FormRow {
    pub fn is_empty(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }

    pub fn cell(&self, place: usize) -> &str {
        self.cells.get(place).map(|cell| cell.trim()).unwrap_or_default()
    }

    /// The words of a gap.
    pub fn words(&self) -> Vec<&str> {
        self.cell(0).split(['|', '｜']).map(str::trim).filter(|word| !word.is_empty()).collect()
    }
}

/// What a form speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormPlace {
    /// The item that this line, from 1, belongs to.
    Line(usize),
    Id(String),
    /// One that is not there yet.
    New(Kind),
}

/// An item in its text: its lines from 1 up to `to`, which stays; both are 0 for one that is not there yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedForm {
    pub id: String,
    pub from: usize,
    pub to: usize,
    /// As it stands there.
    pub text: String,
    pub form: ItemForm,
}

/// What keeps a form from being an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormFault {
    NoStem,
    /// Two options or more, and one of them is right.
    OneRight,
    SomeRight,
    NoAnswer,
    Steps,
    Pairs,
    NoRubric,
    NoGap,
    /// The gap of this number stands in the text and has no words.
    EmptyGap(usize),
    /// It has words and stands nowhere.
    LostGap(usize),
    Points,
    Difficulty,
    Tags,
}

impl ItemForm {
    /// What is missing.
    pub fn fault(&self) -> Option<FormFault> {
        if self.stem.trim().is_empty() {
            return Some(FormFault::NoStem);
        }
        let points = self.points.trim();
        let fits = |points: Points| points > Points::ZERO && points <= Points::whole(100);
        if !points.is_empty() && !points.parse().is_ok_and(fits) {
            return Some(FormFault::Points);
        }
        if !self.difficulty.is_empty() && Difficulty::from_code(&self.difficulty).is_none() {
            return Some(FormFault::Difficulty);
        }
        if super::item_change::tags(&self.tags).is_none() {
            return Some(FormFault::Tags);
        }
        self.answer_fault()
    }

    fn answer_fault(&self) -> Option<FormFault> {
        let rows: Vec<&FormRow> = self.rows.iter().filter(|row| !row.is_empty()).collect();
        let right = rows.iter().filter(|row| row.marked).count();
        let unless = |fits: bool, fault: FormFault| (!fits).then_some(fault);
        match self.kind {
            Kind::Single => unless(rows.len() > 1 && right == 1, FormFault::OneRight),
            Kind::Multiple => unless(rows.len() > 1 && right > 0, FormFault::SomeRight),
            Kind::TrueFalse => unless(self.rows.iter().filter(|row| row.marked).count() == 1, FormFault::OneRight),
            Kind::Numeric | Kind::Short => unless(!rows.is_empty(), FormFault::NoAnswer),
            Kind::Ordering => unless(rows.len() > 1, FormFault::Steps),
            Kind::Matching => {
                let pairs = rows.iter().filter(|row| !row.cell(0).is_empty()).count();
                unless(pairs > 1 && rows.iter().all(|row| !row.cell(1).is_empty()), FormFault::Pairs)
            }
            Kind::Essay => {
                let worth = |row: &&FormRow| row.cell(1).parse::<Points>().is_ok_and(|points| points > Points::ZERO);
                let fits = |row: &&FormRow| !row.cell(0).is_empty() && worth(row) && !row.cell(2).is_empty();
                unless(!rows.is_empty() && rows.iter().all(fits), FormFault::NoRubric)
            }
            Kind::Cloze => self.gap_fault(),
        }
    }

    fn gap_fault(&self) -> Option<FormFault> {
        let stands = |n: usize| self.stem.contains(&format!("[[{n}]]"));
        let words = |n: usize| self.rows.get(n - 1).map(FormRow::words).unwrap_or_default();
        let chosen = |n: usize| self.rows.get(n - 1).is_some_and(|row| row.marked);
        let empty = |n: &usize| stands(*n) && words(*n).len() < if chosen(*n) { 2 } else { 1 };
        let gaps = 1..=GAPS;
        let lost = gaps.clone().find(|n| !words(*n).is_empty() && !stands(*n)).map(FormFault::LostGap);
        let none = (!self.stem.contains("[[")).then_some(FormFault::NoGap);
        gaps.clone().find(empty).map(FormFault::EmptyGap).or(lost).or(none)
    }

    /// What the lines of a rubric are worth together.
    pub fn worth(&self) -> Points {
        self.rows.iter().filter_map(|row| row.cell(1).parse::<Points>().ok()).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(kind: Kind, rows: &[(bool, &[&str])]) -> ItemForm {
        let rows = rows.iter().map(|(marked, cells)| FormRow { marked: *marked, cells: cells.iter().map(|c| c.to_string()).collect() });
        let none = String::new;
        ItemForm { kind, stem: "问 [[1]]".into(), rows: rows.collect(), why: none(), points: none(), difficulty: none(), tags: none() }
    }

    #[test]
    fn what_is_missing_is_told_by_type() {
        for (kind, rows, fault) in [
            (Kind::Single, &[(true, &["甲"][..]), (false, &["乙"]), (true, &[""])][..], None),
            (Kind::Single, &[(true, &["甲"]), (true, &["乙"])], Some(FormFault::OneRight)),
            (Kind::Multiple, &[(false, &["甲"]), (false, &["乙"])], Some(FormFault::SomeRight)),
            (Kind::Short, &[(false, &[" "])], Some(FormFault::NoAnswer)),
            (Kind::Ordering, &[(false, &["甲"])], Some(FormFault::Steps)),
            (Kind::Matching, &[(false, &["甲", "一"]), (false, &["乙", "二"]), (false, &["", "三"])], None),
            (Kind::Matching, &[(false, &["甲", "一"]), (false, &["乙", ""])], Some(FormFault::Pairs)),
            (Kind::Essay, &[(false, &["内容", "1.5", "说到"])], None),
            (Kind::Essay, &[(false, &["内容", "0", "说到"])], Some(FormFault::NoRubric)),
            (Kind::Cloze, &[(true, &["甲|乙"])], None),
            (Kind::Cloze, &[(true, &["甲"])], Some(FormFault::EmptyGap(1))),
            (Kind::Cloze, &[(false, &["甲"]), (false, &["乙"])], Some(FormFault::LostGap(2))),
        ] {
            assert_eq!(form(kind, rows).fault(), fault, "{kind:?} {rows:?}");
        }
        let mut one = form(Kind::Short, &[(false, &["甲"])]);
        one.points = "101".into();
        assert_eq!(one.fault(), Some(FormFault::Points));
        (one.points, one.tags) = ("2".into(), "a\"b".into());
        assert_eq!(one.fault(), Some(FormFault::Tags));
        one.stem = " \n".into();
        assert_eq!(one.fault(), Some(FormFault::NoStem));
    }
}
