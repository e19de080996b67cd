//! What a sitting demands: settings of Safe Exam Browser beside the plan, its keys, networks of rooms, an access code.

use crate::{
    front::Front,
    problem::{LockdownFault, Log, Words, known},
    reader::CourseReader,
};
use std::sync::Arc;
use zhixing_domain::assessment::{Lockdown, Seb};
use zhixing_lockdown::{RoomFault, RoomNetwork, Settings, SettingsFault, accepted_keys};

pub(super) fn read(reader: &CourseReader, front: &Front, log: &mut Log) -> Lockdown {
    let keys = browser_keys(front, log);
    let seb = seb(reader, front, log).map(|(file, config_keys)| Seb { file, config_keys, browser_keys: keys });
    if front.has("seb_browser_keys") && !front.has("seb") {
        log.add(front.line_of("seb_browser_keys"), LockdownFault::KeysWithoutSeb);
    }
    Lockdown { seb, rooms: rooms(front, log), code: front.truth("access_code", log).unwrap_or(false) }
}

fn seb(reader: &CourseReader, front: &Front, log: &mut Log) -> Option<(Arc<[u8]>, Vec<String>)> {
    let name = front.text("seb", "\"exam.seb\"", log)?;
    let (line, folder) = (front.line_of("seb"), format!("{}/assessments/", reader.course));
    let Some(bytes) = Some(format!("{folder}{name}")).filter(|p| p.ends_with(".seb")).and_then(|p| reader.files.get(&p)) else {
        let beside = reader.files.published().filter_map(|(path, _)| path.strip_prefix(&folder)).filter(|n| n.ends_with(".seb"));
        let known = known(&name, beside);
        log.add(line, LockdownFault::NoSebFile { name, known });
        return None;
    };
    match Settings::read(bytes) {
        Ok(settings) if settings.sends_keys() => return Some((Arc::from(bytes), accepted_keys(&settings))),
        Ok(_) => log.add(line, LockdownFault::SebSilent { name }),
        Err(SettingsFault::Encrypted(_)) => log.add(line, LockdownFault::SebEncrypted { name }),
        Err(fault) => {
            let (why, detail) = why(fault);
            log.add(line, LockdownFault::SebUnfit { name, why, detail });
        }
    }
    None
}

/// What is wrong with settings, for authors.
fn why(fault: SettingsFault) -> (Words, String) {
    let say = |zh, en| Words { zh, en };
    match fault {
        SettingsFault::TooLarge(_) => (say("文件太大", "it is too large"), String::new()),
        SettingsFault::Damaged | SettingsFault::Encrypted(_) => (say("压缩数据已损坏", "its compressed data are damaged"), String::new()),
        SettingsFault::NotText => (say("内容不是 UTF-8 文字", "it is not UTF-8 text"), String::new()),
        SettingsFault::NotPlist(_) => (say("内容不是属性列表（plist）", "it is no property list"), String::new()),
        SettingsFault::Entities => (say("内容里有实体声明", "it declares entities"), String::new()),
        SettingsFault::TooDeep => (say("设置太多或者嵌套太深", "its settings are too many or nested too deeply"), String::new()),
        SettingsFault::Malformed { tag, text } => (say("有一个值写得不对：", "a value is not well written: "), format!("<{tag}>{text}")),
        SettingsFault::Twice(key) => (say("同一个键写了两次：", "a key is there twice: "), key),
    }
}

fn browser_keys(front: &Front, log: &mut Log) -> Vec<String> {
    let mut keys = vec![];
    for key in front.list("seb_browser_keys", "[\"64 hexadecimal digits\"]", log) {
        if key.len() == 64 && key.bytes().all(|b| b.is_ascii_hexdigit()) {
            keys.push(key.to_ascii_lowercase());
        } else {
            log.add(front.line_of("seb_browser_keys"), LockdownFault::BadBrowserKey { key });
        }
    }
    keys
}

fn rooms(front: &Front, log: &mut Log) -> Vec<String> {
    let mut rooms = vec![];
    for room in front.list("rooms", "[\"10.1.0.0/16\"]", log) {
        let fault = match room.trim().parse::<RoomNetwork>() {
            Ok(network) => {
                rooms.push(network.to_string());
                continue;
            }
            Err(RoomFault::Everywhere) => LockdownFault::OpenRoom { room },
            Err(RoomFault::NoLength(proposal) | RoomFault::HostBits(proposal)) => LockdownFault::BadRoom { room, proposal },
            Err(RoomFault::NotANetwork) => LockdownFault::BadRoom { room, proposal: "10.1.0.0/16".into() },
        };
        log.add(front.line_of("rooms"), fault);
    }
    rooms
}
