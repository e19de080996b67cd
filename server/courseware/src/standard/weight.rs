//! The weights of the theory and the skill paper.

use super::section::{Kind, Section, Text};
use crate::problem::{Log, PlanFault, Words};
use zhixing_domain::standard::Standard;

/// One number, or five for levels five to one.
pub(super) fn read(section: &Section, key: &str, log: &mut Log) -> Vec<u32> {
    let Some(value) = section.attributes.get(key) else { return vec![0] };
    let weights: Option<Vec<u32>> = value.split(',').map(|n| n.trim().parse().ok().filter(|n| *n <= 100)).collect();
    match weights {
        Some(weights) if matches!(weights.len(), 1 | 5) => weights,
        _ => {
            log.add(section.line, PlanFault::BadWeight { key: key.into(), value: value.into() });
            vec![0]
        }
    }
}

/// The weights of a level with those of the basic requirements must be one hundred; a paper without any weight does not exist.
pub(super) fn check(standard: &Standard, zh: &Text, log: &mut Log) {
    for level in standard.levels.iter().map(|l| l.level) {
        let section = zh.sections.iter().find(|s| s.kind == Kind::Level && s.attributes.get("level") == Some(&level.number().to_string()));
        let line = section.map_or(1, |s| s.line);
        let theory: u32 = standard.functions_at(level).map(|f| f.theory_at(level)).sum();
        let skill: u32 = standard.functions_at(level).map(|f| f.skill_at(level)).sum();
        for (sum, paper) in [(theory, Words { zh: "理论知识", en: "theory" }), (skill, Words { zh: "操作技能", en: "skill" })] {
            if sum != 100 {
                log.add(line, PlanFault::WeightSum { level: level.number().into(), paper, sum });
            }
        }
    }
}
