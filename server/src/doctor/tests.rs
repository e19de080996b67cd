//! A whole installation of which one part after the other is broken, and what the doctor says of it.

use super::*;
use crate::{World, cli, clock::ManualClock, data_folder, keys};
use std::{
    fs,
    path::{Path, PathBuf},
};

const NOW: i64 = 1_795_320_000_000;

fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("zhixing-doctor-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    folder
}

fn config(data: &Path, more: &[(&'static str, &str)]) -> Config {
    let usual = [
        ("data", data.to_str().unwrap()),
        ("public_url", "https://127.0.0.1:1"),
        ("issuer_name", "某评价机构"),
        ("issuer_name_en", "An agency"),
        ("certificate_prefix", "S123456789012"),
        ("trusted_proxies", "127.0.0.1"),
        ("metrics_token", "0123456789abcdef"),
        ("listen", "127.0.0.1:0"),
        ("seats", "100"),
    ];
    let flags = usual.iter().chain(more).map(|(name, value)| (*name, value.to_string())).collect();
    Config::load(None, |_| None, &flags).unwrap()
}

/// A server that was started once with these settings, and is not running.
async fn installed(data: &Path, more: &[(&'static str, &str)]) -> Config {
    let config = config(data, more);
    let world = World::open(config.clone(), Arc::new(ManualClock::at(NOW)), Hashing::cheap().unwrap()).await.unwrap();
    world.store.close().await;
    config
}

async fn report(config: &Config) -> Vec<Diagnosis> {
    examine(config, &ManualClock::at(NOW), &Hashing::cheap().unwrap()).await
}

fn health(report: &[Diagnosis], part: &str) -> Health {
    let lines: Vec<&Diagnosis> = report.iter().filter(|line| line.code() == part).collect();
    assert_eq!(lines.len(), 1, "{part}: {report:?}");
    assert!(lines[0].health == Health::Fine || Lang::ALL.iter().all(|lang| lines[0].remedy(*lang).is_some()), "{:?}", lines[0]);
    lines[0].health
}

async fn found(config: &Config, part: &str) -> Health {
    health(&report(config).await, part)
}

#[tokio::test]
async fn an_installation_in_order_has_no_error() {
    let data = folder("order");
    let config = installed(&data, &[]).await;
    cli::backup(&cli::Backup { file: data.join("a.tar") }, &config).await.unwrap();
    let report = examine(&config, &crate::SystemClock, &Hashing::cheap().unwrap()).await;
    // the fonts and the limit of files are this machine's
    let broken: Vec<_> =
        report.iter().filter(|d| d.health == Health::Broken && !["fonts", "open-files", "space"].contains(&d.code())).collect();
    assert!(broken.is_empty(), "{broken:?}");
    for part in
        ["settings", "data", "locks", "database", "schema", "clock", "issuer-keys", "answer-key", "content", "backup", "audit", "proxy"]
    {
        assert_eq!(health(&report, part), Health::Fine, "{part}");
    }
    let left: Vec<_> =
        fs::read_dir(&data).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).filter(|n| n.starts_with('.')).collect();
    assert!(left.is_empty(), "nothing is left of the look: {left:?}");
    fs::remove_dir_all(data).unwrap();
}

#[tokio::test]
async fn an_empty_place_is_looked_at_and_nothing_is_made() {
    let data = folder("empty");
    let report = report(&config(&data, &[])).await;
    for part in ["data", "database", "issuer-keys", "answer-key"] {
        assert_eq!(health(&report, part), Health::Doubtful, "{part}");
    }
    assert!(!data.exists());
}

#[tokio::test]
async fn settings_that_are_wrong_or_undecided_are_errors() {
    let data = folder("settings");
    assert_eq!(found(&config(&data, &[("issuer_name", "知行演示评价机构")]), "settings").await, Health::Broken);
    let wrong = Config::load(None, |_| None, &[("listen", "8080".to_string())].into_iter().collect()).unwrap_err();
    let said = unusable(&wrong);
    assert!(said[0].health == Health::Broken && said[0].found(Lang::En).contains("listen"), "{said:?}");
}

#[tokio::test]
async fn the_public_address_and_what_stands_before_it_are_judged() {
    let data = folder("address");
    for (part, setting, health) in [
        ("public-url", ("public_url", "http://exam.example.invalid"), Health::Broken),
        ("public-url", ("public_url", "http://localhost:8080"), Health::Doubtful),
        ("public-url", ("public_url", "https://192.0.2.1"), Health::Doubtful),
        // nothing listens at port 1 of this machine
        ("tls", ("public_url", "https://127.0.0.1:1"), Health::Doubtful),
        ("proxy", ("trusted_proxies", ""), Health::Broken),
        ("proxy", ("secure_cookies", "false"), Health::Broken),
        ("listen", ("listen", "0.0.0.0:0"), Health::Doubtful),
        ("listen", ("listen", "192.0.2.1:80"), Health::Broken),
        ("metrics", ("metrics_token", ""), Health::Doubtful),
        ("metrics", ("metrics_token", "short"), Health::Doubtful),
        ("demonstration", ("demo", "public"), Health::Broken),
        ("fonts", ("fonts", "/usr/share/fonts/opentype/noto"), Health::Fine),
    ] {
        if part == "fonts" && !Path::new(setting.1).exists() {
            continue;
        }
        assert_eq!(found(&config(&data, &[setting]), part).await, health, "{setting:?}");
    }
}

#[tokio::test]
async fn what_speaks_tls_is_told_from_what_does_not() {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    for (answer, health) in [(&[21, 3, 3, 0, 2, 2, 40][..], Health::Fine), (b"HTTP/1.1 400 Bad Request\r\n\r\n", Health::Doubtful)] {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("https://127.0.0.1:{}", listener.local_addr().unwrap().port());
        let serving = tokio::spawn(async move {
            let (mut socket, _) = listener.accept().await.unwrap();
            let mut hello = [0; 52];
            socket.read_exact(&mut hello).await.unwrap();
            socket.write_all(answer).await.unwrap();
        });
        assert_eq!(found(&config(&folder("tls"), &[("public_url", &url)]), "tls").await, health);
        serving.await.unwrap();
    }
}

#[tokio::test]
async fn a_data_folder_that_others_may_read_or_that_is_a_file_is_an_error() {
    let data = folder("rights");
    fs::create_dir_all(&data).unwrap();
    keys::restrict(&data, 0o755).unwrap();
    assert_eq!(found(&config(&data, &[]), "data").await, Health::Broken);
    fs::remove_dir_all(&data).unwrap();
    fs::write(&data, "").unwrap();
    assert_eq!(found(&config(&data, &[]), "data").await, Health::Broken);
    fs::remove_file(data).unwrap();
}

#[tokio::test]
async fn a_database_that_is_none_or_cannot_be_reached_is_an_error() {
    let data = folder("database");
    fs::create_dir_all(&data).unwrap();
    fs::write(data.join(data_folder::DATABASE), "a letter, and no database".repeat(100)).unwrap();
    assert_eq!(found(&config(&data, &[]), "database").await, Health::Broken);
    let far = config(&data, &[("database", "postgres://u:secret@127.0.0.1:1/none")]);
    let report = report(&far).await;
    assert_eq!(health(&report, "database"), Health::Broken);
    assert!(!format!("{report:?}").contains("secret"));
    fs::remove_dir_all(data).unwrap();
}

#[tokio::test]
async fn a_clock_that_was_set_back_is_an_error() {
    let data = folder("clock");
    let config = installed(&data, &[]).await;
    let earlier = examine(&config, &ManualClock::at(NOW - 3_600_000), &Hashing::cheap().unwrap()).await;
    assert_eq!(health(&earlier, "clock"), Health::Broken);
    fs::remove_dir_all(data).unwrap();
}

#[tokio::test]
async fn keys_that_are_open_gone_or_of_another_installation_are_errors() {
    let data = folder("keys");
    let config = installed(&data, &[]).await;
    let private =
        fs::read_dir(data.join("keys")).unwrap().map(|e| e.unwrap().path()).find(|p| p.extension().is_some_and(|e| e == "key")).unwrap();
    keys::restrict(&private, 0o644).unwrap();
    assert_eq!(found(&config, "issuer-keys").await, Health::Broken);
    fs::remove_file(&private).unwrap();
    assert_eq!(found(&config, "issuer-keys").await, Health::Broken, "no private half is left");
    fs::remove_file(private.with_extension("pub")).unwrap();
    fs::write(&private, "ab".repeat(32)).unwrap();
    keys::restrict(&private, 0o600).unwrap();
    assert_eq!(found(&config, "issuer-keys").await, Health::Broken, "another key of the same name");
    assert!(!private.with_extension("pub").exists(), "nothing is written");
    fs::write(data.join("keys").join(crate::answer_key::FILE), "no key").unwrap();
    assert_eq!(found(&config, "answer-key").await, Health::Broken);
    fs::remove_dir_all(data).unwrap();
}

#[tokio::test]
async fn content_with_errors_and_an_empty_folder_are_errors() {
    let (data, content) = (folder("content-data"), folder("content"));
    fs::create_dir_all(content.join("course")).unwrap();
    let named = config(&data, &[("content", content.to_str().unwrap())]);
    assert_eq!(found(&named, "content").await, Health::Broken, "nothing is in it");
    fs::write(content.join("course/course.md"), "no front matter").unwrap();
    assert_eq!(found(&named, "content").await, Health::Broken);
    fs::write(content.join("course/course.md"), "+++\ntitle = \"课\"\nsummary = \"一门课\"\n+++\n").unwrap();
    assert_eq!(found(&named, "content").await, Health::Fine);
    fs::remove_dir_all(content).unwrap();
}

#[tokio::test]
async fn accounts_of_the_demonstration_that_are_left_open_are_an_error() {
    let data = folder("demo");
    installed(&data, &[("demo", "public")]).await;
    let report = report(&config(&data, &[])).await;
    assert_eq!(health(&report, "demo-accounts"), Health::Broken);
    assert_eq!(health(&report, "second-factor"), Health::Doubtful, "its staff sign in with one step");
    assert_eq!(health(&report, "mail"), Health::Doubtful);
    assert_eq!(health(&report, "backup"), Health::Doubtful, "nobody sat an exam yet");
    fs::remove_dir_all(data).unwrap();
}

#[tokio::test]
async fn an_audit_log_without_its_noted_end_is_an_error() {
    let data = folder("audit");
    let config = installed(&data, &[]).await;
    assert_eq!(found(&config, "audit").await, Health::Doubtful, "nothing is noted yet");
    fs::write(data.join(crate::heads::FILE), format!("1 9999 {}\n", "ab".repeat(32))).unwrap();
    assert_eq!(found(&config, "audit").await, Health::Broken);
    fs::remove_dir_all(data).unwrap();
}

#[tokio::test]
async fn postgresql_is_asked_for_its_version_and_its_clock() {
    let Ok(url) = std::env::var("ZHIXING_TEST_POSTGRES") else { return eprintln!("skipped: ZHIXING_TEST_POSTGRES is not set") };
    let far = config(&folder("postgres"), &[("database", &url)]);
    let report = examine(&far, &crate::SystemClock, &Hashing::cheap().unwrap()).await;
    let database = report.iter().find(|line| line.code() == "database").unwrap();
    assert!(database.found(Lang::En).starts_with("PostgreSQL ") || database.health == Health::Broken, "{database:?}");
    assert_ne!(health(&report, "clock"), Health::Broken);
}

/// What is printed is in one language.
#[tokio::test]
async fn no_line_mixes_its_languages() {
    let has_chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let data = folder("words");
    for line in report(&config(&data, &[("trusted_proxies", ""), ("metrics_token", "")])).await {
        let texts = [Some(line.found(Lang::En)), line.remedy(Lang::En), Some(line.name(Lang::En))];
        assert!(!texts.into_iter().flatten().any(has_chinese), "{line:?}");
        assert!(has_chinese(line.name(Lang::Zh)) || line.code() == "tls", "{line:?}");
    }
}

/// A provider that says this of itself to everybody who asks.
async fn provider(text: impl Fn(&str) -> String) -> String {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let issuer = format!("http://{}", listener.local_addr().unwrap());
    let body = text(&issuer);
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let _ = stream.read(&mut [0; 4096]).await;
            let answer = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}", body.len());
            let _ = stream.write_all(answer.as_bytes()).await;
        }
    });
    issuer
}

