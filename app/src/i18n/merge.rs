//! Words of making one account of two.

messages! {
    title: "合并账号" | "Merge accounts";
    lead: "同一个人的两个账号变成一个：考试、证书、学习进度、错题本、场次和消息都归留下的那个，另一个关闭，不能恢复。已颁发的证书不变。"
        | "Two accounts of one person become one: attempts, certificates, progress, notebook, sessions and messages go to the one that \
            stays, and the other is closed for good. Certificates stay as issued.";
    other: "另一个账号" | "The other account";
    other_hint: "同一个人另一个账号的登录名。" | "The account name of this person’s other account.";
    compare: "并排比较" | "Compare";
    nobody: "没有这个登录名。" | "No account has this name.";
    what: "内容" | "What";
    attempts: "考试" | "Attempts";
    certificates: "证书" | "Certificates";
    lessons: "学习进度" | "Lessons";
    mistakes: "错题" | "Mistakes";
    seats: "场次" | "Sessions";
    messages: "消息" | "Messages";
    which_stays: "留下哪一个" | "Which one stays";
    which_name: "今后考试用哪个证书姓名" | "Which name for certificates holds from now on";
    merge: "合并" | "Merge";
    ask(closed, stays): "把 {closed} 并入 {stays}" | "Merge {closed} into {stays}";
    ask_words(closed): "{closed} 立即关闭，不能恢复；它的角色、令牌和两步登录不会带过去。" | "{closed} is closed at once and for good. Its roles, tokens and second factor do not go along.";
    merged_here: "两个账号已经合并，留下的是这一个。" | "The two accounts are merged, and this is the one that stays.";
    no_code: "这个账号已经并入另一个账号，不能再登录；请给那个账号一个重设码。" | "This account was merged into another one and signs in no more: give the other one a code.";
    was_merged: "这个账号已经并入另一个账号：" | "This account was merged into another one: ";
    is_merged: "账号已经并入另一个，不能恢复。" | "The account was merged into another one and cannot be enabled.";
    same: "这是同一个账号。" | "This is the same account.";
    closed: "其中一个已经合并过，或者要留下的那个停用了。" | "One of them was merged before, or the one that would stay is disabled.";
    sits: "要关闭的账号正在考试：等考试结束再合并。" | "The account that would be closed sits an exam now: wait until it is over.";
    open_twice: "两个账号在同一门考试里都有没结束的试卷。" | "Both have a paper of one exam that is not over.";
    same_session: "两个账号在同一场次的名单里：先把其中一个移出名单。" | "Both are on the list of one session: take one of them off it first.";
    name_asked: "有一个改名申请还没有答复：先答复它。" | "A change of name was asked for and not answered: answer it first.";
    two_names: "两个证书姓名不一样：选一个。" | "The names for certificates differ: choose one.";
}
