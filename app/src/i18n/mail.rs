//! Words of mail: the letters themselves, where a person says what they want, and the page that a letter's link opens.

use zhixing_domain::{lang::Lang, message::MailChoice};

messages! {
    title: "邮件通知" | "Mail";
    lead: "消息总在站内。留下邮箱，重要的事还会发邮件；邮件里没有分数、答案和证件号码。"
        | "Messages are always kept here. With an address you get mail as well; it never contains scores, answers or document numbers.";
    place: "邮件发到哪里" | "Where mail goes";
    address: "邮箱" | "E-mail address";
    address_hint: "我们先发一封确认信；您点开其中的链接之前，不会往那里发别的。" | "First we send a letter to confirm it; nothing else goes there until you open its link.";
    address_form: "请填写一个邮箱，例如 name@example.cn。" | "Please enter an address such as name@example.com.";
    address_many: "今天往这个账号或这个邮箱发的确认信够多了，请明天再试。" | "Enough confirmation letters were sent today for this account or to this address. Please try again tomorrow.";
    ask: "发确认信" | "Send the letter";
    ask_other: "换一个邮箱" | "Use another address";
    remove: "不再用邮件通知" | "Stop all mail";
    goes_to(address): "邮件发到 {address}。" | "Mail goes to {address}.";
    waits_for(address): "确认信已经发往 {address}，24 小时内有效。没收到的话，请看看垃圾邮件。"
        | "A confirmation letter is on its way to {address}; its link works for 24 hours. If it does not arrive, look in your spam folder.";
    asked: "确认信发出了。" | "The letter is on its way.";
    removed: "邮箱已经删除，不再发邮件。" | "The address is deleted; no more mail is sent.";
    choices: "哪些事发邮件" | "What is sent by mail";
    choices_later: "确认邮箱以后，这里的选择开始生效。" | "Your choices take effect once an address is confirmed.";
    at_once: "马上" | "At once";
    digest: "每天汇总一封" | "Once a day";
    never: "不发" | "Never";
    always: "总是马上发，不能关掉。" | "Always at once; this cannot be switched off.";

    confirm_title: "确认这个邮箱" | "Confirm this address";
    confirm_words(address, login): "点下面的按钮，账号 {login} 的通知今后发到 {address}。" | "Press the button, and mail for the account {login} goes to {address} from now on.";
    confirm_do: "确认" | "Confirm";
    confirmed: "邮箱已经确认" | "The address is confirmed";
    confirmed_words: "今后的通知会发到这里。" | "From now on, mail comes here.";
    link_over: "这个链接不能用了" | "This link no longer works";
    link_over_words: "它用过了，或者过了 24 小时，或者后来换了别的邮箱。请登录后在“邮件通知”里再发一次。"
        | "It was used already, is older than 24 hours, or another address was given since. Sign in and send a new letter under Mail.";
    unsubscribe_title(topic): "不再收关于“{topic}”的邮件" | "No more mail about: {topic}";
    unsubscribe_words: "消息仍然会写在站内。" | "Messages are still kept on the site.";
    unsubscribe_do: "退订" | "Unsubscribe";
    unsubscribed: "已经退订" | "You are unsubscribed";
    to_site: "返回首页" | "Home";

    hello(name): "{name}，您好：" | "Hello {name},";
    look_here: "在这里查看（需要登录）：" | "See it here (you will be asked to sign in):";
    look: "登录后查看" | "Sign in and see";
    footer(site): "这封信由{site}自动发出，请不要回复。" | "{site} sent this letter automatically; please do not reply.";
    settings_here: "修改邮件通知：" | "Change what is sent by mail:";
    unsubscribe_here: "不再收这一类邮件：" | "No more mail of this kind:";
    site_of(issuer): "{issuer}的学习与考试系统" | "The learning and exam site of {issuer}";
    digest_subject(n): "{n} 条新消息" | "{n} new message" / "{n} new messages" by n;
    digest_lead: "昨天以来与您有关的事：" | "What concerns you since yesterday:";
    confirm_subject: "请确认您的邮箱" | "Please confirm your address";
    confirm_body(login): "有人在本站的账号 {login} 里填写了这个邮箱。如果是您，请在 24 小时内打开下面的链接确认；不是的话，不用理会，不会再有信来。"
        | "Somebody entered this address in the account {login}. If it was you, open this link within 24 hours to confirm it. If not, do nothing: no more letters will come.";
}

/// What a choice is called.
pub const fn choice(choice: MailChoice, lang: Lang) -> &'static str {
    match choice {
        MailChoice::AtOnce => at_once(lang),
        MailChoice::Digest => digest(lang),
        MailChoice::Never => never(lang),
    }
}
