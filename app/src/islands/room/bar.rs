//! The bar over the exam: what is done, whether it is saved, how much time is left.

use super::{
    super::{
        dom,
        live::{effect, live, pressed},
        ordering,
    },
    LEAVES, LIMITED, Opening, listen,
    paper::PaperForm,
    reauthenticate,
    sender::Sender,
    status::{BarNotice, Saving, Show},
    view::glyph,
};
use crate::{api_replies::AttemptStatus, i18n::exam as words, urls};
use leptos::prelude::*;
use zhixing_domain::{attempt::Phase, lang::Lang};

const SECOND: f64 = 1_000.0;
const MINUTE: f64 = 60_000.0;
/// The instants that stand in a sealed page in place of its times lie beyond this one (`zhixing_exam::room`).
pub const UNKNOWN_FROM: i64 = 1 << 60;

/// Who sends, once the page is awake.
type Waking = StoredValue<Option<Sender>, LocalStorage>;

#[island]
pub fn ExamBar(opening: Opening) -> impl IntoView {
    let (lang, count) = (opening.lang, opening.items.len());
    let title_lang = opening.title_lang.tag();
    let (person, title, ends) = (opening.person.clone(), opening.title.clone(), opening.ends.clone());
    let (leaves, limited) = (opening.section & LEAVES > 0, opening.section & LIMITED > 0);
    // a section may be no longer than what is the end of a whole paper
    let early = if limited { 2.0 * MINUTE } else { 10.0 * MINUTE };
    // a page that was sealed before the start does not know its times while it is made
    let known = opening.server_now < UNKNOWN_FROM;
    let left = RwSignal::new(if known { (opening.deadline - opening.server_now) as f64 } else { f64::NAN });
    let show = Show::new(first_status(&opening), opening.answered);
    let spoken = RwSignal::new(String::new());
    let sender = StoredValue::new_local(None::<Sender>);
    follow(opening, show, sender, left, spoken);
    let state = move || show.saving.get().look();
    view! {
        <header class="exam-bar" data-eager="">
            <div class="exam-bar__inner">
                <h1 class="exam-bar__title" lang=title_lang>{title}</h1>
                <p class="exam-bar__done"><a href="#sheet">{live(move || words::done_of(lang, show.answered.get(), count))}</a></p>
                <p class="save-state needs-script" data-state=live(state) role="status">
                    <svg class="icon" viewBox="0 0 20 20" aria-hidden="true" inner_html=live(move || glyph(state()))></svg>
                    <span>{live(move || show.saving.get().words(lang))}</span>
                </p>
                <p class="exam-bar__ends without-script">{ends}</p>
                <p class="countdown needs-script" data-phase=live(move || phase(left.get(), early))>
                    <span class="countdown__label">{if limited { words::remaining_section(lang) } else { words::remaining(lang) }}</span>
                    <span class="countdown__time numeric" role="timer" aria-live="off">{live(move || clock(left.get()))}</span>
                </p>
                <p class="visually-hidden" role="status">{live(move || spoken.get())}</p>
                <button class="button button--primary button--small exam-bar__submit" form="paper" name="do" value=if leaves { "leave" } else { "review" }>
                    {if leaves { words::leave(lang) } else { words::review_button(lang) }}
                </button>
                {menu(show, sender, lang)}
            </div>
            {notice_of(show, sender, person, lang)}
        </header>
    }
}

/// What is known before the server has spoken.
fn first_status(opening: &Opening) -> AttemptStatus {
    let (leaves, limited) = (opening.section & LEAVES > 0, opening.section & LIMITED > 0);
    AttemptStatus {
        server_now: opening.server_now,
        // before the last section the page knows no other end until the server speaks
        deadline: (!(limited && leaves)).then_some(opening.deadline),
        section_deadline: limited.then_some(opening.deadline),
        position: None,
        phase: Some(Phase::InProgress),
        notice: None,
        news: None,
        pause_reason: None,
        writer: None,
    }
}

/// Wakes the page, and follows what becomes of it: another page that took the pen, the end, a pause.
fn follow(opening: Opening, show: Show, sender: Waking, left: RwSignal<f64>, spoken: RwSignal<String>) {
    let (lang, attempt) = (opening.lang, opening.attempt.clone());
    effect(move || {
        show.standing.update_untracked(|s| s.1 = dom::monotonic());
        let woken = wake(opening.clone(), show);
        if let Some(woken) = &woken {
            tick(woken.clone(), left, spoken, lang);
        }
        sender.set_value(woken);
    });
    effect(move || {
        let saving = show.saving.get();
        sender.with_value(|s| {
            if let Some(s) = s {
                s.paper.lock(saving == Saving::TakenOver);
            }
        });
        if saving == Saving::Over
            && let Some(window) = dom::window()
        {
            let _ = window.location().set_href(&urls::receipt(&attempt));
        }
    });
    let mut covered = false;
    effect(move || {
        let covers = show.covers();
        show.word.track();
        sender.with_value(|s| {
            if let Some(s) = s {
                s.cover(covers, &clock(s.remaining()));
            }
        });
        if std::mem::replace(&mut covered, covers) && !covers {
            spoken.set(words::resumed(lang).into());
        }
    });
}

