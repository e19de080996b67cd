//! Images: alone in a paragraph they are figures with a caption. What is played, and what is no picture, is in [`super::player`].

use super::{Writer, escape};
use crate::{
    figures::Figure,
    markdown::{Ev, inside, plain},
    problem::{FileFault, PageFault, known},
};
use pulldown_cmark::{Event, Tag, TagEnd};
use zhixing_domain::media::{MediaKind, WIDTHS, has_sizes, kind_of};

/// How wide a page shows a figure: the screen, and the column of text where there is more room.
const SHOWN: &str = "(min-width: 44rem) 42rem, 100vw";

impl Writer<'_> {
    /// Writes a paragraph that holds an image and nothing else; false if it is not one.
    pub(super) fn figure(&mut self, paragraph: &[Ev]) -> bool {
        let image = inside(paragraph);
        let alone = matches!(image.first(), Some((Event::Start(Tag::Image { .. }), _)))
            && matches!(image.last(), Some((Event::End(TagEnd::Image), _)))
            && image.iter().filter(|(event, _)| matches!(event, Event::End(TagEnd::Image))).count() == 1;
        if alone {
            self.image(image, true);
        }
        alone
    }

    pub(super) fn image(&mut self, image: &[Ev], as_figure: bool) {
        let Some((Event::Start(Tag::Image { dest_url, title, .. }), place)) = image.first() else { return };
        let alt = plain(inside(image));
        let Some(name) = dest_url.strip_prefix("./").unwrap_or(dest_url).strip_prefix("media/") else {
            return self.add(place.start, PageFault::BadImage { to: crate::text::short(dest_url, 80) });
        };
        if alt.is_empty() {
            self.add(place.start, PageFault::MissingAlt { name: name.into() });
        }
        let Some(figure) = self.setting.figures.get(name) else {
            let known = known(name, self.setting.figures.keys().cloned());
            return self.add(place.start, FileFault::MissingMedia { name: name.into(), known });
        };
        self.shown.insert(name.into());
        match kind_of(name) {
            Some(MediaKind::Sound | MediaKind::Film) => return self.player((name, figure), &alt, title.trim(), place.start, as_figure),
            Some(MediaKind::Captions | MediaKind::Transcript | MediaKind::Data) => {
                self.file_link(name, place.start);
                self.out.push_str(&escape(&alt));
                return self.out.extend(self.open.pop());
            }
            Some(MediaKind::Picture) | None => {}
        }
        let size = figure.size.map(|(w, h)| format!(" width=\"{w}\" height=\"{h}\"")).unwrap_or_default();
        let src = self.file_address(name, figure);
        let sizes = self.sizes(name, figure);
        let img = format!("<img src=\"{}\"{sizes} alt=\"{}\" loading=\"lazy\"{size}>", escape(&src), escape(&alt));
        // small print of a drawing is read in its full size; an item stands on papers, which nothing leads away from
        let img = if as_figure && !self.setting.alone { format!("<a href=\"{}\">{img}</a>", escape(&src)) } else { img };
        let html = match (as_figure, title.trim()) {
            (false, _) => img,
            (true, "") => format!("<figure>{img}</figure>\n"),
            (true, caption) => format!("<figure>{img}<figcaption>{}</figcaption></figure>\n", escape(caption)),
        };
        self.out.push_str(&html);
        self.text.push_str(&format!("{alt} {title}\n"));
    }

    /// The widths that a lesson offers of a picture; an item stands on papers as it is.
    fn sizes(&self, name: &str, figure: &Figure) -> String {
        let width = figure.size.filter(|_| !self.setting.alone && has_sizes(name)).map_or(0, |(width, _)| width);
        let src = escape(&self.file_address(name, figure));
        let smaller = WIDTHS.iter().filter(|w| **w < width).map(|w| format!("{src}&amp;w={w} {w}w, ")).collect::<String>();
        if smaller.is_empty() { smaller } else { format!(" srcset=\"{smaller}{src} {width}w\" sizes=\"{SHOWN}\"") }
    }
}
