//! The formats, by name and by what a file shows.

use crate::{
    BankNote, BankPicture, Bundle, Import, aiken, anki, bound::Budget, decode::decode, gift, loss, markdown, mdbook, moodle, paper, qti,
    sheet,
};
use std::collections::{BTreeMap, BTreeSet};

/// A way of writing a bank down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BankFormat {
    Markdown,
    Gift,
    MoodleXml,
    Aiken,
    MdbookQuiz,
    Csv,
    Xlsx,
    Anki,
    /// Pasted papers: 题干, 选项, 答案, 解析.
    Paper,
    Qti,
    /// A paper to print: nothing is read from it.
    Docx,
}

impl BankFormat {
    pub const ALL: [Self; 11] = [
        Self::Markdown,
        Self::Gift,
        Self::MoodleXml,
        Self::Aiken,
        Self::MdbookQuiz,
        Self::Csv,
        Self::Xlsx,
        Self::Anki,
        Self::Paper,
        Self::Qti,
        Self::Docx,
    ];

    /// The word of an option.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Markdown => "markdown",
            Self::Gift => "gift",
            Self::MoodleXml => "moodle-xml",
            Self::Aiken => "aiken",
            Self::MdbookQuiz => "mdbook-quiz",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Anki => "anki",
            Self::Paper => "paper",
            Self::Qti => "qti",
            Self::Docx => "docx",
        }
    }

    /// What it is called within a sentence, in Chinese and in English.
    pub(crate) const fn said(self) -> [&'static str; 2] {
        match self {
            Self::Markdown => ["Markdown", "Markdown"],
            Self::Gift => ["GIFT", "GIFT"],
            Self::MoodleXml => ["Moodle XML", "Moodle XML"],
            Self::Aiken => ["Aiken", "Aiken"],
            Self::MdbookQuiz => ["mdbook-quiz", "mdbook-quiz"],
            Self::Csv => ["CSV 表格", "the CSV table"],
            Self::Xlsx => ["XLSX 表格", "the XLSX table"],
            Self::Anki => ["Anki", "Anki"],
            Self::Paper => ["试卷", "the paper"],
            Self::Qti => ["QTI", "QTI"],
            Self::Docx => ["Word 试卷", "the Word paper"],
        }
    }

    /// Whether banks are read from it.
    pub const fn is_read(self) -> bool {
        !matches!(self, Self::Docx)
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|f| f.code() == code)
    }

    /// The format of a file; nothing where it is no bank. `alone`: nothing else can be what was meant.
    fn of(path: &str, text: &str, alone: bool) -> Option<Self> {
        let name = path.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
        let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
        let top: String = text.chars().take(4000).collect();
        match extension {
            "md" => Some(Self::Markdown).filter(|_| top.contains("### ")),
            "csv" | "tsv" => Some(Self::Csv).filter(|_| alone || sheet::is(text)),
            "gift" => Some(Self::Gift),
            "toml" => Some(Self::MdbookQuiz).filter(|_| text.contains("[[questions]]")),
            "xml" => Some(Self::MoodleXml).filter(|_| top.contains("<quiz")),
            "txt" | "" if top.starts_with("#separator:") => Some(Self::Anki),
            "txt" | "" if is_gift(text) => Some(Self::Gift),
            "txt" | "" if is_aiken(text) => Some(Self::Aiken),
            "txt" | "" if top.trim_start().starts_with("<?xml") || top.contains("<quiz>") => Some(Self::MoodleXml),
            "txt" | "" if paper::is(text) => Some(Self::Paper),
            "txt" | "" if text.contains('{') && text.contains('}') => Some(Self::Gift),
            _ => None,
        }
    }
}

/// Whether a text has what no other format has: `::name::` before an item, `{=` or `{~` around answers.
fn is_gift(text: &str) -> bool {
    let named = text.lines().any(|line| line.trim_start().strip_prefix("::").is_some_and(|rest| rest.contains("::")));
    named && text.contains('{') || text.split('{').skip(1).any(|inside| inside.trim_start().starts_with(['=', '~']) && inside.contains('}'))
}

fn is_aiken(text: &str) -> bool {
    text.lines().any(|line| line.trim_start().starts_with("ANSWER") && aiken::answer_of(line).is_some())
}

pub(crate) fn import(bundle: &Bundle, format: Option<BankFormat>) -> Result<Vec<Import>, BankNote> {
    if let Some(other) = format.filter(|format| !format.is_read()) {
        return Err(unknown(other));
    }
    let (mut imports, mut aside, mut budget) = (vec![], vec![], Budget::default());
    let alone = bundle.0.len() == 1;
    if bundle.0.contains_key("word/document.xml") && format.is_none_or(|f| f == BankFormat::Paper) {
        return paper_of(bundle, &mut budget).map(|import| vec![import]);
    }
    if let Some(note) = document(bundle, alone && format.is_none()) {
        return Err(note);
    }
    if format.is_none_or(|f| f == BankFormat::Qti) {
        // files that name each other are read together
        imports = qti::import(bundle, format.is_some(), &mut budget, |import, budget| {
            import.format = Some(BankFormat::Qti);
            markdown::settle(import, budget);
        });
    }
    for (path, bytes) in bundle.0.iter().filter(|(_, bytes)| format != Some(BankFormat::Qti) && !qti::is_one(bytes)) {
        match one(bundle, path, bytes, format, &mut budget)? {
            Some(read) => imports.extend(read),
            None => aside.push(path.as_str()),
        }
    }
    if format.is_none() {
        tell_aside(&mut imports, &aside);
    }
    if imports.is_empty() { Err(no_bank()) } else { Ok(imports) }
}

