//! `zhixing course`: a course goes to another installation as one signed file, or comes from one. What is in it is `zhixing_interchange::share`. What
//! comes from folders of other tools is in [`folder`].

use super::{Exit, content::lang_of, folder};
use crate::{Config, content, keys, packages};
use clap::Subcommand;
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    process::ExitCode,
};
use zhixing_app::i18n::command as words;
use zhixing_courseware::Files;
use zhixing_credential::did::{self, DidDocument};
use zhixing_domain::{lang::Lang, package::ORIGIN, workshop::bank_course};
use zhixing_interchange::{
    BankNote, cartridge,
    share::{self, BESIDE, CoursePackage, PackageStep, PackageUpdate},
};

#[derive(Subcommand)]
pub enum CourseCommand {
    /// Write a course with its figures and its standard as one file, signed with the key that signs certificates
    Export {
        /// The folder of the course within the content
        course: String,
        /// One bank alone, as a small course with what its items show
        #[arg(long)]
        bank: Option<String>,
        /// package for another Zhixing, or common-cartridge for other learning platforms
        #[arg(long, default_value = "package")]
        format: String,
        /// The language of a cartridge, zh or en
        #[arg(long = "in", default_value = "zh")]
        within: String,
        /// The content; the built-in demonstration if not given
        #[arg(long)]
        from: Option<PathBuf>,
        /// The file to write
        #[arg(long)]
        to: PathBuf,
        /// zh or en; by default the language of the terminal
        #[arg(long)]
        lang: Option<String>,
    },
    /// Read a folder of somebody else's Markdown (mdBook, MkDocs, MyST, Carpentries, notebooks, plain files) and tell what becomes of each page;
    /// writes only with --to. Ends with 1 if a page stays out
    ImportMarkdown {
        /// The folder, or a ZIP of it
        from: PathBuf,
        /// Write lessons and pictures into this course's folder; what is there stays as it is
        #[arg(long)]
        to: Option<PathBuf>,
        /// zh or en; by default the language of the terminal
        #[arg(long)]
        lang: Option<String>,
    },
    /// Check a course of another installation and tell what is in it; with --to it is taken, or brought up to date where it was taken before: what was changed here stays
    Import {
        /// The file
        file: PathBuf,
        /// The content that it is taken into
        #[arg(long)]
        to: Option<PathBuf>,
        /// Another name for the folder of the course
        #[arg(long = "as")]
        name: Option<String>,
        /// The issuer's DID document, as its site shows it at /.well-known/did.json: whether the key is the issuer's
        #[arg(long)]
        did: Option<PathBuf>,
        /// Take an edition although another key signed the one before
        #[arg(long)]
        new_key: bool,
        /// zh or en; by default the language of the terminal
        #[arg(long)]
        lang: Option<String>,
    },
}

