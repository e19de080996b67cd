//! What HTML says to Markdown: what each tag begins and ends.

use super::{
    elements::{BLOCKS, HIDDEN},
    escape, flank,
    reading::Page,
    table::Table,
};
use html5ever::tokenizer::{Tag, TagKind};

/// Tables within each other, links that are open: as far as a reader could follow them.
const DEEPEST: usize = 6;

pub(super) struct Writer<'p> {
    pub(super) pictures: &'p mut dyn FnMut(&str) -> Option<String>,
    pub(super) lines: bool,
    pub(super) out: String,
    /// Words that wait for the next tag.
    pub(super) run: String,
    /// What each line begins with: of lists and quotes around it.
    pub(super) prefixes: Vec<String>,
    /// The numbers of the lists around.
    pub(super) lists: Vec<Option<u32>>,
    /// A new block begins with the next words.
    pub(super) fresh: bool,
    /// Elements of [`HIDDEN`] that are open.
    hidden: Vec<String>,
    pub(super) preformatted: usize,
    pub(super) code: usize,
    /// What the code that stands apart is written in.
    language: String,
    /// Raised and lowered letters that are open.
    pub(super) open: Vec<String>,
    pub(super) links: Vec<Option<(String, usize)>>,
    /// The tables around, and what was written before the cell.
    pub(super) tables: Vec<Table>,
    pub(super) cells: Vec<(String, Vec<String>, Vec<Option<u32>>)>,
    /// A whole page, not the text of an item.
    pub(super) page: Option<Page>,
}

impl<'p> Writer<'p> {
    pub fn new(lines: bool, pictures: &'p mut dyn FnMut(&str) -> Option<String>) -> Self {
        Self {
            pictures,
            lines,
            out: String::new(),
            run: String::new(),
            prefixes: vec![],
            lists: vec![],
            fresh: true,
            hidden: vec![],
            preformatted: 0,
            code: 0,
            language: String::new(),
            open: vec![],
            links: vec![],
            tables: vec![],
            cells: vec![],
            page: None,
        }
    }

    pub fn finish(mut self) -> String {
        self.end_block();
        while !self.cells.is_empty() || !self.tables.is_empty() {
            self.end_cell();
            self.end_table();
        }
        let text = flank::write(&self.out);
        let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
        lines.join("\n").trim().trim_start_matches("<br>").trim_end_matches("<br>").trim().into()
    }

    pub fn text(&mut self, text: &str) {
        if self.page.as_mut().is_some_and(|page| page.hears(text)) {
            return;
        }
        self.run.push_str(text);
    }

    pub fn tag(&mut self, tag: &Tag) {
        let name = tag.name.to_ascii_lowercase();
        let (name, opens) = (name.as_str(), tag.kind == TagKind::StartTag);
        if self.page.is_some() && self.page_tag(tag, name, opens) {
            return;
        }
        if let Some(hidden) = self.hidden.last() {
            self.run.clear();
            if !opens && hidden == name {
                self.hidden.pop();
            }
            return;
        }
        if self.preformatted > 0 && name != "pre" {
            match name {
                "br" => self.run.push('\n'),
                "code" if opens => self.language = language_of(tag).unwrap_or(std::mem::take(&mut self.language)),
                _ => {}
            }
            return;
        }
        if self.code > 0 && !matches!(name, "code" | "tt" | "samp") {
            return;
        }
        if name == "pre" {
            if opens {
                self.language = language_of(tag).unwrap_or_default();
            }
            return self.pre(opens);
        }
        if matches!(name, "code" | "tt" | "samp") {
            return self.code(opens);
        }
        self.flush();
        self.element(tag, name, opens);
    }

