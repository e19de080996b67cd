//! The lower part: how to check the certificate, who issued it, and the notes.

use super::{Draft, EN, Ink, LEFT, RIGHT, SECOND, ZH};
use crate::{
    document::DEMONSTRATION,
    pdf::{
        PdfError, Sheet, WIDTH,
        canvas::Piece,
        ornament::{self, Mark},
        text::{sans, serif, strong},
    },
    text::clean,
};
use krilla::tagging::Tag;
use zhixing_domain::certificate::Facts;

impl Draft<'_, '_> {
    pub(super) fn verification(&mut self, sheet: &Sheet<'_>) -> Result<(), PdfError> {
        let Ink { text, quiet, .. } = self.ink;
        let (x, y, size) = (LEFT, 666.0, 84.0);
        let mut drawn = Ok(());
        self.canvas.figure(Tag::Figure(Some(format!("二维码 QR code: {}", sheet.verification_url))), |canvas| {
            drawn = ornament::qr(canvas, sheet.verification_url, x, y, size, text);
        });
        drawn?;
        let x = x + size + 15.0;
        let code = format!("查验码 Check code  {}", sheet.check_code);
        let lines = [
            ("扫码查验真伪 Scan to verify", strong(9.4), text, y + 8.0),
            (code.as_str(), serif(8.4), text, y + 19.5),
            ("证书信息查询 Certificate enquiry", serif(7.4), quiet, y + 32.0),
            ("http://jndj.osta.org.cn", serif(8.8), text, y + 43.5),
            ("评价机构查询 Assessment body enquiry", serif(7.4), quiet, y + 66.5),
            ("http://pjjg.osta.org.cn", serif(8.8), text, y + 78.0),
        ];
        for (words, type_, color, y) in lines {
            let line = self.set.fit(words, type_, SECOND - x)?;
            self.canvas.element(Tag::P, &[Piece { line, x, y, color, lang: ZH }]);
        }
        Ok(())
    }

    pub(super) fn issuer(&mut self, facts: &Facts) -> Result<(), PdfError> {
        let Ink { accent, text, quiet, .. } = self.ink;
        let name = clean(&facts.issuer[0]);
        let radius = 42.0;
        let name_line = self.set.fit(&name, strong(8.2).tracked(2.2), radius * 0.715 * 3.9)?;
        let foot = self.set.line("数字签名 · DIGITALLY SIGNED", sans(4.2).tracked(0.6))?;
        let mark = Mark { name: &name_line, foot: &foot, radius, color: accent };
        let words = format!("{name}的机构标识（装饰图形，并非印章） Mark of the assessment body, not a seal");
        self.canvas.figure(Tag::Figure(Some(words)), |canvas| ornament::mark(canvas, RIGHT - radius, 693.0, &mark));
        let line = self.set.fit(&name, strong(12.0), RIGHT - SECOND)?;
        let chinese = Piece { x: RIGHT - line.width, line, y: 753.0, color: text, lang: ZH };
        self.canvas.element(Tag::P, &[chinese]);
        if let Some(english) = Facts::english(&facts.issuer) {
            let line = self.set.fit(&clean(english), serif(7.4), RIGHT - SECOND + 40.0)?;
            self.canvas.element(Tag::P, &[Piece { x: RIGHT - line.width, line, y: 764.5, color: quiet, lang: EN }]);
        }
        Ok(())
    }

    pub(super) fn foot(&mut self, facts: &Facts) -> Result<(), PdfError> {
        let Ink { alert, quiet, .. } = self.ink;
        let notice = if facts.demo { DEMONSTRATION } else { "" };
        let lines = self.set.wrap(notice, serif(7.6), RIGHT - LEFT)?;
        let mut y = 796.0 - 10.0 * lines.len() as f32;
        for line in lines {
            self.canvas.element(Tag::P, &[Piece { x: (WIDTH - line.width) / 2.0, line, y, color: alert, lang: ZH }]);
            y += 10.0;
        }
        let words = "签名数据 credential.json 附于本 PDF，可离线验证 · The signed data is attached to this PDF and can be verified offline";
        let note = self.centred(words, serif(6.4), 797.5, quiet, ZH)?;
        self.canvas.element(Tag::P, &[note]);
        Ok(())
    }
}
