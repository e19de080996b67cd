//! How one field is set: a label in two languages over its value.

use super::{Draft, EN, LEFT, RIGHT, ZH};
use crate::{
    instant::date_in_china,
    pdf::{
        PdfError, WIDTH,
        canvas::{Color, Piece},
        text::{Type, serif, strong},
    },
};
use krilla::tagging::Tag;

/// Baseline of the first line, and the room to the right of it.
#[derive(Clone, Copy)]
pub(super) struct Place {
    x: f32,
    y: f32,
    width: f32,
}

pub(super) const fn at(x: f32, y: f32, width: f32) -> Place {
    Place { x, y, width }
}

/// Chinese, English (may be empty).
type Label<'a> = (&'a str, &'a str);

impl Draft<'_, '_> {
    /// Label and value as one paragraph, the value `drop` below.
    pub(super) fn field(&mut self, label: Label<'_>, value: &str, place: Place, type_: Type, drop: f32) -> Result<(), PdfError> {
        let color = self.ink.text;
        let mut pieces = self.label(label, place)?;
        pieces.push(Piece { line: self.set.fit(value, type_, place.width)?, x: place.x, y: place.y + drop, color, lang: ZH });
        self.canvas.element(Tag::P, &pieces);
        Ok(())
    }

    /// The holder's name: large, smaller where it is long, then in up to three lines between its label and the next field.
    pub(super) fn name(&mut self, name: &str, place: Place) -> Result<(), PdfError> {
        let Place { x, y, width } = place;
        let color = self.ink.text;
        let lines = self.set.name(name, strong(25.0), 15.0, width)?;
        let (first, step) = match lines.len() {
            1 => (30.0, 0.0),
            2 => (22.5, 19.0),
            _ => (18.0, 15.0),
        };
        let mut pieces = self.label(("姓名", "Name"), place)?;
        let lines = lines.into_iter().enumerate();
        pieces.extend(lines.map(|(n, line)| Piece { line, x, y: y + first + step * n as f32, color, lang: ZH }));
        self.canvas.element(Tag::P, &pieces);
        Ok(())
    }

    /// A field whose value has a small note in the other language behind it, or below if there is no room.
    pub(super) fn noted(&mut self, label: Label<'_>, (value, note): (&str, &str), place: Place) -> Result<(), PdfError> {
        self.field(label, value, place, serif(12.0), 18.0)?;
        if note.is_empty() {
            return Ok(());
        }
        let after = self.set.fit(value, serif(12.0), place.width)?.width + 8.0;
        match self.line_of(note, at(place.x + after, place.y + 18.0, place.width - after), serif(8.6), EN) {
            Err(PdfError::TooLong(_)) => self.line_of(note, at(place.x, place.y + 29.0, place.width), serif(7.4), EN),
            done => done,
        }
    }

    /// A field that may take two smaller lines.
    pub(super) fn wrapped(&mut self, label: Label<'_>, value: &str, place: Place) -> Result<(), PdfError> {
        let Place { x, y, width } = place;
        if self.set.line(value, serif(12.0))?.width <= width {
            return self.field(label, value, place, serif(12.0), 18.0);
        }
        let lines = self.set.wrap(value, serif(10.5), width)?;
        if lines.len() > 2 {
            return Err(PdfError::TooLong(value.to_owned()));
        }
        let color = self.ink.text;
        let mut pieces = self.label(label, place)?;
        pieces.extend(lines.into_iter().zip([17.0, 31.5]).map(|(line, drop)| Piece { line, x, y: y + drop, color, lang: ZH }));
        self.canvas.element(Tag::P, &pieces);
        Ok(())
    }

    fn label(&self, (zh, en): Label<'_>, Place { x, y, width }: Place) -> Result<Vec<Piece>, PdfError> {
        let color = self.ink.quiet;
        // the spaces at the end keep words apart for those who copy or listen
        let chinese = self.set.fit(&format!("{zh} "), serif(9.0), width)?;
        let en_x = x + chinese.width + 1.5;
        let mut pieces = vec![Piece { line: chinese, x, y, color, lang: ZH }];
        if !en.is_empty() {
            let line = self.set.fit(&format!("{en} "), serif(7.4), width - (en_x - x))?;
            pieces.push(Piece { line, x: en_x, y, color, lang: EN });
        }
        Ok(pieces)
    }

    pub(super) fn line_of(&mut self, words: &str, Place { x, y, width }: Place, type_: Type, lang: &'static str) -> Result<(), PdfError> {
        let line = self.set.fit(words, type_, width)?;
        self.canvas.element(Tag::P, &[Piece { line, x, y, color: self.ink.quiet, lang }]);
        Ok(())
    }

    pub(super) fn centred(&self, words: &str, type_: Type, y: f32, color: Color, lang: &'static str) -> Result<Piece, PdfError> {
        let line = self.set.fit(words, type_, RIGHT - LEFT)?;
        Ok(Piece { x: (WIDTH - line.width) / 2.0, line, y, color, lang })
    }

    pub(super) fn line_at(&mut self, y: f32) {
        let faint = self.ink.faint;
        self.canvas.decoration(|canvas| canvas.rule((LEFT, y), (RIGHT, y), 0.5, faint));
    }
}

/// 2026年11月20日
pub(super) fn date(ms: i64) -> String {
    let (year, month, day) = date_in_china(ms);
    format!("{year}年{month:02}月{day:02}日")
}

/// 20 November 2026
pub(super) fn date_en(ms: i64) -> String {
    const MONTHS: [&str; 12] =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
    let (year, month, day) = date_in_china(ms);
    let name = MONTHS.get((month as usize).wrapping_sub(1)).unwrap_or(&"");
    format!("{day} {name} {year}")
}
