//! The items of a bank with what can be changed of them, and the page before they change.

use super::{
    ItemsQuery, SHOWN, Sheet,
    actions::{ChangedItem, SeenChange},
};
use crate::{history, many_view, overview};
use leptos::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use zhixing_app::{
    i18n::{exam::kind_points, many as words, marking},
    urls,
};
use zhixing_domain::{
    course::Course,
    lang::{Lang, Title},
    question::{Difficulty, Kind},
    workshop::bank_text::{BankText, ItemFilter, ItemText},
};
use zhixing_shell::{
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{Field, error_summary, field_error, titled},
    question::kind_name,
};

/// So many tags are offered to filter by.
const TAGS: usize = 200;
/// So many items are shown as they would be; the others change as well.
const PREVIEWED: usize = 200;

fn difficulty_word(difficulty: Difficulty, lang: Lang) -> &'static str {
    match difficulty {
        Difficulty::Easy => marking::easy(lang),
        Difficulty::Medium => marking::medium(lang),
        Difficulty::Hard => marking::hard(lang),
    }
}

/// What the functions of a course's standard are called, by id.
fn functions(visit: &Visit, course: &str, bank: &BankText) -> BTreeMap<String, String> {
    let published = visit.site.published();
    let standard = published.library.course(course).and_then(|c| c.standard.as_deref()).and_then(|s| published.library.standard(s));
    let name = |id: &str| standard.and_then(|s| s.function(id)).map_or_else(|| id.to_string(), |f| f.title.get(visit.lang).clone());
    let used = bank.items.iter().filter_map(|item| bank.says(item, "function"));
    used.map(|id| (id.to_string(), name(id))).collect()
}

pub(super) fn items(visit: &Visit, course: &str, asked: &ItemsQuery, banks: &[String], bank: &BankText, sheet: &Sheet) -> Markup {
    let lang = visit.lang;
    let filter = asked.filter();
    let shown: Vec<&ItemText> = bank.items.iter().filter(|item| filter.fits(bank, item)).collect();
    let content = if shown.is_empty() {
        view! { <p class="soft" role="status">{words::no_fit(lang)}</p> }.into_markup()
    } else {
        list(visit, course, asked, banks, (bank, &shown), sheet)
    };
    view! {
        {error_summary(lang, &sheet.errors)}
        {filter_form(visit, course, asked, banks, bank, &filter)}
        {content}
    }
    .into_markup()
}

fn filter_form(visit: &Visit, course: &str, asked: &ItemsQuery, banks: &[String], bank: &BankText, filter: &ItemFilter) -> Markup {
    let (lang, published) = (visit.lang, visit.site.published());
    let any = || [(String::new(), words::any(lang).to_string())].into_iter();
    let banks = banks.iter().map(|path| (path.clone(), overview::title(&published, path, lang).text));
    let kinds = Kind::ALL.into_iter().filter(|kind| bank.items.iter().any(|item| item.kind == Some(*kind)));
    let kinds = any().chain(kinds.map(|kind| (kind.code().to_string(), kind_name(kind, lang).to_string())));
    let difficulties = any().chain(Difficulty::ALL.map(|d| (d.code().to_string(), difficulty_word(d, lang).to_string())));
    let functions = any().chain(functions(visit, course, bank));
    let tags: BTreeSet<&str> = bank.items.iter().flat_map(ItemText::tags).collect();
    let tags = any().chain(tags.into_iter().take(TAGS).map(|tag| (tag.to_string(), tag.to_string())));
    let words_field = Field { value: filter.words.clone(), kind: "search", optional: true, ..Field::new("words", words::in_words(lang)) };
    view! {
        <form class="filter" method="get" action=urls::change_items(course)>
            {many_view::choice("bank", words::bank(lang), banks, &asked.bank)}
            {many_view::choice("kind", words::kind(lang), kinds, &asked.kind)}
            {many_view::choice("difficulty", words::difficulty(lang), difficulties, &asked.difficulty)}
            {many_view::choice("function", marking::function(lang), functions, &asked.function)}
            {many_view::choice("tag", words::tag(lang), tags, &asked.tag)}
            {words_field.view()}
            <button class="button">{words::filter(lang)}</button>
        </form>
    }
    .into_markup()
}

