//! Holder, achievement, marks, references: the fields the rule asks for, and the marks.

use super::field::{at, date, date_en};
use super::{Draft, EN, FIRST, LEFT, RIGHT, SECOND, THIRD, ZH};
use crate::{
    pdf::{
        PdfError, Sheet,
        canvas::rectangle,
        text::{serif, strong},
    },
    text::clean,
};
use krilla::geom::{Size, Transform};
use krilla::image::Image;
use krilla::tagging::Tag;
use zhixing_domain::certificate::{AssessmentResult, Facts, Version};

/// 1-inch photo, 25 × 35 mm.
const PHOTO: (f32, f32) = (70.87, 99.21);

impl Draft<'_, '_> {
    /// The name, and of document and photograph what there is: neither an empty field nor an empty box. Returns where the next part begins.
    pub(super) fn holder(&mut self, sheet: &Sheet<'_>, photo: Option<Image>) -> Result<f32, PdfError> {
        let left = RIGHT - PHOTO.0;
        let room = if photo.is_some() { left - 22.0 - LEFT } else { RIGHT - LEFT };
        let (top, end) = if sheet.identity.is_some() || photo.is_some() { (260.0, 371.0) } else { (266.0, 335.0) };
        self.name(&clean(&sheet.facts.holder), at(LEFT, top, room))?;
        if let Some(identity) = &sheet.identity {
            let (zh, en) = (clean(identity.kind_zh), clean(identity.kind_en));
            self.noted(("证件类型", "ID Type"), (&zh, &en), at(LEFT, 330.0, THIRD - LEFT - 12.0))?;
            let (number, place) = (clean(identity.number), at(THIRD, 330.0, room - (THIRD - LEFT)));
            self.field(("证件号码", "ID Number"), &number, place, serif(12.0).tracked(0.3), 18.0)?;
        }
        if let Some(image) = photo {
            self.photo(image, left, 250.5)?;
        }
        self.line_at(end);
        Ok(end)
    }

    fn photo(&mut self, image: Image, x: f32, y: f32) -> Result<(), PdfError> {
        let (width, height) = PHOTO;
        let gold = self.ink.gold;
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

    pub(super) fn achievement(&mut self, facts: &Facts, y: f32) -> Result<(), PdfError> {
        let (first, english, second, room) = (y + 21.0, y + 60.0, y + 84.0, RIGHT - SECOND);
        self.field(("职业名称", "Occupation"), &clean(&facts.occupation[0]), at(LEFT, first, FIRST), strong(17.0), 24.5)?;
        if let Some(words) = Facts::english(&facts.occupation) {
            self.line_of(&clean(words), at(LEFT, english, FIRST), serif(8.6), EN)?;
        }
        self.field(("职业技能等级", "Occupational Skill Level"), facts.level.zh(), at(SECOND, first, room), strong(17.0), 24.5)?;
        self.line_of(facts.level.en(), at(SECOND, english, room), serif(8.6), EN)?;
        // the authority's rule for the sheet (人社鉴发〔2021〕1号): this field is never empty, also where there is no direction
        let direction = facts.direction().map(clean).filter(|d| !d.is_empty());
        let words = direction.as_deref().map_or(("无", "None"), |direction| (direction, ""));
        self.noted(("工种/职业方向", "Specialisation"), words, at(LEFT, second, FIRST))?;
        self.field(("职业编码", "Occupation Code"), &facts.code, at(SECOND, second, room), serif(12.0).tracked(0.3), 18.0)
    }

    /// The marks, up to four in a row; five to eight in two narrower rows. Returns where the next part begins.
    pub(super) fn results(&mut self, facts: &Facts, y: f32) -> Result<f32, PdfError> {
        self.line_at(y);
        let count = facts.results().count();
        let (columns, narrow) = (count.clamp(2, 4), count > 4);
        let step = (RIGHT - LEFT) / columns as f32;
        for (n, result) in facts.results().enumerate() {
            let x = match (columns, n % columns) {
                (2, 1) => SECOND, // two columns stand in line with everything above
                (_, column) => LEFT + step * column as f32,
            };
            let (top, drop, type_) =
                if narrow { (y + 15.0 + 29.0 * (n / columns) as f32, 12.5, serif(11.0)) } else { (y + 21.0, 19.0, serif(14.0)) };
            let english = Facts::english(&result.assessment).filter(|_| !narrow).map(clean).unwrap_or_default();
            self.field((&clean(&result.assessment[0]), &english), &result.score, at(x, top, step - 10.0), type_, drop)?;
            let (pass, most) = (&result.pass_mark, AssessmentResult::MOST);
            let marks = if columns < 4 {
                format!("合格线 Pass mark {pass} · 满分 Max {most}")
            } else {
                format!("合格线 {pass} · 满分 {most}")
            };
            let x_note = self.set.fit(&result.score, type_, step - 10.0)?.width + 8.0;
            self.line_of(&marks, at(x + x_note, top + drop, step - x_note - 8.0), serif(7.4), ZH)?;
        }
        let end = y + if narrow { 69.0 } else { 59.0 };
        self.line_at(end);
        Ok(end)
    }

    pub(super) fn reference(&mut self, facts: &Facts, version: &Version, y: f32) -> Result<(), PdfError> {
        let y = y + 21.0;
        let room = RIGHT - SECOND;
        let ordinal = if version.ordinal == 1 { String::new() } else { format!("第{0}版 Version {0}", version.ordinal) };
        self.noted(("证书编号", "Certificate No."), (&version.number.to_string(), &ordinal), at(LEFT, y, FIRST))?;
        let awarded = facts.awarded_at.ms();
        self.noted(("发证日期", "Date of Issue"), (&date(awarded), &date_en(awarded)), at(SECOND, y, room))?;
        let standard = format!("{}（{}）", clean(&facts.standard[0]), clean(&facts.edition));
        self.wrapped(("评价依据", "Standard"), &standard, at(LEFT, y + 41.0, FIRST))?;
        let until = version.valid_until.map(|until| (format!("至{}", date(until.ms())), date_en(until.ms())));
        let validity = until.unwrap_or_else(|| ("长期有效".to_owned(), "No expiry".to_owned()));
        self.noted(("有效期", "Validity"), (&validity.0, &validity.1), at(SECOND, y + 41.0, room))
    }
}
