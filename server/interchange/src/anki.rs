//! Notes that Anki exports as text: fields parted by tabs, headers with `#`, gaps as `{{c1::word::hint}}`. A card has no options of its own: a short back
//! is a short answer, a long one the model answer of an essay; notes with options say in `#columns` what each field is.

mod columns;
mod words;

use crate::{
    Accepted, BankNote, Bundle, ForeignGap, ForeignItem, ForeignKey, GAP, Import, ReadItem,
    shown::Shown,
    text::{HELD, Markup, clean, markdown, near, one_line, unmarked},
};
use columns::Columns;

/// A longer answer is not typed.
const SHORT: usize = 40;
/// The most bytes of a gap.
const LONGEST: usize = 4000;

/// How the fields of notes are read.
struct Notes<'b> {
    markup: Markup,
    shown: Shown<'b>,
    columns: Columns,
}

/// Reads the notes.
pub(crate) fn read(source: &str, text: &str, bundle: &Bundle) -> Import {
    let mut import = Import { source: source.into(), ..Import::default() };
    let text = clean(text);
    let header = |name: &str| {
        text.lines().take_while(|l| l.starts_with('#')).find_map(|l| l.strip_prefix('#')?.strip_prefix(name)?.strip_prefix(':'))
    };
    let separator = match header("separator").map(|s| s.trim().to_lowercase()).as_deref() {
        Some("comma" | ",") => b',',
        Some("semicolon" | ";") => b';',
        Some("pipe" | "|") => b'|',
        Some("colon" | ":") => b':',
        Some("space") => b' ',
        _ => b'\t',
    };
    let markup = if header("html").is_some_and(|h| h.trim() == "true") { Markup::Html } else { Markup::Plain };
    let column = |name: &str| header(name).and_then(|n| n.trim().parse::<usize>().ok());
    let special: Vec<usize> = ["notetype column", "deck column", "guid column", "tags column"].into_iter().filter_map(column).collect();
    let tags = column("tags column");
    let columns = Columns::of(header("columns").unwrap_or_default(), char::from(separator));
    let notes = Notes { markup, shown: Shown::of(bundle), columns };
    let heads = text.lines().take_while(|l| l.starts_with('#')).count();
    let body: String = text.split_inclusive('\n').skip(heads).collect();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(body.as_bytes());
    for record in reader.records().filter_map(Result::ok) {
        let line = heads + record.position().map_or(0, |p| usize::try_from(p.line()).unwrap_or(0));
        let fields: Vec<(usize, &str)> = (1..).zip(record.iter()).filter(|(n, _)| !special.contains(n)).collect();
        let mut read = notes.note(&fields, line);
        if let (Ok(item), Some(place)) = (&mut read, tags.or(notes.columns.tags)) {
            item.tags = record.get(place.saturating_sub(1)).unwrap_or_default().split_whitespace().map(String::from).collect();
        }
        let losses = notes.shown.missing(line);
        import.items.push(match read {
            Ok(item) => ReadItem::Item { item: Box::new(item), losses },
            Err(note) => ReadItem::Fault(note),
        });
    }
    import.pictures = notes.shown.found();
    import
}

impl Notes<'_> {
    fn rich(&self, text: &str) -> String {
        markdown(text, self.markup, &mut |address| self.shown.find(address))
    }

    /// One note from its fields with their places.
    fn note(&self, fields: &[(usize, &str)], line: usize) -> Result<ForeignItem, BankNote> {
        let texts: Vec<&str> = fields.iter().map(|(_, text)| *text).collect();
        if let Some(place) = texts.iter().position(|text| is_gapped(text)) {
            return self.gapped(&texts, place, line);
        }
        if self.columns.options.len() > 1 {
            return self.chosen(fields, line);
        }
        let (front, back, behind) = self.columns.card(fields).map_err(|n| words::fields(line, n))?;
        let question = self.rich(front);
        if question.trim().is_empty() || back.trim().is_empty() {
            return Err(words::card(line));
        }
        let answer = one_line(&unmarked(back));
        let explanation = Some(self.rich(behind)).filter(|text| !text.is_empty());
        if answer.is_empty() || answer.chars().count() > SHORT {
            let explanation = Some([Some(self.rich(back)), explanation].into_iter().flatten().collect::<Vec<_>>().join("\n\n"));
            return Ok(ForeignItem { explanation, ..ForeignItem::new(line, question, ForeignKey::Essay(vec![])) });
        }
        let key = ForeignKey::Short { accept: vec![Accepted::full(answer)], case_matters: false };
        Ok(ForeignItem { explanation, ..ForeignItem::new(line, question, key) })
    }

    /// A note with gaps in one field; the others are what is shown behind.
    fn gapped(&self, texts: &[&str], place: usize, line: usize) -> Result<ForeignItem, BankNote> {
        let field = texts.get(place).copied().unwrap_or_default();
        let (text, gaps) = gaps(field).filter(|(_, gaps)| !gaps.is_empty()).ok_or_else(|| words::nested(line))?;
        let mut item = ForeignItem::new(line, self.rich(&text).replace(HELD, &GAP.to_string()), ForeignKey::Cloze(gaps));
        let others = texts.iter().enumerate().filter(|(n, text)| *n != place && !text.trim().is_empty());
        item.explanation = Some(others.map(|(_, text)| self.rich(text)).collect::<Vec<_>>().join("\n\n")).filter(|text| !text.is_empty());
        Ok(item)
    }

    /// A note with options.
    fn chosen(&self, fields: &[(usize, &str)], line: usize) -> Result<ForeignItem, BankNote> {
        let choice = self.columns.choice(fields, |text| self.rich(text)).ok_or_else(|| words::options(line))?;
        let mut item = ForeignItem::new(line, self.rich(choice.question), choice.key);
        item.explanation = Some(self.rich(choice.explanation)).filter(|text| !text.is_empty());
        if item.stem.trim().is_empty() { Err(words::card(line)) } else { Ok(item) }
    }
}

fn is_gapped(text: &str) -> bool {
    text.split("{{c").skip(1).any(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// The text with a mark for each gap, and the gaps; nothing where one stands within another.
fn gaps(text: &str) -> Option<(String, Vec<ForeignGap>)> {
    let (mut out, mut gaps, mut rest) = (String::new(), vec![], text);
    while let Some((before, after)) = rest.split_once("{{c") {
        out.push_str(before);
        let parts = near(after, LONGEST).split_once("::").filter(|(n, _)| n.parse::<u32>().is_ok());
        let inner = parts.and_then(|(n, a)| Some((n.len() + 2, a.split_once("}}")?.0)));
        let found = inner.and_then(|(from, inner)| Some((inner, after.get(from + inner.len() + 2..)?)));
        match found {
            Some((inner, _)) if inner.contains("{{c") => return None,
            Some((inner, behind)) => {
                let word = one_line(&unmarked(inner.split("::").next().unwrap_or_default()));
                gaps.push(ForeignGap::Typed(vec![Accepted::full(word)]));
                out.push(HELD);
                rest = behind;
            }
            None => {
                out.push_str("{{c");
                rest = after;
            }
        }
    }
    Some((out + rest, gaps))
}
