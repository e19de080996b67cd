//! Words of the settings of the site: what administrators decide in the browser, and what was configured.

use zhixing_domain::{lang::Lang, settings::Accent};

messages! {
    settings: "站点设置" | "Settings";
    settings_lead: "这里改的，几秒内在所有服务器上生效。这里没有定的，按配置文件、环境变量和启动参数。"
        | "Changes here take effect on all servers within seconds. What is not set here comes from the configuration file, the environment and the flags.";
    saved: "设置已保存，几秒内在所有服务器上生效。" | "The settings are saved and take effect on all servers within seconds.";
    nothing_changed: "没有改动。" | "Nothing was changed.";
    browser: "在浏览器里改" | "Changed in the browser";
    configured: "服务器配置（只读）" | "Configuration of the server (read only)";
    configured_lead: "只能由运维在服务器上改，改后重启。名字与 README 里的一样。" | "Only the operator changes these, on the server, followed by a restart. The names are those of the README.";
    registration: "注册" | "Registration";
    registration_hint: "是否任何人都可以自己开设账号。" | "Whether anybody may open an account.";
    registration_open: "开放注册" | "Anybody may register";
    registration_closed: "不开放，账号由管理员开设" | "Accounts are opened by administrators";
    as_configured: "按配置" | "as configured";
    as_configured_now(now): "按配置（现在：{now}）" | "As configured (now: {now})";
    name_zh: "站点名称（中文）" | "Name of the site, in Chinese";
    name_en: "站点名称（英文）" | "Name of the site, in English";
    name_hint: "代替“知行”，最多 24 个字符；留空就用“知行”。不影响证书上的机构名称。" | "Replaces “Zhixing”; 24 characters at most, empty for “Zhixing”. The agency’s name on certificates does not change.";
    name_form: "名称最多 24 个看得见的字符。" | "A name has at most 24 characters that can be seen.";
    contact_zh: "联系方式（中文）" | "Contact, in Chinese";
    contact_en: "联系方式（英文）" | "Contact, in English";
    contact_hint: "显示在每页的页脚，例如电话和办公时间，最多 120 个字符。" | "At the foot of every page, such as a telephone number and hours; 120 characters at most.";
    contact_long: "联系方式最多 120 个字符。" | "At most 120 characters.";
    accent: "主色" | "Colour";
    accent_hint: "按钮和链接的颜色。每一种在浅色和深色下都看得清。" | "Of buttons and links. Each can be read well on light and on dark.";
    teal: "黛" | "Teal";
    indigo: "靛青" | "Indigo";
    pine: "松绿" | "Pine";
    plum: "紫棠" | "Plum";
    ochre: "赭石" | "Ochre";
    unknown: "请从列出的里选一个。" | "Please choose one of those listed.";
    logo: "标志" | "Logo";
    logo_hint: "SVG 或 PNG，最大 128 KB，显示在页眉左上角。SVG 不能含脚本和外部内容。"
        | "SVG or PNG, 128 KB at most, at the top left of every page. An SVG must have neither scripts nor anything from elsewhere in it.";
    logo_now: "现在的标志" | "Current logo";
    logo_remove: "不用标志，换回印章" | "Remove the logo and use the seal again";
    logo_wrong: "这个文件不能用作标志：需要 SVG 或 PNG，SVG 不能含脚本、样式表链接或外部内容。"
        | "This file cannot be the logo: it must be SVG or PNG, and an SVG must have neither scripts nor links nor anything from elsewhere.";
    logo_large: "标志最大 128 KB。" | "A logo has 128 KB at most.";
    review_publications: "发布要同事同意" | "A colleague approves publications";
    review_hint: "教师在备课里发布之前，要有另一位教师看过并同意。从命令行发布不受影响。"
        | "Before a teacher publishes from the workshop, another teacher has to look it over and approve. The command line is not affected.";
    review_off: "不需要" | "Not needed";
    review_on: "需要" | "Needed";
    save: "保存设置" | "Save";
    setting: "设置" | "Setting";
    value: "现在的值" | "Value";
    source: "来自" | "From";
    meaning: "含义" | "Meaning";
    hidden: "（不显示）" | "(not shown)";
    empty_value: "（空）" | "(empty)";
    from_default: "默认" | "default";
    from_file: "配置文件" | "file";
    from_environment(name): "环境变量 {name}" | "environment, {name}";
    from_flag: "启动参数" | "flag";
    overruled: "浏览器里另有决定" | "decided otherwise in the browser";
    history: "改动记录" | "Changes";
}

