//! Images: alone in a paragraph they are figures with a caption. What is played, and what is no picture, is in [`super::player`].

use super::{Writer, escape};
use crate::{
    markdown::{Ev, inside, plain},
    problem::{FileFault, PageFault, known},
};
use pulldown_cmark::{Event, Tag, TagEnd};
use zhixing_domain::media::{MediaKind, kind_of};

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
        let img = format!("<img src=\"{}\" alt=\"{}\" loading=\"lazy\"{size}>", escape(&src), escape(&alt));
        let html = match (as_figure, title.trim()) {
            (false, _) => img,
            (true, "") => format!("<figure>{img}</figure>\n"),
            (true, caption) => format!("<figure>{img}<figcaption>{}</figcaption></figure>\n", escape(caption)),
        };
        self.out.push_str(&html);
        self.text.push_str(&format!("{alt} {title}\n"));
    }
}
