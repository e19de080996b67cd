//! Words of results for those who may read them, of their statistics and their files.

use zhixing_domain::{grading::ResultStage, lang::Lang};

messages! {
    results: "成绩" | "Results";
    results_lead: "谁考了什么、考得怎样。成绩公布以前不显示姓名：阅卷不看人。" | "What was sat, and how it went. Until a result is released it bears no name: marking does not look at people.";
    none_yet: "还没有人交卷" | "Nothing was handed in yet";
    none_yet_words: "有人交卷后，考试和场次会列在这里：多少人考了、阅了、公布了、合格了。" | "When papers are handed in, their exams and sessions are listed here: how many were sat, marked, released and passed.";
    plan: "考试" | "Exam";
    session: "场次" | "Session";
    no_session: "不分场次" | "Without a session";
    all_sessions: "全部场次" | "All sessions";
    sat: "参考人数" | "Took it";
    marked: "已评阅" | "Marked";
    released: "已公布" | "Released";
    passed: "合格" | "Passed";
    failed: "未合格" | "Not passed";
    to_mark: "待评阅" | "To be marked";
    waits_release: "待公布" | "To be released";
    summary: "概况" | "Overview";
    mean: "平均分" | "Mean";
    median: "中位数" | "Median";
    range: "最低–最高" | "Lowest–highest";
    pass_rate: "合格率" | "Pass rate";
    pass_line(mark): "合格线 {mark}" | "Pass mark {mark}";
    distribution: "成绩分布" | "Score distribution";
    distribution_of(n, passed): "{n} 份成绩的分布，{passed} 份合格。" | "Distribution of {n} score; passed: {passed}." / "Distribution of {n} scores; passed: {passed}." by n;
    points_range: "分数" | "Score";
    count: "人数" | "Results";
    nothing_marked: "还没有评阅完的成绩。" | "No result is marked yet.";
    release_n(n): "公布 {n} 份成绩……" | "Release {n} result …" / "Release {n} results …" by n;
    release_shown(n): "公布这一场的 {n} 份成绩……" | "Release {n} result of this session …" / "Release {n} results of this session …" by n;
    released_now(n): "已公布 {n} 份成绩。" | "{n} result is released." / "{n} results are released." by n;
    left_own(n): "另有 {n} 份是您自己的，要由同事公布。" | "{n} of your own waits for a colleague." / "{n} of your own wait for a colleague." by n;
    item_statistics: "题目统计" | "Item statistics";
    list: "名单" | "Results one by one";
    find: "姓名、登录名或座位" | "Name, account name or seat";
    find_hint: "只查已公布的" | "Released results only";
    stage: "进度" | "Stage";
    verdict: "结论" | "Verdict";
    any: "全部" | "All";
    show: "筛选" | "Show";
    name: "姓名" | "Name";
    login: "登录名" | "Account name";
    seat: "座位" | "Seat";
    score: "得分" | "Score";
    anonymous: "公布后显示" | "Shown when released";
    attempt_n(n): "第 {n} 次" | "Attempt {n}";
    expired: "到时交卷" | "Time was up";
    terminated: "强制交卷" | "Ended by staff";
    sort_by(what): "按{what}排序" | "Sort by {what}";
    found(n): "共 {n} 份" | "{n} result" / "{n} results" by n;
    page_of(page, pages): "第 {page} 页，共 {pages} 页" | "Page {page} of {pages}";
    nobody: "没有符合条件的成绩" | "No result matches";
    nobody_words: "换一个条件，或者看全部。按姓名、登录名和座位只能找到已公布的成绩。" | "Choose other conditions, or look at all of them. By name, account name and seat only released results are found.";
    show_all: "看全部" | "Show all";
    export_csv: "CSV 文件" | "CSV";
    export_xlsx: "Excel 表格" | "Spreadsheet (.xlsx)";
    export_words: "导出筛选出的全部成绩，一次最多 5 万份。未公布的没有姓名。" | "All results that fit the conditions, 50,000 at most. Those that are not released have no name.";
    too_many: "超过 5 万份。请按场次或其他条件筛选后再导出。" | "More than 50,000 results. Please narrow them down, by session for example.";
    ended: "结束方式" | "How it ended";
    attempt_number: "第几次" | "Attempt";
    pass_mark: "合格线" | "Pass mark";
    released_at: "公布时间" | "Released at";
    handed_in: "交卷" | "Handed in";

    discrimination: "区分度" | "Discrimination";
    papers: "答卷" | "Papers";
    statistics_words: "得分率：得了多少分，除以能得多少分。区分度：这道题的得分与其余题目得分的相关系数（不含本题）；低于 0.2 的题不太能区分会与不会，低于 0 的常常是答案有误。答卷少于 30 份时只作参考。"
        | "Facility: points given, of those that could be. Discrimination: the correlation of this item's points with those of all the \
            others on the same paper. Below 0.2 an item hardly tells who knows from who does not; below 0 its key is often wrong. With fewer \
            than 30 papers it is only a hint.";
    plot: "得分率与区分度" | "Facility and discrimination";
    plot_of(n, low): "{n} 道题的得分率与区分度，{low} 道区分度低于 0.2，图上标有表里的序号。"
        | "Facility and discrimination of {n} item; below 0.2: {low}, with the number of their row."
        / "Facility and discrimination of {n} items; below 0.2: {low}, with the number of their row." by n;
    number: "序号" | "No.";
    look: "请检查" | "Look at it";
    plot_dot(title, facility, discrimination): "{title}：得分率 {facility}，区分度 {discrimination}" | "{title}: facility {facility}, discrimination {discrimination}";
    discrimination_n(n): "区分度 {n}" | "discrimination {n}";
    no_number: "算不出" | "not known";
    chosen: "各选项被选情况" | "What was chosen";
    chosen_of(n, share): "{n} 份，{share}" | "{n} · {share}";
    said_nothing: "没有作答" | "Not answered";
    is_right: "正确答案" | "Right";
    given: "得分分布" | "Points earned";
    given_of(n): "{n} 份答卷在这道题上得了几成分。" | "Which share of its points {n} paper earned." / "Which share of its points {n} papers earned." by n;
    share: "得分占比" | "Share of the points";
    share_all: "满分" | "All";
    share_none: "不到 10%" | "Below 10%";
    share_from(low, high): "{low}%–{high}%" | "{low}%–{high}%";
}

/// How far a result is.
pub fn stage_word(stage: ResultStage, lang: Lang) -> &'static str {
    match stage {
        ResultStage::ToMark => to_mark(lang),
        ResultStage::Marked => waits_release(lang),
        ResultStage::Released => released(lang),
    }
}