/// What the form keeps of the filter.
fn kept(asked: &ItemsQuery) -> Markup {
    let field = |(name, value): (&str, &String)| view! { <input type="hidden" name=format!("filter.{name}") value=value.clone()/> };
    asked.fields().into_iter().map(field).collect::<Vec<_>>().into_markup()
}

fn list(
    visit: &Visit,
    course: &str,
    asked: &ItemsQuery,
    banks: &[String],
    (bank, fit): (&BankText, &[&ItemText]),
    sheet: &Sheet,
) -> Markup {
    let (lang, published) = (visit.lang, visit.site.published());
    let read = published.library.course(course);
    let lines: Vec<_> = fit.iter().take(SHOWN).map(|item| line(bank, (item, read), sheet.ids.contains(&item.id), lang)).collect();
    let rest = fit.len().checked_sub(SHOWN).filter(|rest| *rest > 0).map(|rest| {
        view! {
            <label class="check">
                <input class="check__input" type="checkbox" name="rest" value="yes" checked=sheet.rest/>
                <span>{words::rest_items(lang, rest)}</span>
            </label>
        }
    });
    let wrong = sheet.errors.iter().find(|(field, _)| *field == "take").map(|(_, said)| said.clone());
    view! {
        <form class="stack" method="post" action=urls::change_items(course)>
            {kept(asked)}
            <section class="stack stack--tight" aria-labelledby="take">
                <div class="cluster cluster--apart">
                    <h2 class="many__path" id="take" tabindex="-1">{words::shown_of(lang, fit.len(), bank.items.len())}</h2>
                    <p class="cluster small">
                        <a href=asked.address(course, "all")>{words::all(lang)}</a>
                        <a href=asked.address(course, "none")>{words::none(lang)}</a>
                    </p>
                </div>
                {field_error("take", wrong)}
                <ul class="many__lines" role="list">{lines}</ul>
                {rest}
            </section>
            {change_fields(visit, asked, banks, sheet)}
        </form>
    }
    .into_markup()
}

/// The stem in the language of the page where it is published in that; else as it is written.
fn stem(read: Option<&Course>, id: &str, written: &str, lang: Lang) -> Markup {
    let known = read.and_then(|course| course.item(id)).map(|item| item.title(lang)).filter(|title| title.foreign.is_none());
    let own = read.map_or(Lang::Zh, |course| course.title.alone);
    titled(&known.filter(|_| own != lang).unwrap_or_else(|| Title { text: written.into(), foreign: Some(own).filter(|own| *own != lang) }))
}

fn line(bank: &BankText, (item, read): (&ItemText, Option<&Course>), is_chosen: bool, lang: Lang) -> Markup {
    let worth = match item.kind {
        Some(kind) => kind_points(lang, kind_name(kind, lang), item.points()),
        None => words::points_n(lang, item.points().to_string()),
    };
    let tags: Vec<_> = item.tags().map(|tag| view! { <span class="badge">{tag.to_string()}</span> }).collect();
    view! {
        <li class="many__line many__line--item">
            <label class="check">
                <input class="check__input" type="checkbox" name="take" value=item.id.clone() checked=is_chosen/>
                <span>{stem(read, &item.id, &item.stem, lang)}</span>
            </label>
            <p class="cluster small soft many__facts">
                <code class="mono">{item.id.clone()}</code>
                <span>{worth}</span>
                <span>{difficulty_word(bank.difficulty(item), lang)}</span>
                {tags}
            </p>
        </li>
    }
    .into_markup()
}

