//! Asks for what makes the program that ships small, where the compiler's linker knows how (lld does, GNU ld not all of it) and what it links starts here.

use std::{env, path::PathBuf, process::Command};

/// One copy of functions that are the same; and addresses that are set at the start packed, which are two megabytes else.
const SMALL: [&str; 2] = ["-Wl,--icf=all", "-Wl,-z,pack-relative-relocs"];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if env::var("PROFILE").is_ok_and(|profile| profile == "release") {
        for flag in SMALL.into_iter().filter(|flag| works(flag)) {
            println!("cargo::rustc-link-arg-bin=zhixing={flag}");
        }
    }
}

/// Whether an empty program is linked with it, and starts.
fn works(flag: &str) -> bool {
    let (Ok(rustc), Ok(target), Ok(out)) = (env::var("RUSTC"), env::var("TARGET"), env::var("OUT_DIR")) else { return false };
    let (source, program) = (PathBuf::from(&out).join("empty.rs"), PathBuf::from(&out).join("empty"));
    if std::fs::write(&source, "fn main() {}").is_err() {
        return false;
    }
    let mut compiler = Command::new(rustc);
    compiler.arg(&source).arg("-o").arg(&program).args(["--target", &target, "-C", &format!("link-arg={flag}")]);
    let ends_well = |command: &mut Command| command.output().is_ok_and(|done| done.status.success());
    ends_well(&mut compiler) && ends_well(&mut Command::new(&program))
}
