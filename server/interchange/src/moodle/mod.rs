//! Moodle XML: questions with their texts, answers and files.
//!
//! Never here: XML itself (`xml`), what a text means once it is Markdown (`text`). Start at [`read`].

mod carried;
mod cloze;
mod gaps;
mod question;
mod words;
mod write;

use crate::{BankNote, Bundle, Import, ReadItem, bound::Budget, shown::Shown, xml};
use question::Questions;
pub(crate) use write::write;

/// A number of per cent as a part of 1; Moodle writes a decimal comma in some languages.
fn fraction(said: &str) -> Option<f64> {
    let said = said.trim();
    let plain = !said.is_empty() && said.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b'-' | b'+' | b'e' | b'E'));
    said.replace(',', ".").parse::<f64>().ok().filter(|n| plain && n.is_finite()).map(|n| n / 100.0)
}

/// Reads a bank.
pub(crate) fn read(source: &str, text: &str, bundle: &Bundle, budget: &mut Budget) -> Import {
    let mut import = Import { source: source.into(), ..Import::default() };
    let root = match xml::read(text) {
        Ok(root) if root.name == "quiz" => root,
        Ok(root) => {
            import.items.push(ReadItem::Fault(words::no_quiz(root.line, &root.name)));
            return import;
        }
        Err(note) => {
            import.items.push(ReadItem::Fault(note));
            return import;
        }
    };
    let mut questions = Questions { shown: Shown::of(bundle), budget, losses: vec![], category: None };
    for node in root.all("question") {
        match questions.read(node) {
            Ok(None) => {}
            Ok(Some(item)) => {
                let losses: Vec<BankNote> = std::mem::take(&mut questions.losses);
                import.items.push(ReadItem::Item { item: Box::new(item), losses });
            }
            Err(note) if note.code == words::DESCRIPTION => import.losses.push(note),
            Err(note) => import.items.push(ReadItem::Fault(note)),
        }
        questions.losses.clear();
    }
    import.pictures = questions.shown.found();
    import
}
