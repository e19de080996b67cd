//! A partner for each entry, chosen in a select. Its entries are lines of text: where a partner is more than that, all of them stand above with
//! letters, and the selects name the letters.

use crate::html::{IntoMarkup, Markup};
use crate::question::{Face, Select, letter};
use leptos::prelude::*;
use zhixing_domain::{
    course::Html,
    question::{Answer, Prompt},
    text::{look, plain},
};

pub fn field(face: &Face) -> Markup {
    let partners = match face.answer {
        Some(Answer::Matching { partners }) => partners.as_slice(),
        _ => &[],
    };
    let shown = &face.prompt.partners;
    let names = names(shown);
    let above = lettered(shown).then(|| legend(face));
    let rows: Vec<_> = face
        .prompt
        .options
        .iter()
        .enumerate()
        .map(|(i, left)| {
            let entries = names.iter().enumerate().map(|(n, name)| (n.to_string(), name.clone())).collect();
            let chosen = partners.get(i).copied().flatten().map(|p| p.to_string());
            let (name, label) = (face.part(i), plain::line(left.as_str()));
            let picker = Select { class: "input input--select", name, label, entries, chosen, own: face.foreign() }.view(face);
            view! { <li class="matching__row"><div class="matching__left" lang=face.foreign() inner_html=left.as_str().to_string()></div>{picker}</li> }
        })
        .collect();
    view! { {face.stem()}{above}<ul class="matching" role="list">{rows}</ul> }.into_markup()
}

/// How many columns a closed select shows on a phone; a Han character takes two.
const SHOWN: usize = 34;

/// Whether the partners stand above with letters: where text alone does not hold them, and where a phone would cut them.
fn lettered(partners: &[Html]) -> bool {
    let columns = |text: String| text.chars().map(|c| 1 + usize::from(look::is_han(c))).sum::<usize>();
    partners.iter().any(|p| plain::holds_more(p.as_str()) || columns(plain::line(p.as_str())) > SHOWN)
}

/// What the selects call the partners.
fn names(partners: &[Html]) -> Vec<String> {
    let more = partners.iter().any(|p| plain::holds_more(p.as_str()));
    let named = |(n, p): (usize, &Html)| match (lettered(partners), more) {
        (false, _) => plain::line(p.as_str()),
        (true, true) => letter(n).to_string(),
        // however little of it a phone shows, it is known again
        (true, false) => format!("{} · {}", letter(n), plain::line(p.as_str())),
    };
    partners.iter().enumerate().map(named).collect()
}

fn legend(face: &Face) -> Markup {
    let rows: Vec<_> = face.prompt.partners.iter().enumerate().map(|(n, p)| with_letter(n, p)).collect();
    view! { <ol class="said matching__partners" role="list" lang=face.foreign()>{rows}</ol> }.into_markup()
}

fn with_letter(n: usize, html: &Html) -> Markup {
    view! { <li><span class="choice__letter">{letter(n).to_string()}</span><div inner_html=html.as_str().to_string()></div></li> }
        .into_markup()
}

pub fn said(prompt: &Prompt, partners: &[Option<u8>], own: Option<&'static str>) -> Markup {
    let words = |html: &Html| view! { <span inner_html=html.as_str().to_string()></span> }.into_markup();
    let rows: Vec<_> = prompt
        .options
        .iter()
        .zip(partners)
        .map(|(left, partner)| {
            let right = partner.and_then(|p| prompt.partners.get(usize::from(p))).map_or_else(|| "–".into_markup(), words);
            view! { <li>{words(left)}" → "{right}</li> }
        })
        .collect();
    view! { <ul class="said" role="list" lang=own>{rows}</ul> }.into_markup()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(partners: &[&str]) -> Vec<Html> {
        partners.iter().map(|p| Html((*p).into())).collect()
    }

    #[test]
    fn partners_are_named_by_their_words_and_by_letters_where_a_line_cannot_carry_one() {
        assert_eq!(names(&html(&["x<sup>2</sup>", "x2", "H<sub>2</sub>O"])), ["x²", "x2", "H₂O"]);
        for more in ["<math><mi>x</mi></math>", "<img src=\"/media/a/b.svg\" alt=\"图\">"] {
            assert_eq!(names(&html(&["甲", more])), ["A", "B"]);
        }
    }
}
