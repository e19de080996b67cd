//! Accounts by a list: all that is wrong at once, nothing half, codes that work.

use crate::exam::invigilating::session;
use axum::http::Method;
use serde_json::json;
use zhixing_shell::sheet::{DataSheet, SheetCell, SheetForm};
use zhixing_tests::{World, story};

const PAGE: &str = "/admin/accounts/import";
const API: &str = "/api/v1/accounts/imports";

#[test]
fn a_list_is_looked_over_mended_in_the_table_and_opened_with_codes() {
    story(async {
        let world = World::new().await;
        let mut admin = world.person("admin").await;
        let list = "账号,称呼,姓名,角色\nＷａｎｇ.０１,小王,王小明,\nlearner,,,\nwang.01,,,\nli.02,,\u{1f642},King\n";
        let shown = admin.posts(PAGE, &[("list", list)]).await;
        let text = shown.text();
        assert_eq!(shown.status, 422, "{text}");
        for said in ["登录名已有人用", "和第 2 行是同一个登录名", "角色只能是", "Ｗａｎｇ.０１ 记为 wang.01", "有 4 处要改"]
        {
            assert!(text.contains(said), "{said}: {text}");
        }
        // while anything is wrong nothing is opened, however it is asked for
        let all = admin.posts(PAGE, &[("list", list), ("open", "yes")]).await;
        assert_eq!((all.status.as_u16(), admin.opens("/api/v1/accounts?q=wang.01").await.json()["total"].as_i64()), (422, Some(0)));
        // two rows go, one is mended
        let mended = [
            ("list", list),
            ("line", "3"),
            ("login", "learner"),
            ("out", "yes"),
            ("line", "4"),
            ("login", "wang.01"),
            ("out", "yes"),
            ("line", "5"),
            ("login", "li.02"),
            ("legal_name", "李雷"),
            ("role", "教师"),
            ("open", "yes"),
        ];
        // whose name counts as checked has to be known by something
        let without = admin.posts(PAGE, &mended).await;
        let said = without.text();
        assert!(without.status == 422 && said.contains("有 2 人带证书姓名") && said.contains("将算作已核实"), "{said}");
        let mended = [&mended[..], &[("note", "报名时对照了身份证")]].concat();
        let opened = admin.posts(PAGE, &mended).await;
        let page = opened.text();
        assert!(opened.status == 200 && page.contains("开设了 2 个账号") && page.contains("data:text/csv"), "{page}");
        let row = page.split("<tr>").skip(1).find(|row| row.contains("li.02")).expect("a row");
        let code = row.split("nowrap\">").nth(1).and_then(|rest| rest.split('<').next()).expect("a code").to_string();
        let mut li = world.visitor();
        let form = [("login", "li.02"), ("code", code.as_str()), ("password", "four unrelated words")];
        assert_eq!(li.posts("/sign-in/reset", &form).await.status, 303);
        assert_eq!(li.opens("/api/v1/me").await.json()["roles"], json!(["teacher"]));
        let accounts = admin.opens("/api/v1/accounts?q=li.02").await.json();
        let id = accounts["accounts"][0]["account"].as_str().expect("an id").to_string();
        let history = admin.opens(&format!("/admin/accounts/{id}")).await.text();
        assert!(history.contains("核实证书姓名") && history.contains("报名时对照了身份证"), "{history}");
        // without a password nobody signs in
        let refused = world.visitor().posts("/sign-in", &[("login", "wang.01"), ("password", "!")]).await;
        assert_eq!(refused.status, 422);
        world.works().await;
    });
}

#[test]
fn a_plain_name_of_a_list_is_no_name_of_a_document() {
    story(async {
        let world = World::new().await;
        let mut admin = world.person("admin").await;
        assert!(admin.opens(PAGE).await.text().contains("写着“姓名”的一列只作称呼"));
        let opened = admin.posts(PAGE, &[("list", "姓名,账号,班级\n周敏,zhoumin,三班\n"), ("open", "yes")]).await;
        assert!(opened.status == 200 && opened.text().contains("开设了 1 个账号"), "{}", opened.text());
        let accounts = admin.opens("/api/v1/accounts?q=zhoumin").await.json();
        let id = accounts["accounts"][0]["account"].as_str().expect("an id").to_string();
        let page = admin.opens(&format!("/admin/accounts/{id}")).await.text();
        assert!(page.contains("还没有填写") && !page.contains("核实证书姓名"), "{page}");
        // by a program as well
        let refused = admin.calls(Method::POST, API, json!({"list": "login,legal name\nli.03,李雷\n"})).await;
        assert_eq!((refused.status.as_u16(), refused.json()["field"].as_str()), (409, Some("note")));
        let opened = admin.calls(Method::POST, API, json!({"list": "login,legal name\nli.03,李雷\n", "note": "身份证"})).await;
        assert_eq!(opened.status, 201);
        world.works().await;
    });
}

