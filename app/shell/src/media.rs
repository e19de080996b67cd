//! What a picture, a sound or a film is served as, wherever it is kept.

/// A drawing opened by itself is a document: it must not run anything.
pub const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/// The type of a file, by the ending of its name.
pub fn kind(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase()).as_deref() {
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("webp") => "image/webp",
        Some("avif") => "image/avif",
        Some("gif") => "image/gif",
        Some("mp3") => "audio/mpeg",
        Some("ogg") => "audio/ogg",
        Some("mp4") => "video/mp4",
        Some("webm") => "video/webm",
        _ => "application/octet-stream",
    }
}
