//! An item of QTI 2 or 3 as one of our nine types, or why it is none.

mod choice;
mod feedback;
mod gaps;
mod hotspot;
mod judge;
mod numbers;
mod pairs;
mod rubric;

use super::{
    Desk,
    body::{self, Fields, Said},
    scoring::{Declared, Scoring},
    words, write,
    xml::{Element, decode, parse},
};
use crate::{
    ForeignItem, ForeignKey, ReadItem, bound,
    text::{self, Markup},
};
use feedback::Feedback;
use judge::{Judge, Source};
use zhixing_domain::points::Points;

/// What the parts of an item know of the whole.
struct Found<'s, 'e> {
    feedback: Feedback<'s, 'e>,
}

pub fn read(item: &Element, desk: &mut Desk) -> ReadItem {
    desk.told.clear();
    match make(item, desk) {
        Ok(made) => ReadItem::Item { item: Box::new(made), losses: std::mem::take(&mut desk.told) },
        Err(told) => ReadItem::Fault(told),
    }
}

/// Why it is not the same for everybody who sits it, if it is not.
fn unsteady(item: &Element, shown: &str) -> Option<crate::BankNote> {
    let line = item.line;
    match () {
        () if is_endless(item) => Some(words::endless(line, shown)),
        () if item.child("templateProcessing").is_some() || item.child("templateDeclaration").is_some() => {
            Some(words::templated(line, shown))
        }
        () => (item.attr("adaptive") == "true").then(|| words::adaptive(line, shown)),
    }
}

/// What the fields of an item ask together; nothing where that is no question of ours.
fn asked((item, content): (&Element, &Element), fields: &[&Element], judge: &Judge, found: &Found, desk: &mut Desk) -> Option<Made> {
    let inline = |e: &&Element| matches!(e.name.as_str(), "textEntryInteraction" | "inlineChoiceInteraction");
    let in_line = |e: &&Element| inline(e) || (e.name == "choiceInteraction" && choice::is_single(e, Some(judge)));
    Some(match fields {
        [] => return None,
        [field] if inline(field) => inline_alone(content, field, judge, desk),
        [block] => by_name(content, block, judge, found, desk),
        many if many.iter().all(in_line) => in_gaps(content, judge, desk),
        many if many.iter().all(|i| i.name == "extendedTextInteraction") => {
            desk.told.push(words::one_essay(item.line));
            essay(content, desk)
        }
        _ => return None,
    })
}

fn not_one(line: usize, fields: &[&Element], shown: &str) -> crate::BankNote {
    let mut names: Vec<&str> = fields.iter().map(|i| i.name.as_str()).collect();
    names.dedup();
    if names.is_empty() { words::no_question(line, shown) } else { words::composite(line, &names.join("、"), &names.join(", "), shown) }
}

fn make(item: &Element, desk: &mut Desk) -> Result<ForeignItem, crate::BankNote> {
    let line = item.line;
    let empty = Element::default();
    let content = item.child("itemBody").unwrap_or(&empty);
    let shown = words::excerpt(&content.spaced());
    if let Some(why) = unsteady(item, &shown) {
        return Err(why);
    }
    let interactions: Vec<&Element> = content.below().into_iter().filter(|e| e.name.ends_with("Interaction")).collect();
    let (hints, interactions): (Vec<_>, Vec<_>) = interactions.into_iter().partition(|e| e.name == "endAttemptInteraction");
    if let Some(hint) = hints.first() {
        desk.told.push(words::hint(hint.line));
    }
    let scoring = Scoring::of(item);
    let judge = judge(&scoring, &interactions);
    if judge.contradicted {
        return Err(words::contradicted(line, &shown));
    }
    let id = interactions.first().map(|i| i.attr("responseIdentifier")).unwrap_or_default();
    let found = Found { feedback: Feedback::of(item, &judge, id) };
    let made = asked((item, content), &interactions, &judge, &found, desk);
    let (stem, key) = made.ok_or_else(|| not_one(line, &interactions, &shown))?;
    // the last word is why there is none
    let none = |desk: &mut Desk| desk.told.pop().map_or_else(|| words::no_question(line, &shown), |why| words::with_text(&why, &shown));
    let key = key.ok_or_else(|| none(desk))?;
    tell_source(&judge, &key, line, desk);
    let stem = [passages(item, desk), stem].into_iter().filter(|t| !t.trim().is_empty()).collect::<Vec<_>>().join("\n\n");
    let mut made = ForeignItem::new(line, stem, key);
    // ours keep their own ids in the label
    made.id = item.attr(if item.attr("toolName") == write::TOOL { "label" } else { "identifier" }).into();
    made.name = name(item.attr("title").trim(), &made.stem);
    made.points = points(item, &judge, desk);
    let kept = matches!(made.key, ForeignKey::Single(_) | ForeignKey::Multiple(_) | ForeignKey::TrueFalse { .. });
    let explained = [found.feedback.explanation(kept, desk), model_answer(&made.key, &interactions, &judge)];
    made.explanation = explained.into_iter().flatten().reduce(|a, b| format!("{a}\n\n{b}"));
    made.fixed = !matches!(made.key, ForeignKey::TrueFalse { .. }) && interactions.iter().any(|i| keeps_order(i));
    rubric::attach(item, &mut made, desk);
    Ok(made)
}

