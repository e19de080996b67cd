//! The heading of an item: its id, its type and what a blueprint needs to know.

use super::source::Parts;
use crate::{
    markdown::Attributes,
    problem::{FrontFault, ItemFault, Log, PageFault, TwinFault, Words, known},
    text::{is_slug, slug_of},
};
use zhixing_domain::{
    assessment::PlanKind,
    level::Level,
    points::Points,
    question::{Difficulty, Kind},
};

/// The attributes an item may have.
pub(crate) const KEYS: [&str; 8] = ["points", "difficulty", "function", "level", "tags", "unit", "use", "order"];

/// What an item may be for: the kinds of plans.
pub(crate) const USES: [(&str, PlanKind); 2] = [("exam", PlanKind::Exam), ("mock", PlanKind::Mock)];

pub(super) struct Head {
    pub key: String,
    pub kind: Kind,
    pub points: Points,
    pub difficulty: Difficulty,
    pub function: Option<String>,
    pub level: Option<Level>,
    pub tags: Vec<String>,
    pub unit: Option<String>,
    pub used_in: Option<PlanKind>,
    /// The options are never shuffled.
    pub fixed: bool,
}

impl Head {
    /// Reads the heading; every fault is named before nothing is given.
    pub fn read(heading: &str, parts: &Parts, log: &mut Log) -> Option<Self> {
        let attributes = Attributes::read(heading, 1, log);
        for (key, _) in attributes.pairs.iter().filter(|(key, _)| !KEYS.contains(&key.as_str())) {
            log.add(1, PageFault::UnknownAttribute { key: key.clone(), known: known(key, KEYS) });
        }
        let key = id(&attributes, heading, log);
        let kind = kind(&attributes, log);
        let points = points(&attributes, log);
        let difficulty = difficulty(&attributes, parts, log);
        let level = level(&attributes, parts, log);
        let unit = attributes.get("unit").map(String::from);
        if let (Some(kind), Some(_)) = (kind.filter(|k| *k != Kind::Numeric), &unit) {
            log.add(1, ItemFault::MisplacedUnit { kind: kind.code().into() });
        }
        if let Some(value) = attributes.get("order").filter(|value| *value != "fixed") {
            log.add(1, FrontFault::UnknownValue { key: "order".into(), value: value.into(), known: known(value, ["fixed"]) });
        }
        let tags = attributes.get("tags").unwrap_or_default().split([',', '，']).map(|t| t.trim().to_string()).filter(|t| !t.is_empty());
        Some(Self {
            key: key?,
            kind: kind?,
            points,
            difficulty,
            function: attributes.get("function").map(String::from).or_else(|| parts.origin.function.clone()),
            level,
            tags: tags.collect(),
            unit,
            used_in: used_in(&attributes, parts, log),
            fixed: attributes.get("order").is_some(),
        })
    }

    /// The twin's heading has id and type only.
    pub fn check_twin(heading: &str, head: &Self, log: &mut Log) {
        let attributes = Attributes::read(heading, 1, log);
        for (key, _) in &attributes.pairs {
            log.add(1, TwinFault::Key { key: key.clone() });
        }
        if kind(&attributes, log).is_some_and(|kind| kind != head.kind) {
            log.add(1, TwinFault::ItemDiffers { id: head.key.clone(), what: Words { zh: "题型", en: "its type" } });
        }
    }
}

fn id(attributes: &Attributes, heading: &str, log: &mut Log) -> Option<String> {
    let Some(id) = &attributes.id else {
        log.add(1, ItemFault::MissingId { proposal: slug_of(heading.split('{').next().unwrap_or_default(), "my-item") });
        return None;
    };
    if !is_slug(id) {
        log.add(1, PageFault::BadId { id: id.clone(), proposal: slug_of(id, "my-item") });
        return None;
    }
    Some(id.clone())
}

fn kind(attributes: &Attributes, log: &mut Log) -> Option<Kind> {
    let all = || Kind::ALL.map(|k| format!(".{}", k.code()));
    match attributes.classes.as_slice() {
        [] => {
            log.add(1, ItemFault::MissingType { known: known("", all()) });
            None
        }
        [name] => Kind::from_code(name).or_else(|| {
            log.add(1, ItemFault::UnknownType { name: name.clone(), known: known(&format!(".{name}"), all()) });
            None
        }),
        [first, second, ..] => {
            log.add(1, ItemFault::SeveralTypes { first: first.clone(), second: second.clone() });
            None
        }
    }
}

fn points(attributes: &Attributes, log: &mut Log) -> Points {
    let Some(value) = attributes.get("points") else { return Points::whole(1) };
    let points = value.parse().ok().filter(|p| *p > Points::ZERO && *p <= Points::whole(100));
    points.unwrap_or_else(|| {
        log.add(1, ItemFault::BadPoints { value: value.into() });
        Points::whole(1)
    })
}

fn difficulty(attributes: &Attributes, parts: &Parts, log: &mut Log) -> Difficulty {
    if let Some(value) = attributes.get("difficulty") {
        if let Some(difficulty) = Difficulty::from_code(value) {
            return difficulty;
        }
        let known = known(value, Difficulty::ALL.map(Difficulty::code));
        log.add(1, FrontFault::UnknownValue { key: "difficulty".into(), value: value.into(), known });
    }
    parts.origin.difficulty.as_deref().and_then(Difficulty::from_code).unwrap_or(Difficulty::Medium)
}

fn used_in(attributes: &Attributes, parts: &Parts, log: &mut Log) -> Option<PlanKind> {
    let of = |word: &str| USES.into_iter().find(|(name, _)| *name == word).map(|(_, kind)| kind);
    if let Some(value) = attributes.get("use") {
        if let Some(kind) = of(value) {
            return Some(kind);
        }
        let known = known(value, USES.map(|(name, _)| name));
        log.add(1, FrontFault::UnknownValue { key: "use".into(), value: value.into(), known });
    }
    parts.origin.used_in.as_deref().and_then(of)
}

fn level(attributes: &Attributes, parts: &Parts, log: &mut Log) -> Option<Level> {
    let Some(value) = attributes.get("level") else { return parts.origin.level };
    let level = value.parse().ok().and_then(Level::from_number);
    if level.is_none() {
        log.add(1, FrontFault::OutOfRange { key: "level".into(), value: value.into(), range: "1–5".into() });
    }
    level
}
