//! Code blocks, coloured on the server.

use super::{Writer, escape, highlight};
use crate::{
    markdown::{Ev, language},
    problem::{PageFault, known},
};
use pulldown_cmark::{CodeBlockKind, Event};

impl Writer<'_> {
    pub(super) fn code(&mut self, kind: &CodeBlockKind, block: &[Ev], place: usize) {
        let code: String = block.iter().filter_map(|(event, _)| if let Event::Text(t) = event { Some(t.as_ref()) } else { None }).collect();
        self.text.push_str(&code);
        let name = match kind {
            CodeBlockKind::Fenced(info) => language(info),
            CodeBlockKind::Indented => String::new(),
        };
        let language = match name.as_str() {
            "" => "text",
            // The answer of an item is told there if it is too much.
            "answer" if self.setting.alone => "text",
            name => highlight::LANGUAGES.into_iter().find(|l| *l == name).unwrap_or_else(|| {
                let known = known(name, highlight::LANGUAGES);
                self.add(place, PageFault::UnknownLanguage { name: crate::text::short(name, 20), known });
                "text"
            }),
        };
        let coloured = highlight::html(language, &code).unwrap_or_else(|| escape(&code));
        self.out.push_str(&format!("<pre class=\"code\" tabindex=\"0\"><code class=\"language-{language}\">{coloured}</code></pre>\n"));
    }
}
