//! For a teacher who writes here for the first time: from a new course to what learners read, a step a section, with pictures of the product
//! (`npm run guide` in end2end takes them); below them the keys and the marks.

mod marks;

use axum::response::Response;
use leptos::prelude::*;
use zhixing_app::{
    i18n::{Message, course, editor, guide as words, publication, workshop},
    urls,
};
use zhixing_domain::lang::Lang;
use zhixing_shell::{
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{Nav, crumbs, page, page_head},
    problem::Problem,
};

/// Every picture has this size, in pixels.
const SIZE: (u32, u32) = (1120, 700);

struct Step {
    /// Its place on the page, and the name of its picture.
    id: &'static str,
    title: Message,
    words: String,
    /// What is to be seen in the picture.
    seen: Option<Message>,
}

fn step(id: &'static str, title: Message, words: String, seen: Option<Message>) -> Step {
    Step { id, title, words, seen }
}

fn steps(l: Lang) -> Vec<Step> {
    use workshop as w;
    let course_words = words::course_words(l, w::title(l), w::new_course(l), w::create(l));
    let figure = words::figure_words(l, w::insert_figure(l), editor::figure_alt(l), editor::insert(l));
    let review = words::review_words(l, w::publish(l), w::ask_review(l), w::approve(l), w::send_back(l));
    let undo = words::undo_words(l, w::publications(l), w::back_to_this(l), w::more(l), w::history(l));
    let maths = words::maths_words(l, w::insert_maths(l), editor::maths_own(l));
    vec![
        step("course", words::course, course_words, Some(words::course_seen)),
        step("lesson", words::lesson, words::lesson_words(l, w::insert_bold(l), w::insert_heading(l)), Some(words::lesson_seen)),
        step("figure", words::figure, figure, Some(words::figure_seen)),
        step("table", words::table, words::table_words(l, w::insert_table(l), editor::insert(l)), Some(words::table_seen)),
        step("maths", words::maths, maths, None),
        step("item", words::item, words::item_words(l, editor::item(l), editor::insert(l)), Some(words::item_seen)),
        step("look", words::look, words::look_words(l, w::problems(l), editor::mend(l)), None),
        step("trial", words::trial, words::trial_words(l, w::try_it(l), w::the_key(l)), Some(words::trial_seen)),
        step("save", words::save, words::save_words(l, w::save(l)), None),
        step("review", words::review, review, Some(words::review_seen)),
        step("publish", words::publish, words::publish_words(l, w::publish_now(l), publication::at_a_time(l)), None),
        step("learners", words::learners, words::learners_words(l, course::check(l)), Some(words::learners_seen)),
        step("undo", words::undo, undo, None),
    ]
}

pub(crate) async fn show(visit: Visit) -> Result<Response, Problem> {
    visit.author()?;
    let lang = visit.lang;
    Ok(page(&visit, words::title(lang), Nav::Desk, || {
        let steps = steps(lang);
        let ways: Vec<_> = steps.iter().map(|step| view! { <li><a href=format!("#{}", step.id)>{(step.title)(lang)}</a></li> }).collect();
        let sections: Vec<_> = steps.into_iter().enumerate().map(|(at, step)| section(at + 1, step, lang)).collect();
        view! {
            {crumbs(lang, vec![(workshop::title(lang).into(), Some(urls::teach())), (words::title(lang).into(), None)])}
            {page_head("", words::title(lang), words::lead(lang), vec![])}
            <div class="stack stack--loose">
                <nav aria-label=words::steps(lang)><ol class="guide__ways">{ways}</ol></nav>
                {sections}
                {keys(lang)}
                {marks::section(lang)}
            </div>
        }
    }))
}

fn section(number: usize, Step { id, title, words, seen }: Step, lang: Lang) -> Markup {
    let code = if lang == Lang::En { "en" } else { "zh" };
    let picture = seen.map(|seen| {
        let src = urls::workshop_script(format!("guide-{id}-{code}.webp"));
        view! { <img class="guide__picture" src=src alt=seen(lang) width=SIZE.0.to_string() height=SIZE.1.to_string() loading="lazy"/> }
    });
    view! {
        <section class="guide__step" aria-labelledby=id>
            <div class="stack stack--tight">
                <h2 id=id>{format!("{number}. {}", title(lang))}</h2>
                <p>{words}</p>
            </div>
            {picture}
        </section>
    }
    .into_markup()
}

/// What each key does, for who uses no mouse.
fn keys(lang: Lang) -> Markup {
    let rows: [(&[&str], Message); 6] = [
        (&["Tab", "Shift+Tab"], words::tab),
        (&["\u{2190}", "\u{2192}"], words::arrows),
        (&["Ctrl+S"], words::saves),
        (&["F8"], words::next_problem),
        (&["Esc"], words::closes),
        (&["Ctrl+M"], words::indents),
    ];
    let row = |(keys, does): &(&[&'static str], Message)| {
        let keys: Vec<_> = keys.iter().map(|key| view! { <kbd>{*key}</kbd>" " }).collect();
        view! { <dt>{keys}</dt><dd>{does(lang)}</dd> }
    };
    let rows: Vec<_> = rows.iter().map(row).collect();
    view! {
        <section class="stack" aria-labelledby="keys">
            <h2 id="keys">{words::keys(lang)}</h2>
            <dl class="facts">{rows}</dl>
        </section>
    }
    .into_markup()
}
