//! `zhixing course import-markdown`: a folder of somebody else's Markdown becomes lessons in a course's folder. What it says is `zhixing_interchange`.

use super::{Exit, bank};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    process::ExitCode,
};
use zhixing_app::i18n::{command as words, folder as folder_words};
use zhixing_domain::{lang::Lang, workshop::figures};
use zhixing_interchange::{BankNote, FolderWish, ForeignFolder, folder};

/// Reads a folder and tells what becomes of each page; writes only with `to`. Ends with 1 if a page stays out.
pub fn bring(from: &Path, to: Option<&Path>, lang: Lang) -> Exit {
    let there = to.and_then(|to| std::fs::read_dir(to).ok()).into_iter().flatten().flatten();
    let there: BTreeSet<String> = there.filter_map(|file| file.file_name().into_string().ok()).collect();
    let bundle = bank::bundle(from, lang)?;
    let read = folder(&bundle, &FolderWish { there, ..FolderWish::default() }).map_err(|note| note.text(lang))?;
    let faults = tell(&read, lang);
    match to {
        None => say!("{}", words::nothing_written(lang)),
        Some(to) => bank::write_files(files(read, to), to, lang)?,
    }
    Ok(if faults == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Prints what the pages are; gives the number of those that stay out.
fn tell(read: &ForeignFolder, lang: Lang) -> usize {
    let told = |source: &str, note: &BankNote| say!("{source}: [{}] {}", note.code, note.text(lang));
    let mut faults = 0;
    for page in &read.pages {
        let source: String = page.source.chars().filter(|c| !c.is_control()).collect();
        page.said.iter().for_each(|note| told(&source, note));
        match &page.lesson {
            Some((name, _)) if page.comes => say!("{}", words::page_came(lang, &source, name, &page.encoding)),
            Some(_) => say!("{}", words::page_unnamed(lang, &source)),
            None => {
                faults += 1;
                say!("{}", words::page_out(lang, &source));
            }
        }
    }
    read.said.iter().for_each(|note| told(folder_words::kind_word(read.kind.code(), lang), note));
    let lessons = read.pages.iter().filter(|page| page.comes).count();
    say!("{}", words::folder_came(lang, folder_words::kind_word(read.kind.code(), lang), lessons, read.pictures.len(), faults));
    faults
}

/// The lessons that come, and the pictures that they show: where another one has the name, theirs gets one of its own.
fn files(read: ForeignFolder, to: &Path) -> BTreeMap<String, Vec<u8>> {
    let lessons: Vec<(String, String)> = read.pages.into_iter().filter(|page| page.comes).filter_map(|page| page.lesson).collect();
    let shown = figures::shown(lessons.iter().map(|(_, text)| text.as_str()));
    let media = to.join("media");
    let other = |name: &str, bytes: &[u8]| std::fs::read(media.join(name)).is_ok_and(|there| there != bytes);
    let pictures: Vec<_> = read.pictures.iter().filter(|picture| shown.contains(picture.name.as_str())).collect();
    let taken: Vec<&str> = pictures.iter().filter(|p| other(&p.name, &p.bytes)).map(|p| p.name.as_str()).collect();
    let coming: Vec<&str> = pictures.iter().map(|picture| picture.name.as_str()).collect();
    let names = figures::names(taken, &coming);
    let named = |name: &str| names.get(name).map_or(name, String::as_str).to_string();
    let mut files: BTreeMap<String, Vec<u8>> = pictures.iter().map(|p| (format!("media/{}", named(&p.name)), p.bytes.to_vec())).collect();
    files.extend(lessons.iter().map(|(name, text)| (name.clone(), figures::renamed(text, &names).into_bytes())));
    files
}
