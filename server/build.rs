//! Asks for one copy of functions that are the same in the program that ships, where the compiler's linker knows how (lld does, GNU ld does not).

use std::{env, path::PathBuf, process::Command};

const ONE_COPY: &str = "-Wl,--icf=all";

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if env::var("PROFILE").is_ok_and(|profile| profile == "release") && links() {
        println!("cargo::rustc-link-arg-bin=zhixing={ONE_COPY}");
    }
}

/// Whether an empty program is linked with it.
fn links() -> bool {
    let (Ok(rustc), Ok(target), Ok(out)) = (env::var("RUSTC"), env::var("TARGET"), env::var("OUT_DIR")) else { return false };
    let (source, program) = (PathBuf::from(&out).join("empty.rs"), PathBuf::from(&out).join("empty"));
    if std::fs::write(&source, "fn main() {}").is_err() {
        return false;
    }
    let mut compiler = Command::new(rustc);
    compiler.arg(&source).arg("-o").arg(&program).args(["--target", &target, "-C", &format!("link-arg={ONE_COPY}")]);
    compiler.output().is_ok_and(|done| done.status.success())
}
