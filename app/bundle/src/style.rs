//! The style sheet: the files that style/main.css imports, joined in its order, checked one by one (so that a fault
//! names its file and line), then lowered for the oldest browsers we serve and minified.

use std::path::Path;

use lightningcss::printer::PrinterOptions;
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, StyleSheet};
use lightningcss::targets::{Browsers, Targets};

use crate::fault::{BundleFault, read};

/// The first versions with cascade layers; newer things (nesting, `oklch()`, `light-dark()`) are rewritten for them.
const OLDEST: Browsers = Browsers {
    android: Some(99 << 16),
    chrome: Some(99 << 16),
    edge: Some(99 << 16),
    firefox: Some(97 << 16),
    ie: None,
    ios_saf: Some(15 << 16 | 4 << 8),
    opera: None,
    safari: Some(15 << 16 | 4 << 8),
    samsung: None,
};

pub fn build(folder: &Path) -> Result<String, BundleFault> {
    let main = folder.join("main.css");
    let whole = join(folder, &main)?;
    let targets = Targets::from(OLDEST);
    let refuse = |words: String| BundleFault::Style { path: main.to_path_buf(), line: 1, words: format!("joined sheet: {words}") };
    let mut sheet = StyleSheet::parse(&whole, ParserOptions::default()).map_err(|e| refuse(e.to_string()))?;
    let options = MinifyOptions { targets, ..MinifyOptions::default() };
    sheet.minify(options).map_err(|e| refuse(e.to_string()))?;
    let printer = PrinterOptions { minify: true, targets, ..PrinterOptions::default() };
    Ok(sheet.to_css(printer).map_err(|e| refuse(e.to_string()))?.code)
}

/// main.css with each import replaced by the layer it names. Other lines stay as they are.
fn join(folder: &Path, main: &Path) -> Result<String, BundleFault> {
    let text = read(main)?;
    let mut whole = String::new();
    for (index, line) in text.lines().enumerate() {
        let refuse = |words: &str| BundleFault::Style { path: main.to_path_buf(), line: index + 1, words: words.to_owned() };
        if !line.trim_start().starts_with("@import") {
            whole.push_str(line);
            whole.push('\n');
            continue;
        }
        let (file, layer) = import(line).ok_or_else(|| refuse("write one import a line: @import \"x.css\" layer(y);"))?;
        let path = folder.join(file);
        if !path.is_file() {
            return Err(refuse(&format!("no such file: {}", path.display())));
        }
        let part = read(&path)?;
        check(&path, &part)?;
        whole.push_str(&format!("@layer {layer} {{\n{part}\n}}\n"));
    }
    Ok(whole)
}

/// The file and the layer of an import line.
fn import(line: &str) -> Option<(&str, &str)> {
    let (file, rest) = line.trim().strip_prefix("@import")?.trim_start().strip_prefix('"')?.split_once('"')?;
    let layer = rest.trim().strip_prefix("layer(")?.strip_suffix(");")?.trim();
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    (!layer.is_empty() && layer.chars().all(plain)).then_some((file, layer))
}

/// Refuses what a parser refuses, and imports anywhere but in main.css (inside a layer a browser ignores them).
fn check(path: &Path, text: &str) -> Result<(), BundleFault> {
    let fault = |line: usize, words: String| BundleFault::Style { path: path.to_path_buf(), line, words };
    if let Some(index) = text.lines().position(|line| line.trim_start().starts_with("@import")) {
        return Err(fault(index + 1, "imports belong in main.css".to_owned()));
    }
    match StyleSheet::parse(text, ParserOptions::default()) {
        Ok(_) => Ok(()),
        Err(error) => {
            let line = error.loc.as_ref().map_or(1, |place| place.line as usize + 1);
            Err(fault(line, error.kind.to_string()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{check, import};
    use std::path::Path;

    #[test]
    fn an_import_names_a_file_and_a_layer() {
        assert_eq!(import("@import \"a/b.css\" layer(parts);"), Some(("a/b.css", "parts")));
        assert_eq!(import("@import \"a.css\";"), None);
        assert_eq!(import("@import url(a.css) layer(x);"), None);
    }

    #[test]
    fn a_fault_names_file_and_line() {
        let fault = check(Path::new("style/x.css"), ".a {\n  color: red;\n  colour red;\n}\n").unwrap_err();
        assert!(fault.to_string().starts_with("style/x.css:3: "), "{fault}");
    }
}
