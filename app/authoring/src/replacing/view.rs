//! The page of searching and replacing: what is looked for, and what was found.

use super::{
    ReplaceQuery,
    actions::{ChosenLines, FoundWords, HitFile, KINDS, MOST_HITS},
};
use crate::{history, many_view};
use leptos::prelude::*;
use std::collections::BTreeMap;
use zhixing_app::{
    i18n::{editor, many as words, workshop},
    urls,
};
use zhixing_domain::{lang::Lang, workshop::replacing::HitLine};
use zhixing_shell::{
    html::{IntoMarkup, Markup},
    parts::{Field, error_summary, notice},
};

/// So many lines are shown; those behind them are replaced together or not at all.
const SHOWN: usize = 500;

pub(super) fn form(course: &str, asked: &ReplaceQuery, errors: &[(&'static str, String)], lang: Lang) -> Markup {
    let error = errors.iter().find(|(field, _)| *field == "words").map(|(_, said)| said.clone());
    let find = Field { value: asked.words.clone(), error, ..Field::new("words", words::words(lang)) };
    let instead = Field { value: asked.instead.clone(), optional: true, ..Field::new("instead", words::instead(lang)) };
    let langs = [("", words::in_both(lang)), ("zh", words::in_zh(lang)), ("en", words::in_en(lang))];
    let kinds = [("", words::all_files(lang))].into_iter().chain(KINDS.map(|(word, kind)| (word, workshop::kind_word(kind, lang))));
    view! {
        {error_summary(lang, errors)}
        <form class="filter" method="get" action=urls::replace_words(course)>
            {find.view()}
            {instead.view()}
            {many_view::choice("lang", words::in_which(lang), langs.into_iter(), &asked.lang)}
            {many_view::choice("kind", words::which_files(lang), kinds, &asked.kind)}
            <label class="check">
                <input class="check__input" type="checkbox" name="exactly" value="yes" checked={asked.exactly == "yes"}/>
                <span>{words::exactly(lang)}</span>
            </label>
            <button class="button button--primary">{words::look(lang)}</button>
        </form>
    }
    .into_markup()
}

pub(super) fn found(course: &str, asked: &ReplaceQuery, found: &FoundWords, chosen: &ChosenLines, lang: Lang) -> Markup {
    let left_out =
        (!found.left_out.is_empty()).then(|| notice("warning", words::left_out(lang, found.left_out.join(words::between(lang)))));
    if found.files.is_empty() {
        return view! { <p class="soft" role="status">{words::nothing_found(lang, &asked.words)}</p>{left_out} }.into_markup();
    }
    let cut = found.is_cut.then(|| notice("warning", words::cut(lang, MOST_HITS)));
    view! {
        <p role="status"><strong>{words::found(lang, found.hits, found.files.len())}</strong></p>
        {cut}
        {left_out}
        {many_view::flaws(&found.flaws, lang)}
        {places(course, asked, found, chosen, lang)}
    }
    .into_markup()
}

/// The form that replaces: each line with what stands there and what would.
fn places(course: &str, asked: &ReplaceQuery, found: &FoundWords, chosen: &ChosenLines, lang: Lang) -> Markup {
    let mut shown: BTreeMap<&str, Vec<&HitLine>> = BTreeMap::new();
    found.lines().take(SHOWN).for_each(|(file, line)| shown.entry(file.path.as_str()).or_default().push(line));
    let files: Vec<_> = found.files.iter().filter_map(|file| Some(of_file(file, shown.get(file.path.as_str())?, chosen, lang))).collect();
    let kept =
        [("words", &asked.words), ("instead", &asked.instead), ("exactly", &asked.exactly), ("lang", &asked.lang), ("kind", &asked.kind)];
    let kept: Vec<_> = kept.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value.clone()/> }).collect();
    let rest = found.lines().nth(SHOWN).map(|(file, line)| {
        let count = found.lines().count() - SHOWN;
        let (value, is_chosen) = (format!("{}:{}", file.path, line.line), chosen.has(&file.path, line.line));
        view! {
            <label class="check">
                <input class="check__input" type="checkbox" name="rest" value=value checked=is_chosen/>
                <span>{words::rest_lines(lang, count)}</span>
            </label>
        }
    });
    view! {
        <form class="stack" method="post" action=urls::replace_words(course)>
            {kept}
            <input type="hidden" name="seen" value=found.seen().to_keep()/>
            <p class="cluster small">
                <a href=asked.address(course, "all")>{words::all(lang)}</a>
                <a href=asked.address(course, "none")>{words::none(lang)}</a>
            </p>
            {files}
            {rest}
            <div class="cluster">
                <button class="button button--primary">{words::replace_chosen(lang)}</button>
                <a class="button button--quiet" href=urls::teach()>{editor::cancel(lang)}</a>
            </div>
        </form>
    }
    .into_markup()
}

fn of_file(file: &HitFile, lines: &[&HitLine], chosen: &ChosenLines, lang: Lang) -> Markup {
    let was_seen = chosen.seen.0.get(&file.path).is_none_or(|seen| *seen == file.seen);
    let changed = (!was_seen).then(|| view! { <span class="badge badge--warn">{words::is_changed(lang)}</span> });
    let line = |line: &&HitLine| {
        let value = format!("{}:{}", file.path, line.line);
        let is_chosen = was_seen && chosen.has(&file.path, line.line);
        view! {
            <li class="many__line many__line--place">
                <label class="check">
                    <input class="check__input" type="checkbox" name="take" value=value checked=is_chosen/>
                    <span>{workshop::line_n(lang, line.line)}</span>
                </label>
                <p class="difference many__words mono">{history::marked(&line.parts)}</p>
            </li>
        }
    };
    let lines_shown: Vec<_> = lines.iter().map(line).collect();
    view! {
        <section class="many__file">
            <h2 class="many__path cluster">
                <a class="mono" href=urls::edit_file(&file.path)>{file.path.clone()}</a>
                <span class="soft small">{words::lines_n(lang, file.lines.len())}</span>
                {changed}
            </h2>
            <ul class="many__lines" role="list">{lines_shown}</ul>
        </section>
    }
    .into_markup()
}
