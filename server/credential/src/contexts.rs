//! The JSON-LD contexts, pinned into the program. There is no other source: an address that is not here is an error.

pub const VC: &str = "https://www.w3.org/ns/credentials/v2";
pub const OB: &str = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";
/// Defines `1EdTechJsonSchemaValidator2019`; without it strict JSON-LD processors refuse the credential.
pub const OB_EXTENSIONS: &str = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json";

/// Contexts of a certificate, in the order 1EdTech demands.
pub const CREDENTIAL: [&str; 3] = [VC, OB, OB_EXTENSIONS];
/// Contexts of a status list.
pub const STATUS_LIST: [&str; 1] = [VC];

pub(crate) fn load(url: &str) -> Option<&'static [u8]> {
    match url {
        VC => Some(include_bytes!("../contexts/credentials-v2.json")),
        OB => Some(include_bytes!("../contexts/ob-3.0.3.json")),
        OB_EXTENSIONS => Some(include_bytes!("../contexts/ob-extensions.json")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sha2::{Digest, Sha256};
    use zhixing_domain::digest::hex;

    #[test]
    fn the_pinned_contexts_are_the_published_ones() {
        let digests = [
            (VC, "59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734"),
            (OB, "3d34f4d4ef1bce691106e63798beb5e7b862ba841423f5ee1e53ab7ddf3bca84"),
            (OB_EXTENSIONS, "146f85aa16effd7ca1da8056eb443f53ce1eca8a34186cb062832c0a97d889c3"),
        ];
        for (url, digest) in digests {
            assert_eq!(hex(&Sha256::digest(load(url).unwrap())), digest, "{url}");
        }
    }
}
