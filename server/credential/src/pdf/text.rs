//! Setting text: shaping, falling back between faces, fitting and wrapping.

use super::PdfError;
use super::fonts::{Fonts, Loaded};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use rustybuzz::{Direction, Face, UnicodeBuffer};

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Serif,
    Strong,
    Sans,
}

/// Size in points and extra space after each glyph.
#[derive(Clone, Copy)]
pub(super) struct Type {
    pub style: Style,
    pub size: f32,
    pub tracking: f32,
}

pub(super) const fn serif(size: f32) -> Type {
    Type { style: Style::Serif, size, tracking: 0.0 }
}
pub(super) const fn strong(size: f32) -> Type {
    Type { style: Style::Strong, size, tracking: 0.0 }
}
pub(super) const fn sans(size: f32) -> Type {
    Type { style: Style::Sans, size, tracking: 0.0 }
}
impl Type {
    pub(super) const fn tracked(self, tracking: f32) -> Self {
        Self { tracking, ..self }
    }
}

/// One line, shaped; several runs where a character had to come from another face.
pub(super) struct Line {
    pub runs: Vec<Run>,
    /// The words, where the spacing is so wide that a reader of the page would take it for spaces.
    pub spaced: Option<String>,
    pub size: f32,
    pub width: f32,
}

pub(super) struct Run {
    pub font: Font,
    pub text: String,
    pub glyphs: Vec<KrillaGlyph>,
    pub width: f32,
}

pub(super) struct Typesetter<'a> {
    faces: [(Style, Face<'a>, &'a Font); 3],
}

