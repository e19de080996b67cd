//! An item as it stands on paper: options by letters, lines to write on. The key is elsewhere.

use leptos::prelude::*;
use zhixing_app::i18n::editor as words;
use zhixing_domain::{
    course::Html,
    lang::Lang,
    question::{GapPrompt, Kind, Prompt},
};
use zhixing_shell::html::{IntoMarkup, Markup};

/// Folded; the first language is the item's, the second that of who writes it.
pub(crate) fn view(prompt: &Prompt, (lang, author): (Lang, Lang)) -> Markup {
    let points = words::printed_points(lang, prompt.points);
    view! {
        <details class="preview__printed">
            <summary lang=author.tag()>{words::printed(author)}</summary>
            <div class="prose" inner_html=prompt.stem.as_str().to_string()></div>
            <p class="soft">{points}</p>
            {answer(prompt, lang)}
        </details>
    }
    .into_markup()
}

fn answer(prompt: &Prompt, lang: Lang) -> Markup {
    let line = || view! { <span class="printed__line"></span> };
    match prompt.shape.kind {
        Kind::Single | Kind::Multiple => lettered(&prompt.options),
        Kind::TrueFalse => view! { <p>"（　　）"</p> }.into_markup(),
        Kind::Numeric | Kind::Short => view! { <p>{words::printed_answer(lang)}{line()}" "{prompt.unit.clone()}</p> }.into_markup(),
        Kind::Ordering => view! { {lettered(&prompt.options)}<p>{words::printed_order(lang)}{line()}</p> }.into_markup(),
        Kind::Matching => {
            let left = prompt.options.iter().map(|left| view! { <li><span inner_html=left.as_str().to_string()></span>" "{line()}</li> });
            let left: Vec<_> = left.collect();
            view! { <ol>{left}</ol>{lettered(&prompt.partners)} }.into_markup()
        }
        Kind::Essay => view! { <div class="printed__lines"></div> }.into_markup(),
        Kind::Cloze => {
            let chosen = |(place, gap): (usize, &GapPrompt)| match gap {
                GapPrompt::Text => None,
                GapPrompt::Choice(choices) => {
                    let said = format!("{}{}", words::printed_gap(lang, place + 1), choices.join(" / "));
                    Some(view! { <li>{said}</li> })
                }
            };
            let choices: Vec<_> = prompt.gaps.iter().enumerate().filter_map(chosen).collect();
            view! { <ul class="printed__gaps" role="list">{choices}</ul> }.into_markup()
        }
    }
}

fn lettered(options: &[Html]) -> Markup {
    let options: Vec<_> = options.iter().map(|option| view! { <li inner_html=option.as_str().to_string()></li> }).collect();
    view! { <ol class="printed__letters">{options}</ol> }.into_markup()
}