fn menu(show: Show, sender: Waking, lang: Lang) -> impl IntoView {
    let file = move || {
        sender.with_value(|s| {
            if let Some(s) = s {
                s.answer_file()
            }
        })
    };
    view! {
        <details class="menu exam-bar__menu needs-script">
            <summary class="menu__button exam-bar__more" aria-label=words::more(lang)>
                <svg class="icon" viewBox="0 0 20 20" aria-hidden="true" inner_html=glyph("more")></svg>
            </summary>
            <div class="menu__panel exam-bar__panel">
                <button class="menu__item" type="button" data-answer-file="" on:click=pressed(file)>{words::answer_file(lang)}</button>
                <p class="exam-bar__hint">{words::answer_file_words(lang)}</p>
                <p class="exam-bar__hint exam-bar__said" role="status">{live(move || show.file.get())}</p>
            </div>
        </details>
    }
}

/// What has to be known or done now, with the button that does it.
fn notice_of(show: Show, sender: Waking, person: String, lang: Lang) -> impl IntoView {
    let notice = move || show.notice();
    let act = move || {
        sender.with_value(|s| {
            if let (Some(sender), Some(notice)) = (s, untrack(notice)) {
                match notice {
                    BarNotice::Pen => sender.take_over(),
                    BarNotice::SignedOut | BarNotice::Stranger => reauthenticate::open(),
                    BarNotice::Late | BarNotice::Outage => sender.answer_file(),
                    BarNotice::Staff => show.word.set(String::new()),
                    BarNotice::CannotStore => {}
                }
            }
        });
    };
    view! {
        <div class="exam-bar__notice" role="alert" data-tone=live(move || notice().map_or("", BarNotice::tone)) hidden=live(move || notice().is_none())>
            <p>
                {live(move || {
                    let said = |n: BarNotice| match n {
                        BarNotice::Staff => words::staff_says(lang, show.word.get()),
                        n => n.words(lang, &show.other_account.get(), &person),
                    };
                    notice().map(said).unwrap_or_default()
                })}
            </p>
            <button class="button button--small" type="button" hidden=live(move || notice().is_none_or(|n| n.action(lang).is_none())) on:click=pressed(act)>
                {live(move || notice().and_then(|n| n.action(lang)).map(String::from).unwrap_or_default())}
            </button>
        </div>
    }
}

fn phase(left: f64, early: f64) -> &'static str {
    match left {
        l if l < MINUTE => "last-minute",
        l if l < early => "last-minutes",
        _ => "normal",
    }
}

/// `1:12:40`, `9:31`; never below zero, and never a time that is not known.
fn clock(left: f64) -> String {
    if left.is_nan() {
        return "–:––".into();
    }
    words::clock((left.max(0.0) / SECOND).ceil() as i64)
}

/// Counts down by the monotonic clock; speaks at ten, five and one minutes; hands in at the end.
fn tick(sender: Sender, left: RwSignal<f64>, spoken: RwSignal<String>, lang: Lang) {
    let mut said = sender.remaining();
    let mut is_up = false;
    let slept = sender.clone();
    let step = move || {
        let now = sender.remaining();
        for minutes in [10, 5, 1] {
            let mark = f64::from(minutes) * MINUTE;
            if said > mark && now <= mark {
                spoken.set(words::time_left_words(lang, minutes));
            }
        }
        // a grant brings time back: then all marks count anew; the network's trembling does not
        if now < said || now > said + MINUTE / 2.0 {
            said = now;
        }
        left.set(now);
        if now <= 0.0 && !is_up {
            is_up = true;
            spoken.set(words::time_up(lang).into());
            sender.time_is_up();
        }
        if now > SECOND && is_up {
            is_up = false;
            sender.go_on();
        }
    };
    listen::every_half_second(step, move || slept.resync());
}

/// Finds the paper and puts every listener in place.
fn wake(opening: Opening, show: Show) -> Option<Sender> {
    let paper = PaperForm::find(opening.items.clone(), opening.lang)?;
    paper.one_at_a_time();
    ordering::wake(&paper.form);
    let sender = Sender::new(opening, paper, show);
    sender.estimate();
    listen::wake(&sender);
    reauthenticate::wake(&sender);
    sender.guard_pause();
    sender.listen_to_staff();
    sender.begin();
    Some(sender)
}