impl<'a> Typesetter<'a> {
    pub(super) fn new(fonts: &'a Fonts) -> Result<Self, PdfError> {
        let face = |style, loaded: &'a Loaded| {
            let face = Face::from_slice(&loaded.file.data, loaded.file.index).ok_or(PdfError::Font)?;
            Ok::<_, PdfError>((style, face, &loaded.font))
        };
        Ok(Self { faces: [face(Style::Serif, &fonts.serif)?, face(Style::Strong, &fonts.strong)?, face(Style::Sans, &fonts.sans)?] })
    }

    pub(super) fn line(&self, text: &str, type_: Type) -> Result<Line, PdfError> {
        let mut runs: Vec<(usize, String)> = Vec::new();
        for c in text.chars() {
            let face = self.face_for(c, type_.style)?;
            match runs.last_mut() {
                Some((last, run)) if *last == face => run.push(c),
                _ => runs.push((face, c.to_string())),
            }
        }
        let runs: Vec<Run> = runs.into_iter().filter_map(|(face, text)| self.shape(face, text, type_)).collect();
        let width = runs.iter().map(|run| run.width).sum::<f32>() - type_.tracking;
        let spaced = (type_.tracking > 0.0).then(|| text.to_owned());
        Ok(Line { runs, spaced, size: type_.size, width })
    }

    /// The line, made smaller until it fits (down to half its size), or an error that says what does not fit.
    pub(super) fn fit(&self, text: &str, type_: Type, width: f32) -> Result<Line, PdfError> {
        let line = self.line(text, type_)?;
        if line.width <= width {
            return Ok(line);
        }
        let factor = width / line.width * 0.999;
        if factor < 0.5 {
            return Err(PdfError::TooLong(text.to_owned()));
        }
        self.line(text, Type { size: type_.size * factor, tracking: type_.tracking * factor, ..type_ })
    }

    /// The name of a person: one line, made smaller down to `least`; then two or three lines, the last ones broken wherever it must be.
    pub(super) fn name(&self, text: &str, type_: Type, least: f32, width: f32) -> Result<Vec<Line>, PdfError> {
        let line = self.line(text, type_)?;
        let size = type_.size.min(type_.size * width / line.width.max(1.0) * 0.999);
        if size >= least {
            return Ok(vec![self.line(text, Type { size, ..type_ })?]);
        }
        let mut found = vec![];
        for (size, most) in [(least, 2), (least * 0.75, 3), (least * 0.6, 3)] {
            found = self.broken(text, Type { size, ..type_ }, width)?;
            if found.len() <= most {
                return Ok(found);
            }
        }
        Err(PdfError::TooLong(found.iter().flat_map(|l| l.runs.iter().map(|r| r.text.as_str())).collect()))
    }

    /// Wrapped as [`wrap`](Self::wrap) does, and a word that is wider than the line is broken before the character that no longer fits.
    fn broken(&self, text: &str, type_: Type, width: f32) -> Result<Vec<Line>, PdfError> {
        let mut lines = Vec::new();
        let mut rest = text.trim();
        while !rest.is_empty() {
            let fits = |at: usize| Ok::<_, PdfError>(self.line(rest.get(..at).unwrap_or_default().trim_end(), type_)?.width <= width);
            let last = |mut ends: Box<dyn Iterator<Item = usize> + '_>| {
                ends.try_fold((0, false), |(end, over), at| match over || !fits(at)? {
                    true => Ok::<_, PdfError>((end, true)),
                    false => Ok((at, false)),
                })
            };
            let mut end = rest.len();
            if !fits(end)? {
                end = last(Box::new(breaks(rest)))?.0;
            }
            if end == 0 {
                // not between a letter and its mark
                let marks = |c: char| unicode_normalization::char::is_combining_mark(c);
                end = last(Box::new(rest.char_indices().skip(1).filter(|(_, c)| !marks(*c)).map(|(at, _)| at)))?.0;
            }
            rest = self.break_at(end, rest, type_, &mut lines)?;
        }
        Ok(lines)
    }

    /// A line up to `end`, and what is left; where nothing fits, that is an error.
    fn break_at<'t>(&self, end: usize, rest: &'t str, type_: Type, lines: &mut Vec<Line>) -> Result<&'t str, PdfError> {
        if end == 0 {
            return Err(PdfError::TooLong(rest.to_owned()));
        }
        let (head, tail) = rest.split_at(end);
        lines.push(self.line(head.trim_end(), type_)?);
        Ok(tail.trim_start())
    }

    /// One line if it fits, else as many lines as it takes, broken at spaces and between Han.
    pub(super) fn wrap(&self, text: &str, type_: Type, width: f32) -> Result<Vec<Line>, PdfError> {
        let mut lines = Vec::new();
        let mut rest = text.trim();
        while !rest.is_empty() {
            let mut end = rest.len();
            if self.line(rest, type_)?.width > width {
                end = 0;
                for at in breaks(rest) {
                    if self.line(rest.get(..at).unwrap_or_default().trim_end(), type_)?.width > width {
                        break;
                    }
                    end = at;
                }
            }
            rest = self.break_at(end, rest, type_, &mut lines)?;
        }
        Ok(lines)
    }

    /// The wanted face if it has the character, else the sans, which has the rare Han, else any.
    fn face_for(&self, c: char, style: Style) -> Result<usize, PdfError> {
        if super::script::runs_backwards(c) {
            return Err(PdfError::MissingGlyph(c));
        }
        let has = |n: usize| self.faces.get(n).is_some_and(|(_, face, _)| face.glyph_index(c).is_some_and(|glyph| glyph.0 != 0));
        let wanted = self.faces.iter().position(|(s, _, _)| *s == style).unwrap_or(0);
        [wanted, 2, 0].into_iter().find(|n| has(*n)).ok_or(PdfError::MissingGlyph(c))
    }

    fn shape(&self, face: usize, text: String, type_: Type) -> Option<Run> {
        let (_, face, font) = self.faces.get(face)?;
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(&text);
        buffer.set_direction(Direction::LeftToRight);
        buffer.guess_segment_properties();
        let shaped = rustybuzz::shape(face, &[], buffer);
        let em = face.units_per_em() as f32;
        let clusters: Vec<usize> = shaped.glyph_infos().iter().map(|info| info.cluster as usize).collect();
        let glyphs: Vec<KrillaGlyph> = shaped
            .glyph_infos()
            .iter()
            .zip(shaped.glyph_positions())
            .map(|(info, at)| {
                let start = info.cluster as usize;
                let end = clusters.iter().copied().filter(|next| *next > start).min().unwrap_or(text.len());
                let advance = at.x_advance as f32 / em + type_.tracking / type_.size;
                KrillaGlyph::new(
                    GlyphId::new(info.glyph_id),
                    advance,
                    at.x_offset as f32 / em,
                    at.y_offset as f32 / em,
                    0.0,
                    start..end,
                    None,
                )
            })
            .collect();
        let width = glyphs.iter().map(|glyph| glyph.x_advance * type_.size).sum();
        Some(Run { font: (*font).clone(), text, glyphs, width })
    }
}

/// Byte positions where a line may end.
fn breaks(text: &str) -> impl Iterator<Item = usize> {
    let never_first = |c: char| "，。、；：！？）》」』”’·,.;:!?)]%".contains(c);
    let never_last = |c: char| "（《「『“‘([".contains(c);
    text.char_indices().zip(text.chars().skip(1)).filter_map(move |((at, c), next)| {
        let wide = |c: char| c as u32 >= 0x2E80;
        let here = c == ' ' || ((wide(c) || wide(next)) && !never_first(next) && !never_last(c) && next != ' ');
        here.then_some(at + c.len_utf8())
    })
}