    /// What a tag says outside of code, and of what is not shown.
    fn element(&mut self, tag: &Tag, name: &str, opens: bool) {
        match name {
            hidden if opens && HIDDEN.contains(&hidden) && !tag.self_closing => self.hidden.push(name.into()),
            "br" => self.line_end(),
            "hr" => self.end_block(),
            "b" | "strong" => self.mark(0, opens),
            "i" | "em" | "var" | "cite" => self.mark(1, opens),
            "s" | "del" | "strike" => self.mark(2, opens),
            "sub" | "sup" | "kbd" => self.small(name, opens),
            "a" => self.link(tag, opens),
            "img" => self.picture(tag),
            "ul" | "ol" => {
                self.end_block();
                if opens {
                    self.lists.push((name == "ol").then_some(0));
                } else {
                    self.lists.pop();
                    self.prefixes.truncate(self.lists.len());
                }
            }
            "li" => self.entry(opens),
            "blockquote" => self.end_block(),
            "table" if opens && self.tables.len() < DEEPEST => {
                self.end_block();
                self.tables.push(Table::default());
            }
            "table" => self.end_table(),
            "tr" if opens => {
                self.end_cell();
                if let Some(table) = self.tables.last_mut() {
                    table.row();
                }
            }
            "td" | "th" if opens => self.cell(),
            "td" | "th" | "tr" => self.end_cell(),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                if opens {
                    self.end_block();
                    self.mark(0, true);
                } else {
                    self.mark(0, false);
                    self.end_block();
                }
            }
            block if BLOCKS.contains(&block) => self.end_block(),
            _ => {}
        }
    }

    /// What the code is written in.
    pub(super) fn language(&mut self) -> String {
        let named = std::mem::take(&mut self.language);
        if named.is_empty() { "text".into() } else { named }
    }

    pub(super) fn mark(&mut self, kind: usize, opens: bool) {
        let Some(mark) = flank::MARKS.get(kind) else { return };
        if opens {
            self.begin();
            self.out.push(mark.0);
        } else {
            let words = self.out.trim_end_matches(' ').len();
            let spaces = self.out.split_off(words);
            self.out.push(mark.1);
            self.out.push_str(&spaces);
        }
    }

    fn small(&mut self, name: &str, opens: bool) {
        if opens {
            self.begin();
            self.open.push(name.into());
            self.out.push_str(&format!("<{name}>"));
        } else if self.open.pop_if(|open| open == name).is_some() {
            self.out.push_str(&format!("</{name}>"));
        }
    }

    fn link(&mut self, tag: &Tag, opens: bool) {
        if opens {
            let address = attribute(tag, "href").filter(|a| is_web(a));
            if self.links.len() == DEEPEST {
                return;
            }
            if address.is_some() {
                self.begin();
            }
            self.links.push(address.map(|a| (a, self.out.len())));
        } else if let Some(Some((address, at))) = self.links.pop()
            && self.out.get(at..).is_some_and(|words| !words.trim().is_empty() && !words.contains('\n'))
        {
            self.out.insert(at, '[');
            self.out.push_str(&format!("]({})", safe(&address)));
        }
    }

    fn picture(&mut self, tag: &Tag) {
        let Some(source) = attribute(tag, "src") else { return };
        let alt = super::clean(&attribute(tag, "alt").unwrap_or_default());
        let name = (self.pictures)(&source);
        if name.is_none() {
            self.without_picture();
        }
        self.begin();
        let mut words = String::new();
        escape::within(&mut words, &super::one_line(&alt));
        match name {
            Some(name) => {
                let words = if words.is_empty() { name.split('.').next().unwrap_or_default().to_string() } else { words };
                self.out.push_str(&format!("![{words}](media/{name})"));
            }
            None if is_web(&source) => {
                let mut file = String::new();
                escape::within(&mut file, source.rsplit('/').next().unwrap_or_default());
                let words = if words.is_empty() { &file } else { &words };
                self.out.push_str(&format!("[{words}]({})", safe(&source)));
            }
            None => self.out.push_str(&words),
        }
    }
}

pub(super) fn attribute(tag: &Tag, name: &str) -> Option<String> {
    tag.attrs.iter().find(|a| &*a.name.local == name).map(|a| a.value.trim().to_string())
}

/// `python` of `language-python`, `lang-python` or `highlight-source-python`.
fn language_of(tag: &Tag) -> Option<String> {
    let class = attribute(tag, "class")?;
    let named =
        class.split_whitespace().find_map(|c| ["language-", "lang-", "highlight-source-"].iter().find_map(|p| c.strip_prefix(p)))?;
    let fits = !named.is_empty() && named.len() <= 20 && named.chars().all(|c| c.is_ascii_alphanumeric() || "+-_#".contains(c));
    fits.then(|| named.to_ascii_lowercase())
}

pub(super) fn is_web(address: &str) -> bool {
    let address = address.to_ascii_lowercase();
    ["https://", "http://", "mailto:"].iter().any(|s| address.starts_with(s)) && !address.contains(char::is_whitespace)
}

fn safe(address: &str) -> String {
    address.replace('(', "%28").replace(')', "%29").replace(['<', '>', '|', '\\', '`'], "")
}
