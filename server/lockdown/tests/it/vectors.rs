//! Keys that others computed: the vectors of Moodle, which come from SEB clients, and our own files, which another program reads beside us.
//!
//! Moodle's are not ours to give away: they are read from the folder `seb-vectors` of a corpus (`ZHIXING_CORPUS`, else beside the project),

//! and where there is none the test says so and skips.

use std::{fs, path::PathBuf, process::Command};
use zhixing_lockdown::{Encryption, Settings, SettingsFault, Value, config_key};

/// A file of the vectors; nothing where there is no corpus.
fn vector(name: &str) -> Option<Vec<u8>> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    let corpus = std::env::var_os("ZHIXING_CORPUS").map_or_else(beside, PathBuf::from);
    let file = corpus.join("seb-vectors").join(name);
    let bytes = fs::read(&file).ok();
    if bytes.is_none() {
        eprintln!("skipped: no {} (set ZHIXING_CORPUS)", file.display());
    }
    bytes
}

#[test]
fn the_text_and_the_key_of_a_real_client_are_the_same() {
    let (Some(file), Some(text)) = (vector("unencrypted_mac_001.seb"), vector("JSON_unencrypted_mac_001.txt")) else { return };
    let settings = Settings::read(&file).unwrap();
    assert_eq!(settings.to_json().as_bytes(), text);
    assert_eq!(config_key(&settings), "4fa9af8ec8759eb7c680752ef4ee5eaf1a860628608fccae2715d519849f9292");
}

#[test]
fn the_version_that_wrote_the_file_does_not_matter() {
    let (Some(with), Some(without)) = (vector("simpleunencrypted.seb"), vector("simpleunencryptedwithoutoriginator.seb")) else { return };
    assert_ne!(with, without);
    assert_eq!(config_key(&Settings::read(&with).unwrap()), config_key(&Settings::read(&without).unwrap()));
}

#[test]
fn an_encrypted_file_of_a_real_client_is_told_as_such() {
    let Some(file) = vector("encrypted.seb") else { return };
    assert_eq!(Settings::read(&file), Err(SettingsFault::Encrypted(Encryption::Password)));
}

#[test]
fn pythons_reader_of_property_lists_makes_the_same_text() {
    let tests = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests");
    for name in ["small.seb", "nested.seb"] {
        let file = tests.join("fixtures").join(name);
        let said = Command::new("python3").arg(tests.join("config_text.py")).arg(&file).output().unwrap();
        let ours = Settings::read(&fs::read(&file).unwrap()).unwrap().to_json();
        assert_eq!(ours, String::from_utf8_lossy(&said.stdout), "{name}: {}", String::from_utf8_lossy(&said.stderr));
    }
}

#[test]
fn our_own_file_prints_by_every_rule() {
    let settings = Settings::read(include_bytes!("../fixtures/small.seb")).unwrap();
    assert_eq!(settings.to_json(), include_str!("../fixtures/small.json").trim_end());
    // sha256sum of small.json without the end of its line
    assert_eq!(config_key(&settings), "d3804c4319c72950901f2c65ae9201d1195bb82e53e8177f59ae97d9f8468652");
    assert!(settings.sends_keys());
    assert_eq!(settings.get("startURL"), Some(&Value::Text("https://exam.example.cn/exams/little/exam".into())));
}
