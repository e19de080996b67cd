//! Pictures: those of the folder come along, those of the web become links. One without words is told, so that somebody writes them.

use super::{PageWriter, link, spans::Spot, tags};
use crate::{lesson::folder::words, text};

impl PageWriter<'_, '_> {
    /// `![words](address "caption")`, and `![[picture.png]]` of Obsidian.
    pub(super) fn image(&mut self, from: &str, spot: Spot, out: &mut String) -> Option<usize> {
        let behind = from.get(1..).filter(|behind| behind.starts_with('['))?;
        if behind.starts_with("[[") {
            return self.embedded(behind, spot, out).map(|used| used + 1);
        }
        let end = self.bracket(behind)?;
        let inner = behind.get(1..end)?;
        let address = self.address(behind.get(end + 1..)?, inner)?;
        let used = 1 + end + 1 + address.length;
        // `{alt='words'}` of the Carpentries
        let set = text::near(from.get(used..)?, 2_000).strip_prefix('{').and_then(|rest| rest.split('}').next()).unwrap_or_default();
        let said = Some(inner.to_string()).filter(|said| !said.trim().is_empty()).or_else(|| tags::attribute(&format!("{{ {set}"), "alt"));
        let text = self.picture(&said.unwrap_or_default(), &address.to, &address.title, spot.at);
        out.push_str(&text);
        Some(used + self.attributes(from.get(used..)?, spot.at))
    }

    fn embedded(&mut self, behind: &str, spot: Spot, out: &mut String) -> Option<usize> {
        let end = self.ahead(behind, "]]")?;
        let inner = behind.get(2..end).filter(|inner| !inner.contains('\n'))?;
        let (file, said) = inner.split_once('|').unwrap_or((inner, ""));
        let said = if said.chars().all(|c| c.is_ascii_digit() || c == 'x') { "" } else { said };
        self.report.tell(spot.at, &words::MARKS, "![[…]]");
        let text = self.picture(said, file.trim(), "", spot.at);
        out.push_str(&text);
        Some(end + 2)
    }

    /// A picture with its words and its caption.
    pub(super) fn picture(&mut self, said: &str, address: &str, caption: &str, at: usize) -> String {
        let address = address.trim();
        let said = text::one_line(&text::unmarked_markdown(said)).replace(['[', ']', '\\'], "");
        let name = address.split(['?', '#']).next().unwrap_or_default().rsplit('/').next().unwrap_or_default();
        let lower = address.to_ascii_lowercase();
        if link::is_web(&lower) {
            self.report.tell(at, &words::PICTURE_WEB, address);
            let words = if said.trim().is_empty() { name.replace(['[', ']'], "") } else { said };
            return format!("[{words}]({})", link::safe(address));
        }
        let Some(media) = self.media(address) else {
            self.report.tell(at, &words::PICTURE, if lower.starts_with("data:") { "data:" } else { address });
            return said;
        };
        let said = if said.trim().is_empty() { self.words_of(&media, at) } else { said };
        let caption = text::one_line(&text::unmarked(&text::unmarked_markdown(caption))).replace(['"', '\\'], "'");
        let caption = if caption.is_empty() { caption } else { format!(" \"{caption}\"") };
        format!("![{}](media/{media}{caption})", said.trim())
    }

    /// What somebody else says of a picture of which the page says nothing.
    fn words_of(&mut self, media: &str, at: usize) -> String {
        self.wordless.insert(media.to_string());
        let words = self.lot.words.get(media).cloned();
        words.unwrap_or_else(|| {
            self.report.tell(at, &words::ALT, media);
            String::new()
        })
    }

    /// The name in `media/` of the picture of an address.
    pub(super) fn media(&mut self, address: &str) -> Option<String> {
        if let Some(name) = address.strip_prefix("attachment:") {
            return self.attachments.get(name).cloned();
        }
        if !address.starts_with("data:")
            && let Some(path) = self.site.file(self.folder(), address)
        {
            return self.lot.pictures.add(&path, self.site.files.0.get(&path)?);
        }
        let bare = address.split(['?', '#']).next().unwrap_or_default();
        self.lot.pictures.of_address(if address.starts_with("data:") { address } else { bare }, self.site.files)
    }
}
