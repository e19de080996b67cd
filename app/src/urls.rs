//! Every URL of the system, as a function. Paths with braces are for the route table.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::fmt::Display;

macro_rules! urls {
    ($($name:ident $pattern:ident ($($arg:ident),*) $path:literal;)*) => {$(
        pub const $pattern: &str = $path;

        pub fn $name($($arg: impl Display),*) -> String {
            format!($path $(, $arg = $arg)*)
        }
    )*};
}

/// What stays as it is in an address.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// A text as it stands in an address: RFC 3986's unreserved characters and slashes stay.
pub fn encoded(text: &str) -> String {
    utf8_percent_encode(text, PATH).to_string()
}

/// The name of the check code in the address of a certificate.
pub const CODE: &str = "c";

/// The page of a certificate for whoever knows its check code: what the QR code leads to.
pub fn verification_with(number: impl Display, code: Option<&zhixing_domain::certificate::CheckCode>) -> String {
    match code {
        Some(code) => format!("{}?{CODE}={code}", verification(number)),
        None => verification(number),
    }
}

urls! {
    home HOME() "/";
    courses COURSES() "/courses";
    course COURSE(course) "/courses/{course}";
    course_book COURSE_BOOK(course) "/courses/{course}/book.epub";
    course_print COURSE_PRINT(course) "/courses/{course}/print.html";
    lesson LESSON(course, lesson) "/courses/{course}/{lesson}";
    lesson_done LESSON_DONE(course, lesson) "/courses/{course}/{lesson}/done";
    ask ASK(course, lesson) "/courses/{course}/{lesson}/questions";
    practice PRACTICE(course, item) "/practice/{course}/{item}";
    standard STANDARD(standard) "/standards/{standard}";
    search SEARCH() "/search";
    offline OFFLINE() "/offline";
    media MEDIA(course, name) "/media/{course}/{name}";

    privacy PRIVACY() "/privacy";
    terms TERMS() "/terms";
    help HELP() "/help";
    manifest MANIFEST(lang) "/manifest/{lang}";

    sign_in SIGN_IN() "/sign-in";
    sign_in_code SIGN_IN_CODE() "/sign-in/code";
    sign_in_passkey SIGN_IN_PASSKEY() "/sign-in/passkey";
    sign_in_with SIGN_IN_WITH(provider) "/sign-in/with/{provider}";
    sign_in_from SIGN_IN_FROM(provider) "/sign-in/from/{provider}";
    sign_in_new SIGN_IN_NEW() "/sign-in/new";
    reset RESET() "/sign-in/reset";
    recovery RECOVERY() "/sign-in/recovery";
    recover RECOVER(ticket) "/sign-in/recovery/{ticket}";
    register REGISTER() "/register";
    sign_out SIGN_OUT() "/sign-out";
    sign_out_everywhere SIGN_OUT_EVERYWHERE() "/sign-out-everywhere";
    profile PROFILE() "/profile";
    password PASSWORD() "/profile/password";
    agree AGREE() "/profile/agree";
    own_data OWN_DATA() "/profile/data";
    own_sessions OWN_SESSIONS() "/profile/sessions";
    messages MESSAGES() "/messages";
    message MESSAGE(message) "/messages/{message}";
    phone PHONE() "/profile/phone";
    phone_topics PHONE_TOPICS() "/profile/phone/topics";
    mail_settings MAIL_SETTINGS() "/profile/mail";
    mail_address MAIL_ADDRESS() "/profile/mail/address";
    confirm_mail CONFIRM_MAIL(ticket) "/mail/confirm/{ticket}";
    unsubscribe UNSUBSCRIBE(ticket) "/mail/unsubscribe/{ticket}";
    passkeys PASSKEYS() "/profile/passkeys";
    passkey PASSKEY(passkey) "/profile/passkeys/{passkey}";
    identities IDENTITIES() "/profile/identities";
    identity IDENTITY(identity) "/profile/identities/{identity}";
    second_factor SECOND_FACTOR() "/profile/second-factor";
    remove_factor REMOVE_FACTOR() "/profile/second-factor/remove";
    revoke_token REVOKE_TOKEN() "/profile/tokens/revoke";
    language LANGUAGE() "/preferences/language";
    theme THEME() "/preferences/theme";

    notebook NOTEBOOK() "/notebook";
    forget_note FORGET_NOTE(course, item) "/notebook/{course}/{item}/forget";

    repetitions REPETITIONS() "/repetitions";
    repetition REPETITION(course, item) "/repetitions/{course}/{item}";

    exams EXAMS() "/exams";
    calendar CALENDAR() "/exams/calendar";
    calendar_feed CALENDAR_FEED(file) "/calendar/{file}";
    session_calendar SESSION_CALENDAR(session) "/calendar/sessions/{session}";
    waiting WAITING(course, plan) "/exams/{course}/{plan}";
    start START(course, plan) "/exams/{course}/{plan}/start";
    config_link CONFIG_LINK(course, plan) "/exams/{course}/{plan}/seb";
    config_file CONFIG_FILE(file) "/seb/{file}";
    attempt ATTEMPT(attempt) "/attempts/{attempt}";
    answers ANSWERS(attempt) "/attempts/{attempt}/answers";
    review REVIEW(attempt) "/attempts/{attempt}/review";
    onward ONWARD(attempt) "/attempts/{attempt}/onward";
    submit SUBMIT(attempt) "/attempts/{attempt}/submit";
    receipt RECEIPT(attempt) "/attempts/{attempt}/receipt";
    receipt_text RECEIPT_TEXT(attempt) "/attempts/{attempt}/receipt.txt";
    result RESULT(attempt) "/attempts/{attempt}/result";
    attempt_name ATTEMPT_NAME(attempt) "/attempts/{attempt}/name";

    certificates CERTIFICATES() "/certificates";
    certificate_pdf CERTIFICATE_PDF(number) "/certificates/{number}/certificate.pdf";
    certificate_json CERTIFICATE_JSON(number) "/certificates/{number}/credential.json";
    verify VERIFY() "/verify";
    verification VERIFICATION(number) "/v/{number}";

    desk DESK() "/desk";
    marking MARKING() "/marking";
    marked MARKED() "/marking/marked";
    mark MARK(attempt, item) "/marking/{attempt}/{item}";
    marked_items MARKED_ITEMS(course, plan) "/marking/items/{course}/{plan}";
    marked_item MARKED_ITEM(course, plan, version) "/marking/items/{course}/{plan}/{version}";
    release RELEASE(course, plan) "/marking/release/{course}/{plan}";
    results RESULTS() "/results";
    plan_results PLAN_RESULTS(course, plan) "/results/{course}/{plan}";
    results_file RESULTS_FILE(course, plan, file) "/results/{course}/{plan}/{file}";
    invigilation INVIGILATION() "/invigilation";
    exam_session EXAM_SESSION(session) "/invigilation/sessions/{session}";
    exam_session_terms EXAM_SESSION_TERMS(session) "/invigilation/sessions/{session}/terms";
    cancel_session CANCEL_SESSION(session) "/invigilation/sessions/{session}/cancel";
    exam_session_lines EXAM_SESSION_LINES(session) "/invigilation/sessions/{session}/candidates";
    exam_session_list EXAM_SESSION_LIST(session) "/invigilation/sessions/{session}/list";
    session_code SESSION_CODE(session) "/invigilation/sessions/{session}/code";
    board BOARD(course, plan) "/invigilation/boards/{course}/{plan}";
    measures MEASURES(course, plan) "/invigilation/boards/{course}/{plan}/measures";
    answer_file ANSWER_FILE(attempt) "/invigilation/attempts/{attempt}/answers";
    invigilated INVIGILATED(attempt) "/invigilation/attempts/{attempt}";
    names NAMES() "/invigilation/names";
    settle_name SETTLE_NAME(attempt) "/invigilation/attempts/{attempt}/name";
    teach TEACH() "/teach";
    new_course NEW_COURSE() "/teach/new";
    guide GUIDE() "/teach/guide";
    questions QUESTIONS() "/teach/questions";
    answer_question ANSWER_QUESTION(course, inquiry) "/teach/{course}/questions/{inquiry}";
    readers READERS(course) "/teach/{course}/readers";
    readers_file READERS_FILE(course, file) "/teach/{course}/readers/{file}";
    bring_course BRING_COURSE() "/teach/bring";
    take_course TAKE_COURSE() "/teach/bring/take";
    share_course SHARE_COURSE(course) "/teach/{course}/share";
    course_package COURSE_PACKAGE(course, file) "/teach/{course}/share/{file}";
    new_file NEW_FILE(course) "/teach/{course}/new";
    import_bank IMPORT_BANK(course) "/teach/{course}/import";
    take_items TAKE_ITEMS(course) "/teach/{course}/import/take";
    export_bank EXPORT_BANK(course) "/teach/{course}/export";
    bank_file BANK_FILE(course, file) "/teach/{course}/export/{file}";
    bring_document BRING_DOCUMENT(course) "/teach/{course}/document";
    bring_folder BRING_FOLDER(course) "/teach/{course}/folder";
    take_lessons TAKE_LESSONS(course) "/teach/{course}/folder/take";
    edit EDIT(course) "/teach/{course}/edit";
    try_item TRY_ITEM(course) "/teach/{course}/try";
    media_shelf MEDIA_SHELF(course) "/teach/{course}/media";
    draft_picture DRAFT_PICTURE(course, name) "/teach/{course}/media/{name}";
    remove_media REMOVE_MEDIA(course, name) "/teach/{course}/media/{name}/remove";
    draft_change DRAFT_CHANGE(course) "/teach/{course}/change";
    draft_history DRAFT_HISTORY(course) "/teach/{course}/history";
    replace_words REPLACE_WORDS(course) "/teach/{course}/replace";
    change_items CHANGE_ITEMS(course) "/teach/{course}/items";
    gone_files GONE_FILES(course) "/teach/{course}/deleted";
    draft_steps DRAFT_STEPS(course) "/teach/{course}/steps";
    twin_beside TWIN_BESIDE(course) "/teach/{course}/twin";
    publish PUBLISH(course) "/teach/{course}/publish";
    team TEAM(course) "/teach/{course}/people";
    schedule_publication SCHEDULE_PUBLICATION(course) "/teach/{course}/schedule";
    kept_courses KEPT_COURSES() "/admin/courses";
    review_publication REVIEW_PUBLICATION(course) "/teach/{course}/review";
    workshop_script WORKSHOP_SCRIPT(file) "/workshop/{file}";
    accounts ACCOUNTS() "/admin/accounts";
    import_accounts IMPORT_ACCOUNTS() "/admin/accounts/import";
    import_file IMPORT_FILE() "/admin/accounts/import/file";
    account ACCOUNT(account) "/admin/accounts/{account}";
    lift_factor LIFT_FACTOR(account) "/admin/accounts/{account}/second-factor";
    merge_account MERGE_ACCOUNT(account) "/admin/accounts/{account}/merge";
    sessions_of SESSIONS_OF(account) "/admin/accounts/{account}/sessions";
    identities_of IDENTITIES_OF(account) "/admin/accounts/{account}/identities";
    reset_code RESET_CODE(account) "/admin/accounts/{account}/password";
    groups GROUPS() "/admin/groups";
    group GROUP(group) "/admin/groups/{group}";
    group_people GROUP_PEOPLE(group) "/admin/groups/{group}/people";
    group_file GROUP_FILE(group) "/admin/groups/{group}/people/file";
    webhooks WEBHOOKS() "/admin/webhooks";
    webhook WEBHOOK(webhook) "/admin/webhooks/{webhook}";
    certificate_desk CERTIFICATE_DESK() "/admin/certificates";
    certificate_admin CERTIFICATE_ADMIN(number) "/admin/certificates/{number}";
    revoke REVOKE(number) "/admin/certificates/{number}/revoke";
    correct CORRECT(number) "/admin/certificates/{number}/correct";
    settings SETTINGS() "/admin/settings";
    brand BRAND(file) "/brand/{file}";
    log LOG() "/admin/log";
    log_file LOG_FILE(file) "/admin/log/{file}";
    style STYLE() "/style";
}