#[test]
fn the_same_list_sent_twice_has_the_same_codes_and_another_one_has_none_of_them() {
    story(async {
        let world = World::new().await;
        let mut admin = world.person("admin").await;
        let list = [("list", "wang.01,小王\nli.02,小李\n"), ("key", "0123456789abcdef"), ("open", "yes")];
        let first = admin.posts(PAGE, &list).await;
        assert!(first.status == 200 && first.text().contains("开设了 2 个账号"), "{}", first.text());
        let again = admin.posts(PAGE, &list).await;
        let table = |text: String| text.split_once("<tbody>").map(|(_, rest)| rest.to_string()).unwrap_or_default();
        assert_eq!(table(again.text()), table(first.text()), "whoever pressed twice reads the second answer alone");
        let other = admin.posts(PAGE, &[("list", list[0].1), ("key", "fedcba9876543210"), ("open", "yes")]).await;
        assert!(other.status == 422 && other.text().contains("登录名已有人用"), "{}", other.text());
        let api = json!({"list": list[0].1, "key": list[1].1});
        assert_eq!(admin.calls(Method::POST, API, api).await.json()["opened"].as_array().map(Vec::len), Some(2));
        assert_eq!(admin.opens("/api/v1/accounts?q=wang.01").await.json()["total"], 1);
        world.works().await;
    });
}

#[test]
fn whoever_knows_the_key_of_a_script_knows_the_codes_of_none_of_its_lists() {
    story(async {
        let world = World::new().await;
        let mut admin = world.person("admin").await;
        let opens = async |admin: &mut zhixing_tests::Person, list: &str| {
            let opened = admin.calls(Method::POST, API, json!({"list": list, "key": "the same key in every call"})).await.json();
            opened["opened"][0]["code"].as_str().expect("a code").to_string()
        };
        let code = opens(&mut admin, "wang.01,小王\n").await;
        let plain = zhixing_domain::digest::sha256_hex(b"the same key in every call wang.01");
        let bytes: Vec<u8> = (0..16).map(|i| u8::from_str_radix(&plain[2 * i..2 * i + 2], 16).expect("a byte")).collect();
        let guessed = zhixing_office::account::reset_code::new_reset_code(bytes.try_into().expect("sixteen"));
        assert_ne!(code, guessed);
        assert_eq!(opens(&mut admin, "wang.01,小王\r\n").await, code, "the same list again");
        // on another server the same list has other codes
        assert_ne!(opens(&mut World::new().await.person("admin").await, "wang.01,小王\n").await, code);
    });
}

#[test]
fn a_program_previews_and_opens_a_list_and_a_thousand_people_are_no_burden() {
    story(async {
        let world = World::new().await;
        let mut admin = world.person("admin").await;
        let list: String = (0..1_000).map(|n| format!("pupil{n:04},学员{n}\n")).collect();
        let preview = admin.calls(Method::POST, API, json!({"list": list, "preview": true})).await;
        assert_eq!((preview.status.as_u16(), preview.json()["rows"].as_array().map(Vec::len)), (200, Some(1_000)));
        assert_eq!(preview.json()["opened"], json!([]));
        let opened = admin.calls(Method::POST, API, json!({"list": list})).await;
        assert_eq!((opened.status.as_u16(), opened.json()["opened"].as_array().map(Vec::len)), (201, Some(1_000)));
        // once more: they are all taken, and nothing is opened twice
        let again = admin.calls(Method::POST, API, json!({"list": list})).await;
        assert_eq!((again.status.as_u16(), again.json()["field"].as_str()), (409, Some("list")));
        assert_eq!(admin.opens("/api/v1/accounts?q=pupil").await.json()["total"], 1_000);
        assert_eq!(world.world.store.verify_records().await.expect("read"), []);
        world.works().await;
    });
}

/// A workbook as a field of a form.
fn workbook(heading: [&str; 2], row: [&str; 2]) -> Vec<u8> {
    let row = row.map(|cell| SheetCell::Text(cell.into()));
    let sheet = DataSheet { name: "名单".into(), heading: heading.map(String::from).into(), rows: vec![row.into()] };
    let head = b"--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"list.xlsx\"\r\n\r\n";
    [&head[..], &sheet.bytes(SheetForm::Xlsx), b"\r\n--b--\r\n"].concat()
}

#[test]
fn a_list_comes_as_the_workbook_of_a_spreadsheet_at_every_door() {
    const FORM: Option<&str> = Some("multipart/form-data; boundary=b");
    story(async {
        let world = World::new().await;
        let (mut admin, mut ivy) = (world.person("admin").await, world.person("invigilator").await);
        let group = admin.posts("/admin/groups", &[("name", "三班")]).await.location();
        let session = session(&mut ivy, "teacher").await;
        let doors = [(format!("{PAGE}/file"), true), (format!("{group}/people/file"), true), (format!("{session}/list"), false)];
        for (door, of_admin) in doors {
            let who = if of_admin { &mut admin } else { &mut ivy };
            let login = if door.starts_with(PAGE) { "wang.xlsx" } else { "learner" };
            let read = who.asks(Method::POST, &door, FORM, workbook(["账号", "备注"], [login, "一, \"二\""])).await;
            assert!(read.status == 200 && read.text().contains(login), "{door}: {} {}", read.status, read.text());
            let none = who
                .asks(
                    Method::POST,
                    &door,
                    FORM,
                    b"--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nPK\x03\x04no\r\n--b--\r\n".to_vec(),
                )
                .await;
            assert_eq!(none.status, 422, "{door}");
        }
        world.works().await;
    });
}
