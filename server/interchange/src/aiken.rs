//! Aiken, as Moodle reads it: the question on a line, options `A.` or `A)`, then `ANSWER: A`.
//!
//! Never here: other ways of writing the answer (`paper` reads those).

use crate::{
    BankNote, Choice, ForeignItem, ForeignKey, Import, ReadItem,
    text::{clean, with_formulas},
};

/// Reads a bank.
pub(crate) fn read(source: &str, text: &str) -> Import {
    let mut import = Import { source: source.into(), ..Import::default() };
    let (mut stem, mut options): (Option<(usize, Vec<String>)>, Vec<Choice>) = (None, vec![]);
    let mut apart = false;
    for (n, line) in (1..).zip(clean(text).lines().map(str::trim)) {
        if line.is_empty() {
            apart = true;
            continue;
        }
        if let Some(option) = option(line) {
            options.push(Choice { text: with_formulas(option), worth: 0.0, feedback: None });
        } else if let Some(letters) = line.strip_prefix("ANSWER:") {
            match answer(letters.trim(), stem.take(), std::mem::take(&mut options), n) {
                Ok((item, losses)) => import.items.push(ReadItem::Item { item: Box::new(item), losses }),
                Err(note) => import.items.push(ReadItem::Fault(note)),
            }
        } else {
            let goes_on = options.is_empty() && !apart;
            match stem.as_mut().filter(|_| goes_on) {
                Some((_, lines)) => lines.push(with_formulas(line)),
                None => {
                    if let Some((line, _)) = stem.replace((n, vec![with_formulas(line)])) {
                        import.items.push(ReadItem::Fault(unfinished(line)));
                    }
                    options.clear();
                }
            }
        }
        apart = false;
    }
    if let Some((line, _)) = stem {
        import.items.push(ReadItem::Fault(unfinished(line)));
    }
    import
}

fn option(line: &str) -> Option<&str> {
    let rest = line.strip_prefix(|c: char| c.is_ascii_uppercase())?;
    Some(rest.strip_prefix(['.', ')'])?.trim())
}

fn answer(
    letters: &str,
    stem: Option<(usize, Vec<String>)>,
    mut options: Vec<Choice>,
    line: usize,
) -> Result<(ForeignItem, Vec<BankNote>), BankNote> {
    let (begins, stem) = stem.ok_or_else(|| no_question(line))?;
    if options.len() < 2 {
        return Err(too_few(line, options.len()));
    }
    let letter = letters.chars().next();
    let place = letter.and_then(|c| u32::from(c).checked_sub(u32::from('A'))).and_then(|place| usize::try_from(place).ok());
    let right = place.and_then(|place| options.get_mut(place)).ok_or_else(|| no_option(line, letters))?;
    right.worth = 1.0;
    let more = letters.chars().skip(1).any(|c| c.is_ascii_uppercase());
    let losses = if more { vec![one_letter(line)] } else { vec![] };
    Ok((ForeignItem::new(begins, stem.join("<br>"), ForeignKey::Single(options)), losses))
}

fn unfinished(line: usize) -> BankNote {
    BankNote::new(
        line,
        "aiken-unfinished",
        "这一行开始的题没有写完：题干后面是 `A. …` 的选项，再是 `ANSWER: A`",
        "the question that begins here is not complete: options `A. …` follow it, then `ANSWER: A`",
    )
}

fn no_question(line: usize) -> BankNote {
    BankNote::new(line, "aiken-question", "`ANSWER:` 上面没有题干", "there is no question above `ANSWER:`")
}

fn too_few(line: usize, found: usize) -> BankNote {
    BankNote::new(
        line,
        "aiken-options",
        format!("`ANSWER:` 上面只有 {found} 个选项，至少要两个"),
        format!("there are {found} options above `ANSWER:`, at least two are needed"),
    )
}

fn no_option(line: usize, letters: &str) -> BankNote {
    let letters: String = letters.chars().take(20).collect();
    BankNote::new(line, "aiken-answer", format!("没有选项“{letters}”"), format!("there is no option `{letters}`"))
}

fn one_letter(line: usize) -> BankNote {
    BankNote::new(
        line,
        "aiken-letters",
        "Aiken 只有一个正确选项：只取了第一个字母",
        "Aiken has one right option: only the first letter was taken",
    )
}
