//! An address of mail, as it is kept. Whether anybody reads what is sent there is known once they say so.

/// The most characters of an address (RFC 5321, section 4.5.3.1.3, without the brackets).
const MOST: usize = 254;
/// The most before the `@`.
const LOCAL: usize = 64;

/// The address in the form it is kept: nothing around it, and its host in small letters. Nothing where it is none: one with letters beyond ASCII, with
/// quotes or with what would begin another line is none here.
pub fn mail(text: &str) -> Option<String> {
    let text = text.trim();
    let (local, host) = text.rsplit_once('@')?;
    let local_fits = (1..=LOCAL).contains(&local.len())
        && local.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+/=?^_`{|}~.-".contains(&b))
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..");
    let label = |l: &str| {
        (1..=63).contains(&l.len()) && l.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') && !l.starts_with('-') && !l.ends_with('-')
    };
    let top = host.rsplit('.').next().unwrap_or_default();
    let host_fits = host.contains('.') && host.split('.').all(label) && top.bytes().any(|b| b.is_ascii_alphabetic());
    (text.len() <= MOST && local_fits && host_fits).then(|| format!("{local}@{}", host.to_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::mail;

    #[test]
    fn an_address_is_one_line_of_ascii_with_a_host() {
        for (typed, kept) in [
            (" Ada@Example.CN ", "Ada@example.cn"),
            ("a.b+c@mail.example.com", "a.b+c@mail.example.com"),
            ("x@xn--fiqs8s.xn--fiqs8s", "x@xn--fiqs8s.xn--fiqs8s"),
        ] {
            assert_eq!(mail(typed).as_deref(), Some(kept), "{typed}");
        }
        for wrong in [
            "",
            "ada",
            "@example.cn",
            "ada@",
            "ada@host",
            "ada@127.0.0.1",
            "ada@[127.0.0.1]",
            "a b@example.cn",
            "ada@exa mple.cn",
            "ada@example.cn\r\nBcc: eve@example.cn",
            "\"ada\"@example.cn",
            "ada@-example.cn",
            "ada@example..cn",
            ".ada@example.cn",
            "艾达@example.cn",
            "ada@例子.cn",
            "<ada@example.cn>",
            "ada@example.cn,eve@example.cn",
        ] {
            assert_eq!(mail(wrong), None, "{wrong}");
        }
        assert_eq!(mail(&format!("{}@example.cn", "a".repeat(65))), None);
        assert_eq!(mail(&format!("a@{}cn", "label.".repeat(45))), None);
    }
}
