//! Words for what goes wrong.

messages! {
    not_found: "没有这一页" | "There is no such page";
    not_found_detail: "地址可能写错了，也可能您没有查看的权限。" | "The address may be mistyped, or you may not have the right to see it.";
    sign_in_first: "请先登录" | "Please sign in";
    sign_in_detail: "这里需要登录以后才能查看。" | "This needs you to be signed in.";
    refused: "现在不能这样做" | "Not possible now";
    invalid: "内容有误" | "Something is not right";
    busy: "稍等一下" | "One moment";
    busy_detail(seconds): "现在访问的人很多，请在 {seconds} 秒后再试。您的内容没有丢失。" | "Many people are here at once. Please try again in {seconds} seconds. Nothing you typed was lost.";
    broken: "出了问题" | "Something went wrong";
    broken_detail(reference): "这是我们的问题，已经记下。编号：{reference}" | "This is our fault, and it has been noted. Reference: {reference}";
    to_correct(n): "有 {n} 处需要改正" | "{n} to correct";
    home: "回到首页" | "Back to the first page";
    form_unreadable: "表单的内容读不懂。" | "The form cannot be read.";
    slow_down(seconds): "您的操作太频繁，请在 {seconds} 秒后再试。您的内容没有丢失。" | "That was too much at once. Please try again in {seconds} seconds. Nothing you typed was lost.";
    slow_down_title: "请慢一点" | "A little slower, please";
    stopped_half_way(done): "做到一半停下了：前 {done} 项已经完成，其余还没有做。请再做一次，已经完成的不会重复。" | "This stopped half way: the first {done} are done, the rest is not. Please do it again: nobody gets it twice.";
    own_case: "这项决定涉及您自己的考试、账号或证书，必须由同事来做。" | "This decision reaches your own attempt, account or certificate: a colleague must take it.";
    last_administrator: "这样就没有管理员了。请先让另一位同事成为管理员。" | "Nobody would be left who administers. Make a colleague an administrator first.";
    needs_session: "这件事要先登录再做，不能用访问令牌。" | "This is done by somebody who is signed in, not with an access token.";
    read_only_token: "这个访问令牌只能读取。" | "This access token may only read.";
    too_large: "上传的内容太大。" | "What you sent is too large.";
}
