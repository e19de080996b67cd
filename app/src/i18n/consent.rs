//! Words of what people agree to, of the site's own pages, and of who runs it.

messages! {
    privacy: "隐私" | "Privacy";
    terms: "使用条款" | "Terms";
    help: "帮助" | "Help";
    agree_before: "我已阅读并同意" | "I have read and agree to";
    agree_privacy: "隐私说明" | "the privacy notice";
    and: "和" | "and";
    agree_terms: "使用条款" | "the terms of use";
    agree_after: "。" | ".";
    agree_needed: "请先阅读并同意隐私说明和使用条款。" | "Please read and agree to the privacy notice and the terms of use.";
    texts_changed: "隐私说明或使用条款刚刚更新，请看新的文本再同意。" | "The privacy notice or the terms have just changed. Please read the new texts, then agree.";
    title: "隐私和条款" | "Privacy and terms";
    asked: "您还没有同意过隐私说明和使用条款。请阅读后选择是否同意。" | "You have not agreed to the privacy notice and the terms of use yet. Please read them, and confirm here if you agree.";
    asked_again: "隐私说明或使用条款有了新的版本。请阅读后选择是否同意。" | "There is a new edition of the privacy notice or the terms of use. Please read it, and confirm here if you agree.";
    agree: "同意" | "I agree";
    noted: "已记下。" | "Noted.";
    agreed_on: "同意于" | "Agreed on";
    agreed_current: "是现在的版本" | "this is the current version";
    agreed_earlier: "之后文本有更新" | "the texts have changed since then";
    run_by(name): "由{name}运行" | "Run by {name}";
    who: "运行和联系" | "Who runs this site";
    ask_us: "帮助里没有说到的，请按这里的联系方式问我们。" | "Ask us here about anything that the help does not say.";
    set_contact: "还没有写明联系方式：忘了密码、看不懂帮助的人不知道问谁。" | "No contact is given yet: whoever forgot a password, or needs help, does not know whom to ask.";
    no_contact: "这个网站还没有写明联系方式，请向给您账号或组织考试的机构询问。" | "No contact is given here yet. Please ask the agency that gave you your account or holds the exam.";
    about_site: "读免费的数字技能课，参加限时考试，拿到人人可查验的电子证书。" | "Free courses in digital skills, fair timed exams, and electronic certificates that anyone can verify.";
    share_alt: "知行：学会、考过、带走证书" | "Zhixing: learn, prove it, carry the certificate";
}
