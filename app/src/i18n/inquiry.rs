//! Words of what learners ask about a lesson and what teachers answer.

messages! {
    section: "提问与回答" | "Questions and answers";
    ask: "向老师提问" | "Ask the teachers";
    ask_about_item: "对这道题有疑问？问老师" | "A question about this item? Ask the teachers";
    about: "关于" | "About";
    whole_lesson: "整课" | "the whole lesson";
    practice_n(n, title): "练习 {n}：{title}" | "Practice {n}: {title}";
    your_question: "您的问题" | "Your question";
    hint: "只有您和这门课的老师看得到。老师可以把问题和回答给所有人看，那时不写您的名字。" | "You and the teachers of this course alone see it. A teacher may show question and answer to everybody, without your name.";
    send: "提问" | "Ask";
    ask_on: "接着问" | "Ask on";
    take_back: "撤回" | "Take back";
    take_back_what(words): "撤回：{words}" | "Take back: {words}";
    you: "您问的" | "You asked";
    somebody: "有学员问" | "A learner asked";
    answered: "老师的回答" | "A teacher answers";
    waits: "等待回答" | "Waiting for an answer";
    private: "只有您和老师看得到" | "Seen by you and the teachers alone";
    private_to_asker: "只有提问的人和老师看得到" | "Seen by the asker and the teachers alone";
    public: "所有人看得到" | "Seen by everybody";
    your_answer: "您的回答" | "Your answer";
    answer_hint: "可以用 Markdown。" | "Markdown is fine.";
    who_sees: "给谁看" | "Who sees it";
    asker_alone: "只给提问的人" | "the asker alone";
    everybody: "给所有人看，不写提问人的名字" | "everybody, without the asker’s name";
    answer: "回答" | "Answer";
    show_all: "给所有人看" | "Show to everybody";
    show_asker: "只给提问的人看" | "Show to the asker alone";
    was_asked: "已发送：问题已经交给老师，回答以后会有消息通知您。" | "Sent: your question is with the teachers. A message will tell you when it is answered.";
    was_answered: "已发送：提问的学员会收到消息，从消息里直接来看这个回答。" | "Sent: the learner gets a message that leads to this answer.";
    was_answered_all: "已发送：提问的学员会收到消息，读这一课的人也都看得到。" | "Sent: the learner gets a message, and everybody who reads this lesson sees the answer.";
    was_shown_all: "已保存：现在所有人都看得到。" | "Saved: everybody sees it now.";
    was_shown_asker: "已保存：现在只有提问的学员看得到。" | "Saved: the asker alone sees it now.";
    hidden_now: "您正在考试：练习题的问答考完再看。" | "While you sit an exam, answers about practice are not shown.";

    to_open: "看其他待回答的提问" | "Other questions to answer";
    see_item: "看这道题" | "See the item";
    open: "待回答的提问" | "Questions to answer";
    open_n(n): "待回答的提问（{n}）" | "Questions to answer ({n})";
    open_lead: "学员在课文和练习里问的。点开一条，在那一课里直接回答。" | "What learners ask about lessons and practice. Open one to answer it right in the lesson.";
    none: "没有待回答的提问" | "No question waits";
    none_words: "学员提问以后会出现在这里，也会写在首页上。" | "When a learner asks, it appears here and on your home page.";
    to_workshop: "去备课" | "To the workshop";

    no_place: "这一课里没有这个地方，请刷新页面再问。" | "The lesson has no such place. Load the page again, then ask.";
    words_form(most): "请写 1 到 {most} 个字。" | "Write 1 to {most} characters.";
    too_many: "您今天已经提了很多问题，请明天再问。" | "You have asked many questions today. Please come back tomorrow.";
    full: "这门课待回答的问题太多了，请过几天再问。" | "Too many questions of this course wait for an answer. Please ask again in some days.";
    still_waits: "上一个问题还没有回答，回答以后才能接着问。" | "The question before has no answer yet. You can ask on once it has.";
    followed: "这个回答已经追问过了。可以另提一个问题。" | "You have asked on about this answer already. You can ask a new question.";
    is_answered: "这个问题已经回答了。" | "This question is answered already.";
}
