//! Words of the integrity of a sitting: Safe Exam Browser, rooms, access codes.

messages! {
    cannot_enter: "现在不能进入考场" | "You cannot enter now";
    seb_needed: "这场考试只能在 Safe Exam Browser（SEB）里开始和作答，而且要用本场考试的配置。这个浏览器没有出示正确的配置密钥。"
        | "This exam can be started and sat only in Safe Exam Browser (SEB), with the settings of this exam. This browser did not show the right Config Key.";
    seb_how: "先安装 Safe Exam Browser，再按下面的按钮：它会用本场考试的配置打开，登录后即可开始。"
        | "Install Safe Exam Browser first, then press the button: it opens with the settings of this exam. Sign in there and start.";
    saved: "已经保存的答案都在。满足要求后可以继续作答，也可以不看试卷直接交卷。" | "Everything that was saved is kept. You can go on as soon as nothing is missing, or hand in without seeing the paper.";
    seb_open: "用 SEB 打开" | "Open in SEB";
    seb_ready: "SEB 配置已经准备好" | "The settings for SEB are ready";
    seb_ready_words: "链接 5 分钟内有效，只能打开一次。没有反应时，请确认已安装 SEB，再回到考试页重新获取。"
        | "The link is good for 5 minutes and opens once. If nothing happens, check that SEB is installed and get a new one on the page of the exam.";
    seb_download: "下载配置文件" | "Download the settings";
    seb_not_asked: "这场考试不要求 Safe Exam Browser。" | "This exam does not ask for Safe Exam Browser.";
    no_session: "这个操作要在浏览器登录后进行，不能用令牌。" | "This needs a browser that is signed in, not a token.";
    outside_room(address): "这场考试只能在指定考场的网络里开始和作答。您现在的网络地址是 {address}，不在考场范围内。"
        | "This exam can be started and sat only in the network of its room. You are seen at {address}, which is outside.";
    outside_how: "请连接考场的网络后重试；如果您就在考场，请把上面的地址告诉监考人员。" | "Connect to the network of the room and try again. If you are in the room, tell the address above to the invigilator.";
    back: "返回考试页" | "Back to the exam";
    code: "考场口令" | "Access code";
    code_hint: "由监考人员在考场宣布。" | "The invigilator says it in the room.";
    code_needed: "请输入考场口令。" | "Please enter the access code.";
    code_wrong: "考场口令不对。" | "The access code is wrong.";
    code_wait(seconds): "考场口令错得太多，请 {seconds} 秒后再试。"
        | "Too many wrong access codes. Try again in {seconds} second."
        / "Too many wrong access codes. Try again in {seconds} seconds." by seconds;
    session_code_set(at): "本场次有自己的口令，{at} 设定。开考时考生要输入它。" | "This session has a code of its own, set {at}. Candidates type it to start.";
    session_code_plan: "本场次没有自己的口令；这场考试要求口令，以考试的口令为准。" | "This session has no code of its own. The exam asks for one: the exam’s code counts.";
    session_code_none: "没有口令：名单上的考生到时间就能开始。" | "No code is asked for: whoever is on the list starts when it opens.";
    session_code_new: "新口令" | "New code";
    session_code_hint(least): "至少 {least} 个字母或数字，不分大小写；按“随机生成”填入一个。已经开始的考生不受影响。"
        | "At least {least} letters or digits, in any case; Suggest one fills in a random code. Whoever has started is not asked again.";
    session_code_suggest: "随机生成" | "Suggest one";
    session_code_do: "设定口令" | "Set the code";
    session_code_replace: "换成新口令" | "Replace the code";
    session_code_remove: "取消口令" | "Remove the code";
    session_code_removed: "口令已取消。" | "The code is removed.";
    session_code_once: "只显示这一次，可以直接念或投屏；离开页面后只能换一个新的。" | "Shown this once: read it aloud or project it. Once you leave this page it can only be replaced.";
    code_form(least, most): "口令要有至少 {least} 个字母或数字，最多 {most} 个字符。" | "The code needs at least {least} letters or digits, and {most} characters at most.";
    demands: "考场要求" | "Room";
    demands_seb: "Safe Exam Browser" | "Safe Exam Browser";
    demands_room: "指定考场的网络" | "the network of the room";
    demands_code: "考场口令" | "an access code";
}