/// The editor of a file.
pub fn edit_file(path: &str) -> String {
    format!("{}?path={}", edit(path.split('/').next().unwrap_or_default()), encoded(path))
}

/// The same, with a line of it in sight.
pub fn edit_line(path: &str, line: usize) -> String {
    format!("{}&line={line}", edit_file(path))
}

/// The API that islands and other clients speak.
pub mod api {
    urls! {
        answer ANSWER(attempt, item) "/api/v1/attempts/{attempt}/answers/{item}";
        operations OPERATIONS(attempt) "/api/v1/attempts/{attempt}/operations";
        pen PEN(attempt) "/api/v1/attempts/{attempt}/pen";
        flag FLAG(attempt, item) "/api/v1/attempts/{attempt}/flags/{item}";
        clock CLOCK(attempt) "/api/v1/attempts/{attempt}/clock";
        prove PROVE(course, plan) "/api/v1/assessments/{course}/{plan}/seb";
        prove_attempt PROVE_ATTEMPT(attempt) "/api/v1/attempts/{attempt}/seb";
        submission SUBMISSION(attempt) "/api/v1/attempts/{attempt}/submission";
        sealed SEALED(attempt) "/api/v1/attempts/{attempt}/sealed";
        opening OPENING(attempt) "/api/v1/attempts/{attempt}/opening";
        board BOARD(course, plan) "/api/v1/boards/{course}/{plan}/events";
        reached REACHED(course, lesson) "/api/v1/courses/{course}/lessons/{lesson}/reached";
        session SESSION() "/api/v1/session";
        me ME() "/api/v1/me";
        previews PREVIEWS(course) "/api/v1/workshop/{course}/previews";
        item_forms ITEM_FORMS(course) "/api/v1/workshop/{course}/item-forms";
        pastes PASTES(course) "/api/v1/workshop/{course}/pastes";
        editors EDITORS(course) "/api/v1/workshop/{course}/editors";
        drafts DRAFTS(course) "/api/v1/workshop/{course}/drafts";
        media MEDIA(course) "/api/v1/workshop/{course}/media";
    }

    use std::fmt::Display;
}
