//! What stays out of a bank: one report by reason, the most frequent first. Of a long one the first lines are in sight and the others folded.

use leptos::prelude::*;
use std::{cmp::Reverse, collections::BTreeMap};
use zhixing_app::i18n::{bank as words, site};
use zhixing_domain::lang::Lang;
use zhixing_shell::{
    banks::{BroughtBank, BroughtFault},
    html::{IntoMarkup, Markup},
};

/// So many are in sight, of all reasons together.
const OPEN: usize = 20;
/// So many of a reason are written at most; what is not is counted.
const MOST: usize = 200;

/// Nothing where all of it comes in.
pub(super) fn report(bank: &BroughtBank, lang: Lang) -> Markup {
    let mut kinds: BTreeMap<&str, Vec<&BroughtFault>> = BTreeMap::new();
    bank.items.iter().filter_map(|item| item.fault.as_ref()).for_each(|fault| kinds.entry(fault.code).or_default().push(fault));
    let mut kinds: Vec<Vec<&BroughtFault>> = kinds.into_values().collect();
    kinds.sort_by_key(|faults| Reverse(faults.len()));
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

/// What stays out for one reason: how many, why, and where each stands.
fn kind(faults: &[&BroughtFault], open: usize, lang: Lang) -> Markup {
    let why = |fault: &BroughtFault| fault.words.get(lang).clone();
    let first = faults.first().map(|fault| why(fault)).unwrap_or_default();
    let line = |fault: &&BroughtFault| {
        let place = if fault.line == 0 { words::somewhere(lang).to_string() } else { words::at_line(lang, fault.line) };
        let own = Some(why(fault)).filter(|why| *why != first).map(|why| view! { " "<span>{why}</span> });
        view! { <li><span class="soft">{place}</span>{own}</li> }.into_markup()
    };
    // the same words need not stand at each line
    let class = if faults.iter().all(|fault| why(fault) == first) { "faults__lines" } else { "log" };
    let sight: Vec<Markup> = faults.iter().take(open).map(line).collect();
    let folded: Vec<Markup> = faults.iter().take(MOST).skip(open).map(line).collect();
    let unwritten = faults.len().checked_sub(MOST).filter(|more| *more > 0);
    let unwritten = unwritten.map(|more| view! { <p class="small soft">{site::unwritten_lines(lang, more)}</p> });
    let more = folded.len();
    let folded = (more > 0).then(|| {
        view! { <details class="fold"><summary>{site::more_lines(lang, more)}</summary><ul class=class role="list">{folded}</ul></details> }
    });
    let sight = (!sight.is_empty()).then(|| view! { <ul class=class role="list">{sight}</ul> });
    view! { <h3 class="faults__why">{words::out_of_kind(lang, faults.len(), first)}</h3>{sight}{folded}{unwritten} }.into_markup()
}
