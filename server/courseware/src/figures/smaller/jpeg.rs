//! JPEG: photographs.

use super::{
    super::{size, strip},
    pixels::Pixels,
};
use jpeg_encoder::{ColorType, Encoder};
use zune_core::{bytestream::ZCursor, colorspace::ColorSpace, options::DecoderOptions};
use zune_jpeg::JpegDecoder;

/// Nobody sees a difference on a page.
const QUALITY: u8 = 82;

pub(super) fn smaller(bytes: &[u8], to: (usize, usize), turn: u16) -> Option<Vec<u8>> {
    let (pixels, profile) = read(bytes)?;
    let small = pixels.averaged(to)?;
    let mut out = vec![];
    let mut encoder = Encoder::new(&mut out, QUALITY);
    if turn != 1 {
        encoder.add_exif_metadata(&strip::turned(turn)).ok()?;
    }
    if let Some(profile) = profile {
        encoder.add_icc_profile(&profile).ok()?;
    }
    encoder.encode(&small.bytes, u16::try_from(small.width).ok()?, u16::try_from(small.height).ok()?, ColorType::Rgb).ok()?;
    Some(out)
}

/// The pixels in red, green and blue, and their colour profile; nothing of inks for paper.
pub(super) fn read(bytes: &[u8]) -> Option<(Pixels, Option<Vec<u8>>)> {
    let options = DecoderOptions::default().jpeg_set_out_colorspace(ColorSpace::RGB);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().ok()?;
    if !matches!(decoder.input_colorspace()?, ColorSpace::YCbCr | ColorSpace::RGB) {
        return None;
    }
    // one that says two sizes would be painted in the other one, which nobody looked at
    let info = decoder.info()?;
    if size::of_bitmap(bytes)? != (info.width.into(), info.height.into()) {
        return None;
    }
    let painted = decoder.decode().ok()?;
    let pixels = Pixels { width: info.width.into(), height: info.height.into(), samples: 3, bytes: painted };
    Some((pixels, decoder.icc_profile()))
}
