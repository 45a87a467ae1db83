//! Gaps: what is wanted and not offered, and offered and not wanted, cell by cell of the matrix.

use std::collections::{BTreeMap, BTreeSet};

use super::answer::{Cell, Gap, Gaps, Proof, Stopped};
use super::candidates::{Candidates, Gates};
use super::planner::{LOOK, Planner};
use super::solve::Budget;
use crate::catalog::Subject;
use crate::matching::answer::Gate;
use crate::primitive::{Id, Said};
use crate::vocabulary::{Code, Sector, Vocabulary, known};

/// Share of the work that looking for matches is, for the progress report.
const LOOKING: f64 = 0.9;

/// Cells of all entries of one side.
type ByCell = BTreeMap<Cell, BTreeSet<Id>>;

/// What the matches of a catalog leave.
struct Left {
    unmet: BTreeSet<Id>,
    /// Offers that no request looked at so far matches, in order of id.
    idle: Vec<Id>,
}

/// The offers and requests of every cell.
struct Sides {
    demand: ByCell,
    supply: ByCell,
    /// All offers: those without room are no supply, but they are why a request in their cell is not met.
    offered: ByCell,
}

impl<C: Candidates> Planner<'_, C> {
    /// Demand, supply, unmet demand and idle supply of every cell that is not empty.
    ///
    /// Demand are requests with a provider still to find, supply are open offers with room. Demand is unmet where no
    /// offer matches it, supply is idle where it matches no request.
    ///
    /// Not every pair is looked at: an offer is looked at until one request matches it, a request that matches none
    /// of those still idle is asked for its best match, and what stands in the way is counted within the cells of
    /// unmet requests.
    pub fn gaps(&self, vocabulary: &Vocabulary, budget: &mut Budget<'_>) -> Gaps {
        let sides = self.sides(vocabulary);
        budget.stage(0.0, LOOKING);
        let (left, ran) = self.left(budget);
        budget.stage(LOOKING, 1.0);
        let (counts, counted) = match ran {
            Ok(()) => self.failing(&sides, &left.unmet, budget),
            Err(_) => (BTreeMap::new(), Ok(())),
        };
        let all: BTreeSet<Cell> = sides.demand.keys().chain(sides.supply.keys()).copied().collect();
        // Where looking was stopped, nobody knows which of the offers left would have found a request.
        let idle = if ran.is_ok() { left.idle.as_slice() } else { &[] };
        let gap = |cell| gap(cell, &sides, &left.unmet, idle, counts.get(&cell));
        Gaps { cells: all.into_iter().map(gap).collect(), proof: Proof::from(ran.and(counted)) }
    }

    fn sides(&self, vocabulary: &Vocabulary) -> Sides {
        let mut sides = Sides { demand: ByCell::new(), supply: ByCell::new(), offered: ByCell::new() };
        for request in self.asking() {
            for cell in cells(vocabulary, request.subjects.iter(), &request.sectors) {
                sides.demand.entry(cell).or_default().insert(request.head.id);
            }
        }
        for offer in self.catalog.offers.values() {
            let has_room = self.room(offer) > 0;
            for cell in cells(vocabulary, offer.all_subjects(), &offer.sectors) {
                sides.offered.entry(cell).or_default().insert(offer.head.id);
                if has_room {
                    sides.supply.entry(cell).or_default().insert(offer.head.id);
                }
            }
        }
        sides
    }

    fn left(&self, budget: &mut Budget<'_>) -> (Left, Result<(), Stopped>) {
        let supply = self.catalog.offers.values().filter(|offer| self.room(offer) > 0);
        let mut left = Left { unmet: BTreeSet::new(), idle: supply.map(|offer| offer.head.id).collect() };
        let asking: Vec<Id> = self.asking().map(|request| request.head.id).collect();
        for (at, request) in asking.iter().enumerate() {
            budget.at(at as f64 / asking.len() as f64);
            if let Err(stopped) = budget.spend(LOOK * (1 + left.idle.len() as u64)) {
                return (left, Err(stopped));
            }
            let mut reached = self.candidates.reached(*request, &left.idle, self.least).into_iter();
            let before = left.idle.len();
            left.idle.retain(|_| !reached.next().unwrap_or(false));
            if left.idle.len() == before && self.best_match(*request).is_none() {
                left.unmet.insert(*request);
            }
        }
        (left, Ok(()))
    }

    /// In each cell, how often each gate fails between its unmet requests and its offers.
    fn failing(
        &self,
        sides: &Sides,
        unmet: &BTreeSet<Id>,
        budget: &mut Budget<'_>,
    ) -> (BTreeMap<Cell, Counts>, Result<(), Stopped>) {
        let mut counts = BTreeMap::<Cell, Counts>::new();
        let none = BTreeSet::new();
        for (at, (cell, demand)) in sides.demand.iter().enumerate() {
            budget.at(at as f64 / sides.demand.len() as f64);
            let offers: Vec<Id> = sides.offered.get(cell).unwrap_or(&none).iter().copied().collect();
            for request in demand.intersection(unmet) {
                if let Err(stopped) = budget.spend(LOOK * (1 + offers.len() as u64)) {
                    return (counts, Err(stopped));
                }
                let counts = counts.entry(*cell).or_default();
                for failed in self.candidates.failures_of(*request, &offers) {
                    counts.weak += u32::from(failed == Gates::default());
                    failed.iter().for_each(|gate| counts.gates[gate.index()] += 1);
                }
            }
        }
        (counts, Ok(()))
    }
}