pub fn run(verb: CourseCommand, config: &Config) -> Exit {
    match verb {
        CourseCommand::Export { course, bank, format, within, from, to, lang } => {
            let (from, lang) = (from.or(config.content.clone()), lang_of(lang.as_deref())?);
            match format.as_str() {
                "package" => give((&course, bank.as_deref()), from.as_deref(), &to, config, lang),
                "common-cartridge" => carry(&course, from.as_deref(), &to, config, (lang_of(Some(within.as_str()))?, lang)),
                other => Err(words::no_format(lang, other, "package, common-cartridge")),
            }
        }
        CourseCommand::ImportMarkdown { from, to, lang } => folder::bring(&from, to.as_deref(), lang_of(lang.as_deref())?),
        CourseCommand::Import { file, to, name, did, new_key, lang } => {
            let lang = lang_of(lang.as_deref())?;
            let package = open(&file, did.as_deref(), lang)?;
            described(&package, did.is_some(), lang).iter().for_each(|line| say!("{line}"));
            match to {
                Some(to) => take(package, &to, name.as_deref(), new_key, lang)?,
                None => say!("{}", words::nothing_taken(lang)),
            }
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn at(path: &Path) -> impl Fn(std::io::Error) -> String {
    move |error| format!("{}: {error}", path.display())
}

fn files(from: Option<&Path>) -> Result<Files, String> {
    from.map_or_else(|| Ok(content::embedded()), |dir| content::folder(dir).map_err(|e| e.to_string()))
}

fn give((course, bank): (&str, Option<&str>), from: Option<&Path>, to: &Path, config: &Config, lang: Lang) -> Exit {
    let now = super::clock().now();
    let year = jiff::Timestamp::from_millisecond(now.ms()).unwrap_or(jiff::Timestamp::UNIX_EPOCH).to_zoned(jiff::tz::TimeZone::UTC).year();
    let key = keys::open(&config.data, year).map_err(|e| e.to_string())?.signing;
    let issuer = did::of(&config.public_url).map_err(|e| e.to_string())?;
    let (course, files) = match bank {
        None => (course.to_string(), files(from)?),
        Some(bank) => {
            let of_bank = bank_course::alone(&files(from)?.0, course, bank).ok_or_else(|| words::no_bank(lang, course, bank))?;
            (of_bank.0, Files(of_bank.1))
        }
    };
    let given = packages::pack(files, &course, &issuer, &key, now).map_err(|n| n.text(lang))?;
    std::fs::write(to, &given.bytes).map_err(at(to))?;
    for path in &given.left_out {
        say!("{}", plain(&words::left_out(lang, path)));
    }
    say!("{}", words::course_gone_out(lang, to.display(), given.bytes.len().div_ceil(1024), &issuer, key.kid().as_str()));
    Ok(ExitCode::SUCCESS)
}

/// Writes a cartridge in a language, and tells in that of the terminal what it does not carry.
fn carry(course: &str, from: Option<&Path>, to: &Path, config: &Config, (within, lang): (Lang, Lang)) -> Exit {
    let (bytes, losses) = cartridge(&files(from)?, course, within, &config.public_url).map_err(|n| n.text(lang))?;
    std::fs::write(to, &bytes).map_err(at(to))?;
    for note in &losses {
        say!("{}", plain(&format!("{}[{}]: {}", words::loss(lang), note.code, note.text(lang))));
    }
    say!("{}", words::wrote(lang, to.display()));
    Ok(ExitCode::SUCCESS)
}

fn open(file: &Path, did: Option<&Path>, lang: Lang) -> Result<CoursePackage, String> {
    let bytes = std::fs::read(file).map_err(at(file))?;
    let package = packages::open(&bytes).map_err(|n: BankNote| n.text(lang))?;
    if let Some(path) = did {
        let document = DidDocument::parse(&std::fs::read(path).map_err(at(path))?).map_err(|e| format!("{}: {e}", path.display()))?;
        if !packages::is_of(&package.key, &document) {
            return Err(plain(&words::key_not_believed(lang, document.did(), &package.key.id)));
        }
    }
    Ok(package)
}

/// What strangers wrote, without what a terminal would obey.
fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).collect()
}

/// What is told of a package, line by line.
fn described(package: &CoursePackage, proved: bool, lang: Lang) -> Vec<String> {
    let (about, key) = (&package.manifest, &package.key);
    let (title, rights) = (about.title.get(lang), &about.rights);
    let mut lines = vec![words::package(lang, title, package.files.len(), &about.made_at, &rights.author, &rights.license)];
    lines.extend(about.sources.iter().map(|source| {
        let (title, rights) = (source.title.get(lang), &source.rights);
        words::made_from(lang, title, &rights.author, &source.issuer, &rights.license)
    }));
    let known = if proved { words::key_known(lang) } else { words::key_unknown(lang) };
    lines.push(words::signed_by(lang, &key.id, key.text(), known));
    lines.iter().map(|line| plain(line)).collect()
}

fn take(package: CoursePackage, to: &Path, name: Option<&str>, new_key: bool, lang: Lang) -> Result<(), String> {
    std::fs::create_dir_all(to).map_err(at(to))?;
    let named = package.manifest.course.clone();
    let course = name.unwrap_or(&named);
    let update = share::update(&files(Some(to))?, package, course, new_key, super::clock().now()).map_err(|n| n.text(lang))?;
    // what an earlier update left beside is of no use any more
    let beside = to.join(course).join(BESIDE);
    if beside.is_dir() {
        std::fs::remove_dir_all(&beside).map_err(at(&beside))?;
    }
    write(to, &update)?;
    for (path, step) in &update.steps {
        let step = match step {
            PackageStep::Write => words::file_written(lang),
            PackageStep::Remove => words::file_removed(lang),
            PackageStep::Keep => words::ours_kept(lang),
            PackageStep::Both => words::both_changed(lang),
        };
        say!("{step}  {path}");
    }
    Ok(())
}

/// Where the course came from is written last: until then the same edition may be taken again.
fn write(to: &Path, update: &PackageUpdate) -> Result<(), String> {
    let written = update.files.iter().filter_map(|(path, bytes)| Some((path.clone(), bytes.clone()?)));
    let (origin, others): (BTreeMap<_, _>, BTreeMap<_, _>) = written.partition(|(path, _)| path.ends_with(&format!("/{ORIGIN}")));
    content::write_folder(to, &Files(others)).map_err(|e| e.to_string())?;
    for path in update.files.iter().filter(|(_, bytes)| bytes.is_none()).map(|(path, _)| to.join(path)) {
        match std::fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(at(&path)(error)),
            _ => {}
        }
    }
    content::write_folder(to, &Files(origin)).map_err(|e| e.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use zhixing_domain::{
        lang::Bilingual,
        package::{PackageManifest, Rights},
    };
    use zhixing_interchange::share::PackageKey;

    #[test]
    fn where_a_course_came_from_is_written_when_all_else_is_done() {
        let to = std::env::temp_dir().join(format!("zhixing-course-{}", std::process::id()));
        // a folder in the place of a file that goes: it cannot be removed as one
        std::fs::create_dir_all(to.join("c/old.md/x")).unwrap();
        let files = [("c/course.md", Some(b"x".to_vec())), ("c/old.md", None), ("c/origin.json", Some(b"{}".to_vec()))];
        let files = files.map(|(path, bytes)| (path.to_string(), bytes)).into();
        let update = PackageUpdate { files, ..PackageUpdate::default() };
        assert!(write(&to, &update).is_err());
        assert!(to.join("c/course.md").exists() && !to.join("c/origin.json").exists());
        std::fs::remove_dir_all(to.join("c/old.md")).unwrap();
        write(&to, &update).unwrap();
        assert!(to.join("c/origin.json").exists());
        std::fs::remove_dir_all(to).unwrap();
    }

    #[test]
    fn a_stranger_s_words_give_the_terminal_no_orders() {
        let evil = "\u{1b}]0;x\u{7}\u{9b}2J\r";
        let title = Bilingual::new(evil.to_string(), Some(evil.to_string()));
        let manifest = PackageManifest {
            form: evil.into(),
            course: "c".into(),
            title,
            made_at: evil.into(),
            issuer: evil.into(),
            rights: Rights { author: evil.into(), license: evil.into() },
            sources: vec![],
            files: vec![],
            standards: vec![],
        };
        let key = PackageKey { id: evil.into(), bytes: [0; 32] };
        let package = CoursePackage { manifest, key, files: BTreeMap::new(), standards: BTreeMap::new() };
        for line in Lang::ALL.into_iter().flat_map(|lang| described(&package, false, lang)) {
            assert!(line.contains("]0;x") && !line.contains(char::is_control), "{line:?}");
        }
    }
}
