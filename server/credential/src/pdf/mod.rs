//! The certificate as a PDF: one A4 page in Chinese and English, PDF/A-3a and PDF/UA-1, with the signed credential
//! attached. Same input, same bytes.
//!
//! Never here: a second opinion on the facts. The sheet is refused unless the attached credential says the same.
//! Start at [`render`]; `layout` is what stands where.

mod canvas;
pub mod collection;
mod fonts;
mod layout;
mod ornament;
mod script;
mod text;

pub use fonts::{Coverage, DEBIAN, FontError, FontFile, Fonts};

use crate::{
    document::{self, Credential},
    facts::FactsError,
    instant,
};
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder, PdfVersion};
use krilla::destination::XyzDestination;
use krilla::embed::{AssociationKind, EmbeddedFile, MimeType};
use krilla::geom::Point;
use krilla::image::Image;
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::tagging::TagTree;
use krilla::{Document, SerializeSettings};
use zhixing_domain::certificate::{Facts, Version};

/// What is printed: the facts, the version, and beside them what does not enter the credential.
pub struct Sheet<'a> {
    pub facts: &'a Facts,
    pub version: &'a Version,
    /// The signed bytes, attached as they are.
    pub credential: &'a [u8],
    pub identity: Identity<'a>,
    /// Bare-headed portrait on white, 1 inch (25 × 35 mm), JPEG or PNG. None leaves the box.
    pub photo: Option<&'a [u8]>,
    /// Where the QR code leads; [`Version::verification_url`] or longer (a token, a fragment).
    pub verification_url: &'a str,
    /// Printed beside the QR code, for whoever types the number.
    pub check_code: &'a str,
    /// Further files, such as the proof of the transparency log.
    pub attachments: &'a [Attachment<'a>],
}

/// 证件类型 and 证件号码, which the rule wants on the sheet.
pub struct Identity<'a> {
    pub kind_zh: &'a str,
    pub kind_en: &'a str,
    pub number: &'a str,
}

pub struct Attachment<'a> {
    pub name: &'a str,
    pub mime_type: &'a str,
    pub description: &'a str,
    pub data: &'a [u8],
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PdfError {
    #[error(transparent)]
    Facts(#[from] FactsError),
    #[error("the credential does not say what the facts say")]
    Mismatch,
    #[error("no font has the character {0} (U+{code:04X})", code = *.0 as u32)]
    MissingGlyph(char),
    #[error("too long for its place: {0}")]
    TooLong(String),
    #[error("the font cannot be used")]
    Font,
    #[error("the address does not fit in a QR code")]
    Qr,
    #[error("the photo is neither JPEG nor PNG")]
    Photo,
    #[error("an attachment's media type is not one")]
    Attachment,
    #[error("larger than the verifier takes (2 MiB): use a smaller photo")]
    TooLarge,
    #[error("the PDF cannot be written: {0}")]
    Write(String),
}

/// A4 in points.
const WIDTH: f32 = 595.276;
const HEIGHT: f32 = 841.89;

/// Draws the certificate.
///
/// # Errors
///
/// A [`PdfError`] if the credential says something else than the sheet, the photo cannot be read, or the PDF cannot be written.
pub fn render(sheet: &Sheet<'_>, fonts: &Fonts) -> Result<Vec<u8>, PdfError> {
    let signed_at = agreed(sheet)?;
    let photo = sheet.photo.map(decode).transpose()?;
    let configuration = ConfigurationBuilder::new()
        .with_version(PdfVersion::Pdf17)
        .with_archival_validator(Archival::A3_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| PdfError::Write(format!("{error:?}")))?;
    let settings = SerializeSettings { configuration, enable_tagging: true, ..SerializeSettings::default() };
    let mut pdf = Document::new_with(settings);
    let mut page = pdf.start_page_with(PageSettings::from_wh(WIDTH, HEIGHT).ok_or(PdfError::Font)?);
    let tags = layout::draw(page.surface(), sheet, photo, fonts)?;
    page.finish();

    let mut tree = TagTree::new().with_lang(Some("zh-CN".into()));
    tags.into_iter().for_each(|tag| tree.push(tag));
    pdf.set_tag_tree(tree);
    let mut outline = Outline::new();
    outline.push_child(OutlineNode::new("职业技能等级证书".into(), XyzDestination::new(0, Point::from_xy(0.0, 0.0))));
    pdf.set_outline(outline);
    let (facts, version) = (sheet.facts, sheet.version);
    pdf.set_metadata(
        Metadata::new()
            .title(format!("职业技能等级证书 {}", version.reference()))
            .description(format!("{} · {} · {}", facts.occupation[0], facts.level.zh(), sheet.verification_url))
            .authors(vec![facts.issuer[0].clone()])
            .language("zh-CN".into())
            .creation_date(date(signed_at))
            .document_id(version.id()),
    );
    attach(&mut pdf, sheet, signed_at)?;
    let bytes = pdf.finish().map_err(|error| PdfError::Write(format!("{error:?}").chars().take(300).collect()))?;
    (bytes.len() <= crate::carrier::LARGEST).then_some(bytes).ok_or(PdfError::TooLarge)
}

/// The time of signing, if the credential and the facts are the same in every member.
fn agreed(sheet: &Sheet<'_>) -> Result<i64, PdfError> {
    let mut credential: Credential = serde_json::from_slice(sheet.credential).map_err(|_| PdfError::Mismatch)?;
    let proof = std::mem::take(&mut credential.proof);
    let same = credential == document::build(sheet.facts, sheet.version)?;
    let signed_at = proof.first().and_then(|proof| instant::parse(&proof.created));
    signed_at.filter(|_| same).ok_or(PdfError::Mismatch)
}

fn attach(pdf: &mut Document, sheet: &Sheet<'_>, signed_at: i64) -> Result<(), PdfError> {
    let credential = Attachment {
        name: "credential.json",
        mime_type: "application/vc",
        description: "The signed credential (W3C Verifiable Credential, Open Badges 3.0) that this sheet shows. 本证书所载内容的数字签名凭证",
        data: sheet.credential,
    };
    let kinds =
        std::iter::once((&credential, AssociationKind::Source)).chain(sheet.attachments.iter().map(|a| (a, AssociationKind::Supplement)));
    for (file, association_kind) in kinds {
        pdf.embed_file(EmbeddedFile {
            path: file.name.to_owned(),
            mime_type: Some(MimeType::new(file.mime_type).ok_or(PdfError::Attachment)?),
            description: Some(file.description.to_owned()),
            association_kind,
            data: file.data.to_vec().into(),
            modification_date: Some(date(signed_at)),
            compress: Some(true),
            location: None,
        })
        .ok_or(PdfError::Attachment)?;
    }
    Ok(())
}

fn decode(photo: &[u8]) -> Result<Image, PdfError> {
    let data = photo.to_vec();
    // PDF/A forbids interpolation
    let image = if photo.starts_with(b"\x89PNG") { Image::from_png(data.into(), false) } else { Image::from_jpeg(data.into(), false) };
    image.map_err(|_| PdfError::Photo)
}

fn date(ms: i64) -> DateTime {
    let text = instant::rfc3339(ms); // 0123-56-89T12:45:78Z
    let part = |from: usize, to: usize| text.get(from..to).and_then(|digits| digits.parse::<u16>().ok()).unwrap_or_default();
    DateTime::new(part(0, 4))
        .month(part(5, 7) as u8)
        .day(part(8, 10) as u8)
        .hour(part(11, 13) as u8)
        .minute(part(14, 16) as u8)
        .second(part(17, 19) as u8)
        .utc_offset_hour(0)
        .utc_offset_minute(0)
}
