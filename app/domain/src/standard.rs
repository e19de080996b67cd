//! Occupation standards: levels, functions, work content, skills and knowledge, and the weights of the papers.

use crate::{course::Html, lang::Bilingual, level::Level};

/// An occupation standard as read from Markdown.
#[derive(Clone, Debug)]
pub struct Standard {
    pub slug: String,
    /// The occupation's code, such as `4-04-05-05`.
    pub code: String,
    pub edition: String,
    pub title: Bilingual<String>,
    pub summary: Bilingual<String>,
    /// What stands before the first structured section.
    pub intro: Bilingual<Html>,
    /// Ethics and basic knowledge, for every level.
    pub basic: Vec<Function>,
    /// From five down to one.
    pub levels: Vec<StandardLevel>,
}

/// What a standard asks for at one level.
#[derive(Clone, Debug)]
pub struct StandardLevel {
    pub level: Level,
    pub title: Bilingual<String>,
    pub intro: Bilingual<Html>,
    pub functions: Vec<Function>,
}

/// A function of the occupation at a level, or a basic requirement.
#[derive(Clone, Debug)]
pub struct Function {
    pub id: String,
    pub title: Bilingual<String>,
    /// Per cent of the theory paper for levels 5, 4, 3, 2, 1; a function of one level has one number.
    pub theory: Vec<u32>,
    /// Per cent of the skill paper, likewise.
    pub skill: Vec<u32>,
    /// The numbers were not verified against the published standard.
    pub demo: bool,
    /// Text without structure (the basic requirements).
    pub text: Bilingual<Html>,
    pub work: Vec<Work>,
}

#[derive(Clone, Debug)]
pub struct Work {
    pub id: String,
    pub title: Bilingual<String>,
    /// The table of skill requirements and knowledge.
    pub table: Bilingual<Html>,
}

impl Standard {
    pub fn level(&self, level: Level) -> Option<&StandardLevel> {
        self.levels.iter().find(|l| l.level == level)
    }

    /// The functions that matter at a level: the basic ones, then its own.
    pub fn functions_at(&self, level: Level) -> impl Iterator<Item = &Function> {
        self.basic.iter().chain(self.level(level).into_iter().flat_map(|l| &l.functions))
    }

    pub fn function(&self, id: &str) -> Option<&Function> {
        self.basic.iter().chain(self.levels.iter().flat_map(|l| &l.functions)).find(|f| f.id == id)
    }
}

impl Function {
    /// Per cent of the theory paper at `level`.
    pub fn theory_at(&self, level: Level) -> u32 {
        at(&self.theory, level)
    }

    /// Per cent of the skill paper at `level`.
    pub fn skill_at(&self, level: Level) -> u32 {
        at(&self.skill, level)
    }
}

fn at(weights: &[u32], level: Level) -> u32 {
    match weights {
        [one] => *one,
        many => many.get(usize::from(5u8.saturating_sub(level.number()))).copied().unwrap_or(0),
    }
}
