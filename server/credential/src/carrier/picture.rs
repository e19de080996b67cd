//! A photograph or a screenshot of a certificate: the texts of the QR codes in it. What else is drawn proves nothing and is not looked at.
//!
//! Bounded before anything is unpacked: sides and pixels by the header, then one grey picture of at most [`LONG`](super::grey::LONG) pixels a side, a fixed number of
//! finder patterns (`finder`) and of grids (`sampling`). A hostile picture costs what an honest one costs.

use super::{Carrier, LARGEST, binary::Bits, finder, grey::Grey, kind, sampling};
use std::io::Cursor;
use zune_jpeg::{
    JpegDecoder,
    zune_core::{bytestream::ZCursor, colorspace::ColorSpace, options::DecoderOptions},
};

/// Of a side, in pixels.
const SIDE: usize = 8192;
/// Of a picture: what telephones take.
const PIXELS: usize = 12_700_000;
/// Passes of a progressive JPEG: cameras make about ten, and each goes through the whole picture.
const SCANS: usize = 24;
/// What a picture that cannot be read row by row may take unpacked.
const WHOLE: usize = 16 << 20;

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    #[error("more pixels than are looked at")]
    TooLarge,
    #[error("no PNG or JPEG that can be read")]
    Unreadable,
}

/// The texts of the QR codes in a PNG or JPEG.
///
/// # Errors
///
/// A [`PictureError`] if it is no picture, or larger than one that is looked at.
pub fn codes(bytes: &[u8]) -> Result<Vec<String>, PictureError> {
    if bytes.len() > LARGEST {
        return Err(PictureError::TooLarge);
    }
    let grey = match kind(bytes) {
        Some(Carrier::Png) => png(bytes)?,
        Some(Carrier::Jpeg) => jpeg(bytes)?,
        _ => return Err(PictureError::Unreadable),
    };
    let bits = Bits::of(&grey);
    drop(grey);
    let mut texts = Vec::new();
    for corners in finder::corners(&bits) {
        if let Some(text) = sampling::read(&bits, &corners).filter(|text| !texts.contains(text)) {
            texts.push(text);
        }
    }
    Ok(texts)
}

fn measure(width: usize, height: usize) -> Result<(), PictureError> {
    let fits = width <= SIDE && height <= SIDE && width.saturating_mul(height) <= PIXELS;
    fits.then_some(()).ok_or(PictureError::TooLarge)
}

fn png(bytes: &[u8]) -> Result<Grey, PictureError> {
    let unreadable = |_| PictureError::Unreadable;
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(bytes), png::Limits { bytes: WHOLE });
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    let header = decoder.read_header_info().map_err(unreadable)?;
    let (width, height, interlaced) = (header.width as usize, header.height as usize, header.interlaced);
    measure(width, height)?;
    let mut reader = decoder.read_info().map_err(unreadable)?;
    let samples = reader.output_color_type().0.samples();
    let mut grey = Grey::new(width, height);
    if interlaced {
        let size = reader.output_buffer_size().filter(|size| *size <= WHOLE).ok_or(PictureError::TooLarge)?;
        let mut whole = vec![0; size];
        reader.next_frame(&mut whole).map_err(unreadable)?;
        whole.chunks_exact(width * samples).for_each(|row| grey.row(row.chunks_exact(samples).map(light)));
    } else {
        while let Some(row) = reader.next_row().map_err(unreadable)? {
            grey.row(row.data().chunks_exact(samples).map(light));
        }
    }
    Ok(grey.done())
}

/// Grey, grey and alpha, colour, or colour and alpha; over white paper.
fn light(pixel: &[u8]) -> u8 {
    let (value, alpha) = match pixel {
        [grey] => (u32::from(*grey), 255),
        [grey, alpha] => (u32::from(*grey), u32::from(*alpha)),
        [r, g, b] => (luma(*r, *g, *b), 255),
        [r, g, b, alpha] => (luma(*r, *g, *b), u32::from(*alpha)),
        _ => (255, 255),
    };
    ((value * alpha + 255 * (255 - alpha)) / 255) as u8
}

fn luma(r: u8, g: u8, b: u8) -> u32 {
    (u32::from(r) * 77 + u32::from(g) * 150 + u32::from(b) * 29) >> 8
}

fn jpeg(bytes: &[u8]) -> Result<Grey, PictureError> {
    let unreadable = |_| PictureError::Unreadable;
    let options = DecoderOptions::default()
        .set_max_width(SIDE)
        .set_max_height(SIDE)
        .jpeg_set_max_scans(SCANS)
        .jpeg_set_out_colorspace(ColorSpace::Luma);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(unreadable)?;
    let (width, height) = decoder.dimensions().ok_or(PictureError::Unreadable)?;
    measure(width, height)?;
    let pixels = decoder.decode().map_err(unreadable)?;
    let mut grey = Grey::new(width, height);
    pixels.chunks_exact(width.max(1)).for_each(|row| grey.row(row.iter().copied()));
    Ok(grey.done())
}
