//! Notes that Anki exports as text: fields parted by tabs, headers with `#`, gaps as `{{c1::word::hint}}`. A card has no options: a short back is a short
//! answer, a long one the model answer of an essay.

use crate::{
    Accepted, BankNote, ForeignGap, ForeignItem, ForeignKey, GAP, Import, ReadItem,
    text::{HELD, Markup, clean, markdown, near, one_line, unmarked},
};

/// A longer answer is not typed.
const SHORT: usize = 40;
/// The most bytes of a gap.
const LONGEST: usize = 4000;

/// Reads the notes.
pub(crate) fn read(source: &str, text: &str) -> Import {
    let mut import = Import { source: source.into(), ..Import::default() };
    let text = clean(text);
    let header = |name: &str| {
        text.lines().take_while(|l| l.starts_with('#')).find_map(|l| l.strip_prefix('#')?.strip_prefix(name)?.strip_prefix(':'))
    };
    let separator = match header("separator").map(|s| s.trim().to_lowercase()).as_deref() {
        Some("comma" | ",") => b',',
        Some("semicolon" | ";") => b';',
        Some("pipe" | "|") => b'|',
        _ => b'\t',
    };
    let markup = if header("html").is_some_and(|h| h.trim() == "true") { Markup::Html } else { Markup::Plain };
    let column = |name: &str| header(name).and_then(|n| n.trim().parse::<usize>().ok());
    let special: Vec<usize> = ["notetype column", "deck column", "guid column", "tags column"].into_iter().filter_map(column).collect();
    let tags = column("tags column");
    let heads = text.lines().take_while(|l| l.starts_with('#')).count();
    let body: String = text.split_inclusive('\n').skip(heads).collect();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(body.as_bytes());
    for record in reader.records().filter_map(Result::ok) {
        let line = heads + record.position().map_or(0, |p| usize::try_from(p.line()).unwrap_or(0));
        let fields: Vec<&str> = (1..).zip(record.iter()).filter(|(n, _)| !special.contains(n)).map(|(_, field)| field).collect();
        let mut read = note(&fields, markup, line);
        if let (Ok(item), Some(place)) = (&mut read, tags) {
            item.tags = record.get(place.saturating_sub(1)).unwrap_or_default().split_whitespace().map(String::from).collect();
        }
        import.items.push(match read {
            Ok(item) => ReadItem::Item { item: Box::new(item), losses: vec![] },
            Err(note) => ReadItem::Fault(note),
        });
    }
    import
}

fn note(fields: &[&str], markup: Markup, line: usize) -> Result<ForeignItem, BankNote> {
    let rich = |text: &str| markdown(text, markup, &mut |_| None);
    let front = fields.first().copied().unwrap_or_default();
    let back = fields.get(1).copied().unwrap_or_default();
    if front.contains("{{c") {
        let (text, gaps) = gaps(front);
        let mut item = ForeignItem::new(line, rich(&text).replace(HELD, &GAP.to_string()), ForeignKey::Cloze(gaps));
        item.explanation = Some(rich(back)).filter(|text| !text.is_empty());
        return Ok(item);
    }
    if front.trim().is_empty() || back.trim().is_empty() {
        return Err(BankNote::new(line, "anki-card", "卡片缺正面或背面", "the card has no front or no back"));
    }
    let answer = one_line(&unmarked(back));
    if answer.chars().count() <= SHORT {
        return Ok(ForeignItem::new(line, rich(front), ForeignKey::Short { accept: vec![Accepted::full(answer)], case_matters: false }));
    }
    let mut item = ForeignItem::new(line, rich(front), ForeignKey::Essay(vec![]));
    item.explanation = Some(rich(back));
    Ok(item)
}

/// The text with a mark for each gap, and the gaps.
fn gaps(text: &str) -> (String, Vec<ForeignGap>) {
    let (mut out, mut gaps, mut rest) = (String::new(), vec![], text);
    while let Some((before, after)) = rest.split_once("{{c") {
        out.push_str(before);
        let parts = near(after, LONGEST).split_once("::").filter(|(n, _)| n.parse::<u32>().is_ok());
        let inner = parts.and_then(|(n, a)| Some((n.len() + 2, a.split_once("}}")?.0)));
        let found = inner.and_then(|(from, inner)| Some((inner, after.get(from + inner.len() + 2..)?)));
        match found {
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
    (out + rest, gaps)
}
