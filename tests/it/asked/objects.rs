//! What there is in the house when the matrix is asked.

use crate::{
    credential::names::released_by_the_store,
    main_job::{answers_rightly, starts},
};
use axum::http::Method;
use zhixing_certification::certificate::actions::{Issued, issue};
use zhixing_domain::{
    account::{Administrator, Invigilator, group::GroupTerms},
    id::{AccountId, WebhookId},
    identity::ProviderIdentity,
    inquiry::InquiryPlace,
    message::InboxMessage,
    plan_ref::PlanRef,
    time::Span,
};
use zhixing_store::{Actor, NewInquiry, NewPasskey, NewToken, NewWebhook, SessionTerms, SignInProof, Stamp, UsedChallenge};
use zhixing_tests::{World, id_of};

/// What the routes are asked about.
pub struct Objects {
    /// The learner's, which runs.
    pub attempt: String,
    /// The teacher's.
    pub account: String,
    /// The teacher's, which is handed in: its essay waits for a mark.
    pub marked: String,
    /// The essay as it was sat.
    pub version: String,
    /// Of the exam that both have started before.
    pub session: String,
    /// Another one, to be cancelled.
    pub spare: String,
    /// The learner's.
    pub message: String,
    pub webhook: String,
    /// With nobody in it.
    pub group: String,
    /// The learner's, which waits; and another one, to be taken back.
    pub inquiry: String,
    pub taken_back: String,
    /// The invigilator's, issued.
    pub number: String,
    /// The learner's.
    pub passkey: String,
    /// By its name; the learner's.
    pub token: String,
    /// The teacher's.
    pub identity: String,
}

pub async fn objects(world: &World) -> Objects {
    // first, while no other essay waits for its mark
    let number = certificate(world).await;
    let attempt = starts(&mut world.person("learner").await, "little/exam").await;
    // else only an administrator names people in the course
    let owner = serde_json::json!({"role": "owner", "keep": false});
    let named = world.person("admin").await.calls(Method::PUT, "/api/v1/workshop/little/people/teacher", owner).await;
    assert_eq!(named.status, 204, "{}", named.text());
    let mut tess = world.person("teacher").await;
    let marked = starts(&mut tess, "little/exam").await;
    // an essay that says nothing waits for nobody
    zhixing_tests::saves(&mut tess, &marked, "nine", serde_json::json!({"type": "essay", "text": "一篇论述。"}), 1).await;
    tess.posts(&format!("{marked}/submit"), &[]).await;
    world.works().await;
    let store = &world.world.store;
    let items = store.marked_items(&PlanRef::new("little", "exam")).await.expect("read");
    let version = items.into_iter().find(|i| i.item.0 == "nine").expect("the essay").version.0;
    let (account, _) = store.credentials_of("teacher").await.expect("read").expect("there");
    let (ivy, _) = store.credentials_of("invigilator").await.expect("read").expect("there");
    let (who, now) = (Invigilator::of(&ivy).expect("an invigilator"), world.world.clock.now());
    let (stamp, plan) = (Stamp::new(now, Actor::Person(ivy.id), [7; 10]), PlanRef::new("little", "exam"));
    let terms = SessionTerms { name: "上午场".into(), place: String::new(), opens: now, closes: now + Span::from_minutes(60) };
    let session = store.open_session(&who, plan.clone(), terms.clone(), stamp).await.expect("opened").to_string();
    let stamp = Stamp::new(now, Actor::Person(ivy.id), [6; 10]);
    let spare = store.open_session(&who, plan, terms, stamp).await.expect("opened").to_string();
    let (ada, _) = store.credentials_of("learner").await.expect("read").expect("there");
    let stamp = |n| Stamp::new(now, Actor::System, [n; 10]);
    store.tell(ada.id, InboxMessage::FactorSet, stamp(8)).await.expect("told");
    let message = store.messages_of(ada.id, 0).await.expect("read").messages[0].id.to_string();
    let id = WebhookId::new(now, [9; 10]);
    let new = NewWebhook { id, label: "HR".into(), url: "http://127.0.0.1:9/".into(), sealed: vec![0] };
    assert!(store.add_webhook(&Administrator::operator(), new, stamp(9)).await.expect("added"));
    let terms = GroupTerms::read("三班", "", "").expect("terms");
    let group =
        store.open_group(&Administrator::operator(), terms, stamp(10)).await.expect("opened").expect("a name of its own").to_string();
    let (attempt, account, marked) = (id_of(&attempt).into(), account.id.to_string(), id_of(&marked).into());
    let [inquiry, taken_back] = inquiries(world, ada.id).await;
    let passkey = passkey(world).await;
    tokens(world, ada.id).await;
    let identity = identity(world).await;
    let webhook = id.to_string();
    Objects {
        attempt,
        account,
        marked,
        version,
        session,
        spare,
        message,
        webhook,
        group,
        inquiry,
        taken_back,
        number,
        passkey,
        token: OTHER_TOKEN.into(),
        identity,
    }
}

