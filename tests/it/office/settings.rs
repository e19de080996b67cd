//! Settings in the browser: what administrators decide holds on every node, looks as it should, is logged, and can be taken back.

use axum::http::{Method, StatusCode};
use serde_json::json;
use zhixing_tests::{Person, Reply, World, story};

const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 40\"><rect width=\"40\" height=\"40\"/></svg>";

/// Sends the form; a field called `logo` is a file.
async fn decides(person: &mut Person, fields: &[(&str, &[u8])]) -> Reply {
    let mut body = vec![];
    for (name, value) in fields {
        let file = if *name == "logo" { "; filename=\"logo.svg\"" } else { "" };
        body.extend(format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n").as_bytes());
        body.extend(*value);
        body.extend(b"\r\n");
    }
    body.extend(b"--b--\r\n");
    person.asks(Method::POST, "/admin/settings", Some("multipart/form-data; boundary=b"), body).await
}

#[test]
fn registration_is_closed_and_opened_in_the_browser() {
    story(async {
        let world = World::new().await;
        let mut admin = world.person("admin").await;
        let form = [("login", "ada@example.cn"), ("name", "小艾"), ("password", "correct horse"), ("agree", "yes")];
        assert_eq!(decides(&mut admin, &[("registration", b"false")]).await.location(), "/admin/settings?saved=1");
        assert_eq!(world.visitor().posts("/register", &form).await.status, 409);
        assert!(!world.visitor().opens("/sign-in").await.text().contains("/register"));
        // another node of the same database
        let other = world.opens_again(&[("registration", "true")]).await;
        assert_eq!(other.visitor().posts("/register", &form).await.status, 409, "the browser's word goes before the file's");
        assert_eq!(decides(&mut admin, &[("registration", b"")]).await.location(), "/admin/settings?saved=1");
        other.0.site.decided.refresh(&other.0.store).await.expect("read");
        assert_eq!(other.visitor().posts("/register", &form).await.status, 303, "as configured again");
        let closed = world.opens_again(&[("registration", "false")]).await;
        assert_eq!(closed.visitor().opens("/sign-in").await.text().matches("/register").count(), 0);
        world.works().await;
    });
}

#[test]
fn an_installation_has_its_own_name_logo_colour_and_contact() {
    story(async {
        let world = World::new().await;
        let mut admin = world.person("admin").await;
        let mut ada = world.person("learner").await;
        assert!(ada.opens("/courses/little/first").await.text().contains("知行</span>"), "a lesson is kept as it was rendered");
        let fields: [(&str, &[u8]); 5] = [
            ("name_zh", "某市评价中心".as_bytes()),
            ("name_en", b"City Assessment Centre"),
            ("contact_zh", "考务电话 010-1234".as_bytes()),
            ("accent", b"plum"),
            ("logo", SVG.as_bytes()),
        ];
        assert!(admin.opens("/desk").await.text().contains("还没有写明联系方式"));
        let help = world.visitor().opens("/help").await.text();
        assert!(help.contains("这个网站还没有写明联系方式") && !help.contains("按这里的联系方式"), "{help}");
        assert_eq!(decides(&mut admin, &fields).await.location(), "/admin/settings?saved=5");
        assert!(!admin.opens("/desk").await.text().contains("还没有写明联系方式"));
        assert!(world.visitor().opens("/help").await.text().contains("按这里的联系方式"));
        assert!(world.visitor().opens("/sign-in/reset").await.text().contains("考务电话 010-1234"));
        assert_eq!(decides(&mut admin, &fields).await.location(), "/admin/settings?saved=0", "the same again is no change");
        for path in ["/", "/courses/little/first"] {
            let page = ada.opens(path).await.text();
            assert!(
                page.contains("某市评价中心</span>") && page.contains("data-accent=\"plum\"") && page.contains("考务电话 010-1234"),
                "{path}: {page}"
            );
        }
        let mut stranger = world.visitor();
        stranger.language = "en";
        let page = stranger.opens("/").await.text();
        assert!(page.contains("City Assessment Centre</title>") && !page.contains("考务电话"), "{page}");
        let logo = page.split("src=\"/brand/").nth(1).and_then(|rest| rest.split('"').next()).expect("a logo").to_string();
        let file = stranger.opens(&format!("/brand/{logo}")).await;
        assert_eq!((file.text().as_str(), file.headers["content-type"].to_str().expect("text")), (SVG, "image/svg+xml"));
        assert!(file.headers["content-security-policy"].to_str().expect("text").contains("sandbox"));
        let shown = admin.opens("/admin/settings").await.text();
        for said in ["value=\"某市评价中心\"", "value=\"plum\" checked", "换回印章", "修改站点设置"] {
            assert!(shown.contains(said), "{said}: {shown}");
        }
        let events = world.events_of("site").await;
        assert_eq!(events.len(), 5);
        // back to the seal
        assert_eq!(decides(&mut admin, &[("remove_logo", b"yes")]).await.location(), "/admin/settings?saved=1");
        assert!(!stranger.opens("/").await.text().contains("/brand/"));
        assert_eq!(stranger.opens(&format!("/brand/{logo}")).await.status, 404);
        world.works().await;
    });
}

#[test]
fn what_could_do_harm_or_cannot_be_read_is_refused_and_kept_in_the_form() {
    story(async {
        let world = World::new().await;
        let mut admin = world.person("admin").await;
        let script = SVG.replace("<rect", "<script>alert(1)</script><rect");
        let outside = SVG.replace("<rect", "<image href=\"https://example.com/x.png\"/><rect");
        let handler = SVG.replace("<svg", "<svg onload=\"alert(1)\"");
        let large = format!("{SVG}<!--{}-->", "x".repeat(130 << 10));
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xff\xff\0\0\xff\xff\x08\x06\0\0\0";
        for logo in [script.as_bytes(), outside.as_bytes(), handler.as_bytes(), large.as_bytes(), b"GIF89a", png, b"\xff\xfe"] {
            let refused = decides(&mut admin, &[("name_zh", "某中心".as_bytes()), ("logo", logo)]).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", String::from_utf8_lossy(logo));
            assert!(refused.text().contains("value=\"某中心\""), "{}", refused.text());
        }
        let long = "长".repeat(130);
        let refused = decides(&mut admin, &[("name_en", long.as_bytes()), ("contact_zh", long.as_bytes()), ("accent", b"red")]).await;
        for said in ["有 3 处", "名称最多 24 个", "联系方式最多 120 个", "请从列出的里选一个"] {
            assert!(refused.text().contains(said), "{said}: {}", refused.text());
        }
        assert_eq!(world.events_of("site").await.len(), 0, "nothing of it is stored");
        world.works().await;
    });
}

#[test]
fn a_program_of_an_administrator_who_signed_in_decides_as_the_page_does() {
    story(async {
        let world = World::with(&[("metrics_token", "hush")], zhixing_tests::course()).await;
        let mut admin = world.person("admin").await;
        let before = admin.opens("/api/v1/settings").await;
        assert!(!before.text().contains("hush"), "{}", before.text());
        let configured = before.json()["configured"].clone();
        let of = |name: &str| configured.as_array().expect("a list").iter().find(|c| c["name"] == name).expect("there").clone();
        assert_eq!(of("metrics_token"), json!({"name": "metrics_token", "source": "flag"}));
        assert_eq!(of("zone"), json!({"name": "zone", "source": "default", "value": "Asia/Shanghai"}));
        let decided = admin.calls(Method::PUT, "/api/v1/settings", json!({"registration": "false", "accent": "pine"})).await.json();
        assert_eq!(decided["decided"], json!({"registration": false, "accent": "pine"}));
        let wrong = admin.calls(Method::PUT, "/api/v1/settings", json!({"accent": "red"})).await;
        assert_eq!((wrong.status.as_u16(), wrong.json()["field"].as_str()), (409, Some("accent")));
        let kind = Some("application/octet-stream");
        let logo = admin.asks(Method::PUT, "/api/v1/settings/logo", kind, SVG.as_bytes().to_vec()).await.json();
        assert!(logo["decided"]["logo"].as_str().is_some_and(|l| l.starts_with("/brand/") && l.ends_with(".svg")), "{logo}");
        assert!(admin.calls(Method::DELETE, "/api/v1/settings/logo", json!({})).await.json()["decided"].get("logo").is_none());
        assert_eq!(world.person("examiner").await.opens("/api/v1/settings").await.status, 404);
        world.works().await;
    });
}

#[test]
fn every_setting_says_in_chinese_what_it_is_for() {
    story(async {
        let world = World::new().await;
        let page = world.person("admin").await.opens("/admin/settings").await.text();
        let rows = page.split("<tbody>").nth(1).and_then(|t| t.split("</tbody>").next()).expect("a table");
        assert!(rows.contains("media_quota"), "{rows}");
        let english: Vec<_> = rows.split("<tr>").filter(|row| row.contains("lang=\"en\"")).collect();
        assert!(english.is_empty(), "{english:?}");
    });
}
