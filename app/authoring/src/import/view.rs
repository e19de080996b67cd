//! What is seen of a bank before anything of it is taken: what it was read as, each item as a candidate would see it. What stays out and why is in [`faults`].

use super::{actions::SeenFile, faults};
use crate::{pictures::UploadPictures, preview};
use leptos::prelude::*;
use std::collections::BTreeSet;
use zhixing_app::i18n::{bank as words, workshop};
use zhixing_domain::lang::Lang;
use zhixing_shell::{
    banks::{BankWords, BroughtBank, BroughtItem},
    html::{IntoMarkup, Markup},
    parts::report,
};

/// So many items that can come are shown; those behind them are taken together or not at all.
pub(super) const SHOWN: usize = 200;
/// More items than any file of an upload holds.
pub(super) const MOST: usize = 100_000;

/// What is told of something that comes in or goes out; nothing where nothing is.
pub(crate) fn notes(said: &[BankWords], lang: Lang) -> Markup {
    report(said.iter().map(|words| words.get(lang).clone()), lang)
}

fn errors(said: &[BankWords], lang: Lang) -> Markup {
    view! { <p><span class="badge badge--wrong">{workshop::is_error(lang)}</span></p>{notes(said, lang)} }.into_markup()
}

/// All that was read, bank by bank, below what is not right of no item alone.
pub(super) fn seen(course: &str, seen: &SeenFile, chosen: Option<&BTreeSet<usize>>, lang: Lang) -> Markup {
    let last = seen.coming().take(SHOWN).last().unwrap_or_default();
    let mut looking = Looking { course, seen, chosen, last, pictures: UploadPictures::of(&seen.file.pictures), lang };
    let above = (!seen.above.is_empty()).then(|| view! { <div class="card stack stack--tight">{errors(&seen.above, lang)}</div> });
    let mut n = 0;
    let mut banks = vec![];
    for (i, bank) in seen.file.banks.iter().enumerate() {
        banks.push(looking.bank(i, bank, n + 1));
        n += bank.items.len();
    }
    view! { {above}{banks} }.into_markup()
}

/// What a file is seen with.
struct Looking<'s> {
    course: &'s str,
    seen: &'s SeenFile,
    chosen: Option<&'s BTreeSet<usize>>,
    /// The number of the last item that is shown.
    last: usize,
    pictures: UploadPictures<'s>,
    lang: Lang,
}

impl Looking<'_> {
    fn bank(&mut self, i: usize, bank: &BroughtBank, from: usize) -> Markup {
        let lang = self.lang;
        let fit = bank.items.iter().filter(|item| item.written.is_some()).count();
        let out = bank.items.len() - fit;
        let facts = [words::items_n(lang, fit), words::format_word(bank.format, lang).to_string(), bank.encoding.clone()];
        let facts: Vec<_> = facts.into_iter().filter(|fact| !fact.is_empty()).map(|fact| view! { <li>{fact}</li> }).collect();
        let out = (out > 0).then(|| view! { <li>{words::out_n(lang, out)}</li> });
        let losses = (!bank.losses.is_empty()).then(|| view! { <h3>{words::losses(lang)}</h3>{notes(&bank.losses, lang)} });
        let shown = (from..).zip(&bank.items).take_while(|(n, _)| *n <= self.last).collect::<Vec<_>>();
        let items: Vec<_> = shown.into_iter().filter_map(|(n, item)| self.item(n, item)).collect();
        let id = format!("bank-{i}");
        view! {
            <section class="stack" aria-labelledby=id.clone()>
                <h2 id=id.clone()>{bank.source.clone()}</h2>
                <ul class="page-head__facts" role="list">{facts}{out}</ul>
                {losses}
                <ol class="stack" role="list">{items}</ol>
                {faults::report(bank, from, lang)}
            </section>
        }
        .into_markup()
    }

    /// An item that can come; nothing for one that stays out.
    fn item(&mut self, n: usize, item: &BroughtItem) -> Option<Markup> {
        let lang = self.lang;
        let (id, _) = item.written.as_ref()?;
        let known = self.seen.library.course(self.course).and_then(|c| c.item(id));
        let face = known.map(|item| self.pictures.within(&preview::item_html(item, lang), self.course));
        let flaws = self.seen.flaws.get(id).map(|flaws| errors(flaws, lang));
        let said = (!item.said.is_empty()).then(|| view! { <p class="soft small">{words::not_carried(lang)}</p>{notes(&item.said, lang)} });
        let is_chosen = self.chosen.is_none_or(|chosen| chosen.contains(&n));
        let item = view! {
            <li class="stack stack--tight">
                <label class="check">
                    <input class="check__input" type="checkbox" name="take" value=n.to_string() form="take" checked=is_chosen/>
                    <span>{words::take_n(lang, n)}</span>
                </label>
                <div inner_html=face.unwrap_or_default()></div>
                {flaws}{said}
            </li>
        };
        Some(item.into_markup())
    }
}
