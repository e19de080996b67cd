//! PNG: screens and drawings in pixels. The smaller one is WebP without loss, of screens a quarter fewer bytes, or PNG where that is shorter.

use super::pixels::Pixels;
use image_webp::{ColorType as WebpType, WebPEncoder};
use png::{BitDepth, ColorType, Compression, Decoder, Encoder, Info, Transformations};
use std::{borrow::Cow, io::Cursor};

/// What stays of a picture besides its pixels: kind of colours, and their profile.
type Colours = (ColorType, Option<Cow<'static, [u8]>>);

pub(super) fn smaller(bytes: &[u8], to: (usize, usize)) -> Option<Vec<u8>> {
    let (colours, pixels) = read(bytes)?;
    let small = pixels.averaged(to)?;
    let size = (u32::try_from(small.width).ok()?, u32::try_from(small.height).ok()?);
    [as_webp(&colours, &small, size), write(&colours, &small.bytes, size)].into_iter().flatten().min_by_key(Vec::len)
}

fn as_webp((kind, profile): &Colours, small: &Pixels, (width, height): (u32, u32)) -> Option<Vec<u8>> {
    let kind = match kind {
        // WebP has no grey: a profile of greys would be one of other colours there
        ColorType::Grayscale | ColorType::GrayscaleAlpha if profile.is_some() => return None,
        ColorType::Grayscale => WebpType::L8,
        ColorType::GrayscaleAlpha => WebpType::La8,
        ColorType::Rgb => WebpType::Rgb8,
        ColorType::Rgba => WebpType::Rgba8,
        ColorType::Indexed => return None,
    };
    let mut out = vec![];
    let mut encoder = WebPEncoder::new(&mut out);
    if let Some(profile) = profile {
        encoder.set_icc_profile(profile.to_vec());
    }
    encoder.encode(&small.bytes, width, height, kind).ok()?;
    Some(out)
}

pub(super) fn write((kind, profile): &Colours, pixels: &[u8], (width, height): (u32, u32)) -> Option<Vec<u8>> {
    let mut info = Info::with_size(width, height);
    (info.color_type, info.bit_depth, info.icc_profile) = (*kind, BitDepth::Eight, profile.clone());
    let mut out = vec![];
    let mut encoder = Encoder::with_info(&mut out, info).ok()?;
    encoder.set_compression(Compression::Balanced);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(pixels).ok()?;
    writer.finish().ok()?;
    Some(out)
}

/// The pixels with a byte for each sample; nothing of a picture that moves, or that is turned.
pub(super) fn read(bytes: &[u8]) -> Option<(Colours, Pixels)> {
    let mut decoder = Decoder::new(Cursor::new(bytes));
    decoder.set_transformations(Transformations::EXPAND | Transformations::STRIP_16);
    let mut reader = decoder.read_info().ok()?;
    let info = reader.info();
    if info.animation_control.is_some() || info.exif_metadata.is_some() {
        return None;
    }
    let profile = info.icc_profile.as_ref().map(|profile| Cow::Owned(profile.to_vec()));
    let mut painted = vec![0; reader.output_buffer_size()?];
    let frame = reader.next_frame(&mut painted).ok()?;
    painted.truncate(frame.buffer_size());
    let (width, height) = (usize::try_from(frame.width).ok()?, usize::try_from(frame.height).ok()?);
    Some(((frame.color_type, profile), Pixels { width, height, samples: frame.color_type.samples(), bytes: painted }))
}
