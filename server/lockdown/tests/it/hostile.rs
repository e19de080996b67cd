//! Files that mean harm, or none at all: the reader says what is wrong, in bounded time and memory, and never panics.

use proptest::prelude::*;
use zhixing_lockdown::{Settings, SettingsFault, accepted_keys};

fn read(xml: &str) -> Result<Settings, SettingsFault> {
    Settings::read(xml.as_bytes())
}

#[test]
fn entities_are_refused() {
    let laughs = "<?xml version=\"1.0\"?><!DOCTYPE plist [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><plist><dict><key>k</key><string>&b;</string></dict></plist>";
    assert_eq!(read(laughs), Err(SettingsFault::Entities));
    let file = "<!DOCTYPE plist SYSTEM \"x\" [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><plist><dict/></plist>";
    assert_eq!(read(file), Err(SettingsFault::Entities));
    assert_eq!(read("<plist><dict><key>k</key><string>&undeclared;</string></dict></plist>"), Err(SettingsFault::Entities));
}

#[test]
fn the_mention_of_apples_document_type_is_no_harm() {
    let plain = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \
        \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n<plist version=\"1.0\"><dict/></plist>\n";
    assert_eq!(read(plain).map(|s| s.to_json()).as_deref(), Ok("{}"));
}

#[test]
fn depth_and_number_are_bounded() {
    let deep = |n: usize| format!("<plist><dict><key>k</key>{}{}</dict></plist>", "<array>".repeat(n), "</array>".repeat(n));
    assert!(read(&deep(31)).is_ok());
    assert_eq!(read(&deep(32)), Err(SettingsFault::TooDeep));
    assert_eq!(read(&deep(100_000)), Err(SettingsFault::TooDeep));
    let many = format!("<plist><dict><key>k</key><array>{}</array></dict></plist>", "<true/>".repeat(50_000));
    assert_eq!(read(&many), Err(SettingsFault::TooDeep));
}

#[test]
fn what_is_no_settings_is_told() {
    for (xml, why) in [
        ("", "no <plist>"),
        ("hello", "text stands between"),
        ("<html/>", "no <plist>"),
        ("<plist></plist>", "empty"),
        ("<plist><array/></plist>", "no <dict>"),
        ("<plist><dict/><dict/></plist>", "follows"),
        ("<plist><dict/></plist><plist/>", "follows"),
        ("<plist><dict><true/></dict></plist>", "no <key>"),
        ("<plist><dict><key>a<b/></key><true/></dict></plist>", "more than text"),
        ("<plist><dict><key>a</key><array>x</array></dict></plist>", "text stands between"),
        ("<plist><dict><key>a</key><true/></plist>", "property list"),
        ("<plist><dict><key>a</key><array>", "ends within"),
    ] {
        let said = read(xml).expect_err(xml).to_string();
        assert!(said.contains(why), "{xml}: {said}");
    }
}

#[test]
fn values_that_clients_would_read_differently_are_refused() {
    let with = |value: &str| read(&format!("<plist><dict><key>k</key>{value}</dict></plist>"));
    for value in [
        "<integer>0x1f</integer>",
        "<integer>99999999999999999999</integer>",
        "<integer/>",
        "<real>nan</real>",
        "<real>1e999</real>",
        "<date>yesterday</date>",
        "<data>@@@</data>",
        "<true>no</true>",
        "<ustring>x</ustring>",
        "",
    ] {
        assert!(matches!(with(value), Err(SettingsFault::Malformed { .. })), "{value}: {:?}", with(value));
    }
    assert_eq!(read("<plist><dict><key>k</key><true/><key>k</key><false/></dict></plist>"), Err(SettingsFault::Twice("k".into())));
}

proptest! {
    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = Settings::read(&bytes);
    }

    #[test]
    fn no_damage_panics(at in 0usize..400, byte in any::<u8>()) {
        let mut file = include_bytes!("../fixtures/small.seb").to_vec();
        let at = at % file.len();
        file[at] = byte;
        if let Ok(settings) = Settings::read(&file) {
            prop_assert!(!accepted_keys(&settings).is_empty());
        }
    }
}
