//! What signs and seals: the issuer's keys, the key of answer files; and the fonts, without which no certificate is printed.

use super::{Diagnosis, Part, both};
use crate::{Config, answer_key, keys};
use std::{collections::BTreeMap, fs, path::Path};
use zhixing_credential::pdf::{Coverage, DEBIAN, Fonts};
use zhixing_domain::lang::Bilingual;
use zhixing_store::Store;

const KEYS: Part = ["issuer-keys", "签名密钥", "issuer keys"];
const ANSWERS: Part = ["answer-key", "答案文件密钥", "answer key"];
const FONTS: Part = ["fonts", "字体", "fonts"];

pub(super) async fn look(config: &Config, store: Option<&Store>) -> Vec<Diagnosis> {
    let (noted, signed) = match store {
        Some(store) => store.keys_in_use().await.unwrap_or_default(),
        None => Default::default(),
    };
    let used = match store {
        Some(store) => store.was_used().await.unwrap_or_default(),
        None => false,
    };
    vec![issuer(&config.data, &noted, &signed), answers(&config.data, used), fonts(config)]
}

fn issuer(data: &Path, noted: &[(String, String)], signed: &[String]) -> Diagnosis {
    let folder = data.join("keys");
    let shown = folder.display().to_string();
    let restore = || {
        both!(
            "从备份恢复 {shown}；以前的公钥（*.pub）一个也不能少"
                | "restore {shown} from a backup; no public half (*.pub) of before may be missing"
        )
    };
    let held = match keys::look(&folder) {
        Ok(held) => held,
        Err(error) => return Diagnosis::broken(KEYS, both!("{shown} 不能用：{error}" | "{shown} cannot be used: {error}"), restore()),
    };
    if held.is_empty() && noted.is_empty() {
        return Diagnosis::doubtful(
            KEYS,
            both!("还没有" | "there are none yet"),
            both!("第一次启动时会生成；之后马上备份 {shown}" | "the first start makes one; back up {shown} right after it"),
        );
    }
    if let Some(broken) = strange(&held, noted, signed, restore) {
        return broken;
    }
    let Some(signing) = held.iter().rfind(|k| k.private.is_some() && k.withdrawn.is_none()) else {
        return Diagnosis::broken(
            KEYS,
            both!("没有能签名的私钥" | "no private half is left that may sign"),
            both!("恢复它，或生成新的：zhixing key new" | "restore it, or make a new one: zhixing key new"),
        );
    };
    let kid = signing.public.kid().as_str().to_string();
    if let Some(open) = open_to_others(&folder) {
        return readable(&open, &kid);
    }
    let count = held.len();
    Diagnosis::fine(KEYS, both!("{count} 把，现在用 {kid} 签名" | "{count}, and {kid} signs"))
}

/// Keys that are not those of this database, or of which a half is missing.
fn strange(
    held: &[keys::StoredKey],
    noted: &[(String, String)],
    signed: &[String],
    restore: impl Fn() -> Bilingual<String>,
) -> Option<Diagnosis> {
    let public: BTreeMap<&str, String> = held.iter().map(|k| (k.public.kid().as_str(), k.public.multibase())).collect();
    if let Some((kid, _)) = noted.iter().find(|(kid, own)| public.get(kid.as_str()).is_some_and(|held| held != own)) {
        return Some(Diagnosis::broken(
            KEYS,
            both!(
                "{kid} 不是这个数据库用过的那一把：密钥和数据库来自不同的安装或备份"
                    | "{kid} is not the one that this database was used with: keys and database are of different installations or backups"
            ),
            restore(),
        ));
    }
    if let Some(kid) = signed.iter().find(|kid| !public.contains_key(kid.as_str())) {
        return Some(Diagnosis::broken(
            KEYS,
            both!("缺少 {kid} 的公钥：它签发的证书谁也验证不了" | "the public half of {kid} is missing: nobody can check what it signed"),
            restore(),
        ));
    }
    None
}

fn readable(open: &str, kid: &str) -> Diagnosis {
    Diagnosis::broken(
        KEYS,
        both!("{open} 别的用户也能读：谁读到它就能签发证书" | "other users may read {open}: whoever does can sign certificates"),
        both!(
            "chmod 600 {open}；如果可能已被读过：zhixing key new，再 zhixing key withdraw {kid}"
                | "chmod 600 {open}; if it may have been read: zhixing key new, then zhixing key withdraw {kid}"
        ),
    )
}

/// A private file that more than its owner may read.
fn open_to_others(folder: &Path) -> Option<String> {
    let private = |e: &fs::DirEntry| matches!(e.path().extension().and_then(|e| e.to_str()), Some("key" | "p256"));
    let open = |e: &fs::DirEntry| e.metadata().is_ok_and(|m| std::os::unix::fs::MetadataExt::mode(&m) & 0o077 != 0);
    let mut files = fs::read_dir(folder).ok()?.filter_map(Result::ok);
    files.find(|e| private(e) && open(e)).map(|e| e.path().display().to_string())
}

fn answers(data: &Path, used: bool) -> Diagnosis {
    let path = data.join("keys").join(answer_key::FILE);
    let shown = path.display().to_string();
    if path.exists() {
        return match answer_key::open(data) {
            Ok(_) => Diagnosis::fine(ANSWERS, both!("在" | "there")),
            Err(error) => Diagnosis::broken(
                ANSWERS,
                both!("{shown} 不能用：{error}" | "{shown} cannot be used: {error}"),
                both!(
                    "从备份恢复它；没有它，已加密的答案文件和两步验证都打不开"
                        | "restore it from a backup: without it sealed answer files and second factors stay closed"
                ),
            ),
        };
    }
    let remedy = both!(
        "从备份或另一个节点复制 {shown}；重新生成的打不开以前的答案文件和两步验证"
            | "copy {shown} from a backup or another node; a new one opens no answer file and no second factor of before"
    );
    match used {
        true => Diagnosis::broken(ANSWERS, both!("没有，而这里已经有人考过试" | "missing, and people have sat exams here"), remedy),
        false => Diagnosis::doubtful(
            ANSWERS,
            both!("还没有" | "there is none yet"),
            both!("第一次启动时会生成；多个节点要用同一把" | "the first start makes it; several nodes need the same one"),
        ),
    }
}

fn fonts(config: &Config) -> Diagnosis {
    let folder = config.fonts.display();
    match Fonts::find(&[&config.fonts, DEBIAN.as_ref()]).and_then(|fonts| Coverage::of(&fonts)) {
        Ok(_) => Diagnosis::fine(FONTS, both!("证书用的三种字体都在" | "the three faces of certificates are there")),
        Err(error) => Diagnosis::broken(
            FONTS,
            both!(
                "在 {folder} 里找不全：{error}；证书要等到有字体才能印"
                    | "not all in {folder}: {error}; certificates wait until they are there"
            ),
            both!(
                "apt install fonts-noto-cjk，或用 fonts 指明文件夹；不必重启"
                    | "apt install fonts-noto-cjk, or name the folder with `fonts`; no restart is needed"
            ),
        ),
    }
}
