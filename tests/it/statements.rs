//! How many statements a request makes of the database, its transactions' first and last among them. Each is a way there and back: a table that grows
//! has to say so here.

use crate::main_job::{answers_rightly, starts};
use zhixing_tests::{World, id_of, saves, short, story};

/// Counts what is asked of the database between two steps.
struct Tally<'w> {
    world: &'w World,
    before: u64,
    table: Vec<(&'static str, u64)>,
}

impl Tally<'_> {
    fn step(&mut self, what: &'static str) {
        let now = self.world.world.store.statements();
        self.table.push((what, now - self.before));
        self.before = now;
    }
}

#[test]
fn a_sitting_makes_so_many_statements_and_no_more() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        ada.opens("/").await;
        let before = world.world.store.statements();
        let mut tally = Tally { world: &world, before, table: vec![] };
        ada.opens("/api/v1/me").await;
        tally.step("who asks");
        ada.opens("/exams/little/exam").await;
        tally.step("waiting page");
        let attempt = starts(&mut ada, "little/exam").await;
        tally.step("start");
        ada.opens(&attempt).await;
        tally.step("room");
        assert_eq!(saves(&mut ada, &attempt, "five", short("IoU"), 1).await.status, 200);
        tally.step("first save");
        assert_eq!(saves(&mut ada, &attempt, "five", short("Io"), 2).await.status, 200);
        tally.step("save");
        // its answers may come into one transaction or into two
        answers_rightly(&world, &mut ada, &attempt).await;
        tally.before = world.world.store.statements();
        ada.opens(&format!("{attempt}/review")).await;
        tally.step("review");
        ada.posts(&format!("{attempt}/submit"), &[]).await;
        tally.step("hand-in");
        ada.opens(&format!("{attempt}/receipt")).await;
        tally.step("receipt");
        ada.opens(&format!("/api/v1/attempts/{}/result", id_of(&attempt))).await;
        tally.step("result");
        let most = [
            ("who asks", 1),
            ("waiting page", 3),
            ("start", 7),
            // four of them note the device, once
            ("room", 7),
            // one of them gives the page the right to write
            ("first save", 8),
            ("save", 7),
            ("review", 3),
            ("hand-in", 11),
            ("receipt", 7),
            ("result", 3),
        ];
        assert_eq!(tally.table, most);
    });
}
