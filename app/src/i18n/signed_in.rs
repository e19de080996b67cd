//! Words of where somebody is signed in.

messages! {
    title: "登录的设备" | "Signed-in devices";
    lead: "您的账号正在以下设备上登录；有不认识的，请立即结束，并修改密码。" | "You are signed in on these devices. If you do not recognise one, end it and change your password.";
    lead_of: "这个人在这些地方登录着。结束之后，那里要重新登录。" | "Where this person is signed in. Once you end a session, they have to sign in again there.";
    nowhere: "没有在任何地方登录。" | "Not signed in anywhere.";
    here: "这里" | "This one";
    unknown: "不认识的设备" | "Unknown device";
    since: "登录于" | "Signed in";
    seen: "最近使用" | "Last used";
    end: "结束" | "End";
    end_of(device): "结束：{device}" | "End: {device}";
    end_others: "结束其他所有登录" | "End all other sessions";
    end_all: "结束所有登录" | "End all sessions";
    ended: "登录已经结束。" | "The session has ended.";
    ended_n(n): "结束了 {n} 处登录。" | "{n} session has ended." / "{n} sessions have ended." by n;
}
