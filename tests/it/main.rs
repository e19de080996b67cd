//! Stories through the public surface, the access matrix, and the tidiness of the tree.

mod access;
mod api;
mod asked;
mod authoring;
mod calls;
mod circles;
mod costs;
mod credential;
mod described;
mod documents;
mod exam;
mod faults;
mod hostile;
mod learning;
mod lengths;
mod lines;
mod main_job;
mod marking;
mod office;
mod statements;
mod tidy;
mod twins;
mod unhappy;
mod without_tests;
mod words;

/// A file in this folder that nobody mentions would be a test that never runs.
#[test]
fn no_test_file_is_forgotten() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("it");
    let mut folders = vec![(root.clone(), root.join("main.rs"))];
    while let Some((folder, list)) = folders.pop() {
        let text = std::fs::read_to_string(&list).expect("the list of modules");
        for entry in std::fs::read_dir(&folder).expect("the folder") {
            let path = entry.expect("an entry").path();
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            if path.is_dir() {
                folders.push((path.clone(), path.join("mod.rs")));
            }
            assert!(path == list || text.contains(&format!("mod {name};")), "{} is not a module", path.display());
        }
    }
}

/// A snapshot that no story compares with is of a page that nobody looks at.
#[test]
fn no_snapshot_is_forgotten() {
    let stories: String = tidy::sources().into_iter().filter(|(name, _)| name.starts_with("tests/it/")).map(|(_, text)| text).collect();
    for entry in std::fs::read_dir(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots")).expect("the snapshots") {
        let path = entry.expect("an entry").path();
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        assert!(stories.contains(&format!("looks_like(\"{name}\")")), "{} is of no story", path.display());
    }
}
