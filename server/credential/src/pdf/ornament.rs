//! Frame, emblem, mark of the issuer, QR code: everything on the sheet that is drawn and not set.

use super::PdfError;
use super::canvas::{Canvas, Color, circle, line, rectangle};
use super::text::Line;
use krilla::geom::{PathBuilder, Rect};
use qrcode::{EcLevel, QrCode};
use std::f32::consts::{PI, TAU};

pub(super) fn frame(canvas: &mut Canvas<'_>, width: f32, height: f32, gold: Color) {
    canvas.stroke(rectangle(25.0, 25.0, width - 50.0, height - 50.0), 0.9, gold);
    canvas.stroke(rectangle(29.5, 29.5, width - 59.0, height - 59.0), 0.3, gold);
    // the inner line is drawn again as a bracket in every corner
    for (x, y, dx, dy) in [
        (37.0, 37.0, 1.0, 1.0),
        (width - 37.0, 37.0, -1.0, 1.0),
        (37.0, height - 37.0, 1.0, -1.0),
        (width - 37.0, height - 37.0, -1.0, -1.0),
    ] {
        canvas.stroke(line([(x + 18.0 * dx, y), (x, y), (x, y + 18.0 * dy)]), 0.6, gold);
    }
}

/// An open book, and a way that rises from it: knowing, and doing.
pub(super) fn emblem(canvas: &mut Canvas<'_>, x: f32, y: f32, r: f32, color: Color) {
    let at = |dx: f32, dy: f32| (x + dx * r, y + dy * r);
    for side in [-1.0, 1.0] {
        let mut page = PathBuilder::new();
        let (ax, ay) = at(0.0, 0.62);
        page.move_to(ax, ay);
        let ((bx, by), (cx, cy)) = (at(0.42 * side, 0.30), at(0.92 * side, 0.42));
        page.quad_to(bx, by, cx, cy);
        let (dx, dy) = at(0.92 * side, -0.12);
        page.line_to(dx, dy);
        let ((ex, ey), (fx, fy)) = (at(0.42 * side, -0.24), at(0.0, 0.08));
        page.quad_to(ex, ey, fx, fy);
        canvas.stroke(page.finish(), r * 0.075, color);
    }
    canvas.stroke(line([at(0.0, 0.62), at(0.0, 0.08)]), r * 0.075, color);
    // three steps up
    for (n, height) in [0.20f32, 0.42, 0.64].into_iter().enumerate() {
        let left = -0.42 + 0.30 * n as f32;
        canvas.fill(rectangle(x + left * r, y - (0.30 + height) * r, r * 0.22, height * r), color);
    }
}

/// The issuer's own mark. Deliberately not red, without a star and not called a seal: an official seal
/// is a legal instrument, and a drawing must not be taken for one.
pub(super) struct Mark<'a> {
    pub name: &'a Line,
    pub foot: &'a Line,
    pub radius: f32,
    pub color: Color,
}

pub(super) fn mark(canvas: &mut Canvas<'_>, x: f32, y: f32, mark: &Mark<'_>) {
    let r = mark.radius;
    canvas.stroke(circle(x, y, r), 0.9, mark.color);
    canvas.stroke(circle(x, y, r * 0.955), 0.3, mark.color);
    canvas.stroke(circle(x, y, r * 0.60), 0.3, mark.color);
    for n in 0..72 {
        let (sin, cos) = (TAU * n as f32 / 72.0).sin_cos();
        let inner = if n % 6 == 0 { 0.535 } else { 0.56 };
        canvas.rule((x + r * inner * cos, y + r * inner * sin), (x + r * 0.585 * cos, y + r * 0.585 * sin), 0.35, mark.color);
    }
    emblem(canvas, x, y + r * 0.03, r * 0.34, mark.color);
    around(canvas, (x, y), r * 0.715, mark.name, mark.color, 1.0);
    around(canvas, (x, y), r * 0.845, mark.foot, mark.color, -1.0);
}

/// Sets a line along a circle: over the top (`side` 1) or under the bottom (-1), always upright.
fn around(canvas: &mut Canvas<'_>, (x, y): (f32, f32), radius: f32, line: &Line, color: Color, side: f32) {
    let mut along = -line.width / 2.0;
    for run in &line.runs {
        for glyph in &run.glyphs {
            let width = glyph.x_advance * line.size;
            let angle = (along + width / 2.0) / radius; // of the glyph's middle, from the top or the bottom
            let (sin, cos) = angle.sin_cos();
            canvas.outline((run, glyph), line.size, (x + radius * sin, y - side * radius * cos), side * angle * 180.0 / PI, color);
            along += width;
        }
    }
}

/// A QR code of `size` points, as one path. The caller leaves four modules (an eighth of the size) of white around it.
pub(super) fn qr(canvas: &mut Canvas<'_>, text: &str, x: f32, y: f32, size: f32, color: Color) -> Result<(), PdfError> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).map_err(|_| PdfError::Qr)?;
    let width = code.width();
    let module = size / width as f32;
    let mut path = PathBuilder::new();
    for (row, modules) in code.to_colors().chunks(width).enumerate() {
        let mut column = 0;
        while column < width {
            // dark modules that touch are one rectangle: no hairlines between them on the screen
            let dark = modules.iter().skip(column).take_while(|m| **m == qrcode::Color::Dark).count();
            if dark > 0 {
                let (left, top) = (x + column as f32 * module, y + row as f32 * module);
                if let Some(rect) = Rect::from_xywh(left, top, dark as f32 * module, module) {
                    path.push_rect(rect);
                }
            }
            column += dark.max(1);
        }
    }
    canvas.fill(path.finish(), color);
    Ok(())
}
