//! Small pieces: head of a page, breadcrumb, notice, empty state, bar, save state.

use crate::{
    html::{IntoMarkup, Markup},
    parts::icon,
};
use leptos::prelude::*;
use zhixing_app::i18n::{course, site as words};
use zhixing_domain::lang::{Bilingual, Lang, Title};

/// The language that a text really is in, for `lang=""`, where the reader wished for another.
pub fn foreign<T>(text: &Bilingual<T>, lang: Lang) -> Option<&'static str> {
    text.foreign(lang).map(Lang::tag)
}

/// A title in the language that it has.
pub fn in_its_language(text: &Bilingual<String>, lang: Lang) -> Markup {
    titled(&text.title(lang))
}

/// A title, with its language where that is not the page's.
pub fn titled(title: &Title) -> Markup {
    let words = title.text.clone();
    match title.foreign {
        Some(own) => view! { <span lang=own.tag()>{words}</span> }.into_markup(),
        None => words.into_markup(),
    }
}

/// A title with that word, where nothing else on the page says it.
pub fn noted(title: &Title) -> Markup {
    view! { {titled(title)}{only_note(title)} }.into_markup()
}

/// That word alone, behind a title that is a link.
pub fn only_note(title: &Title) -> Option<Markup> {
    only_in(title).map(|said| view! { " "<span class="only-in">{said}</span> }.into_markup())
}

/// A title within a sentence, with that word.
pub fn title_told(title: &Title) -> String {
    title.foreign.map_or_else(|| title.text.clone(), |own| course::title_only_other(own.other(), &title.text))
}

/// The quiet word beside a title that is not in the language of the page.
pub fn only_in(title: &Title) -> Option<&'static str> {
    title.foreign.map(|own| course::only_other(own.other()))
}

/// Where the page is; the last one is the page itself.
pub fn crumbs(lang: Lang, path: Vec<(Title, Option<String>)>) -> Markup {
    let items: Vec<_> = path
        .into_iter()
        .map(|(Title { text, foreign }, href)| {
            let own = foreign.map(Lang::tag);
            match href {
                Some(href) => view! { <li class="breadcrumb__item"><a href=href lang=own>{text}</a></li> }.into_markup(),
                None => view! { <li class="breadcrumb__item"><span aria-current="page" lang=own>{text}</span></li> }.into_markup(),
            }
        })
        .collect();
    view! { <nav class="breadcrumb" aria-label=words::breadcrumb(lang)><ol class="breadcrumb__list" role="list">{items}</ol></nav> }
        .into_markup()
}

/// The head of a page: what stands over the title, the title, a lead and a few facts.
pub fn page_head(over: impl Into<Title>, title: impl Into<Title>, lead: impl Into<String>, mut facts: Vec<String>) -> Markup {
    let (over, title, lead) = (over.into(), title.into(), lead.into());
    facts.extend(only_in(&title).or_else(|| only_in(&over)).map(String::from));
    let facts: Vec<_> = facts.into_iter().map(|f| view! { <li>{f}</li> }).collect();
    let own = title.foreign.map(Lang::tag);
    view! {
        <header class="page-head">
            <div class="page-head__words">
                {(!over.text.is_empty()).then(|| view! { <p class="page-head__over">{titled(&over)}</p> })}
                <h1 lang=own>{title.text}</h1>
                {(!lead.is_empty()).then(|| view! { <p class="page-head__lead" lang=own>{lead}</p> })}
                {(!facts.is_empty()).then(|| view! { <ul class="page-head__facts" role="list">{facts}</ul> })}
            </div>
        </header>
    }
    .into_markup()
}

/// A notice: `kind` is note, success, warning or caution.
pub fn notice(kind: &'static str, text: impl Into<String>) -> Markup {
    let glyph = match kind {
        "success" => "check",
        "warning" => "warn",
        "caution" => "caution",
        _ => "info",
    };
    let text: String = text.into();
    view! { <div class=format!("notice notice--{kind}") role="status"><p class="notice__text">{icon(glyph)}<span>{text}</span></p></div> }
        .into_markup()
}

/// What was just done, said where it was done: the page opens there, and a voice reads it first.
pub fn done(kind: &'static str, text: impl Into<String>) -> Markup {
    view! { <div tabindex="-1" autofocus>{notice(kind, text)}</div> }.into_markup()
}

/// What is shown where nothing is yet, with the next step.
pub fn empty(title: impl Into<String>, words: impl Into<String>, action: Option<(String, String)>) -> Markup {
    let (title, words): (String, String) = (title.into(), words.into());
    view! {
        <div class="empty">
            <h2 class="empty__title">{title}</h2>
            <p class="empty__words">{words}</p>
            {action.map(|(text, href)| view! { <a class="button button--primary" href=href>{text}</a> })}
        </div>
    }
    .into_markup()
}

/// What a cell says; nothing where there is nothing, so that a list of cards on a phone has no label without a value.
pub fn cell(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_string())
}

/// A bar from 0 to `max` with its words beside it.
pub fn bar(label: impl Into<String>, value: i64, max: i64, words: impl Into<String>) -> Markup {
    let (label, words): (String, String) = (label.into(), words.into());
    view! {
        <div class="progress-line">
            <span class="progress-line__label">{label.clone()}</span>
            <progress class="progress" value=value max=max.max(1) aria-label=label></progress>
            <span class="progress-line__value numeric">{words}</span>
        </div>
    }
    .into_markup()
}

/// The state of a save: idle, saved, saving, waiting or refused.
pub fn save_state(state: &'static str, text: impl Into<String>) -> Markup {
    let glyph = match state {
        "saved" => "check",
        "saving" => "saving",
        "waiting" => "offline",
        "refused" => "caution",
        _ => "",
    };
    let text: String = text.into();
    view! { <p class="save-state" data-state=state>{icon(glyph)}<span>{text}</span></p> }.into_markup()
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn what_is_empty_says_nothing() {
        assert_eq!((cell(""), cell("3-101")), (None, Some("3-101".into())));
    }
}
