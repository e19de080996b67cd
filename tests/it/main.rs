//! Stories through the public surface, the access matrix, and the tidiness of the tree.

mod access;
mod api;
mod certifying;
mod costs;
mod doors_to_keys;
mod faults;
mod hostile;
mod invigilating;
mod key_life;
mod learning;
mod lockdown;
mod main_job;
mod names;
mod own;
mod publishing;
mod second_factor;
mod sections;
mod sessions;
mod signing_in;
mod sitting;
mod tidy;
mod verifying;
mod voiding;
mod waiting;

/// A file in this folder that nobody mentions would be a test that never runs.
#[test]
fn no_test_file_is_forgotten() {
    let main = include_str!("main.rs");
    for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/it")).expect("the folder") {
        let name = entry.expect("an entry").file_name().to_string_lossy().replace(".rs", "");
        assert!(name == "main" || main.contains(&format!("mod {name};")), "{name}.rs is not a module");
    }
}
