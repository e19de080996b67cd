//! Where another system is told of events: an address on the public network, under TLS. Whoever may name one must not reach what stands beside the
//! server behind its wall.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The most characters of an address.
const MOST: usize = 500;

/// The parts of an address that are needed to call it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    pub tls: bool,
    /// Without the brackets of a number of IPv6.
    pub host: String,
    pub port: u16,
    /// With its query; begins with a slash.
    pub path: String,
}

impl Endpoint {
    /// Reads an address: `https://host[:port][/path]`, and with `local` also `http://` to this machine. No user, no password, no fragment.
    pub fn read(url: &str, local: bool) -> Option<Self> {
        let fits = url.len() <= MOST && url.bytes().all(|b| b.is_ascii_graphic() && !b"\"<>\\^`{|}#".contains(&b));
        let (scheme, rest) = url.split_once("://").filter(|_| fits)?;
        let tls = match scheme.to_ascii_lowercase().as_str() {
            "https" => true,
            "http" => false,
            _ => return None,
        };
        let (authority, path) = rest.find(['/', '?']).map_or((rest, ""), |i| rest.split_at(i));
        let (host, port) = match authority.strip_prefix('[') {
            Some(v6) => {
                let (host, port) = v6.split_once(']')?;
                host.parse::<Ipv6Addr>().ok()?;
                (host, if port.is_empty() { None } else { Some(port.strip_prefix(':')?) })
            }
            None => authority.split_once(':').map_or((authority, None), |(host, port)| (host, Some(port))),
        };
        let named = !host.is_empty()
            && !host.contains('@')
            && (authority.starts_with('[') || host.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._".contains(&b)));
        let port = match port {
            None if tls => 443,
            None => 80,
            Some(port) => port.parse().ok().filter(|p| *p != 0)?,
        };
        let path = if path.starts_with('/') { path.to_string() } else { format!("/{path}") };
        let endpoint = Self { tls, host: host.to_ascii_lowercase(), port, path };
        (named && (tls || local && endpoint.is_loopback())).then_some(endpoint)
    }

    /// Whether it names this machine.
    fn is_loopback(&self) -> bool {
        self.host == "localhost" || self.host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
    }

    /// Its host and port as they stand in a request.
    pub fn authority(&self) -> String {
        let host = if self.host.contains(':') { format!("[{}]", self.host) } else { self.host.clone() };
        let usual = if self.tls { 443 } else { 80 };
        if self.port == usual { host } else { format!("{host}:{}", self.port) }
    }
}

/// Whether an installation is one for this machine alone, by its public address: such a one may tell systems on this machine.
pub fn is_local(public_url: &str) -> bool {
    !public_url.starts_with("https://") && Endpoint::read(public_url, true).is_some()
}

/// Whether an address of numbers may be called: on the public network, or this machine where `local`.
pub fn may_call(ip: IpAddr, local: bool) -> bool {
    match ip.to_canonical() {
        ip if ip.is_loopback() => local,
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

/// By the registry of special addresses (RFC 6890 and later).
fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    !(a == 0
        || ip.is_private()
        || a == 100 && b & 0xc0 == 64
        || ip.is_loopback()
        || ip.is_link_local()
        || [a, b, c] == [192, 0, 0]
        || ip.is_documentation()
        || [a, b, c] == [192, 88, 99]
        || a == 198 && b & 0xfe == 18
        || a >= 224)
}

/// Of the one block that is given out (2000::/3), without what carries another address inside, and without what is for documents.
fn is_public_v6(ip: Ipv6Addr) -> bool {
    let [a, b, ..] = ip.segments();
    let inside = match (a, b) {
        // 6to4 carries an address of IPv4
        (0x2002, _) => true,
        // Teredo, ORCHID, documentation and the rest of what the protocols keep for themselves
        (0x2001, b) if b < 0x0200 || b == 0x0db8 => true,
        (0x3fff, b) if b < 0x1000 => true,
        _ => false,
    };
    a & 0xe000 == 0x2000 && !inside
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(url: &str) -> Option<(bool, String, u16, String)> {
        Endpoint::read(url, true).map(|e| (e.tls, e.host, e.port, e.path))
    }

    #[test]
    fn an_address_is_https_or_on_this_machine() {
        let part = |tls, host: &str, port, path: &str| Some((tls, host.to_string(), port, path.to_string()));
        for (url, parts) in [
            ("https://Example.com", part(true, "example.com", 443, "/")),
            ("https://example.com:8443/a?b=c", part(true, "example.com", 8_443, "/a?b=c")),
            ("https://example.com?b", part(true, "example.com", 443, "/?b")),
            ("https://[2606:4700::1]/x", part(true, "2606:4700::1", 443, "/x")),
            ("http://127.0.0.1:9000/in", part(false, "127.0.0.1", 9_000, "/in")),
            ("http://localhost", part(false, "localhost", 80, "/")),
            ("http://[::1]:1/", part(false, "::1", 1, "/")),
        ] {
            assert_eq!(read(url), parts, "{url}");
        }
        for wrong in [
            "",
            "example.com",
            "ftp://example.com",
            "http://example.com",
            "https://",
            "https:///path",
            "https://user@example.com",
            "https://user:secret@example.com",
            "https://example.com:0",
            "https://example.com:99999",
            "https://example.com:x",
            "https://example.com/a b",
            "https://例子.cn/",
            "https://[::1",
            "https://[nothing]/",
            "https://a/#b",
            "https://a\\b/",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
        assert_eq!(Endpoint::read("http://127.0.0.1:9000/in", false), None);
        assert_eq!(Endpoint::read("https://[2606:4700::1]:8443/x", false).map(|e| e.authority()).as_deref(), Some("[2606:4700::1]:8443"));
    }

    #[test]
    fn nothing_behind_the_wall_is_called() {
        let public = [
            "1.1.1.1",
            "8.8.8.8",
            "93.184.216.34",
            "100.63.0.1",
            "172.32.0.1",
            "2606:4700::1111",
            "2001:4860:4860::8888",
            "::ffff:1.1.1.1",
        ];
        for ip in public {
            assert!(may_call(ip.parse().unwrap(), false), "{ip}");
        }
        for ip in [
            "0.0.0.0",
            "10.0.0.1",
            "100.64.0.1",
            "127.0.0.1",
            "127.9.9.9",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.8",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.51.100.1",
            "203.0.113.1",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:10.0.0.1",
            "::ffff:127.0.0.1",
            "::127.0.0.1",
            "64:ff9b::a00:1",
            "fc00::1",
            "fd12::1",
            "fe80::1",
            "ff02::1",
            "2001::1",
            "2001:db8::1",
            "2002:a00:1::",
            "3fff::1",
            "100::1",
        ] {
            assert!(!may_call(ip.parse().unwrap(), false), "{ip}");
        }
        assert!(may_call("127.0.0.1".parse().unwrap(), true) && may_call("::1".parse().unwrap(), true));
        assert!(!may_call("10.0.0.1".parse().unwrap(), true));
    }

    #[test]
    fn an_installation_for_this_machine_is_known_by_its_address() {
        for (url, local) in
            [("http://localhost:8080", true), ("http://127.0.0.1", true), ("https://localhost", false), ("http://exam.example.cn", false)]
        {
            assert_eq!(is_local(url), local, "{url}");
        }
    }
}
