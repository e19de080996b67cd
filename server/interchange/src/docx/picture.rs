//! Pictures of a paper: each once in the file, in a size that fits on a page.

use super::words;
use crate::{BankNote, BankPicture, xml::plain};
use zhixing_courseware::picture_size;

/// The length of a pixel at 96 of them an inch, and the most that a picture is wide and high: 15 cm and 9 cm.
const PIXEL: u64 = 9_525;
const WIDEST: u64 = 5_400_000;
const HIGHEST: u64 = 3_240_000;

/// Kinds that word processors show, by how a name ends and what it is then.
pub const KINDS: [(&str, &str); 5] =
    [("png", "image/png"), ("jpg", "image/jpeg"), ("jpeg", "image/jpeg"), ("gif", "image/gif"), ("svg", "image/svg+xml")];

pub(super) struct Pictures<'p> {
    all: &'p [BankPicture],
    /// Those that are shown, in the order of their relations.
    pub shown: Vec<&'p BankPicture>,
    /// How many there are on the paper.
    drawn: usize,
}

fn kind(name: &str) -> Option<&'static str> {
    let end = name.rsplit_once('.')?.1.to_ascii_lowercase();
    KINDS.iter().find(|(kind, _)| *kind == end).map(|(kind, _)| *kind)
}

impl<'p> Pictures<'p> {
    pub fn of(all: &'p [BankPicture]) -> Self {
        Self { all, shown: vec![], drawn: 0 }
    }

    /// The picture of an address; nothing where it is not there, or of a kind that paper does not have.
    pub fn draw(&mut self, address: &str, alt: &str, losses: &mut Vec<BankNote>) -> Option<String> {
        let name = address.strip_prefix("media/")?;
        let picture = self.all.iter().find(|p| p.name == name)?;
        let kind = kind(name)?;
        let (width, height) = picture_size(&picture.bytes).unwrap_or((400, 300));
        let place = self.shown.iter().position(|p| p.name == name).unwrap_or_else(|| {
            if kind == "svg" {
                losses.push(words::drawing(name));
            }
            self.shown.push(picture);
            self.shown.len() - 1
        });
        self.drawn += 1;
        Some(drawing(self.drawn, &relation(place), (width, height), alt, kind == "svg"))
    }
}

/// The name of the relation to the n-th picture.
pub fn relation(n: usize) -> String {
    format!("picture{}", n + 1)
}

/// Where it lies in the file.
pub fn path(n: usize, picture: &BankPicture) -> String {
    format!("media/picture{}.{}", n + 1, kind(&picture.name).unwrap_or("png"))
}

fn drawing(n: usize, relation: &str, (width, height): (u32, u32), alt: &str, is_svg: bool) -> String {
    let (width, height) = (u64::from(width.max(1)) * PIXEL, u64::from(height.max(1)) * PIXEL);
    // the smaller of the two shares that make it fit, in thousandths
    let share = (WIDEST * 1000 / width).min(HIGHEST * 1000 / height).min(1000);
    let size = format!("cx=\"{}\" cy=\"{}\"", (width * share / 1000).max(1), (height * share / 1000).max(1));
    let alt = plain(alt);
    let svg = if is_svg {
        format!(
            "<a:extLst><a:ext uri=\"{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}\"><asvg:svgBlip \
             xmlns:asvg=\"http://schemas.microsoft.com/office/drawing/2016/SVG/main\" r:embed=\"{relation}\"/></a:ext></a:extLst>"
        )
    } else {
        String::new()
    };
    format!(
        "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent {size}/><wp:docPr id=\"{n}\" \
         name=\"{relation}\" descr=\"{alt}\"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData \
         uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr><pic:cNvPr id=\"{n}\" name=\"{relation}\"/>\
         <pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"{relation}\">{svg}</a:blip><a:stretch><a:fillRect/></a:stretch>\
         </pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext {size}/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>\
         </pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
}
