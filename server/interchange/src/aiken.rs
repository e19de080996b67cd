//! Aiken: the question on a line, options `A.` or `A)`, then `ANSWER: A`. As Moodle reads it, but that an answer is the option of that letter and not the one
//! of that place, and several letters are several right options.
//!
//! Never here: other ways of writing the answer (`paper` reads those).

use crate::{
    BankNote, Choice, ForeignItem, ForeignKey, Import, ReadItem, paper,
    text::{clean, with_formulas},
};

/// Reads a bank.
pub(crate) fn read(source: &str, text: &str) -> Import {
    let mut import = Import { source: source.into(), ..Import::default() };
    let (mut stem, mut options): (Option<(usize, Vec<String>)>, Options) = (None, vec![]);
    let mut apart = false;
    for (n, line) in (1..).zip(clean(text).lines().map(str::trim)) {
        if line.is_empty() {
            apart = true;
            continue;
        }
        if let Some(option) = option(line) {
            options.push(option);
        } else if let Some(letters) = answer_of(line) {
            match answer(letters, stem.take(), std::mem::take(&mut options), n) {
                Ok(item) => import.items.push(ReadItem::Item { item: Box::new(item), losses: vec![] }),
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

/// The options of a question, each with its letter.
type Options = Vec<(char, String)>;

fn option(line: &str) -> Option<(char, String)> {
    let letter = line.chars().next().filter(char::is_ascii_uppercase)?;
    let rest = line.get(1..)?.strip_prefix(['.', ')', '．', '）', '、'])?;
    Some((letter, rest.trim().into()))
}

/// What stands behind `ANSWER:`, whatever its letters and its colon look like.
pub(crate) fn answer_of(line: &str) -> Option<&str> {
    let (_, rest) = line.trim().split_at_checked("ANSWER".len()).filter(|(word, _)| word.eq_ignore_ascii_case("ANSWER"))?;
    Some(rest.trim_start().strip_prefix([':', '：'])?.trim())
}

fn answer(letters: &str, stem: Option<(usize, Vec<String>)>, options: Options, line: usize) -> Result<ForeignItem, BankNote> {
    let (begins, stem) = stem.ok_or_else(|| no_question(line))?;
    if options.len() < 2 {
        return Err(too_few(line, options.len()));
    }
    let mut seen: Vec<char> = options.iter().map(|(letter, _)| *letter).collect();
    seen.sort_unstable();
    seen.dedup();
    if seen.len() < options.len() {
        return Err(twice(line));
    }
    let right = paper::lettered(&options, letters).ok_or_else(|| no_option(line, letters))?;
    let share = (1e7 / right.len() as f64).round() / 1e7;
    let choice = |(letter, text): &(char, String)| Choice {
        text: with_formulas(text),
        worth: if right.contains(letter) { share } else { 0.0 },
        feedback: None,
    };
    let choices = options.iter().map(choice).collect();
    let key = if right.len() > 1 { ForeignKey::Multiple(choices) } else { ForeignKey::Single(choices) };
    Ok(ForeignItem::new(begins, stem.join("<br>"), key))
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

fn twice(line: usize) -> BankNote {
    BankNote::new(
        line,
        "aiken-option-twice",
        "`ANSWER:` 上面有两个选项是同一个字母：少了一题的 `ANSWER:`，或者字母写错了",
        "two options above `ANSWER:` have the same letter: an `ANSWER:` is missing, or a letter is wrong",
    )
}
