//! Where somebody is signed in, as they would know it again: which browser on what system, and from about where.
//!
//! What a browser says of itself can be forged: it is shown to its owner, and nothing is decided by it.

use std::net::IpAddr;

/// What is looked for, and what it is called. The first that is found counts, for most browsers say the names of others, too.
const BROWSERS: [(&str, &str); 15] = [
    ("SEB/", "Safe Exam Browser"),
    ("MicroMessenger/", "微信 WeChat"),
    ("DingTalk/", "钉钉 DingTalk"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("HuaweiBrowser/", "Huawei Browser"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("QQBrowser/", "QQ Browser"),
    ("UCBrowser/", "UC Browser"),
    ("MiuiBrowser/", "Mi Browser"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];
const SYSTEMS: [(&str, &str); 9] = [
    ("HarmonyOS", "HarmonyOS"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Macintosh", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
    ("X11", "Unix"),
];

/// `Firefox · Windows`; as much as is known, and empty where nothing is.
pub fn device(agent: &str) -> String {
    let found = |list: &[(&str, &'static str)]| list.iter().find(|(sign, _)| agent.contains(sign)).map(|(_, name)| *name);
    [found(&BROWSERS), found(&SYSTEMS)].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// An address without the part that tells one line from its neighbours: `203.0.113.*`, `2001:db8:1::*`. Empty for what is no address.
pub fn shortened(address: &str) -> String {
    match address.parse::<IpAddr>().map(|ip| ip.to_canonical()) {
        Ok(IpAddr::V4(ip)) => {
            let [a, b, c, _] = ip.octets();
            format!("{a}.{b}.{c}.*")
        }
        Ok(IpAddr::V6(ip)) => {
            let [a, b, c, ..] = ip.segments();
            format!("{a:x}:{b:x}:{c:x}::*")
        }
        Err(_) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_called_by_its_own_name_and_not_by_those_that_it_says_too() {
        let chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
        for (agent, known) in [
            (chrome.to_string(), "Chrome · Windows"),
            (format!("{chrome} Edg/142.0"), "Edge · Windows"),
            (format!("{chrome} SEB/3.9"), "Safe Exam Browser · Windows"),
            ("Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0".into(), "Firefox · Linux"),
            ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Safari/604.1".into(), "Safari · iPhone"),
            ("Mozilla/5.0 (Linux; Android 14) AppleWebKit Chrome/111 Mobile Safari MicroMessenger/8.0".into(), "微信 WeChat · Android"),
            ("curl/8.5".into(), ""),
            ("<script>".into(), ""),
        ] {
            assert_eq!(device(&agent), known, "{agent}");
        }
    }

    #[test]
    fn an_address_loses_what_tells_neighbours_apart() {
        for (address, short) in [
            ("203.0.113.77", "203.0.113.*"),
            ("::ffff:203.0.113.77", "203.0.113.*"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1::*"),
            ("::1", "0:0:0::*"),
            ("a proxy", ""),
        ] {
            assert_eq!(shortened(address), short);
        }
    }
}
