//! Carries what waits to leave the house: letters by mail, short messages, events to other systems. Each way has a worker of its own, so that a slow system holds up no
//! letter, and neither holds up the outbox.

use crate::World;
use tokio::task::JoinSet;
use zhixing_delivery::{mail::Mail, signature, sms::ShortMessage, webhook::Call};
use zhixing_domain::{
    id::{AccountId, WebhookId},
    message::{Channel, InboxMessage, delivery::Delivered, phone::CODE_GOOD},
    time::{Span, Timestamp},
};
use zhixing_office::{
    message::{
        letter::{self, Letter},
        text,
    },
    recovery::actions::{LINK, new_link},
    webhook::actions::secret,
};
use zhixing_store::{Delivery, Fault};

/// A short message that did not get through for so long is not sent.
const NEWS: Span = Span::from_minutes(24 * 60);
/// How many are carried at once.
const MOST: i64 = 16;
/// The hour of the day, in the installation's zone, at which the mail of the day goes out.
const DIGEST_HOUR: i8 = 8;

/// Sends the letters that are due, and in the morning those of the day; where no mail is sent, none is taken.
pub async fn mail(world: World) -> Result<(), Fault> {
    if world.carriers.mailer.is_none() {
        return Ok(());
    }
    emptied(&world, &[Channel::Mail, Channel::Confirm, Channel::Recovery]).await?;
    let now = world.clock.now();
    loop {
        let taken = world.store.take_digests(now, morning(&world, now)).await?;
        if taken.is_empty() {
            return Ok(());
        }
        let days = taken.chunk_by(|a, b| a.target == b.target && a.account == b.account).map(<[Delivery]>::to_vec);
        carried(&world, days.collect()).await?;
    }
}

/// Sends the short messages that are due; where none is sent, none is taken.
pub async fn texts(world: World) -> Result<(), Fault> {
    match world.carriers.gateway {
        Some(_) => emptied(&world, &[Channel::Sms, Channel::PhoneCode]).await,
        None => Ok(()),
    }
}

/// Calls the systems that are to be told of something.
pub async fn webhooks(world: World) -> Result<(), Fault> {
    emptied(&world, &[Channel::Webhook]).await
}

async fn emptied(world: &World, channels: &[Channel]) -> Result<(), Fault> {
    loop {
        let taken = world.store.take_deliveries(world.clock.now(), channels, MOST).await?;
        // whoever forgot a password waits for the letter that such a request queues
        let queues = taken.iter().any(|d| d.channel == Channel::Recovery && d.account.is_none());
        let more = taken.len() as i64 == MOST || queues;
        carried(world, taken.into_iter().map(|delivery| vec![delivery]).collect()).await?;
        if !more {
            return Ok(());
        }
    }
}

/// Carries some at the same time, each of which is one thing or the day of one person, and writes down what came of them.
async fn carried(world: &World, loads: Vec<Vec<Delivery>>) -> Result<(), Fault> {
    let mut running = JoinSet::new();
    for load in loads {
        let world = world.clone();
        running.spawn(async move {
            let came = carry(&world, &load).await;
            if let Delivered::Failed(why) | Delivered::Refused(why) = &came {
                tracing::warn!(first = load.first().map(|d| d.id.as_str()), why, "was not delivered");
            }
            load.into_iter().map(|delivery| (delivery, came.clone())).collect::<Vec<_>>()
        });
    }
    let mut ended = vec![];
    while let Some(load) = running.join_next().await {
        // what broke off is taken again when its lease ends
        ended.extend(load.unwrap_or_default());
    }
    world.store.end_deliveries(ended, world.clock.now()).await
}

async fn carry(world: &World, load: &[Delivery]) -> Delivered {
    let Some(first) = load.first() else { return Delivered::Done };
    let came = match first.channel {
        Channel::Mail | Channel::Digest => post(world, load).await,
        Channel::Confirm => ask(world, first).await,
        Channel::Recovery => recover(world, first).await,
        Channel::Webhook => call(world, first).await,
        Channel::Sms => news(world, first).await,
        Channel::PhoneCode => code(world, first).await,
    };
    came.unwrap_or_else(|fault| Delivered::Failed(fault.to_string()))
}

/// Sends the letter of one message, or of a day, to where its reader's mail goes now.
async fn post(world: &World, load: &[Delivery]) -> Result<Delivered, Fault> {
    let never = |why: &str| Ok(Delivered::Refused(why.into()));
    let Some(first) = load.first() else { return Ok(Delivered::Done) };
    let Some(account) = first.account else { return never("it is nobody's") };
    let Some((reader, address)) = world.store.reader(account).await? else { return never("the account is disabled") };
    let messages: Vec<(InboxMessage, Timestamp)> = load.iter().filter_map(|d| d.message.clone()).collect();
    // that the address changed is told where mail went before
    let farewell = matches!(messages[..], [(InboxMessage::MailChanged, _)]);
    if address.as_deref() != Some(&*first.target) && !farewell {
        return never("the address is not the account's any more");
    }
    if is_late(world, account, first).await? {
        return never("the session is open, or at another time");
    }
    let letter = match &messages[..] {
        [] => return never("a later version wrote it"),
        [(message, _)] if first.channel == Channel::Mail => letter::of_message(&world.site, &reader, message),
        messages => letter::of_day(&world.site, &reader, messages),
    };
    Ok(send(world, first, letter).await)
}

/// Whether it reminds of a session that opened, was moved or cancelled, or does not have this person on its list any more.
async fn is_late(world: &World, account: AccountId, delivery: &Delivery) -> Result<bool, Fault> {
    match &delivery.message {
        Some((InboxMessage::SessionSoon { plan, opens, .. }, _)) => {
            Ok(!world.store.is_ahead(account, plan, *opens, world.clock.now()).await?)
        }
        _ => Ok(false),
    }
}

