//! Words of the second factor.

messages! {
    title: "两步登录" | "Two-step sign-in";
    off: "没有开启。开启后，登录时除了密码，还要输入手机上身份验证器显示的 6 位动态码；别人知道了密码也进不来。"
        | "Off. Once on, signing in takes the password and the six digits that an authenticator app on your phone shows; whoever learns your password stays out.";
    on: "已开启，自" | "On, since";
    set_up: "开启两步登录" | "Turn it on";
    manage: "管理" | "Manage";
    advice: "您的账号可以改动所有人的数据，请开启两步登录。" | "Your account can change everybody’s data: please turn on two-step sign-in.";
    required: "请先开启两步登录" | "Turn on two-step sign-in first";
    required_detail: "这里规定：担任这项职责的人要用两步登录。开启以前职责暂停，开启以后立即恢复。"
        | "Whoever has this role has to use two-step sign-in here. Until you turn it on, the role is on hold; then it comes back at once.";
    resting(roles): "暂停的职责：{roles}。开启两步登录后立即恢复。" | "Roles on hold: {roles}. They come back as soon as you sign in with two steps.";
    scan: "1. 用身份验证器扫描二维码，或者手工输入密钥（时间型，6 位，30 秒）。" | "1. Scan the code with an authenticator app, or type the key (time based, 6 digits, 30 seconds).";
    qr: "开启两步登录的二维码" | "QR code for your authenticator";
    open_here: "在本机的验证器中打开" | "Open in the authenticator on this device";
    key: "密钥" | "Key";
    prove: "2. 输入它显示的 6 位动态码和您的密码。其他设备上的登录和所有令牌会退出。" | "2. Type the six digits that it shows, and your password. Other devices are signed out, and tokens end.";
    code: "动态码" | "Code";
    code_hint: "身份验证器现在显示的 6 位数字。" | "The six digits that your authenticator shows now.";
    code_or_recovery: "身份验证器现在显示的 6 位数字；手机不在身边时，用一个恢复码。" | "The six digits that your authenticator shows now; without your phone, one of your recovery codes.";
    code_title: "请输入动态码" | "Your code";
    step_title: "请完成第二步" | "The second step";
    begin_again: "从头登录" | "Begin again";
    go_on: "继续登录" | "Sign in";
    wanted: "这个账号开启了两步登录：请输入动态码。" | "This account uses two-step sign-in: please give the code as well.";
    wrong: "动态码不对，或者已经用过。请等下一个再试。" | "The code is not right, or was used already. Wait for the next one and try again.";
    stale: "等得太久了，请从头登录。" | "That took too long. Please begin again.";
    there: "两步登录已经开启。" | "Two-step sign-in is on already.";
    stale_set_up: "等得太久了，请重新扫描。" | "That took too long. Please scan this new code.";
    codes: "恢复码" | "Recovery codes";
    codes_words: "两步登录已经开启。恢复码只显示这一次。手机丢了或换了，每个恢复码可以代替动态码用一次；请打印或抄下，不要和密码放在一起。"
        | "Two-step sign-in is on. These codes are shown only once. If your phone is lost or replaced, each works once in place of a code. Print them or write them down, \
            and keep them away from your password.";
    codes_kept: "我已经收好" | "I have kept them";
    codes_left(n): "还剩 {n} 个恢复码。" | "Recovery codes left: {n}.";
    removed: "两步登录已关闭。" | "Two-step sign-in is off.";
    remove: "关闭两步登录" | "Turn it off";
    remove_words: "换手机时先关闭，再用新手机开启；恢复码也就换了新的。" | "For a new phone, turn it off and on again there; you get new recovery codes too.";
    lift: "关闭这个人的两步登录" | "Turn it off for this person";
    lifted: "两步登录已关闭，现在只用密码登录。" | "Two-step sign-in is off: the password alone lets this person in now.";
    lift_words: "手机、恢复码和通行密钥都丢了的时候用；通行密钥也一并删除。请先当面或打电话确认是本人；密码不变。"
        | "For somebody who lost phone, recovery codes and passkeys; passkeys are removed as well. Make sure first that it is this person; the password stays.";
}
