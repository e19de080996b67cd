//! A package of QTI 3: a manifest, a test that keeps order and folders, one file an item, the pictures.

mod field;
mod item;
mod text;

use crate::{BankNote, BankPicture, ForeignItem, bundle, xml::plain};
pub(crate) use text::blocks as html;

/// The package, and what of the items it does not carry.
pub fn write(title: &str, items: &[ForeignItem], pictures: &[BankPicture]) -> (Vec<u8>, Vec<BankNote>) {
    let mut losses = vec![];
    let named: Vec<(String, &ForeignItem)> = items.iter().enumerate().map(|(n, item)| (format!("item-{:04}", n + 1), item)).collect();
    let mut files: Vec<(String, Vec<u8>)> =
        vec![("imsmanifest.xml".into(), manifest(&named, pictures).into_bytes()), ("test.xml".into(), test(title, &named).into_bytes())];
    for (name, item) in &named {
        files.push((format!("items/{name}.xml"), item::write(item, name, &mut losses).into_bytes()));
    }
    files.extend(pictures.iter().map(|p| (format!("items/media/{}", p.name), p.bytes.to_vec())));
    (bundle::fold(&files), losses)
}

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const LOM: &str = "http://ltsc.ieee.org/xsd/LOM";

fn manifest(items: &[(String, &ForeignItem)], pictures: &[BankPicture]) -> String {
    let mut out = format!(
        "{HEAD}<manifest xmlns=\"http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1\" identifier=\"bank\">\n<metadata><schema>QTI \
         Package</schema><schemaversion>3.0.0</schemaversion></metadata>\n<organizations/>\n<resources>\n<resource identifier=\"test\" \
         type=\"imsqti_test_xmlv3p0\" href=\"test.xml\"><file href=\"test.xml\"/></resource>\n"
    );
    for (name, item) in items {
        out.push_str(&format!("<resource identifier=\"{name}\" type=\"imsqti_item_xmlv3p0\" href=\"items/{name}.xml\">"));
        out.push_str(&metadata(item));
        out.push_str(&format!("<file href=\"items/{name}.xml\"/>"));
        for picture in pictures.iter().filter(|p| shows(item, &p.name)) {
            out.push_str(&format!("<file href=\"items/media/{}\"/>", plain(&picture.name)));
        }
        out.push_str("</resource>\n");
    }
    out + "</resources>\n</manifest>\n"
}

fn shows(item: &ForeignItem, picture: &str) -> bool {
    format!("{item:?}").contains(&format!("media/{picture}"))
}

/// Tags and difficulty, as the standard for metadata says them.
fn metadata(item: &ForeignItem) -> String {
    if item.tags.is_empty() && item.difficulty.is_none() {
        return String::new();
    }
    let keywords: String = item.tags.iter().map(|t| format!("<keyword><string>{}</string></keyword>", plain(t))).collect();
    let difficulty = item.difficulty.as_deref().map(|d| {
        let value = if d == "hard" { "difficult" } else { d };
        format!("<educational><difficulty><source>LOMv1.0</source><value>{}</value></difficulty></educational>", plain(value))
    });
    format!("<metadata><lom xmlns=\"{LOM}\"><general>{keywords}</general>{}</lom></metadata>", difficulty.unwrap_or_default())
}

/// The items in their order, in the sections that their folders are.
fn test(title: &str, items: &[(String, &ForeignItem)]) -> String {
    let mut out = format!(
        "{HEAD}<qti-assessment-test xmlns=\"http://www.imsglobal.org/xsd/imsqtiasi_v3p0\" identifier=\"test\" title=\"{}\" \
         tool-name=\"{TOOL}\">\n<qti-test-part identifier=\"part\" navigation-mode=\"nonlinear\" submission-mode=\"simultaneous\">\n",
        plain(title)
    );
    let mut at = 0;
    let mut sections = 0;
    while let Some((_, first)) = items.get(at) {
        let folder = first.category.as_deref().unwrap_or_default();
        let names: Vec<&str> = folder.split('/').collect();
        for name in &names {
            sections += 1;
            out.push_str(&format!("<qti-assessment-section identifier=\"s{sections}\" title=\"{}\" visible=\"true\">\n", plain(name)));
        }
        while let Some((name, _)) = items.get(at).filter(|(_, i)| i.category.as_deref().unwrap_or_default() == folder) {
            out.push_str(&format!("<qti-assessment-item-ref identifier=\"{name}\" href=\"items/{name}.xml\"/>\n"));
            at += 1;
        }
        out.push_str(&"</qti-assessment-section>\n".repeat(names.len()));
    }
    out + "</qti-test-part>\n</qti-assessment-test>\n"
}

/// Who wrote a file: the name under which items keep their own ids in `label`.
pub const TOOL: &str = "Zhixing";
