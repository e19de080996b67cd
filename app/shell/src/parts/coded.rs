//! A sentence that names what is typed: what it has between backticks is shown as code, and the backticks are not.

use crate::html::{IntoMarkup, Markup};
use leptos::prelude::*;

/// The sentence with its code set off.
pub fn coded(words: &str) -> Markup {
    let span = |(is_code, text): (bool, String)| match is_code {
        true => view! { <code>{text}</code> }.into_markup(),
        false => text.into_markup(),
    };
    spans(words).into_iter().map(span).collect::<Vec<_>>().into_markup()
}

/// The parts of a sentence, and whether each is code: as Markdown has it, as many backticks close it as open it.
fn spans(words: &str) -> Vec<(bool, String)> {
    let (mut spans, mut said, mut rest) = (vec![], String::new(), words);
    while let Some((before, from)) = rest.find('`').map(|at| rest.split_at(at)) {
        said.push_str(before);
        let (mark, inside) = from.split_at(run(from));
        match closing(inside, mark.len()).map(|end| inside.split_at(end)) {
            Some((code, behind)) => {
                spans.extend([(false, std::mem::take(&mut said)), (true, within(code).into())]);
                rest = behind.get(mark.len()..).unwrap_or_default();
            }
            None => {
                said.push_str(mark);
                rest = inside;
            }
        }
    }
    spans.push((false, said + rest));
    spans.retain(|(_, text)| !text.is_empty());
    spans
}

fn run(text: &str) -> usize {
    text.len() - text.trim_start_matches('`').len()
}

/// Where so many backticks stand, and no more.
fn closing(text: &str, mark: usize) -> Option<usize> {
    let mut at = 0;
    loop {
        at += text.get(at..)?.find('`')?;
        let found = run(text.get(at..)?);
        if found == mark {
            return Some(at);
        }
        at += found;
    }
}

/// Without the space on either side that parts code from its marks.
fn within(code: &str) -> &str {
    code.strip_prefix(' ').and_then(|code| code.strip_suffix(' ')).filter(|code| !code.trim().is_empty()).unwrap_or(code)
}

#[cfg(test)]
mod tests {
    use super::{coded, spans};
    use crate::html::render;

    #[test]
    fn what_stands_between_backticks_is_code_and_a_lone_one_is_itself() {
        let told =
            |words| spans(words).into_iter().map(|(is_code, text)| if is_code { format!("[{text}]") } else { text }).collect::<String>();
        assert_eq!(told("写 `[[draw]]`，例如 `a = \"b\"`。"), "写 [[[draw]]]，例如 [a = \"b\"]。");
        assert_eq!(told("a ` b"), "a ` b");
        assert_eq!(told("`` `x` `` 和 ``` 与 `y`"), "[`x`] 和 ``` 与 [y]");
        assert_eq!(told(""), "");
        let shown = render(|| coded("写 `<b>`。")).to_text();
        assert!(shown.contains("写 ") && shown.contains("<code>&lt;b&gt;</code>") && !shown.contains('`'), "{shown}");
    }
}
