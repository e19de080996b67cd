//! Words of what is kept about a person, as they take it with them.

messages! {
    title: "我的数据" | "My data";
    lead: "这里保存的关于您的一切，一个压缩包：资料、登录、考试和作答、已公布的成绩、证书文件、学习进度、错题本、提问、消息、记录。"
        | "Everything that is kept about you in one archive: account, sessions, exams with your answers, released results, certificates with \
            their files, progress, notebook, questions, messages and history.";
    take: "下载我的数据" | "Download my data";
    file_about(who, when): "{who} 的数据，取于 {when}。" | "The data of {who}, taken on {when}.";
    file_keys: "没有正确答案，没有未公布的成绩，也没有别人的数据。" | "It holds no answer keys, no results before their release, and nobody else’s data.";
    file_form: "文件是 JSON（UTF-8），时间带时区；证书是颁发时的原文件。" | "The files are JSON (UTF-8), with time zones; certificates are the files as issued.";
    file_account: "账号：登录名、称呼、证书姓名、角色、绑定的外部账号、邮箱和提醒的选择" | "account: account name, names, roles, accounts elsewhere that are bound, mail address and choices";
    file_sessions: "在哪些设备上登录着，有哪些访问令牌（名称，不含令牌本身）" | "devices that are signed in, and access tokens by name";
    file_attempts: "每次考试、您的作答，以及已公布的成绩" | "each attempt with your answers, and its result where it is released";
    file_seats: "排定的考试场次和给您的便利" | "exam sessions that you are listed for, with what was agreed for you";
    file_certificates: "证书上写的内容；同名文件夹里是原文件" | "what your certificates say; their files are in the folder of the same name";
    file_lessons: "读过和学完的课" | "lessons that you have read and finished";
    file_notebook: "错题本" | "the notebook of items that you got wrong";
    file_practice: "做过的练习和次数" | "practice that you tried, and how often";
    file_repetitions: "练过的题什么时候再复习" | "when items that you practised are asked again";
    file_questions: "您在课里提的问题和老师的回答" | "questions that you asked about lessons, with their answers";
    file_messages: "发给您的消息" | "messages to you";
    file_events: "记录：您的账号和考试发生过什么" | "history: what happened to your account and your attempts";
    file_left(n): "证书文件太多，有 {n} 份不在这里；在证书页下载。"
        | "{n} file of a certificate is too much for this archive: find it on the page of certificates."
        / "{n} files of certificates are too much for this archive: find them on the page of certificates." by n;
}
