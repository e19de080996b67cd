//! `zhixing course`: a course goes to another installation as one signed file, or comes from one. What is in it is `zhixing_interchange::share`.

use super::{Exit, content::lang_of};
use crate::{Config, content, keys};
use clap::Subcommand;
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};
use zhixing_courseware::Files;
use zhixing_credential::{
    did::{self, DidDocument},
    instant,
    key::{Kid, PublicKey},
};
use zhixing_domain::lang::Lang;
use zhixing_interchange::{
    BankNote,
    share::{self, BESIDE, CoursePackage, PackageKey, PackageMaker, PackageStep, PackageUpdate},
};

#[derive(Subcommand)]
pub enum CourseCommand {
    /// Write a course with its figures and its standard as one file, signed with the key that signs certificates
    Export {
        /// The folder of the course within the content
        course: String,
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
        CourseCommand::Export { course, from, to, lang } => {
            give(&course, from.or(config.content.clone()).as_deref(), &to, config, lang_of(lang.as_deref())?)
        }
        CourseCommand::Import { file, to, name, did, new_key, lang } => {
            let lang = lang_of(lang.as_deref())?;
            let package = open(&file, did.as_deref(), lang)?;
            describe(&package, did.is_some(), lang);
            match to {
                Some(to) => take(&package, &to, name.as_deref(), new_key, lang)?,
                None => {
                    say!("{}", word(["没有写文件；加 --to 写到内容的文件夹", "nothing was written; --to writes into the content"], lang))
                }
            }
            Ok(ExitCode::SUCCESS)
        }
    }
}

const fn word(words: [&'static str; 2], lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => words[0],
        Lang::En => words[1],
    }
}

fn at(path: &Path) -> impl Fn(std::io::Error) -> String {
    move |error| format!("{}: {error}", path.display())
}

fn files(from: Option<&Path>) -> Result<Files, String> {
    from.map_or_else(|| Ok(content::embedded()), |dir| content::folder(dir).map_err(|e| e.to_string()))
}

fn give(course: &str, from: Option<&Path>, to: &Path, config: &Config, lang: Lang) -> Exit {
    let now = super::clock().now();
    let year = jiff::Timestamp::from_millisecond(now.ms()).unwrap_or(jiff::Timestamp::UNIX_EPOCH).to_zoned(jiff::tz::TimeZone::UTC).year();
    let key = keys::open(&config.data, year).map_err(|e| e.to_string())?.signing;
    let issuer = did::of(&config.public_url).map_err(|e| e.to_string())?;
    let maker = PackageMaker { issuer, kid: key.kid().as_str().into(), key: key.public().raw(), made_at: instant::rfc3339(now.ms()) };
    let bytes = share::pack(&files(from)?, course, &maker, |signed| key.sign(signed)).map_err(|n| n.text(lang))?;
    std::fs::write(to, &bytes).map_err(at(to))?;
    let (size, issuer) = (bytes.len().div_ceil(1024), &maker.issuer);
    match lang {
        Lang::Zh => say!("{}：{size} KB，由 {issuer} 用 {} 签名", to.display(), maker.kid),
        Lang::En => say!("{}: {size} KB, signed by {issuer} with {}", to.display(), maker.kid),
    }
    Ok(ExitCode::SUCCESS)
}

fn open(file: &Path, did: Option<&Path>, lang: Lang) -> Result<CoursePackage, String> {
    let bytes = std::fs::read(file).map_err(at(file))?;
    let package = share::read(bytes, signed).map_err(|n: BankNote| n.text(lang))?;
    if let Some(path) = did {
        let document = DidDocument::parse(&std::fs::read(path).map_err(at(path))?).map_err(|e| format!("{}: {e}", path.display()))?;
        let known = document.key(&package.key.id).filter(|key| key.raw() == package.key.bytes && document.may_assert(key.kid()));
        if known.is_none() {
            let [zh, en] = [
                format!("{} 不承认这把钥匙：{}", document.did(), package.key.id),
                format!("{} does not believe this key: {}", document.did(), package.key.id),
            ];
            return Err(if lang == Lang::Zh { zh } else { en });
        }
    }
    Ok(package)
}

fn signed(key: &PackageKey, message: &[u8], signature: &[u8; 64]) -> bool {
    let kid = key.id.split_once('#').and_then(|(_, kid)| Kid::new(kid).ok());
    kid.and_then(|kid| PublicKey::from_raw(kid, &key.bytes).ok()).is_some_and(|key| key.verify(message, signature))
}

fn describe(package: &CoursePackage, proved: bool, lang: Lang) {
    let (about, key) = (&package.manifest, &package.key);
    let (title, rights) = (about.title.get(lang), &about.rights);
    let (count, made) = (package.files.len(), &about.made_at);
    match lang {
        Lang::Zh => say!("《{title}》：{count} 个文件，{made}；作者 {}，许可 {}", rights.author, rights.license),
        Lang::En => say!("“{title}”: {count} files, {made}; by {}, licence {}", rights.author, rights.license),
    }
    for source in &about.sources {
        say!(
            "  {} {} ({}, {}, {})",
            word(["改编自", "made from"], lang),
            source.title.get(lang),
            source.rights.author,
            source.issuer,
            source.rights.license
        );
    }
    let known = word(["与对方的 DID 文档相符", "the key is in the DID document"], lang);
    let unknown =
        word(["请与对方网站的 /.well-known/did.json 核对（--did）", "compare it with /.well-known/did.json of their site (--did)"], lang);
    say!("{} {} {}; {}", word(["签名有效：", "signed:"], lang), key.id, key.text(), if proved { known } else { unknown });
}

fn take(package: &CoursePackage, to: &Path, name: Option<&str>, new_key: bool, lang: Lang) -> Result<(), String> {
    std::fs::create_dir_all(to).map_err(at(to))?;
    let course = name.unwrap_or(&package.manifest.course);
    let update = share::update(&files(Some(to))?, package, course, new_key).map_err(|n| n.text(lang))?;
    // what an earlier update left beside is of no use any more
    let beside = to.join(course).join(BESIDE);
    if beside.is_dir() {
        std::fs::remove_dir_all(&beside).map_err(at(&beside))?;
    }
    write(to, &update)?;
    for (path, step) in &update.steps {
        let step = match step {
            PackageStep::Write => ["写入", "written"],
            PackageStep::Remove => ["删除", "removed"],
            PackageStep::Keep => ["保留这里的", "ours kept"],
            PackageStep::Both => ["两边都改了：保留这里的，对方的在 _update", "both changed: ours kept, theirs is in _update"],
        };
        say!("{}  {path}", word(step, lang));
    }
    Ok(())
}

fn write(to: &Path, update: &PackageUpdate) -> Result<(), String> {
    let written = update.files.iter().filter_map(|(path, bytes)| Some((path.clone(), bytes.clone()?))).collect();
    content::write_folder(to, &written).map_err(|e| e.to_string())?;
    for path in update.files.iter().filter(|(_, bytes)| bytes.is_none()).map(|(path, _)| to.join(path)) {
        match std::fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(at(&path)(error)),
            _ => {}
        }
    }
    Ok(())
}
