//! The files of the archive: each what one part of the site keeps about the person.

use serde_json::{Value, json};
use zhixing_domain::{account::Account, attempt::State, id::AccountId, time::Timestamp};
use zhixing_shell::{guard::Visit, problem::Problem};
use zhixing_store::{DoneBy, SignedIn};

/// The most pages of messages that are read.
const PAGES: i64 = 200;

pub(super) async fn account(visit: &Visit, account: &Account) -> Result<Value, Problem> {
    let place = visit.site.store.mail_place(account.id).await?;
    let choices = visit.site.store.mail_choices(account.id).await?;
    let choices: Vec<Value> = choices.iter().map(|(topic, choice)| json!({"topic": topic.code(), "choice": choice.code()})).collect();
    let phone = visit.site.store.phone_place(account.id).await?;
    let topics = visit.site.store.phone_topics(account.id).await?;
    let factor = visit.site.store.second_factor(account.id).await?;
    let consent = visit.site.store.consent_of(account.id).await?;
    let identities = visit.site.store.identities(account.id).await?;
    let teaches = visit.site.store.course_roles_of(account.id).await?;
    let groups = visit.site.store.groups_of(account.id).await?;
    let identity = |i: &zhixing_store::BoundIdentity| {
        let used = i.used_at.map(|at| instant(visit, at));
        json!({"issuer": i.issuer, "subject": i.subject, "bound": instant(visit, i.bound_at), "used": used})
    };
    Ok(json!({
        "account": account.id.to_string(),
        "login": account.login,
        "name": account.display_name,
        "legal_name": account.legal_name,
        "legal_name_source": account.legal_name_source.code(),
        "roles": account.roles.codes(),
        "language": account.reads().code(),
        "opened": instant(visit, account.created_at),
        "second_factor_since": factor.map(|f| instant(visit, f.set_at)),
        "signs_in_by": identities.iter().map(identity).collect::<Vec<_>>(),
        "courses": account.scope.courses(),
        "writes_courses": teaches.iter().map(|(course, role)| json!({"course": course, "role": role.code()})).collect::<Vec<_>>(),
        "groups": groups.iter().map(|g| g.terms.name.zh.as_str()).collect::<Vec<_>>(),
        "agreed": consent.map(|c| json!({"version": c.version, "at": instant(visit, c.agreed_at)})),
        "mail": place.confirmed,
        "mail_asked": place.asked.map(|(address, _)| address),
        "mail_choices": choices,
        "phone": phone.confirmed,
        "phone_asked": phone.asked.map(|(number, _)| number),
        "phone_topics": topics.into_iter().map(zhixing_domain::message::Topic::code).collect::<Vec<_>>(),
    }))
}

pub(super) async fn sessions(visit: &Visit, account: &Account, sessions: &[SignedIn], here: Option<&str>) -> Result<Value, Problem> {
    let session = |s: &SignedIn| {
        json!({
            "device": s.device,
            "address": s.address,
            "since": instant(visit, s.created_at),
            "last_used": instant(visit, s.seen_at),
            "this_one": here == Some(s.name.as_str()),
        })
    };
    let tokens = visit.site.store.tokens(account.id, visit.now).await?;
    let token = |t: &zhixing_store::TokenLine| json!({"label": t.label, "writes": t.writes, "made": instant(visit, t.created_at)});
    Ok(json!({
        "sessions": sessions.iter().map(session).collect::<Vec<_>>(),
        "tokens": tokens.iter().map(token).collect::<Vec<_>>(),
    }))
}

/// The answers as they were given, in the order shown; a result where it is released.
pub(super) async fn attempts(visit: &Visit, id: AccountId) -> Result<Value, Problem> {
    let released = visit.site.store.released_results(id).await?;
    let mut attempts = vec![];
    for attempt in visit.site.store.attempts_of(id).await? {
        let answers = visit.site.store.answers(attempt.id).await?;
        let answers: Vec<Value> = answers
            .iter()
            .map(|a| json!({"item": a.item.0, "answer": a.value, "revision": a.rev, "received": instant(visit, a.received_at)}))
            .collect();
        let ended = match attempt.state {
            State::Ended { at, .. } => Some(at),
            _ => None,
        };
        let result = released
            .get(&attempt.id)
            .map(|score| json!({"score": score.score.to_string(), "pass_mark": score.pass_mark.to_string(), "passed": score.passed}));
        attempts.push(json!({
            "attempt": attempt.id.to_string(),
            "assessment": attempt.plan.to_string(),
            "number": attempt.number,
            "state": attempt.state.phase().code(),
            "opened": instant(visit, attempt.created_at),
            "ended": ended.map(|at| instant(visit, at)),
            "answers": answers,
            "result": result,
        }));
    }
    Ok(Value::Array(attempts))
}

