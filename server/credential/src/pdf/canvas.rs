//! The drawing surface with its tags: everything drawn is either content, which a screen reader reads, or decoration.

use super::text::{Line, Run};
use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Point, Rect, Transform};
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Node, SpanTag, TagGroup, TagKind};
use krilla::text::KrillaGlyph;

pub(super) type Color = rgb::Color;

/// A line with its place (baseline), colour and language.
pub(super) struct Piece {
    pub line: Line,
    pub x: f32,
    pub y: f32,
    pub color: Color,
    pub lang: &'static str,
}

pub(super) struct Canvas<'a> {
    surface: Surface<'a>,
    pub tags: Vec<Node>,
}

impl<'a> Canvas<'a> {
    pub(super) fn new(surface: Surface<'a>) -> Self {
        Self { surface, tags: Vec::new() }
    }

    /// One element of the document, of one or more pieces, in reading order.
    pub(super) fn element(&mut self, tag: impl Into<TagKind>, pieces: &[Piece]) {
        let mut group = TagGroup::new(tag);
        for piece in pieces {
            let span = SpanTag::empty().with_lang(Some(piece.lang)).with_actual_text(piece.line.spaced.as_deref());
            let id = self.surface.start_tagged(ContentTag::Span(span));
            self.text(&piece.line, piece.x, piece.y, piece.color);
            self.surface.end_tagged();
            group.push(id);
        }
        self.tags.push(group.into());
    }

    /// A picture that means something; the tag carries the words for it.
    pub(super) fn figure(&mut self, tag: impl Into<TagKind>, draw: impl FnOnce(&mut Self)) {
        let id = self.surface.start_tagged(ContentTag::Other);
        draw(self);
        self.surface.end_tagged();
        let mut group = TagGroup::new(tag);
        group.push(id);
        self.tags.push(group.into());
    }

    /// Something to look at only.
    pub(super) fn decoration(&mut self, draw: impl FnOnce(&mut Self)) {
        self.surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
        draw(self);
        self.surface.end_tagged();
    }

    fn text(&mut self, line: &Line, x: f32, y: f32, color: Color) {
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(fill(color)));
        let mut x = x;
        for run in &line.runs {
            self.surface.draw_glyphs(Point::from_xy(x, y), &run.glyphs, run.font.clone(), &run.text, line.size, false);
            x += run.width;
        }
    }

    /// One glyph as a drawing: turned about its middle, and no text to be copied or read out.
    pub(super) fn outline(&mut self, (run, glyph): (&Run, &KrillaGlyph), size: f32, (x, y): (f32, f32), turn: f32, color: Color) {
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(fill(color)));
        self.surface.push_transform(&Transform::from_rotate_at(turn, x, y));
        let start = Point::from_xy(x - glyph.x_advance * size / 2.0, y);
        self.surface.draw_glyphs(start, std::slice::from_ref(glyph), run.font.clone(), &run.text, size, true);
        self.surface.pop();
    }

    pub(super) fn stroke(&mut self, path: Option<Path>, width: f32, color: Color) {
        self.surface.set_fill(None);
        self.surface.set_stroke(Some(Stroke { paint: color.into(), width, ..Stroke::default() }));
        path.iter().for_each(|path| self.surface.draw_path(path));
    }

    pub(super) fn fill(&mut self, path: Option<Path>, color: Color) {
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(fill(color)));
        path.iter().for_each(|path| self.surface.draw_path(path));
    }

    pub(super) fn rule(&mut self, from: (f32, f32), to: (f32, f32), width: f32, color: Color) {
        self.stroke(line([from, to]), width, color);
    }

    pub(super) fn surface(&mut self) -> &mut Surface<'a> {
        &mut self.surface
    }

    pub(super) fn finish(self) -> Vec<Node> {
        self.surface.finish();
        self.tags
    }
}

fn fill(color: Color) -> Fill {
    Fill { paint: color.into(), opacity: NormalizedF32::ONE, ..Fill::default() }
}

pub(super) fn line<const N: usize>(points: [(f32, f32); N]) -> Option<Path> {
    let mut path = PathBuilder::new();
    for (n, (x, y)) in points.into_iter().enumerate() {
        if n == 0 { path.move_to(x, y) } else { path.line_to(x, y) }
    }
    path.finish()
}

pub(super) fn rectangle(x: f32, y: f32, width: f32, height: f32) -> Option<Path> {
    let mut path = PathBuilder::new();
    path.push_rect(Rect::from_xywh(x, y, width, height)?);
    path.finish()
}

pub(super) fn circle(x: f32, y: f32, r: f32) -> Option<Path> {
    const K: f32 = 0.552_284_8; // four cubic arcs
    let k = r * K;
    let mut path = PathBuilder::new();
    path.move_to(x + r, y);
    path.cubic_to(x + r, y + k, x + k, y + r, x, y + r);
    path.cubic_to(x - k, y + r, x - r, y + k, x - r, y);
    path.cubic_to(x - r, y - k, x - k, y - r, x, y - r);
    path.cubic_to(x + k, y - r, x + r, y - k, x + r, y);
    path.close();
    path.finish()
}
