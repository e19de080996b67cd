//! `zhixing bank`: question banks of other systems come in, ours go out. Files are read and written here; what they say is `zhixing_interchange`.

use super::{Exit, content::lang_of};
use clap::Subcommand;
use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
    process::ExitCode,
};
use zhixing_app::i18n::command as words;
use zhixing_domain::lang::Lang;
use zhixing_interchange::{
    BankFormat, BankNote, BankPicture, Bundle, ForeignItem, Import, PaperKeys, ReadItem, course, export, import, title_of, to_print, twin,
};

#[derive(Subcommand)]
pub enum BankCommand {
    /// Read a bank of another system and tell what comes in; writes only with --to. Ends with 1 if an item stays out
    Import {
        /// The bank: a file, a folder, or a ZIP with its pictures
        from: PathBuf,
        /// gift, moodle-xml, aiken, … (a wrong word lists all); found by itself if not given
        #[arg(long)]
        format: Option<String>,
        /// Write banks and pictures into this course's folder; banks that are there stay as they are
        #[arg(long)]
        to: Option<PathBuf>,
        /// zh or en; by default the language of the terminal
        #[arg(long)]
        lang: Option<String>,
    },
    /// Write the banks of a course as one file of another format, and tell what that does not carry
    Export {
        /// The course's folder, or one bank
        from: PathBuf,
        /// markdown, gift, moodle-xml, qti, csv, xlsx, or docx for a paper to print
        #[arg(long)]
        format: String,
        /// Of a paper to print: the keys `behind` the items, a paper `without` them, or the keys `alone`
        #[arg(long, default_value = "behind")]
        keys: String,
        /// The file to write; without it only what would be lost is told
        #[arg(long)]
        to: Option<PathBuf>,
        /// zh or en; by default the language of the terminal
        #[arg(long)]
        lang: Option<String>,
    },
}

pub fn run(verb: BankCommand) -> Exit {
    match verb {
        BankCommand::Import { from, format, to, lang } => {
            let lang = lang_of(lang.as_deref())?;
            let format = format.as_deref().map(|word| format_of(word, lang)).transpose()?;
            bring(&from, format, to.as_deref(), lang)
        }
        BankCommand::Export { from, format, keys, to, lang } => {
            let lang = lang_of(lang.as_deref())?;
            let known = PaperKeys::ALL.map(PaperKeys::code).join(", ");
            let keys = PaperKeys::from_code(&keys).ok_or_else(|| words::no_format(lang, &keys, known))?;
            give(&from, format_of(&format, lang)?, keys, to.as_deref(), lang)
        }
    }
}

fn format_of(word: &str, lang: Lang) -> Result<BankFormat, String> {
    let known = BankFormat::ALL.map(BankFormat::code).join(", ");
    BankFormat::from_code(word).ok_or_else(|| words::no_format(lang, word, known))
}

fn bring(from: &Path, format: Option<BankFormat>, to: Option<&Path>, lang: Lang) -> Exit {
    let said = |note: BankNote| note.text(lang);
    let imports = import(&bundle(from, lang)?, format).map_err(said)?;
    let faults: usize = imports.iter().map(|import| tell(import, lang)).sum();
    match to {
        None => say!("{}", words::nothing_written(lang)),
        Some(folder) => write(&imports, folder, lang)?,
    }
    Ok(if faults == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Prints what an import is; gives the number of its faults.
fn tell(import: &Import, lang: Lang) -> usize {
    let source = &import.source;
    let told = |kind: &str, note: &BankNote| say!("{source}: {kind}[{}]: {}", note.code, note.text(lang));
    let mut faults = 0;
    for read in &import.items {
        match read {
            ReadItem::Item { losses, .. } => losses.iter().for_each(|note| told(words::loss(lang), note)),
            ReadItem::Fault(note) => {
                faults += 1;
                told(words::fault(lang), note);
            }
        }
    }
    import.losses.iter().for_each(|note| told(words::loss(lang), note));
    let items = import.items.len() - faults;
    say!("{}", words::came_in(lang, source, items, import.pictures.len(), faults, &import.encoding));
    faults
}

fn write(imports: &[Import], folder: &Path, lang: Lang) -> Result<(), String> {
    let items = folder.join("items");
    let there = std::fs::read_dir(&items).into_iter().flatten().flatten();
    let taken: BTreeSet<String> = there.filter_map(|f| Some(f.file_name().to_str()?.split('.').next()?.to_string())).collect();
    write_files(course(imports, taken).0, folder, lang)
}

/// Writes files into a course's folder; what it is, too, where that is not said yet. What is there already stays.
pub(super) fn write_files(mut files: BTreeMap<String, Vec<u8>>, folder: &Path, lang: Lang) -> Result<(), String> {
    let fault = |path: &Path, error: std::io::Error| format!("{}: {error}", path.display());
    if !folder.join("course.md").exists() {
        let name = folder.file_name().map_or_else(|| "bank".into(), |n| n.to_string_lossy().into_owned());
        let name = name.replace(['"', '\\'], " ");
        let front = format!("+++\ntitle = \"{name}\"\nsummary = \"{name}\"\nenglish = false\n+++\n");
        files.insert("course.md".into(), front.into_bytes());
    }
    for (path, bytes) in &files {
        let path = folder.join(path);
        // what stands there stays; the same picture again is no other one
        if path.exists() && std::fs::read(&path).is_ok_and(|there| there != *bytes) {
            return Err(words::is_taken(lang, path.display()));
        }
    }
    for (path, bytes) in &files {
        let path = folder.join(path);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).map_err(|e| fault(parent, e))?;
        }
        std::fs::write(&path, bytes).map_err(|e| fault(&path, e))?;
        say!("{}", words::wrote(lang, path.display()));
    }
    Ok(())
}