/// Sends the letter that asks the reader of an address.
async fn ask(world: &World, delivery: &Delivery) -> Result<Delivered, Fault> {
    let never = |why: &str| Ok(Delivered::Refused(why.into()));
    let Some(account) = delivery.account else { return never("it is nobody's") };
    let Some((account, _)) = world.store.reader(account).await? else { return never("the account is disabled") };
    let asked = world.store.mail_place(account.id).await?.asked.filter(|(address, _)| *address == delivery.target);
    let Some((address, at)) = asked else { return never("another address was named since") };
    let Some(letter) = letter::to_confirm(&world.site, &account, &address, at) else { return never("its link cannot be sealed") };
    Ok(send(world, delivery, letter).await)
}

/// Looks who was meant by whoever forgot a password, or sends one of them the link. It is made here, so that it stands in the letter alone.
async fn recover(world: &World, delivery: &Delivery) -> Result<Delivered, Fault> {
    let never = |why: &str| Ok(Delivered::Refused(why.into()));
    let now = world.clock.now();
    let Some(account) = delivery.account else {
        world.store.queue_recovery(&delivery.id, &delivery.target, now).await?;
        return Ok(Delivered::Done);
    };
    if now.since(delivery.created_at) >= LINK {
        return never("nobody waits for it any more");
    }
    let Some((reader, address)) = world.store.reader(account).await? else { return never("the account is disabled") };
    if address.as_deref() != Some(&*delivery.target) {
        return never("the address is not the account's any more");
    }
    let (link, kept) = new_link(&world.site);
    world.store.put_recovery_link(account, kept, now + LINK).await?;
    Ok(send(world, delivery, letter::to_recover(&world.site, &reader, &link)).await)
}

async fn send(world: &World, delivery: &Delivery, letter: Letter) -> Delivered {
    let Some(mailer) = &world.carriers.mailer else { return Delivered::Failed("no mail server is set".into()) };
    let Letter { subject, text, html, unsubscribe } = letter;
    let sent_at = world.clock.now();
    mailer.send(Mail { id: delivery.id.clone(), to: delivery.target.clone(), subject, text, html, unsubscribe, sent_at }).await
}

/// Sends the short message that there is news. What waited for longer than a day is no news.
async fn news(world: &World, delivery: &Delivery) -> Result<Delivered, Fault> {
    let never = |why: &str| Ok(Delivered::Refused(why.into()));
    let now = world.clock.now();
    let Some(account) = delivery.account else { return never("it is nobody's") };
    let Some((reader, _)) = world.store.reader(account).await? else { return never("the account is disabled") };
    let Some((message, _)) = &delivery.message else { return never("a later version wrote it") };
    if now.since(delivery.created_at) >= NEWS || is_late(world, account, delivery).await? {
        return never("nobody waits for it any more");
    }
    if world.store.phone_place(account).await?.confirmed.as_deref() != Some(&*delivery.target) {
        return never("the number is not the account's any more");
    }
    Ok(text_to(world, delivery, text::of_topic(&world.site, &reader, message.topic())).await)
}

/// Sends a code to a number. It is made here, so that it stands in the message alone.
async fn code(world: &World, delivery: &Delivery) -> Result<Delivered, Fault> {
    let never = |why: &str| Ok(Delivered::Refused(why.into()));
    let Some(account) = delivery.account else { return never("it is nobody's") };
    let Some((reader, _)) = world.store.reader(account).await? else { return never("the account is disabled") };
    if world.clock.now().since(delivery.created_at) >= CODE_GOOD {
        return never("nobody waits for it any more");
    }
    let code = text::new_code(&world.site);
    let kept = text::kept_code(account, &code);
    if !world.store.put_phone_code(account, &delivery.target, delivery.created_at, kept).await? {
        return never("another number was named since");
    }
    Ok(text_to(world, delivery, text::of_code(&world.site, &reader, &code)).await)
}

async fn text_to(world: &World, delivery: &Delivery, text: String) -> Delivered {
    let Some(gateway) = &world.carriers.gateway else { return Delivered::Failed("no gateway is set".into()) };
    let at = world.clock.now().ms() / 1_000;
    gateway.send(ShortMessage { id: delivery.id.clone(), to: delivery.target.clone(), text, at }).await
}

/// Tells a system of an event, signed with its secret.
async fn call(world: &World, delivery: &Delivery) -> Result<Delivered, Fault> {
    let never = |why: &str| Ok(Delivered::Refused(why.into()));
    let Ok(id) = delivery.target.parse::<WebhookId>() else { return never("the target is no webhook") };
    let Some(webhook) = world.store.webhook(id).await? else { return never("the webhook is not called any more") };
    let at = world.clock.now().ms() / 1_000;
    let signature = secret(&world.site, id, &webhook.sealed).and_then(|s| signature::sign(&s, &delivery.id, at, &delivery.body));
    let Some(signature) = signature else { return Ok(Delivered::Failed("the secret cannot be opened with the keys of this node".into())) };
    let call = Call { id: delivery.id.clone(), at, signature, body: delivery.body.clone() };
    Ok(world.carriers.caller.call(&webhook.url, call).await)
}

/// The last morning: what came before it goes out now.
fn morning(world: &World, now: Timestamp) -> Timestamp {
    let local = world.site.local(now);
    let at = local.with().hour(DIGEST_HOUR).minute(0).second(0).subsec_nanosecond(0).build();
    let today = at.map_or(now, |at| Timestamp::from_ms(at.timestamp().as_millisecond()));
    if today <= now { today } else { today - Span::from_minutes(24 * 60) }
}
