//! Groups of people: names, bounds, who is in them, what becomes of them when accounts merge, and disabling all of one.

use crate::support::*;
use zhixing_domain::{
    account::{
        Invigilator, Role, Roles,
        group::{GroupRefusal, GroupTerms, MEMBERS},
    },
    event::Event,
    id::GroupId,
    time::{Span, Timestamp},
};
use zhixing_store::{Actor, CodedAccount, Fault, NewAccount, SignInProof, Stamp, Store};

fn terms(name: &str) -> GroupTerms {
    GroupTerms::read(name, "", "").expect("terms")
}

async fn group(store: &Store, name: &str) -> GroupId {
    store.open_group(&administrator(), terms(name), at(NOW)).await.expect("written").expect("made")
}

fn logins(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_string()).collect()
}

#[test]
fn a_group_has_a_name_of_its_own_and_its_people_once() {
    on_each(async |store| {
        let admin = administrator();
        for login in ["ada", "bob", "cem"] {
            person(&store, login, &[Role::Learner]).await;
        }
        let (one, two) = (group(&store, "三班").await, group(&store, "四班").await);
        assert_eq!(store.open_group(&admin, terms("三班"), at(NOW)).await.expect("read"), Err(GroupRefusal::NameTaken));
        assert_eq!(store.change_group(&admin, two, terms("三班"), at(NOW)).await.expect("read"), Err(GroupRefusal::NameTaken));
        let english = GroupTerms::read("四班", "Class 4", "周三").expect("terms");
        assert_eq!(store.change_group(&admin, two, english.clone(), at(NOW)).await.expect("written"), Ok(()));
        assert_eq!(store.group(two).await.expect("read").expect("there").terms, english);

        let unknown = store.add_to_group(&admin, one, logins(&["ada", "nobody"]), at(NOW)).await.expect("read");
        assert_eq!(unknown, Err(GroupRefusal::Unknown(logins(&["nobody"]))), "all of them, or nobody");
        assert_eq!(store.add_to_group(&admin, one, logins(&["ada", "bob", "ada"]), at(NOW)).await.expect("written"), Ok(2));
        assert_eq!(store.add_to_group(&admin, one, logins(&["bob", "cem"]), at(NOW)).await.expect("written"), Ok(1), "bob is there");
        let page = store.group_people(&admin, one, "B", 0).await.expect("read");
        assert_eq!((page.total, page.accounts[0].login.as_str()), (1, "bob"));
        let bob = page.accounts[0].id;
        assert_eq!(store.groups_of(bob).await.expect("read").iter().map(|g| (g.id, g.people)).collect::<Vec<_>>(), [(one, 3)]);
        assert_eq!(store.take_from_group(&admin, one, vec![bob, bob], at(NOW)).await.expect("written"), 1);
        assert_eq!(store.take_from_group(&admin, one, vec![bob], at(NOW)).await.expect("read"), 0);
        let told = store.events_of(&admin, &bob.to_string()).await.expect("read");
        let told: Vec<_> = told.into_iter().filter_map(|line| line.what.event().cloned()).collect();
        let name = || "三班".to_string();
        assert!(told.contains(&Event::Grouped { group: name() }) && told.contains(&Event::Ungrouped { group: name() }), "{told:?}");

        assert!(store.remove_group(&admin, one, at(NOW)).await.expect("written"));
        assert!(!store.remove_group(&admin, one, at(NOW)).await.expect("read"));
        assert!(store.groups_of(store.accounts_like("ada", 0).await.expect("read").accounts[0].id).await.expect("read").is_empty());
        assert!(matches!(store.add_to_group(&admin, one, logins(&["ada"]), at(NOW)).await, Err(Fault::Missing("group"))), "there is none");
    });
}