pub(super) async fn seats(visit: &Visit, id: AccountId) -> Result<Value, Problem> {
    let seats = visit.site.store.sessions_of(id, Timestamp::from_ms(0)).await?;
    let seat = |s: &zhixing_store::Seated| {
        json!({
            "session": s.session.name,
            "assessment": s.session.plan.to_string(),
            "opens": instant(visit, s.session.opens),
            "closes": instant(visit, s.session.closes),
            "place": s.session.place,
            "room": s.room,
            "time_in_thousandths": s.accommodation.factor,
            "extra_minutes": s.accommodation.extra.minutes(),
        })
    };
    Ok(Value::Array(seats.iter().map(seat).collect()))
}

pub(super) async fn certificates(visit: &Visit, id: AccountId) -> Result<Value, Problem> {
    let all = visit.site.store.certificates_of(id).await?;
    let one = |c: &zhixing_store::CertificateRecord| {
        json!({
            "number": c.number.to_string(),
            "version": c.version,
            "attempt": c.attempt.to_string(),
            "issued": instant(visit, c.issued_at),
            "revoked": c.revoked_at.map(|at| instant(visit, at)),
            "reason": c.revoke_reason,
            "sha256": c.sha256,
        })
    };
    Ok(Value::Array(all.iter().map(one).collect()))
}

pub(super) async fn lessons(visit: &Visit, id: AccountId) -> Result<Value, Problem> {
    let all = visit.site.store.progress_of(id).await?;
    let one = |p: &zhixing_store::LessonProgress| {
        let done = p.done_at.map(|at| instant(visit, at));
        json!({"course": p.course, "lesson": p.lesson, "seen": instant(visit, p.seen_at), "done": done, "heading": p.reached})
    };
    Ok(Value::Array(all.iter().map(one).collect()))
}

pub(super) async fn notebook(visit: &Visit, id: AccountId) -> Result<Value, Problem> {
    let all = visit.site.store.notebook_of(id).await?;
    let one = |n: &zhixing_store::NotebookEntry| {
        let mastered = n.mastered_at.map(|at| instant(visit, at));
        json!({"course": n.course, "item": n.item, "wrong": n.wrong_count, "last_wrong": instant(visit, n.wrong_at), "mastered": mastered})
    };
    Ok(Value::Array(all.iter().map(one).collect()))
}

/// How often items of practice were tried. What the first try chose says what is right of them no more than the notebook does, and is left out.
pub(super) async fn practice(visit: &Visit, id: AccountId) -> Result<Value, Problem> {
    let all = visit.site.store.practice_of(id).await?;
    Ok(all.iter().map(|(course, item, tries)| json!({"course": course, "item": item, "tries": tries})).collect())
}

/// When what was practised is asked again.
pub(super) async fn repetitions(visit: &Visit, id: AccountId) -> Result<Value, Problem> {
    let all = visit.site.store.repetitions_of(id, None).await?;
    let one = |r: &zhixing_store::Repeated| json!({"course": r.course, "item": r.item, "box": r.next.in_box, "due": instant(visit, r.next.due_at)});
    Ok(Value::Array(all.iter().map(one).collect()))
}

/// What the person asked, with the answers: a teacher's name is nobody's here.
pub(super) async fn questions(visit: &Visit, id: AccountId) -> Result<Value, Problem> {
    let all = visit.site.store.inquiries_of(id, None).await?;
    let one = |q: &zhixing_store::LessonInquiry| {
        let answer = q.answer.as_ref().map(|a| json!({"text": a.text, "at": instant(visit, a.at)}));
        let (at, asked) = (q.place.to_string(), instant(visit, q.asked_at));
        json!({"course": q.course, "lesson": q.lesson, "about": at, "question": q.words, "asked": asked, "answer": answer, "shown_to_all": q.shown})
    };
    Ok(Value::Array(all.iter().map(one).collect()))
}

pub(super) async fn messages(visit: &Visit, id: AccountId) -> Result<Value, Problem> {
    let mut all = vec![];
    for number in 0..PAGES {
        let page = visit.site.store.messages_of(id, number).await?;
        let (count, total) = (page.messages.len(), page.total);
        all.extend(
            page.messages.into_iter().map(
                |m| json!({"message": m.message, "sent": instant(visit, m.created_at), "read": m.read_at.map(|at| instant(visit, at))}),
            ),
        );
        if count == 0 || i64::try_from(all.len()).unwrap_or(i64::MAX) >= total {
            break;
        }
    }
    Ok(Value::Array(all))
}

pub(super) async fn events(visit: &Visit, id: AccountId) -> Result<Value, Problem> {
    let all = visit.site.store.events_about(id).await?;
    let one = |e: &zhixing_store::OwnEvent| {
        let by = match e.by {
            DoneBy::Oneself => "you",
            DoneBy::Staff => "staff",
            DoneBy::System => "system",
        };
        // earlier builds wrote texts
        let detail = serde_json::from_str(&e.detail).unwrap_or_else(|_| Value::from(e.detail.clone()));
        json!({"at": instant(visit, e.at), "by": by, "about": e.about, "action": e.action, "detail": detail})
    };
    Ok(Value::Array(all.iter().map(one).collect()))
}

/// An instant with its zone.
pub(super) fn instant(visit: &Visit, at: Timestamp) -> Value {
    json!(visit.site.local(at).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
}
