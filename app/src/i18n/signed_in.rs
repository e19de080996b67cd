//! Words of where somebody is signed in.

messages! {
    title: "登录的设备" | "Signed-in devices";
    lead: "您在这些地方登录着。不认识的，立即结束，并修改密码。" | "You are signed in here. End what you do not know, and change your password.";
    lead_of: "这个人在这些地方登录着。结束之后，那里要重新登录。" | "Where this person is signed in. Where a session ends, they sign in anew.";
    nowhere: "没有在任何地方登录。" | "Signed in nowhere.";
    here: "这里" | "This one";
    unknown: "不认识的设备" | "Unknown device";
    since: "登录于" | "Signed in";
    seen: "最近使用" | "Last used";
    end: "结束" | "End";
    end_of(device): "结束：{device}" | "End: {device}";
    end_others: "结束其他所有登录" | "End all others";
    end_all: "结束所有登录" | "End all";
    ended: "登录已经结束。" | "The session has ended.";
    ended_n(n): "结束了 {n} 处登录。" | "{n} session has ended." / "{n} sessions have ended." by n;
}
