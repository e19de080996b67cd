//! What somebody takes with them: everything about them, no key, no unreleased result, nobody else.

use crate::main_job::starts;
use flate2::read::DeflateDecoder;
use std::{collections::BTreeMap, io::Read};
use zhixing_tests::{World, id_of, saves, story};

/// The files of an archive by name.
pub fn files(bytes: &[u8]) -> BTreeMap<String, String> {
    let (mut files, mut rest) = (BTreeMap::new(), bytes);
    let number = |of: &[u8], at: usize| u32::from_le_bytes(of[at..at + 4].try_into().expect("four bytes")) as usize;
    while rest.starts_with(b"PK\x03\x04") {
        let (packed, name) = (number(rest, 18), usize::from(u16::from_le_bytes([rest[26], rest[27]])));
        let mut text = vec![];
        DeflateDecoder::new(&rest[30 + name..30 + name + packed]).read_to_end(&mut text).expect("deflated");
        let name_is = String::from_utf8(rest[30..30 + name].to_vec()).expect("a name");
        files.insert(name_is, String::from_utf8_lossy(&text).into_owned());
        rest = &rest[30 + name + packed..];
    }
    files
}

#[test]
fn a_person_takes_all_of_their_own_and_nothing_else() {
    story(async {
        let world = World::new().await;
        let (mut ada, mut tess) = (world.person("learner").await, world.person("teacher").await);
        let (hers, other) = (starts(&mut ada, "little/exam").await, starts(&mut tess, "little/exam").await);
        saves(&mut ada, &hers, "nine", serde_json::json!({"type": "essay", "text": "她的论述"}), 1).await;
        saves(&mut tess, &other, "nine", serde_json::json!({"type": "essay", "text": "别人的论述"}), 1).await;
        ada.posts(&format!("{hers}/submit"), &[]).await;
        tess.posts(&format!("{other}/submit"), &[]).await;
        world.works().await;
        // marked, and not released: the mark is in the log and in no archive
        let mut examiner = world.person("examiner").await;
        for _ in 0..2 {
            let task = examiner.posts("/marking", &[("plan", "little/exam")]).await.location().to_string();
            examiner.posts(&task, &[("points.0", "6"), ("points.1", "4"), ("comment", "")]).await;
        }
        let reply = ada.posts("/profile/data", &[]).await;
        assert_eq!((reply.status.as_u16(), reply.headers["content-type"].as_bytes()), (200, &b"application/zip"[..]));
        let files = files(&reply.bytes);
        let names: Vec<&str> = files.keys().map(String::as_str).collect();
        let readme = &files["README.txt"];
        for name in names.iter().filter(|name| **name != "README.txt") {
            assert_eq!(readme.matches(&format!("\n{name}\t")).count(), 2, "{name} is named in both languages: {readme}");
        }
        let all: String = files.values().map(String::as_str).collect();
        assert!(all.contains("她的论述") && all.contains(id_of(&hers)) && all.contains("attempt.submitted"), "{all}");
        // nobody else: no id, login, name or word of another person
        let (tess, _) = world.world.store.credentials_of("teacher").await.expect("read").expect("there");
        let (examiner, _) = world.world.store.credentials_of("examiner").await.expect("read").expect("there");
        for person in [&tess, &examiner] {
            for of in [person.id.to_string(), person.display_name.clone()] {
                assert!(!all.contains(&of), "{of}: {all}");
            }
        }
        assert!(!all.contains("别人的论述") && !all.contains(id_of(&other)));
        // no key, and nothing of a result that is not released
        for secret in ["password_hash", "mark.given", "result.graded", "\"points\"", "\"key\"", "\"correct\""] {
            assert!(!all.contains(secret), "{secret}: {all}");
        }
        let attempts: serde_json::Value = serde_json::from_str(&files["attempts.json"]).expect("JSON");
        assert_eq!((attempts.as_array().map(Vec::len), &attempts[0]["result"]), (Some(1), &serde_json::Value::Null));
        // some times an hour, and each is an event
        for _ in 0..2 {
            assert_eq!(ada.posts("/profile/data", &[]).await.status, 200);
        }
        assert_eq!(ada.posts("/profile/data", &[]).await.status, 429);
        let mut admin = world.person("admin").await;
        let (me, _) = world.world.store.credentials_of("learner").await.expect("read").expect("there");
        assert!(admin.opens(&format!("/admin/accounts/{}", me.id)).await.text().contains("下载自己的数据"));
        world.works().await;
    });
}