/// What is to become of the ticked items.
fn change_fields(visit: &Visit, asked: &ItemsQuery, banks: &[String], sheet: &Sheet) -> Markup {
    let (lang, published) = (visit.lang, visit.site.published());
    let error = |id: &str| sheet.errors.iter().find(|(field, _)| *field == id).map(|(_, said)| said.clone());
    let field = |id: &'static str, label: &str, value: &str| {
        Field { value: value.into(), error: error(id), optional: true, ..Field::new(id, label) }.view()
    };
    let stays = [(String::new(), words::stays(lang).to_string())];
    let difficulties = stays.into_iter().chain(Difficulty::ALL.map(|d| (d.code().to_string(), difficulty_word(d, lang).to_string())));
    let others = banks.iter().filter(|path| **path != asked.bank);
    let others = others.map(|path| (path.clone(), overview::title(&published, path, lang).text));
    let others = [(String::new(), words::no_move(lang).to_string())].into_iter().chain(others);
    view! {
        <section class="card stack" aria-labelledby="change">
            <h2 id="change">{words::what_changes(lang)}</h2>
            <p class="soft">{words::what_hint(lang)}</p>
            <div class="many__fields">
                {field("add", words::add_tags(lang), &sheet.typed.add)}
                {field("remove", words::remove_tags(lang), &sheet.typed.remove)}
                {field("points", words::points(lang), &sheet.typed.points)}
                {many_view::choice_as("new-difficulty", "difficulty", words::difficulty(lang), difficulties, &sheet.typed.difficulty, None)}
                {many_view::choice_as("to", "to", words::move_to(lang), others, &sheet.to, error("to"))}
            </div>
            <div><button class="button button--primary" name="do" value="look">{words::look_items(lang)}</button></div>
        </section>
    }
    .into_markup()
}

/// Each item as it would be, and the form that changes them.
pub(super) fn preview(visit: &Visit, course: &str, asked: &ItemsQuery, sheet: &Sheet, seen: &SeenChange) -> Markup {
    let (lang, back, published) = (visit.lang, asked.address(course, "none"), visit.site.published());
    let read = published.library.course(course);
    if seen.items.is_empty() {
        return view! {
            <p role="status">{words::items_stay(lang)}</p>
            <p><a class="button" href=back>{words::back(lang)}</a></p>
        }
        .into_markup();
    }
    let to = (!sheet.to.is_empty()).then(|| words::goes_to(lang, overview::title(&published, &sheet.to, lang).text));
    let lines: Vec<_> = seen.items.iter().take(PREVIEWED).map(|item| becomes((item, read), to.as_deref(), lang)).collect();
    let more = seen.items.len().checked_sub(PREVIEWED).filter(|more| *more > 0);
    let more = more.map(|more| view! { <p class="soft">{words::more_items(lang, more)}</p> });
    let unchanged = (seen.unchanged > 0).then(|| view! { <p class="soft">{words::unchanged_n(lang, seen.unchanged)}</p> });
    let ids = sheet.ids.iter().cloned().collect::<Vec<_>>().join(" ");
    let typed = &sheet.typed;
    let typed =
        [("add", &typed.add), ("remove", &typed.remove), ("points", &typed.points), ("difficulty", &typed.difficulty), ("to", &sheet.to)];
    let typed: Vec<_> = typed.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value.clone()/> }).collect();
    view! {
        <form class="stack" method="post" action=urls::change_items(course)>
            {kept(asked)}
            {typed}
            <input type="hidden" name="ids" value=ids/>
            <input type="hidden" name="seen" value=seen.seen.to_keep()/>
            <h2 class="many__path">{words::would_change(lang, seen.items.len())}</h2>
            {unchanged}
            {many_view::flaws(&seen.flaws, lang)}
            <ul class="many__lines" role="list">{lines}</ul>
            {more}
            <div class="cluster">
                <button class="button button--primary" name="do" value="change">{words::change_now(lang)}</button>
                <a class="button button--quiet" href=back>{words::back(lang)}</a>
            </div>
        </form>
    }
    .into_markup()
}

fn becomes((item, read): (&ChangedItem, Option<&Course>), to: Option<&str>, lang: Lang) -> Markup {
    let to = to.map(|to| view! { <span class="small">{to.to_string()}</span> });
    let takes: Vec<_> = item.takes_over.iter().map(|(key, value)| format!("{key}={value}")).collect();
    let takes =
        (!takes.is_empty()).then(|| view! { <span class="small soft">{words::takes_over(lang, takes.join(words::between(lang)))}</span> });
    view! {
        <li class="many__line">
            <p>{stem(read, &item.id, &item.stem, lang)}</p>
            <p class="cluster"><code class="mono small soft">{item.id.clone()}</code>{to}{takes}</p>
            <p class="difference many__words mono">{history::marked(&item.attributes)}</p>
        </li>
    }
    .into_markup()
}
