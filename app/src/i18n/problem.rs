//! Words for what goes wrong.

messages! {
    not_found: "没有这一页" | "There is no such page";
    not_found_detail: "地址可能写错了，页面可能已经移走，也可能您没有查看的权限。" | "The address may be mistyped, the page may have gone, or you may not have the right to see it.";
    sign_in_first: "请先登录" | "Please sign in";
    sign_in_detail: "这里需要登录以后才能查看。" | "This needs you to be signed in.";
    refused: "现在不能这样做" | "Not possible now";
    not_open_title: "考试还没有开放" | "The exam is not open yet";
    exam_running_title: "考试进行中" | "You are sitting an exam";
    invalid: "内容有误" | "Something is not right";
    busy: "稍等一下" | "One moment";
    busy_detail(seconds): "现在访问的人很多，请在 {seconds} 秒后再试。您的内容没有丢失。"
        | "Many people are here at once. Please try again in {seconds} second. Nothing you typed was lost."
        / "Many people are here at once. Please try again in {seconds} seconds. Nothing you typed was lost." by seconds;
    broken: "出了问题" | "Something went wrong";
    broken_detail(reference): "这是我们的问题，已经记下。编号：{reference}" | "This is our fault, and it has been noted. Reference: {reference}";
    to_correct(n): "有 {n} 处需要改正" | "{n} thing to fix" / "{n} things to fix" by n;
    home: "返回首页" | "Home";
    form_unreadable: "表单的内容读不懂。" | "The form cannot be read.";
    slow_down(seconds): "您的操作太频繁，请在 {seconds} 秒后再试。您的内容没有丢失。"
        | "That was too much at once. Please try again in {seconds} second. Nothing you typed was lost."
        / "That was too much at once. Please try again in {seconds} seconds. Nothing you typed was lost." by seconds;
    slow_down_title: "请慢一点" | "A little slower, please";
    stopped_half_way(done): "做到一半停下了：前 {done} 项已经完成，其余还没有做。请再做一次，已经完成的不会重复。"
        | "This stopped half way: the first {done} are done, the rest is not. Please do it again: nobody gets it twice.";
    own_case: "这项决定涉及您自己的考试、账号或证书，必须由同事来做。" | "This decision reaches your own attempt, account or certificate: a colleague must take it.";
    last_administrator: "这样就没有管理员了。请先让另一位同事成为管理员。" | "Nobody would be left who administers. Make a colleague an administrator first.";
    needs_session: "这件事要先登录再做，不能用访问令牌。" | "This is done by somebody who is signed in, not with an access token.";
    read_only_token: "这个访问令牌只能读取。" | "This access token may only read.";
    too_large: "发送的内容太大，没有收下。请缩小以后再试。" | "What you sent is too large and was not taken. Please make it smaller and try again.";
    cross_site: "这个请求来自别的网站，或者页面打开得太久，没有执行。请返回页面，重新操作。"
        | "This request came from another site, or from a page that is too old, and was not carried out. Please go back to the page and do it again.";
    no_page: "这个地址只接收表单，不能直接打开。请从有这个表单的页面进入。" | "This address takes a form and cannot be opened by itself. Please go to the page that has the form.";
    unsupported_type: "发来的内容不是这里能读的类型，没有收下。" | "What was sent is not of a type that is read here, and was not taken.";
    timeout: "内容没有及时到齐，网络可能太慢。请再试一次。" | "It did not arrive whole in time; the network may be slow. Please try again.";
    misdirected: "这台服务器不以这个名字提供服务。请用正式的网址访问。" | "This server does not go by this name. Please use the address that you were given.";
    unreadable: "请求的内容读不懂。" | "The request cannot be read.";
    send_json: "请用 Content-Type: application/json 发送 JSON。" | "Please send JSON with Content-Type: application/json.";
    json_unreadable: "请求的 JSON 读不懂。" | "The JSON cannot be read.";
    json_unfit(said): "请求的 JSON 内容不对：{said}" | "The JSON does not fit: {said}";
    head_too_large_title: "浏览器发来的太多" | "Your browser sent too much";
    head_too_large: "打开这一页时，浏览器附带的内容超过了服务器能读的长度，多半是 Cookie 太多，或者地址太长。请删除本站的 Cookie，再打开一次；需要重新登录，已保存的内容都还在。"
        | "With its request the browser sent more than this server reads: mostly too many cookies, or an address that is too long. Please \
            delete the cookies of this site and open it again. You will have to sign in anew; all that was saved is there.";
    too_large_title: "内容太大" | "Too large";
    no_page_title: "这里不能直接打开" | "Not a page by itself";
    cross_site_title: "没有执行" | "Not carried out";
    timeout_title: "没有收全" | "It did not arrive whole";
    unreadable_title: "内容读不懂" | "It cannot be read";
    unavailable: "暂时不能存取" | "Out of reach for a moment";
    unavailable_detail(seconds): "服务器现在读不到、也存不下内容。这是我们的问题，已经记下。请在 {seconds} 秒后再试；显示“已保存”的都还在。"
        | "The server can neither read nor store at this moment. This is our fault, and it has been noted. Please try again in {seconds} \
            second; all that was shown as saved is there."
        / "The server can neither read nor store at this moment. This is our fault, and it has been noted. Please try again in {seconds} \
            seconds; all that was shown as saved is there." by seconds;
    sent_again: "刚才填写的内容：刷新这一页会再发送一次；按浏览器的“后退”，一般也还在原来的页面上。" | "What you filled in: reloading this page sends it once more, and your browser’s Back button usually still has it.";
    back: "返回刚才的页面" | "Back to the page before";
    again: "再试一次" | "Try again";
    to_sign_in: "登录" | "Sign in";
}
