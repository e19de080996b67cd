//! Faults of what a sitting demands: settings of Safe Exam Browser, its keys, networks of rooms.

use super::{Suggestion, Words};

super::faults! {
    /// Faults of what a sitting demands.
    LockdownFault
    NoSebFile { name: String, known: Suggestion } Error "no-seb-file"
        "考试方案旁边没有 `{name}` 这个文件" "把 SEB 配置工具保存的 `.seb` 文件放进 `assessments/`，`seb` 只写它的文件名。{known}"
        "there is no file `{name}` beside the plan" "put the `.seb` file that the SEB configuration tool saved into `assessments/` and write its name alone. {known}";
    SebEncrypted { name: String } Error "seb-encrypted"
        "`{name}` 是加密的，服务器读不到设置，算不出配置密钥" "在 SEB 配置工具里不设密码、不选证书，另存一份（“用于开始考试”，不加密）。"
        "`{name}` is encrypted: the server cannot read the settings, so their Config Key is not known"
        "save it again in the SEB configuration tool for starting an exam, without a password and without a certificate.";
    SebUnfit { name: String, why: Words, detail: String } Error "seb-unfit"
        "`{name}` 不能用：{why}{detail}" "用 SEB 配置工具重新保存这个文件，不要手工修改。"
        "`{name}` cannot be used: {why}{detail}" "save it again in the SEB configuration tool; do not edit it by hand.";
    SebSilent { name: String } Error "seb-silent"
        "`{name}` 没有打开“发送浏览器考试密钥和配置密钥”，服务器永远收不到密钥，谁也不能开始" "在 SEB 配置工具的“考试”页勾选“Use Browser & Config Keys”（`sendBrowserExamKey`），再保存。"
        "`{name}` does not send keys, so the server would never see one and nobody could start"
        "tick `Use Browser & Config Keys` (`sendBrowserExamKey`) on the Exam pane of the SEB configuration tool and save it again.";
    KeysWithoutSeb Error "keys-without-seb"
        "写了 `seb_browser_keys`，却没有写 `seb`" "加一行 `seb = \"exam.seb\"`，或者删掉 `seb_browser_keys`。"
        "there is `seb_browser_keys` but no `seb`" "add a line `seb = \"exam.seb\"`, or take `seb_browser_keys` out.";
    BadBrowserKey { key: String } Error "bad-browser-key"
        "`{key}` 不是浏览器考试密钥" "从 SEB 配置工具的“考试”页复制：64 位十六进制数字。"
        "`{key}` is no Browser Exam Key" "copy it from the Exam pane of the SEB configuration tool: 64 hexadecimal digits.";
    BadRoom { room: String, proposal: String } Error "bad-room"
        "`{room}` 不是一个网段" "写成 `\"{proposal}\"` 这样：网络地址、斜线、前缀长度。"
        "`{room}` is not a network" "write it like `\"{proposal}\"`: the address of the network, a slash, the length of its prefix.";
    OpenRoom { room: String } Error "open-room"
        "`{room}` 是整个互联网，等于不限考场" "写考场自己的网段，例如 `\"10.1.0.0/16\"`；不限考场就删掉 `rooms`。"
        "`{room}` is the whole internet, which is no room" "write the networks of the room, such as `\"10.1.0.0/16\"`, or take `rooms` out.";
}
