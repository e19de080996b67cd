//! Smaller versions of pictures in pixels, for screens that show no more of them: read, averaged, written as JPEG where they came so, else as WebP without loss or PNG.
//! Drawings need none, and WebP is small already.

mod jpeg;
pub(super) mod pixels;
mod png;

use super::{size, strip};
use pixels::Pixels;
use zhixing_domain::media::MediaKind;

/// Those of a PNG or a JPEG.
pub(super) fn read(bytes: &[u8]) -> Option<Pixels> {
    match bytes.first()? {
        0x89 => png::read(bytes).map(|(_, pixels)| pixels),
        0xff => jpeg::read(bytes).map(|(pixels, _)| pixels),
        _ => None,
    }
}

/// A PNG of red, green and blue.
pub(super) fn to_png(rgb: &[u8], size: (u32, u32)) -> Option<Vec<u8>> {
    png::write(&(::png::ColorType::Rgb, None), rgb, size)
}

/// So many pixels are held while one is made.
const MOST: u64 = 16 << 20;

/// The same picture, so many pixels wide as it is shown; nothing where that would not be smaller, or where it cannot be read for sure.
pub(crate) fn smaller(bytes: &[u8], width: u32) -> Option<Vec<u8>> {
    let (w, h) = size::of_bitmap(bytes)?;
    let turn = strip::orientation(bytes);
    // a photograph may lie on its side
    let shown = if turn < 5 { w } else { h };
    if shown <= width || u64::from(w) * u64::from(h) > MOST {
        return None;
    }
    let scaled = |side: u32| usize::try_from((u64::from(side) * u64::from(width) / u64::from(shown)).max(1)).ok();
    let to = (scaled(w)?, scaled(h)?);
    let made = match bytes.first()? {
        0x89 => png::smaller(bytes, to)?,
        0xff => jpeg::smaller(bytes, to, turn)?,
        _ => return None,
    };
    (made.len() < bytes.len()).then_some(made)
}

/// How wide a photograph becomes that is too long as it came: the first of these at which it is not.
const FITTING: [u32; 4] = [2_560, 1_920, 1_440, 960];

