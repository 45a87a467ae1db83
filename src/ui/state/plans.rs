//! Asking for a plan: by a worker of its own where it may take long, with its progress and a way to stop it.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Desk, Session, use_desk, use_session};
use crate::desk::{CatalogInfo, Fault, Hello, MakePlan, PlanAim, PlanView};
use crate::platform::{BUILD, BrowserWorld};
use crate::primitive::{Id, World};
use crate::worker::client::News;
use crate::worker::planner::Planner;

/// Pairs of an offer and a request up to which the desk plans itself: a fraction of a second on a phone, less than
/// it takes to start a second worker.
const DESK_PAIRS: u64 = 250_000;

/// The planner of this page.
#[derive(Clone, Copy)]
pub struct Plans(StoredValue<Planner, LocalStorage>);

impl Plans {
    /// A planner that has not started yet.
    pub fn new() -> Self {
        Self(StoredValue::new_local(Planner::default()))
    }
}

impl Default for Plans {
    fn default() -> Self {
        Self::new()
    }
}

/// A plan that is made anew whenever what it depends on changes.
#[derive(Clone, Copy)]
pub struct Planned {
    /// The last plan, or what there is of the one under way.
    pub value: RwSignal<Option<PlanView>>,
    /// Why the last question got no answer.
    pub fault: RwSignal<Option<Fault>>,
    /// Whether a plan is under way.
    pub loading: RwSignal<bool>,
    /// Share done of the plan under way.
    pub done: RwSignal<f64>,
    /// Whether the plan shown is not whole.
    pub is_part: RwSignal<bool>,
    /// Whether the person stopped the last one.
    pub was_stopped: RwSignal<bool>,
    again: RwSignal<u32>,
    turn: StoredValue<u32>,
    plans: Plans,
}

/// Makes the plan that `question` asks for, now and again whenever a signal read in it or the catalog changes.
/// What is under way is stopped when another question comes, and when the screen goes.
pub fn use_plan(question: impl Fn() -> MakePlan + 'static) -> Planned {
    let (desk, session) = (use_desk(), use_session());
    let planned = Planned {
        value: RwSignal::new(None),
        fault: RwSignal::new(None),
        loading: RwSignal::new(true),
        done: RwSignal::new(0.0),
        is_part: RwSignal::new(false),
        was_stopped: RwSignal::new(false),
        again: RwSignal::new(0),
        turn: StoredValue::new(0),
        plans: expect_context(),
    };
    Effect::new(move |_| {
        session.revision.track();
        planned.again.track();
        planned.start(question(), desk, session);
    });
    on_cleanup(move || planned.plans.0.with_value(Planner::stop));
    planned
}

impl Planned {
    /// Stops the plan under way; what is shown stays.
    pub fn stop(self) {
        self.turn.update_value(|turn| *turn = turn.wrapping_add(1));
        self.plans.0.with_value(Planner::stop);
        self.loading.set(false);
        self.was_stopped.set(true);
    }

    /// Makes the plan after all.
    pub fn again(self) {
        self.again.update(|count| *count = count.wrapping_add(1));
    }

    fn start(self, question: MakePlan, desk: Desk, session: Session) {
        self.turn.update_value(|turn| *turn = turn.wrapping_add(1));
        let mine = self.turn.get_value();
        // What is under way is for another question, or for a catalog that has changed.
        self.plans.0.with_value(Planner::stop);
        self.loading.set(true);
        self.done.set(0.0);
        self.was_stopped.set(false);
        // Another worker sees the catalog only where it is written down.
        let is_written = session.durable.get_untracked();
        let large = session
            .current
            .with_untracked(|info| info.as_ref().filter(|info| is_large(info)).map(|info| info.id));
        let catalog = large.filter(|_| is_written);
        spawn_local(async move {
            let aim = question.aim;
            let hear = move |news| {
                if self.turn.try_get_value() == Some(mine) {
                    self.hear(news, aim);
                }
            };
            let answer = made(desk, self.plans, catalog, question, hear).await;
            // The screen may be gone, the plan stopped, or another under way.
            if self.turn.try_get_value() == Some(mine) {
                self.settle(answer);
            }
        });
    }

    fn hear(self, news: News<PlanView>, aim: PlanAim) {
        match news {
            News::Done(done) => self.done.set(done),
            News::SoFar(part) => {
                // A whole plan of the same kind stays until the next is whole.
                let has_whole = self.value.with_untracked(|shown| {
                    shown.as_ref().is_some_and(|shown| shown.plan.aim() == aim)
                        && !self.is_part.get_untracked()
                });
                if !has_whole {
                    self.is_part.set(true);
                    self.value.set(Some(part));
                }
            }
        }
    }

    fn settle(self, answer: Result<PlanView, Fault>) {
        match answer {
            Ok(plan) => {
                self.is_part.set(false);
                self.fault.set(None);
                self.value.set(Some(plan));
            }
            Err(Fault::Cancelled) => {}
            Err(fault) => self.fault.set(Some(fault)),
        }
        self.loading.set(false);
    }
}

fn is_large(info: &CatalogInfo) -> bool {
    u64::from(info.counts.offers) * u64::from(info.counts.requests) > DESK_PAIRS
}

/// The plan, by the planner for this catalog; by the desk where none is named, or where the planner cannot work.
async fn made(
    desk: Desk,
    plans: Plans,
    catalog: Option<Id>,
    question: MakePlan,
    hear: impl Fn(News<PlanView>) + Clone + 'static,
) -> Result<PlanView, Fault> {
    if let Some(id) = catalog {
        let planner = plans.0.get_value();
        let hello = Hello { build: BUILD.to_owned(), today: BrowserWorld.today() };
        let patient = MakePlan { patient: true, ..question.clone() };
        match planner.plan(hello, id, patient, hear.clone()).await {
            Err(fault) if fault != Fault::Cancelled => {}
            answer => return answer,
        }
    }
    desk.ask_heard(question, hear).await
}
