//! The manifest of a cartridge: what it is, whose, in which order it is read, and every file of it.

use super::{Resource, ResourceKind, rights, words};
use crate::xml::plain;
use zhixing_domain::{course::Course, lang::Lang};

const CC: &str = "http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1";
const LOM: &str = "http://ltsc.ieee.org/xsd/imsccv1p3/LOM/manifest";
const ASSESSMENT: &str = "imsqti_xmlv1p2/imscc_xmlv1p3/assessment";

pub fn write(course: &Course, lang: Lang, resources: &[Resource]) -> String {
    let lines: String = resources.iter().map(line).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<manifest xmlns=\"{CC}\" xmlns:lomimscc=\"{LOM}\" identifier=\"course_{}\">\n\
         {}<organizations>\n<organization identifier=\"organization\" structure=\"rooted-hierarchy\">\n<item identifier=\"root\">\n{}</item>\n\
         </organization>\n</organizations>\n<resources>\n{lines}</resources>\n</manifest>\n",
        plain(&course.slug),
        about(course, lang),
        order(resources, lang),
    )
}

/// What it is, of whom, and what may be done with it.
fn about(course: &Course, lang: Lang) -> String {
    let tag = lang.tag();
    let said = |name: &str, text: &str| {
        format!("<lomimscc:{name}><lomimscc:string language=\"{tag}\">{}</lomimscc:string></lomimscc:{name}>", plain(text))
    };
    let [author, license] = rights(course);
    let words = words::rights(author, license, lang);
    format!(
        "<metadata>\n<schema>IMS Common Cartridge</schema>\n<schemaversion>1.3.0</schemaversion>\n<lomimscc:lom>\
         <lomimscc:general>{}<lomimscc:language>{tag}</lomimscc:language>{}</lomimscc:general><lomimscc:rights>\
         <lomimscc:copyrightAndOtherRestrictions><lomimscc:value>yes</lomimscc:value>\
         </lomimscc:copyrightAndOtherRestrictions>{}</lomimscc:rights></lomimscc:lom>\n</metadata>\n",
        said("title", course.title.get(lang)),
        said("description", course.summary.get(lang)),
        said("description", &words)
    )
}

/// Lessons in their order, and the banks in a folder behind them.
fn order(resources: &[Resource], lang: Lang) -> String {
    let entry = |resource: &Resource| {
        let (id, title) = (plain(&resource.id), plain(&resource.title));
        format!("<item identifier=\"item_{id}\" identifierref=\"{id}\"><title>{title}</title></item>\n")
    };
    let of = |kind: ResourceKind| resources.iter().filter(|resource| resource.kind == kind).map(entry).collect::<String>();
    let banks = of(ResourceKind::Assessment);
    let folder = if banks.is_empty() {
        banks
    } else {
        format!("<item identifier=\"item_banks\"><title>{}</title>\n{banks}</item>\n", words::banks(lang))
    };
    of(ResourceKind::Page) + &folder
}

/// Each file stands in one resource; what shows it depends on that.
fn line(resource: &Resource) -> String {
    let [id, path] = [&resource.id, &resource.path].map(|text| plain(text));
    let kind = match resource.kind {
        ResourceKind::Assessment => format!("type=\"{ASSESSMENT}\""),
        ResourceKind::Page | ResourceKind::Aside => format!("type=\"webcontent\" href=\"{path}\""),
    };
    let needs: String = resource.needs.iter().map(|id| format!("<dependency identifierref=\"{}\"/>", plain(id))).collect();
    format!("<resource identifier=\"{id}\" {kind}><file href=\"{path}\"/>{needs}</resource>\n")
}
