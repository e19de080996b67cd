//! A bank as an assessment of Common Cartridge's profile of QTI 1.2.1: choices, true or false, a word to fill in, and essays. Other types are told.

use super::{Resource, ResourceKind, words};
use crate::{Accepted, Choice, ForeignItem, ForeignKey, qti::html, text, xml::plain};
use std::collections::{BTreeMap, BTreeSet};
use zhixing_domain::{lang::Lang, question::Kind, text::attributes::rewritten};

/// From the file of an assessment to the figures, as the token of the standard has it.
const FIGURES: &str = "$IMS-CC-FILEBASE$../../web/media/";

/// Nothing where no item of the bank can be carried; `left` counts those of each type that cannot.
pub fn write(name: &str, title: &str, items: &[ForeignItem], lang: Lang, left: &mut BTreeMap<Kind, usize>) -> Option<Resource> {
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<questestinterop xmlns=\"http://www.imsglobal.org/xsd/ims_qtiasiv1p2\">\n<assessment \
         ident=\"bank_{name}\" title=\"{}\">\n{}<section ident=\"root_section\">\n",
        plain(title),
        fields(&[("cc_profile", "cc.exam.v0p1"), ("qmd_assessmenttype", "Examination"), ("qmd_scoretype", "Percentage")])
    );
    let (mut known, mut carried) = (BTreeSet::new(), 0);
    for (n, item) in (1..).zip(items) {
        let own = Some(item.id.clone()).filter(|id| !id.is_empty() && !known.contains(id));
        let id = own.unwrap_or_else(|| format!("item-{n}"));
        match one(item, &id, lang) {
            Some(text) => {
                known.insert(id);
                carried += 1;
                out.push_str(&text);
            }
            None => *left.entry(item.key.kind()).or_default() += 1,
        }
    }
    out.push_str("</section>\n</assessment>\n</questestinterop>\n");
    (carried > 0).then(|| Resource {
        id: format!("bank_{name}"),
        kind: ResourceKind::Assessment,
        title: title.into(),
        path: format!("assessments/{name}/assessment.xml"),
        bytes: out.into_bytes(),
        needs: vec![],
    })
}

fn fields(entries: &[(&str, &str)]) -> String {
    let entry = |(label, value): &(&str, &str)| {
        format!("<qtimetadatafield><fieldlabel>{label}</fieldlabel><fieldentry>{}</fieldentry></qtimetadatafield>", plain(value))
    };
    format!("<qtimetadata>{}</qtimetadata>\n", entries.iter().map(entry).collect::<String>())
}

/// Words in a cartridge: HTML within XML.
fn material(markdown: &str) -> String {
    let figure = |name: &str, value: &str| Some(format!("src=\"{FIGURES}{}\"", value.strip_prefix("media/").filter(|_| name == "src")?));
    let html = rewritten(&html(markdown, &[]), figure);
    format!("<material><mattext texttype=\"text/html\">{}</mattext></material>", plain(&html))
}

/// What is asked, and how it is answered and judged.
struct Asked {
    profile: &'static str,
    /// The element that takes the answer.
    response: String,
    /// What earns all.
    right: Option<String>,
    /// What is said to who answers so: the condition, the name of the words, the words.
    said: Vec<(String, String, String)>,
}

fn one(item: &ForeignItem, id: &str, lang: Lang) -> Option<String> {
    let asked = asked(item, lang)?;
    let is_essay = matches!(item.key, ForeignKey::Essay(_));
    let mut entries = vec![("cc_profile", asked.profile.to_string())];
    entries.extend(item.points.map(|points| ("cc_weighting", points.to_string())));
    entries.push(("qmd_computerscored", if is_essay { "No" } else { "Yes" }.into()));
    let entries: Vec<(&str, &str)> = entries.iter().map(|(label, value)| (*label, value.as_str())).collect();
    let mut said = asked.said;
    if let Some(explanation) = &item.explanation {
        said.insert(0, ("<other/>".into(), "general_fb".into(), explanation.clone()));
    }
    let shown = said.iter().map(|(condition, name, _)| {
        format!(
            "<respcondition continue=\"Yes\"><conditionvar>{condition}</conditionvar><displayfeedback feedbacktype=\"Response\" linkrefid=\"{name}\"/></respcondition>\n"
        )
    });
    let right = asked.right.map(|right| {
        format!(
            "<respcondition continue=\"No\"><conditionvar>{right}</conditionvar><setvar action=\"Set\" varname=\"SCORE\">100</setvar></respcondition>\n"
        )
    });
    let conditions: String = shown.chain(right).collect();
    let feedback: String = said
        .iter()
        .map(|(_, name, words)| format!("<itemfeedback ident=\"{name}\"><flow_mat>{}</flow_mat></itemfeedback>\n", material(words)))
        .collect();
    Some(format!(
        "<item ident=\"{}\" title=\"{}\">\n<itemmetadata>{}</itemmetadata>\n<presentation>{}\n{}</presentation>\n<resprocessing>\n<outcomes>\
         <decvar maxvalue=\"100\" minvalue=\"0\" varname=\"SCORE\" vartype=\"Decimal\"/></outcomes>\n{conditions}</resprocessing>\n\
         {feedback}</item>\n",
        plain(id),
        plain(&title(item)),
        fields(&entries),
        material(&item.stem),
        asked.response,
    ))
}

