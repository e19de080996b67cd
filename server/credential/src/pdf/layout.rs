//! What stands where on the sheet. Points from the top left; the fields and their names are those of 人社鉴发〔2021〕1号.

use super::canvas::{Canvas, Color, Piece, rectangle};
use super::ornament::{self, Mark};
use super::text::{Line, Type, Typesetter, sans, serif, strong};
use super::{HEIGHT, PdfError, Sheet, WIDTH};
use crate::facts::Facts;
use crate::instant::date_in_china;
use crate::text::clean;
use krilla::geom::{Size, Transform};
use krilla::image::Image;
use krilla::surface::Surface;
use krilla::tagging::{Node, Tag};
use super::fonts::Fonts;

const LEFT: f32 = 68.0;
const RIGHT: f32 = WIDTH - 68.0;
/// Where the second column begins.
const SECOND: f32 = 318.0;
/// 1-inch photo, 25 × 35 mm.
const PHOTO: (f32, f32) = (70.87, 99.21);

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
        self.holder(sheet, photo)?;
        self.achievement(facts)?;
        let y = self.results(facts, 489.0)?;
        self.reference(facts, y)?;
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
        let english = self.centred("CERTIFICATE OF VOCATIONAL SKILL LEVEL", serif(10.2).tracked(2.3), 170.0, accent, EN)?;
        self.canvas.element(Tag::P, &[english]);
        self.canvas.decoration(|canvas| {
            canvas.rule((WIDTH / 2.0 - 26.0, 186.0), (WIDTH / 2.0 + 26.0, 186.0), 0.9, gold);
        });
        let statement = self.centred("本证书表明持证人通过本机构组织的职业技能等级认定，具备该职业（工种）相应职业技能等级水平。", serif(10.0), 212.0, text, ZH)?;
        self.canvas.element(Tag::P, &[statement]);
        let english = self.centred("The holder has passed this body’s assessment and is qualified in the occupation and at the level stated below.", serif(8.4), 227.0, quiet, EN)?;
        self.canvas.element(Tag::P, &[english]);
        if facts.demonstration.is_some() {
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

    fn holder(&mut self, sheet: &Sheet<'_>, photo: Option<Image>) -> Result<(), PdfError> {
        let left = RIGHT - PHOTO.0;
        let room = left - 24.0 - LEFT;
        self.field("姓名", "Name", &clean(&sheet.facts.holder.legal_name), (LEFT, 266.0), room, strong(25.0), 30.0)?;
        let identity = &sheet.identity;
        let kind = format!("{}  {}", clean(identity.kind_zh), clean(identity.kind_en));
        self.field("证件类型", "Document", &kind, (LEFT, 331.0), 168.0, serif(12.0), 18.5)?;
        self.field("证件号码", "Document No.", &clean(identity.number), (LEFT + 182.0, 331.0), room - 182.0, serif(12.0).tracked(0.3), 18.5)?;
        self.photo(photo, left, 256.0)?;
        self.line_at(376.0);
        Ok(())
    }

    fn photo(&mut self, photo: Option<Image>, x: f32, y: f32) -> Result<(), PdfError> {
        let (width, height) = PHOTO;
        let Ink { gold, quiet, .. } = self.ink;
        let Some(image) = photo else {
            self.canvas.decoration(|canvas| canvas.stroke(rectangle(x, y, width, height), 0.5, gold));
            let (zh, en) = (self.set.line("照片", serif(9.0).tracked(2.0))?, self.set.line("Photo", serif(7.5))?);
            let (zh_x, en_x) = (x + (width - zh.width) / 2.0, x + (width - en.width) / 2.0);
            let pieces = [
                Piece { line: zh, x: zh_x, y: y + height / 2.0, color: quiet, lang: ZH },
                Piece { line: en, x: en_x, y: y + height / 2.0 + 11.0, color: quiet, lang: EN },
            ];
            self.canvas.element(Tag::P, &pieces);
            return Ok(());
        };
        // the whole picture, as large as fits, never stretched
        let (pixels_x, pixels_y) = image.size();
        let scale = (width / pixels_x as f32).min(height / pixels_y as f32);
        let size = Size::from_wh(pixels_x as f32 * scale, pixels_y as f32 * scale).ok_or(PdfError::Photo)?;
        self.canvas.figure(Tag::Figure(Some("持证人照片 Photo of the holder".into())), |canvas| {
            let surface = canvas.surface();
            surface.push_transform(&Transform::from_translate(x + (width - size.width()) / 2.0, y + (height - size.height()) / 2.0));
            surface.draw_image(image, size);
            surface.pop();
        });
        self.canvas.decoration(|canvas| canvas.stroke(rectangle(x, y, width, height), 0.4, gold));
        Ok(())
    }

    fn achievement(&mut self, facts: &Facts) -> Result<(), PdfError> {
        let occupation = &facts.occupation;
        self.field("职业名称", "Occupation", &clean(&occupation.name), (LEFT, 397.0), 236.0, strong(17.0), 24.0)?;
        if let Some(english) = &occupation.name_en {
            self.line_of(&clean(english), (LEFT, 435.5), 236.0, serif(8.6), EN)?;
        }
        self.field("职业技能等级", "Skill Level", facts.level.zh(), (SECOND, 397.0), RIGHT - SECOND, strong(17.0), 24.0)?;
        self.line_of(facts.level.en(), (SECOND, 435.5), RIGHT - SECOND, serif(8.6), EN)?;
        let direction = occupation.direction.as_deref().map(clean).filter(|d| !d.is_empty()).unwrap_or_else(|| "--".into());
        self.field("工种/职业方向", "Specialisation", &direction, (LEFT, 455.0), 236.0, serif(12.0), 18.0)?;
        self.field("职业编码", "Occupation Code", &occupation.code, (SECOND, 455.0), RIGHT - SECOND, serif(12.0).tracked(0.3), 18.0)
    }

    /// The marks, four in a row. Returns where the next row begins.
    fn results(&mut self, facts: &Facts, y: f32) -> Result<f32, PdfError> {
        self.line_at(y);
        let columns = facts.results.len().clamp(2, 4);
        let step = (RIGHT - LEFT) / columns as f32;
        let height = if facts.results.len() > 4 { 44.0 } else { 50.0 };
        for (n, score) in facts.results.iter().enumerate() {
            let x = match (columns, n % columns) {
                (2, 1) => SECOND, // two columns stand in line with everything above
                (_, column) => LEFT + step * column as f32,
            };
            let top = y + 21.0 + height * (n / columns) as f32;
            let marks = format!("合格 Pass {} · 满分 Max {}", score.pass, score.max);
            self.field(&clean(&score.name), &score.name_en.as_deref().map(clean).unwrap_or_default(), &score.value, (x, top), step - 8.0, serif(14.0), 19.0)?;
            let value = self.set.line(&score.value, serif(14.0))?.width;
            let quiet = self.ink.quiet;
            let note = self.set.fit(&marks, serif(7.4), step - value - 16.0)?;
            self.canvas.element(Tag::P, &[Piece { line: note, x: x + value + 8.0, y: top + 19.0, color: quiet, lang: ZH }]);
        }
        let rows = facts.results.len().div_ceil(columns);
        let end = y + height * rows as f32 + 2.0;
        self.line_at(end);
        Ok(end)
    }

    fn reference(&mut self, facts: &Facts, y: f32) -> Result<(), PdfError> {
        let y = y + 21.0;
        let room = RIGHT - SECOND;
        let number = if facts.version == 1 { facts.number.clone() } else { format!("{}  第{}版", facts.number, facts.version) };
        self.field("证书编号", "Certificate No.", &number, (LEFT, y), 236.0, serif(12.0).tracked(0.3), 18.0)?;
        self.field("发证日期", "Date of Issue", &date(facts.awarded_at), (SECOND, y), room, serif(12.0), 18.0)?;
        let standard = format!("{}（{}）", clean(&facts.standard.title), clean(&facts.standard.edition));
        self.field("评价依据", "Standard", &standard, (LEFT, y + 41.0), 236.0, serif(12.0), 18.0)?;
        let validity = facts.valid_until.map_or_else(|| "长期有效".to_owned(), |until| format!("至 {}", date(until)));
        self.field("有效期", "Validity", &validity, (SECOND, y + 41.0), room, serif(12.0), 18.0)
    }

    fn verification(&mut self, sheet: &Sheet<'_>) -> Result<(), PdfError> {
        let Ink { text, quiet, .. } = self.ink;
        let (x, y, size) = (LEFT - 4.0, 652.0, 92.0);
        let mut drawn = Ok(());
        self.canvas.figure(Tag::Figure(Some(format!("二维码 QR code: {}", sheet.verification_url))), |canvas| {
            drawn = ornament::qr(canvas, sheet.verification_url, x, y, size, text);
        });
        drawn?;
        let x = x + size + 10.0;
        let width = 158.0;
        let lines = [
            ("扫码查验真伪 Scan to verify", strong(9.0), text, y + 12.0),
            ("证书信息查询 Certificate enquiry", serif(7.2), quiet, y + 33.0),
            ("http://jndj.osta.org.cn", serif(8.4), text, y + 44.0),
            ("机构信息查询 Assessment body enquiry", serif(7.2), quiet, y + 61.0),
            ("http://pjjg.osta.org.cn", serif(8.4), text, y + 72.0),
        ];
        for (words, type_, color, y) in lines {
            let line = self.set.fit(words, type_, width)?;
            self.canvas.element(Tag::P, &[Piece { line, x, y, color, lang: ZH }]);
        }
        Ok(())
    }

    fn issuer(&mut self, facts: &Facts) -> Result<(), PdfError> {
        let Ink { accent, text, quiet, .. } = self.ink;
        let name = clean(&facts.issuer.name_zh);
        let radius = 47.0;
        let (x, y) = (RIGHT - radius + 2.0, 699.0);
        let name_line = self.set.fit(&name, strong(9.0).tracked(3.0), radius * 0.715 * 4.4)?;
        let foot = self.set.line("数字签名 · DIGITALLY SIGNED", sans(4.6).tracked(0.7))?;
        let mark = Mark { name: &name_line, foot: &foot, radius, color: accent };
        self.canvas.figure(Tag::Figure(Some(format!("{name}的机构标识（装饰图形，并非印章） Mark of the assessment body, not a seal"))), |canvas| ornament::mark(canvas, x, y, &mark));

        let _ = (text, quiet);
        Ok(())
    }

    fn foot(&mut self, facts: &Facts) -> Result<(), PdfError> {
        let Ink { alert, quiet, text, .. } = self.ink;
        let right = RIGHT - 2.0 * 47.0 - 8.0;
        let _ = right;
        let name = self.set.fit(&clean(&facts.issuer.name_zh), strong(12.0), 220.0)?;
        self.canvas.element(Tag::P, &[Piece { x: RIGHT - name.width, line: name, y: 764.0, color: text, lang: ZH }]);
        if let Some(english) = &facts.issuer.name_en {
            let line = self.set.fit(&clean(english), serif(7.2), 240.0)?;
            self.canvas.element(Tag::P, &[Piece { x: RIGHT - line.width, line, y: 775.0, color: quiet, lang: EN }]);
        }
        let mut y = 790.0;
        if let Some(notice) = &facts.demonstration {
            for line in self.set.wrap(&clean(notice), serif(7.6), RIGHT - LEFT)? {
                self.canvas.element(Tag::P, &[Piece { x: (WIDTH - line.width) / 2.0, line, y, color: alert, lang: ZH }]);
                y += 10.0;
            }
        }
        Ok(())
    }

    /// Label in both languages over its value, as one paragraph.
    fn field(&mut self, zh: &str, en: &str, value: &str, (x, y): (f32, f32), width: f32, type_: Type, drop: f32) -> Result<(), PdfError> {
        let Ink { text, quiet, .. } = self.ink;
        let label = self.set.line(&format!("{zh} "), serif(9.0))?;
        let en_x = x + label.width + 1.5;
        let mut pieces = vec![Piece { line: label, x, y, color: quiet, lang: ZH }];
        if !en.is_empty() {
            pieces.push(Piece { line: self.set.fit(&format!("{en} "), serif(7.4), width - (en_x - x))?, x: en_x, y, color: quiet, lang: EN });
        }
        let value = self.set.fit(value, type_, width)?;
        pieces.push(Piece { line: value, x, y: y + drop, color: text, lang: ZH });
        self.canvas.element(Tag::P, &pieces);
        Ok(())
    }

    fn line_of(&mut self, words: &str, (x, y): (f32, f32), width: f32, type_: Type, lang: &'static str) -> Result<(), PdfError> {
        let line = self.set.fit(words, type_, width)?;
        self.canvas.element(Tag::P, &[Piece { line, x, y, color: self.ink.quiet, lang }]);
        Ok(())
    }

    fn centred(&self, words: &str, type_: Type, y: f32, color: Color, lang: &'static str) -> Result<Piece, PdfError> {
        let line: Line = self.set.fit(words, type_, RIGHT - LEFT)?;
        Ok(Piece { x: (WIDTH - line.width) / 2.0, line, y, color, lang })
    }

    fn line_at(&mut self, y: f32) {
        let faint = self.ink.faint;
        self.canvas.decoration(|canvas| canvas.rule((LEFT, y), (RIGHT, y), 0.5, faint));
    }
}

/// 2026年11月20日
fn date(ms: i64) -> String {
    let (year, month, day) = date_in_china(ms);
    format!("{year}年{month:02}月{day:02}日")
}
