//! Words of the exam: waiting, sitting, handing in, the receipt and the result.

use std::fmt::Display;
use zhixing_domain::{lang::Lang, question::Remark, text::number::NotNumber};

messages! {
    understood: "知道了" | "Understood";
    staff_says(text): "监考员：{text}" | "Invigilators: {text}";
    only_left(at, left): "{at} 截止：现在开始只有 {left}。" | "It closes at {at}: whoever starts now has {left}.";
    under_a_minute: "不到 1 分钟" | "less than a minute";
    bell_in(time): "距开考 {time}" | "Opens in {time}";
    given_more(time): "已为您延长 {time}。" | "You have {time} more.";
    taken_back(time): "收回了延长的 {time}。" | "{time} of the extra time taken back.";
    bell_now: "可以开始了" | "You may start";
    paper_here: "试卷已加密存放在本机，开考时不用再下载。" | "The paper lies encrypted on this device; nothing more has to be fetched at the start.";
    keep_open: "请保持页面打开：到点后按“开始考试”。" | "Keep this page open, and press Start then.";
    it_opens(at, zone): "开考时间：{at}，{zone}。" | "It opens on {at}, {zone}.";
    reload_then: "脚本没有运行，这一页不会自己更新：到时请刷新，再开始考试。" | "Scripts are not running, and this page does not change by itself: reload it at that time, then start.";
    paper_coming: "正在下载加密的试卷……" | "Fetching the encrypted paper …";
    // types of item
    single: "单选题" | "Single choice";
    multiple: "多选题" | "Multiple choice";
    truefalse: "判断题" | "True or false";
    numeric: "数值题" | "Number";
    short: "短答题" | "Short answer";
    cloze: "填空题" | "Fill in";
    ordering: "排序题" | "Ordering";
    matching: "匹配题" | "Matching";
    essay: "论述题" | "Essay";
    // controls
    choose: "请选择" | "Choose";
    choose_one: "选一个答案" | "Choose one answer";
    choose_all: "选出所有正确的答案" | "Choose every right answer";
    true_or_false: "正确还是错误" | "True or false";
    is_true: "正确" | "True";
    is_false: "错误" | "False";
    answer: "答案" | "Answer";
    your_answer: "您的回答" | "Your answer";
    remark_comma: "逗号只用来分隔千位（1,000），小数请用点（12.5）。照现在这样写，不算一个数。" | "A comma only separates thousands (1,000); a fraction has a point (12.5). As it stands this is no number.";
    remark_unit: "请只填数，不填单位。照现在这样写，不算一个数。" | "Please type the number alone, without a unit. As it stands this is no number.";
    remark_other_unit(unit): "单位是 {unit}，请换算后只填数。照现在这样写，不算一个数。" | "The unit is {unit}: please convert, and type the number alone. As it stands this is no number.";
    remark_other: "这不像一个数。请只填数，例如 12.5。" | "This does not look like a number. Please type a number alone, such as 12.5.";
    number_hint: "填一个数，可以有小数。" | "A number, with decimals if needed.";
    gap(n): "第 {n} 空" | "Gap {n}";
    place(n): "第 {n} 位" | "Place {n}";
    move_up(what): "上移：{what}" | "Move up: {what}";
    move_down(what): "下移：{what}" | "Move down: {what}";
    ordering_hint: "为每一项选它的位次。" | "Choose the place of each entry.";
    ordering_drag: "也可以拖动：用鼠标拖整行，用手指拖点状把手。" | " Or drag it: with a mouse anywhere, with a finger by the dots.";
    characters(n): "已写 {n} 字" | "{n} character" / "{n} characters" by n;
    unanswered: "未作答" | "Not answered";
    // list and waiting page
    exams: "考试" | "Exams";
    exams_lead: "正式考试计入成绩，合格后颁发证书；模拟考试不限次数，错题收进错题本。"
        | "An exam counts, and a certificate follows a pass. A mock may be sat as often as you wish; its mistakes go to your notebook.";
    exam: "正式考试" | "Exam";
    mock: "模拟考试" | "Mock";
    mine: "我的考试记录" | "My attempts";
    none_yet: "还没有考过" | "None yet";
    none_yet_words: "先做一次模拟考试，熟悉题型和时间。" | "Sit a mock first, to get to know the items and the time.";
    about_exam: "考试须知" | "Before you start";
    rules: "规则" | "Rules";
    session: "场次" | "Session";
    seat: "考场座位" | "Room and seat";
    own_terms(plan, own): "（考试规定 {plan}，为您商定 {own}）" | "(the exam’s own {plan}; agreed for you: {own})";
    window_takes(left, lost): "开放时间到点就结束，最多只能用 {left}，少 {lost}。请在开考前联系监考员。"
        | "The window closes before that: {left} at most, {lost} fewer. Tell the invigilators before the start.";
    by_list: "按场次名单" | "By the list of a session";
    limit: "时长" | "Time";
    items: "题数" | "Items";
    points: "满分" | "Full marks";
    pass_mark: "合格线" | "Pass mark";
    pass_of_100(n): "{n} 分（满分 100）" | "{n} of 100";
    attempts: "次数" | "Attempts";
    attempts_left(left, all): "还有 {left} 次，共 {all} 次" | "{left} of {all} left";
    unlimited: "不限" | "Unlimited";
    window: "开放时间" | "Open";
    always_open: "随时" | "at any time";
    from(at): "{at} 起" | "From {at}";
    until(at): "{at} 止" | "Until {at}";
    result_when: "成绩" | "Result";
    result_at_once: "交卷后立即公布" | "At once when you hand in";
    result_by_staff: "考评员审定后公布" | "When an examiner releases it";
    device: "设备检查" | "Device check";
    device_script: "自动保存：作答时随时保存" | "Saving: answers save themselves as you go";
    device_script_off: "脚本没有运行。您仍可以考试：请用页面上的“保存答案”按钮。" | "Scripts are not running. You can sit the exam all the same: use the Save answers button.";
    device_storage: "本机存储：断网时答案先存在这台设备上" | "Storage: answers wait on this device through an outage";
    device_clock: "网络与时间：以服务器时间为准" | "Network and time: the server's clock counts";
    checking: "正在检查" | "Checking";
    ready: "正常" | "Ready";
    not_ready: "不可用" | "Not available";
    start: "开始考试" | "Start";
    go_on: "继续作答" | "Go on";
    starts_clock: "按下按钮即开始计时，时间不会因为关闭页面而停止。" | "The time starts when you press the button and does not stop when you close the page.";
    honesty: "我将独立完成考试，不使用未经许可的资料和帮助。" | "I will work alone, without help or material that is not allowed.";
    honesty_needed: "请先确认诚信承诺。" | "Please confirm the pledge first.";
    // refusals
    not_open_yet(at, zone): "考试还没有开放，开放时间：{at}，{zone}。" | "Not open yet. It opens on {at}, {zone}.";
    window_closed(at, zone): "考试已经关闭，关闭时间：{at}，{zone}。" | "It closed on {at}, {zone}.";
    no_attempt_left(n): "允许的 {n} 次机会都已用完。" | "The {n} attempt that was allowed is used." / "All {n} attempts are used." by n;
    waits_for_exam: "您正在参加这门课程的考试：练习、模拟考试、错题本和答案解析等考试结束后再看。请返回考试继续作答。"
        | "You are sitting an exam of this course: practice, mocks, the notebook and explanations wait until it is over. Please go back to the exam.";
    keys_from(at, zone): "这场考试到{zone} {at} 全部结束，答案和解析从那时起可以查看。" | "This exam is over for everybody on {at}, {zone}; answers and explanations can be seen from then on.";
    keys_when_ended: "还有考生在作答，等大家都考完以后可以查看答案和解析。" | "Somebody is still sitting this exam. Answers and explanations can be seen when everybody has finished.";
    keys_never: "这场考试一直开放，所以不公布答案和解析。模拟考试和练习都有解析。" | "This exam stays open, so its answers and explanations are not shown. Mocks and practice have explanations.";
    back_to_exam: "返回考试" | "Back to the exam";
    bank_short: "题库暂时不够组成一份试卷，请联系教师。" | "The bank cannot fill a paper at the moment. Please tell the teacher.";
    late: "送达时考试时间已过：答案已留存供考评员查看，但不计分。" | "It arrived after the time was up: kept for staff to see, but it does not count.";
    not_running: "考试已经结束：答案已留存供考评员查看，但不计分。" | "The attempt has ended: kept for staff to see, but it does not count.";
    superseded: "这道题已有更新的答案。" | "There is a newer answer to this item.";
    passed_place: "进入下一步以后送来的：已留存供考评员查看，但不计分。" | "It came after you had gone on: kept for staff to see, but it does not count.";
    not_reached: "这里还没有开放，或者没有这道题。" | "This is not open yet, or there is no such item.";
    other_writer: "正在另一个页面或设备上作答。" | "You are answering on another page or device.";
    unknown_item: "这份试卷没有这道题。" | "The paper has no such item.";
    id_reused: "同一个编号送来了不同的内容。" | "The same operation came with another value.";
    too_long: "答案太长，没有保存。请缩短后再试。" | "The answer is too long and was not saved. Please shorten it.";
    bad_text: "答案里有无法识别的控制字符，没有保存。" | "The answer holds control characters and was not saved.";
    wrong_type: "答案与题型不符，没有保存。" | "The answer does not fit the item and was not saved.";
    // the room
    item_n(n): "第 {n} 题" | "Item {n}";
    of_items(n): "，共 {n} 题" | " of {n}";
    flag: "存疑" | "Flag";
    previous_item: "上一题" | "Previous";
    next_item: "下一题" | "Next";
    sheet: "答题卡" | "Answer sheet";
    answered: "已答" | "Answered";
    flagged: "存疑" | "Flagged";
    unsaved: "未保存" | "Not saved";
    answered_odd: "已答，请再看一看" | "Answered, look again";
    not_answered: "未答" | "Not answered";
    done_of(done, all): "已答 {done} / {all}" | "{done} of {all} answered";
    remaining: "剩余" | "Left";
    ends_at(time, zone, left): "{zone} {time} 截止（打开此页时还剩 {left}）" | "Ends at {time}, {zone} ({left} left when this page opened)";
    part_ends_at(time, zone, left): "本部分{zone} {time} 截止（打开此页时还剩 {left}）" | "This part ends at {time}, {zone} ({left} left when this page opened)";
    running: "您正在参加：" | "You are sitting: ";
    running_until(time, zone): "{zone} {time} 截止。" | "It ends at {time}, {zone}.";
    save_answers: "保存答案" | "Save answers";
    review_button: "检查并交卷" | "Review and hand in";
    all_saved: "全部已保存" | "All saved";
    saving: "正在保存" | "Saving";
    waiting_n(n): "{n} 题等待网络，已存在本机" | "{n} waiting for the network, kept on this device";
    saved_at(at): "已保存 {at}" | "Saved {at}";
    waiting_one: "等待网络，已存在本机" | "Waiting for the network, kept on this device";
    refused_n(n): "{n} 题未保存" | "{n} not saved";
    refused_unknown: "没有保存，内容留在本机。请修改后再试，或告诉监考员。" | "Not saved; it is kept on this device. Change the answer to try again, or tell an invigilator.";
    read_only: "只读" | "Read only";
    review_waits(n): "{n} 题还没有保存，正在等待网络。交卷需要网络，请保持这个页面打开。" | "{n} not saved yet, waiting for the network. Handing in needs the network; keep this page open.";
    review_refused(items): "没有保存：第 {items} 题。交卷后只有已保存的答案有效；请返回修改，或不再修改，继续检查。"
        | "Not saved: {items}. Only what is saved counts once you hand in. Go back and change it, or review all the same.";
    offline_all_saved: "没有网络，要去的页面打不开。您的答案全部已保存。交卷需要网络，请保持这个页面打开，恢复后再试。"
        | "There is no network, so that page cannot be opened. All your answers are saved. Handing in needs the network; keep this page open and try again then.";
    review_offline(n): "没有网络，要去的页面打不开。本机有 {n} 题等待发送，网络恢复后自动发送。交卷需要网络，请保持这个页面打开，恢复后再试。"
        | "There is no network, so that page cannot be opened. Answers that wait on this device and are sent when it is back: {n}. Handing \
            in needs the network; keep this page open and try again then.";
    waits_here: "没有网络：填写的内容留在这个页面上，网络恢复后自动发送。请保持这个页面打开。" | "No network: what you filled in stays on this page and is sent when the network is back. Keep this page open.";
    review_anyway: "仍要检查并交卷" | "Review all the same";
    unsaved_items(items): "第 {items} 题的最新改动没有保存，交卷不会包括它们。" | "The newest change of {items} is not saved and would not be handed in.";
    time_left_words(minutes): "还剩 {minutes} 分钟" | "{minutes} minute left" / "{minutes} minutes left" by minutes;
    time_up: "时间到，正在交卷" | "Time is up, handing in";
    other_left: "这里是已保存的答案。本机还有一份没有送达的不同答案，没有替换它；需要时请重新填写。"
        | "This is the saved answer. This device has another one that never arrived and did not replace it; type it again if you meant it.";
    taken_over: "只读：您正在另一个页面或设备上作答。这里的内容没有丢失。" | "Read only: you are answering on another page or device. Nothing you typed here is lost.";
    take_pen: "改在这里作答" | "Continue here";
    saved_all(n): "已保存 {n} 个答案。" | "{n} answer saved." / "{n} answers saved." by n;
    // sections
    sections: "试卷结构" | "Parts";
    sections_words: "依次作答，离开一个部分后不能返回。" | "One after the other; there is no way back to a part that you left.";
    section_words: "完成本部分后不能返回。" | "There is no way back once you have finished this part.";
    section_until(at, zone): "本部分{zone} {at} 结束。" | " This part ends at {at}, {zone}.";
    section_of(n, count): "第 {n} 部分，共 {count} 部分" | "Part {n} of {count}";
    linear_words: "逐题作答，进入下一题后不能返回。" | "Item by item: there is no way back to an item that you left.";
    remaining_section: "本部分剩余" | "Left in this part";
    section_closed: "已关闭" | "Closed";
    section_ahead: "未开放" | "Not open yet";
    next_step: "下一题，不再返回" | "Next, no way back";
    save_next: "保存并进入下一题，不再返回" | "Save and go on, no way back";
    skip_title: "这一题还没有作答" | "This item is not answered";
    skip_words: "进入下一题后，这一题不能再作答。" | "Once you go on, it can no longer be answered.";
    skip_yes: "不作答，进入下一题" | "Go on without an answer";
    leave: "完成本部分" | "Finish this part";
    save_leave: "保存并完成本部分" | "Save and finish this part";
    leave_title(title): "完成“{title}”？" | "Finish “{title}”?";
    leave_words(next): "接下来是“{next}”。进入后，本部分的答案不能再查看和修改。" | "“{next}” comes next. Once you are there, the answers of this part can no longer be seen or changed.";
    leave_yes: "进入下一部分" | "Go to the next part";
    stay: "继续作答" | "Stay here";
    leaving: "本部分已结束，答案留在本机。联网后自动保存并进入下一部分。" | "This part is over and its answers are on this device. They are saved and the next part opens when the network is back.";
    parts_ahead(n): "后面还有 {n} 个部分没有开始，交卷后不能再作答。"
        | "{n} part after this one has not begun. Once you hand in, it stays empty."
        / "{n} parts after this one have not begun. Once you hand in, they stay empty." by n;
    items_ahead(n): "后面还有 {n} 题没有打开，交卷后不能再作答。"
        | "{n} item after this one is not open yet. Once you hand in, it stays empty."
        / "{n} items after this one are not open yet. Once you hand in, they stay empty." by n;
    closed_empty(n): "已经离开的部分有 {n} 题未答，不能再作答。"
        | "{n} item that you have left is not answered and is closed now."
        / "{n} items that you have left are not answered and are closed now." by n;
    kept_aside(n): "有 {n} 个答案送到时已不能再改：已留存供考评员查看，但不计分。"
        | "{n} answer came when it could no longer be changed: kept for staff to see, but it does not count."
        / "{n} answers came when they could no longer be changed: kept for staff to see, but they do not count." by n;
    // the room when something is wrong: calm words, and what can be done
    signed_out: "登录已失效" | "Signed out";
    signed_out_words: "登录已失效。可以继续作答，重新登录后自动保存。" | "You were signed out. You can go on; what you write is saved as soon as you sign in again.";
    sign_in_again: "重新登录" | "Sign in again";
    sign_in_words(person): "这份试卷属于{person}。写下的内容都留在页面上。" | "This paper is {person}’s. All that was written stays on the page.";
    sign_in_failed: "没有连上服务器，请再试一次。" | "The server could not be reached. Please try again.";
    login: "登录名" | "Account name";
    not_now: "稍后" | "Not now";
    stranger(name, person): "现在登录的是{name}，这份试卷属于{person}。{person}的答案留在本机，不会以别人的名义发送。"
        | "{name} is signed in, and this paper is {person}’s. {person}’s answers stay on this device and are never sent in another name.";
    not_sent: "留在本机，没有发送" | "Kept on this device, not sent";
    cannot_store: "本机无法存储，请保持页面打开" | "This device cannot store answers; keep this page open";
    long_outage: "连不上服务器已有几分钟，请继续作答，恢复后自动发送。也可以下载答案文件，交给考务人员。"
        | "The server has been out of reach for minutes. Go on; everything is sent when it is back. You can also download an answer file for the staff.";
    time_up_waiting(n): "时间到，{n} 题等待网络" | "Time is up, {n} waiting for the network";
    time_up_words: "时间到。请不要关闭页面，联网后自动交卷。也可以下载答案文件，交给考务人员。"
        | "Time is up. Keep this page open; it hands in when the network is back. You can also download an answer file for the staff.";
    paused: "考试已暂停" | "The exam is paused";
    pause_still: "已停止计时。" | "The clock stands still.";
    pause_left(time): "还剩 {time}" | "{time} left";
    pause_safe: "什么都没有丢：写下的答案已经保存，或者留在这台设备上，考试继续后自动发送。暂停期间不计时。"
        | "Nothing is lost: what you wrote is saved, or stays on this device and is sent when the exam goes on. All the time of the pause is given back.";
    pause_stay: "请留在座位上，听监考员安排。不用刷新：考试继续时，这一页会自己回到题目。"
        | "Stay where you are and follow the invigilators. There is no need to reload: when the exam goes on, this page returns to the paper by itself.";
    pause_typed: "刚才提交的内容在这一页里。考试继续后按下面的按钮，就会保存。" | "What you just sent is kept in this page. When the exam goes on, the button below saves it.";
    pause_send: "保存并继续" | "Save and go on";
    resumed: "考试继续，时间重新开始走。" | "The exam goes on, and the clock runs again.";
    more: "更多" | "More";
    answer_file: "下载答案文件" | "Download answer file";
    answer_file_words: "还没有送达的答案，加密后存成文件；只有考务系统能打开。" | "The answers that have not arrived, as an encrypted file that only the exam’s server can open.";
    answer_file_none: "没有等待发送的答案。" | "No answer is waiting to be sent.";
    answer_file_kept: "答案文件已下载。" | "The answer file was downloaded.";
    answer_file_failed: "这个浏览器不能生成答案文件，请保持页面打开。" | "This browser cannot make the file; keep this page open.";
    // review
    review: "交卷前检查" | "Review before handing in";
    review_lead(open, flagged): "未答 {open} 题，存疑 {flagged} 题。" | "{open} not answered, {flagged} flagged.";
    review_whole(n): "全卷共 {n} 题未答。" | " Of the whole paper {n} are not answered.";
    review_part_ready: "这一部分都已作答。" | "Every item of this part is answered.";
    review_ready: "全部题目都已作答。" | "Every item is answered.";
    review_odd(n): "全部题目都已作答，其中 {n} 题请再看一看。" | "Every item is answered; {n} may need another look.";
    hand_in: "确认交卷" | "Hand in";
    hand_in_open(n): "{n} 题未答，仍要交卷" | "Hand in with {n} not answered";
    hand_in_words: "交卷后不能再修改。" | "Once you hand in, answers cannot be changed.";
    back_to_paper: "返回试卷" | "Back to the paper";
    to_sheet: "在答题卡上看哪些题还没有答" | "See on the answer sheet what is not answered";
    state: "状态" | "State";
    item: "题目" | "Item";
    kind: "题型" | "Type";
    remark_head: "请看" | "Please check";
    // receipt
    receipt: "交卷回执" | "Receipt";
    receipt_lead: "您的答案已经安全存入。请留存回执：它能证明交卷时每道题的答案版本。" | "Your answers are safely stored. Keep this receipt: it proves which version of each answer was handed in.";
    receipt_expired: "考试时间已到，系统按截止前收到的答案交卷。" | "The time was up; the answers received by then were handed in.";
    receipt_terminated: "监考员结束了这次考试，不是您自己交的卷。结束前已保存的答案照常评分；有疑问请联系监考员。"
        | "An invigilator ended this attempt; you did not hand it in. The answers saved by then are marked. If you disagree, ask the invigilators.";
    voided_words: "监考员作废了这次考试：不评分，不计成绩。有疑问请联系监考员。" | "An invigilator voided this attempt: it is not marked and does not count. If you disagree, ask the invigilators.";
    ended_by_staff(at): "监考员于 {at} 结束了这次考试。" | "An invigilator ended this attempt on {at}.";
    voided_by_staff(at): "监考员于 {at} 作废了这次考试。" | "An invigilator voided this attempt on {at}.";
    because(reason): "原因：{reason}" | "Reason: {reason}";
    receipt_digest: "回执摘要" | "Digest";
    receipt_signature: "签名" | "Signature";
    receipt_key: "签名密钥" | "Key";
    receipt_time: "交卷时间" | "Ended at";
    receipt_count: "已答题数" | "Answered";
    receipt_download: "下载回执" | "Download the receipt";
    receipt_how: "回执文本的 SHA-256 就是摘要，任何人都可以自己核对。" | "The digest is the SHA-256 of the receipt’s text; anybody can compare it.";
    to_result: "查看成绩" | "See the result";
    to_result_later: "成绩公布后在这里查看" | "Your result will be here when it is released";
    result_marking: "待评阅" | "To be marked";
    result_held: "待公布" | "To be released";
    // result
    result: "成绩" | "Result";
    result_waiting: "成绩还没有公布" | "The result is not released yet";
    passed: "合格" | "Passed";
    failed: "未合格" | "Not passed";
    score: "得分" | "Score";
    learn_again: "再学：" | "Learn again:";
    more_lessons: "更多课" | "More lessons";
    candidate: "考生" | "Candidate";
    plan: "考试" | "Exam";
    result_short: "成绩" | "Result";
    result_of(score, verdict): "{score} 分 · {verdict}" | "{score} of 100 · {verdict}";
    by_function: "各职业功能得分" | "By topic";
    other_function: "其他" | "Other";
    of_points(points, worth): "{points} / {worth} 分" | "{points} of {worth} point" / "{points} of {worth} points" by worth;
    scaled(points, worth, score): "原始分 {points} / {worth}，折合 {score} 分" | "{points} of {worth} point, scaled to {score}" / "{points} of {worth} points, scaled to {score}" by worth;
    your_answers: "逐题解析" | "Item by item";
    you_said: "您的答案" | "You answered";
    right_answer: "参考答案" | "Right answer";
    explanation: "解析" | "Explanation";
    marker_comment: "评语" | "Comment";
    to_certificate: "查看证书" | "See the certificate";
    again: "再考一次" | "Sit again";
    to_notebook: "练错题" | "Practise mistakes";
    to_lessons: "回到课程" | "Back to the lessons";
    hand_marked: "人工评分与评语" | "Marked by hand";
    phase_in_progress: "进行中" | "In progress";
    phase_paused: "已暂停" | "Paused";
    phase_ready: "未开始" | "Not started";
    phase_submitted: "已交卷" | "Handed in";
    phase_expired: "到时交卷" | "Time was up";
    phase_terminated: "强制交卷" | "Ended by staff";
    phase_voided: "已作废" | "Voided";
    attempt_n(n): "第 {n} 次" | "Attempt {n}";
    started_at: "开始时间" | "Started";
    same_place: "未答完：有两项选了同一个位置" | "Not finished: two entries have the same place";
    unfinished: "未答完：还有没填的地方" | "Not finished: something in it is still open";
    answered_rest(n): "其余 {n} 题已答" | "{n} more, answered";
}