#[tokio::test]
async fn a_provider_that_nobody_can_sign_in_by_is_told_with_what_it_lacks() {
    let data = folder("providers");
    fs::create_dir_all(&data).unwrap();
    let whole = |issuer: &str| {
        format!(
            r#"{{"issuer": "{issuer}", "authorization_endpoint": "{issuer}/a", "token_endpoint": "{issuer}/t", "jwks_uri": "{issuer}/k"}}"#
        )
    };
    let good = provider(whole).await;
    let lacking = provider(|issuer| whole(issuer).replace("jwks_uri", "other")).await;
    for (issuer, wanted, says) in [
        (good.as_str(), Health::Fine, "answers"),
        (lacking.as_str(), Health::Doubtful, "jwks_uri"),
        ("http://127.0.0.1:1", Health::Doubtful, "refused"),
    ] {
        let file = data.join("providers.toml");
        let settings = format!(
            "[[provider]]\nname = \"campus\"\nissuer = \"{issuer}\"\nclient_id = \"x\"\nlabel = \"校园账号\"\nlabel_en = \"Campus\"\n"
        );
        fs::write(&file, settings).unwrap();
        let config = config(&data, &[("public_url", "http://localhost:1"), ("sign_in_providers", file.to_str().unwrap())]);
        let report = report(&config).await;
        assert_eq!(health(&report, "sign-in-provider"), wanted, "{issuer}");
        let line = report.iter().find(|line| line.code() == "sign-in-provider").unwrap();
        assert!(line.found(Lang::En).contains(says), "{}", line.found(Lang::En));
    }
}

#[tokio::test]
async fn a_gateway_of_short_messages_that_cannot_be_reached_is_an_error() {
    let data = folder("sms");
    assert_eq!(health(&report(&config(&data, &[])).await, "sms"), Health::Fine, "none are sent");
    let there = provider(|_| String::new()).await;
    for (url, wanted) in [(there.as_str(), Health::Fine), ("http://127.0.0.1:1", Health::Broken)] {
        let (url, secret) = (format!("{url}/send"), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        let config = config(&data, &[("public_url", "http://localhost:1"), ("sms_url", &url), ("sms_secret", secret)]);
        let report = report(&config).await;
        assert_eq!(health(&report, "sms"), wanted, "{url}");
        assert!(!format!("{report:?}").contains(secret), "{report:?}");
    }
}
