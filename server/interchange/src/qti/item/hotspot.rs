//! Places of a picture that are pointed at: the picture comes with its areas outlined and lettered, and the letters are chosen.

use super::{Found, Made, choice, judge::Judge};
use crate::{
    BankNote,
    qti::{
        Desk,
        body::{self, Fields},
        pictures::NoPicture,
        words,
        xml::Element,
    },
    text::{self, Markup},
    xml::escaped,
};
use std::f64::consts::TAU;
use zhixing_courseware::{AreaOutline, Ground, lettered_picture, picture_size};

/// So many corners of one area are drawn.
const MOST_CORNERS: usize = 400;
/// A circle is drawn with so many.
const ROUND: u32 = 40;

pub fn read(content: &Element, block: &Element, judge: &Judge, found: &Found, desk: &mut Desk) -> Made {
    let stem = body::read(&[content], Fields::Aside, desk).markdown;
    let Some(ground) = block.elements().find_map(|e| if e.name == "picture" { e.child("img") } else { Some(e).filter(|e| is_ground(e)) })
    else {
        desk.told.push(words::unlike(block.line, &block.name));
        return (stem, None);
    };
    let source = if ground.name == "img" { ground.attr("src") } else { ground.attr("data") };
    let areas: Vec<&Element> = block.named("hotspotChoice");
    let Some(name) = drawn(&areas, ground, source, desk) else {
        // the last word is why there is no item
        desk.told.push(undrawn(block.line, source));
        return (stem, None);
    };
    let key = choice::read(block, judge, found, desk);
    if key.is_some() {
        desk.told.push(told(block.line));
    }
    (format!("{}\n\n{}", stem.trim_end(), shown(&name, &alt(ground, areas.len()))), key)
}

/// The picture with its areas marked; where it did not come along, they stand on white, for a teacher to see what is missing.
fn drawn(areas: &[&Element], ground: &Element, source: &str, desk: &mut Desk) -> Option<String> {
    let there = desk.pictures.file(source).map(|(path, bytes)| (path.to_string(), bytes.to_vec()));
    let (name, size, on) = match &there {
        Some((path, bytes)) => (path.as_str(), picture_size(bytes)?, Ground::Picture(bytes)),
        None => {
            let why = if source.contains("//") { NoPicture::Elsewhere } else { NoPicture::Missing };
            desk.told.push(words::picture(ground.line, source, why));
            let side = |said: &str| ground.number(said).filter(|n| (1.0..=2_000.0).contains(n)).map_or(640, |n| n as u32);
            let size = (side("width"), side("height"));
            ("areas", size, Ground::White(size))
        }
    };
    desk.pictures.draw(name, size, || {
        let outlines: Option<Vec<AreaOutline>> = areas.iter().map(|area| outline(area, ground, size)).collect();
        lettered_picture(on, &outlines?)
    })
}

fn is_ground(e: &Element) -> bool {
    matches!(e.name.as_str(), "object" | "img")
}

/// What is said of the picture, and that its areas have letters.
fn alt(ground: &Element, areas: usize) -> String {
    let said = if ground.name == "img" { ground.attr("alt").to_string() } else { ground.plain() };
    let letters = format!("A–{}", choice::letter(areas.saturating_sub(1)));
    if said.trim().is_empty() { letters } else { format!("{} ({letters})", said.trim()) }
}

fn shown(name: &str, alt: &str) -> String {
    let html = format!("<img src=\"{name}\" alt=\"{}\">", escaped(alt));
    text::markdown(&html, Markup::Html, &mut |name| Some(name.into()))
}

/// Corners in pixels of the picture; its coordinates are those of the size at which it was shown.
fn outline(area: &Element, ground: &Element, (width, height): (u32, u32)) -> Option<AreaOutline> {
    let (width, height) = (f64::from(width), f64::from(height));
    let scale = |said: &str, real: f64| ground.number(said).filter(|shown| *shown >= 1.0).map_or(1.0, |shown| real / shown);
    let (across, down) = (scale("width", width), scale("height", height));
    let numbers: Vec<f64> = area
        .attr("coords")
        .split(|c: char| c == ',' || c.is_whitespace())
        .filter(|part| !part.is_empty())
        .take(2 * MOST_CORNERS)
        .map(|part| part.trim_end_matches('%').parse::<f64>().ok().filter(|n| n.is_finite()))
        .collect::<Option<_>>()?;
    let corners: AreaOutline = match (area.attr("shape"), numbers.as_slice()) {
        ("default", _) => return Some(rectangle([0.0, 0.0, width, height])),
        ("circle", [x, y, r, ..]) => round([*x, *y, *r, *r]),
        ("ellipse", [x, y, h, v, ..]) => round([*x, *y, *h, *v]),
        ("poly", numbers) if numbers.len() >= 6 => numbers.as_chunks().0.iter().map(|[x, y]| (*x, *y)).collect(),
        ("rect", [left, top, right, bottom, ..]) => rectangle([*left, *top, *right, *bottom]),
        _ => return None,
    };
    Some(corners.into_iter().map(|(x, y)| (x * across, y * down)).collect())
}

fn rectangle([left, top, right, bottom]: [f64; 4]) -> AreaOutline {
    vec![(left, top), (right, top), (right, bottom), (left, bottom)]
}

fn round([x, y, h, v]: [f64; 4]) -> AreaOutline {
    (0..ROUND).map(|n| (TAU * f64::from(n) / f64::from(ROUND)).sin_cos()).map(|(sin, cos)| (x + h * cos, y + v * sin)).collect()
}

/// That places became letters.
fn told(line: usize) -> BankNote {
    BankNote::new(
        line,
        "qti-hotspot",
        "图上点选：改为选择题，可点的区域在图上画了框、标了字母",
        "places to point at in a picture: it becomes a choice of letters, which mark the areas in the picture",
    )
}

/// Why there is no item.
fn undrawn(line: usize, source: &str) -> BankNote {
    let source = words::excerpt(source);
    BankNote::new(
        line,
        "qti-undrawn",
        format!("图上点选：图片 {source} 不是六百万像素以内的 PNG 或 JPEG，或区域多于 26 个、写法不对，没法在图上标出"),
        format!(
            "pointing at a picture: {source} is no PNG or JPEG of at most six million pixels, or it has more than 26 areas or one that cannot be read, so \
             they cannot be marked in it"
        ),
    )
}
