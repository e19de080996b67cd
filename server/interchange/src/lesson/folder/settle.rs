//! The last step: when it is known which pages come and what their lessons are called, headings get their levels and ids, and links their addresses.

use super::{
    markdown::{HEADING, HeadingMark, LINK_ENDS, LINK_OPENS, LINK_TARGET, Line},
    page::Drafted,
    report::Report,
    site, words,
};
use crate::BankNote;
use std::collections::{BTreeMap, HashMap};
use zhixing_domain::workshop::FILE_BYTES;

/// The deepest level of a heading.
const DEEPEST: u8 = 4;

/// The headings of a page as they will be: level and id; none of the one that is the title.
type Settled<'d> = Vec<Option<(u8, String, &'d HeadingMark)>>;

type Text = (Option<String>, Vec<BankNote>);

/// The text of each page, or nothing with the reason.
pub(super) fn all(drafts: &[Drafted], names: &[String], comes: &[bool]) -> Vec<Text> {
    let headings: Vec<Settled> = drafts.iter().map(|draft| settled(&draft.headings)).collect();
    let mut labels: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (page, draft) in drafts.iter().enumerate() {
        for (n, heading) in draft.headings.iter().enumerate() {
            for label in &heading.labels {
                labels.entry(label.as_str()).or_insert((page, n));
            }
        }
    }
    let by_source = drafts.iter().enumerate().map(|(n, draft)| (draft.source.as_str(), n)).collect();
    let places = drafts.iter().map(|draft| Places::of(&draft.headings)).collect();
    let mut whole = Whole { drafts, names, comes: comes.to_vec(), headings, places, labels, by_source };
    let texts = |whole: &Whole| (0..drafts.len()).map(|page| whole.text(page)).collect::<Vec<Text>>();
    // nothing leads to a page that stays out
    whole.comes = comes.iter().zip(texts(&whole)).map(|(comes, (text, _))| *comes && text.is_some()).collect();
    texts(&whole)
}

/// Levels begin at the second.
fn settled(headings: &[HeadingMark]) -> Settled<'_> {
    let top = headings.iter().map(|heading| heading.level).filter(|level| *level > 0).min().unwrap_or(2);
    let ids = zhixing_courseware::heading_ids(headings.iter().filter(|h| h.level > 0).map(|h| (h.plain.as_str(), h.id.as_deref())));
    let mut ids = ids.into_iter();
    let level = |level: u8| (level + 2).saturating_sub(top).clamp(2, DEEPEST);
    headings.iter().map(|h| if h.level == 0 { None } else { Some((level(h.level), ids.next()?, h)) }).collect()
}

/// Where the headings of a page are, by what a fragment may call them; of two that are called alike the first.
struct Places<'d> {
    by_label: HashMap<&'d str, usize>,
    by_words: HashMap<String, usize>,
}

impl<'d> Places<'d> {
    fn of(headings: &'d [HeadingMark]) -> Self {
        let (mut by_label, mut by_words) = (HashMap::new(), HashMap::new());
        for (n, heading) in headings.iter().enumerate() {
            for label in &heading.labels {
                by_label.entry(label.as_str()).or_insert(n);
            }
            by_words.entry(site::key(&heading.plain)).or_insert(n);
        }
        Self { by_label, by_words }
    }

    /// The heading that a fragment means, by its id or its words.
    fn find(&self, fragment: &str) -> Option<usize> {
        let wanted = crate::pictures::percent(fragment).to_lowercase();
        let by_words = || self.by_words.get(&site::key(&wanted)).filter(|_| !wanted.is_empty());
        self.by_label.get(wanted.as_str()).or_else(by_words).copied()
    }
}

struct Whole<'d> {
    drafts: &'d [Drafted],
    names: &'d [String],
    comes: Vec<bool>,
    headings: Vec<Settled<'d>>,
    places: Vec<Places<'d>>,
    labels: BTreeMap<&'d str, (usize, usize)>,
    by_source: BTreeMap<&'d str, usize>,
}

