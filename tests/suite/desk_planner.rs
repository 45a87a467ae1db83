//! A second desk that only plans: it answers what the first would, tells how far it is, and writes nothing.

use std::ops::ControlFlow;

use matriz::catalog::AnyRecord;
use matriz::desk::{
    Adopt, AdoptHow, Answer, Command, CreateCatalog, Desk, Do, Fault, Heard, Hello, MakePlan, MemoryShelf,
    OpenCatalog, Plan, PlanAim, PlanView, Question, ReadFile, ReadOnly, RenameCatalog, Shelf, Undo,
};
use matriz::matching::answer::Band;
use matriz::planning::answer::{Proof, Stopped};
use matriz::primitive::{FixedWorld, Id, Language, Text};

use crate::desk_help::{NOW_MS, Tab, day, now, settings};

const FILE: &[u8] = include_bytes!("../graded/catalog-a.json");
const AIMS: [PlanAim; 5] =
    [PlanAim::Allocations, PlanAim::Missions, PlanAim::Exchanges, PlanAim::Triangular, PlanAim::Gaps];

/// A desk in the role of the second worker.
struct Planner {
    desk: Desk<ReadOnly<MemoryShelf>, FixedWorld>,
}

impl Planner {
    fn open(shelf: &MemoryShelf, catalog: Id) -> Self {
        let mut planner = Self { desk: Desk::new(ReadOnly(shelf.clone()), FixedWorld::seeded(NOW_MS, 7)) };
        planner.ask(Hello { build: String::new(), today: day("2026-11-22") }).expect("it reads");
        planner.ask(OpenCatalog { id: catalog }).expect("it reads");
        planner
    }

    fn ask<Q: Question>(&mut self, question: Q) -> Result<Q::Answer, Fault> {
        let reply = now(self.desk.ask(question.into(), None));
        assert!(!reply.wrote);
        Ok(Q::unpack(reply.answer?).expect("the answer belongs to the question"))
    }

