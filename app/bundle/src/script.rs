//! Comments and indentation out of JavaScript, line by line.
//!
//! Deliberately not a minifier: it only removes whole lines, which needs no JavaScript parser. Right for
//! wasm-bindgen's output and boot.js, neither of which holds a template literal of several lines.

pub fn without_comments(script: &str) -> String {
    let mut kept = String::with_capacity(script.len());
    let mut in_comment = false;
    for line in script.lines().map(str::trim) {
        let opens = !in_comment && line.starts_with("/*");
        if in_comment || opens {
            in_comment = !line.ends_with("*/");
        } else if !line.is_empty() && !line.starts_with("//") {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::without_comments;

    #[test]
    fn whole_line_comments_and_indentation_go() {
        let script = "/* why\n * more\n */\n  let a = 1; // stays\n\n// gone\n/** one line */\n\tlet b = \"/* not */\";\n";
        assert_eq!(without_comments(script), "let a = 1; // stays\nlet b = \"/* not */\";\n");
    }

    #[test]
    fn a_comment_before_code_on_one_line_keeps_nothing_from_the_next() {
        assert_eq!(without_comments("/* a */\nf();\n"), "f();\n");
    }
}
