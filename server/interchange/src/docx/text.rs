//! Our Markdown on paper: what is not known is words, so that nothing of a text is lost.

use super::{
    maths,
    sheet::{STEP, Sheet, marked, run},
    words,
};
use crate::GAP;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// Where a text stands, and what stands with it.
#[derive(Clone, Debug, Default)]
pub(super) struct Standing {
    /// Steps to the right.
    pub depth: u32,
    /// Before the first words, such as `1.`.
    pub mark: String,
    /// Behind the first paragraph.
    pub behind: String,
    /// It stays on the page of what comes next.
    pub keeps: bool,
    /// What stands behind each gap.
    pub choices: Vec<String>,
}

impl Sheet<'_> {
    /// Writes Markdown.
    pub(super) fn text(&mut self, markdown: &str, place: Standing) {
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_MATH;
        let mut writer = Writer::new(self, place);
        for event in Parser::new_ext(markdown, options) {
            writer.event(event);
        }
        writer.end();
    }
}

struct Writer<'s, 'p> {
    sheet: &'s mut Sheet<'p>,
    place: Standing,
    /// What stands before the paragraph that is written.
    mark: Option<String>,
    runs: String,
    /// The last character that was written.
    last: char,
    is_soft: bool,
    /// The lists that are open, with the next number of each that counts.
    lists: Vec<Option<u64>>,
    quotes: u32,
    marks: Vec<&'static str>,
    /// A program, while it is read.
    code: Option<String>,
    /// The address and the words of a picture, while they are read.
    picture: Option<(String, String)>,
    links: Vec<String>,
    is_cell: bool,
    gap: usize,
}

impl<'s, 'p> Writer<'s, 'p> {
    fn new(sheet: &'s mut Sheet<'p>, place: Standing) -> Self {
        let mark = Some(place.mark.clone()).filter(|mark| !mark.is_empty());
        Self {
            sheet,
            place,
            mark,
            runs: String::new(),
            last: ' ',
            is_soft: false,
            lists: vec![],
            quotes: 0,
            marks: vec![],
            code: None,
            picture: None,
            links: vec![],
            is_cell: false,
            gap: 0,
        }
    }

