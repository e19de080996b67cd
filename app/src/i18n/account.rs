//! Words of signing in, registering and the profile.

use zhixing_domain::{
    account::{Role, Roles},
    lang::Lang,
};

messages! {
    sign_in: "登录" | "Sign in";
    login: "登录名" | "Account name";
    login_hint: "注册时用的登录名，可能是邮箱。" | "The name you registered with; it may be an e-mail address.";
    new_login_hint: "3 到 64 个字符：文字、数字和 . _ @ + -，例如邮箱。" | "3 to 64 characters: letters, digits and . _ @ + -, such as an e-mail address.";
    password: "密码" | "Password";
    new_password_hint: "至少 8 个字符。几个不相干的词连起来，好记又安全。" | "At least 8 characters. A few unrelated words are easy to keep and hard to guess.";
    name: "称呼" | "Name";
    name_hint: "别人看到的名字。证书上的姓名稍后在个人资料里填写。" | "What others see. The name for certificates is given later, in your profile.";
    reached_courses: "角色管到哪些课程" | "Courses the roles apply to";
    reached_courses_hint: "一门也不选，就是全部课程，包括以后新开的。管理员总是管到全部。" | "Tick none for all courses, including future ones. An administrator always reaches all.";
    all_courses: "全部课程" | "all courses";
    ask_reach(login): "让 {login} 的角色管到全部课程" | "Let the roles of {login} apply to all courses";
    ask_reach_words: "没有选任何课程，就是全部课程，包括以后新开的。" | "No course is ticked, which means all courses, including future ones.";
    unknown_course(name): "没有名为“{name}”的课程。" | "There is no course “{name}”.";
    register: "注册" | "Create an account";
    no_account: "还没有账号？" | "No account yet?";
    have_account: "已有账号？" | "Have an account?";
    create: "创建账号" | "Create account";
    wrong: "登录名或密码不对，请再试一次。" | "The account name or the password is not right. Please try again.";
    merged(login): "这个账号已经并入 {login}：请用 {login} 和它的密码登录。" | "This account was merged into {login}: sign in as {login}, with the password of that account.";
    wait(seconds): "尝试次数过多，请在 {seconds} 秒后再试。" | "Too many tries. Please wait {seconds} second." / "Too many tries. Please wait {seconds} seconds." by seconds;
    demo_accounts: "演示账号" | "Demonstration accounts";
    demo_words: "密码都是 zhixing-demo：learner（学员）、teacher（教师）、examiner（考评员）、invigilator（监考员）、admin（管理员）。"
        | "The password of each is zhixing-demo: learner, teacher, examiner, invigilator, admin.";
    login_form: "登录名需要 3 到 64 个字符，只用文字、数字和 . _ @ + -。" | "An account name has 3 to 64 characters: letters, digits and . _ @ + -.";
    login_looks_like: "登录名里有的字母只是看起来像拉丁字母（例如西里尔字母 а），别人会认错。请切换到英文键盘重新输入。"
        | "A letter of this account name only looks like a Latin one (such as the Cyrillic а), so people would take it for another. Type it anew on an English keyboard.";
    login_taken: "这个登录名已经有人用了。" | "This account name is taken.";
    password_short: "密码至少需要 8 个字符。" | "A password needs at least 8 characters.";
    password_long: "密码最多 128 个字符。" | "A password has at most 128 characters.";
    password_common: "这个密码太常见，容易被猜中，请换一个。" | "This password is among the first that are tried. Please choose another.";
    name_form: "请填写 1 到 80 个看得见的字符。" | "A name has 1 to 80 characters that can be seen.";
    name_of_office: "别人会把这个称呼当作管理或考务人员，请换一个。" | "Others would take this name for a member of staff. Please choose another.";
    registration_closed: "这里不开放注册，账号由管理员开设。" | "Accounts are opened by an administrator here.";
    registrations_full(minutes): "从这个网络开设的账号太多了，请在 {minutes} 分钟后再试，或请管理员开设。"
        | "Too many accounts were opened from this network. Please try again in {minutes} minute, or ask an administrator to open one."
        / "Too many accounts were opened from this network. Please try again in {minutes} minutes, or ask an administrator to open one." by minutes;
    forgot: "忘记密码？" | "Forgot your password?";
    forgot_words: "请找管理员：管理员给您一个一次性的重设码，并告诉您用到什么时候。拿到后在这里设置新密码。"
        | "Ask an administrator: you get a code that works once, and hear until when. With it you set a new password here.";
    reset_title: "设置新密码" | "Set a new password";
    reset_code: "重设码" | "Code for a new password";
    reset_code_hint: "管理员给您的 12 个字符；不区分大小写，横线可省略。" | "The 12 characters from your administrator; capitals and hyphens do not matter.";
    reset_do: "设置并登录" | "Set and sign in";
    reset_wrong: "登录名或重设码不对，或者重设码已经用过或过期。" | "The account name or the code is not right, or the code was used or is over.";
    reset_give: "给一个重设码" | "Give a code for a new password";
    reset_give_words: "密码忘了的时候用。请当面或打电话确认是本人，再把重设码交给本人；旧密码在重设码用过之前仍然有效。用过以后，绑定的外部账号会解绑。"
        | "For somebody who forgot their password. Make sure that it really is this person, then give them the code; the old password works until the code is used. Using \
            it unlinks accounts elsewhere.";
    reset_once(path): "只显示这一次，四小时内用一次；地址：{path}" | "Shown only once; works once, within four hours, at: {path}";
    tokens: "访问令牌" | "Access tokens";
    tokens_words: "程序用它们代表您。令牌由服务器的操作员开出；改密码或在所有设备上退出时，全部作废。"
        | "Programs speak for you with these. The operator of the server makes them; they end with a new password or when you sign out everywhere.";
    token_writes: "读写" | "reads and writes";
    token_reads: "只读" | "reads only";
    token_until: "有效至" | "Until";
    token_always: "不限" | "no expiry";
    token_revoke: "作废" | "Revoke";
    token_revoked: "令牌已经作废。" | "The token is revoked.";
    profile: "个人资料" | "Profile";
    legal_name: "证书姓名" | "Name for certificates";
    legal_name_hint: "与身份证件一致，用于今后开始的考试；已经开始的考试和已颁发的证书不会改变。"
        | "As on your identity document. It holds for exams that you start from now on; it changes no exam that has begun and no certificate.";
    names: "姓名" | "Names";
    change_password: "修改密码" | "Change password";
    old_password: "现在的密码" | "Current password";
    new_password: "新密码" | "New password";
    old_wrong: "现在的密码不对。" | "The current password is not right.";
    password_changed: "密码已经修改，其他设备上的登录都已退出。" | "The password is changed, and every other device is signed out.";
    sessions_words: "如果您在别处登录后忘了退出，可以一次全部退出，包括这里。" | "If you forgot to sign out somewhere, sign out everywhere at once, including here.";
    everywhere: "在所有设备上退出" | "Sign out everywhere";
    roles: "角色" | "Roles";
    learner: "学员" | "Learner";
    teacher: "教师" | "Teacher";
    examiner: "考评员" | "Examiner";
    invigilator: "监考员" | "Invigilator";
    admin: "管理员" | "Administrator";
    accounts: "账号" | "Accounts";
    accounts_note(n): "{n} 个" | "{n} in all";
    find: "查找登录名或姓名" | "Find by account name or name";
    find_button: "查找" | "Find";
    none_found: "没有找到账号" | "No account found";
    none_found_words: "换一个登录名或姓名试试，或者看全部账号。" | "Try another account name or name, or look at all accounts.";
    show_all: "看全部账号" | "Show all accounts";
    open_account: "开设账号" | "Open an account";
    state: "状态" | "State";
    active: "可用" | "Active";
    disabled: "已停用" | "Disabled";
    disable: "停用" | "Disable";
    enable: "恢复" | "Enable";
    was_disabled: "账号已停用，所有设备上的登录都已结束。" | "The account is disabled and signed out on every device.";
    was_enabled: "账号已恢复，可以重新登录。" | "The account is enabled; its person can sign in again.";
    since: "开设时间" | "Opened";
    history: "操作记录" | "History";
    ask_disable(login): "停用账号 {login}" | "Disable the account {login}";
    ask_disable_words: "这个人立即退出，在所有设备上的登录都结束，也不能再登录，正在进行的考试也进不去。可以随时恢复，恢复后重新登录。"
        | "This person is signed out on every device at once and cannot sign in, not even to an exam in progress. The account can be enabled again at any time; they then \
            have to sign in again.";
    ask_roles(login): "收回 {login} 的角色" | "Remove roles from {login}";
    ask_roles_words(roles): "收回：{roles}。可以随时再给。" | "Removed: {roles}. They can be given again at any time.";
    no_roles: "至少选一个角色。" | "Choose at least one role.";
}

/// The name of a role.
pub fn role(role: Role, lang: Lang) -> &'static str {
    match role {
        Role::Learner => learner(lang),
        Role::Teacher => teacher(lang),
        Role::Examiner => examiner(lang),
        Role::Invigilator => invigilator(lang),
        Role::Admin => admin(lang),
    }
}

/// The names of a person's roles.
pub fn roles_of(roles: Roles, lang: Lang) -> String {
    let names: Vec<_> = Role::ALL.into_iter().filter(|r| roles.has(*r)).map(|r| role(r, lang)).collect();
    names.join(" · ")
}
