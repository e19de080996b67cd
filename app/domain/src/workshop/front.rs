//! What stands above a text, between two lines of `+++`: which bytes of it are keys, the title, and the language. Never here: what the keys mean.

use crate::lang::Lang;

const RULE: &str = "+++";

/// How many bytes at the beginning of each line are not to be replaced, being a key, the heading of a table or a rule: for the lines of the front matter,
/// and nothing for those behind it.
pub fn keys(text: &str) -> Vec<usize> {
    let mut lines = text.split_inclusive('\n');
    let Some(first) = lines.next().filter(|line| is_rule(line)) else { return vec![] };
    let (mut kept, mut text) = (vec![first.len()], None);
    for line in lines {
        let within = text;
        text = quoted(line, within);
        if within.is_none() && is_rule(line) {
            kept.push(line.len());
            return kept;
        }
        kept.push(if within.is_some() { 0 } else { key(line) });
    }
    // it never ends, so it is none
    vec![]
}

/// What is said as the title above all tables.
pub fn title(text: &str) -> Option<String> {
    said(text, "title")
}

/// The same text with this title, where it says one above all tables.
pub fn with_title(text: &str, title: &str) -> String {
    if self::title(text).is_none() {
        return text.to_string();
    }
    let mut said = false;
    let told = |line: &str| {
        let is_title = !said && line.split_once('=').is_some_and(|(key, _)| key.trim() == "title");
        said |= is_title;
        if is_title { format!("title = \"{}\"\n", super::template::quoted(title)) } else { line.to_string() }
    };
    text.split_inclusive('\n').map(told).collect()
}

/// The language that `course.md` says its course is written in.
pub fn language(text: &str) -> Lang {
    said(text, "language").and_then(|code| Lang::from_code(&code)).unwrap_or_default()
}

/// What is said at a key above all tables, where that is words.
fn said(text: &str, wanted: &str) -> Option<String> {
    let lines = text.lines().skip(1).take_while(|line| !is_rule(line) && !line.starts_with('['));
    let value = text.lines().next().filter(|line| is_rule(line)).and_then(|_| {
        let said = |line: &str| line.split_once('=').filter(|(key, _)| key.trim() == wanted).map(|(_, value)| value.trim().to_string());
        lines.into_iter().find_map(said)
    })?;
    let mark = value.chars().next().filter(|mark| matches!(mark, '"' | '\''))?;
    let (mut title, mut letters) = (String::new(), value.chars().skip(1));
    while let Some(letter) = letters.next().filter(|letter| *letter != mark) {
        title.push(if letter == '\\' && mark == '"' { letters.next()? } else { letter });
    }
    Some(title).filter(|title| !title.trim().is_empty())
}

/// The marks between which a text of several lines stands.
const QUOTES: [&str; 2] = ["\"\"\"", "'''"];

/// In which of them one stands at the end of a line, from how it was at its beginning.
fn quoted(line: &str, mut within: Option<&'static str>) -> Option<&'static str> {
    let mut rest = line;
    loop {
        let next = |mark: &'static str| rest.split_once(mark).map(|(before, behind)| (before.len(), mark, behind));
        let found = QUOTES.into_iter().filter(|mark| within.is_none_or(|open| open == *mark)).filter_map(next).min_by_key(|(at, ..)| *at);
        let Some((_, mark, behind)) = found else { return within };
        within = if within.is_none() { Some(mark) } else { None };
        rest = behind;
    }
}

fn is_rule(line: &str) -> bool {
    line.trim_start_matches('\u{feff}').trim_end() == RULE
}

/// Up to the sign behind a key; all of the heading of a table.
fn key(line: &str) -> usize {
    if line.trim_start().starts_with('[') {
        return line.len();
    }
    let bare = |name: &str| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'));
    line.split_once('=').filter(|(name, _)| bare(name.trim())).map_or(0, |(name, _)| name.len() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_headings_of_tables_are_told_from_what_is_said() {
        let text = "+++\ntitle = \"甲\"\n# a = b\n[[draw]]\ntypes = [\n  \"single\",\n]\nwords = \"\"\"\nx = y\n\"\"\"\n+++\n\nx = y\n";
        let heads: Vec<&str> = text.split_inclusive('\n').zip(keys(text)).filter_map(|(line, at)| line.get(..at)).map(str::trim).collect();
        assert_eq!(heads, ["+++", "title =", "", "[[draw]]", "types =", "", "", "words =", "", "", "+++"]);
        let text = "+++\nwords = '''\nx = \"\"\"y\nz = 1\n'''\nmore = \"\"\"a'''b\"\"\"\nlast = 1\n+++\n";
        let heads: Vec<&str> = text.split_inclusive('\n').zip(keys(text)).filter_map(|(line, at)| line.get(..at)).map(str::trim).collect();
        assert_eq!(heads, ["+++", "words =", "", "", "", "more =", "last =", "+++"], "by either mark");
        assert!(keys("## a = b\n").is_empty() && keys("+++\na = 1\n").is_empty(), "no front matter has no keys");
    }

    #[test]
    fn a_title_is_read_as_it_was_written() {
        assert_eq!(title("\u{feff}+++\r\ntitle = \"“知”\\\" 行\"\r\n+++\r\n").as_deref(), Some("“知”\" 行"));
        assert_eq!(title("+++\nsummary = 's'\ntitle = 'a \\ b' # c\n+++\n").as_deref(), Some("a \\ b"));
        assert_eq!(
            with_title("+++\nx = 1\ntitle = \"A\"\n+++\ntitle = \"A\"\n", "B \"b\""),
            "+++\nx = 1\ntitle = \"B \\\"b\\\"\"\n+++\ntitle = \"A\"\n"
        );
        for none in ["", "title = \"a\"", "+++\n[x]\ntitle = \"a\"\n+++\n", "+++\ntitle = \"\"\n+++\n", "+++\ntitle = 1\n+++\n"] {
            assert_eq!(title(none), None, "{none}");
        }
        assert_eq!(language("+++\ntitle = \"A\"\nlanguage = \"en\"\n+++\n"), Lang::En);
        assert_eq!(["+++\ntitle = \"A\"\n+++\n", "+++\nlanguage = \"fr\"\n+++\n"].map(language), [Lang::Zh; 2]);
    }
}
