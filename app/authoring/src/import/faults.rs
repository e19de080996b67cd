//! What stays out of a bank: one report by reason, in the order of the file. Of a long one the first lines are in sight and the others folded.

use leptos::prelude::*;
use zhixing_app::i18n::{bank as words, site};
use zhixing_domain::lang::Lang;
use zhixing_shell::{
    banks::{BroughtBank, BroughtFault},
    html::{IntoMarkup, Markup},
    parts::coded,
};

/// So many are in sight, of all reasons together.
const OPEN: usize = 20;
/// So many of a reason are written at most; what is not is counted.
const MOST: usize = 200;

/// One that stays out, with its number among all items of the file.
type Numbered<'f> = (usize, &'f BroughtFault);

/// Nothing where all of it comes in; `from` is the number of the first item of the bank.
pub(super) fn report(bank: &BroughtBank, from: usize, lang: Lang) -> Markup {
    let numbered = (from..).zip(&bank.items).filter_map(|(n, item)| Some((n, item.fault.as_ref()?)));
    let mut kinds: Vec<Vec<Numbered>> = vec![];
    for (n, fault) in numbered {
        match kinds.iter_mut().find(|kind| kind.first().is_some_and(|(_, first)| first.code == fault.code)) {
            Some(kind) => kind.push((n, fault)),
            None => kinds.push(vec![(n, fault)]),
        }
    }
    if kinds.is_empty() {
        return ().into_markup();
    }
    let mut left = OPEN;
    let kinds: Vec<_> = kinds
        .iter()
        .map(|faults| {
            let open = left.min(faults.len());
            left -= open;
            kind(faults, open, lang)
        })
        .collect();
    view! {
        <div class="card stack stack--tight">
            <p><span class="badge badge--wrong">{words::stays_out(lang)}</span></p>
            {kinds}
        </div>
    }
    .into_markup()
}

/// What stays out for one reason: how many, why, and which and where each is.
fn kind(faults: &[Numbered], open: usize, lang: Lang) -> Markup {
    let why = |fault: &BroughtFault| fault.words.get(lang).clone();
    let first = faults.first().map(|(_, fault)| why(fault)).unwrap_or_default();
    let line = |(n, fault): &Numbered| {
        let place = if fault.line == 0 { words::item_n(lang, n) } else { words::item_at(lang, n, fault.line) };
        let own = Some(why(fault)).filter(|why| *why != first).map(|why| view! { " "<span>{coded(&why)}</span> });
        view! { <li><span class="soft">{place}</span>{own}</li> }.into_markup()
    };
    // the same words need not stand at each line
    let class = if faults.iter().all(|(_, fault)| why(fault) == first) { "faults__lines" } else { "log" };
    let sight: Vec<Markup> = faults.iter().take(open).map(line).collect();
    let folded: Vec<Markup> = faults.iter().take(MOST).skip(open).map(line).collect();
    let unwritten = faults.len().checked_sub(MOST).filter(|more| *more > 0);
    let unwritten = unwritten.map(|more| view! { <p class="small soft">{site::unwritten_lines(lang, more)}</p> });
    let more = folded.len();
    let folded = (more > 0).then(|| {
        view! { <details class="fold"><summary>{site::more_lines(lang, more)}</summary><ul class=class role="list">{folded}</ul></details> }
    });
    let sight = (!sight.is_empty()).then(|| view! { <ul class=class role="list">{sight}</ul> });
    let head = words::out_of_kind(lang, faults.len(), first);
    view! { <h3 class="faults__why">{coded(&head)}</h3>{sight}{folded}{unwritten} }.into_markup()
}