impl Whole<'_> {
    fn text(&self, page: usize) -> Text {
        let Some(lines) = self.drafts.get(page).and_then(|draft| draft.lines.as_ref()) else { return (None, vec![]) };
        let mut report = Report::default();
        let lines: Vec<String> = lines.iter().map(|line| self.line(page, line, &mut report)).collect();
        let text = tidy(&lines);
        let said = report.notes(self.drafts.get(page).is_some_and(|draft| draft.in_cells));
        match text.len() {
            0 => (None, vec![words::empty()]),
            // room for what stands above it
            long if long + 2_000 > FILE_BYTES => (None, vec![words::too_long()]),
            _ => (Some(text), said),
        }
    }

    fn line(&self, page: usize, line: &Line, report: &mut Report) -> String {
        if let Some(n) = line.text.strip_prefix(HEADING).and_then(|n| n.parse::<usize>().ok()) {
            let heading = self.headings.get(page).and_then(|headings| headings.get(n)?.as_ref());
            let Some((level, _, heading)) = heading else { return String::new() };
            let id = heading.id.as_ref().map(|id| format!(" {{#{id}}}")).unwrap_or_default();
            return format!("{} {}{id}", "#".repeat(usize::from(*level)), self.links(page, line.at, &heading.words, report));
        }
        self.links(page, line.at, &line.text, report)
    }

    fn links(&self, page: usize, at: usize, text: &str, report: &mut Report) -> String {
        let mut parts = text.split(LINK_OPENS);
        let mut out = parts.next().unwrap_or_default().to_string();
        for part in parts {
            let parted = part.split_once(LINK_TARGET).and_then(|(words, rest)| Some((words, rest.split_once(LINK_ENDS)?)));
            let Some((words, (target, behind))) = parted else {
                out.push_str(part);
                continue;
            };
            out.push_str(&self.link(page, at, words, target, report));
            out.push_str(behind);
        }
        out.retain(|c| !matches!(c, '\u{fdd0}'..='\u{fdef}'));
        out
    }

    /// `=label`, or the path of a page with `#` and what is on it; without a path this page.
    fn link(&self, page: usize, at: usize, words: &str, target: &str, report: &mut Report) -> String {
        let (source, fragment) = target.split_once('#').unwrap_or((target, ""));
        let place = match target.strip_prefix('=') {
            Some(label) => self.labels.get(label).map(|(page, n)| (*page, Some(*n))),
            None if source.is_empty() => self.heading(page, fragment).map(|n| (page, Some(n))),
            None => self.by_source.get(source).map(|page| (*page, self.heading(*page, fragment))),
        };
        let found = place.map(|(to, n)| {
            let heading = n.and_then(|n| self.headings.get(to)?.get(n)?.as_ref());
            let fragment = heading.map(|(_, id, _)| format!("#{id}")).unwrap_or_default();
            let named = heading.map(|(.., heading)| heading.plain.clone()).or(self.drafts.get(to).map(|draft| draft.title.clone()));
            let comes = to == page || self.comes.get(to) == Some(&true);
            let name = self.names.get(to).filter(|_| to != page && comes).cloned().unwrap_or_default();
            let words = if words.trim().is_empty() { named.unwrap_or_default().replace(['[', ']'], "") } else { words.to_string() };
            (comes.then(|| format!("{name}{fragment}")).filter(|address| !address.is_empty()), words)
        });
        match found {
            Some((Some(address), words)) => {
                if !address.starts_with('#') {
                    report.tell(at, &words::LINKED, "");
                }
                format!("[{words}]({address})")
            }
            other => {
                report.tell(at, &words::LINK, target.trim_start_matches('=').trim_end_matches('#'));
                other.map_or_else(|| words.to_string(), |(_, words)| words)
            }
        }
    }

    fn heading(&self, page: usize, fragment: &str) -> Option<usize> {
        self.places.get(page)?.find(fragment)
    }
}

/// The lines as a text: one blank line where there were several, but within code.
fn tidy(lines: &[String]) -> String {
    let (mut out, mut fence, mut blank) = (String::new(), None::<String>, true);
    for line in lines {
        let bare = line.trim_start_matches(['>', ' ']);
        let marks: String = bare.chars().take_while(|c| *c == '`').collect();
        match &fence {
            Some(open) if bare.trim_end() == open => fence = None,
            None if marks.len() > 2 => fence = Some(marks),
            _ => {}
        }
        let line = if fence.is_none() && !line.ends_with("  ") { line.trim_end() } else { line.as_str() };
        let is_blank = line.trim().is_empty();
        if is_blank && blank && fence.is_none() {
            continue;
        }
        blank = is_blank;
        out.extend([line, "\n"]);
    }
    out.trim_end().trim_start_matches('\n').to_string()
}
