//! One line of the live board: who it is, when their page was heard of, where they are, and what was unusual.

use crate::plan::phase_word;
use leptos::prelude::*;
use zhixing_app::{i18n::invigilation as words, urls};
use zhixing_domain::{attempt::Phase, lang::Lang, time::Span};
use zhixing_shell::{
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{icon, time},
};
use zhixing_store::BoardLine;

/// A page that was not heard of for so long is silent: its heartbeat comes every half minute.
pub(super) const SILENT: Span = Span::from_seconds(75);

const QUIET: Span = Span::from_seconds(40);

/// The cells of one line. They change only when something has, so that an update carries little.
pub(super) fn cells(visit: &Visit, line: &BoardLine, lang: Lang) -> Markup {
    let attempt = &line.attempt;
    let (tone, word) = presence_of(visit, line, lang);
    let seen = match &line.presence {
        Some(p) => time::clock(&visit.site, p.seen_at),
        None => words::never(lang).into(),
    };
    let name = if line.name.is_empty() { line.login.clone() } else { line.name.clone() };
    let deadline = attempt.timing().deadline(visit.now).filter(|_| !attempt.state.phase().is_final());
    let presence = (!word.is_empty()).then(|| view! { <span class=format!("badge badge--{tone}")>{word}</span> });
    view! {
        <td>
            <label class="check">
                <input
                    class="check__input" type="checkbox" name="attempt" id=format!("pick-{}", attempt.id) value=attempt.id.to_string()
                    aria-label=words::choose(lang, &name)
                />
            </label>
        </td>
        <th scope="row"><a href=urls::invigilated(attempt.id)>{name}</a><span class="soft small">" "{line.login.clone()}</span></th>
        <td data-label=words::room(lang)>{line.room.clone()}</td>
        <td class="table__nowrap">{phase_word(attempt.state.phase(), lang)}</td>
        <td class="table__nowrap" data-label=words::seen(lang)><span class="numeric">{seen}</span>" "{presence}</td>
        <td class="table__nowrap" data-label=words::place(lang)>{place_of(visit, line, lang)}</td>
        <td class="table__nowrap numeric" data-label=words::done(lang)>{done_of(visit, line)}</td>
        <td class="numeric table__nowrap" data-label=words::left_time(lang)>{deadline.map(|d| time::clock(&visit.site, d.0))}</td>
        <td class="table__nowrap" data-label=words::to_candidate(lang)>{news_view(visit, line, lang)}</td>
        <td>{notes_of(line, lang).join(" · ")}</td>
    }
    .into_markup()
}

/// Whether the candidate's page is heard of while it runs: a tone, and a word.
fn presence_of(visit: &Visit, line: &BoardLine, lang: Lang) -> (&'static str, &'static str) {
    let seen_at = line.presence.as_ref().map(|p| p.seen_at).or(line.attempt.state.started_at());
    let silence = seen_at.map_or(SILENT, |at| visit.now.since(at));
    match () {
        () if line.attempt.state.phase() != Phase::InProgress => ("", ""),
        () if silence >= SILENT => ("wrong", words::offline(lang)),
        () if silence >= QUIET => ("warn", words::quiet(lang)),
        () => ("right", words::online(lang)),
    }
}

/// What was unusual.
fn notes_of(line: &BoardLine, lang: Lang) -> Vec<String> {
    let mut notes = vec![];
    if let Some(p) = &line.presence {
        if p.outage.ms() >= 1_000 {
            notes.push(words::outage(lang, p.outage.ms() / 1_000));
        }
        if line.outage.given > Span::ZERO {
            notes.push(words::outage_back(lang, line.outage.given.ms() / 1_000));
        }
        if p.left_count > 0 {
            notes.push(words::left_page(lang, p.left_count, p.left.ms() / 1_000));
        }
    }
    if line.set_aside > 0 {
        notes.push(words::set_aside(lang, line.set_aside));
    }
    if line.irregularities > 0 {
        notes.push(words::irregular(lang, line.irregularities));
    }
    notes
}

/// Where the candidate was last, as the paper counts; nothing where this node has not seen the paper.
fn place_of(visit: &Visit, line: &BoardLine, lang: Lang) -> Option<String> {
    let item = line.presence.as_ref()?.item.as_ref()?;
    let sheet = visit.site.paper_at_hand(line.attempt.id)?;
    let place = sheet.entries.iter().position(|e| e.item.key == *item)?;
    Some(zhixing_app::i18n::exam::item_n(lang, place + 1))
}

/// How many are answered, as a bar, of how many.
fn done_of(visit: &Visit, line: &BoardLine) -> Markup {
    let published = visit.site.published();
    let Some((_, plan)) = published.library.plan(&line.attempt.plan) else { return line.answered.into_markup() };
    let all = i64::try_from(plan.item_count()).unwrap_or_default().max(line.answered);
    view! { <progress class="progress board__bar" value=line.answered max=all aria-hidden="true"></progress>" "{format!("{} / {all}", line.answered)} }.into_markup()
}

/// Whether the candidate's page has shown what staff last did; nothing where they did nothing, or it is over.
fn news_view(visit: &Visit, line: &BoardLine, lang: Lang) -> Option<Markup> {
    line.news.filter(|_| matches!(line.attempt.state.phase(), Phase::InProgress | Phase::Paused))?;
    Some(match line.shown_at() {
        Some(at) => view! {
            <span class="badge badge--right">{icon("check")}{words::shown(lang)}</span>" "
            <span class="numeric">{time::clock(&visit.site, at)}</span>
        }
        .into_markup(),
        None => view! { <span class="badge badge--warn">{words::not_shown(lang)}</span> }.into_markup(),
    })
}
