//! The readers, and what each says of an input: the codes of what was told, and which types came out.

use std::collections::BTreeSet;
use zhixing_courseware::{Files, Severity};
use zhixing_domain::{lang::Lang, time::Timestamp};
use zhixing_interchange::{BankFormat, Bundle, FolderWish, ForeignKey, Import, ReadItem, course, export, folder, import, lesson, share};

#[derive(Clone, Copy, Debug)]
pub enum Reader {
    Bank(BankFormat),
    Lesson,
    Folder,
    Package,
}

#[derive(Clone, Copy, Debug)]
pub struct Target {
    pub name: &'static str,
    /// What the file is called.
    pub file: &'static str,
    pub reader: Reader,
}

const fn of(name: &'static str, file: &'static str, reader: Reader) -> Target {
    Target { name, file, reader }
}

pub const TARGETS: [Target; 19] = [
    of("gift", "x.gift", Reader::Bank(BankFormat::Gift)),
    of("moodle-xml", "x.xml", Reader::Bank(BankFormat::MoodleXml)),
    of("aiken", "x.txt", Reader::Bank(BankFormat::Aiken)),
    of("qti1", "x.xml", Reader::Bank(BankFormat::Qti)),
    of("qti2", "x.xml", Reader::Bank(BankFormat::Qti)),
    of("qti3", "x.xml", Reader::Bank(BankFormat::Qti)),
    of("qti-package", "x.zip", Reader::Bank(BankFormat::Qti)),
    of("csv", "x.csv", Reader::Bank(BankFormat::Csv)),
    of("xlsx", "x.xlsx", Reader::Bank(BankFormat::Xlsx)),
    of("anki", "x.txt", Reader::Bank(BankFormat::Anki)),
    of("mdbook-quiz", "x.toml", Reader::Bank(BankFormat::MdbookQuiz)),
    of("paper", "x.txt", Reader::Bank(BankFormat::Paper)),
    of("paper-docx", "x.docx", Reader::Bank(BankFormat::Paper)),
    of("markdown", "x.md", Reader::Bank(BankFormat::Markdown)),
    of("docx", "x.docx", Reader::Lesson),
    of("html", "x.html", Reader::Lesson),
    of("folder", "x.zip", Reader::Folder),
    of("notebook", "x.ipynb", Reader::Folder),
    of("package", "x.zip", Reader::Package),
];

/// What a reader said; two inputs of which it says the same are alike.
pub type Seen = BTreeSet<&'static str>;

impl Target {
    pub fn is_zip(&self) -> bool {
        [".zip", ".docx", ".xlsx"].iter().any(|end| self.file.ends_with(end))
    }

    /// Reads an input. `deep`: what comes in is written in every format and read by courseware, too.
    ///
    /// # Errors
    /// It came in, and is not what was promised of it.
    pub fn read(&self, bytes: Vec<u8>, deep: bool) -> Result<Seen, String> {
        match self.reader {
            Reader::Bank(format) => match Bundle::of_file(self.file, bytes).and_then(|bundle| import(&bundle, Some(format))) {
                Ok(imports) => {
                    if deep {
                        publish(&imports)?;
                        write(&imports);
                    }
                    Ok(imports.iter().flat_map(said).collect())
                }
                Err(note) => Ok(Seen::from([note.code])),
            },
            Reader::Lesson => Ok(match lesson(self.file, bytes) {
                Ok(lesson) => lesson.said.iter().map(|note| note.code).chain(["came"]).collect(),
                Err(note) => Seen::from([note.code]),
            }),
            Reader::Folder => Ok(match Bundle::of_file(self.file, bytes).and_then(|bundle| folder(&bundle, &FolderWish::default())) {
                Ok(folder) => folder.said.iter().chain(folder.pages.iter().flat_map(|page| &page.said)).map(|note| note.code).collect(),
                Err(note) => Seen::from([note.code]),
            }),
            Reader::Package => Ok(match share::read(bytes, |_, _, _| true) {
                Ok(package) => {
                    let here = Files::default();
                    let update = share::update(&here, &package, &package.manifest.course, false, Timestamp::from_ms(1_800_000_000_000));
                    Seen::from(["came", update.map_or_else(|note| note.code, |_| "taken")])
                }
                Err(note) => Seen::from([note.code]),
            }),
        }
    }
}

fn said(import: &Import) -> Seen {
    let of = |read: &ReadItem| match read {
        ReadItem::Fault(note) => vec![note.code],
        ReadItem::Item { item, losses } => losses.iter().map(|note| note.code).chain([kind(&item.key)]).collect(),
    };
    import.losses.iter().map(|note| note.code).chain(import.items.iter().flat_map(of)).collect()
}

const fn kind(key: &ForeignKey) -> &'static str {
    match key {
        ForeignKey::Single(_) => "single",
        ForeignKey::Multiple(_) => "multiple",
        ForeignKey::TrueFalse { .. } => "truefalse",
        ForeignKey::Numeric { .. } => "numeric",
        ForeignKey::Short { .. } => "short",
        ForeignKey::Cloze(_) => "cloze",
        ForeignKey::Ordering(_) => "ordering",
        ForeignKey::Matching { .. } => "matching",
        ForeignKey::Essay(_) => "essay",
    }
}

/// What came in can be published: that is promised of every item that is no fault.
fn publish(imports: &[Import]) -> Result<(), String> {
    let mut files = Files::default();
    files.insert("c/course.md", "+++\ntitle = \"x\"\nsummary = \"x\"\nenglish = false\n+++\n");
    for (path, bytes) in course(imports, BTreeSet::new()).0 {
        files.insert(format!("c/{path}"), bytes);
    }
    let (_, problems) = zhixing_courseware::read(&files);
    let error = problems.iter().find(|problem| problem.severity() == Severity::Error);
    error.map_or(Ok(()), |problem| Err(format!("cannot be published: {}", problem.code())))
}

/// Every writer takes it.
fn write(imports: &[Import]) {
    let items: Vec<_> = imports.iter().flat_map(|i| &i.items).filter_map(ReadItem::item).take(50).cloned().collect();
    let pictures: Vec<_> = imports.iter().flat_map(|i| &i.pictures).take(20).cloned().collect();
    for format in BankFormat::ALL {
        // what is said where nothing is written in a format is no matter here
        let _ = export("x", &items, &pictures, format).map_err(|note| note.text(Lang::En));
    }
}
