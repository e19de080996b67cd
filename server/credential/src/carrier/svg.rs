//! Baked SVG: the credential as CDATA in an `openbadges:credential` element.

use super::{CarrierError, Found, find};

const OPEN: &[u8] = b"<openbadges:credential";
const CLOSE: &[u8] = b"</openbadges:credential>";
const CDATA: &[u8] = b"<![CDATA[";
const END: &[u8] = b"]]>";

pub(super) fn extract(svg: &[u8], found: &mut Found) -> Result<(), CarrierError> {
    let mut at = 0;
    while let Some(start) = find(svg, OPEN, at) {
        found.place()?;
        let Some(stop) = find(svg, CLOSE, start) else { break };
        let element = svg.get(start..stop).unwrap_or_default();
        let json = text(element);
        if !json.is_empty() {
            found.add(json)?;
        }
        at = stop + CLOSE.len();
    }
    Ok(())
}

/// What stands in the sections of an element: a text with `]]>` in it is split over several.
fn text(element: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(from) = find(element, CDATA, at).map(|section| section + CDATA.len()) {
        let Some(to) = find(element, END, from) else { break };
        out.extend_from_slice(element.get(from..to).unwrap_or_default());
        at = to + END.len();
    }
    out
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
    use crate::carrier::{CarrierError, extract};

    #[test]
    fn two_credentials_are_one_too_many() {
        let one = |text: &str| format!("<openbadges:credential><![CDATA[{text}]]></openbadges:credential>");
        assert_eq!(extract(format!("<svg>{}{}</svg>", one("{}"), one("{ }")).as_bytes()), Err(CarrierError::Several));
        assert!(extract(format!("<svg>{}{}</svg>", one("{}"), one("{}")).as_bytes()).is_ok());
    }

    #[test]
    fn a_text_that_ends_a_section_survives_baking() {
        let baked = super::bake("<svg></svg>", r#"{"a":"]]>"}"#).unwrap();
        assert_eq!(extract(baked.as_bytes()).unwrap().1, br#"{"a":"]]>"}"#);
    }
}
