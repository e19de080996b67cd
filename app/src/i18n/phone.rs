//! Words of short messages: the messages themselves, and where a person says what they want.

messages! {
    title: "短信通知" | "Text messages";
    both_title: "邮件和短信通知" | "Mail and text messages";
    lead: "短信只说有哪一类新消息，和本站的地址；没有分数、答案和证件号码。"
        | "A text message only says what kind of news there is, and the address of this site; it never contains scores, answers or document numbers.";
    number: "手机号" | "Phone number";
    number_hint: "大陆手机号直接写 11 位；其他号码以 + 和国家代码开头。" | "With a plus and the country, such as +44 …; a number of eleven digits is one of mainland China.";
    number_form: "请填写一个手机号，例如 13800138000 或 +44 20 7946 0958。" | "Please enter a number such as +44 20 7946 0958.";
    number_many: "今天往这个账号或这个号码发的验证码够多了，请明天再试。" | "Enough codes were sent today for this account or to this number. Please try again tomorrow.";
    ask: "发验证码" | "Send a code";
    ask_other: "换一个号码" | "Use another number";
    goes_to(number): "短信发到 {number}。" | "Text messages go to {number}.";
    waits_for(number): "验证码已经发往 {number}，15 分钟内有效。" | "A code is on its way to {number}; it works for 15 minutes.";
    code: "验证码" | "Code";
    code_hint: "短信里的 6 位数字。" | "The six digits of the message.";
    code_wrong: "验证码不对、过期了，或者试了太多次。请核对，或者再发一次。" | "The code is wrong or too old, or was tried too often. Check it, or have another one sent.";
    confirm: "确认" | "Confirm";
    remove: "不再发短信" | "Stop all text messages";
    asked: "验证码发出了。" | "The code is on its way.";
    confirmed: "手机号已经确认。" | "The number is confirmed.";
    removed: "手机号已经删除，不再发短信。" | "The number is deleted; no more text messages are sent.";
    topics: "哪些事发短信" | "What is sent by text message";
    topics_later: "确认手机号以后，这里的选择开始生效。" | "Your choices take effect once a number is confirmed.";
    topics_hint(n): "一天最多 {n} 条；站内消息总是齐全的。" | "At most {n} a day; all messages are always kept here.";

    news_from(site, topic, address): "【{site}】有关于“{topic}”的新消息，请登录查看：{address}" | "{site}: there is news for you ({topic}). Sign in to read it: {address}";
    news(topic, address): "有关于“{topic}”的新消息，请登录查看：{address}" | "There is news for you ({topic}). Sign in to read it: {address}";
    news_bare(topic): "有关于“{topic}”的新消息，请登录学习与考试系统查看。" | "There is news for you ({topic}). Sign in to read it.";
    code_from(site, code): "【{site}】验证码 {code}，15 分钟内有效。不是您本人操作，请不要理会。" | "{site}: {code} is your code. It works for 15 minutes. If you did not ask for it, do nothing.";
    code_bare(code): "验证码 {code}，15 分钟内有效。不是您本人操作，请不要理会。" | "{code} is your code. It works for 15 minutes. If you did not ask for it, do nothing.";
}