/// A photograph that is longer than a picture may be, smaller; anything else as it came.
pub(crate) fn fitting(bytes: Vec<u8>) -> Vec<u8> {
    let most = MediaKind::Picture.most_bytes();
    if bytes.len() <= most || !bytes.starts_with(b"\xff\xd8") {
        return bytes;
    }
    let fits = |width: &u32| smaller(&bytes, *width).filter(|made| made.len() <= most);
    FITTING.iter().find_map(fits).unwrap_or(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ::png::{BitDepth, ColorType, Encoder};

    /// Left half red, right half blue, with some noise so that it does not pack to nothing.
    fn painted(width: u32, height: u32) -> Vec<u8> {
        let pixel = |n: u32| {
            let noise = (n.wrapping_mul(2_654_435_761) >> 27) as u8;
            if n % width < width / 2 { [220 + noise, noise, noise] } else { [noise, noise, 220 + noise] }
        };
        (0..width * height).flat_map(pixel).collect()
    }

    fn as_png(width: u32, height: u32) -> Vec<u8> {
        let mut out = vec![];
        let mut encoder = Encoder::new(&mut out, width, height);
        encoder.set_color(ColorType::Rgb);
        encoder.set_depth(BitDepth::Eight);
        encoder.write_header().and_then(|mut writer| writer.write_image_data(&painted(width, height))).expect("a picture");
        out
    }

    #[test]
    fn of_what_is_drawn_it_is_webp_and_where_png_is_shorter_that() {
        let drawn = include_bytes!("../../../../http/src/icons/share.png");
        assert!(smaller(drawn, 480).expect("a smaller one").starts_with(b"RIFF"));
        assert!(smaller(&as_png(800, 600), 480).expect("a smaller one").starts_with(b"\x89PNG"), "one pattern again and again");
    }

    fn as_jpeg(width: u16, height: u16, turn: Option<u16>) -> Vec<u8> {
        let mut out = vec![];
        let mut encoder = jpeg_encoder::Encoder::new(&mut out, 90);
        if let Some(turn) = turn {
            encoder.add_exif_metadata(&strip::turned(turn)).expect("short");
        }
        let pixels = painted(width.into(), height.into());
        encoder.encode(&pixels, width, height, jpeg_encoder::ColorType::Rgb).expect("a picture");
        out
    }

    #[test]
    fn a_picture_is_as_wide_as_asked_keeps_its_shape_and_its_colours() {
        for bytes in [as_png(800, 600), as_jpeg(800, 600, None)] {
            let small = smaller(&bytes, 480).expect("a smaller one");
            assert_eq!(size::of_bitmap(&small), Some((480, 360)));
            assert!(
                small.len() < bytes.len() && small.starts_with(b"\xff") == bytes.starts_with(b"\xff"),
                "{} of {}",
                small.len(),
                bytes.len()
            );
            let tiny = smaller(&bytes, 8).expect("a tiny one");
            let pixels = pixels_of(&tiny);
            let (left, right) = (pixels.get(..3).expect("a pixel"), pixels.get(21..24).expect("the last of the row"));
            assert!(left[0] > 180 && left[2] < 60 && right[0] < 60 && right[2] > 180, "{left:?} {right:?}");
        }
    }

    fn pixels_of(bytes: &[u8]) -> Vec<u8> {
        match bytes[0] {
            0x89 => return png::read(bytes).expect("a picture").1.bytes,
            0xff => return jpeg::read(bytes).expect("a picture").0.bytes,
            _ => {}
        }
        let mut decoder = image_webp::WebPDecoder::new(std::io::Cursor::new(bytes)).expect("WebP");
        let mut pixels = vec![0; decoder.output_buffer_size().expect("small")];
        decoder.read_image(&mut pixels).expect("a picture");
        pixels
    }

    #[test]
    fn a_photograph_that_lies_on_its_side_is_as_wide_as_it_is_shown_and_still_turned() {
        let small = smaller(&as_jpeg(800, 600, Some(6)), 300).expect("a smaller one");
        assert_eq!((size::of_bitmap(&small), strip::orientation(&small)), (Some((400, 300)), 6));
    }

    #[test]
    fn a_photograph_that_is_too_long_becomes_so_small_that_it_fits() {
        let most = MediaKind::Picture.most_bytes();
        let photograph = as_jpeg(2_700, 30, None);
        // a camera writes more behind the picture
        let long = [photograph.clone(), vec![0; most]].concat();
        let made = fitting(long);
        assert!(made.len() <= most && size::of_bitmap(&made).is_some_and(|(width, _)| width == 2_560), "{}", made.len());
        assert_eq!(fitting(photograph.clone()), photograph, "one that fits stays as it is");
        let narrow = [as_jpeg(800, 30, None), vec![0; most]].concat();
        assert_eq!(fitting(narrow.clone()).len(), narrow.len(), "it is told what is wrong with it");
    }

    #[test]
    fn a_photograph_that_says_two_sizes_is_painted_in_neither() {
        let small = as_jpeg(1_000, 30, None);
        // a filling byte in the place of a marker: one reader skips a segment there, another one goes on
        let head = |side: u16| {
            [&b"\xff\xc0\0\x11\x08"[..], &side.to_be_bytes(), &side.to_be_bytes(), b"\x03\x01\x22\0\x02\x11\x01\x03\x11\x01"].concat()
        };
        let skipped = [head(16_384), vec![0; 64_998 - 19]].concat();
        let two = [b"\xff\xd8\xff\0\xfd\xe8", &skipped[..], &small[2..]].concat();
        assert_eq!(size::of_bitmap(&two), size::of_bitmap(&small));
        assert!(smaller(&two, 480).is_none());
        assert!(smaller(&small, 480).is_some());
    }

    #[test]
    fn nothing_is_made_of_what_is_small_already_too_large_or_damaged() {
        let bytes = as_png(100, 50);
        assert!(smaller(&bytes, 100).is_none() && smaller(&bytes, 480).is_none());
        let mut bomb = bytes.clone();
        bomb[16..24].copy_from_slice(&[0, 0, 0x40, 0, 0, 0, 0x40, 0]);
        assert!(smaller(&bomb, 480).is_none(), "16,384 pixels to a side");
        for whole in [as_png(64, 64), as_jpeg(64, 64, None)] {
            for n in (0..whole.len()).step_by(7) {
                let _ = smaller(&whole[..n], 8);
            }
        }
        assert!(smaller(b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x8f\x07\0\xc7\0\0", 480).is_none());
    }
}