/// Whether the options stay in their order: letters in a picture do.
fn keeps_order(interaction: &Element) -> bool {
    interaction.name == "hotspotInteraction"
        || interaction.attr("shuffle").eq_ignore_ascii_case("false")
        || interaction.elements().any(|choice| choice.attr("fixed") == "true")
}

/// More elements than an item has that people wrote; all of them are compared with all.
const MOST_ELEMENTS: usize = 8_000;
/// More entries than anybody chooses from.
const MOST_ENTRIES: usize = 200;

pub fn is_endless(item: &Element) -> bool {
    let all = item.below();
    let many = |e: &&Element| {
        e.elements()
            .filter(|c| {
                c.name.starts_with("simple") || c.name.starts_with("response_") || matches!(c.name.as_str(), "gapText" | "inlineChoice")
            })
            .count()
            > MOST_ENTRIES
    };
    all.len() > MOST_ELEMENTS || all.iter().any(many)
}

/// What an item is called, where that says more than its stem.
fn name(title: &str, stem: &str) -> String {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    if letters(stem).starts_with(&letters(title)) { String::new() } else { title.into() }
}

/// Numbers between those that an item speaks of are tried for one field, and for several where nothing else earns anything.
fn judge<'s, 'e>(scoring: &'s Scoring<'e>, interactions: &[&Element]) -> Judge<'s, 'e> {
    let with = |typed: Typed| Judge::new(scoring, &candidates(scoring, interactions, typed));
    if interactions.len() < 2 {
        return with(numbers::tried);
    }
    let judge = with(numbers::typed);
    if judge.source == Source::Declared && !scoring.is_silent() { with(numbers::tried) } else { judge }
}

/// What is typed into a field.
type Typed = fn(&Scoring, &str) -> Vec<String>;

/// The answers worth trying, for each response.
fn candidates(scoring: &Scoring, interactions: &[&Element], typed: Typed) -> Vec<(String, Vec<Vec<String>>)> {
    let of = |i: &&Element| {
        let id = i.attr("responseIdentifier").to_string();
        let answers = match i.name.as_str() {
            "choiceInteraction" | "inlineChoiceInteraction" | "hottextInteraction" | "hotspotInteraction" => {
                let single = scoring.response(&id).is_none_or(|d| d.cardinality == super::scoring::Cardinality::Single);
                choice::candidates(i, single)
            }
            "textEntryInteraction" | "extendedTextInteraction" | "sliderInteraction" => {
                typed(scoring, &id).into_iter().map(|t| vec![t]).collect()
            }
            _ => vec![],
        };
        (id, answers)
    };
    interactions.iter().map(of).collect()
}

type Made = (String, Option<ForeignKey>);

/// One field: a gap where its sentence goes on behind it, else a field below the text.
fn inline_alone(content: &Element, field: &Element, judge: &Judge, desk: &mut Desk) -> Made {
    let told = desk.told.len();
    let gapped = body::read(&[content], Fields::Gaps, desk).markdown;
    let (before, after) = gapped.split_once(crate::item::GAP).unwrap_or((&gapped, ""));
    let lone =
        before.rsplit('\n').next().is_none_or(|l| l.trim().is_empty()) && after.split('\n').next().is_none_or(|l| l.trim().is_empty());
    if lone && field.name == "textEntryInteraction" {
        desk.told.truncate(told);
        let stem = body::read(&[content], Fields::Aside, desk).markdown;
        return (stem, gaps::alone(field, judge, desk));
    }
    // a gap compares words, so a number in a sentence is typed below it
    if gaps::is_number(field, judge) {
        return (gapped.replace(crate::GAP, "\\_\\_\\_\\_"), gaps::alone(field, judge, desk));
    }
    let key = gaps::all(&[field], judge, desk);
    (gapped, key)
}

