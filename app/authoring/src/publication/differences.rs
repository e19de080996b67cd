//! What is to be published, compared with what is: file by file, line by line with the words that changed, and what a colleague said of a line beneath it.

use super::compose::{ProposedPublication, TextChange};
use leptos::prelude::*;
use zhixing_app::{
    i18n::{editor, publication as words, workshop},
    urls,
};
use zhixing_domain::{
    lang::Lang,
    workshop::{
        difference::{DifferingLine, Effort, WordFate, between, by_line},
        review::REMARK,
    },
};
use zhixing_shell::{
    html::{IntoMarkup, Markup},
    parts::TextArea,
};
use zhixing_store::ReviewRemark;

/// So many files, and about so many bytes of text, are compared on the page.
const FILES: usize = 40;
const BYTES: usize = 600_000;
/// So many lines of a file are shown.
const LINES: usize = 600;
/// So many lines that stayed are shown before and after those that changed.
const AROUND: usize = 2;

/// What a colleague may do at a line, and what was said of lines.
pub(super) struct Remarked<'a> {
    pub remarks: &'a [ReviewRemark],
    /// Whether whoever looks may remark.
    pub remarks_on: bool,
    /// The line that is remarked on now.
    pub at: Option<&'a (String, i64)>,
    /// Of the files of the course.
    pub digest: &'a str,
}

pub(super) fn section(course: &str, proposal: &ProposedPublication, said: Option<&Remarked>, lang: Lang) -> Markup {
    if proposal.texts.is_empty() {
        return ().into_markup();
    }
    let lead = if said.is_some_and(|said| said.remarks_on) { words::differences_lead(lang) } else { words::differences_only(lang) };
    let mut bytes = 0;
    let length = |text: &Option<String>| text.as_ref().map_or(0, String::len);
    let fits = |text: &&TextChange| {
        bytes += length(&text.before) + length(&text.after);
        bytes <= BYTES
    };
    let compared: Vec<&TextChange> = proposal.texts.iter().take(FILES).take_while(fits).collect();
    let more = proposal.texts.len() - compared.len();
    let mut effort = Effort::default();
    let mut compare = |text: &TextChange| {
        let [before, after] = [&text.before, &text.after].map(|text| text.as_deref().unwrap_or_default());
        by_line(&between(before, after, &mut effort))
    };
    let files: Vec<_> = compared.into_iter().map(|text| file(course, (text, &compare(text)), said, proposal.texts.len(), lang)).collect();
    let more = (more > 0).then(|| view! { <p class="soft">{words::too_many(lang, more)}</p> });
    view! {
        <section class="stack" aria-labelledby="differences">
            <h2 id="differences">{words::differences(lang)}</h2>
            <p class="soft">{lead}</p>
            {files}
            {more}
        </section>
    }
    .into_markup()
}

fn file(course: &str, (text, all): (&TextChange, &[DifferingLine]), said: Option<&Remarked>, of: usize, lang: Lang) -> Markup {
    let state = match (&text.before, &text.after) {
        (None, _) => Some(words::file_new(lang)),
        (_, None) => Some(words::file_goes(lang)),
        _ => None,
    };
    let remarks: Vec<&ReviewRemark> = said.map(|said| said.remarks.iter().filter(|r| r.path == text.path).collect()).unwrap_or_default();
    let at = said.and_then(|said| said.at).filter(|(path, _)| *path == text.path).map(|(_, line)| *line);
    let open = of <= 6 && text.before.is_some() || !remarks.is_empty() || at.is_some();
    let lines = lines(course, (&text.path, all), said, (&remarks, at), lang);
    view! {
        <details class="changed" open=open>
            <summary><span class="mono">{text.path.clone()}</span>" "{state.map(|word| view! { <span class="badge">{word}</span> })}</summary>
            <ol class="changed__lines mono" role="list" aria-label=text.path.clone()>{lines}</ol>
        </details>
    }
    .into_markup()
}

/// The number of a line; whoever reviews remarks on it there.
fn label(course: &str, path: &str, n: Option<i64>, remarks_on: bool, lang: Lang) -> Markup {
    match n.filter(|_| remarks_on) {
        Some(n) => {
            let href = format!("{}?path={}&line={n}#remark-form", urls::publish(course), urls::encoded(path));
            view! { <a class="changed__number" href=href aria-label=words::remark_on(lang, n)>{n}</a> }.into_markup()
        }
        None => view! { <span class="changed__number">{n}</span> }.into_markup(),
    }
}

