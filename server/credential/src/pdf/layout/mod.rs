//! What stands where on the sheet. Points from the top left; the fields and their names are those of 人社鉴发〔2021〕1号.
//! `body` has the fields, `foot` the ways to check and the issuer, `field` how a field is set.

mod body;
mod field;
mod foot;

use super::canvas::{Canvas, Color, Piece, rectangle};
use super::fonts::Fonts;
use super::ornament;
use super::text::{Typesetter, sans, serif, strong};
use super::{HEIGHT, PdfError, Sheet, WIDTH};
use krilla::image::Image;
use krilla::surface::Surface;
use krilla::tagging::{Node, Tag};
use zhixing_domain::certificate::Facts;

const LEFT: f32 = 68.0;
const RIGHT: f32 = WIDTH - 68.0;
/// Where the second column begins.
const SECOND: f32 = 318.0;
/// A third of the width: the document number, and the marks where there are three.
const THIRD: f32 = LEFT + (RIGHT - LEFT) / 3.0;
/// Width of the first column.
const FIRST: f32 = 236.0;

struct Ink {
    text: Color,
    quiet: Color,
    faint: Color,
    accent: Color,
    gold: Color,
    alert: Color,
}

/// Deep ink, pine green and old gold; vermilion only for the notice of a demonstration.
fn ink() -> Ink {
    Ink {
        text: Color::new(24, 32, 44),
        quiet: Color::new(98, 106, 118),
        faint: Color::new(214, 209, 198),
        accent: Color::new(22, 84, 84),
        gold: Color::new(176, 149, 98),
        alert: Color::new(176, 48, 36),
    }
}

const ZH: &str = "zh-CN";
const EN: &str = "en";

struct Draft<'a, 'b> {
    canvas: Canvas<'a>,
    set: &'b Typesetter<'b>,
    ink: Ink,
}

pub(super) fn draw(surface: Surface<'_>, sheet: &Sheet<'_>, photo: Option<Image>, fonts: &Fonts) -> Result<Vec<Node>, PdfError> {
    let set = Typesetter::new(fonts)?;
    let mut draft = Draft { canvas: Canvas::new(surface), set: &set, ink: ink() };
    // the surface must be closed in order even when something does not fit
    let drawn = draft.all(sheet, photo);
    let tags = draft.canvas.finish();
    drawn.map(|()| tags)
}

impl Draft<'_, '_> {
    fn all(&mut self, sheet: &Sheet<'_>, photo: Option<Image>) -> Result<(), PdfError> {
        let facts = sheet.facts;
        self.heading(facts)?;
        let y = self.holder(sheet, photo)?;
        self.achievement(facts, y)?;
        let y = self.results(facts, y + 122.0)?;
        self.reference(facts, sheet.version, y)?;
        self.verification(sheet)?;
        self.issuer(facts)?;
        self.foot(facts)
    }

    fn heading(&mut self, facts: &Facts) -> Result<(), PdfError> {
        let Ink { gold, accent, text, quiet, .. } = self.ink;
        self.canvas.decoration(|canvas| {
            ornament::frame(canvas, WIDTH, HEIGHT, gold);
            ornament::emblem(canvas, WIDTH / 2.0, 84.0, 19.0, accent);
        });
        let title = self.centred("职业技能等级证书", strong(33.0).tracked(6.5), 148.0, text, ZH)?;
        self.canvas.element(Tag::Hn(std::num::NonZeroU16::MIN, Some("职业技能等级证书".into())), &[title]);
        let english = self.centred("CERTIFICATE OF OCCUPATIONAL SKILL LEVEL", serif(10.2).tracked(2.3), 170.0, accent, EN)?;
        self.canvas.element(Tag::P, &[english]);
        self.canvas.decoration(|canvas| {
            canvas.rule((WIDTH / 2.0 - 26.0, 186.0), (WIDTH / 2.0 + 26.0, 186.0), 0.9, gold);
        });
        let statement = self.centred(
            "本证书表明持证人通过本机构组织的职业技能等级认定，具备该职业（工种）相应职业技能等级水平。",
            serif(10.0),
            212.0,
            text,
            ZH,
        )?;
        self.canvas.element(Tag::P, &[statement]);
        let english = self.centred(
            "The holder has passed the skill assessment of this body and is qualified in the occupation at the level stated below.",
            serif(8.4),
            227.0,
            quiet,
            EN,
        )?;
        self.canvas.element(Tag::P, &[english]);
        if facts.demo {
            self.badge()?;
        }
        Ok(())
    }

    /// The tag of a demonstration, where nobody can miss it.
    fn badge(&mut self) -> Result<(), PdfError> {
        let alert = self.ink.alert;
        let (zh, en) = (self.set.line("演示证书", strong(10.0).tracked(1.5))?, self.set.line("DEMONSTRATION", sans(6.0).tracked(0.9))?);
        let width = zh.width.max(en.width) + 20.0;
        let (x, y) = (RIGHT - width + 12.0, 56.0);
        self.canvas.decoration(|canvas| canvas.stroke(rectangle(x, y, width, 34.0), 0.9, alert));
        let (zh_x, en_x) = (x + (width - zh.width) / 2.0, x + (width - en.width) / 2.0);
        let pieces = [
            Piece { line: zh, x: zh_x, y: y + 15.5, color: alert, lang: ZH },
            Piece { line: en, x: en_x, y: y + 26.5, color: alert, lang: EN },
        ];
        self.canvas.element(Tag::P, &pieces);
        Ok(())
    }
}
