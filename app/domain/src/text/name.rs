//! Names of people as they are typed: which characters they may have, and the one form that is kept.
//!
//! A *legal name* goes on certificates: letters and marks of any script, spaces, `·`, hyphen, apostrophe, and a full stop after a letter (`Jr.`). A
//! *display name* is looser: whatever can be seen (digits, punctuation, emoji), but nothing that hides or turns other text. Both are kept in NFC
//! with half-width Latin and single spaces, a legal one without any between Han; what nobody can see (zero-width characters, direction controls,
//! variation selectors) goes without a word, for people paste it without knowing; but for joiners where they decide how a name looks
//! ([`joiner`](super::joiner)). Whether the certificate's fonts have the letters is the server's to
//! know (`Ports::unprintable`). Never here: the words of a refusal.

use super::{joiner, look, reading};
use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory as C, GeneralCategoryGroup as G, UnicodeGeneralCategory};

/// The most characters of a name, after it was brought into form.
pub const LONGEST: usize = 80;
/// The most marks upon one letter; Vietnamese and Hebrew need up to three.
const MARKS: usize = 4;

/// Why a name is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameRefusal {
    /// Nothing is left that can be seen.
    Empty,
    /// More than [`LONGEST`] characters.
    Long,
    /// This character cannot be in such a name, or not at this place.
    Character(char),
}

/// A name for certificates in the form it is kept.
///
/// # Errors
///
/// [`NameRefusal::Long`]; [`NameRefusal::Character`] for the first that does not fit; [`NameRefusal::Empty`] if no
/// letter is in it.
pub fn legal(text: &str) -> Result<String, NameRefusal> {
    let name = formed(text, true)?;
    let mut before: Option<char> = None;
    let mut marks = 0;
    for (i, c) in name.char_indices().filter(|(_, c)| !joiner::is_joiner(*c)) {
        let after = name[i + c.len_utf8()..].chars().next();
        let letter = |c: Option<char>| c.is_some_and(|c| is_letter(c) || is_mark(c));
        marks = if is_mark(c) { marks + 1 } else { 0 };
        let fits = match c {
            ' ' => true,
            '.' => letter(before),
            // O'Neil, D'Arcy, but also 's-Gravesande
            '\'' => letter(before) || letter(after),
            '-' | '·' => letter(before) || before == Some('.'),
            c if is_mark(c) => letter(before) && marks <= MARKS,
            c => is_letter(c),
        };
        if !fits {
            return Err(NameRefusal::Character(c));
        }
        before = Some(c);
    }
    if name.chars().any(is_letter) { Ok(name) } else { Err(NameRefusal::Empty) }
}

/// A name that others see, in the form it is kept.
///
/// # Errors
///
/// [`NameRefusal::Long`]; [`NameRefusal::Character`] for the first that hides or is one mark too many;
/// [`NameRefusal::Empty`] if nothing can be seen.
pub fn display(text: &str) -> Result<String, NameRefusal> {
    let name = formed(text, false)?;
    let mut marks = 0;
    for c in name.chars().filter(|c| !joiner::is_joiner(*c)) {
        marks = if is_mark(c) { marks + 1 } else { 0 };
        let hides = matches!(c.general_category(), C::Control | C::Format | C::PrivateUse | C::Unassigned | C::Surrogate);
        if hides || marks > MARKS {
            return Err(NameRefusal::Character(c));
        }
    }
    let seen = name.chars().any(|c| !is_mark(c) && c != ' ');
    if seen { Ok(name) } else { Err(NameRefusal::Empty) }
}

/// The forms in which names may be kept that hold what somebody looks for; an empty one where nothing is left of it. A database compares letter by
/// letter, and one of them knows small letters of ASCII alone: so each form stands in small letters, in capitals, with a capital at the head of each
/// word and as typed, with marks upon the letters and apart from them.
pub fn sought(query: &str) -> Vec<String> {
    let mut forms: Vec<String> = vec![];
    // in the form of names for certificates, of others, of logins, and as it was typed
    let joined = shaped(query, false);
    let plain: String = joined.chars().filter(|c| !joiner::is_joiner(*c)).collect();
    for name in [shaped(query, true), joined, plain, reading::fold(query), query.trim().to_string()] {
        for cased in [name.to_lowercase(), name.to_uppercase(), headed(&name), name] {
            for form in [reading::decomposed(&cased), cased] {
                if !form.is_empty() && !forms.contains(&form) {
                    forms.push(form);
                }
            }
        }
    }
    if forms.is_empty() {
        forms.push(String::new());
    }
    forms
}

/// A capital at the head of each word: `Özgür`, `Jean-Émile`.
fn headed(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut inside = false;
    for c in name.chars() {
        if inside {
            out.extend(c.to_lowercase());
        } else {
            out.extend(c.to_uppercase());
        }
        inside = c.is_alphanumeric() || is_mark(c);
    }
    out
}

