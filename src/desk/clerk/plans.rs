//! Plans over the open catalog, with the cards of everything they name.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::cards::open_by_institution;
use super::{Book, Desk, Ear};
use crate::catalog::RecordKind;
use crate::desk::{
    Answer, Fault, Heard, MakePlan, Plan, PlanAim, PlanView, Shelf, ThirdPartiesOf, ThirdPartyView,
};
use crate::planning::answer::{Comparison, Exchanges, Gaps, Missions, ThirdParty, TriangularPlan};
use crate::planning::solve::{Budget, Progress};
use crate::planning::{Matched, Planner};
use crate::primitive::{Date, Id, World};
use crate::vocabulary::{PortfolioStatus, Vocabulary};

/// Work units for one plan where nobody can stop it. A unit is an elementary step; this is about a quarter of a
/// minute in the worker, after which the best plan found so far is shown, and says that it is not proven best.
const MOST_WORK: u64 = 1 << 31;

/// Work units for one plan that can be stopped at any time: some minutes. Whoever is still waiting then is better
/// served by the best plan found so far.
const PATIENT_WORK: u64 = 1 << 35;

impl<S: Shelf, W: World> Desk<S, W> {
    /// Makes a plan; nothing changes.
    pub(super) fn make_plan(&mut self, question: &MakePlan, ear: Ear<'_>) -> Result<PlanView, Fault> {
        let as_of = self.today;
        let book = self.indexed()?;
        let ear = RefCell::new(ear);
        let mut hear_progress = |progress: Progress| (*ear.borrow_mut())(Heard::Done(progress.done));
        let most = if question.patient { PATIENT_WORK } else { MOST_WORK };
        let budget = &mut Budget::watched(most, &mut hear_progress);
        let so_far = |plan: Plan| {
            // Whether to stop is asked with the next report of progress.
            let view = Answer::MakePlan(book.plan_view(plan, question, as_of));
            let _ = (*ear.borrow_mut())(Heard::SoFar(Box::new(view)));
        };
        let plan = book.plan(question, budget, so_far).ok_or(Fault::NoCatalog)?;
        Ok(book.plan_view(plan, question, as_of))
    }

    /// Who could help a pair as a third party.
    pub(super) fn third_parties_of(&mut self, question: &ThirdPartiesOf) -> Result<ThirdPartyView, Fault> {
        let as_of = self.today;
        let book = self.indexed()?;
        let index = book.index().ok_or(Fault::NoCatalog)?;
        let matched = Matched::new(index, &question.settings);
        let planner = Planner::new(&book.catalog, &matched);
        let found = planner.third_parties(Vocabulary::carried(), question.request, question.offer);
        let found = found.ok_or(Fault::NotFound(question.offer))?;
        let open = open_by_institution(&book.facts, as_of);
        let view = book.view(question.lang, as_of, &open);
        let named = found.suggestions.iter().filter_map(|suggestion| match &suggestion.party {
            ThirdParty::Institution { id, .. } => Some(view.institution(*id)),
            ThirdParty::Organisation { .. } => None,
        });
        let institutions = named.collect();
        Ok(ThirdPartyView { found, institutions })
    }
}

impl Book {
    /// A plan with the cards of everything it names.
    fn plan_view(&self, plan: Plan, question: &MakePlan, as_of: Date) -> PlanView {
        let named = Named::of(&plan);
        let open = open_by_institution(&self.facts, as_of);
        let view = self.view(question.lang, as_of, &open);
        let offers = named.offers.iter().filter_map(|id| view.card(RecordKind::Offer, *id));
        let requests = named.requests.iter().filter_map(|id| view.card(RecordKind::Request, *id));
        let entries = offers.chain(requests).collect();
        let institutions = named.institutions.iter().map(|id| view.institution(*id)).collect();
        PlanView { plan, revision: self.batch, entries, institutions, taken: self.taken() }
    }

    /// Pairs that stand in the portfolio and were not dropped, each once, in order of request and offer.
    fn taken(&self) -> Vec<(Id, Id)> {
        let alive = self.catalog.portfolio.values().filter(|item| item.status != PortfolioStatus::Dropped);
        let pairs = alive.filter_map(|item| item.request.map(|request| (request, &item.offers)));
        let pairs = pairs.flat_map(|(request, offers)| offers.iter().map(move |offer| (request, *offer)));
        pairs.collect::<BTreeSet<_>>().into_iter().collect()
    }

    fn plan(&self, question: &MakePlan, budget: &mut Budget<'_>, so_far: impl Fn(Plan)) -> Option<Plan> {
        let matched = Matched::new(self.index()?, &question.settings);
        let planner = Planner::new(&self.catalog, &matched).from_band(question.least);
        let vocabulary = Vocabulary::carried();
        Some(match question.aim {
            PlanAim::Allocations => {
                let ready = |comparison: &Comparison| so_far(Plan::Allocations(comparison.clone()));
                Plan::Allocations(planner.compare_heard(budget, ready))
            }
            PlanAim::Missions => Plan::Missions(planner.missions(budget)),
            PlanAim::Exchanges => Plan::Exchanges(planner.exchanges(budget)),
            PlanAim::Triangular => Plan::Triangular(planner.triangular(vocabulary, budget)),
            PlanAim::Gaps => Plan::Gaps(planner.gaps(vocabulary, budget)),
        })
    }
}

/// What a plan names.
#[derive(Default)]
struct Named {
    offers: BTreeSet<Id>,
    requests: BTreeSet<Id>,
    institutions: BTreeSet<Id>,
}

impl Named {
    fn of(plan: &Plan) -> Self {
        let mut named = Self::default();
        match plan {
            Plan::Allocations(plan) => named.add_allocations(plan),
            Plan::Missions(plan) => named.add_missions(plan),
            Plan::Exchanges(plan) => named.add_exchanges(plan),
            Plan::Triangular(plan) => named.add_triangular(plan),
            Plan::Gaps(plan) => named.add_gaps(plan),
        }
        named
    }

    fn add_allocations(&mut self, plan: &Comparison) {
        for allocation in &plan.allocations {
            self.requests.extend(allocation.pairs.iter().map(|pair| pair.request));
            self.offers.extend(allocation.pairs.iter().map(|pair| pair.offer));
            self.requests.extend(allocation.left_out.iter().map(|left| left.request));
        }
    }

    fn add_missions(&mut self, plan: &Missions) {
        for mission in &plan.missions {
            self.requests.insert(mission.request);
            for member in &mission.members {
                self.institutions.insert(member.institution);
                self.offers.extend(member.brings.iter().map(|brings| brings.offer));
            }
        }
    }

    fn add_exchanges(&mut self, plan: &Exchanges) {
        for gift in plan.exchanges.iter().flat_map(|exchange| &exchange.gifts) {
            self.institutions.extend([gift.giver, gift.taker]);
            self.requests.insert(gift.planned.request);
            self.offers.insert(gift.planned.offer);
        }
    }

    fn add_triangular(&mut self, plan: &TriangularPlan) {
        for found in &plan.matches {
            self.requests.insert(found.request);
            self.offers.insert(found.offer);
            for suggestion in &found.suggestions {
                if let ThirdParty::Institution { id, .. } = &suggestion.party {
                    self.institutions.insert(*id);
                }
            }
        }
    }

    fn add_gaps(&mut self, plan: &Gaps) {
        for gap in &plan.cells {
            self.requests.extend(&gap.demand);
            self.offers.extend(&gap.supply);
        }
    }
}
