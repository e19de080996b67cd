//! A picture without what a camera or a program wrote into it: where it was taken, by whom, with what. The picture itself is copied as it is.
//!
//! Segments are copied or left out, and nothing is decoded: no crate that is here already does that for all three formats, and an encoder would lose quality.

mod exif;
mod jpeg;
mod png;
mod webp;

/// A picture that was gone through.
pub(super) struct Stripped {
    pub bytes: Vec<u8>,
    /// Whether it told where it was taken.
    pub told_place: bool,
}

/// Goes through a picture; nothing where its parts cannot be told apart.
pub(super) fn strip(bytes: &[u8]) -> Option<Stripped> {
    match bytes.first()? {
        0x89 => png::strip(bytes),
        b'R' => webp::strip(bytes),
        0xff => jpeg::strip(bytes),
        _ => None,
    }
}

/// How a picture that is shown has to be turned: 1 where it has not (EXIF). Browsers turn it.
pub(super) fn orientation(bytes: &[u8]) -> u16 {
    let told = if bytes.starts_with(b"\xff\xd8") { jpeg::exif(bytes) } else { None };
    told.map_or(1, |exif| exif.orientation)
}

/// EXIF that says how a picture has to be turned, and nothing else.
pub(super) fn turned(orientation: u16) -> Vec<u8> {
    exif::turn(orientation)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a telephone writes: the picture lies on its side, and was taken on the Bund.
    fn camera() -> Vec<u8> {
        let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
            [&tag.to_be_bytes()[..], &kind.to_be_bytes(), &count.to_be_bytes(), &value].concat()
        };
        let entries = [entry(0x0112, 3, 1, [0, 6, 0, 0]), entry(0x8825, 4, 1, [0, 0, 0, 38])];
        let latitude = entry(0x0002, 5, 3, [0, 0, 0, 56]);
        [&b"MM\0\x2a\0\0\0\x08\0\x02"[..], &entries.concat(), &[0; 4], b"\0\x01", &latitude, &[0; 4], b"31.2400N"].concat()
    }

    fn segment(marker: u8, body: &[u8]) -> Vec<u8> {
        [&[0xff, marker][..], &(body.len() as u16 + 2).to_be_bytes(), body].concat()
    }

    fn photo() -> Vec<u8> {
        [
            b"\xff\xd8".to_vec(),
            segment(0xe0, b"JFIF\0\x01\x02\0\0\x01\0\x01\0\0"),
            segment(0xe1, &[&b"Exif\0\0"[..], &camera()].concat()),
            segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>Zhang San</x:xmpmeta>"),
            segment(0xe2, b"ICC_PROFILE\0\x01\x01colours"),
            segment(0xe2, b"MPF\0more"),
            segment(0xed, b"Photoshop 3.0\0Shanghai"),
            segment(0xfe, b"made by me"),
            segment(0xc0, &[8, 0, 200, 1, 0x90, 1, 1, 0x11, 0]),
            segment(0xda, &[1, 1, 0, 0, 63, 0]),
            b"\x12\xff\x00\x34\xff\xd0\x56".to_vec(),
            segment(0xc4, &[0; 17]),
            segment(0xda, &[1, 1, 0, 0, 63, 0]),
            b"\x78\xff\xd9".to_vec(),
            b"another picture behind it, with a place".to_vec(),
        ]
        .concat()
    }

    fn has(bytes: &[u8], words: &[u8]) -> bool {
        bytes.windows(words.len()).any(|part| part == words)
    }

    #[test]
    fn a_photograph_keeps_its_picture_its_turn_and_its_colours_alone() {
        let photo = photo();
        let stripped = strip(&photo).expect("a photograph");
        assert!(stripped.told_place);
        for gone in [&b"31.24"[..], b"Zhang San", b"Shanghai", b"made by me", b"behind it", b"MPF"] {
            assert!(has(&photo, gone) && !has(&stripped.bytes, gone), "{}", String::from_utf8_lossy(gone));
        }
        for kept in [&b"JFIF"[..], b"ICC_PROFILE\0\x01\x01colours", b"\x12\xff\x00\x34\xff\xd0\x56", b"\x78\xff\xd9"] {
            assert!(has(&stripped.bytes, kept), "{kept:?}");
        }
        assert_eq!((orientation(&photo), orientation(&stripped.bytes)), (6, 6));
        let again = strip(&stripped.bytes).expect("a photograph");
        assert!(again.bytes == stripped.bytes && !again.told_place, "what is clean stays as it is, byte for byte");
    }

    #[test]
    fn an_upright_photograph_has_no_exif_left() {
        let exif = [b"Exif\0\0II\x2a\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x01\0\0\0\0\0\0\0".as_slice()].concat();
        let bytes = [b"\xff\xd8".to_vec(), segment(0xe1, &exif), segment(0xda, &[0; 6]), b"x\xff\xd9".to_vec()].concat();
        let stripped = strip(&bytes).expect("a photograph");
        assert!(!has(&stripped.bytes, b"Exif"));
        assert_eq!(orientation(&bytes), 1);
    }

    fn chunk(name: &[u8], body: &[u8]) -> Vec<u8> {
        [&(body.len() as u32).to_be_bytes()[..], name, body, b"\0\0\0\0"].concat()
    }

    #[test]
    fn a_png_keeps_what_it_looks_like() {
        let parts = [
            b"\x89PNG\r\n\x1a\n".to_vec(),
            chunk(b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0]),
            chunk(b"iCCP", b"profile"),
            chunk(b"pHYs", &[0; 9]),
            chunk(b"tEXt", b"Author\0Zhang San"),
            chunk(b"iTXt", b"XML:com.adobe.xmp\0"),
            chunk(b"eXIf", &camera()),
            chunk(b"tIME", &[0; 7]),
            chunk(b"IDAT", b"pixels"),
            chunk(b"IEND", b""),
            b"behind the end".to_vec(),
        ];
        let stripped = strip(&parts.concat()).expect("a picture");
        assert!(stripped.told_place);
        for gone in [&b"Zhang"[..], b"tIME", b"xmp", b"31.24", b"behind"] {
            assert!(!has(&stripped.bytes, gone), "{gone:?}");
        }
        for kept in [&b"IHDR"[..], b"iCCPprofile", b"pHYs", b"IDATpixels", b"IEND"] {
            assert!(has(&stripped.bytes, kept), "{kept:?}");
        }
        // the turn stands in an eXIf of its own, whose sum every decoder checks
        let at = stripped.bytes.windows(4).position(|part| part == b"eXIf").expect("the turn");
        assert_eq!(stripped.bytes[at + 4..at + 4 + exif::TURN_BYTES], exif::turn(6));
        assert_eq!(strip(&stripped.bytes).expect("a picture").bytes, stripped.bytes);
    }

    #[test]
    fn a_webp_says_of_itself_what_it_still_has() {
        let part = |name: &[u8], body: &[u8]| {
            let odd = if body.len() % 2 == 1 { &b"\0"[..] } else { b"" };
            [name, &(body.len() as u32).to_le_bytes(), body, odd].concat()
        };
        let wrap = |parts: &[Vec<u8>]| {
            let body = parts.concat();
            [&b"RIFF"[..], &(body.len() as u32 + 4).to_le_bytes(), b"WEBP", &body].concat()
        };
        let head = |flags: u8| part(b"VP8X", &[flags, 0, 0, 0, 9, 0, 0, 9, 0, 0]);
        let (profile, pixels) = (part(b"ICCP", b"colours"), part(b"VP8L", b"pixels!"));
        let bytes = wrap(&[head(0x2c), profile.clone(), pixels.clone(), part(b"EXIF", &camera()), part(b"XMP ", b"<x:xmpmeta/>")]);
        let stripped = strip(&bytes).expect("a picture");
        assert!(stripped.told_place);
        assert_eq!(stripped.bytes, wrap(&[head(0x28), profile.clone(), pixels.clone(), part(b"EXIF", &exif::turn(6))]));
        let upright = wrap(&[head(0x24), profile.clone(), pixels.clone(), part(b"XMP ", b"<x:xmpmeta/>")]);
        assert_eq!(strip(&upright).expect("a picture").bytes, wrap(&[head(0x20), profile, pixels]));
    }

    #[test]
    fn damaged_pictures_are_refused_and_nothing_panics() {
        for whole in [photo(), [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(b"IHDR", &[0; 13]), chunk(b"IEND", b"")].concat()] {
            for n in 0..whole.len() {
                let _ = (strip(&whole[..n]), orientation(&whole[..n]));
            }
            assert!(strip(&whole[..whole.len() / 3]).is_none());
        }
        assert!(strip(b"RIFF\xff\xff\xff\xffWEBPVP8 \xff\xff\xff\xff").is_none() && strip(b"GIF89a").is_none() && strip(b"").is_none());
    }
}