/// The paper in a document of a word processor.
fn paper_of(bundle: &Bundle, budget: &mut Budget) -> Result<Import, BankNote> {
    let read = paper::document::read("paper.docx", bundle, budget)?;
    let mut import = read.ok_or_else(|| document(bundle, false).unwrap_or_else(no_bank))?;
    import.encoding = "DOCX".into();
    import.format = Some(BankFormat::Paper);
    markdown::settle(&mut import, budget);
    Ok(import)
}

/// Reads one file; nothing where it is no bank.
fn one(
    bundle: &Bundle,
    path: &str,
    bytes: &[u8],
    format: Option<BankFormat>,
    budget: &mut Budget,
) -> Result<Option<Vec<Import>>, BankNote> {
    let alone = bundle.0.len() == 1;
    let (format, encoding, mut imports) = if path.to_ascii_lowercase().ends_with(".xlsx") && format.is_none_or(|f| f == BankFormat::Xlsx) {
        (BankFormat::Xlsx, "XLSX".to_string(), sheet::read_book(path, bytes, budget)?)
    } else {
        let (text, encoding) = match decode(bytes) {
            Ok(found) => found,
            Err(note) if alone => return Err(note),
            Err(_) => return Ok(None),
        };
        let own = BankFormat::of(path, &text, alone);
        let Some(format) = format.filter(|_| alone || own.is_some()).or(own) else { return Ok(None) };
        (format, encoding, vec![read(bundle, path, &text, format, budget)?])
    };
    for import in &mut imports {
        import.encoding.clone_from(&encoding);
        import.format = Some(format);
        markdown::settle(import, budget);
        if matches!(format, BankFormat::Gift | BankFormat::MoodleXml) {
            loss::of_stars(import);
        }
    }
    Ok(Some(imports))
}

fn read(bundle: &Bundle, path: &str, text: &str, format: BankFormat, budget: &mut Budget) -> Result<Import, BankNote> {
    Ok(match format {
        BankFormat::Gift => gift::read(path, text, bundle),
        BankFormat::MoodleXml => moodle::read(path, text, bundle, budget),
        BankFormat::Aiken => aiken::read(path, text),
        BankFormat::Markdown => Import { pictures: shown(text, bundle), ..markdown::read(path, text) },
        BankFormat::Anki => anki::read(path, text, bundle),
        BankFormat::Csv => sheet::read(path, &sheet::csv_rows(text)),
        BankFormat::MdbookQuiz => mdbook::read(path, text),
        BankFormat::Paper => paper::read(path, text),
        other => return Err(unknown(other)),
    })
}

/// Names the files that are no banks; pictures belong to those that are.
fn tell_aside(imports: &mut [Import], paths: &[&str]) {
    let picture = |path: &&&str| {
        let name = path.to_ascii_lowercase();
        [".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".bmp"].iter().any(|end| name.ends_with(end))
    };
    let names: Vec<String> =
        paths.iter().filter(|path| !picture(path)).map(|p| p.chars().filter(|c| !c.is_control()).take(60).collect()).collect();
    if let (Some(first), false) = (imports.first_mut(), names.is_empty()) {
        let names = names.join(", ");
        first.losses.push(BankNote::new(
            0,
            "files-aside",
            format!("没有认出是题库，放在一边：{names}"),
            format!("these files were not recognised as banks and left aside: {names}"),
        ));
    }
}

/// A document, which is a lesson rather than a bank; of what stands in it a paper can be made.
fn document(bundle: &Bundle, alone: bool) -> Option<BankNote> {
    let is_page = |path: &String| [".html", ".htm"].iter().any(|end| path.to_ascii_lowercase().ends_with(end));
    let found = bundle.0.contains_key("word/document.xml") || alone && bundle.0.keys().any(is_page);
    found.then(|| {
        BankNote::new(
            0,
            "document",
            "这是文档，不是题库：打开它，把题目全部选中、复制，贴成纯文本（.txt）再导入",
            "this is a document, not a bank: open it, copy all of its questions, and bring them as plain text (.txt)",
        )
    })
}

/// The pictures that a bank of ours shows, of those in the folders `media` beside it.
pub(crate) fn shown(text: &str, bundle: &Bundle) -> Vec<BankPicture> {
    let named = |path: &String| path.rsplit_once("media/").map(|(_, name)| name.to_string());
    let there: BTreeMap<String, &Vec<u8>> = bundle.0.iter().filter_map(|(path, bytes)| Some((named(path)?, bytes))).collect();
    let names: BTreeSet<&str> = text.split("](media/").skip(1).filter_map(|rest| rest.split([')', ' ']).next()).collect();
    names.into_iter().filter_map(|name| Some(BankPicture { name: name.into(), bytes: there.get(name)?.to_vec().into() })).collect()
}

fn unknown(format: BankFormat) -> BankNote {
    BankNote::new(0, "format", format!("还读不了 {}", format.code()), format!("{} cannot be read", format.code()))
}

fn no_bank() -> BankNote {
    BankNote::new(0, "no-bank", "没有认出题库：用 --format 说明是哪种格式", "no bank was recognised: say with --format what it is")
}
