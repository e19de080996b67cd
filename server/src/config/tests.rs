//! Where a value is found, and what is refused.

use super::*;

fn load(env: &[(&str, &str)], flags: &[(&'static str, &str)]) -> Result<Config, ConfigError> {
    let env: BTreeMap<String, String> = env.iter().map(|(k, v)| (k.to_string(), v.to_string())).collect();
    let flags = flags.iter().map(|(k, v)| (*k, v.to_string())).collect();
    Config::load(None, |name| env.get(name).cloned(), &flags)
}

#[test]
fn flags_win_over_the_environment() {
    let config = load(&[("ZHIXING_LISTEN", "127.0.0.1:1"), ("ZHIXING_DATA", "/nowhere")], &[("listen", "127.0.0.1:2")]).unwrap();
    assert_eq!(config.listen.port(), 2);
    assert_eq!(config.database, "sqlite:/nowhere/zhixing.db");
}

#[test]
fn a_wrong_value_is_refused_by_name() {
    for (name, value) in [
        ("listen", "8080"),
        ("public_url", "https://host/path"),
        ("zone", "Peking"),
        ("database", "mysql://x"),
        ("certificate_prefix", "X1"),
        ("demo", "maybe"),
        ("trusted_proxies", "10.0.0.1,proxy"),
        ("content", "/no/such/folder"),
        ("log_format", "xml"),
        ("traces", "https://collector"),
        ("issuer_name", " "),
        ("require_second_factor", "root"),
        ("require_second_factor", "admin,learner"),
        ("smtp_url", "smtp://mail.example.cn"),
        ("mail_from", "no-reply@example.cn"),
    ] {
        match load(&[], &[(name, value)]) {
            Err(ConfigError::Value { name: refused, .. }) => assert_eq!(refused, name),
            other => panic!("{name}={value}: {other:?}"),
        }
    }
}

#[test]
fn mail_is_sent_by_a_server_and_in_a_name_or_not_at_all() {
    assert_eq!(load(&[], &[]).unwrap().mail, None);
    let mail = load(&[("ZHIXING_SMTP_URL", "smtps://u:p@mail.example.cn")], &[("mail_from", "知行 <no-reply@example.cn>")]).unwrap().mail;
    assert_eq!(mail, Some(("smtps://u:p@mail.example.cn".into(), "知行 <no-reply@example.cn>".into())));
    let alone = load(&[], &[("smtp_url", "smtps://mail.example.cn")]);
    assert!(matches!(alone, Err(ConfigError::Value { name: "mail_from", .. })), "{alone:?}");
}

#[test]
fn roles_that_need_two_steps_are_listed_or_all_of_staff() {
    for (value, roles) in [("", &[][..]), ("staff", &Role::STAFF), (" admin, examiner ", &[Role::Admin, Role::Examiner])] {
        assert_eq!(load(&[], &[("require_second_factor", value)]).unwrap().two_steps, Roles::of(roles), "{value}");
    }
}

#[test]
fn a_password_is_in_no_message() {
    for value in ["mysql://u:secret@host/db", "u:secret@host/db", "postgres:/u:sec@ret@host"] {
        let said = load(&[], &[("database", value)]).map(|_| String::new()).unwrap_or_else(|e| e.to_string());
        assert!(!said.contains("secret") && !said.contains("sec@ret"), "{said}");
    }
    let said = load(&[], &[("smtp_url", "smtp://u:secret@mail.example.cn")]).map(|_| String::new()).unwrap_or_else(|e| e.to_string());
    assert!(said.contains("u:***@mail.example.cn") && !said.contains("secret"), "{said}");
    assert_eq!(without_password("postgres://u:p@ss@h/db"), "postgres://u:***@h/db");
    assert_eq!(without_password("sqlite:x.db"), "sqlite:x.db");
    let file = std::env::temp_dir().join(format!("zhixing-told-{}.toml", std::process::id()));
    std::fs::write(&file, "demo = true\ndatabase = \"postgres://u:secret@host\n").unwrap();
    let said = Config::load(Some(&file), |_| None, &Values::new()).unwrap_err().to_string();
    assert!(said.contains("line 2") && !said.contains("secret"), "{said}");
    std::fs::remove_file(file).unwrap();
}

#[test]
fn what_is_shown_says_where_it_was_found_and_no_secret() {
    let env = [("ZHIXING_METRICS_TOKEN", "hush"), ("DATABASE_URL", "postgres://u:secret@host/db"), ("ZHIXING_LISTEN", "127.0.0.1:1")];
    let shown = load(&env, &[("listen", "127.0.0.1:2")]).unwrap().shown();
    let of = |name: &str| shown.iter().find(|s| s.name == name).map(|s| (s.value.as_deref(), s.source)).unwrap();
    assert_eq!(of("listen"), (Some("127.0.0.1:2"), ConfigSource::Flag));
    assert_eq!(of("metrics_token"), (None, ConfigSource::Environment));
    assert_eq!(of("database"), (Some("postgres://u:***@host/db"), ConfigSource::Environment));
    assert_eq!(of("zone"), (Some("Asia/Shanghai"), ConfigSource::Default));
    assert!(!format!("{shown:?}").contains("hush"));
}

#[test]
fn what_certificates_name_for_ever_is_decided_or_told() {
    assert_eq!(load(&[], &[]).unwrap().undecided, NAMED_FOR_EVER);
    assert!(load(&[], &[("demo", "true")]).unwrap().undecided.is_empty());
    let some = load(&[], &[("public_url", "https://cert.example.cn"), ("issuer_name", "某评价机构")]).unwrap();
    assert_eq!(some.undecided, ["issuer_name_en", "certificate_prefix"]);
}

#[test]
fn a_demonstration_that_others_reach_is_meant() {
    for others in [("listen", "0.0.0.0:80"), ("public_url", "https://cert.example.cn")] {
        assert!(matches!(load(&[], &[("demo", "true"), others]), Err(ConfigError::Value { name: "demo", .. })), "{others:?}");
        assert!(load(&[("ZHIXING_DEMO", "public")], &[others]).unwrap().demo);
    }
    assert!(load(&[], &[("demo", "true")]).unwrap().demo);
}

#[test]
fn cookies_are_secure_where_the_address_is() {
    assert!(load(&[], &[("public_url", "https://cert.example.cn")]).unwrap().secure_cookies);
    assert!(!load(&[], &[]).unwrap().secure_cookies);
}

#[test]
fn a_file_is_read_and_an_unknown_name_in_it_is_refused() {
    let folder = std::env::temp_dir().join(format!("zhixing-config-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("zhixing.toml");
    std::fs::write(&file, "listen = \"0.0.0.0:9\"\ndemo = \"public\"\ntrusted_proxies = [\"10.0.0.1\"]\n").unwrap();
    let flags = Values::from([("data", folder.to_string_lossy().into_owned())]);
    let config = Config::load(None, |_| None, &flags).unwrap();
    assert!(config.demo && config.listen.port() == 9 && config.trusted_proxies.len() == 1);
    std::fs::write(&file, "lissten = \"0.0.0.0:9\"\n").unwrap();
    assert!(matches!(Config::load(Some(&file), |_| None, &flags), Err(ConfigError::File { .. })));
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_gateway_of_short_messages_is_named_with_what_its_calls_are_signed_with() {
    const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    let both = |url, secret| load(&[], &[("sms_url", url), ("sms_secret", secret)]);
    assert!(load(&[], &[]).unwrap().sms.is_none());
    assert_eq!(both("https://sms.example.cn/send", SECRET).unwrap().sms, Some(("https://sms.example.cn/send".into(), SECRET.into())));
    for (url, secret, name) in [
        ("", SECRET, "sms_url"),
        ("ftp://sms.example.cn", SECRET, "sms_url"),
        ("https://sms.example.cn", "", "sms_secret"),
        ("https://sms.example.cn", "whsec_hush", "sms_secret"),
    ] {
        let refused = both(url, secret).unwrap_err();
        assert!(matches!(&refused, ConfigError::Value { name: of, .. } if *of == name), "{refused}");
        assert!(!refused.to_string().contains("hush"), "{refused}");
    }
}
