//! The transcript of a recording: Markdown that stands in a fold below it. Its headings are words in bold, so that they are none of the page.

use super::Figures;
use crate::{
    markdown::{Doc, Ev},
    problem::Log,
    render::{Setting, Writer},
    text::decode,
};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::sync::Arc;

/// Its HTML.
pub(super) fn read(bytes: &[u8], log: &mut Log) -> Option<Arc<str>> {
    let text = decode(bytes, log)?;
    let doc = Doc::parse(&text);
    let events: Vec<Ev> =
        doc.events.into_iter().flat_map(|(event, place)| plain(event).into_iter().map(move |event| (event, place.clone()))).collect();
    let none = Figures::new();
    let mut part = log.part(1);
    let setting = Setting { lang: log.lang, course: "", figures: &none, alone: true, under: false };
    let html = Writer::new(setting, &text, &mut part).html(&events);
    log.join(part);
    Some(html.0)
}

/// What an event is in a transcript.
fn plain(event: Event<'_>) -> Vec<Event<'_>> {
    match event {
        Event::Start(Tag::Heading { .. }) => vec![Event::Start(Tag::Paragraph), Event::Start(Tag::Strong)],
        Event::End(TagEnd::Heading(_)) => vec![Event::End(TagEnd::Strong), Event::End(TagEnd::Paragraph)],
        other => vec![other],
    }
}