/// A span of seconds as clocks show it: `9:31`, `1:12:40`, and from a day on `49:00:00`.
pub fn clock(seconds: i64) -> String {
    let (h, m, s) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if h > 0 { format!("{h}:{m:02}:{s:02}") } else { format!("{m}:{s:02}") }
}

/// The kind of an item and what it is worth: `Single choice · 1 point`.
pub fn kind_points(lang: Lang, kind: &str, points: impl Display) -> String {
    let points = points.to_string();
    match lang {
        Lang::Zh => format!("{kind} · {points} 分"),
        Lang::En if points == "1" => format!("{kind} · 1 point"),
        Lang::En => format!("{kind} · {points} points"),
    }
}

/// What is said of a typed number that cannot be read.
pub fn not_number(lang: Lang, why: NotNumber, unit: Option<&str>) -> String {
    match (why, unit) {
        (NotNumber::Comma, _) => remark_comma(lang).into(),
        (NotNumber::Unit, Some(unit)) => remark_other_unit(lang, unit),
        (NotNumber::Unit, None) => remark_unit(lang).into(),
        (NotNumber::Other, _) => remark_other(lang).into(),
    }
}

/// What is said of an answer that is odd, while there is time to change it.
pub fn remark(lang: Lang, remark: Remark, unit: Option<&str>) -> String {
    match remark {
        Remark::Number(why) => not_number(lang, why, unit),
        Remark::SamePlace => same_place(lang).into(),
        Remark::Unfinished => unfinished(lang).into(),
    }
}
