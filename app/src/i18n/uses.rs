//! Words of where a file of a course is used.

messages! {
    title: "用在哪里" | "Where it is used";
    may_draw(n, all): "{all} 道题里可以抽到 {n} 道" | "may draw {n} of {all} item" / "may draw {n} of {all} items" by all;
    links: "这些地方链接到这一课。改名或删除之后，链接就断了。" | "These places lead to the lesson. Once it has another name, or is deleted, they lead nowhere.";
    courses: "这些课程按这个标准教。" | "These courses follow the standard.";
    no_courses: "还没有课程用到这个标准。" | "No course follows this standard yet.";
    idle(n): "{n} 道题没有方案会抽到" | "no plan draws {n} item" / "no plan draws {n} items" by n;
    more(n): "还有 {n} 道" | "and {n} more";
    each: "逐题查看" | "Item by item";
    item: "试题" | "Item";
    plans: "可以抽到它的方案" | "Plans that may draw it";
    sessions: "还没有结束的考试场次" | "Exam sessions that have not ended";
    no_sessions: "没有排定的考试场次。" | "No exam session is planned with it.";
}
