//! Words of the frame, the home page and small things used everywhere.

messages! {
    brand: "知行" | "Zhixing";
    labelled(label): "{label}：" | "{label}: ";
    comma: "、" | ", ";
    motto: "知行 · 学而能行，行而有证" | "Zhixing · Learn, do, and prove it";
    demonstration: "演示站点，证书只供演示" | "Demo site: its certificates are samples";
    offline: "没有网络" | "No network";
    not_sent: "没有网络，还没有发出去。这一页原样留着，网络恢复后请再按一次。" | "There is no network, so nothing was sent. This page stays as it is; press again when the network is back.";
    offline_words: "这一页现在看不了，要联网才行。打开过的课没有网络也能读；网络恢复后，这一页自己打开。"
        | "This page cannot be shown without a network. Lessons that you opened can be read without one; this page opens by itself when the network is back.";
    offline_kept: "这台设备上现在可以打开的" | "What this device can open now";
    offline_again: "再试一次" | "Try again";
    skip: "跳到正文" | "Skip to content";
    navigation: "主要" | "Main";
    breadcrumb: "位置" | "You are here";
    courses: "课程" | "Courses";
    exams: "考试" | "Exams";
    notebook: "错题本" | "Mistakes";
    certificates: "我的证书" | "Certificates";
    verify: "查验证书" | "Verify";
    desk: "工作台" | "Desk";
    search: "搜索" | "Search";
    sign_in: "登录" | "Sign in";
    sign_out: "退出登录" | "Sign out";
    profile: "个人资料" | "Profile";
    api: "接口文档" | "API";
    style: "样式手册" | "Style guide";
    other_language: "English" | "中文";
    to_dark: "换成深色" | "Switch to dark";
    to_light: "换成浅色" | "Switch to light";
    times_in(zone): "时间均为{zone}" | "Times are in {zone}";
    beijing: "北京时间" | "Beijing time";
    zone(name, offset): "{name}（UTC{offset}）" | "{name} (UTC{offset})";
    in_zone(when, zone): "{when}，{zone}" | "{when}, {zone}";
    minutes(n): "{n} 分钟" | "{n} minute" / "{n} minutes" by n;
    minutes_short(n): "{n} 分钟" | "{n} min";
    seconds_n(n): "{n} 秒" | "{n} s";
    minutes_seconds(m, s): "{m} 分 {s} 秒" | "{m} min {s} s";
    hero_1: "学一门数字技能，" | "Learn a digital skill.";
    hero_2: "带走一张人人" | "Earn a certificate";
    hero_3: "可查验的证书。" | "anyone can verify.";
    hero_lead: "课程免费学，考试限时、公平，证书任何人一扫即验。弱网、旧手机也能学完、考完。"
        | "Learn for free, sit a fair timed exam, and earn a certificate that anyone can verify with one scan. Made for weak networks and old phones.";
    hero_start: "挑一门课开始" | "Choose a course";
    hero_verify: "查验一张证书" | "Verify a certificate";
    step_learn: "学会" | "Learn";
    step_learn_words: "读短课，边读边练，错题自动收进错题本。" | "Short lessons with practice inside; mistakes gather in a notebook of their own.";
    step_prove: "考过" | "Prove";
    step_prove_words: "限时考试，断网不丢答案，交卷即得签名回执。" | "A timed exam that keeps every answer through an outage and gives a signed receipt.";
    step_carry: "带走" | "Carry";
    step_carry_words: "电子证书带双重签名，雇主不用注册就能查验。" | "A certificate signed twice, which an employer verifies without an account.";
    learn_glyph: "学" | "1";
    prove_glyph: "考" | "2";
    carry_glyph: "证" | "3";
    catalogue: "全部课程" | "All courses";
    courses_n(n): "{n} 门课" | "{n} course" / "{n} courses" by n;
    home_title: "学一门数字技能，带走一张人人可查验的证书" | "Learn a digital skill, earn a certificate anyone can verify";
    previous: "上一页" | "Previous";
    next: "下一页" | "Next";
    save: "保存" | "Save";
    cancel: "取消" | "Cancel";
    close: "关闭" | "Close";
    yes: "是" | "Yes";
    no: "否" | "No";
    please_confirm: "请确认" | "Please confirm";
    between_names: "、" | ", ";
    unwritten_lines(n): "还有 {n} 条没有列出" | "{n} more, which are not listed";
    more_lines(n): "另有 {n} 条" | "{n} more line" / "{n} more lines" by n;
    and_more(n): " 等，另有 {n} 人" | " and {n} more";
    rather_not: "不做，返回" | "Do nothing and go back";
    saved: "已保存。" | "Saved.";
}

/// What stands between two sentences.
pub const fn between(lang: zhixing_domain::lang::Lang) -> &'static str {
    match lang {
        zhixing_domain::lang::Lang::Zh => "",
        zhixing_domain::lang::Lang::En => " ",
    }
}
