//! Gaps: what is wanted and not offered, and offered and not wanted, cell by cell of the matrix.

use std::collections::{BTreeMap, BTreeSet};

use super::answer::{Cell, Gap, Gaps, Proof, Stopped};
use super::candidates::{Candidates, Gates};
use super::planner::Planner;
use super::solve::Budget;
use crate::catalog::Subject;
use crate::matching::answer::Gate;
use crate::primitive::{Id, Said};
use crate::vocabulary::{Code, Sector, Vocabulary, known};

/// Cells of all entries of one side.
type ByCell = BTreeMap<Cell, BTreeSet<Id>>;

/// What the matches of a catalog leave.
#[derive(Default)]
struct Left {
    unmet: BTreeMap<Id, Vec<(Id, Gates)>>,
    wanted: BTreeSet<Id>,
}

impl<C: Candidates> Planner<'_, C> {
    /// Demand, supply, unmet demand and idle supply of every cell that is not empty.
    ///
    /// Demand are requests with a provider still to find, supply are open offers with room. Demand is unmet where no
    /// offer matches it, supply is idle where it matches no request.
    pub fn gaps(&self, vocabulary: &Vocabulary, budget: &mut Budget<'_>) -> Gaps {
        let (left, ran) = self.left(budget);
        let mut demand = ByCell::new();
        for request in self.asking() {
            for cell in cells(vocabulary, request.subjects.iter(), &request.sectors) {
                demand.entry(cell).or_default().insert(request.head.id);
            }
        }
        let mut supply = ByCell::new();
        for offer in self.catalog.offers.values().filter(|offer| self.room(offer) > 0) {
            for cell in cells(vocabulary, offer.all_subjects(), &offer.sectors) {
                supply.entry(cell).or_default().insert(offer.head.id);
            }
        }
        // Offers without room are no supply, but they are why a request in their cell is not met.
        let mut offered = supply.clone();
        for offer in self.catalog.offers.values() {
            for cell in cells(vocabulary, offer.all_subjects(), &offer.sectors) {
                offered.entry(cell).or_default().insert(offer.head.id);
            }
        }
        let all: BTreeSet<Cell> = demand.keys().chain(supply.keys()).copied().collect();
        let none = BTreeSet::new();
        let of = |side: &ByCell, cell: &Cell| side.get(cell).unwrap_or(&none).clone();
        let gap = |cell| gap(cell, &of(&demand, &cell), &of(&supply, &cell), &of(&offered, &cell), &left);
        Gaps { cells: all.into_iter().map(gap).collect(), proof: Proof::from(ran) }
    }

    fn left(&self, budget: &mut Budget<'_>) -> (Left, Result<(), Stopped>) {
        let mut left = Left::default();
        let asking: Vec<Id> = self.asking().map(|request| request.head.id).collect();
        for (at, request) in asking.iter().enumerate() {
            budget.at(at as f64 / asking.len() as f64);
            if let Err(stopped) = budget.spend(1 + self.catalog.offers.len() as u64) {
                return (left, Err(stopped));
            }
            let matches = self.matches(*request, self.catalog.offers.len());
            if matches.is_empty() {
                left.unmet.insert(*request, self.candidates.failures(*request));
            }
            left.wanted.extend(matches.into_iter().map(|found| found.offer));
        }
        (left, Ok(()))
    }
}

fn gap(cell: Cell, demand: &BTreeSet<Id>, supply: &BTreeSet<Id>, offered: &BTreeSet<Id>, left: &Left) -> Gap {
    let unmet: Vec<Id> = demand.iter().copied().filter(|request| left.unmet.contains_key(request)).collect();
    let mut counts = [0_u32; Gate::ALL.len()];
    for request in &unmet {
        let here = left.unmet[request].iter().filter(|(offer, _)| offered.contains(offer));
        here.flat_map(|(_, failed)| failed.iter()).for_each(|gate| counts[gate.index()] += 1);
    }
    let most = Gate::ALL.into_iter().rev().max_by_key(|gate| counts[gate.index()]);
    let failing = most.filter(|gate| counts[gate.index()] > 0);
    Gap {
        cell,
        demand: demand.iter().copied().collect(),
        supply: supply.iter().copied().collect(),
        reason: (!unmet.is_empty()).then(|| reason(failing)),
        unmet,
        failing,
        idle: supply.iter().copied().filter(|offer| !left.wanted.contains(offer)).collect(),
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
