//! One question of Moodle XML.

use super::{cloze, gaps, words};
use crate::{
    Accepted, BankNote, Choice, ForeignItem, ForeignKey, MarkedNumber,
    bound::Budget,
    pictures::percent,
    shown::{Shown, no_picture},
    text::{Markup, clean, markdown, one_line, unmarked},
    xml::Node,
};
use std::collections::BTreeMap;
use zhixing_domain::points::Points;

pub(super) struct Questions<'b> {
    pub shown: Shown<'b>,
    pub budget: &'b mut Budget,
    /// Of the question that is read.
    pub losses: Vec<BankNote>,
    pub category: Option<String>,
}

impl Questions<'_> {
    /// Reads a question; nothing of one that names the folder of those below.
    ///
    /// # Errors
    ///
    /// A [`BankNote`] that says why no item of ours is made of it.
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
                let cloze = cloze::read(text, line)?;
                let stem = node.child("questiontext").map(|node| self.rich_of(&cloze.text, node)).unwrap_or_default();
                self.losses.extend(cloze.losses);
                (cloze::marked(&stem), cloze.key)
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
            options.push(Choice { text, worth: worth(answer)?, feedback: self.feedback(answer) });
        }
        if options.is_empty() {
            return Err(words::no_answer(node.line));
        }
        let multiple = matches!(node.words("single").to_ascii_lowercase().as_str(), "false" | "0");
        Ok(if multiple { ForeignKey::Multiple(options) } else { ForeignKey::Single(options) })
    }

    fn truefalse(&mut self, node: &Node) -> Result<ForeignKey, BankNote> {
        let (mut right, mut feedback, mut said) = (vec![], [None, None], vec![]);
        for answer in node.all("answer") {
            let word = one_line(&unmarked(&answer.plain()));
            let truth = truth(&word);
            said.push(word);
            if worth(answer)? >= 1.0 {
                right.push(truth);
            }
            if let Some(slot) = truth.and_then(|truth| feedback.get_mut(usize::from(!truth))) {
                *slot = self.feedback(answer);
            }
        }
        match right.as_slice() {
            _ if said.is_empty() => Err(words::no_answer(node.line)),
            [Some(key)] => Ok(ForeignKey::TrueFalse { key: *key, feedback }),
            _ => Err(words::truth(node.line, &said.join(" / "))),
        }
    }

    fn short(&mut self, node: &Node) -> Result<ForeignKey, BankNote> {
        let mut accept = vec![];
        for answer in node.all("answer") {
            let text = one_line(&clean(&answer.plain()));
            accept.push(Accepted { answer: text, worth: worth(answer)?, feedback: self.feedback(answer) });
        }
        if accept.is_empty() {
            return Err(words::no_answer(node.line));
        }
        Ok(ForeignKey::Short { accept, case_matters: matches!(node.words("usecase"), "1" | "true") })
    }

    fn numeric(&mut self, node: &Node) -> Result<ForeignKey, BankNote> {
        let mut accept = vec![];
        for answer in node.all("answer") {
            let text = answer.plain();
            let text = text.trim();
            let number = if text == "*" {
                MarkedNumber::Any
            } else {
                let value = decimal(text).ok_or_else(|| words::number(node.line, text))?;
                let said = answer.words("tolerance");
                let tolerance = if said.is_empty() { Some(0.0) } else { decimal(said) };
                MarkedNumber::Around { value, tolerance: tolerance.ok_or_else(|| words::tolerance(node.line, said))?.abs() }
            };
            accept.push(Accepted { answer: number, worth: worth(answer)?, feedback: self.feedback(answer) });
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
            let Some(said) = sub.child("answer").map(|answer| one_line(&clean(&answer.plain()))) else { continue };
            let right = crate::text::plain(&said);
            match left.is_empty() {
                false => pairs.push((left, right)),
                true if shows_something(sub.inner()) => return Err(words::no_left(sub.line, &said)),
                true => distractors.push(right),
            }
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
            let path = format!("{}/{name}", file.attribute("path").unwrap_or_default().trim_matches('/'));
            match self.shown.add_base64(name, &file.text) {
                Some(taken) => drop(names.insert(path.trim_start_matches('/').to_string(), taken)),
                None => self.losses.push(no_picture(node.line, name)),
            }
        }
        let shown = &self.shown;
        let text = markdown(text, markup, &mut |address| {
            let name = address.strip_prefix("@@PLUGINFILE@@/");
            name.and_then(|name| of_files(&names, name)).or_else(|| shown.find(address))
        });
        self.losses.extend(self.shown.missing(node.line));
        text
    }
}

/// A file of the text by its address: programs add to it when it was changed, and some forget its folder.
fn of_files(names: &BTreeMap<String, String>, address: &str) -> Option<String> {
    let whole = percent(address);
    let path = percent(address.split(['?', '#']).next().unwrap_or_default());
    let last = path.rsplit('/').next().unwrap_or_default();
    let mut alike = names.iter().filter(|(name, _)| name.rsplit('/').next() == Some(last)).map(|(_, taken)| taken);
    let alone = match (alike.next(), alike.next()) {
        (Some(taken), None) => Some(taken),
        _ => None,
    };
    names.get(&whole).or_else(|| names.get(&path)).or(alone).cloned()
}

/// A number, also with a decimal comma; nothing where the comma may part thousands.
fn decimal(said: &str) -> Option<f64> {
    let digits = said.trim_start_matches(['-', '+']);
    let thousands = digits.split_once(',').is_some_and(|(front, behind)| {
        (1..=3).contains(&front.len()) && !front.starts_with('0') && behind.len() == 3 && behind.bytes().all(|b| b.is_ascii_digit())
    });
    said.replace(',', ".").parse::<f64>().ok().filter(|n| n.is_finite() && !thousands)
}

/// What a word says is true; nothing where it says neither.
fn truth(word: &str) -> Option<bool> {
    match word.trim().to_lowercase().as_str() {
        "true" | "t" | "yes" | "正确" | "对" | "是" | "√" => Some(true),
        "false" | "f" | "no" | "错误" | "错" | "否" | "不对" | "不正确" | "×" => Some(false),
        _ => None,
    }
}

/// Whether a text has anything to see, though it may not come along.
fn shows_something(html: &str) -> bool {
    let tags = ["<img", "<svg", "<audio", "<video", "<object", "<embed", "<iframe", "<math", "<canvas"];
    let lower = html.to_ascii_lowercase();
    !unmarked(html).trim().is_empty() || tags.into_iter().any(|tag| lower.contains(tag))
}

/// What an answer earns, of 1.
fn worth(answer: &Node) -> Result<f64, BankNote> {
    let said = answer.attribute("fraction").unwrap_or("0");
    super::fraction(said).ok_or_else(|| words::fraction(answer.line, said))
}
