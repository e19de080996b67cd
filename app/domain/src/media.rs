//! What lies beside the texts of a course: pictures, sound, film, captions, transcripts and files to download. What each is by its name and by its bytes, how
//! long it may be, and which belong together. Never here: what a picture tells (`server/courseware`), where the bytes are kept.

/// What a file beside the texts is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MediaKind {
    Picture,
    Sound,
    Film,
    Captions,
    Transcript,
    /// To download and to work with.
    Data,
}

impl MediaKind {
    /// Whether it is played.
    pub const fn is_played(self) -> bool {
        matches!(self, Self::Sound | Self::Film)
    }

    /// The stable word for programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Picture => "picture",
            Self::Sound => "sound",
            Self::Film => "film",
            Self::Captions => "captions",
            Self::Transcript => "transcript",
            Self::Data => "data",
        }
    }

    /// The longest file of the kind, in bytes.
    pub const fn most_bytes(self) -> usize {
        match self {
            Self::Picture => 2 << 20,
            Self::Sound | Self::Film => 32 << 20,
            Self::Captions | Self::Transcript => 1 << 20,
            Self::Data => 8 << 20,
        }
    }
}

/// The longest photograph that somebody may bring: it is made smaller until it fits.
pub const PHOTOGRAPH_BYTES: usize = 24 << 20;

/// The longest file of this name that may come in, before what is done to it.
pub fn most_brought(name: &str) -> Option<usize> {
    match type_of(name)? {
        (_, "image/jpeg", ..) => Some(PHOTOGRAPH_BYTES),
        _ => kind_of(name).map(MediaKind::most_bytes),
    }
}

/// A file of a publication that is longer stays in the store: it is read from there piece by piece, and not held in memory.
pub const HELD_BYTES: usize = 8 << 20;

/// So much of a file that is longer is looked at while a course is written: its beginning.
pub const HEAD_BYTES: usize = 64 << 10;

/// A picture is offered so many pixels wide as well, where it is wider: for screens that show no more.
pub const WIDTHS: [u32; 3] = [480, 960, 1_440];

/// Whether smaller versions are made of a picture, by its name.
pub fn has_sizes(name: &str) -> bool {
    matches!(type_of(name), Some((_, "image/png" | "image/jpeg", ..)))
}

/// How the first bytes of a type look.
enum Begins {
    With(&'static [u8]),
    /// These bytes at a place further on.
    At(usize, &'static [u8]),
    /// Sound as MPEG has it: tags, or a frame.
    Mpeg,
    /// The XML of a drawing, looked at elsewhere.
    Drawing,
    /// Words in some encoding: no byte is zero.
    Words,
}

/// The types by the ending of the name: what each is served as, what it is for, and how it begins.
const TYPES: [(&str, &str, MediaKind, Begins); 25] = [
    ("svg", "image/svg+xml", MediaKind::Picture, Begins::Drawing),
    ("png", "image/png", MediaKind::Picture, Begins::With(b"\x89PNG\r\n\x1a\n")),
    ("jpg", "image/jpeg", MediaKind::Picture, Begins::With(b"\xff\xd8\xff")),
    ("jpeg", "image/jpeg", MediaKind::Picture, Begins::With(b"\xff\xd8\xff")),
    ("webp", "image/webp", MediaKind::Picture, Begins::At(8, b"WEBP")),
    ("mp3", "audio/mpeg", MediaKind::Sound, Begins::Mpeg),
    ("m4a", "audio/mp4", MediaKind::Sound, Begins::At(4, b"ftyp")),
    ("ogg", "audio/ogg", MediaKind::Sound, Begins::With(b"OggS")),
    ("mp4", "video/mp4", MediaKind::Film, Begins::At(4, b"ftyp")),
    ("webm", "video/webm", MediaKind::Film, Begins::With(b"\x1a\x45\xdf\xa3")),
    ("vtt", "text/vtt; charset=utf-8", MediaKind::Captions, Begins::With(b"WEBVTT")),
    ("md", "text/markdown; charset=utf-8", MediaKind::Transcript, Begins::Words),
    ("csv", "text/csv", MediaKind::Data, Begins::Words),
    ("tsv", "text/tab-separated-values", MediaKind::Data, Begins::Words),
    ("txt", "text/plain", MediaKind::Data, Begins::Words),
    ("json", "application/json", MediaKind::Data, Begins::Words),
    ("jsonl", "application/jsonl", MediaKind::Data, Begins::Words),
    ("ipynb", "application/x-ipynb+json", MediaKind::Data, Begins::Words),
    ("py", "text/x-python", MediaKind::Data, Begins::Words),
    ("sql", "application/sql", MediaKind::Data, Begins::Words),
    ("pdf", "application/pdf", MediaKind::Data, Begins::With(b"%PDF-")),
    ("zip", "application/zip", MediaKind::Data, Begins::With(b"PK\x03\x04")),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", MediaKind::Data, Begins::With(b"PK\x03\x04")),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", MediaKind::Data, Begins::With(b"PK\x03\x04")),
    ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", MediaKind::Data, Begins::With(b"PK\x03\x04")),
];

/// All endings, as a form names them.
pub fn endings() -> impl Iterator<Item = &'static str> {
    TYPES.iter().map(|(ending, ..)| *ending)
}

