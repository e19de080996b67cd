//! The answer sheet (答题卡): every item of the paper, what is said to it, and whether it is open. Of items that were not reached it tells the number alone.

use crate::room::Desk;
use leptos::prelude::*;
use std::{ops::Range, sync::Arc};
use zhixing_app::i18n::{exam as words, site};
use zhixing_domain::{assessment::Outline, lang::Lang};
use zhixing_shell::{
    html::{self, IntoMarkup, Markup, Template},
    parts::titled,
    published::Published,
};

/// Whether an item can be answered now.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Open,
    Closed,
    Ahead,
}

impl Way {
    fn of(place: usize, open: &Range<usize>) -> Self {
        match place {
            p if p < open.start => Self::Closed,
            p if p >= open.end => Self::Ahead,
            _ => Self::Open,
        }
    }

    const fn code(self) -> Option<&'static str> {
        match self {
            Self::Open => None,
            Self::Closed => Some("closed"),
            Self::Ahead => Some("ahead"),
        }
    }

    const fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::Open => "",
            Self::Closed => words::section_closed(lang),
            Self::Ahead => words::section_ahead(lang),
        }
    }
}

/// The place of an item that nobody has answered or flagged yet: its words are its number and its key.
pub(super) fn blank(published: &Published, lang: Lang) -> Arc<Template> {
    published.template(format!("cell {}", lang.tag()), || html::render(|| plain_cell([html::hole(0), html::hole(1)], false, false, lang)))
}

pub(super) fn view(desk: &Desk, blank: &Arc<Template>, outline: &Outline, lang: Lang) -> Markup {
    let entry = |state: &'static str, text: &'static str| view! { <li class="item-key__entry"><span class="item-list__cell" data-state=state></span>{text}</li> };
    let way = |way: &'static str, text: &'static str| view! { <li class="item-key__entry"><span class="item-list__cell" data-way=way></span>{text}</li> };
    let parts = !outline.is_plain();
    view! {
        <section class="exam__sheet stack" id="sheet" aria-labelledby="sheet-title">
            <div class="section-head">
                <h2 id="sheet-title">{words::sheet(lang)}</h2>
                <p class="section-head__note" data-done="">{words::done_of(lang, desk.answered(), desk.prompts.len())}</p>
            </div>
            {lists(desk, blank, outline, lang)}
            <ul class="item-key" role="list">
                {entry("answered", words::answered(lang))}
                {entry("unanswered", words::not_answered(lang))}
                {entry("flagged", words::flagged(lang))}
                {entry("unsaved", words::unsaved(lang))}
                {parts.then(|| way("closed", words::section_closed(lang)))}
                {parts.then(|| way("ahead", words::section_ahead(lang)))}
            </ul>
        </section>
    }
    .into_markup()
}

/// A list a section, under its title.
fn lists(desk: &Desk, blank: &Arc<Template>, outline: &Outline, lang: Lang) -> Markup {
    let open = desk.open_places();
    let cells = |places: Range<usize>| places.map(|place| cell(desk, blank, place, Way::of(place, &open), lang)).collect::<Vec<_>>();
    let mut first = 0;
    let lists: Vec<_> = outline
        .0
        .iter()
        .enumerate()
        .map(|(n, section)| {
            let (start, places) = (first + 1, first..first + section.items);
            first = places.end;
            let here = places == desk.places;
            let way = if here { Way::Open } else { Way::of(places.start, &desk.places) };
            let id = format!("sheet-{}", n + 1);
            let title = section.title.title(lang);
            let head = (!title.text.is_empty()).then(|| {
                view! {
                    <h3 class="item-list__section" id=id.clone() data-way=way.code()>
                        {titled(&title)}<span class="item-list__way">{way.words(lang)}</span>
                    </h3>
                }
            });
            view! { {head}<ol class="item-list" role="list" aria-labelledby=id start=start>{cells(places)}</ol> }.into_markup()
        })
        .collect();
    if lists.is_empty() {
        return view! { <ol class="item-list" role="list">{cells(0..desk.total)}</ol> }.into_markup();
    }
    lists.into_markup()
}

/// One item. In the open section it has its key, for the islands; elsewhere a number is all that is told.
fn cell(desk: &Desk, blank: &Arc<Template>, place: usize, way: Way, lang: Lang) -> Markup {
    let prompt = place.checked_sub(desk.places.start).and_then(|i| desk.prompts.get(i));
    if let Some(prompt) = prompt.filter(|_| !desk.is_linear()) {
        let (answered, flagged) = (desk.is_answered(&prompt.key), desk.flags.contains(&prompt.key));
        let number = (place + 1).to_string();
        return match (answered, flagged) {
            (false, false) => blank.part(&[&number, &prompt.key.0]),
            _ => plain_cell([number, prompt.key.0.clone()], answered, flagged, lang),
        };
    }
    let spoken = |way: Way| view! { <span class="visually-hidden" data-when=way.code()>{site::comma(lang)}{way.words(lang)}</span> };
    let spoken = view! { {spoken(Way::Closed)}{spoken(Way::Ahead)} };
    let Some(prompt) = prompt else {
        return view! { <li><span class="item-list__cell" data-way=way.code()>{place + 1}{spoken}</span></li> }.into_markup();
    };
    let (answered, flagged) = (desk.is_answered(&prompt.key), desk.flags.contains(&prompt.key));
    let (key, state, said) = (prompt.key.0.clone(), cell_state(answered, flagged), cell_words(answered, flagged, lang));
    let words = view! { <span class="visually-hidden" data-words="">{said}</span> };
    let words = view! { {words}{spoken} };
    view! { <li><span class="item-list__cell" data-cell=key data-state=state data-way=way.code()>{place + 1}{words}</span></li> }
        .into_markup()
}

/// One of a section that is open as a whole: it leads to the item.
fn plain_cell([number, key]: [String; 2], answered: bool, flagged: bool, lang: Lang) -> Markup {
    let (state, said) = (cell_state(answered, flagged), cell_words(answered, flagged, lang));
    let words = view! { <span class="visually-hidden" data-words="">{said}</span> };
    view! { <li><a class="item-list__cell" href=format!("#item-{number}") data-cell=key data-state=state>{number.clone()}{words}</a></li> }
        .into_markup()
}

pub(super) fn cell_state(answered: bool, flagged: bool) -> &'static str {
    match (answered, flagged) {
        (true, true) => "answered flagged",
        (true, false) => "answered",
        (false, true) => "flagged",
        (false, false) => "unanswered",
    }
}

fn cell_words(answered: bool, flagged: bool, lang: Lang) -> String {
    let first = if answered { words::answered(lang) } else { words::not_answered(lang) };
    let comma = site::comma(lang);
    if flagged { format!("{comma}{first}{comma}{}", words::flagged(lang)) } else { format!("{comma}{first}") }
}
