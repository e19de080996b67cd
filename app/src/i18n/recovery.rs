//! Words of a forgotten password and the mail that helps.

messages! {
    by_mail: "用邮件找回" | "By mail";
    lead: "如果您确认过邮箱，我们把一个链接发到那里，30 分钟内点开就能设置新密码。" | "If you have confirmed an address, we send it a link that lets you set a new password within 30 minutes.";
    who: "登录名或邮箱" | "Account name or e-mail address";
    who_form: "请填写您的登录名，或者您确认过的邮箱。" | "Please write your account name, or the address that you confirmed.";
    send: "发送链接" | "Send the link";
    sent: "如果这个账号或邮箱确认过，信已经发出，请在几分钟内查收，也看看垃圾邮件。没有收到的话，请找管理员。"
        | "If this account has a confirmed address, a letter is on its way. Look for it within a few minutes, in the spam folder too. If none comes, ask an administrator.";
    without_mail: "没有邮箱" | "Without mail";
    title: "设置新密码" | "Set a new password";
    of(login): "登录名：{login}。设置以后，其他设备上的登录都会退出。" | "Account name: {login}. All other devices are signed out.";
    over: "这个链接不能用了" | "This link no longer works";
    over_words: "它用过了，或者过了 30 分钟，或者后来又发了新的。" | "It was used already, is older than 30 minutes, or another one was sent since.";
    again: "重新发送" | "Send another one";

    subject: "设置新密码" | "Set a new password";
    body(login): "有人在本站说忘记了账号 {login} 的密码。如果是您，请在 30 分钟内打开下面的链接设置新密码；链接只能用一次。不是的话，不用理会，密码没有变。"
        | "Somebody asked for a new password for the account {login}. If it was you, open this link within 30 minutes to set one; it works once. If not, do nothing: your \
            password stays as it is.";
}
