//! Answers that fit an item, by chance: each kind of value goes over the wire.

use crate::dice::Dice;
use zhixing_domain::question::{Answer, Kind, Shape};

const PHRASE: &str = "先试采，再定量；按场景分层抽样，由另一人复核。";

pub fn answer(shape: &Shape, dice: &mut Dice) -> Answer {
    let option = |dice: &mut Dice, n: usize| (!dice.chance(0.05)).then(|| dice.below(n.max(1)) as u8);
    let text = |dice: &mut Dice| format!("{}", dice.below(1_000_000));
    match shape.kind {
        Kind::Single => Answer::Single { option: option(dice, shape.entries) },
        Kind::Multiple => Answer::Multiple { options: (0..shape.entries as u8).filter(|_| dice.chance(0.5)).collect() },
        Kind::TrueFalse => Answer::TrueFalse { value: (!dice.chance(0.05)).then(|| dice.chance(0.5)) },
        Kind::Numeric => Answer::Numeric { text: text(dice) },
        Kind::Short => Answer::Short { text: format!("答 {}", text(dice)) },
        Kind::Cloze => {
            let gaps = (0..shape.entries).map(|gap| match shape.choices.get(gap) {
                Some(n) if *n > 0 => dice.below(*n).to_string(),
                _ => text(dice),
            });
            Answer::Cloze { gaps: gaps.collect() }
        }
        Kind::Ordering => Answer::Ordering { positions: (0..shape.entries).map(|_| option(dice, shape.entries)).collect() },
        Kind::Matching => {
            let partners = shape.choices.first().copied().unwrap_or(1);
            Answer::Matching { partners: (0..shape.entries).map(|_| option(dice, partners)).collect() }
        }
        Kind::Essay => Answer::Essay { text: format!("{}{}", PHRASE.repeat(1 + dice.below(20)), text(dice)) },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_answer_fits_its_item() {
        let mut dice = Dice::new(1, 1);
        for kind in Kind::ALL {
            let choices = if kind == Kind::Cloze { vec![0, 3, 0, 2] } else { vec![5] };
            let shape = Shape { kind, entries: 4, choices };
            for _ in 0..200 {
                let answer = answer(&shape, &mut dice);
                assert_eq!(answer.check(&shape), Ok(()), "{answer:?}");
            }
        }
    }
}
