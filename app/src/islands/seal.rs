//! Sealing: a text that only the holder of a P-256 private key opens, and that shows who made it (ECDH with a key made for this once, HKDF-SHA-256
//! salted with a secret that both sides know, AES-256-GCM).
//!
//! The browser does the arithmetic. It does so on `https:` and `localhost` alone: elsewhere there is no `crypto.subtle`, and no seal.

use super::dom;
use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::CryptoKey;

/// A sealed text. All three parts are needed to open it, and the private key.
pub struct Sealed {
    /// The public half of the key made for this, as a raw point.
    pub key: String,
    pub iv: String,
    /// Ciphertext and tag.
    pub data: String,
}

/// Seals a text to a public key (a raw point in base64url) under a purpose; whoever opens it must name the same purpose and `bound`, and know the
/// same `secret` (base64url).
pub async fn seal(to: &str, secret: &str, purpose: &str, bound: &str, text: &str) -> Result<Sealed, JsValue> {
    let subtle = dom::window().ok_or(JsValue::NULL)?.crypto()?.subtle();
    let curve = record(&[("name", "ECDH".into()), ("namedCurve", "P-256".into())])?;
    let point = Uint8Array::from(decode(to).ok_or(JsValue::NULL)?.as_slice());
    let theirs = JsFuture::from(subtle.import_key_with_object("raw", &point, &curve, false, &Array::new())?).await?;
    let pair = JsFuture::from(subtle.generate_key_with_object(&curve, false, &Array::of1(&"deriveBits".into()))?).await?;
    let half = |name: &str| Reflect::get(&pair, &name.into())?.dyn_into::<CryptoKey>();
    let public = JsFuture::from(subtle.export_key("raw", &half("publicKey")?)?).await?;

    let agree = record(&[("name", "ECDH".into()), ("public", theirs)])?;
    let salt = Uint8Array::from(decode(secret).ok_or(JsValue::NULL)?.as_slice());
    let secret = JsFuture::from(subtle.derive_bits_with_object(&agree, &half("privateKey")?, 256)?).await?;
    let kdf = record(&[("name", "HKDF".into())])?;
    let secret = subtle.import_key_with_object("raw", &Uint8Array::new(&secret), &kdf, false, &Array::of1(&"deriveKey".into()))?;
    let secret: CryptoKey = JsFuture::from(secret).await?.dyn_into()?;
    let info = Uint8Array::from(purpose.as_bytes());
    let kdf = record(&[("name", "HKDF".into()), ("hash", "SHA-256".into()), ("salt", salt.into()), ("info", info.into())])?;
    let cipher = record(&[("name", "AES-GCM".into()), ("length", 256.into())])?;
    let key = subtle.derive_key_with_object_and_object(&kdf, &secret, &cipher, false, &Array::of1(&"encrypt".into()))?;
    let key: CryptoKey = JsFuture::from(key).await?.dyn_into()?;

    let mut iv = [0; 12];
    dom::window().ok_or(JsValue::NULL)?.crypto()?.get_random_values_with_u8_array(&mut iv)?;
    let aad = Uint8Array::from(bound.as_bytes());
    let cipher = record(&[("name", "AES-GCM".into()), ("iv", Uint8Array::from(&iv[..]).into()), ("additionalData", aad.into())])?;
    let data = subtle.encrypt_with_object_and_js_u8_array(&cipher, &key, &Uint8Array::from(text.as_bytes()))?;
    let data = JsFuture::from(data).await?;
    let bytes = |value: &JsValue| encode(&Uint8Array::new(value).to_vec());
    Ok(Sealed { key: bytes(&public), iv: encode(&iv), data: bytes(&data) })
}

fn record(members: &[(&str, JsValue)]) -> Result<Object, JsValue> {
    let object = Object::new();
    for (name, value) in members {
        Reflect::set(&object, &JsValue::from_str(name), value)?;
    }
    Ok(object)
}

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Base64url without padding (RFC 4648, section 5).
fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let word = three.iter().enumerate().fold(0u32, |w, (i, b)| w | u32::from(*b) << (16 - 8 * i));
        text.extend((0..=three.len()).map(|i| char::from(DIGITS[(word >> (18 - 6 * i) & 63) as usize])));
    }
    text
}

fn decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = vec![];
    for four in text.as_bytes().chunks(4) {
        let mut word = 0;
        for (i, digit) in four.iter().enumerate() {
            word |= u32::try_from(DIGITS.iter().position(|d| d == digit)?).ok()? << (18 - 6 * i);
        }
        bytes.extend(&word.to_be_bytes()[1..four.len()]);
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64url_goes_there_and_back() {
        for (bytes, text) in
            [(&b""[..], ""), (b"f", "Zg"), (b"fo", "Zm8"), (b"foo", "Zm9v"), (b"foob", "Zm9vYg"), (&[251, 255, 191], "-_-_")]
        {
            assert_eq!(encode(bytes), text);
            assert_eq!(decode(text).as_deref(), Some(bytes));
        }
        assert_eq!(decode("a+b/"), None);
    }
}
