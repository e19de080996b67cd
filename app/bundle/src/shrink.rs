//! wasm-opt when there is one (about a sixth smaller); without it the module is shipped as it is, and we say so.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::fault::BundleFault;

/// Exactly what rustc already uses for this target: wasm-opt must read these and must not add newer ones, which the
/// oldest browsers we serve would refuse (hence not `--all-features`).
const FLAGS: [&str; 13] = [
    "-Oz",
    "--merge-similar-functions",
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--strip-producers",
];

/// Binaryen 108, which is Debian 12's, exports the wrong table: the page then fails to start (tried in a browser, as
/// were 112, 116, 120 and 132, which are right).
const OLDEST: u32 = 112;

pub fn shrink(root: &Path, wasm: Vec<u8>) -> Result<Vec<u8>, BundleFault> {
    let Some(program) = find(root) else {
        println!("wasm-opt: none of version {OLDEST} or later, the module stays larger (npm install binaryen)");
        return Ok(wasm);
    };
    let input = Scratch::new("in")?;
    let output = Scratch::new("out")?;
    std::fs::write(&input.0, &wasm).map_err(|source| BundleFault::Io { path: input.0.clone(), source })?;
    let refuse = |words: String| BundleFault::Shrink { program: program.clone(), words };
    let done =
        Command::new(&program).args(FLAGS).arg(&input.0).arg("-o").arg(&output.0).output().map_err(|error| refuse(error.to_string()))?;
    if !done.status.success() {
        return Err(refuse(String::from_utf8_lossy(&done.stderr).trim().to_owned()));
    }
    std::fs::read(&output.0).map_err(|source| BundleFault::Io { path: output.0.clone(), source })
}

/// On the path, or where npm puts it.
fn find(root: &Path) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path)
        .chain([root.join("node_modules/.bin"), root.join(".tools/node_modules/.bin")])
        .map(|folder| folder.join("wasm-opt"))
        .find(|program| program.is_file() && version(program).is_some_and(|v| v >= OLDEST))
}

fn version(program: &Path) -> Option<u32> {
    let said = Command::new(program).arg("--version").output().ok()?;
    number(&String::from_utf8_lossy(&said.stdout))
}

/// The number in `wasm-opt version 132 (version_132)`.
fn number(said: &str) -> Option<u32> {
    said.split_whitespace().find_map(|word| word.parse().ok())
}

/// A file of ours in the temporary folder, gone when dropped.
struct Scratch(PathBuf);

impl Scratch {
    fn new(role: &str) -> Result<Self, BundleFault> {
        let folder = env::temp_dir().join(format!("zhixing-bundle-{}", std::process::id()));
        std::fs::create_dir_all(&folder).map_err(|source| BundleFault::Io { path: folder.clone(), source })?;
        Ok(Self(folder.join(role).with_extension("wasm")))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
        // The last of the two takes the folder with it; before that the folder is not empty and stays.
        let _ = self.0.parent().map(std::fs::remove_dir);
    }
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn both_forms_of_the_version_are_read() {
        assert_eq!(number("wasm-opt version 132 (version_132)\n"), Some(132));
        assert_eq!(number("wasm-opt version 108\n"), Some(108));
        assert_eq!(number(""), None);
    }
}
