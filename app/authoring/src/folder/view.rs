//! What is seen of a folder: where it begins, each page with its report before anything is taken, and the drafts behind it.

use super::{
    actions::{FolderChoice, SeenFolder},
    unsaid,
};
use crate::{
    import::{upload::UPLOAD_BYTES, upload::Upload, view::notes},
    pictures::UploadPictures,
};
use leptos::prelude::*;
use std::collections::BTreeSet;
use zhixing_app::{
    i18n::{bank, folder as words, workshop},
    urls,
};
use zhixing_domain::{course::Piece, lang::Lang, workshop::place};
use zhixing_shell::{
    banks::BroughtPage,
    html::{IntoMarkup, Markup},
    parts::{FileField, FilesTaken, notice},
};

/// So many bytes of pages are shown; of those behind them only the reports.
const SHOWN_BYTES: usize = 2 << 20;

/// Where it begins: a ZIP or files; where a browser knows folders, a folder.
pub(super) fn begin(course: &str, error: Option<String>, lang: Lang) -> Markup {
    let hint = words::files_hint(lang, UPLOAD_BYTES >> 20);
    let files = FileField { hint, error, optional: true, takes: FilesTaken::Many, ..FileField::new(words::files(lang)) };
    let whole = FileField {
        id: "whole",
        name: "whole",
        hint: words::whole_hint(lang).into(),
        optional: true,
        takes: FilesTaken::Folder,
        ..FileField::new(words::whole(lang))
    };
    files.form(urls::bring_folder(course), Some(whole.view()), bank::look(lang), lang)
}

/// All that was read, page by page.
pub(super) fn seen(course: &str, seen: &SeenFolder, wish: &FolderChoice, lang: Lang) -> Markup {
    let pages = &seen.folder.pages;
    let fit = pages.iter().filter(|page| page.written.is_some()).count();
    let facts = [
        words::kind_word(seen.folder.kind, lang).to_string(),
        words::lessons_n(lang, fit),
        words::pictures_n(lang, seen.folder.pictures.len()),
    ];
    let facts: Vec<_> = facts.into_iter().map(|fact| view! { <li>{fact}</li> }).collect();
    let out = (fit < pages.len()).then(|| view! { <li>{words::out_n(lang, pages.len() - fit)}</li> });
    let wordless = unsaid::Wordless::of(seen, wish);
    let asked = wordless.pages();
    let mut looking = Looking { course, seen, asked, pictures: UploadPictures::of(&seen.folder.pictures), left: SHOWN_BYTES, lang };
    let unsaid = wordless.asked(&mut looking.pictures, lang);
    let lines: Vec<_> = (1..).zip(pages).map(|(n, page)| looking.page(n, page)).collect();
    view! {
        <section class="stack" aria-labelledby="lessons">
            <h2 id="lessons" tabindex="-1">{words::lessons(lang)}</h2>
            <ul class="page-head__facts" role="list">{facts}{out}</ul>
            {notes(&seen.folder.said, lang)}
            <ol class="stack" role="list">{lines}</ol>
        </section>
        {unsaid}
    }
    .into_markup()
}

/// What a folder is seen with.
struct Looking<'s> {
    course: &'s str,
    seen: &'s SeenFolder,
    /// The pages with pictures whose words are still missing.
    asked: BTreeSet<&'s str>,
    pictures: UploadPictures<'s>,
    left: usize,
    lang: Lang,
}

impl Looking<'_> {
    fn page(&mut self, n: usize, page: &BroughtPage) -> Markup {
        let lang = self.lang;
        let source = view! { <span class="mono soft small">{page.source.clone()}</span> };
        let Some((name, _)) = &page.written else {
            return view! {
                <li class="card stack stack--tight">
                    <p class="cluster"><span class="badge badge--wrong">{bank::stays_out(lang)}</span>{source}</p>
                    {notes(&page.said, lang)}
                </li>
            }
            .into_markup();
        };
        let flaws = self.seen.flaws.get(name).map(|flaws| {
            view! { <p><span class="badge badge--wrong">{words::to_mend(lang)}</span></p>{notes(flaws, lang)} }
        });
        let below = self.asked.contains(page.source.as_str()).then(|| view! { <p><a href="#unsaid">{words::say_below(lang)}</a></p> });
        let said = (!page.said.is_empty()).then(|| view! { <p class="soft small">{bank::told(lang)}</p>{notes(&page.said, lang)} });
        let html = self.html(name);
        let face = (!html.is_empty()).then(
            || view! { <details class="fold"><summary>{words::as_seen(lang)}</summary><div class="prose" inner_html=html></div></details> },
        );
        view! {
            <li class="card stack stack--tight">
                <label class="check">
                    <input class="check__input" type="checkbox" name="take" value=n.to_string() form="take" checked=page.comes/>
                    <span><strong>{page.title.clone()}</strong>" "{source}</span>
                </label>
                {flaws}{below}{said}{face}
            </li>
        }
        .into_markup()
    }

    /// A lesson as learners would see it, as long as there is room.
    fn html(&mut self, name: &str) -> String {
        let lesson = place::lesson_of(name).and_then(|(_, slug)| self.seen.library.course(self.course)?.lesson(slug));
        let pieces = lesson.map(|lesson| lesson.body.zh.pieces.as_slice()).unwrap_or_default();
        let html: String =
            pieces.iter().filter_map(|piece| if let Piece::Prose(html) = piece { Some(html.as_str()) } else { None }).collect();
        let Some(left) = self.left.checked_sub(html.len()) else { return String::new() };
        self.left = left;
        nameless(&self.pictures.within(&html, self.course))
    }
}

/// HTML whose elements have no ids: lessons stand one below the other here, and each has its own.
fn nameless(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        let (tag, behind) = tag.split_once('>').unwrap_or((tag, ""));
        out.extend([before, "<", &tag.replace(" id=\"", " data-id=\""), ">"]);
        rest = behind;
    }
    out + rest
}

/// The form that takes: what was uploaded once more.
pub(super) fn taking(course: &str, sent: &Upload, seen: &SeenFolder, lang: Lang) -> Markup {
    let again = view! { <a class="button button--quiet" href=urls::bring_folder(course)>{words::another(lang)}</a> };
    if !seen.folder.pages.iter().any(|page| page.written.is_some()) {
        return view! { <p>{again}</p> }.into_markup();
    }
    view! {
        <form class="card stack measure" id="take" method="post" action=urls::take_lessons(course)>
            // what Enter in a field presses: it looks once more, and takes nothing
            <button class="visually-hidden" tabindex="-1" aria-hidden="true" name="do" value="look">{bank::look(lang)}</button>
            <p>{words::take_lead(lang)}</p>
            <input type="hidden" name="kept" value=sent.to_keep()/>
            <input type="hidden" name="file" value=sent.name.clone()/>
            <div class="cluster"><button class="button button--primary">{bank::take(lang)}</button>{again}</div>
        </form>
    }
    .into_markup()
}

/// The drafts, each with the way to it.
pub(super) fn taken(course: &str, taken: &[(String, String)], lang: Lang) -> Markup {
    let lines: Vec<_> = taken
        .iter()
        .map(|(title, path)| {
            view! { <li><a href=urls::edit_file(path)>{title.clone()}</a>" "<span class="mono soft small">{path.clone()}</span></li> }
        })
        .collect();
    view! {
        {notice("success", words::taken_n(lang, taken.len()))}
        <ol class="stack stack--tight">{lines}</ol>
        <p><a class="button button--primary" href=urls::publish(course)>{workshop::publish(lang)}</a></p>
    }
    .into_markup()
}
