//! What the answers to one item are worth, and which of them is right.

use crate::qti::scoring::{Answers, Cardinality, Scoring, Unknown};

/// Where the right answers come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// The scoring of the item.
    Rules,
    /// What is declared to be right, for the item scores nothing.
    Declared,
    /// The same, for its scoring is not understood.
    NotUnderstood(String),
}

pub(crate) struct Judge<'s, 'e> {
    pub scoring: &'s Scoring<'e>,
    pub right: Answers,
    /// What the right answers are worth together.
    pub full: f64,
    pub source: Source,
    /// What is declared to be right is worth something, and another answer more.
    pub contradicted: bool,
}

/// More answers than these are not tried one by one.
const MOST_TRIED: usize = 4096;
/// More answers than these are not held against one that is declared.
const MOST_COMPARED: usize = 64;

impl<'s, 'e> Judge<'s, 'e> {
    /// `candidates` are answers that may be given to each response.
    pub fn new(scoring: &'s Scoring<'e>, candidates: &[(String, Vec<Vec<String>>)]) -> Self {
        let mut judge = Self { scoring, right: scoring.declared(), full: 1.0, source: Source::Rules, contradicted: false };
        for declared in &scoring.responses {
            if declared.correct.is_empty() {
                judge.right.insert(declared.id.clone(), by_mapping(scoring, &declared.id));
            }
        }
        if scoring.is_silent() {
            judge.source = Source::Declared;
            return judge;
        }
        match judge.find_best(candidates) {
            Ok(full) if full > 0.0 => {
                judge.full = full;
                judge.contradicted = judge.is_beaten(candidates);
            }
            Ok(_) => judge.source = Source::Declared,
            Err(Unknown(what)) => judge.source = Source::NotUnderstood(what),
        }
        judge
    }

    /// Where nothing is declared, or what is declared is worth less, the candidates that are worth most are right.
    fn find_best(&mut self, candidates: &[(String, Vec<Vec<String>>)]) -> Result<f64, Unknown> {
        let mut best = self.scoring.score(&self.right)?;
        // twice: what one response is worth may wait for the other
        for _ in 0..2 {
            for (id, answers) in candidates {
                let sure = best > 0.0 && self.scoring.response(id).is_some_and(|d| !d.correct.is_empty());
                if sure || answers.len() > MOST_TRIED {
                    continue;
                }
                for answer in answers {
                    let mut tried = self.right.clone();
                    tried.insert(id.clone(), answer.clone());
                    let score = self.scoring.score(&tried)?;
                    if score > best + 1e-9 {
                        (best, self.right) = (score, tried);
                    }
                }
            }
        }
        if best <= 0.0 { self.find_together(candidates) } else { Ok(best) }
    }

    /// Whether any answer earns more than those that are right.
    fn is_beaten(&self, candidates: &[(String, Vec<Vec<String>>)]) -> bool {
        let more = |id: &str, answer: &[String]| self.score(id, answer).is_ok_and(|score| score > self.full + 1e-6);
        let few = candidates.iter().filter(|(_, answers)| answers.len() <= MOST_COMPARED);
        few.flat_map(|(id, answers)| answers.iter().map(move |answer| (id, answer))).any(|(id, answer)| more(id, answer))
    }

    /// Where nothing is earned before all are right, all are tried with all, while there are few.
    fn find_together(&mut self, candidates: &[(String, Vec<Vec<String>>)]) -> Result<f64, Unknown> {
        let all = candidates.iter().try_fold(1usize, |all, (_, answers)| all.checked_mul(answers.len()));
        let Some(all) = all.filter(|n| *n <= MOST_TRIED) else { return Ok(0.0) };
        let mut best = 0.0;
        for at in 0..all {
            let (mut tried, mut rest) = (self.scoring.declared(), at);
            for (id, answers) in candidates {
                tried.insert(id.clone(), answers.get(rest % answers.len()).cloned().unwrap_or_default());
                rest /= answers.len();
            }
            let score = self.scoring.score(&tried)?;
            if score > best {
                (best, self.right) = (score, tried);
            }
        }
        Ok(best)
    }

    pub fn right(&self, id: &str) -> &[String] {
        self.right.get(id).map_or(&[], Vec::as_slice)
    }

    /// What part of all that this response can earn an answer earns, while the others are right.
    pub fn worth(&self, id: &str, answer: &[String]) -> f64 {
        if self.source == Source::Rules
            && let (Ok(with), Ok(without)) = (self.score(id, answer), self.score(id, &[]))
            && self.full - without > 1e-9
        {
            return (with - without) / (self.full - without);
        }
        self.declared_worth(id, answer)
    }

    fn score(&self, id: &str, answer: &[String]) -> Result<f64, Unknown> {
        let mut answers = self.right.clone();
        answers.insert(id.into(), answer.to_vec());
        self.scoring.score(&answers)
    }

    /// The same by the declaration alone.
    pub fn declared_worth(&self, id: &str, answer: &[String]) -> f64 {
        let Some(declared) = self.scoring.response(id) else { return 0.0 };
        let right = self.right(id);
        if declared.value(answer).same(&declared.value(right)).truth() {
            return 1.0;
        }
        match (declared.mapped(answer), declared.mapped(right)) {
            (Some(worth), Some(all)) if all > 0.0 => worth / all,
            _ if declared.cardinality == Cardinality::Single => 0.0,
            _ => match answer {
                [one] if right.contains(one) => 1.0 / right.len() as f64,
                _ => 0.0,
            },
        }
    }
}

fn by_mapping(scoring: &Scoring, id: &str) -> Vec<String> {
    let Some((declared, mapping)) = scoring.response(id).and_then(|d| Some((d, d.mapping.as_ref()?))) else { return vec![] };
    let good = mapping.entries.iter().filter(|e| e.worth > 0.0);
    match declared.cardinality {
        Cardinality::Single => good.max_by(|a, b| a.worth.total_cmp(&b.worth)).map(|e| vec![e.key.clone()]).unwrap_or_default(),
        _ => good.map(|e| declared.normal(&e.key)).collect(),
    }
}
