//! Words of what comes before a publication: what changed, what a colleague says of it, and a time that is set for it.

use zhixing_domain::{
    lang::Lang,
    workshop::schedule::{ScheduleEnd, StayedWhy},
};

messages! {
    differences: "改了什么" | "What changed";
    differences_lead: "和已发布的内容逐字相比。点行号可以对那一行写评语。" | "Compared with what is published, word by word. Choose the number of a line to remark on it.";
    differences_only: "和已发布的内容逐字相比。" | "Compared with what is published, word by word.";
    file_new: "新文件" | "new file";
    file_goes: "撤下" | "goes";
    too_many(n): "还有 {n} 个文件没有列出，请从上面的列表打开。" | "{n} more file is not shown: open it from the list above." / "{n} more files are not shown: open them from the list above." by n;
    remark_on(n): "对第 {n} 行写评语" | "Remark on line {n}";
    more_lines(n): "（后面还有 {n} 行，请打开文件来看）" | "({n} more line: open the file to see it)" / "({n} more lines: open the file to see them)" by n;
    waits_for(who): "在等{who}看。" | "This waits for {who}.";
    whom: "请谁看" | "Whom to ask";
    whom_any: "谁都可以" | "Any of them";
    is_decided: "同事看过这些改动，已经同意或者退回了。改过之后再请人看。" | "A colleague has approved these changes, or sent them back. Change something, then ask again.";
    whom_form: "请从能审阅这门课的同事里选一位。" | "Choose a colleague who may review this course.";
    word: "说一句" | "A word";
    word_hint: "写给请您看的人；退回时请说明要改什么。" | "For whoever asked; where you send it back, say what is to be mended.";
    word_form: "退回时请写一句要改什么，最多 1000 字。" | "Say what is to be mended when you send it back, in 1,000 characters at most.";
    word_of(who): "{who}：" | "{who}: ";
    asked_other: "这次请的是另一位同事，由对方决定。您可以写评语。" | "Another colleague was asked, and decides. You can remark on lines.";
    holds_no_more: "同意的同事现在不能审阅这门课了，要重新请人看。" | "The colleague who approved may not review this course any more: ask anew.";
    ask_another: "改请另一位" | "Ask somebody else instead";
    called(name, login): "{name}（{login}）" | "{name} ({login})";
    publishes(owners): "您可以看，不能发布。能发布的是：{owners}。" | "You can look at this and do not publish it. It is published by {owners}.";
    have_seen_title(course): "请人看“{course}”的改动" | "Have the changes of “{course}” looked over";
    look_title(course): "“{course}”要发布的改动" | "What is to be published of “{course}”";
    have_seen_n(n): "请人看（{n} 处改动）" | "Have {n} change looked over" / "Have {n} changes looked over" by n;
    look_n(n): "看改动（{n} 处）" | "See {n} change" / "See {n} changes" by n;
    only_owners: "负责人才能发布。请负责人或同事看一看。" | "An owner publishes. Ask one, or a colleague, to look it over.";

    at_a_time: "定时发布" | "Publish at a time";
    at: "发布的时间" | "When";
    at_form: "请写一个将来的时间，最多一年以后。" | "Give a time that is still to come, within a year.";
    schedule: "到时发布" | "Publish then";
    schedule_words: "发布的就是现在看到的这些改动；之后再存的仍是草稿。到时会再检查一遍，查出问题就不发布，并给您发消息。"
        | "What you see now is published then; what is saved afterwards stays a draft. It is checked again at that time: where something is wrong it \
           is not published, and you get a message.";
    scheduled(at, zone, who): "{who}定在 {at} 发布这门课的改动。时区：{zone}。" | "{who} set changes of this course to be published on {at}. Time zone: {zone}.";
    unschedule: "取消定时发布" | "Take it back";
    due_at(at): "定于 {at} 发布" | "to be published {at}";
    was_scheduled: "已经定好。" | "It is set.";
    was_asked: "已经请同事看了。" | "Your colleague was asked.";
    was_remarked: "评语已经记下。" | "Your remark is kept.";
    was_approved: "您同意了这些改动。" | "You approved these changes.";
    was_sent_back: "已经退回，写的人会看到您的话。" | "It was sent back, with your word.";
    was_unscheduled: "已经取消。" | "It was taken back.";
    no_schedule: "没有定时发布可以取消：可能已经发布，或者别人取消了。" | "There is nothing to take back: it was published, or somebody else took it back.";

    stayed_errors: "到时检查出了错误。" | "There were errors when it was checked again.";
    stayed_elsewhere: "其中有文件后来又从别处发布过。" | "A file of it was published from elsewhere meanwhile.";
    stayed_given_up: "其中有草稿后来被放弃了。" | "A draft of it was given up meanwhile.";
    stayed_unapproved: "还没有同事同意。" | "No colleague has approved it.";
    stayed_removes: "会撤下的内容比定时的时候多。" | "More would have gone from the site than when it was set.";
    stayed_no_right: "定时的人已经不是这门课的负责人。" | "Whoever set it does not own the course any more.";
    ended_published: "同事先发布了这门课，或者回到了从前的一次发布。" | "A colleague published the course before, or went back to an earlier publication.";
    ended_another: "同事另定了时间。" | "A colleague set another time.";
    ended_taken_back: "同事取消了定时发布。" | "A colleague took it back.";
}

/// Why it was not published; of a later build its own word.
pub fn stayed_word(why: &str, lang: Lang) -> String {
    let Some(known) = StayedWhy::from_code(why) else { return why.to_string() };
    let word = match known {
        StayedWhy::Errors => stayed_errors,
        StayedWhy::Elsewhere => stayed_elsewhere,
        StayedWhy::GivenUp => stayed_given_up,
        StayedWhy::Unapproved => stayed_unapproved,
        StayedWhy::Removes => stayed_removes,
        StayedWhy::NoRight => stayed_no_right,
    };
    word(lang).to_string()
}

/// How a time that was set ended; of a later build its own word.
pub fn ended_word(how: &str, lang: Lang) -> String {
    let Some(known) = ScheduleEnd::from_code(how) else { return how.to_string() };
    let word = match known {
        ScheduleEnd::Published => ended_published,
        ScheduleEnd::Another => ended_another,
        ScheduleEnd::TakenBack => ended_taken_back,
    };
    word(lang).to_string()
}
