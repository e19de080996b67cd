//! Makes the site folder, so that a fresh checkout compiles before the site was ever built. Never here: building the site (`app/bundle`).

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    // when it cannot be made, rust-embed says so with the path
    let _ = std::fs::create_dir_all("../../target/site");
}
