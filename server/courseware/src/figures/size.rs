//! Width and height of a figure, from the first bytes of the file.

use super::svg::Element;

/// From the `viewBox`, else from `width` and `height` in pixels.
pub(super) fn of_svg(root: &Element) -> Option<(u32, u32)> {
    let get = |key: &str| root.attributes.iter().find(|(k, _)| k == key).map(|(_, v)| v.as_str());
    let number = |text: &str| text.trim().trim_end_matches("px").parse::<f64>().ok();
    let (width, height) = match get("viewbox") {
        Some(view) => {
            let numbers: Vec<f64> = view.split([' ', ',', '\n', '\t']).filter(|p| !p.is_empty()).filter_map(number).collect();
            (*numbers.get(2)?, *numbers.get(3)?)
        }
        None => (number(get("width")?)?, number(get("height")?)?),
    };
    let fits = |n: f64| n.is_finite() && (0.5..100_000.0).contains(&n);
    (fits(width) && fits(height)).then(|| (width.round() as u32, height.round() as u32))
}

/// PNG, WebP or JPEG by their first bytes.
pub(super) fn of_bitmap(bytes: &[u8]) -> Option<(u32, u32)> {
    let size = match bytes.first()? {
        0x89 => (number(bytes, 16, 4, true)?, number(bytes, 20, 4, true)?),
        b'R' => of_webp(bytes)?,
        _ => of_jpeg(bytes)?,
    };
    (size.0 > 0 && size.1 > 0).then_some(size)
}

/// An unsigned number of `n` bytes at `at`.
fn number(bytes: &[u8], at: usize, n: usize, big_endian: bool) -> Option<u32> {
    let part = bytes.get(at..at.checked_add(n)?)?;
    let add = |sum: u32, byte: &u8| sum << 8 | u32::from(*byte);
    Some(if big_endian { part.iter().fold(0, add) } else { part.iter().rev().fold(0, add) })
}

/// The three forms of the container (RFC 9649).
fn of_webp(bytes: &[u8]) -> Option<(u32, u32)> {
    match bytes.get(12..16)? {
        b"VP8X" => Some((number(bytes, 24, 3, false)? + 1, number(bytes, 27, 3, false)? + 1)),
        b"VP8L" => {
            let bits = number(bytes, 21, 4, false)?;
            Some(((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1))
        }
        b"VP8 " => Some((number(bytes, 26, 2, false)? & 0x3fff, number(bytes, 28, 2, false)? & 0x3fff)),
        _ => None,
    }
}

/// Walks the segments to the start of frame (ITU-T T.81, annex B).
fn of_jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut at = 2;
    loop {
        while *bytes.get(at)? == 0xff && *bytes.get(at + 1)? == 0xff {
            at += 1;
        }
        let marker = *bytes.get(at + 1)?;
        if matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc) {
            return Some((number(bytes, at + 7, 2, true)?, number(bytes, at + 5, 2, true)?));
        }
        at += 2 + usize::try_from(number(bytes, at + 2, 2, true)?.max(2)).ok()?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_from_headers() {
        let png = [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\x90\0\0\0\xc8".as_slice(), &[8, 6, 0, 0, 0]].concat();
        assert_eq!(of_bitmap(&png), Some((400, 200)));
        let jpeg = b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x11\x08\0\xc8\x01\x90\x03".as_slice();
        assert_eq!(of_bitmap(jpeg), Some((400, 200)));
        let webp = b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x8f\x01\0\xc7\0\0".as_slice();
        assert_eq!(of_bitmap(webp), Some((400, 200)));
        for n in 0..png.len() {
            let _ = of_bitmap(&png[..n]);
        }
    }

    #[test]
    fn a_view_box_wins() {
        let root = |a: &[(&str, &str)]| Element {
            name: "svg".into(),
            attributes: a.iter().map(|(k, v)| (k.to_string(), v.to_string())).collect(),
        };
        assert_eq!(of_svg(&root(&[("viewbox", "0 0 400 310.4"), ("width", "8")])), Some((400, 310)));
        assert_eq!(of_svg(&root(&[("width", "20px"), ("height", "10")])), Some((20, 10)));
        assert_eq!(of_svg(&root(&[("viewbox", "0 0 x")])), None);
    }
}