/// What keeps the pairs of a cell's unmet requests and its offers apart.
#[derive(Clone, Copy, Default)]
struct Counts {
    gates: [u32; Gate::ALL.len()],
    /// Pairs that pass every gate and are weaker than what the plan counts.
    weak: u32,
}

impl Counts {
    /// The gate that fails most often, the first of equals.
    fn failing(&self) -> Option<Gate> {
        let most = Gate::ALL.into_iter().rev().max_by_key(|gate| self.gates[gate.index()]);
        most.filter(|gate| self.gates[gate.index()] > 0)
    }

    fn reason(&self) -> Said {
        let failing = self.failing();
        let failed = failing.map_or(0, |gate| self.gates[gate.index()]);
        if self.weak > failed { Said::new("plan.gap.weak") } else { reason(failing) }
    }
}

fn gap(cell: Cell, sides: &Sides, unmet: &BTreeSet<Id>, idle: &[Id], counts: Option<&Counts>) -> Gap {
    let none = BTreeSet::new();
    let of = |side: &ByCell| -> Vec<Id> { side.get(&cell).unwrap_or(&none).iter().copied().collect() };
    let (demand, supply) = (of(&sides.demand), of(&sides.supply));
    let unmet: Vec<Id> = demand.iter().copied().filter(|request| unmet.contains(request)).collect();
    Gap {
        cell,
        // Where counting was stopped before this cell there is nothing to say.
        reason: counts.map(Counts::reason),
        failing: counts.and_then(Counts::failing),
        idle: supply.iter().copied().filter(|offer| idle.binary_search(offer).is_ok()).collect(),
        demand,
        supply,
        unmet,
    }
}

fn reason(failing: Option<Gate>) -> Said {
    Said::new(match failing {
        None => "plan.gap.none",
        Some(Gate::Parties) => "plan.gap.parties",
        Some(Gate::Time) => "plan.gap.time",
        Some(Gate::Form) => "plan.gap.form",
        Some(Gate::Subject) => "plan.gap.subject",
        Some(Gate::Capacity) => "plan.gap.capacity",
        Some(Gate::Required) => "plan.gap.required",
    })
}

/// The cells of an entry. What stands outside the topics is counted under its sector; an entry that states neither
/// stands in the cell without row and column.
fn cells<'s>(
    vocabulary: &Vocabulary,
    subjects: impl Iterator<Item = &'s Subject>,
    sectors: &[Code<Sector>],
) -> BTreeSet<Cell> {
    let mut cells: BTreeSet<Cell> =
        subjects.map(|subject| cell(vocabulary, subject)).filter(|cell| *cell != Cell::default()).collect();
    if cells.is_empty() {
        cells.extend(known(sectors).map(|sector| Cell { sector: Some(sector), ..Cell::default() }));
    }
    if cells.is_empty() {
        cells.insert(Cell::default());
    }
    cells
}

fn cell(vocabulary: &Vocabulary, subject: &Subject) -> Cell {
    let concept = subject.subtopic.as_deref().and_then(|id| vocabulary.find(id));
    let parent = concept.and_then(|ix| vocabulary.concept(ix).parents.first().copied());
    let stated = subject.topic.as_ref().and_then(Code::known);
    let topic = stated.or_else(|| vocabulary.as_topic(parent?));
    let sector = if topic.is_none() { parent.and_then(|ix| vocabulary.as_sector(ix)) } else { None };
    let main = concept.or_else(|| topic.map(|topic| vocabulary.of_topic(topic)));
    let implied = main.and_then(|ix| vocabulary.concept(ix).quadrants.first().copied());
    Cell { quadrant: subject.quadrant.as_ref().and_then(Code::known).or(implied), topic, sector }
}
