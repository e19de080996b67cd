//! A text with gaps: fields stand in the sentence.

use crate::{
    html::{IntoMarkup, Markup},
    question::Face,
};
use leptos::prelude::*;
use std::fmt::Write;
use zhixing_app::i18n::exam as words;
use zhixing_domain::question::{Answer, GapPrompt, Prompt};

pub fn field(face: &Face) -> Markup {
    let said = match face.answer {
        Some(Answer::Cloze { gaps }) => gaps.as_slice(),
        _ => &[],
    };
    let mut html = face.prompt.stem.as_str().to_string();
    for (i, gap) in face.prompt.gaps.iter().enumerate() {
        let value = said.get(i).map_or("", String::as_str);
        html = html.replacen(&mark(i), &control(face, i, gap, value), 1);
    }
    view! { <div class="cloze prose" lang=face.foreign() inner_html=html></div> }.into_markup()
}

/// The answers in their places, in the text.
pub fn said(prompt: &Prompt, gaps: &[String], own: Option<&'static str>) -> Markup {
    let mut html = prompt.stem.as_str().to_string();
    for (i, gap) in prompt.gaps.iter().enumerate() {
        let value = gaps.get(i).map_or("", String::as_str);
        let text = match gap {
            GapPrompt::Text => value,
            GapPrompt::Choice(choices) => value.parse::<usize>().ok().and_then(|n| choices.get(n)).map_or("", String::as_str),
        };
        html = html.replacen(&mark(i), &format!("<u class=\"gap__said\">{}</u>", escape(if text.is_empty() { "　" } else { text })), 1);
    }
    view! { <div class="cloze" lang=own inner_html=html></div> }.into_markup()
}

/// Where courseware left room for gap `i`.
fn mark(i: usize) -> String {
    format!("<span data-gap=\"{i}\"></span>")
}

fn control(face: &Face, i: usize, gap: &GapPrompt, value: &str) -> String {
    let (name, label) = (escape(&face.part(i)), escape(&words::gap(face.lang, i + 1)));
    // the text around is of the item, the label and the first entry of the page
    let lang = |tag: Option<&str>| tag.map(|tag| format!(" lang=\"{tag}\"")).unwrap_or_default();
    let (of_page, own) = (lang(face.foreign().map(|_| face.lang.tag())), lang(face.foreign()));
    match gap {
        GapPrompt::Text => format!(
            "<span class=\"gap\"><input class=\"gap__input\" name=\"{name}\" value=\"{}\" aria-label=\"{label}\"{of_page} autocomplete=\"off\" \
             spellcheck=\"false\" maxlength=\"300\"></span>",
            escape(value)
        ),
        GapPrompt::Choice(choices) => {
            let mut html = format!(
                "<span class=\"gap\"><select class=\"gap__input\" name=\"{name}\" aria-label=\"{label}\"{of_page}><option value=\"\">{}</option>",
                words::choose(face.lang)
            );
            for (n, text) in choices.iter().enumerate() {
                let selected = if value == n.to_string() { " selected" } else { "" };
                let _ = write!(html, "<option value=\"{n}\"{selected}{own}>{}</option>", escape(text));
            }
            html + "</select></span>"
        }
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_cannot_become_markup() {
        assert_eq!(escape("\"><script>"), "&quot;&gt;&lt;script&gt;");
    }
}
