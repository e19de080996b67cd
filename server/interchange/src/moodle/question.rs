//! One question of Moodle XML.

use super::{cloze, gaps, words};
use crate::{
    Accepted, BankNote, Bundle, Choice, ForeignItem, ForeignKey, MarkedNumber,
    bound::Budget,
    pictures::{Pictures, percent},
    text::{Markup, clean, markdown, one_line},
    xml::Node,
};
use std::collections::BTreeMap;
use zhixing_domain::points::Points;

pub(super) struct Questions<'b> {
    pub pictures: Pictures,
    pub bundle: &'b Bundle,
    pub budget: &'b mut Budget,
    /// Of the question that is read.
    pub losses: Vec<BankNote>,
    pub category: Option<String>,
}

impl Questions<'_> {
    /// Reads a question; nothing of one that names the folder of those below.
    pub fn read(&mut self, node: &Node) -> Result<Option<ForeignItem>, BankNote> {
        let (line, kind) = (node.line, node.attribute("type").unwrap_or_default());
        let stem = node.child("questiontext").map(|text| self.rich(text)).unwrap_or_default();
        let (stem, key) = match kind {
            "category" => {
                let name = clean(node.words("category"));
                let name = name.trim_start_matches("$course$/").trim_start_matches("$module$/").trim_start_matches("top/");
                self.category = Some(one_line(name)).filter(|name| !name.is_empty());
                return Ok(None);
            }
            "description" => return Err(words::description(line, &one_line(&clean(node.words("name"))))),
            "calculated" | "calculatedsimple" | "calculatedmulti" => return Err(words::calculated(line)),
            "multichoice" => (stem, self.options(node)?),
            "truefalse" => (stem, self.truefalse(node)?),
            "shortanswer" => (stem, self.short(node)?),
            "numerical" => (stem, self.numeric(node)?),
            "matching" => (stem, self.matching(node)?),
            "essay" => {
                if !node.words("graderinfo").is_empty() || !node.words("responsetemplate").is_empty() {
                    self.losses.push(words::essay(line));
                }
                (stem, ForeignKey::Essay(vec![]))
            }
            "ordering" => (stem, self.ordering(node)?),
            "cloze" | "multianswer" => {
                let text = node.child("questiontext").map(Node::inner).unwrap_or_default();
                let (text, found) = cloze::read(text, line)?;
                let stem = node.child("questiontext").map(|node| self.rich_of(&text, node)).unwrap_or_default();
                (cloze::marked(&stem), ForeignKey::Cloze(found))
            }
            "gapselect" | "ddwtos" => gaps::read(node, &stem, self.budget)?,
            other => return Err(words::unsupported(line, other)),
        };
        Ok(Some(self.finish(node, stem, key)))
    }

    /// What all questions have.
    fn finish(&mut self, node: &Node, stem: String, key: ForeignKey) -> ForeignItem {
        let mut item = ForeignItem::new(node.line, stem, key);
        item.name = one_line(&clean(node.words("name")));
        item.id = clean(node.words("idnumber"));
        item.category.clone_from(&self.category);
        let grade = node.words("defaultgrade").parse::<f64>().ok().filter(|g| g.is_finite() && *g > 0.0 && *g <= 100.0);
        item.points = grade.map(|g| Points::from_hundredths((g * 100.0).round() as i64)).filter(|p| *p > Points::ZERO);
        item.explanation = node.child("generalfeedback").map(|text| self.rich(text)).filter(|text| !text.is_empty());
        item.fixed = matches!(node.words("shuffleanswers"), "0" | "false");
        if let Some(tags) = node.child("tags") {
            item.tags =
                tags.all("tag").map(|tag| one_line(&clean(tag.inner())).replace([',', '，', '"'], " ")).filter(|t| !t.is_empty()).collect();
        }
        if node.all("hint").any(|hint| !hint.inner().trim().is_empty()) {
            self.losses.push(words::hints(node.line));
        }
        let said = |name: &str| node.child(name).is_some_and(|n| !n.inner().trim().is_empty());
        if ["correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"].into_iter().any(said) {
            self.losses.push(words::combined(node.line));
        }
        item
    }

    fn options(&mut self, node: &Node) -> Result<ForeignKey, BankNote> {
        let mut options = vec![];
        for answer in node.all("answer") {
            let text = self.rich(answer);
            options.push(Choice { text, worth: worth(answer), feedback: self.feedback(answer) });
        }
        if options.is_empty() {
            return Err(words::no_answer(node.line));
        }
        let multiple = matches!(node.words("single").to_ascii_lowercase().as_str(), "false" | "0");
        Ok(if multiple { ForeignKey::Multiple(options) } else { ForeignKey::Single(options) })
    }

    fn truefalse(&mut self, node: &Node) -> Result<ForeignKey, BankNote> {
        let (mut key, mut feedback) = (None, [None, None]);
        for (i, answer) in node.all("answer").enumerate() {
            let word = answer.inner().trim();
            let is_true = if matches!(word, "true" | "false") { word == "true" } else { i == 0 };
            let right = worth(answer) >= 1.0;
            key = Some(is_true == right);
            if let Some(slot) = feedback.get_mut(usize::from(!is_true)) {
                *slot = self.feedback(answer);
            }
        }
        Ok(ForeignKey::TrueFalse { key: key.ok_or_else(|| words::no_answer(node.line))?, feedback })
    }

    fn short(&mut self, node: &Node) -> Result<ForeignKey, BankNote> {
        let mut accept = vec![];
        for answer in node.all("answer") {
            let text = one_line(&clean(answer.inner()));
            accept.push(Accepted { answer: text, worth: worth(answer), feedback: self.feedback(answer) });
        }
        if accept.is_empty() {
            return Err(words::no_answer(node.line));
        }
        Ok(ForeignKey::Short { accept, case_matters: matches!(node.words("usecase"), "1" | "true") })
    }

    fn numeric(&mut self, node: &Node) -> Result<ForeignKey, BankNote> {
        let mut accept = vec![];
        for answer in node.all("answer") {
            let text = answer.inner().trim();
            let tolerance = answer.words("tolerance").replace(',', ".").parse::<f64>().unwrap_or(0.0).abs();
            let answer_ = if text == "*" {
                MarkedNumber::Any
            } else {
                let value =
                    text.replace(',', ".").parse::<f64>().ok().filter(|n| n.is_finite()).ok_or_else(|| words::number(node.line, text))?;
                MarkedNumber::Around { value, tolerance: if tolerance.is_finite() { tolerance } else { 0.0 } }
            };
            accept.push(Accepted { answer: answer_, worth: worth(answer), feedback: self.feedback(answer) });
        }
        if accept.is_empty() {
            return Err(words::no_answer(node.line));
        }
        let units: Vec<&Node> = node.child("units").map(|units| units.all("unit").collect()).unwrap_or_default();
        if units.len() > 1 {
            self.losses.push(words::units(node.line));
        }
        let plain = units.iter().find(|u| u.words("multiplier").parse::<f64>().is_ok_and(|m| (m - 1.0).abs() < 1e-9)).or(units.first());
        let unit = plain.map(|u| one_line(&clean(u.words("unit_name"))).replace('"', "")).filter(|u| !u.is_empty());
        Ok(ForeignKey::Numeric { accept, unit })
    }

    fn matching(&mut self, node: &Node) -> Result<ForeignKey, BankNote> {
        let (mut pairs, mut distractors) = (vec![], vec![]);
        for sub in node.all("subquestion") {
            let left = self.rich(sub);
            let Some(right) = sub.child("answer").map(|answer| one_line(&clean(answer.inner()))) else { continue };
            let right = crate::text::plain(&right);
            if left.is_empty() { distractors.push(right) } else { pairs.push((left, right)) }
        }
        if pairs.is_empty() {
            return Err(words::no_answer(node.line));
        }
        Ok(ForeignKey::Matching { pairs, distractors })
    }

    fn ordering(&mut self, node: &Node) -> Result<ForeignKey, BankNote> {
        let mut entries: Vec<(f64, String)> = vec![];
        for answer in node.all("answer") {
            let place = answer.attribute("fraction").and_then(|f| f.parse().ok()).unwrap_or(0.0);
            entries.push((place, self.rich(answer)));
        }
        if entries.is_empty() {
            return Err(words::no_answer(node.line));
        }
        entries.sort_by(|a, b| a.0.total_cmp(&b.0));
        Ok(ForeignKey::Ordering(entries.into_iter().map(|(_, text)| text).collect()))
    }

    fn feedback(&mut self, answer: &Node) -> Option<String> {
        answer.child("feedback").map(|node| self.rich(node)).filter(|text| !text.is_empty())
    }

    /// A text with its files.
    fn rich(&mut self, node: &Node) -> String {
        self.rich_of(node.inner(), node)
    }

    fn rich_of(&mut self, text: &str, node: &Node) -> String {
        let markup = match node.attribute("format").unwrap_or("html") {
            "moodle_auto_format" => Markup::Moodle,
            "plain_text" => Markup::Plain,
            "markdown" => Markup::Markdown,
            _ => Markup::Html,
        };
        let mut names = BTreeMap::new();
        for file in node.all("file") {
            let name = file.attribute("name").unwrap_or_default();
            match self.pictures.add_base64(name, &file.text) {
                Some(taken) => drop(names.insert(name.to_string(), taken)),
                None => self.losses.push(words::no_picture(node.line, name)),
            }
        }
        let (pictures, bundle, mut missing) = (&mut self.pictures, self.bundle, vec![]);
        let text = markdown(text, markup, &mut |address| {
            let found = match address.strip_prefix("@@PLUGINFILE@@/") {
                Some(name) => names.get(&percent(name)).cloned().or_else(|| pictures.of_address(name, bundle)),
                None => pictures.of_address(address, bundle),
            };
            if found.is_none() {
                missing.push(address.chars().take(60).collect::<String>());
            }
            found
        });
        self.losses.extend(missing.iter().map(|name| words::no_picture(node.line, name)));
        text
    }
}

/// What an answer earns, of 1.
fn worth(answer: &Node) -> f64 {
    answer.attribute("fraction").and_then(|f| f.trim().parse::<f64>().ok()).filter(|f| f.is_finite()).map_or(0.0, |f| f / 100.0)
}
