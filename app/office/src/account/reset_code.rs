//! A code for a new password, as it is read to a person and as it is kept.

use zhixing_domain::{digest::sha256_hex, time::Span};

/// How long a code for a new password is good.
pub const RESET: Span = Span::from_minutes(4 * 60);

/// A code for a new password, as it is read to a person: letters and digits that nobody takes for another.
pub fn new_reset_code(random: [u8; 16]) -> String {
    const LETTERS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    let mut code = String::new();
    for (n, byte) in random.iter().take(12).enumerate() {
        if n > 0 && n % 4 == 0 {
            code.push('-');
        }
        code.push(char::from(LETTERS[usize::from(byte % 32)]));
    }
    code
}

/// A code as it is kept, however it was typed.
pub fn kept_reset_code(code: &str) -> String {
    let plain: String = code.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect();
    sha256_hex(plain.as_bytes())
}
