//! Text areas that end early, references and planted forms in what people type: it comes back to the letter, and is never part of a page.

use crate::{
    desk::{Desk, essay},
    finding::Finding,
    page::text_areas,
    person::{Person, location},
    stage::Stage,
};
use std::rc::Rc;

/// What must come back as it is: references, ends of elements, forms, comments, line ends, quotes.
const TEXTS: [&str; 7] = [
    "In HTML, &lt;b&gt; stands for <b> and &amp;copy; for &copy; itself; &#60;i&#62; too.",
    "end</textarea><h1 id=\"planted\">planted</h1><form id=\"planted\" method=\"post\" action=\"/sign-out-everywhere\"><button>Go on</button></form>",
    "</TextArea ><meta id=\"planted\" http-equiv=\"refresh\" content=\"0;url=http://127.0.0.2/\">",
    "</textarea></form></title></style></script><!--<script id=\"planted\">1</script>-->",
    "\n\nthe first lines are empty",
    "quotes \" ' ` and &quot; &#39; &apos; and a lonely & and <",
    "]]></textarea><svg id=\"planted\"><style><img src=x onerror=\"1\">",
];
/// With quotes as they stand: in text and in values they would be references, or `<` would.
const PLANTED: [&str; 5] = ["<h1 id=\"planted\"", "<form id=\"planted\"", "<meta id=\"planted\"", "<script id=\"planted\"", "<svg id=\"planted\""];

pub async fn run(stage: Rc<Stage>) -> Finding {
    let mut finding = Finding::default();
    let (mut ada, plan) = (stage.person(), "little/exam");
    let mut desk = Desk::open(&mut ada, plan, stage.dice()).await;
    let item = desk.item("essay");
    // by a program, and then by the form of a page without scripts
    for (text, by_form) in TEXTS.iter().map(|t| (*t, false)).chain(TEXTS.iter().map(|t| (*t, true))) {
        if by_form {
            let typed = text.replace('\n', "\r\n");
            ada.posts(&format!("{}/answers", desk.page()), &[(&format!("a.{item}"), &typed), ("do", "save")]).await;
        } else {
            desk.saves(&mut ada, &item, essay(text)).await;
        }
        let room = ada.opens(&desk.page()).await.text();
        clean(&room, &mut finding, "the room");
        finding.must(text_areas(&room) == [text], format!("the room shows {:?} for {text:?}", text_areas(&room)));
        let kept = desk.answer(&mut ada, &item).await;
        finding.must(kept["text"] == text, format!("{text:?} is kept as {}", kept["text"]));
    }
    desk.hands_in(&mut ada).await;
    let sheets = comments(&stage, plan, &mut finding).await;
    let lists = lists(&stage, &mut finding).await;
    finding.measure(format!("{} texts in the room, {sheets} comments, {lists} lists", TEXTS.len()));
    finding
}

/// An examiner's comment, opened again by the next.
async fn comments(stage: &Stage, plan: &str, finding: &mut Finding) -> usize {
    let mut mia = stage.staff("examiner");
    let task = location(&mia.posts("/marking", &[("plan", plan)]).await);
    if !task.starts_with("/marking/") {
        finding.must(false, format!("nothing to mark: {task}"));
        return 0;
    }
    let mut shown = 0;
    for comment in TEXTS {
        let sheet = mia.opens(&task).await.text();
        clean(&sheet, finding, "the marking page");
        let points: Vec<String> = (0..9).map(|n| format!("points.{n}")).take_while(|name| sheet.contains(&format!("name=\"{name}\""))).collect();
        let mut form: Vec<(&str, &str)> = points.iter().map(|name| (name.as_str(), "1")).collect();
        // the mark that the form was filled in upon, as the page says it
        let seen = sheet.split_once("name=\"seen\" value=\"").and_then(|(_, rest)| rest.split('"').next()).unwrap_or_default();
        form.extend([("comment", comment), ("seen", seen)]);
        mia.posts(&task, &form).await;
        let again = mia.opens(&task).await;
        if again.status == 200 {
            clean(&again.text(), finding, "the marking page");
            let there = text_areas(&again.text()).iter().any(|t| t.trim() == comment.trim());
            finding.must(there, format!("a comment comes back as {:?}", text_areas(&again.text())));
            shown += usize::from(there);
        }
    }
    finding.must(shown > 0, "no comment was shown again: the attack is not understood any more");
    shown
}

/// A list of candidates that is refused and shown again.
async fn lists(stage: &Stage, finding: &mut Finding) -> usize {
    let mut ivy: Person = stage.staff("invigilator");
    let form = [("plan", "little/mock"), ("name", "</textarea><h1 id=\"planted\">x"), ("opens", &crate::page::local(5)), ("closes", &crate::page::local(60))];
    let session = location(&ivy.posts("/invigilation", &form).await);
    clean(&ivy.opens("/invigilation").await.text(), finding, "the list of sessions");
    let mut shown = 0;
    for list in TEXTS {
        let page = ivy.posts(&session, &[("list", list)]).await.text();
        clean(&page, finding, "the page of a session");
        shown += usize::from(text_areas(&page).iter().any(|t| t == list));
    }
    finding.must(shown == TEXTS.len(), format!("{} lists come back changed", TEXTS.len() - shown));
    shown
}

/// Nothing that somebody typed is an element.
fn clean(page: &str, finding: &mut Finding, place: &str) {
    finding.must(!PLANTED.iter().any(|p| page.contains(p)), format!("{place} has elements that somebody typed"));
}