/// The lines that changed, with a few around them; where there are remarks, those lines as well.
fn lines(
    course: &str,
    (path, all): (&str, &[DifferingLine]),
    said: Option<&Remarked>,
    (remarks, at): (&[&ReviewRemark], Option<i64>),
    lang: Lang,
) -> Vec<Markup> {
    let number = |i: usize| all.get(i).and_then(|line| line.number).and_then(|n| i64::try_from(n).ok());
    let noted = |i: usize| number(i).is_some_and(|n| at == Some(n) || remarks.iter().any(|r| r.line == n));
    let matters: Vec<bool> = all.iter().enumerate().map(|(i, line)| line.is_changed() || noted(i)).collect();
    let near = |i: usize| matters.iter().skip(i.saturating_sub(AROUND)).take(i.min(AROUND) + 1 + AROUND).any(|m| *m);
    let (mut shown, mut hidden) = (vec![], 0);
    for (i, line) in all.iter().enumerate() {
        if shown.len() >= LINES && !noted(i) {
            let rest = all.len() - i;
            shown.extend(gap(&mut hidden, lang));
            shown.push(view! { <li class="changed__gap">{words::more_lines(lang, rest)}</li> }.into_markup());
            return shown;
        }
        // a line end that went leaves nothing to be seen
        if line.number.is_none() && line.parts.iter().all(|(_, text)| text.trim().is_empty()) {
            continue;
        }
        if !near(i) {
            hidden += 1;
            continue;
        }
        shown.extend(gap(&mut hidden, lang));
        let n = number(i);
        let label = label(course, path, n, said.is_some_and(|said| said.remarks_on), lang);
        shown.push(view! { <li class="changed__line">{label}<span class="changed__text">{parts(&line.parts)}</span></li> }.into_markup());
        shown.extend(remarks.iter().filter(|r| Some(r.line) == n).map(|r| remark(r)));
        if let (Some(said), true) = (said.filter(|said| said.remarks_on), n.is_some() && n == at) {
            shown.push(form(course, path, n.unwrap_or(1), said.digest, lang));
        }
    }
    shown.extend(gap(&mut hidden, lang));
    shown
}

fn gap(hidden: &mut usize, lang: Lang) -> Option<Markup> {
    let n = std::mem::take(hidden);
    (n > 0).then(|| view! { <li class="changed__gap">{workshop::lines_kept(lang, n)}</li> }.into_markup())
}

fn parts(parts: &[(WordFate, String)]) -> Vec<Markup> {
    let part = |(fate, text): &(WordFate, String)| match fate {
        WordFate::Kept => view! { <span>{text.clone()}</span> }.into_markup(),
        WordFate::Gone => view! { <del>{text.clone()}</del> }.into_markup(),
        WordFate::Come => view! { <ins>{text.clone()}</ins> }.into_markup(),
    };
    parts.iter().map(part).collect()
}

fn remark(remark: &ReviewRemark) -> Markup {
    view! { <li class="changed__remark"><strong>{remark.who.clone()}</strong>" "{remark.text.clone()}</li> }.into_markup()
}

fn form(course: &str, path: &str, line: i64, digest: &str, lang: Lang) -> Markup {
    let text = TextArea { id: "remark".into(), name: "text".into(), rows: 3, most: u32::try_from(REMARK).ok(), ..TextArea::default() };
    view! {
        <li class="changed__remark" id="remark-form">
            <form class="stack stack--tight" method="post" action=urls::review_publication(course)>
                <input type="hidden" name="digest" value=digest.to_string()/>
                <input type="hidden" name="path" value=path.to_string()/>
                <input type="hidden" name="line" value=line.to_string()/>
                <label class="field__label" for="remark">{words::remark_on(lang, line)}</label>
                {text.view()}
                <div class="cluster">
                    <button class="button button--small button--primary" name="do" value="remark">{workshop::add_remark(lang)}</button>
                    <a class="button button--small button--quiet" href=urls::publish(course)>{editor::cancel(lang)}</a>
                </div>
            </form>
        </li>
    }
    .into_markup()
}