fn give(from: &Path, format: BankFormat, keys: PaperKeys, to: Option<&Path>, lang: Lang) -> Exit {
    let said = |note: BankNote| note.text(lang);
    let mut files = with_pictures(from, lang)?;
    let bank = files.0.iter().find(|(path, _)| path.ends_with(".md")).map(|(_, text)| text);
    let title = files.0.get("course.md").or(bank).and_then(|text| title_of(text));
    // of a course its banks: lessons stay, and twins have no key of their own
    if from.is_dir() {
        files.0.retain(|path, _| !path.ends_with(".md") || path.starts_with("items/") && !path.ends_with(".en.md"));
    }
    let imports = match first_of(from) {
        Some(first) => vec![with_first(from, &first, &files, lang)?],
        None => import(&files, Some(BankFormat::Markdown)).map_err(said)?,
    };
    let faults: usize = imports.iter().map(|import| tell(import, lang)).sum();
    let items: Vec<ForeignItem> = imports.iter().flat_map(|import| &import.items).filter_map(ReadItem::item).cloned().collect();
    let pictures = pictures(&files);
    let name = from.file_stem().map_or_else(|| "bank".into(), |n| n.to_string_lossy().into_owned());
    let (bytes, losses) = match format {
        BankFormat::Docx => to_print(title.as_deref().unwrap_or(&name), &items, &pictures, keys),
        _ => export(&name, &items, &pictures, format).map_err(said)?,
    };
    for note in &losses {
        say!("{}[{}]: {}", words::loss(lang), note.code, note.text(lang));
    }
    if let Some(to) = to {
        std::fs::write(to, &bytes).map_err(|e| format!("{}: {e}", to.display()))?;
    }
    let (count, lost) = (items.len(), losses.len());
    say!("{}", if to.is_some() { words::went_out(lang, count, lost) } else { words::only_told(lang, count, lost) });
    // what stays out of a file that others trust is no success
    Ok(if faults == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn pictures(files: &Bundle) -> Vec<BankPicture> {
    let named = files.0.iter().filter_map(|(path, bytes)| Some((path.rsplit_once("media/")?.1, bytes)));
    named.map(|(name, bytes)| BankPicture { name: name.into(), bytes: bytes.clone().into() }).collect()
}

/// A folder, or one bank with the pictures of its course.
fn with_pictures(from: &Path, lang: Lang) -> Result<Bundle, String> {
    let mut files = bundle(from, lang)?;
    let media = from.parent().and_then(Path::parent).map(|course| course.join("media")).filter(|media| from.is_file() && media.is_dir());
    for (name, bytes) in media.map(|media| bundle(&media, lang)).transpose()?.unwrap_or_default().0 {
        files.add(format!("media/{name}"), bytes).map_err(|note| note.text(lang))?;
    }
    Ok(files)
}

/// The Chinese bank beside an English twin.
fn first_of(twin: &Path) -> Option<PathBuf> {
    let name = twin.file_name()?.to_str()?.strip_suffix(".en.md")?;
    Some(twin.with_file_name(format!("{name}.md"))).filter(|first| first.is_file())
}

/// An English twin with what its first says.
fn with_first(path: &Path, first: &Path, figures: &Bundle, lang: Lang) -> Result<Import, String> {
    let read = |path: &Path| std::fs::read(path).map_err(|e| format!("{}: {e}", path.display()));
    let name = path.file_name().map_or_else(|| "bank".into(), |n| n.to_string_lossy().into_owned());
    twin(&name, &read(path)?, &read(first)?, figures).map_err(|note| note.text(lang))
}

/// A file, or every file of a folder, but for hidden ones and links.
pub(super) fn bundle(from: &Path, lang: Lang) -> Result<Bundle, String> {
    let fault = |path: &Path, error: std::io::Error| format!("{}: {error}", path.display());
    let said = |note: BankNote| note.text(lang);
    if !from.is_dir() {
        let name = from.file_name().map_or_else(|| "bank".into(), |n| n.to_string_lossy().into_owned());
        return Bundle::of_file(&name, std::fs::read(from).map_err(|e| fault(from, e))?).map_err(said);
    }
    let (mut bundle, mut waiting) = (Bundle::default(), vec![from.to_path_buf()]);
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(&folder).map_err(|e| fault(&folder, e))? {
            let entry = entry.map_err(|e| fault(&folder, e))?;
            let (path, kind) = (entry.path(), entry.file_type().map_err(|e| fault(&folder, e))?);
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            if kind.is_dir() {
                waiting.push(path);
            } else if kind.is_file() {
                let name = path.strip_prefix(from).unwrap_or(&path).to_string_lossy().replace('\\', "/");
                bundle.add(name, std::fs::read(&path).map_err(|e| fault(&path, e))?).map_err(said)?;
            }
        }
    }
    Ok(bundle)
}