/// A name in its form, if it is not too long and anything is left of it.
fn formed(text: &str, strict: bool) -> Result<String, NameRefusal> {
    // what is far too long is not worth folding
    if text.len() > 64 * LONGEST {
        return Err(NameRefusal::Long);
    }
    let name = shaped(text, strict);
    match name.chars().count() {
        0 => Err(NameRefusal::Empty),
        n if n > LONGEST => Err(NameRefusal::Long),
        _ => Ok(name),
    }
}

/// NFC, half-width Latin, single spaces, nothing that cannot be seen; in a strict one also one hyphen, one apostrophe and one middle dot.
fn shaped(text: &str, strict: bool) -> String {
    let seen: String = text.chars().filter(|c| joiner::is_joiner(*c) || !goes_from_names(*c)).flat_map(narrow).nfc().collect();
    let folded: String = joiner::meant(&seen).nfc().collect();
    let folded: String = if strict { folded.chars().map(one_sign).collect() } else { folded };
    let mut name = String::with_capacity(folded.len());
    for word in folded.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty()) {
        if !name.is_empty() {
            name.push(' ');
        }
        name.push_str(word);
    }
    if strict { dotted(&name) } else { name }
}

/// Characters that draw nothing: format characters, variation selectors and fillers. Tabs and line ends are white space, and stay as such.
pub fn goes_from_names(c: char) -> bool {
    look::is_invisible(c) || (c.is_control() && !c.is_whitespace()) || c.general_category() == C::Format
}

/// Full-width Latin becomes half-width, half-width katakana and hangul full-width, a radical that was copied from a PDF the character itself.
fn narrow(c: char) -> impl Iterator<Item = char> {
    let c = look::radical(c);
    let folds = matches!(c, '\u{ff01}'..='\u{ffdc}' | '\u{2f00}'..='\u{2fd5}');
    let (kept, folded) = if folds { (None, Some(std::iter::once(c).nfkc())) } else { (Some(c), None) };
    kept.into_iter().chain(folded.into_iter().flatten())
}

/// The signs that keyboards and spreadsheets put for one another.
fn one_sign(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe63}' => '-',
        '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2032}' | '\u{60}' | '\u{b4}' => '\'',
        '\u{2022}' | '\u{2027}' | '\u{2219}' | '\u{22c5}' | '\u{30fb}' | '\u{16eb}' | '\u{fe52}' | '\u{2e31}' | '\u{25cf}' => '·',
        c => c,
    }
}

/// Names in Han are parted by a middle dot: a full stop between Han was meant as one. Spaces beside a dot go, and so do those between Han, with
/// which lists are brought to one width (`林　一` above `欧阳修`).
fn dotted(name: &str) -> String {
    let mut chars: Vec<char> = name.chars().collect();
    let at = |chars: &[char], i: Option<usize>| i.and_then(|i| chars.get(i)).copied();
    let is = |c: Option<char>, what: fn(char) -> bool| c.is_some_and(what);
    for i in 0..chars.len() {
        let (before, after) = (at(&chars, i.checked_sub(1)), at(&chars, Some(i + 1)));
        let before = if before == Some(' ') { at(&chars, i.checked_sub(2)) } else { before };
        let after = if after == Some(' ') { at(&chars, Some(i + 2)) } else { after };
        if let Some(c @ ('.' | '。')) = chars.get_mut(i)
            && is(before, is_han)
            && is(after, is_han)
        {
            *c = '·';
        }
    }
    let goes = |i: usize| {
        let (before, after) = (at(&chars, i.checked_sub(1)), at(&chars, Some(i + 1)));
        before == Some('·') || after == Some('·') || is(before, is_han) && is(after, is_han)
    };
    chars.iter().enumerate().filter(|(i, c)| **c != ' ' || !goes(*i)).map(|(_, c)| *c).collect()
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}' | '〇')
}

fn is_letter(c: char) -> bool {
    c.general_category_group() == G::Letter || c == '〇'
}