fn type_of(name: &str) -> Option<&'static (&'static str, &'static str, MediaKind, Begins)> {
    let (stem, ending) = name.rsplit_once('.')?;
    TYPES.iter().find(|(known, ..)| *known == ending && !stem.is_empty())
}

/// What a file is for, by its name; nothing where no such file is taken.
pub fn kind_of(name: &str) -> Option<MediaKind> {
    type_of(name).map(|(_, _, kind, _)| *kind)
}

/// What a file is served as, by its name.
pub fn served_as(name: &str) -> &'static str {
    type_of(name).map_or("application/octet-stream", |(_, served, ..)| served)
}

/// Whether the bytes are of the type that the name says.
pub fn is_what_it_says(name: &str, bytes: &[u8]) -> bool {
    let begins = |mark: &[u8]| bytes.starts_with(mark);
    type_of(name).is_some_and(|(.., look)| match look {
        Begins::With(mark) => begins(mark) || *mark == b"WEBVTT" && begins(b"\xef\xbb\xbfWEBVTT"),
        Begins::At(at, mark) => bytes.get(*at..).is_some_and(|rest| rest.starts_with(mark)),
        Begins::Mpeg => begins(b"ID3") || matches!(bytes, [0xff, next, ..] if next & 0xe0 == 0xe0),
        Begins::Drawing => true,
        Begins::Words => !bytes.contains(&0),
    })
}

/// The name that a file gets which comes with another one: lower-case letters, digits and what parts them.
pub fn name_of(upload: &str) -> String {
    let last = upload.rsplit(['/', '\\']).next().unwrap_or_default().to_ascii_lowercase();
    let (stem, ending) = last.rsplit_once('.').unwrap_or((last.as_str(), ""));
    let mut name = String::new();
    for c in stem.chars().take(64) {
        match c {
            'a'..='z' | '0'..='9' | '_' | '.' if !name.is_empty() || c.is_ascii_alphanumeric() => name.push(c),
            _ if !name.is_empty() && !name.ends_with('-') => name.push('-'),
            _ => {}
        }
    }
    let name = name.trim_end_matches(['-', '.', '_']);
    format!("{}.{ending}", if name.is_empty() { "file" } else { name })
}

