//! The compiled islands become a JavaScript module and a WebAssembly file: wasm-bindgen as a library, so that its
//! version is the one in Cargo.lock and nobody installs a command.

use std::path::Path;

use wasm_bindgen_cli_support::Bindgen;

use crate::fault::BundleFault;

pub struct Module {
    pub js: String,
    pub wasm: Vec<u8>,
}

/// With `names`, functions keep their names, for readable stack traces.
pub fn bind(path: &Path, names: bool) -> Result<Module, BundleFault> {
    if !path.is_file() {
        return Err(BundleFault::NoIslands(path.to_path_buf()));
    }
    let refuse = |words: String| BundleFault::Module { path: path.to_path_buf(), words };
    let mut bindgen = Bindgen::new();
    let mut output = bindgen
        .input_path(path)
        .web(true)
        .map_err(|error| refuse(format!("{error:#}")))?
        .typescript(false)
        .omit_default_module_path(true)
        .remove_name_section(!names)
        .remove_producers_section(true)
        .generate_output()
        .map_err(|error| refuse(format!("{error:#}")))?;
    // Such files would need names and a place of their own; nothing in the project has any.
    let brought: Vec<_> = (output.snippets().iter())
        .filter(|(_, inline)| !inline.is_empty())
        .map(|(name, _)| name)
        .chain(output.local_modules().keys())
        .map(String::as_str)
        .collect();
    if !brought.is_empty() {
        return Err(refuse(format!("JavaScript files of a crate, which this program does not carry: {}", brought.join(", "))));
    }
    let js = output.js().to_owned();
    Ok(Module { js, wasm: output.wasm_mut().emit_wasm() })
}
