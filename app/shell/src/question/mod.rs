//! The face of each type of item: its field in a form, and what was said in words. One file a type, with the names of `domain/question`.
//!
//! Every field is a plain form control, so that an answer can be given with scripts off; the islands read the same controls.

mod cloze;
mod essay;
mod matching;
mod multiple;
mod numeric;
mod ordering;
mod short;
mod single;
mod text_field;
mod truefalse;

use crate::{
    html::fixed,
    html::{IntoMarkup, Markup},
};
use leptos::prelude::*;
use zhixing_app::i18n::{course, exam as words};
use zhixing_domain::{
    lang::Lang,
    question::{Answer, Arrangement, Item, Kind, Prompt},
};

/// What a face needs: the prompt, the name of its controls, the answer so far, the language of the page.
pub struct Face<'a> {
    pub prompt: &'a Prompt,
    /// Controls are called `name`, their parts `name.0`, `name.1` …
    pub name: String,
    /// Tells the elements of this face from those of others on the page: a part of their ids.
    pub id: String,
    pub answer: Option<&'a Answer>,
    pub lang: Lang,
}

impl Face<'_> {
    /// The stem and the controls.
    pub fn view(&self) -> Markup {
        match self.prompt.shape.kind {
            Kind::Single => single::field(self),
            Kind::Multiple => multiple::field(self),
            Kind::TrueFalse => truefalse::field(self),
            Kind::Numeric => numeric::field(self),
            Kind::Short => short::field(self),
            Kind::Cloze => cloze::field(self),
            Kind::Ordering => ordering::field(self),
            Kind::Matching => matching::field(self),
            Kind::Essay => essay::field(self),
        }
    }

    fn part(&self, i: usize) -> String {
        format!("{}.{i}", self.name)
    }

    /// `lang` where the words are not in the language of the page.
    fn foreign(&self) -> Option<&'static str> {
        self.prompt.foreign(self.lang).map(Lang::tag)
    }

    fn stem(&self) -> Markup {
        view! { <div class="question__stem prose" lang=self.foreign() inner_html=fixed(&self.prompt.stem)></div> }.into_markup()
    }
}

/// What an answer says, in words and in the order shown: for review and marking.
pub fn said(prompt: &Prompt, answer: &Answer, lang: Lang) -> Markup {
    if answer.is_empty() {
        return view! { <span class="soft">{words::unanswered(lang)}</span> }.into_markup();
    }
    let own = prompt.foreign(lang).map(Lang::tag);
    match answer {
        Answer::Single { option } => options(prompt, &option.iter().copied().collect::<Vec<_>>(), own),
        Answer::Multiple { options: chosen } => options(prompt, chosen, own),
        Answer::TrueFalse { value } => view! { <span>{truth(value.unwrap_or_default(), lang)}</span> }.into_markup(),
        Answer::Numeric { text } | Answer::Short { text } => {
            view! { <span lang=own>{text.clone()}{prompt.unit.as_ref().map(|u| format!(" {u}"))}</span> }.into_markup()
        }
        Answer::Essay { text } => essay::text(text),
        Answer::Cloze { gaps } => cloze::said(prompt, gaps, own),
        Answer::Ordering { positions } => ordering::said(prompt, positions, own),
        Answer::Matching { partners } => matching::said(prompt, partners, own),
    }
}

/// What it is, and where its words are not in the language of the page, that.
pub fn kind_note(prompt: &Prompt, lang: Lang) -> String {
    let only = prompt.foreign(lang).map(|own| format!(" · {}", course::only_other(own.other())));
    kind_name(prompt.shape.kind, lang).to_string() + &only.unwrap_or_default()
}

/// The word for a type.
pub fn kind_name(kind: Kind, lang: Lang) -> &'static str {
    match kind {
        Kind::Single => words::single(lang),
        Kind::Multiple => words::multiple(lang),
        Kind::TrueFalse => words::truefalse(lang),
        Kind::Numeric => words::numeric(lang),
        Kind::Short => words::short(lang),
        Kind::Cloze => words::cloze(lang),
        Kind::Ordering => words::ordering(lang),
        Kind::Matching => words::matching(lang),
        Kind::Essay => words::essay(lang),
    }
}

/// The letter of an option.
pub fn letter(i: usize) -> char {
    char::from(b'A' + (i % 26) as u8)
}

pub fn truth(value: bool, lang: Lang) -> &'static str {
    if value { words::is_true(lang) } else { words::is_false(lang) }
}

fn options(prompt: &Prompt, chosen: &[u8], own: Option<&'static str>) -> Markup {
    let lines: Vec<_> = chosen
        .iter()
        .filter_map(|c| prompt.options.get(usize::from(*c)).map(|o| (letter(usize::from(*c)), o.as_str().to_string())))
        .map(|(letter, html)| view! { <li><span class="choice__letter">{letter.to_string()}</span><div inner_html=html></div></li> })
        .collect();
    view! { <ul class="said" role="list" lang=own>{lines}</ul> }.into_markup()
}

/// A choice card: a radio or a checkbox with its letter and its text.
fn choice(face: &Face, kind: &'static str, value: String, checked: bool, mark: Markup, text: Markup) -> Markup {
    view! {
        <label class="choice">
            <input class="choice__input" type=kind name=face.name.clone() value=value checked=checked/>
            <span class="choice__letter">{mark}</span>
            {text}
        </label>
    }
    .into_markup()
}

/// Lettered cards for every option.
fn choices(face: &Face, kind: &'static str, legend: &'static str, chosen: &[u8]) -> Markup {
    let cards: Vec<_> = face
        .prompt
        .options
        .iter()
        .enumerate()
        .map(|(i, html)| {
            let text = view! { <div class="choice__text" lang=face.foreign()><div inner_html=html.as_str().to_string()></div></div> };
            let text = text.into_markup();
            choice(face, kind, i.to_string(), chosen.contains(&(i as u8)), letter(i).to_string().into_markup(), text)
        })
        .collect();
    view! { {face.stem()}<fieldset class="choices"><legend class="choices__legend">{legend}</legend>{cards}</fieldset> }.into_markup()
}

/// A select of places or partners, with an empty first entry. Its label is of the item.
struct Select {
    class: &'static str,
    name: String,
    label: String,
    entries: Vec<(String, String)>,
    chosen: Option<String>,
    /// `lang` of the entries, where they are of the item and not in the language of the page.
    own: Option<&'static str>,
}

impl Select {
    fn view(self, face: &Face) -> Markup {
        let Self { class, name, label, entries, chosen, own } = self;
        let of_page = face.foreign().map(|_| face.lang.tag());
        let entries: Vec<_> = entries
            .into_iter()
            .map(|(value, text)| {
                let selected = chosen.as_deref() == Some(value.as_str());
                view! { <option value=value selected=selected lang=own.or(of_page)>{text}</option> }
            })
            .collect();
        view! {
            <select class=class name=name aria-label=label lang=face.foreign()>
                <option value="" lang=of_page>{words::choose(face.lang)}</option>
                {entries}
            </select>
        }
        .into_markup()
    }
}

/// The arrangement of a practice item: the same for everybody, so that a page can be kept.
pub fn arrangement(item: &Item) -> Arrangement {
    item.arrange(0, false)
}