/// What stands before the ending of a name.
pub fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// The names of what belongs to a recording: captions by language, the transcript for readers of each, and the picture before it is played.
pub struct Beside {
    pub captions: [(String, &'static str); 2],
    /// The first of these that is there.
    pub transcripts: [String; 2],
    pub posters: [String; 4],
}

impl Beside {
    /// Of a recording, on a page in English or in Chinese. `x.en.mp4` is a recording in English of its own.
    pub fn of(name: &str, in_english: bool) -> Self {
        let stem = stem(name);
        let first = stem.strip_suffix(".en").unwrap_or(stem);
        let [zh, en] = [".", ".en."].map(|part| move |end: &str| format!("{first}{part}{end}"));
        let wishes_english = in_english || stem != first;
        let transcripts = if wishes_english { [en("md"), zh("md")] } else { [zh("md"), en("md")] };
        let posters = ["webp", "jpg", "png", "svg"].map(|end| format!("{stem}.{end}"));
        Self { captions: [(zh("vtt"), "zh"), (en("vtt"), "en")], transcripts, posters }
    }

    /// Every name there could be.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let captions = self.captions.iter().map(|(name, _)| name);
        captions.chain(&self.transcripts).chain(&self.posters).map(String::as_str)
    }
}

/// A length as people read it, in the same words in both languages.
pub fn said_length(bytes: u64) -> String {
    match bytes {
        0..1_024 => format!("{bytes} B"),
        1_024..1_048_576 => format!("{} KB", bytes.div_ceil(1_024)),
        _ => format!("{:.1} MB", bytes as f64 / 1_048_576.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_what_a_file_is_and_its_bytes_have_to_agree() {
        for (name, bytes, kind) in [
            ("a.png", &b"\x89PNG\r\n\x1a\n..."[..], MediaKind::Picture),
            ("a.webp", b"RIFF....WEBPVP8 ", MediaKind::Picture),
            ("a.mp4", b"\0\0\0\x18ftypmp42", MediaKind::Film),
            ("a.en.mp4", b"\0\0\0\x18ftypmp42", MediaKind::Film),
            ("a.mp3", b"ID3\x04", MediaKind::Sound),
            ("a.mp3", b"\xff\xfb\x90", MediaKind::Sound),
            ("a.vtt", b"\xef\xbb\xbfWEBVTT\n", MediaKind::Captions),
            ("a.csv", b"\xbc\xd7,1\n", MediaKind::Data),
            ("a.xlsx", b"PK\x03\x04", MediaKind::Data),
        ] {
            assert_eq!((kind_of(name), is_what_it_says(name, bytes)), (Some(kind), true), "{name}");
        }
        for (name, bytes) in [
            ("a.png", &b"\xff\xd8\xff"[..]),
            ("a.mp4", b"<html><script>"),
            ("a.csv", b"PK\x03\x04\0\0"),
            ("a.exe", b"MZ"),
            ("a.html", b"<p>"),
            (".png", b"\x89PNG\r\n\x1a\n"),
            ("png", b"\x89PNG\r\n\x1a\n"),
            ("a.mp3", b""),
        ] {
            assert!(!is_what_it_says(name, bytes), "{name}");
        }
        assert_eq!(["a.png", "a.jpeg", "a.svg", "a.webp", "a"].map(has_sizes), [true, true, false, false, false]);
        assert_eq!([served_as("a.webm"), served_as("a.html")], ["video/webm", "application/octet-stream"]);
    }

    #[test]
    fn an_upload_gets_a_name_that_can_stand_in_an_address() {
        for (upload, name) in [
            ("IMG 2041.JPG", "img-2041.jpg"),
            ("C:\\photos\\a_b.en.png", "a_b.en.png"),
            ("../../etc/x.csv", "x.csv"),
            ("数据.csv", "file.csv"),
            ("_x-.zip", "x.zip"),
            (".png", "file.png"),
            ("x", "x."),
        ] {
            assert_eq!(name_of(upload), name, "{upload}");
        }
        assert!(kind_of(&name_of("x")).is_none());
    }

    #[test]
    fn what_belongs_to_a_recording_has_its_name() {
        let zh = Beside::of("clip.mp4", false);
        assert_eq!(zh.captions, [("clip.vtt".to_string(), "zh"), ("clip.en.vtt".to_string(), "en")]);
        assert_eq!(zh.transcripts, ["clip.md", "clip.en.md"]);
        assert_eq!(Beside::of("clip.mp4", true).transcripts, ["clip.en.md", "clip.md"]);
        let en = Beside::of("clip.en.mp4", false);
        assert_eq!((en.transcripts[0].as_str(), en.posters[1].as_str()), ("clip.en.md", "clip.en.jpg"));
        assert_eq!(zh.names().count(), 8);
    }

    #[test]
    fn a_length_is_said_in_what_people_know() {
        assert_eq!([0, 1_023, 1_024, 1_025, 1_572_864].map(said_length), ["0 B", "1023 B", "1 KB", "2 KB", "1.5 MB"]);
    }
}