/// The name of a setting that is decided in the browser; of one of a later build its own word.
pub fn setting_word(setting: &str, lang: Lang) -> String {
    let word = match setting {
        "registration" => registration,
        "name_zh" => name_zh,
        "name_en" => name_en,
        "contact_zh" => contact_zh,
        "contact_en" => contact_en,
        "accent" => accent,
        "logo" => logo,
        "review_publications" => review_publications,
        other => return other.to_string(),
    };
    word(lang).to_string()
}

pub fn accent_word(accent: Accent, lang: Lang) -> &'static str {
    match accent {
        Accent::Teal => teal(lang),
        Accent::Indigo => indigo(lang),
        Accent::Pine => pine(lang),
        Accent::Plum => plum(lang),
        Accent::Ochre => ochre(lang),
    }
}

/// What a setting of the configuration means, in Chinese; in English it says so itself. Nothing for one that has no words here.
pub fn meaning_zh(name: &str) -> Option<&'static str> {
    Some(match name {
        "data" => "数据库和签名密钥所在的文件夹；没有就新建",
        "listen" => "提供 HTTP 服务的地址和端口",
        "public_url" => "大家访问的网址，不带路径；证书上永远写着它",
        "database" => "sqlite:路径 或 postgres://用户:密码@主机/库名",
        "content" => "启动时发布的课程文件夹，代替内置的演示内容",
        "site" => "脚本和样式的文件夹，代替内置的",
        "demo" => "演示：开放 learner、teacher、examiner、invigilator、admin 五个账号，证书上注明演示；对外开放时写 public",
        "seats" => "这台服务器同时有多少人考试：内存里保留这么多份试卷",
        "media_quota" => "在线编写的一门课，图片、音视频和其他文件一共最多占多少",
        "registration" => "是否任何人都可以自己开设账号",
        "sign_in_providers" => "列出统一身份认证（OpenID）的文件（TOML），除密码外可以用它们登录；样例见 README.md",
        "smtp_url" => "发邮件的服务器：smtps://用户:密码@主机，或带 ?tls=required 的 smtp://；不设就不发邮件",
        "mail_from" => "邮件的发件人：地址，或名字加 <地址>",
        "sms_url" => "发短信的网关：https://…，每条短信用 POST 发一份 JSON；不设就不发短信",
        "sms_secret" => "给这些请求签名的密钥（Standard Webhooks）：whsec_ 加 base64",
        "require_second_factor" => "必须两步登录才能用的角色：staff，或 teacher、examiner、invigilator、admin 中的几个，用逗号隔开",
        "issuer_name" => "证书上评价机构的中文名称",
        "issuer_name_en" => "证书上评价机构的英文名称",
        "certificate_prefix" => "证书编号的前十三位，由主管部门分配",
        "zone" => "页面和证书上日期的时区（IANA 名称）",
        "trusted_proxies" => "反向代理的地址，用逗号隔开；它们写的 X-Forwarded-For 才算数",
        "hosts" => "这台服务器的其他域名，用逗号隔开；别的域名一律拒绝",
        "metrics_token" => "从别的机器读取 /metrics 时用的令牌；设了 trusted_proxies 或用 https 时一律要用",
        "log" => "记录哪些日志（tracing 过滤规则）",
        "log_format" => "日志格式：text 或 json",
        "traces" => "按 HTTP 上的 OTLP 接收追踪记录的服务，例如 http://127.0.0.1:4318",
        "traces_headers" => "发给它的标头：名=值，用逗号隔开",
        "traces_share" => "记录多大比例的请求，从 0 到 1",
        "fonts" => "证书 PDF 用的思源宋体、思源黑体所在的文件夹",
        "secure_cookies" => "只在 HTTPS 下发 Cookie；默认看 public_url 是不是 https",
        _ => return None,
    })
}
