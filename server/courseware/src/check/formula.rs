//! Formulas in marks of other tools, as programs that chat write them: `\\(x\\)`, `\\[ … \\]`, `$ x $`.

use super::head;
use crate::render::is_han;

/// `\\(…\\)`, and `\\[ … \\]` with a formula between or on a line of its own; around plain words the brackets are meant as brackets. `text` begins
/// the run, which goes on.
pub(super) fn brackets(text: &str, run: &str) -> bool {
    let run = head(run, 2_000);
    let displayed = text.contains("\\[").then(|| run.split_once("\\[")).flatten();
    let displayed = displayed.and_then(|(_, rest)| rest.split_once("\\]")).is_some_and(|(inner, _)| {
        let alone = inner.starts_with('\n') && inner.ends_with('\n');
        alone || inner.contains(['=', '^', '\\', '_']) || (inner.starts_with(' ') && is_formula(inner))
    });
    displayed || text.contains("\\(") && run.split_once("\\(").is_some_and(|(_, rest)| rest.contains("\\)"))
}

/// `$ x $`, `$ E = mc^2 $`, `$E = mc^2 $` on one line; `from $ to $`, `$5 or $10` and `$HOME and $PATH` are words.
pub(super) fn spaced(source: &str) -> bool {
    let parts: Vec<&str> = source.split('$').collect();
    parts.windows(3).any(|around| {
        let [before, inner, after] = around else { return false };
        let free = !before.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '\\') && !inner.ends_with('\\');
        let ends = !after.starts_with(|c: char| c.is_ascii_alphanumeric());
        let spaced = inner.starts_with(' ') || inner.ends_with(' ');
        free && ends && spaced && is_formula(inner)
    })
}

/// Whether words are signs and names of one or two letters; a command is told as a formula that was not read.
fn is_formula(inner: &str) -> bool {
    if inner.contains(|c: char| is_han(c) || matches!(c, '\\' | '\n' | '`')) || inner.len() > 200 {
        return false;
    }
    let functions = ["sin", "cos", "tan", "log", "exp", "max", "min", "lim"];
    let words = ["to", "or", "is", "in", "at", "as", "of", "on", "ls", "cd", "rm", "mv", "cp", "vi"];
    let mut names = inner.split(|c: char| !c.is_alphabetic()).filter(|name| !name.is_empty()).peekable();
    let lettered = names.peek().is_some();
    let plain = names.all(|name| functions.contains(&name) || name.chars().count() < 3 && !words.contains(&name));
    inner.contains(['=', '^']) && inner.trim().len() > 2 || lettered && plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_in_other_marks_are_told_from_words() {
        for text in ["其中 $ x $ 是变量", "$ E = mc^2 $", "$E = mc^2 $", "$ x_1$ 和", "$ 2x $", "$ a + b $", "$ sin(x) $"] {
            assert!(spaced(text), "{text}");
        }
        for text in [
            "from $ to $",
            "$5 or $10 each",
            "$HOME and $PATH",
            "变量 $USER 和 $SHELL 都有",
            "$ cd a; $ ls",
            "$ npm install\n$ npm run",
            "5$ or 10$",
            "\\$ x \\$",
            "$ 和 $ 之间",
            "$ 100 $",
        ] {
            assert!(!spaced(text), "{text}");
        }
        for text in [r"\(x\) 是变量", "\\[\na = b\n\\]", "\\[\n甲\n\\]", r"\[ a^2 \]", r"\[ x \]"] {
            assert!(brackets(text, text), "{text}");
        }
        for text in [r"\[注\]", r"\[A\]", r"\[1\]", r"\[见下文\]", "[x]"] {
            assert!(!brackets(text, text), "{text}");
        }
    }
}
