//! What is played, and what is downloaded. A recording shows itself with the browser's own controls, so it works without scripts: captions in both
//! languages, the file to keep, the transcript in a fold. Nothing of it is loaded before somebody plays it.

use super::{Writer, escape};
use crate::{
    figures::Figure,
    problem::{FileFault, known},
};
use zhixing_domain::{
    lang::Lang,
    media::{Beside, MediaKind, kind_of, said_length, stem},
    text::words::words_of,
};

impl Writer<'_> {
    /// A recording. In the middle of a paragraph it is the player alone.
    pub(super) fn player(&mut self, (name, figure): (&str, &Figure), alt: &str, caption: &str, place: usize, as_figure: bool) {
        let beside = Beside::of(name, self.setting.lang == Lang::En);
        let is_film = kind_of(name) == Some(MediaKind::Film);
        let there: Vec<String> = beside.names().filter(|name| self.setting.figures.contains_key(*name)).map(String::from).collect();
        self.shown.extend(there);
        let src = escape(&self.file_address(name, figure));
        let label = escape(alt);
        let player = match is_film {
            true => format!(
                "<video controls preload=\"none\" aria-label=\"{label}\"{} src=\"{src}\">{}</video>",
                self.poster(&beside),
                self.tracks(&beside)
            ),
            false => format!("<audio controls preload=\"none\" aria-label=\"{label}\" src=\"{src}\"></audio>"),
        };
        self.complain(name, &beside, is_film, place);
        self.text.push_str(&format!("{alt} {caption}\n"));
        if !as_figure {
            return self.out.push_str(&player);
        }
        let caption = if caption.is_empty() { String::new() } else { format!("<figcaption>{}</figcaption>", escape(caption)) };
        let file =
            format!("<a href=\"{src}\" download=\"{}\">{}</a>{}", escape(name), self.word("下载", "Download"), self.said(name, figure));
        let words = self.transcript(&beside);
        self.out.push_str(&format!(
            "<div class=\"player\"><figure>{player}{caption}</figure>\n<p class=\"player__file\">{file}</p>\n{words}</div>\n"
        ));
    }

    /// A link to a file of the course: `[words](media/data.csv)`.
    pub(super) fn file_link(&mut self, name: &str, place: usize) {
        let Some(figure) = self.setting.figures.get(name) else {
            let known = known(name, self.setting.figures.keys().cloned());
            self.add(place, FileFault::MissingMedia { name: name.into(), known });
            return self.open.push("".into());
        };
        self.shown.insert(name.into());
        let href = escape(&self.file_address(name, figure));
        match kind_of(name) {
            Some(MediaKind::Picture) => self.element(&format!("<a href=\"{href}\">"), "</a>"),
            _ => {
                let said = self.said(name, figure);
                self.element(&format!("<a href=\"{href}\" download=\"{}\">", escape(name)), format!("</a>{said}"));
            }
        }
    }

    pub(super) fn file_address(&self, name: &str, figure: &Figure) -> String {
        format!("/media/{}/{name}?v={}", self.setting.course, figure.hash)
    }

    /// What type a file has and how long it is.
    fn said(&self, name: &str, figure: &Figure) -> String {
        let ending = name.rsplit('.').next().unwrap_or_default().to_ascii_uppercase();
        let length = figure.length.map(said_length);
        let said = [Some(ending), length].into_iter().flatten().collect::<Vec<_>>();
        let (open, comma, close) = if self.setting.lang == Lang::Zh { ("（", "，", "）") } else { (" (", ", ", ")") };
        format!("<span class=\"file-facts\">{open}{}{close}</span>", said.join(comma))
    }

    fn poster(&self, beside: &Beside) -> String {
        let found = beside.posters.iter().find_map(|name| Some((name, self.setting.figures.get(name)?)));
        found.map_or_else(String::new, |(name, figure)| {
            let size = figure.size.map(|(w, h)| format!(" width=\"{w}\" height=\"{h}\"")).unwrap_or_default();
            format!(" poster=\"{}\"{size}", escape(&self.file_address(name, figure)))
        })
    }

    /// The captions that there are; those in the language of the page are shown from the start, else the first.
    fn tracks(&self, beside: &Beside) -> String {
        let there = beside.captions.iter().filter_map(|(name, lang)| Some((name, *lang, self.setting.figures.get(name)?)));
        let there: Vec<_> = there.collect();
        let own = there.iter().position(|(_, lang, _)| *lang == self.setting.lang.code()).unwrap_or(0);
        let track = |(n, (name, lang, figure)): (usize, &(&String, &str, &Figure))| {
            let label = if *lang == "zh" { "中文" } else { "English" };
            let default = if n == own { " default" } else { "" };
            let src = escape(&self.file_address(name, figure));
            format!("<track kind=\"captions\" src=\"{src}\" srclang=\"{lang}\" label=\"{label}\"{default}>")
        };
        there.iter().enumerate().map(track).collect()
    }

    /// What is said in the recording. Of an item it would tell what has to be heard.
    fn transcript(&mut self, beside: &Beside) -> String {
        let found = beside.transcripts.iter().find_map(|name| self.setting.figures.get(name)?.words.clone());
        let Some(words) = found.filter(|_| !self.setting.alone) else { return String::new() };
        self.text.push_str(&words_of(&words));
        let title = self.word("文字稿", "Transcript");
        format!("<details class=\"fold\"><summary>{title}</summary>\n{words}\n</details>\n")
    }

    /// Names what is missing for those who do not hear or do not see.
    fn complain(&mut self, name: &str, beside: &Beside, is_film: bool, place: usize) {
        let has = |name: &String| self.setting.figures.contains_key(name);
        let (captions, words) = (beside.captions.iter().any(|(name, _)| has(name)), beside.transcripts.iter().any(has));
        let stem = stem(&beside.transcripts[0]);
        if is_film && !captions {
            self.add(place, FileFault::MissingCaptions { name: name.into(), wanted: format!("{stem}.vtt") });
        }
        if !words && !self.setting.alone {
            self.add(place, FileFault::MissingTranscript { name: name.into(), wanted: format!("{stem}.md") });
        }
    }
}