fn in_gaps(content: &Element, judge: &Judge, desk: &mut Desk) -> Made {
    let said = body::read(&[content], Fields::Gaps, desk);
    let key = gaps::all(&said.fields, judge, desk);
    (said.markdown, key)
}

fn by_name(content: &Element, block: &Element, judge: &Judge, found: &Found, desk: &mut Desk) -> Made {
    match block.name.as_str() {
        "gapMatchInteraction" => {
            let Said { markdown, fields } = body::read(&[content], Fields::Gaps, desk);
            let key = gaps::dragged(block, &fields, judge, desk);
            return (markdown, key);
        }
        "extendedTextInteraction" => return essay(content, desk),
        "hotspotInteraction" => return hotspot::read(content, block, judge, found, desk),
        _ => {}
    }
    let stem = body::read(&[content], Fields::Aside, desk).markdown;
    let key = match block.name.as_str() {
        "choiceInteraction" => choice::read(block, judge, found, desk),
        "hottextInteraction" => {
            let key = choice::read(block, judge, found, desk);
            if key.is_some() {
                desk.told.push(words::hottext(block.line));
            }
            key
        }
        "orderInteraction" => pairs::ordered(block, judge, desk),
        "associateInteraction" => pairs::associated(block, judge, desk),
        "matchInteraction" => pairs::matched(block, judge, desk),
        "sliderInteraction" => gaps::slid(block, judge, desk),
        name => {
            desk.told.push(words::unlike(block.line, name));
            None
        }
    };
    (stem, key)
}

fn essay(content: &Element, desk: &mut Desk) -> Made {
    (body::read(&[content], Fields::Aside, desk).markdown, Some(ForeignKey::Essay(vec![])))
}

/// What is declared to be right for a text that a person marks.
fn model_answer(key: &ForeignKey, interactions: &[&Element], judge: &Judge) -> Option<String> {
    let ForeignKey::Essay(_) = key else { return None };
    let answers: Vec<String> = interactions.iter().flat_map(|i| judge.right(i.attr("responseIdentifier")).to_vec()).collect();
    (!answers.is_empty()).then(|| text::markdown(&answers.join("<p>"), Markup::Html, &mut |_| None))
}

fn tell_source(judge: &Judge, key: &ForeignKey, line: usize, desk: &mut Desk) {
    match (&judge.source, key) {
        (_, ForeignKey::Essay(_)) | (Source::Rules, _) => {}
        (Source::Declared, _) => desk.told.push(words::unscored(line)),
        (Source::NotUnderstood(what), _) => desk.told.push(words::not_understood(line, what)),
    }
}

/// Passages that several items share, of QTI 3.
fn passages(item: &Element, desk: &mut Desk) -> String {
    let mut out = vec![];
    for reference in item.all("assessmentStimulusRef") {
        let address = reference.attr("href").to_string();
        let read = desk.pictures.file(&address).and_then(|(_, bytes)| parse(&decode(bytes).ok()?.0).ok());
        match read.as_ref().and_then(|root| root.child("stimulusBody")) {
            Some(stimulus) => {
                let said = body::read(&[stimulus], Fields::Aside, desk).markdown;
                // each item that names it has it whole
                if desk.budget.spend(said.len()) { out.push(said) } else { desk.told.push(bound::too_much(reference.line)) }
            }
            None => desk.told.push(words::no_passage(reference.line, &address)),
        }
    }
    out.join("\n\n")
}

fn points(item: &Element, judge: &Judge, desk: &mut Desk) -> Option<Points> {
    let declared = |id: &str| item.all("outcomeDeclaration").find(|o| o.attr("identifier") == id);
    let said = || {
        let most = declared("MAXSCORE").and_then(|o| o.child("defaultValue")?.plain().parse::<f64>().ok());
        most.or_else(|| declared("SCORE")?.number("normalMaximum"))
    };
    let points = match judge.source {
        // one is what a rule gives that says nothing of points
        Source::Rules if (judge.full - 1.0).abs() < 1e-6 && declared("MAXSCORE").is_none() && desk.weight.is_none() => None,
        Source::Rules => Some(judge.full),
        _ => said(),
    };
    let points = points.map(|p| p * desk.weight.unwrap_or(1.0));
    to_points(points, item.line, desk)
}

/// Points as ours may be: above 0, at most 100, in hundredths.
pub fn to_points(points: Option<f64>, line: usize, desk: &mut Desk) -> Option<Points> {
    let points = points?;
    let hundredths = (points * 100.0).round();
    if !(1.0..=10_000.0).contains(&hundredths) {
        if points != 0.0 {
            desk.told.push(words::points(line, points));
        }
        return None;
    }
    Some(Points::from_hundredths(hundredths as i64))
}
