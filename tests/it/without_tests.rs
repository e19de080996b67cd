//! Product and tests in one file, told apart.

/// A file without its own tests: what stands below them is product again.
pub fn without_tests(text: &str) -> String {
    let mut parts = text.split("#[cfg(test)]\n");
    let mut code = parts.next().unwrap_or_default().to_string();
    for part in parts {
        // a module of tests ends at the margin and goes; a `use` or a function that tests alone have stays, and is looked at like product
        let head = part.lines().find(|line| !line.starts_with("#[")).unwrap_or_default();
        let inline = head.trim_start_matches("pub ").starts_with("mod ") && head.ends_with('{');
        code.push_str(if inline { part.split_once("\n}\n").map_or("", |(_, rest)| rest) } else { part });
    }
    code
}

#[test]
fn a_file_goes_on_below_its_tests() {
    let text = "fn a() {}\n#[cfg(test)]\nmod tests {\n    x.unwrap()\n}\n\nfn b() { y.expect(\"z\") }\n#[cfg(test)]\nmod tests;\n";
    let code = without_tests(text);
    assert!(!code.contains("unwrap") && code.contains("expect"), "{code}");
}