    fn event(&mut self, event: Event) {
        if let Some((_, alt)) = &mut self.picture {
            match event {
                Event::End(TagEnd::Image) => self.show_picture(),
                Event::Text(text) | Event::Code(text) => alt.push_str(&text),
                _ => {}
            }
            return;
        }
        if let Some(code) = &mut self.code {
            match event {
                Event::End(TagEnd::CodeBlock) => self.show_code(),
                Event::Text(text) => code.push_str(&text),
                _ => {}
            }
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.close(tag),
            Event::Text(text) => self.words(&text),
            Event::Code(text) => {
                self.marks.push("code");
                self.words(&text);
                self.marks.pop();
            }
            Event::InlineMath(tex) | Event::DisplayMath(tex) => self.formula(&tex),
            Event::SoftBreak => self.is_soft = true,
            Event::HardBreak => self.runs.push_str("<w:r><w:br/></w:r>"),
            Event::InlineHtml(tag) | Event::Html(tag) => self.tag(&tag),
            Event::Rule | Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn words(&mut self, text: &str) {
        for (n, part) in text.split(GAP).enumerate() {
            if n > 0 {
                self.show_gap();
            }
            self.put(part);
        }
    }

    fn put(&mut self, text: &str) {
        let Some(first) = text.chars().next() else { return };
        let wide = |c: char| u32::from(c) >= 0x2e80;
        let space = if std::mem::take(&mut self.is_soft) && !(wide(self.last) && wide(first)) { " " } else { "" };
        self.runs.push_str(&marked(&format!("{space}{text}"), &set_of(&self.marks)));
        self.last = text.chars().next_back().unwrap_or(' ');
    }

    /// A line to write on, with its number where there are several, and what may be chosen.
    fn show_gap(&mut self) {
        let choices = self.place.choices.get(self.gap).cloned().unwrap_or_default();
        self.gap += 1;
        let number = if self.place.choices.len() > 1 { format!("({})", self.gap) } else { String::new() };
        self.put(&format!("{number}____________{choices}"));
    }

    fn formula(&mut self, tex: &str) {
        match maths::write(tex) {
            Some(formula) => {
                if std::mem::take(&mut self.is_soft) {
                    self.put(" ");
                }
                self.runs.push_str(&formula);
                self.last = ' ';
            }
            None => {
                self.sheet.losses.push(words::formula(self.sheet.item, tex));
                self.put(tex);
            }
        }
    }

    /// A tag in our text: the few that ours has; others are words.
    fn tag(&mut self, tag: &str) {
        let name = tag.trim_start_matches(['<', '/']).trim_end_matches(['>', '/', ' ']);
        match ["sub", "sup", "kbd"].into_iter().find(|known| *known == name) {
            _ if name == "br" => self.runs.push_str("<w:r><w:br/></w:r>"),
            Some(known) if tag.starts_with("</") => self.unmark(known),
            Some(known) => self.marks.push(known),
            None if tag.starts_with("<!--") => {}
            None => self.words(tag),
        }
    }

    fn unmark(&mut self, mark: &str) {
        if let Some(at) = self.marks.iter().rposition(|m| *m == mark) {
            self.marks.remove(at);
        }
    }

    fn start(&mut self, tag: Tag) {
        match tag {
            Tag::Emphasis => self.marks.push("em"),
            Tag::Strong => self.marks.push("strong"),
            Tag::Strikethrough => self.marks.push("strike"),
            Tag::Link { dest_url, .. } => self.links.push(dest_url.into_string()),
            Tag::Image { dest_url, .. } => self.picture = Some((dest_url.into_string(), String::new())),
            Tag::CodeBlock(_) => {
                self.end();
                self.code = Some(String::new());
            }
            Tag::List(first) => {
                self.end();
                self.lists.push(first);
            }
            Tag::Item => {
                self.end();
                self.mark = Some(match self.lists.last_mut() {
                    Some(Some(n)) => {
                        *n += 1;
                        format!("{}.", *n - 1)
                    }
                    _ => "•".into(),
                });
            }
            Tag::BlockQuote(_) => {
                self.end();
                self.quotes += 1;
            }
            Tag::Table(columns) => {
                self.end();
                self.sheet.open_table(columns.len());
            }
            Tag::TableHead | Tag::TableRow => self.sheet.open_row(matches!(tag, Tag::TableHead)),
            Tag::TableCell => {
                self.is_cell = true;
                self.sheet.open_cell();
            }
            // what an entry begins with stands behind its mark
            _ if self.runs.is_empty() => {}
            _ => self.end(),
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis => self.unmark("em"),
            TagEnd::Strong => self.unmark("strong"),
            TagEnd::Strikethrough => self.unmark("strike"),
            TagEnd::Link => {
                let address = self.links.pop().filter(|to| to.contains("://"));
                address.iter().for_each(|to| self.put(&format!(" <{to}>")));
            }
            TagEnd::List(_) => {
                self.end();
                self.lists.pop();
            }
            TagEnd::BlockQuote(_) => {
                self.end();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::TableCell => {
                self.end();
                self.is_cell = false;
                self.sheet.close_cell();
            }
            TagEnd::TableHead | TagEnd::TableRow => self.sheet.out.push_str("</w:tr>"),
            TagEnd::Table => self.sheet.close_table(),
            _ => self.end(),
        }
    }

    /// Ends the paragraph, if one is begun; what stands before or behind the first is one as well.
    fn end(&mut self) {
        let behind = std::mem::take(&mut self.place.behind);
        if self.runs.is_empty() && self.mark.is_none() && behind.is_empty() {
            return;
        }
        let mark = self.mark.take();
        let runs = std::mem::take(&mut self.runs);
        let deeper = u32::try_from(self.lists.len()).unwrap_or(0) + self.quotes;
        let left = if self.is_cell { 0 } else { (self.place.depth + deeper) * STEP };
        let hanging = if mark.is_some() && left > 0 { format!(" w:hanging=\"{STEP}\"") } else { String::new() };
        let keeps = if self.place.keeps { "<w:keepNext/>" } else { "" };
        let mark = mark.map(|mark| format!("{}<w:r><w:tab/></w:r>", run(&mark))).unwrap_or_default();
        let behind = if behind.is_empty() { behind } else { run(&behind) };
        self.sheet.paragraph(&format!("{keeps}<w:ind w:left=\"{left}\"{hanging}/>"), &format!("{mark}{runs}{behind}"));
        (self.is_soft, self.last) = (false, ' ');
        // a tag without its end marks no more than its paragraph
        self.marks.retain(|mark| !["sub", "sup", "kbd"].contains(mark));
    }

    fn show_code(&mut self) {
        let code = self.code.take().unwrap_or_default();
        let lines: Vec<String> = code.trim_end_matches('\n').split('\n').map(|line| run(&line.replace(GAP, "________"))).collect();
        let left = self.place.depth * STEP;
        self.sheet.paragraph(&format!("<w:pStyle w:val=\"Code\"/><w:ind w:left=\"{left}\"/>"), &lines.join("<w:r><w:br/></w:r>"));
    }

    fn show_picture(&mut self) {
        let Some((address, alt)) = self.picture.take() else { return };
        let Sheet { pictures, losses, .. } = &mut *self.sheet;
        match pictures.draw(&address, &alt, losses) {
            Some(drawing) => self.runs.push_str(&drawing),
            None => {
                self.sheet.losses.push(words::no_picture(self.sheet.item, &address));
                self.put(&format!("[{}]", if alt.is_empty() { &address } else { &alt }));
            }
        }
    }
}

/// How marked words look: each property once, in the order that the standard has.
fn set_of(marks: &[&str]) -> String {
    let has = |wanted: &str| marks.contains(&wanted);
    let mut set = String::new();
    if has("code") || has("kbd") {
        set.push_str("<w:rStyle w:val=\"CodeWords\"/>");
    }
    for (mark, element) in [("strong", "<w:b/>"), ("em", "<w:i/>"), ("strike", "<w:strike/>")] {
        if has(mark) {
            set.push_str(element);
        }
    }
    match marks.iter().rev().find(|mark| matches!(**mark, "sub" | "sup")) {
        Some(&"sub") => set.push_str("<w:vertAlign w:val=\"subscript\"/>"),
        Some(_) => set.push_str("<w:vertAlign w:val=\"superscript\"/>"),
        None => {}
    }
    set
}
