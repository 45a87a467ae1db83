//! Plans over the open catalog, with the cards of everything they name.

use std::collections::BTreeSet;

use super::cards::open_by_institution;
use super::{Book, Desk};
use crate::catalog::RecordKind;
use crate::desk::{Fault, MakePlan, Plan, PlanAim, PlanView, Shelf};
use crate::planning::answer::{Comparison, Exchanges, Gaps, Missions, ThirdParty, TriangularPlan};
use crate::planning::solve::Budget;
use crate::planning::{Matched, Planner};
use crate::primitive::{Id, World};
use crate::vocabulary::{PortfolioStatus, Vocabulary};

/// Work units for one plan. A unit is an elementary step; this is about a quarter of a minute in the worker,
/// after which the best plan found so far is shown, and says that it is not proven best.
const MOST_WORK: u64 = 1 << 31;

impl<S: Shelf, W: World> Desk<S, W> {
    /// Makes a plan; nothing changes.
    pub(super) fn make_plan(&mut self, question: &MakePlan) -> Result<PlanView, Fault> {
        let as_of = self.today;
        let book = self.indexed()?;
        let plan = book.plan(question).ok_or(Fault::NoCatalog)?;
        let named = Named::of(&plan);
        let open = open_by_institution(&book.facts, as_of);
        let view = book.view(question.lang, as_of, &open);
        let offers = named.offers.iter().filter_map(|id| view.card(RecordKind::Offer, *id));
        let requests = named.requests.iter().filter_map(|id| view.card(RecordKind::Request, *id));
        let entries = offers.chain(requests).collect();
        let institutions = named.institutions.iter().map(|id| view.institution(*id)).collect();
        Ok(PlanView { plan, entries, institutions, taken: book.taken() })
    }
}

impl Book {
    /// Pairs that stand in the portfolio and were not dropped, each once, in order of request and offer.
    fn taken(&self) -> Vec<(Id, Id)> {
        let alive = self.catalog.portfolio.values().filter(|item| item.status != PortfolioStatus::Dropped);
        let pairs = alive.filter_map(|item| item.request.map(|request| (request, &item.offers)));
        let pairs = pairs.flat_map(|(request, offers)| offers.iter().map(move |offer| (request, *offer)));
        pairs.collect::<BTreeSet<_>>().into_iter().collect()
    }

    fn plan(&self, question: &MakePlan) -> Option<Plan> {
        let matched = Matched::new(self.index()?, &question.settings);
        let planner = Planner::new(&self.catalog, &matched).from_band(question.least);
        let budget = &mut Budget::of(MOST_WORK);
        let vocabulary = Vocabulary::carried();
        Some(match question.aim {
            PlanAim::Allocations => Plan::Allocations(planner.compare(budget)),
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