#[test]
fn a_group_has_so_many_people_and_no_more() {
    on_each(async |store| {
        let (admin, one) = (administrator(), group(&store, "大").await);
        let new = |n: usize| {
            let (login, roles) = (format!("p{n:05}"), Roles::of(&[Role::Learner]));
            let account = NewAccount { login, display_name: "P".into(), legal_name: String::new(), roles, password_hash: "!".into() };
            CodedAccount { account, code: format!("code {n}"), note: String::new() }
        };
        let (taken, stopped) = store.open_accounts(&admin, (0..=MEMBERS).map(new).collect(), NOW, at(NOW)).await.expect("opened");
        assert!(taken.is_empty() && stopped.is_none());
        let all: Vec<String> = (0..=MEMBERS).map(|n| format!("p{n:05}")).collect();
        assert_eq!(store.add_to_group(&admin, one, all.clone(), at(NOW)).await.expect("read"), Err(GroupRefusal::Full));
        let two = group(&store, "二").await;
        let (most, others) = all.split_at(MEMBERS - 1_000);
        assert_eq!(store.add_to_group(&admin, two, most.to_vec(), at(NOW)).await.expect("written"), Ok(most.len() as u64));
        let twice: Vec<String> = others.iter().chain(&most[..5]).cloned().collect();
        assert_eq!(store.add_to_group(&admin, two, twice, at(NOW)).await.expect("read"), Err(GroupRefusal::Full));
        assert_eq!(store.group(two).await.expect("read").expect("there").people, most.len() as i64, "all of them, or nobody");
        // two at once: what there is room for comes, some at a time, and the one who finds none is told so when asking again
        let add = |some: &[String]| store.add_to_group(&admin, two, some.to_vec(), at(NOW));
        let came = tokio::join!(add(&others[..600]), add(&others[400..]));
        assert!(came.0.is_err() || came.1.is_err() || matches!((&came.0, &came.1), (Ok(Err(_)), _) | (_, Ok(Err(_)))), "{came:?}");
        assert_eq!(add(others).await.expect("read"), Err(GroupRefusal::Full));
        assert!(store.group(two).await.expect("read").expect("there").people <= MEMBERS as i64);
        assert_eq!(store.add_to_group(&admin, one, all[..MEMBERS].to_vec(), at(NOW)).await.expect("written"), Ok(MEMBERS as u64));
        assert_eq!(store.add_to_group(&admin, one, all[MEMBERS..].to_vec(), at(NOW)).await.expect("read"), Err(GroupRefusal::Full));
        assert_eq!(store.group(one).await.expect("read").expect("there").people, MEMBERS as i64);
    });
}

#[test]
fn disabling_a_group_ends_its_sessions_and_leaves_whoever_does_it() {
    on_each(async |store| {
        let admin = administrator();
        let chief = person(&store, "chief", &[Role::Admin]).await;
        let (ada, bob) = (person(&store, "ada", &[Role::Learner]).await, person(&store, "bob", &[Role::Learner]).await);
        let one = group(&store, "三班").await;
        store.add_to_group(&admin, one, logins(&["ada", "bob", "chief"]), at(NOW)).await.expect("written").expect("came");
        store.set_disabled(&admin, bob.id, Some(NOW), at(NOW)).await.expect("disabled");
        let proof = SignInProof::of(ada.id, "hash", None);
        store.begin_session("s".into(), proof, NOW, NOW + Span::from_minutes(5)).await.expect("begun");
        let asked = store.group_enabled(&admin, one, Some(chief.id)).await.expect("read");
        assert_eq!(asked.iter().map(|a| a.id).collect::<Vec<_>>(), [ada.id], "bob is disabled, and nobody disables the own account");
        let who = Invigilator::of(&chief).expect("an administrator");
        assert_eq!(store.group_logins(&who, one).await.expect("read"), ["ada", "chief"]);
        let later = Timestamp::from_ms(NOW.ms() + 1);
        let stamp = Stamp::new(later, Actor::Person(chief.id), [8; 10]);
        assert_eq!(store.disable_group(&admin, one, stamp.clone()).await.expect("disabled"), 1);
        assert!(store.session("s".into()).await.expect("read").is_none());
        let account = async |id| store.account(id).await.expect("read").expect("there").disabled_at;
        assert_eq!((account(ada.id).await, account(bob.id).await, account(chief.id).await), (Some(later), Some(NOW), None));
        assert_eq!(store.disable_group(&admin, one, stamp).await.expect("read"), 0, "done again it reaches nobody");
        // the command line is nobody: it would leave nobody who administers
        let operator = Stamp::new(later, Actor::Operator, [9; 10]);
        let refused = store.disable_group(&admin, one, operator).await;
        assert!(matches!(refused, Err(Fault::LastAdministrator)), "{refused:?}");
        assert_eq!(account(chief.id).await, None);
        assert_eq!(store.verify_records().await.expect("read"), []);
    });
}

#[test]
fn of_two_accounts_that_become_one_the_groups_of_both_are_its() {
    on_each(async |store| {
        let admin = administrator();
        let (stays, closed) = (person(&store, "ada", &[Role::Learner]).await, person(&store, "ada-old", &[Role::Learner]).await);
        let (one, two) = (group(&store, "三班").await, group(&store, "四班").await);
        store.add_to_group(&admin, one, logins(&["ada", "ada-old"]), at(NOW)).await.expect("written").expect("came");
        store.add_to_group(&admin, two, logins(&["ada-old"]), at(NOW)).await.expect("written").expect("came");
        assert_eq!(store.merge_accounts(&admin, stays.id, closed.id, None, at(NOW)).await.expect("merged"), Ok(()));
        let groups = store.groups_of(stays.id).await.expect("read");
        assert_eq!(groups.iter().map(|g| (g.id, g.people)).collect::<std::collections::BTreeMap<_, _>>(), [(one, 1), (two, 1)].into());
        assert!(store.groups_of(closed.id).await.expect("read").is_empty());
        let again = store.add_to_group(&admin, one, logins(&["ada-old"]), at(NOW)).await.expect("read");
        assert_eq!(again, Err(GroupRefusal::Unknown(logins(&["ada-old"]))), "what is closed comes into no group");
    });
}
