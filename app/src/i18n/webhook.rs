//! Words of the page on systems that are told of events.

messages! {
    title: "系统对接（Webhook）" | "Webhooks";
    lead: "别的系统可以在事情发生时收到签名的通知（Standard Webhooks）。通知只说发生了什么、和哪个对象有关；详情由对方凭令牌向接口查询。"
        | "Other systems can be sent signed notifications when something happens (Standard Webhooks). These say what happened and to what; the details are asked of the API.";
    none: "还没有别的系统" | "No system yet";
    none_words: "填写对方的 https 地址，把签名密钥交给对方，然后发一次测试。" | "Write the https address of a system, hand over its secret, and send a test.";
    label: "名称" | "Name";
    label_hint: "自己认得出就好，例如“人事系统”。" | "For you to know it by, such as “HR system”.";
    label_form: "请填写 1 到 80 个字符。" | "Please write 1 to 80 characters.";
    url: "地址" | "Address";
    url_hint: "以 https:// 开头，在公网上。不跟随跳转。" | "Begins with https:// and is on the public network. Redirects are not followed.";
    url_form: "地址要以 https:// 开头，写明主机，不带用户名和密码。" | "An address begins with https:// and names a host, without user or password.";
    too_many(n): "最多 {n} 个。" | "At most {n}.";
    add: "添加" | "Add";
    secret: "签名密钥" | "Secret";
    secret_once: "只显示这一次，请交给对方保存。" | "Shown only once: pass it on to that system.";
    events: "会通知的事" | "Events that are sent";
    last: "最近一次" | "Last call";
    never_called: "还没有" | "None yet";
    went_well: "成功" | "Went well";
    waiting_n(n): "{n} 条在等" | "{n} waiting";
    stopped: "已停" | "Stopped";
    stopped_words: "连续五天没有成功，不再通知。对方修好以后可以恢复。" | "No success for five days, so nothing more is sent. Resume once it is mended.";
    called: "通知中" | "Active";
    test: "发一次测试" | "Send a test";
    tested: "测试已经发出，过一会儿刷新看结果。" | "The test is on its way; look again in a moment.";
    resumed: "已恢复通知。" | "Sending has resumed.";
    removed: "已删除，不再通知。" | "It is removed, and nothing more is sent.";
    resume: "恢复" | "Resume";
    remove: "删除" | "Remove";
    ask_remove(label): "删除“{label}”" | "Remove “{label}”";
    ask_remove_words: "不再通知这个系统，还在等的通知也一起删除。签名密钥不能找回。" | "It is sent nothing more, and what waits for it is deleted. The secret cannot be recovered.";
    state: "状态" | "State";
}
