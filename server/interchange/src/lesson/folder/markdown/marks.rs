//! Marks of MkDocs and others that are written twice or around a word: keys, what is marked, raised and lowered letters, icons.

use super::{PageWriter, spans::Spot};
use crate::{lesson::folder::words, text};

impl PageWriter<'_, '_> {
    pub(super) fn doubled(&mut self, from: &str, spot: Spot, out: &mut String) -> Option<usize> {
        match from.as_bytes() {
            [b'+', b'+', ..] => self.keys(from, spot, out),
            [b'=', b'=', ..] => self.strong(from, "==", spot, out),
            [b'^', b'^', ..] => self.strong(from, "^^", spot, out),
            [b'^', ..] => self.small(from, ("^", "sup"), spot, out),
            [b'~', ..] => self.small(from, ("~", "sub"), spot, out),
            [b':', ..] => self.icon(from, spot),
            _ => None,
        }
    }

    /// `++ctrl+c++`.
    fn keys(&mut self, from: &str, spot: Spot, out: &mut String) -> Option<usize> {
        let inner = text::near(from.get(2..)?, 60).split_once("++")?.0;
        let fits = !inner.is_empty() && inner.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '"'));
        if !fits || spot.before.is_alphanumeric() {
            return None;
        }
        self.report.tell(spot.at, &words::MARKS, "++…++");
        let key = |key: &str| {
            let mut letters = key.trim_matches('"').chars();
            let first = letters.next().map(|c| c.to_ascii_uppercase().to_string()).unwrap_or_default();
            format!("<kbd>{first}{}</kbd>", letters.as_str())
        };
        out.push_str(&inner.split('+').filter(|name| !name.is_empty()).map(key).collect::<Vec<_>>().join("+"));
        Some(inner.len() + 4)
    }

    /// Words between two marks are bold.
    fn strong(&mut self, from: &str, mark: &str, spot: Spot, out: &mut String) -> Option<usize> {
        let rest = from.get(2..)?;
        let end = self.ahead(rest, mark)?;
        let inner = rest.get(..end)?;
        let fits = !inner.is_empty() && inner.trim() == inner && !inner.contains('\n') && !inner.starts_with(['=', '^', '>']);
        if !fits || spot.before == '=' || spot.before.is_ascii_alphanumeric() && mark == "==" {
            return None;
        }
        self.report.tell(spot.at, &words::MARKS, &format!("{mark}…{mark}"));
        let said = self.spans(inner, spot.at, spot.depth + 1);
        out.push_str(&format!("**{said}**"));
        Some(end + 4)
    }

    /// `x^2^`, `H~2~O`.
    fn small(&mut self, from: &str, (mark, name): (&str, &str), spot: Spot, out: &mut String) -> Option<usize> {
        let inner = text::near(from.get(1..)?, 16).split_once(mark)?.0;
        let fits = !inner.is_empty() && inner.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '+'));
        let before =
            if mark == "^" { spot.before.is_ascii_alphanumeric() || spot.before == ')' } else { spot.before.is_ascii_alphabetic() };
        if !fits || !before || from.get(inner.len() + 2..).is_some_and(|rest| rest.starts_with(mark)) {
            return None;
        }
        self.report.tell(spot.at, &words::MARKS, &format!("{mark}…{mark}"));
        out.push_str(&format!("<{name}>{inner}</{name}>"));
        Some(inner.len() + 2)
    }

    /// `:material-home:`: a picture that nobody has here.
    fn icon(&mut self, from: &str, spot: Spot) -> Option<usize> {
        let inner = text::near(from.get(1..)?, 80).split_once(':')?.0;
        let sets = ["material-", "fontawesome-", "octicons-", "simple-", "fa-"];
        if !sets.iter().any(|set| inner.starts_with(set)) || inner.contains(char::is_whitespace) {
            return None;
        }
        self.report.tell(spot.at, &words::DROPPED, &format!(":{inner}:"));
        let used = inner.len() + 2;
        Some(used + self.attributes(from.get(used..)?, spot.at))
    }
}
