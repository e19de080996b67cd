//! Words of passkeys.

messages! {
    title: "通行密钥" | "Passkeys";
    lead: "用手机、电脑或安全密钥的指纹、面容或 PIN 登录，不用输入密码，仿冒的网站也骗不走它。"
        | "Sign in with the fingerprint, face or PIN of a phone, a computer or a security key: no password to type, and nothing for a fake page to steal.";
    staff: "您有工作职责：有了通行密钥以后，只凭密码不能再登录。丢失时请找管理员。" | "You are staff here: once you have a passkey, the password alone no longer lets you in. If it is lost, ask an administrator.";
    none: "还没有通行密钥。" | "You have none yet.";
    count(n): "{n} 个" | "{n} passkey" / "{n} passkeys" by n;
    manage: "管理通行密钥" | "Manage passkeys";
    created: "添加于" | "Added";
    used: "上次使用" | "Last used";
    unused: "没有用过" | "Not used yet";
    change: "修改" | "Change";
    change_what(name): "修改：{name}" | "Change: {name}";
    add_title: "添加一个" | "Add one";
    add: "添加通行密钥" | "Add a passkey";
    label: "名称" | "Name";
    label_hint: "方便您认出它，例如“我的手机”。" | "So that you know it again, such as “my phone”.";
    label_form: "请填写 1 到 60 个字符。" | "Please write 1 to 60 characters.";
    added: "通行密钥已经添加。" | "The passkey is added.";
    renamed: "名称已经修改。" | "The name is changed.";
    removed: "通行密钥已经删除。" | "The passkey is removed.";
    rename: "修改名称" | "Change the name";
    remove_title: "删除" | "Remove";
    remove: "删除通行密钥" | "Remove this passkey";
    remove_words: "删除以后不能再用它登录。设备上保存的那一份请在设备里删除。" | "It no longer signs you in. Please delete your device’s own copy on the device.";
    sign_in: "用通行密钥登录" | "Sign in with a passkey";
    go_on: "用通行密钥继续" | "Go on with a passkey";
    needs_script: "通行密钥需要浏览器脚本；不用脚本时，请用密码登录。" | "Passkeys need scripts. Without scripts a password works.";
    step_needs_script: "这个账号还要用通行密钥，它需要浏览器脚本。" | "This account asks for a passkey as well, which needs scripts.";
    wanted: "密码对了，这个账号还要用通行密钥：请在浏览器里登录，程序请用访问令牌。" | "The password is right, and this account asks for a passkey as well: sign in with a browser. Programs use an access token.";
    elsewhere(site, here): "您的通行密钥是在 {site} 添加的，这里现在是 {here}，用不了。请管理员在您的账号页关闭两步登录，再登录并重新添加。"
        | "Your passkeys were added at {site}, and this site is now {here}: they do not work here. Ask an administrator to turn the second \
            step off on the page of your account; then sign in and add them anew.";
    no_site: "（不能用通行密钥的地址）" | "(an address without passkeys)";
    unknown_site: "原来的地址" | "another address";
    none_here: "这个浏览器或这个地址不能用通行密钥；请用密码。" | "This browser or this address has no passkeys. A password works.";
    failed: "没有完成。可以再试一次，或者用密码。" | "That did not work. Try again, or use your password.";
    wrong: "这里不认识这个通行密钥，请用密码登录。" | "This passkey is not known here. Sign in with your password.";
    wrong_new: "这个设备的通行密钥不能用在这里。" | "Passkeys of this device cannot be used here.";
    stale: "等得太久了，或者这一页用过了，请再试一次。" | "That took too long, or this page was used before. Please try again.";
    unverified: "请用需要指纹、面容或 PIN 的通行密钥。" | "Please use a passkey that asks for your fingerprint, face or PIN.";
    there: "这个设备上已经有一个，或者已经有 20 个了。" | "This device has one already, or you have 20 of them.";
}
