//! Words of signing in elsewhere.

messages! {
    sign_in_with(provider): "用{provider}登录" | "Sign in with {provider}";
    title: "其他登录方式" | "Other ways to sign in";
    lead: "把您在别处的账号绑定到这里，以后就可以用它登录。" | "Link an account that you have elsewhere, and sign in with it from then on.";
    lead_of: "谁能用这些外部账号登录，谁就能进入这个账号。解绑会结束它的所有登录；用重设码或邮件链接设了新密码，也会全部解绑。"
        | "Whoever can sign in to a linked account can enter this one. Unlinking one ends all its sessions; a new password set with a code or a mailed link unlinks them all.";
    none: "还没有绑定。" | "None is linked yet.";
    bound(providers): "已绑定：{providers}" | "Linked: {providers}";
    manage: "管理其他登录方式" | "Manage other ways to sign in";
    bound_at: "绑定于" | "Linked";
    used: "上次使用" | "Last used";
    unused: "没有用过" | "Not used yet";
    bind_with(provider): "绑定{provider}" | "Link {provider}";
    bind_what: "您要到那里登录一次，回来后再确认。" | "You sign in there once, and confirm it when you are back.";
    bind_title(provider): "要绑定{provider}吗？" | "Link {provider}?";
    bind_as(name): "您在那里叫“{name}”。" | "You are called “{name}” there.";
    bind_words: "绑定以后，谁能用那个账号登录，谁就能进入您在这里的账号。" | "Whoever can sign in with that account can then enter yours here.";
    bind: "绑定" | "Link";
    done_bound: "已经绑定。" | "It is linked.";
    remove: "解绑" | "Unlink";
    remove_what(provider): "解绑：{provider}" | "Unlink: {provider}";
    removed: "已经解绑，其他设备上的登录也已结束。" | "It is unlinked, and you are signed out on your other devices.";
    remove_title(provider): "解绑{provider}" | "Unlink {provider}";
    remove_words: "解绑以后不能再用它登录这里；您在那里的账号不受影响。" | "You can no longer sign in here with it. Your account there stays as it is.";
    only_way: "这是您唯一的登录方式。请先设置一个密码，再解绑。" | "This is your only way to sign in. Set a password first, then unlink it.";
    no_password: "这个账号没有密码。有了密码，不用外部账号也能登录。" | "This account has no password. With one, you can also sign in without the linked account.";
    confirm_first: "为了确认是您本人，请先再登录一次：" | "To confirm that it is you, sign in once more:";
    confirm_with(provider): "用{provider}确认" | "Confirm with {provider}";
    confirmed: "已经确认是您本人，15 分钟内有效。" | "Confirmed. This counts for 15 minutes.";
    not_confirmed: "请先确认是您本人。" | "Please confirm first that it is you.";
    set_password: "设置密码" | "Set a password";
    there: "这个外部账号已经绑定在这里的某个账号上，或者您已经绑定了同一处的另一个。" | "That account is linked to an account here already, or you have linked another one of the same place.";
    new_title: "第一次来这里" | "Your first time here";
    new_words(provider): "{provider}已经确认了您的身份，再填两项就好。不用设密码。" | "{provider} has told us who you are. Two more fields, and no password.";
    new_known: "在这里已经有账号？" | "Do you have an account here?";
    new_bind: "用它登录，再到“个人资料”里绑定" | "Sign in with it, then link this one in your profile";
    failed_title: "没有登录" | "You are not signed in";
    not_bound_title: "没有绑定" | "It was not linked";
    stale: "等得太久了，或者这一页用过了。请从头再来一次。" | "That took too long, or this page was used before. Please begin again.";
    declined(provider): "{provider}没有让您登录，可能是您在那里取消了。" | "{provider} did not let you in. Perhaps you cancelled it there.";
    not_believed(provider): "{provider}的答复没有通过检查，为了安全没有采用。如果再试一次还是这样，请告诉管理员。"
        | "The answer of {provider} did not pass our checks and was not used. If it happens again, tell an administrator.";
    unreachable(provider): "现在连不上{provider}。请过一会儿再试，或者用密码登录。" | "{provider} cannot be reached now. Try again in a while, or use your password.";
    unknown(provider): "这里没有账号绑定您的{provider}，也不能自己开户。有账号的，请用密码登录后到“个人资料”里绑定；没有的，请找管理员。"
        | "No account here is linked to yours at {provider}, and it cannot be used to open one. If you have an account, sign in with your password and link it in your \
            profile; if not, ask an administrator.";
    closed: "这个账号已经停用，请找管理员。" | "This account is disabled. Please ask an administrator.";
    again: "回到登录页" | "Back to signing in";
    again_bind: "回到其他登录方式" | "Back to other ways to sign in";
}