    /// Plans, and hears of it until `stop` says so.
    fn plan(&mut self, question: MakePlan, stop: impl Fn(usize) -> bool) -> (PlanView, Vec<Heard>) {
        let mut heard = Vec::new();
        let mut ear = |news: Heard| {
            heard.push(news);
            if stop(heard.len()) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let reply = now(self.desk.ask_heard(question.into(), None, &mut ear));
        assert!(!reply.wrote);
        let Ok(Answer::MakePlan(view)) = reply.answer else { panic!("a plan was asked for") };
        (view, heard)
    }
}

fn question(aim: PlanAim) -> MakePlan {
    MakePlan { aim, settings: settings(), least: Band::Weak, lang: Language::Es, patient: true }
}

fn seminar() -> (MemoryShelf, Tab, Id) {
    let shelf = MemoryShelf::default();
    let mut tab = Tab::open(&shelf, 1);
    let file = ReadFile { name: "a.json".into(), sample: false };
    let (preview, _) = tab.ask_with(file, Some(FILE.to_vec())).expect("the file is good");
    let info = tab.ask(Adopt { token: preview.token, how: AdoptHow::Beside }).expect("it fits");
    (shelf, tab, info.id)
}

#[test]
fn the_planner_answers_what_the_desk_would_and_hears_of_every_edit() {
    let (shelf, mut tab, catalog) = seminar();
    let mut planner = Planner::open(&shelf, catalog);
    for aim in AIMS {
        assert_eq!(planner.plan(question(aim), |_| false).0, tab.ask(question(aim)).unwrap());
    }
    let (before, _) = planner.plan(question(PlanAim::Allocations), |_| false);
    let Plan::Allocations(comparison) = &before.plan else { panic!("allocations were asked for") };
    let pair = comparison.allocations[0].pairs[0];
    let picks = vec![(pair.request, vec![pair.offer])];
    let status = matriz::vocabulary::PortfolioStatus::Agreed;
    tab.ask(Do { command: Command::TakeUpAll { picks, status } }).unwrap();
    let (after, _) = planner.plan(question(PlanAim::Allocations), |_| false);
    assert_eq!(after, tab.ask(question(PlanAim::Allocations)).unwrap());
    assert!(after.revision > before.revision && after.taken.contains(&(pair.request, pair.offer)));
    tab.ask(Undo {}).unwrap();
    let (undone, _) = planner.plan(question(PlanAim::Allocations), |_| false);
    assert_eq!((undone.plan, undone.taken), (before.plan, before.taken));
}

#[test]
fn progress_is_told_and_never_falls_and_each_allocation_comes_when_it_is_ready() {
    let (shelf, _, catalog) = seminar();
    let mut planner = Planner::open(&shelf, catalog);
    for aim in AIMS {
        let (view, heard) = planner.plan(question(aim), |_| false);
        let shares: Vec<f64> = heard
            .iter()
            .filter_map(|news| if let Heard::Done(done) = news { Some(*done) } else { None })
            .collect();
        assert!(!shares.is_empty() && shares.windows(2).all(|two| two[0] <= two[1]), "{aim:?}: {shares:?}");
        assert!(shares.iter().all(|share| (0.0..=1.0).contains(share)));
        let part = |news: &Heard| match news {
            Heard::SoFar(answer) => match &**answer {
                Answer::MakePlan(view) => Some(view.clone()),
                _ => None,
            },
            Heard::Done(_) => None,
        };
        let parts: Vec<PlanView> = heard.iter().filter_map(part).collect();
        let Plan::Allocations(whole) = &view.plan else {
            assert!(parts.is_empty());
            continue;
        };
        assert_eq!(parts.len(), 2);
        for (count, part) in (1..).zip(parts) {
            let Plan::Allocations(part) = &part.plan else { panic!("a part of another plan") };
            assert_eq!(part.allocations, whole.allocations[..count]);
            assert_eq!(part.assumptions, whole.assumptions);
        }
    }
}

#[test]
fn a_stopped_plan_says_so_and_leaves_nothing() {
    let (shelf, _, catalog) = seminar();
    let before = now(shelf.state()).unwrap();
    let mut planner = Planner::open(&shelf, catalog);
    for aim in AIMS {
        let (view, heard) = planner.plan(question(aim), |heard| heard >= 1);
        let stopped = Proof::NotProven(Stopped::Cancelled);
        let proof = match view.plan {
            Plan::Allocations(plan) => {
                plan.allocations.iter().fold(Proof::Best, |all, one| all.and(one.proof))
            }
            Plan::Missions(plan) => plan.proof,
            Plan::Exchanges(plan) => plan.proof,
            Plan::Triangular(plan) => plan.proof,
            Plan::Gaps(plan) => plan.proof,
        };
        assert_eq!(proof, stopped, "{aim:?}");
        let told = heard.iter().filter(|news| matches!(news, Heard::Done(_))).count();
        assert_eq!(told, 1, "after a stop nothing more is reported");
    }
    assert_eq!(now(shelf.state()).unwrap(), before);
    // The next plan is whole again.
    let (view, _) = planner.plan(question(PlanAim::Gaps), |_| false);
    assert!(matches!(view.plan, Plan::Gaps(gaps) if gaps.proof == Proof::Best));
}

#[test]
fn a_planner_refuses_to_write_and_the_catalog_stays_as_it_was() {
    let (shelf, mut tab, catalog) = seminar();
    let mut planner = Planner::open(&shelf, catalog);
    let (state, rows) = (now(shelf.state()).unwrap(), now(shelf.rows(catalog, 0)).unwrap());
    let offer = tab.list(matriz::catalog::RecordKind::Offer, Default::default()).entries[0].key.id;
    let get =
        matriz::desk::GetEntry { kind: matriz::catalog::RecordKind::Offer, id: offer, lang: Language::Es };
    let AnyRecord::Offer(mut record) = planner.ask(get).unwrap().record else { panic!("an offer") };
    record.title.text.push('!');
    let commands = [
        Command::Put(Box::new(record.into())),
        Command::Delete(vec![(matriz::catalog::RecordKind::Offer, offer)]),
        Command::SetStatus { ids: vec![offer], status: matriz::vocabulary::Status::Closed },
    ];
    for command in commands {
        assert!(matches!(planner.ask(Do { command }), Err(Fault::NotWritten(_))));
    }
    let title = Text::plain("Other");
    assert!(matches!(planner.ask(CreateCatalog { title: title.clone() }), Err(Fault::NotWritten(_))));
    assert!(matches!(planner.ask(RenameCatalog { id: catalog, title }), Err(Fault::NotWritten(_))));
    assert_eq!((now(shelf.state()).unwrap(), now(shelf.rows(catalog, 0)).unwrap()), (state, rows));
    assert_eq!(planner.plan(question(PlanAim::Gaps), |_| false).0, tab.ask(question(PlanAim::Gaps)).unwrap());
}
