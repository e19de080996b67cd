//! What is told of something that comes in, line by line: of a long report the first lines are in sight, and the others folded behind their number.

use crate::{
    html::{IntoMarkup, Markup},
    parts::coded,
};
use leptos::prelude::*;
use zhixing_app::i18n::site as words;
use zhixing_domain::lang::Lang;

/// The most lines that are all in sight.
const WHOLE: usize = 20;
/// So many are in sight of more.
const FIRST: usize = 5;
/// So many are written at most; what is not is counted.
const MOST: usize = 200;

/// Nothing where nothing is told.
pub fn report(said: impl IntoIterator<Item = String>, lang: Lang) -> Markup {
    let mut said = said.into_iter();
    let mut lines: Vec<Markup> = said.by_ref().take(MOST).map(|words| view! { <li>{coded(&words)}</li> }.into_markup()).collect();
    if lines.is_empty() {
        return ().into_markup();
    }
    let unwritten = said.count();
    let unwritten = (unwritten > 0).then(|| view! { <p class="small soft">{words::unwritten_lines(lang, unwritten)}</p> });
    let folded = if lines.len() > WHOLE { lines.split_off(FIRST) } else { vec![] };
    let count = folded.len();
    let folded = (count > 0).then(|| {
        view! { <details class="fold"><summary>{words::more_lines(lang, count)}</summary><ul class="log" role="list">{folded}</ul></details> }
    });
    view! { <ul class="log" role="list">{lines}</ul>{folded}{unwritten} }.into_markup()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::render;

    #[test]
    fn of_a_long_report_the_first_lines_are_in_sight_and_none_is_lost() {
        let told = |n: usize| render(|| report((0..n).map(|i| format!("<{i}>")), Lang::En)).to_text();
        let lines = |text: &str| text.matches("<li>&lt;").count();
        assert_eq!(lines(&told(0)), 0);
        let whole = told(WHOLE);
        assert!(lines(&whole) == WHOLE && !whole.contains("<details"), "{whole}");
        let long = told(WHOLE + 1);
        let (sight, folded) = long.split_once("<details class=\"fold\">").expect("a fold");
        assert_eq!((lines(sight), lines(folded)), (FIRST, WHOLE + 1 - FIRST));
        assert!(folded.contains("16 more lines") && !folded.contains("not listed"), "{folded}");
        let huge = told(18_000);
        assert!(lines(&huge) == MOST && huge.contains("17800 more, which are not listed"), "{huge}");
    }
}
