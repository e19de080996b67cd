//! Where an address leads within a package or a folder.

/// The path that an address means, from a folder, without `.` and `..`; nothing where it leads out.
pub(crate) fn join(folder: &str, address: &str) -> Option<String> {
    let begin = if address.starts_with('/') { "" } else { folder };
    let mut parts: Vec<&str> = vec![];
    for part in begin.split('/').chain(address.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_never_leads_out_of_the_bundle() {
        assert_eq!(join("items/", "../images/a.png").as_deref(), Some("images/a.png"));
        assert_eq!(join("items/", "../../a.png"), None);
        assert_eq!(join("items/", "/a.png").as_deref(), Some("a.png"));
    }
}
