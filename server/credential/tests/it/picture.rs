//! QR codes in pictures: as a screenshot shows them, turned, seen from the side, in a shadow, small; and pictures without one.

use qrcode::{Color, EcLevel, QrCode};
use std::io::Write;
use zhixing_credential::carrier::picture::codes;

const TEXT: &str = "https://zhixing.example/v/S000011000001265000042?c=K7QM2XWD9HTA";

fn png(width: usize, height: usize, pixel: impl Fn(usize, usize) -> u8) -> Vec<u8> {
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    for y in 0..height {
        let row: Vec<u8> = std::iter::once(0).chain((0..width).map(|x| pixel(x, y))).collect();
        packed.write_all(&row).unwrap();
    }
    let chunk = |kind: &[u8], data: &[u8]| {
        let body = [kind, data].concat();
        let mut crc = flate2::Crc::new();
        crc.update(&body);
        [&(data.len() as u32).to_be_bytes(), &body[..], &crc.sum().to_be_bytes()].concat()
    };
    let header = [&(width as u32).to_be_bytes()[..], &(height as u32).to_be_bytes(), &[8, 0, 0, 0, 0]].concat();
    [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(b"IHDR", &header), chunk(b"IDAT", &packed.finish().unwrap()), chunk(b"IEND", b"")].concat()
}

/// A sheet of paper with the code on it; `place` takes a pixel of the picture to the code's modules.
fn picture(width: usize, height: usize, light: impl Fn(f64, f64) -> f64, place: impl Fn(f64, f64) -> (f64, f64)) -> Vec<u8> {
    let code = QrCode::with_error_correction_level(TEXT, EcLevel::M).unwrap();
    let size = code.width();
    let colors = code.to_colors();
    png(width, height, |x, y| {
        // four samples a pixel, as a camera blurs
        let dark: f64 = [(0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75)]
            .iter()
            .map(|(dx, dy)| {
                let (u, v) = place(x as f64 + dx, y as f64 + dy);
                let inside = u >= 0.0 && v >= 0.0 && u < size as f64 && v < size as f64;
                f64::from(u8::from(inside && colors[v as usize * size + u as usize] == Color::Dark)) / 4.0
            })
            .sum();
        ((1.0 - 0.85 * dark) * light(x as f64, y as f64)) as u8
    })
}

#[test]
fn the_code_of_a_photographed_certificate_is_read() {
    let even = |_: f64, _: f64| 250.0;
    let shadow = |x: f64, y: f64| 90.0 + (x + y) / 8.0;
    let turned = |angle: f64, scale: f64| {
        move |x: f64, y: f64| {
            let (x, y) = (x - 400.0, y - 400.0);
            ((x * angle.cos() + y * angle.sin()) / scale + 18.0, (y * angle.cos() - x * angle.sin()) / scale + 18.0)
        }
    };
    let pictures = [
        ("a screenshot", picture(800, 600, even, |x, y| ((x - 300.0) / 6.0, (y - 200.0) / 6.0))),
        ("small", picture(800, 600, even, |x, y| ((x - 30.5) / 3.3, (y - 20.2) / 3.3))),
        ("of a telephone, made smaller", picture(3000, 4000, even, |x, y| ((x - 900.0) / 12.0, (y - 2500.0) / 12.0))),
        ("in a shadow", picture(800, 800, shadow, |x, y| ((x - 200.0) / 8.0, (y - 300.0) / 8.0))),
        ("turned a little", picture(800, 800, even, turned(0.2, 8.0))),
        ("turned half round", picture(800, 800, even, turned(2.8, 7.0))),
        ("turned by an eighth", picture(800, 800, even, turned(0.785, 8.0))),
        (
            "from the side",
            picture(800, 800, even, |x, y| {
                let (x, y) = (x - 150.0, y - 150.0);
                let depth = 1.0 - x * 0.0004 - y * 0.0002;
                (x / 9.0 / depth, y / 9.0 / depth)
            }),
        ),
    ];
    for (name, picture) in pictures {
        assert_eq!(codes(&picture), Ok(vec![TEXT.to_string()]), "{name}");
    }
}

#[test]
fn a_picture_without_a_code_has_none() {
    assert_eq!(codes(&png(400, 300, |x, y| (x * 7 + y * 13) as u8)), Ok(vec![]));
    assert_eq!(codes(&png(300, 300, |_, _| 0)), Ok(vec![]));
    assert_eq!(codes(&png(1, 1, |_, _| 255)), Ok(vec![]));
    assert!(codes(b"\x89PNG\r\n\x1a\nnothing").is_err());
    assert!(codes(b"\xff\xd8\xff\xe0nothing").is_err());
    assert!(codes(b"GIF89a").is_err());
}
