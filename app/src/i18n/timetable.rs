//! Words of when and where one sits: sessions that are changed, moved or cancelled, lines of their lists, and calendars.

messages! {
    // where a session is in time
    planned: "未开始" | "Not open yet";
    open: "开放中" | "Open";
    over: "已结束" | "Over";
    cancelled: "已取消" | "Cancelled";
    time: "时间" | "When";
    place: "地点" | "Place";
    place_hint: "考生会看到，也会写进日历，如：第三实训楼" | "Candidates see it, and it stands in their calendars. Such as: training centre, building 3";
    state: "状态" | "State";
    begun: "已开考" | "Begun";
    sitting: "在考" | "Sitting now";
    // the list of sessions
    coming: "进行中和将要开始的" | "Open and to come";
    past: "已结束的" | "Past";
    all: "全部" | "All";
    which: "哪些场次" | "Which sessions";
    find: "名称、地点或考试" | "Name, place or exam";
    show: "显示" | "Show";
    sessions_n(n): "{n} 个场次" | "{n} session" / "{n} sessions" by n;
    none_coming: "没有进行中或将要开始的场次" | "No session is open or to come";
    none_coming_words: "在下面安排一个场次，再把考生名单放进去。没有场次的考试，任何人都可以在考试自己的开放时间内参加。"
        | "Plan one below, then put people on its list. An exam without sessions may be sat by anybody within its own window.";
    none_found: "没有符合条件的场次" | "No session matches";
    none_found_words: "换一个词，或者看全部场次。" | "Try another word, or look at all of them.";
    // moments
    at_zone(zone): "时区：{zone}" | "Time zone: {zone}";
    at_hint(zone): "时区：{zone}。请写成 2026-12-01 09:00 的样子" | "Time zone: {zone}. Write it like 2026-12-01 09:00";
    times_in(zone): "时间均为{zone}。" | "All times are in {zone}.";
    only_listed: "一场考试排过场次以后，就只有名单上的人能参加，场次取消以后也是；从没排过场次的，任何人都能在它自己的开放时间里参加。"
        | "Once an exam has had a session, only the people on a list can sit it, also when it was cancelled. Without any, everybody can, within its own window.";
    // a change
    edit: "修改场次" | "Change this session";
    edit_begun: "已经有人开考：开始时间不再改变，结束时间只能延后；在考的人也按新的结束时间。" | "Somebody has begun: the opening stays, and the closing may only move to later. It moves for those who sit as well.";
    edit_over: "场次已经结束，只能更正名称和地点。" | "The session is over. Only its name and place can be corrected.";
    edit_papers: "改期后，已经备好、还没有人看过的试卷会作废，在新的开考时间前重新组卷。" | "When it is moved, papers that were drawn and nobody has seen are drawn anew before the new opening.";
    save: "保存修改" | "Save the changes";
    place_form: "地点最多 80 字。" | "The place has at most 80 characters.";
    changed_n(n): "已修改，并通知了名单上的 {n} 人。" | "Changed. {n} person on the list was told." / "Changed. {n} people on the list were told." by n;
    later_n(n): "在考的 {n} 人也按新的结束时间。" | "The new closing counts for {n} who sits now." / "The new closing counts for {n} who sit now." by n;
    // cancelling
    cancel: "取消场次" | "Cancel this session";
    cancel_words: "取消后不能恢复；名单上的考生会看到原因，不能开始。这场考试也不会因此对所有人开放：要让大家考，请另排场次。还有人在考时不能取消。"
        | "It cannot be undone. Everybody on the list reads the reason and cannot start. The exam is not open to everybody then: plan another session. \
            While somebody sits it cannot be cancelled.";
    cancel_reason: "取消的原因" | "Reason";
    cancel_reason_hint: "考生会看到，并写进审计日志。" | "Candidates read it, and it is kept in the audit log.";
    ask_cancel(name): "取消场次“{name}”？" | "Cancel the session “{name}”?";
    ask_cancel_words(n, reason): "名单上有 {n} 人，他们会看到的原因：{reason}"
        | "{n} person is on its list. The reason to read: {reason}"
        / "{n} people are on its list. The reason that they read: {reason}" by n;
    was_cancelled(reason): "这个场次已取消：{reason}" | "This session is cancelled: {reason}";
    // for the candidate
    session_cancelled: "您的场次已取消，不能开始考试。" | "Your exam session is cancelled, so the exam cannot be started.";
    your_cancelled(session, reason): "您的场次“{session}”已取消。原因：{reason}" | "Your session “{session}” is cancelled. Reason: {reason}";
    your_cancelled_next: "如果另行安排，新的场次会出现在这里。" | "If another session is arranged, it will appear here.";
    // refusals
    refused_cancelled: "场次已经取消，不能再改。可以另外安排一个场次。" | "The session is cancelled and stays so. Another one can be planned.";
    refused_over: "场次已经结束，时间和名单不能再改。" | "The session is over: its window and its list stay as they are.";
    refused_backwards: "结束时间要晚于开始时间。" | "It must close after it opens.";
    refused_past: "结束时间已经过去。" | "It would have closed already.";
    refused_opening: "已经有人开考，开始时间不能再改。" | "Somebody has begun, so the opening stays as it is.";
    refused_shorter: "已经有人开考，结束时间只能延后。" | "Somebody has begun, so it may close later and not earlier.";
    refused_running(n): "还有 {n} 人在考，不能取消。请先在实时监控上结束他们的考试。"
        | "{n} person still sits. End their attempt on the live board first."
        / "{n} people still sit. End their attempts on the live board first." by n;
    refused_begun: "这名考生已经开考：不能移出名单，时间请在实时监控上延长。" | "This candidate has begun and stays on the list. Give them time on the live board.";
    // lines of the list
    lines: "名单" | "The list";
    lines_hint: "考场座位和合理便利可以直接改，改完一起保存。合理便利写成 1.25（1.25 倍时间）、+20（多 20 分钟）或 1.25+20。"
        | "Room, seat and accommodation can be changed here and are saved together. 1.25 is a quarter more time, +20 is twenty minutes more, 1.25+20 is both.";
    seat: "考场座位" | "Room and seat";
    not_said: "还没有定" | "not said yet";
    seat_of(login): "{login} 的考场座位" | "Room and seat of {login}";
    time_of(login): "{login} 的合理便利" | "Accommodation of {login}";
    remove: "移出" | "Remove";
    remove_of(login): "把 {login} 移出名单" | "Take {login} off the list";
    save_lines: "保存名单上的改动" | "Save these changes";
    saved_lines(changed, removed): "已保存：改了 {changed} 人，移出 {removed} 人。他们会收到消息。" | "Saved: {changed} changed, {removed} taken off. They are told.";
    line_wrong(login, column, why): "{login}（{column}）：{why}" | "{login}, {column}: {why}";
    lines_wrong: "改正以前什么都没有保存。" | "Nothing was saved yet.";
    none_listed: "名单上还没有人" | "Nobody is on the list yet";
    none_listed_words: "排了场次，这门考试就只有名单上的人能参加：名单空着，谁也进不了这一场。在下面粘贴名单，或者从电子表格读入。"
        | "Since it has a session, this exam is for those on its lists alone: \
            while the list is empty, nobody can sit this session. Paste the list below, or read it from a spreadsheet.";
    add_people: "加入考生" | "Put people on the list";
    page_n(from, to, of): "第 {from} 到 {to} 人，共 {of} 人" | "{from} to {to} of {of}";
    // one's own sessions and the calendar
    mine: "我的场次" | "My sessions";
    mine_none: "还没有您的场次" | "No session for you yet";
    mine_none_words: "考务人员把您排进场次以后，时间、地点和座位会出现在这里。" | "When staff put you on the list of a session, its time, place and seat appear here.";
    calendar: "考试日历" | "Exam calendar";
    calendar_lead: "场次的时间、地点和座位；改期和取消也会出现在这里。" | "When, where and in which seat you sit, with everything that was moved or cancelled.";
    calendar_staff: "您是监考员，日历里有全部场次。" | "You are an invigilator, so the calendar has every session.";
    subscribe: "订阅到手机或电脑的日历" | "Read it in your own calendar";
    subscribe_words: "生成一个只属于您的链接，放进手机或电脑的日历应用；改期以后，日历会自己更新。链接里有您的场次，请不要转给别人。"
        | "Make a link of your own and give it to the calendar of your phone or computer; it updates by itself when a session is moved. \
            Whoever has the link sees your sessions, so keep it to yourself.";
    make: "生成订阅链接" | "Make the link";
    renew: "换一个新链接" | "Make a new link";
    renew_words: "换成新链接以后，现在这一个立即失效。" | "Making a new link ends this one.";
    take_away: "停用链接" | "Stop the link";
    taken_away: "链接已停用。" | "The link no longer works.";
    made_at: "链接生成于" | "The link was made";
    link: "订阅链接" | "Link";
    link_once: "只显示这一次，请现在复制。忘了可以换一个新的。" | "Shown this once: copy it now. A new one can be made at any time.";
    copy: "复制链接" | "Copy the link";
    copied: "已复制" | "Copied";
    open_calendar: "在日历应用中打开" | "Open in the calendar app";
    download: "加入日历（.ics）" | "Add to calendar (.ics)";
    // in the calendar itself
    in_calendar(title, session): "{title}（{session}）" | "{title} ({session})";
    in_calendar_cancelled(what): "已取消：{what}" | "Cancelled: {what}";
    in_calendar_time(when): "时间：{when}" | "When: {when}";
    in_calendar_seat(seat): "考场座位：{seat}" | "Room and seat: {seat}";
    in_calendar_reason(reason): "原因：{reason}" | "Reason: {reason}";
    in_calendar_people(n): "考生 {n} 名" | "{n} candidate" / "{n} candidates" by n;
}
