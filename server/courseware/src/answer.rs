//! What a teacher answers a learner: a few lines of Markdown, as HTML. It stands beneath a lesson and has nothing that the lesson's own page could take
//! for its own: no headings, no ids, no figures of the course.

use crate::{
    figures::Figures,
    markdown::{Doc, Ev},
    problem::Log,
    render::{Setting, Writer},
};
use pulldown_cmark::{Event, Tag, TagEnd};
use zhixing_domain::{course::Html, lang::Lang};

pub(crate) fn html(text: &str, course: &str, lang: Lang) -> Html {
    let figures = Figures::new();
    let mut log = Log::new("", lang);
    let plain: Vec<Ev> = Doc::parse(text).events.into_iter().map(|(event, place)| (without_heading(event), place)).collect();
    Writer::new(Setting { lang, course, figures: &figures, alone: true, under: false }, text, &mut log).html(&plain)
}

/// A heading becomes a paragraph of its own.
fn without_heading(event: Event) -> Event {
    match event {
        Event::Start(Tag::Heading { .. }) => Event::Start(Tag::Paragraph),
        Event::End(TagEnd::Heading(_)) => Event::End(TagEnd::Paragraph),
        other => other,
    }
}
