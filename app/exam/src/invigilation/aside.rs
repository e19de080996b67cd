//! The answers of an attempt that do not count, as staff see them: of which item, why, and what they say.

use leptos::prelude::*;
use zhixing_app::i18n::{exam, invigilation as words};
use zhixing_domain::{
    attempt::Quarantine,
    question::{Answer, ItemKey},
    time::Timestamp,
};
use zhixing_shell::{
    guard::Visit,
    html::{IntoMarkup, Markup},
    papers::LoadedPaper,
    parts::{FramedTable, time},
};

pub(super) type Aside = (ItemKey, Quarantine, Option<Answer>, Timestamp);

/// The most characters of a value that a line shows; an essay may have a hundred thousand.
const SHOWN: usize = 200;

fn shortened(text: String) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

pub(super) fn view(visit: &Visit, paper: &LoadedPaper, aside: &[Aside], count: i64) -> Markup {
    let lang = visit.lang;
    if aside.is_empty() {
        return ().into_markup();
    }
    let rows: Vec<_> = aside.iter().map(|one| row(visit, paper, one)).collect();
    view! {
        <section class="stack" aria-labelledby="aside">
            <div class="section-head"><h2 id="aside">{words::aside(lang)}</h2><p class="section-head__note">{words::aside_words(lang)}</p></div>
            {(count > aside.len() as i64).then(|| view! { <p class="small soft">{words::newest_of(lang, aside.len(), count)}</p> })}
            {FramedTable::under("aside").dense().of_words([words::place(lang), words::why(lang), words::value(lang), words::received(lang)], rows)}
        </section>
    }
    .into_markup()
}

/// Items go by their places on the paper.
fn row(visit: &Visit, paper: &LoadedPaper, (item, why, value, at): &Aside) -> Markup {
    let lang = visit.lang;
    let called = paper.place(item).map_or_else(|| item.0.clone(), |place| exam::item_n(lang, place + 1));
    let said = value.as_ref().map_or_else(|| words::digest_only(lang).to_string(), |value| shortened(value.to_text()));
    view! {
        <tr>
            <th scope="row">{called}</th>
            <td data-label=words::why(lang)>{words::set_aside_word(*why, lang)}</td>
            <td class="mono small" data-label=words::value(lang)>{said}</td>
            <td data-label=words::received(lang)>{time::clock(&visit.site, *at)}</td>
        </tr>
    }
    .into_markup()
}