/// Two questions of somebody about the first lesson.
async fn inquiries(world: &World, who: AccountId) -> [String; 2] {
    let new = || NewInquiry {
        course: "little".into(),
        lesson: "first".into(),
        place: InquiryPlace::Lesson,
        words: "为什么？".into(),
        follows: None,
    };
    let stamp = |n| Stamp::new(world.world.clock.now(), Actor::Person(who), [n; 10]);
    let mut ids = [String::new(), String::new()];
    for (id, n) in ids.iter_mut().zip([11, 12]) {
        *id = world.world.store.ask(who, new(), stamp(n)).await.expect("stored").expect("asked").to_string();
    }
    ids
}

/// The invigilator passes the exam, and a certificate is issued.
async fn certificate(world: &World) -> String {
    let mut ivy = world.person("invigilator").await;
    let (account, _) = world.world.store.credentials_of("invigilator").await.expect("read").expect("there");
    let (path, name) = (format!("/api/v1/accounts/{}/legal-name", account.id), serde_json::json!({"name": "王小明", "note": "x"}));
    world.person("admin").await.calls(Method::PUT, &path, name).await;
    let attempt = starts(&mut ivy, "little/exam").await;
    answers_rightly(world, &mut ivy, &attempt).await;
    ivy.posts(&format!("{attempt}/submit"), &[]).await;
    released_by_the_store(world).await;
    world.works().await;
    let id = id_of(&attempt).parse().expect("an attempt");
    let issued = issue(&world.world.site, id, world.world.clock.now()).await.expect("tried");
    let Issued::Number(number) = issued else { panic!("not issued: {issued:?}") };
    number.to_string()
}

async fn passkey(world: &World) -> String {
    let (store, now) = (&world.world.store, world.world.clock.now());
    let (ada, hash) = store.credentials_of("learner").await.expect("read").expect("there");
    let challenge = UsedChallenge { hash: "13".repeat(32), until: now + Span::from_minutes(5) };
    let new = NewPasskey { credential: "13".into(), label: "x".into(), key: vec![0], counter: 0, site: "localhost".into(), challenge };
    let stamp = Stamp::new(now, Actor::Person(ada.id), [13; 10]);
    let kept = store.add_passkey(SignInProof::of(ada.id, &hash, None), new, false, stamp).await.expect("stored");
    kept.expect("kept").to_string()
}

/// The name of the token that the form revokes: the beginning of its hash.
pub const TOKEN: &str = "1414141414141414";
/// And of the one that the call revokes.
const OTHER_TOKEN: &str = "1515151515151515";

async fn tokens(world: &World, of: AccountId) {
    let tokens = [TOKEN, OTHER_TOKEN].map(|name| NewToken { hash: name.repeat(4), account: of });
    let stamp = Stamp::new(world.world.clock.now(), Actor::Operator, [14; 10]);
    world.world.store.put_tokens(&Administrator::operator(), tokens.into(), "x".into(), true, None, stamp).await.expect("kept");
}

/// The teacher's at a provider.
async fn identity(world: &World) -> String {
    let store = &world.world.store;
    let (tess, hash) = store.credentials_of("teacher").await.expect("read").expect("there");
    let new = ProviderIdentity { issuer: "https://id.example.cn".into(), subject: "7".into(), called: "x".into() };
    let stamp = Stamp::new(world.world.clock.now(), Actor::Person(tess.id), [15; 10]);
    store.bind_identity(SignInProof::of(tess.id, &hash, None), new, stamp).await.expect("stored").expect("bound").to_string()
}
