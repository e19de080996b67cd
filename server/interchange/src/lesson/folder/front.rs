//! What stands above a page: its title, its summary and how long it takes, in YAML or TOML. What else is there is named.

use super::nav::unquoted;

#[derive(Debug, Default, PartialEq)]
pub(super) struct Front {
    pub title: Option<String>,
    pub summary: Option<String>,
    pub minutes: Option<u32>,
    /// The keys that a lesson has no place for.
    pub left: Vec<String>,
    /// How many lines it takes.
    pub lines: usize,
}

/// The most lines of front matter.
const MOST_LINES: usize = 400;
/// Of how many keys the names are told.
const TOLD: usize = 12;

pub(super) fn read(text: &str) -> Front {
    let mut lines = text.lines();
    let sign = match lines.next().map(str::trim_end) {
        Some("---") => ':',
        Some("+++") => '=',
        _ => return Front::default(),
    };
    let is_end = |line: &str| matches!((sign, line.trim_end()), (':', "---" | "...") | ('=', "+++"));
    let inner: Vec<&str> = lines.take(MOST_LINES).take_while(|line| !is_end(line)).collect();
    let ends = text.lines().nth(inner.len() + 1).is_some_and(is_end);
    let pairs: Vec<(&str, String)> = inner.iter().filter_map(|line| pair(line, sign)).collect();
    if !ends || pairs.is_empty() && inner.iter().any(|line| !line.trim().is_empty()) {
        return Front::default();
    }
    let mut front = Front { lines: inner.len() + 2, ..Front::default() };
    pairs.into_iter().for_each(|(key, value)| front.take(key, value));
    front
}

/// A key at the margin, and its value.
fn pair(line: &str, sign: char) -> Option<(&str, String)> {
    let (key, value) = line.split_once(sign)?;
    let named = key.trim_end();
    let fits = !named.is_empty() && named.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
    fits.then(|| (named, unquoted(value)))
}

impl Front {
    fn take(&mut self, key: &str, value: String) {
        let words = Some(value.clone()).filter(|value| !value.is_empty() && !value.starts_with(['|', '>']));
        match key {
            "title" => self.title = words,
            "summary" | "description" | "abstract" | "teaser" => self.summary = words.or(self.summary.take()),
            "teaching" | "exercises" | "minutes" => {
                let more = value.parse::<u32>().unwrap_or(0).min(600);
                self.minutes = Some((self.minutes.unwrap_or(0) + more).min(600)).filter(|minutes| *minutes > 0);
            }
            _ if self.left.len() < TOLD => self.left.push(key.to_string()),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_above_a_page_is_read_and_a_rule_is_none() {
        let front = read("---\ntitle: \"A: b\"\nteaching: 10\nexercises: 5\nkernelspec:\n  name: x\n---\n\n# x");
        let wanted = Front { title: Some("A: b".into()), minutes: Some(15), left: vec!["kernelspec".into()], lines: 7, ..Front::default() };
        assert_eq!(front, wanted);
        assert_eq!(read("+++\ntitle = 'A'\n+++\n").title.as_deref(), Some("A"));
        for text in ["---\n\nwords\n\n---\n", "---\ntitle: x\n", "# x\n---\n", ""] {
            assert_eq!(read(text), Front::default(), "{text}");
        }
    }
}