fn is_mark(c: char) -> bool {
    c.general_category_group() == G::Mark
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_people_are_taken_in_one_form() {
        for (typed, kept) in [
            ("  王小明 ", "王小明"),
            ("王\u{200b}小明", "王小明"),
            ("\u{202e}王小明\u{202c}", "王小明"),
            ("Ｌｉ\u{3000}Ｗｅｎ", "Li Wen"),
            ("Jose\u{301}", "José"),
            ("买买提.艾力", "买买提·艾力"),
            ("古丽 • 阿依", "古丽·阿依"),
            ("O’Neil–Smith", "O'Neil-Smith"),
            ("Martin  Luther King Jr.", "Martin Luther King Jr."),
            ("'s-Gravesande", "'s-Gravesande"),
            ("ﾔﾏﾀﾞ", "ヤマダ"),
            ("葛\u{e0100}城", "葛城"),
            ("محمد علي", "محمد علي"),
            ("นายสมชาย", "นายสมชาย"),
            ("Nguye\u{302}\u{303}n Văn A", "Nguyễn Văn A"),
            ("〇一", "〇一"),
            ("王\t小\r\n明", "王小明"),
            ("林\u{3000}一", "林一"),
            ("莫 二", "莫二"),
            ("李  四", "李四"),
            ("王\u{a0}小\u{2003}明", "王小明"),
            ("欧 阳 修", "欧阳修"),
            ("林\u{200b} \u{200b}一", "林一"),
            ("⽊ ⼀", "木一"),
            ("𠮷 〇", "𠮷〇"),
            ("买买提 . 艾力", "买买提·艾力"),
            ("买买提。 艾力", "买买提·艾力"),
            ("李 Anna 王", "李 Anna 王"),
            ("金 서연", "金 서연"),
            ("さくら ももこ", "さくら ももこ"),
        ] {
            assert_eq!(legal(typed), Ok(kept.into()), "{typed}");
            assert_eq!(legal(kept), Ok(kept.into()), "what is in form stays");
        }
    }

    #[test]
    fn what_is_no_name_is_refused_by_its_character() {
        for (typed, c) in [
            ("😀", '😀'),
            ("Load 1", '1'),
            ("王<b>", '<'),
            ("王\u{e000}明", '\u{e000}'),
            ("王\u{378}", '\u{378}'),
            ("\u{301}a", '\u{301}'),
            ("王，明", ','),
            ("Ⅷ", 'Ⅷ'),
            ("·王", '·'),
            (".a", '.'),
            ("a\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}", '\u{306}'),
        ] {
            assert_eq!(legal(typed), Err(NameRefusal::Character(c)), "{typed}");
        }
        for nothing in ["", "  ", "\u{200b}\u{202e}", "\u{3164}", "\0\u{7f}", " - "] {
            assert!(legal(nothing).is_err(), "{nothing:?}");
        }
        assert_eq!(legal(&"a".repeat(81)), Err(NameRefusal::Long));
        assert_eq!(legal(&"a".repeat(1_000_000)), Err(NameRefusal::Long));
        assert_eq!(legal(&"王".repeat(80)).map(|n| n.chars().count()), Ok(80));
    }

    #[test]
    fn a_display_name_may_be_anything_that_can_be_seen() {
        for (typed, kept) in [
            ("小艾 😀", "小艾 😀"),
            ("Load 1", "Load 1"),
            ("a\u{202e}b", "ab"),
            ("<i>x</i>", "<i>x</i>"),
            ("علی\u{200c}رضا", "علی\u{200c}رضا"),
            ("👩\u{200d}💻", "👩\u{200d}💻"),
            ("ad\u{200d}a", "ada"),
            ("lo\u{308}we", "löwe"),
        ] {
            assert_eq!(display(typed), Ok(kept.into()), "{typed:?}");
        }
        assert_eq!(display("\u{e000}\u{e001}"), Err(NameRefusal::Character('\u{e000}')));
        assert_eq!(display("a\u{ffff}"), Err(NameRefusal::Character('\u{ffff}')));
        assert_eq!(display("\u{2066}\u{2069}\u{200d}"), Err(NameRefusal::Empty));
    }

    #[test]
    fn a_name_is_looked_for_in_every_form_in_which_it_may_be_kept() {
        for (typed, kept) in [
            ("买买提•艾力", "买买提·艾力"),
            ("买买提・艾力", "买买提·艾力"),
            ("买买提.艾力", "买买提·艾力"),
            ("买买提．艾力", "买买提·艾力"),
            ("𠮷𠮷.艾力", "𠮷𠮷·艾力"),
            ("ＡＤＡ", "ada"),
            ("a。lin", "a.lin"),
            ("o’neil", "O'Neil"),
            ("O’Neil", "O’Neil"),
            ("MÜLLER", "müller"),
            ("müller", "MÜLLER"),
            ("özgür", "Özgür"),
            ("ИВАНОВ", "Иванов"),
            ("jean-émile", "Jean-Émile"),
            ("jose\u{301}", "JOSÉ"),
            ("José", "jose\u{301}"),
            ("王\u{200b}小明", "王小明"),
            ("王\u{3000}明", "王明"),
            ("王 明", "王 明"),
        ] {
            let forms = sought(typed);
            // every database knows small letters of ASCII
            assert!(forms.iter().any(|form| form.eq_ignore_ascii_case(kept)), "{typed}: {forms:?}");
        }
        assert_eq!(sought("王小明"), ["王小明"], "one form is looked for once");
        assert_eq!(sought(" "), [""], "nothing is part of every name");
    }

    proptest::proptest! {
        #[test]
        fn a_name_that_is_kept_is_found_as_it_was_typed(text in "\\PC{1,20}") {
            if let Ok(name) = legal(&text) {
                proptest::prop_assert!(sought(&text).contains(&name));
            }
        }

        #[test]
        fn a_name_in_form_stays_and_hides_nothing(text in "\\PC{0,40}|.{0,40}") {
            for name in [legal(&text), display(&text)].into_iter().flatten() {
                proptest::prop_assert!(!joiner::meant(&name).chars().any(|c| c.is_control() || goes_from_names(c) && !joiner::is_joiner(c)));
                proptest::prop_assert_eq!(joiner::meant(&name), name.clone());
                proptest::prop_assert_eq!(display(&name), Ok(name.clone()));
            }
            if let Ok(name) = legal(&text) {
                proptest::prop_assert_eq!(legal(&name), Ok(name.clone()));
            }
        }
    }
}
