//! Baked SVG: the credential as CDATA in an `openbadges:credential` element.

use super::{CarrierError, find};

const OPEN: &[u8] = b"<openbadges:credential";
const CLOSE: &[u8] = b"</openbadges:credential>";
const CDATA: &[u8] = b"<![CDATA[";
const END: &[u8] = b"]]>";

pub(super) fn extract(svg: &[u8]) -> Result<Vec<u8>, CarrierError> {
    let start = find(svg, OPEN, 0).ok_or(CarrierError::Empty)?;
    let stop = find(svg, CLOSE, start).ok_or(CarrierError::Empty)?;
    if find(svg, OPEN, stop).is_some() {
        return Err(CarrierError::Several);
    }
    let mut out = Vec::new();
    let mut at = start;
    // a text with `]]>` in it is split over several sections
    while let Some(section) = find(svg, CDATA, at).filter(|section| *section < stop) {
        let from = section + CDATA.len();
        let to = find(svg, END, from).ok_or(CarrierError::Empty)?;
        out.extend_from_slice(svg.get(from..to).unwrap_or_default());
        at = to + END.len();
    }
    (!out.is_empty()).then_some(out).ok_or(CarrierError::Empty)
}

/// Puts a credential into an SVG, before its end tag. None if it has none.
pub fn bake(svg: &str, credential: &str) -> Option<String> {
    let (body, tail) = svg.rsplit_once("</svg>")?;
    let text = credential.replace("]]>", "]]]]><![CDATA[>");
    Some(format!(
        "{body}<openbadges:credential xmlns:openbadges=\"https://purl.imsglobal.org/ob/v3p0\"><![CDATA[{text}]]></openbadges:credential></svg>{tail}"
    ))
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_text_that_ends_a_section_survives_baking() {
        let baked = super::bake("<svg></svg>", r#"{"a":"]]>"}"#).unwrap();
        assert_eq!(super::extract(baked.as_bytes()).unwrap(), br#"{"a":"]]>"}"#);
    }
}