/// The name of an item, or how its stem begins.
fn title(item: &ForeignItem) -> String {
    let words = if item.name.is_empty() { text::unmarked_markdown(&item.stem) } else { item.name.clone() };
    words.chars().take(60).collect()
}

const EQUAL: &str = "<varequal respident=\"response\">";

fn asked(item: &ForeignItem, lang: Lang) -> Option<Asked> {
    match &item.key {
        ForeignKey::Single(options) => {
            // one of several right ones has no form there
            let mut right = options.iter().enumerate().filter(|(_, option)| option.worth >= 1.0);
            let (Some((place, _)), None) = (right.next(), right.next()) else { return None };
            let right = format!("{EQUAL}{}</varequal>", label(place));
            Some(chosen("cc.multiple_choice.v0p1", "Single", options, right))
        }
        ForeignKey::Multiple(options) => {
            let tests = options.iter().enumerate().map(|(place, option)| {
                let test = format!("{EQUAL}{}</varequal>", label(place));
                if option.worth > 0.0 { test } else { format!("<not>{test}</not>") }
            });
            let right = format!("<and>{}</and>", tests.collect::<String>());
            Some(chosen("cc.multiple_response.v0p1", "Multiple", options, right))
        }
        ForeignKey::TrueFalse { key, feedback } => {
            let words = words::truths(lang).into_iter().zip([true, false]).zip(feedback);
            let option = |((text, truth), feedback): ((&str, bool), &Option<String>)| Choice {
                text: text.into(),
                worth: f64::from(u8::from(truth == *key)),
                feedback: feedback.clone(),
            };
            let options: Vec<Choice> = words.map(option).collect();
            let right = format!("{EQUAL}{}</varequal>", label(usize::from(!*key)));
            Some(chosen("cc.true_false.v0p1", "Single", &options, right))
        }
        ForeignKey::Short { accept, case_matters } => filled(accept, *case_matters),
        ForeignKey::Essay(_) => Some(Asked {
            profile: "cc.essay.v0p1",
            response: "<response_str ident=\"response\" rcardinality=\"Single\"><render_fib><response_label ident=\"answer\"/></render_fib></response_str>".into(),
            right: None,
            said: vec![],
        }),
        ForeignKey::Numeric { .. } | ForeignKey::Cloze(_) | ForeignKey::Ordering(_) | ForeignKey::Matching { .. } => None,
    }
}

fn label(place: usize) -> String {
    format!("option_{}", place + 1)
}

fn chosen(profile: &'static str, cardinality: &str, options: &[Choice], right: String) -> Asked {
    let labels: String = options
        .iter()
        .enumerate()
        .map(|(place, option)| format!("<response_label ident=\"{}\">{}</response_label>", label(place), material(&option.text)))
        .collect();
    let said = options.iter().enumerate().filter_map(|(place, option)| {
        Some((format!("{EQUAL}{}</varequal>", label(place)), format!("{}_fb", label(place)), option.feedback.clone()?))
    });
    Asked {
        profile,
        response: format!(
            "<response_lid ident=\"response\" rcardinality=\"{cardinality}\"><render_choice>{labels}</render_choice></response_lid>"
        ),
        right: Some(right),
        said: said.collect(),
    }
}

fn filled(accept: &[Accepted<String>], case_matters: bool) -> Option<Asked> {
    let case = if case_matters { "Yes" } else { "No" };
    let test = |answer: &str| format!("<varequal respident=\"response\" case=\"{case}\">{}</varequal>", plain(answer));
    let right: String = accept.iter().filter(|a| a.worth >= 1.0).map(|a| test(&a.answer)).collect();
    if right.is_empty() {
        return None;
    }
    Some(Asked {
        profile: "cc.fib.v0p1",
        response: "<response_str ident=\"response\" rcardinality=\"Single\"><render_fib prompt=\"Dashline\"><response_label ident=\"answer\"/></render_fib></response_str>".into(),
        right: Some(right),
        said: vec![],
    })
}
