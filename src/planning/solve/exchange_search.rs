//! Branch and bound over the choice of disjoint cycles.
//!
//! At each node the relaxation of what is still open gives prices. With them, a choice falls short of the bound by a
//! *loss* that adds up: each chosen cycle loses what its members' prices exceed its weight, each institution left
//! out loses its price. Only cycles whose loss is smaller than the gap between the bound and the best choice known
//! can be in a better one; all others leave the subtree, which is most of them. Then the institution with the
//! fewest cycles left is decided: each of them in turn, and leaving it out.

use super::exchange_bound::{Column, relax};
use super::{Budget, Stopped};

/// What the search ends with.
pub(super) struct Searched {
    /// Indices of the chosen cycles.
    pub(super) chosen: Vec<usize>,
    /// No choice is worth more.
    pub(super) bound: u64,
    /// Whether it was complete.
    pub(super) ran: Result<(), Stopped>,
}

/// The disjoint cycles with the highest total weight, on institutions `0..count`.
pub(super) fn heaviest(count: usize, cycles: &[Column], budget: &mut Budget<'_>) -> Searched {
    let mut search =
        Search { cycles, row: vec![0; count], chosen: Vec::new(), best: (0, Vec::new()), bound: None };
    let mut by_weight: Vec<usize> = (0..cycles.len()).collect();
    by_weight.sort_by_key(|at| std::cmp::Reverse(cycles[*at].weight));
    search.complete(0, by_weight.into_iter());
    let open = (0..cycles.len()).collect();
    let ran = search.descend(open, 0, (0.0, 1.0), budget);
    let total = search.best.0;
    let bound = match ran {
        Ok(()) => total,
        // Stopped before even the first relaxation: all cycles together are a bound, if a poor one.
        Err(_) => search.bound.unwrap_or_else(|| cycles.iter().map(|cycle| cycle.weight).sum()),
    };
    Searched { chosen: search.best.1, bound, ran }
}

struct Search<'c> {
    cycles: &'c [Column],
    /// Row of each institution in the relaxation at hand, plus one.
    row: Vec<u32>,
    chosen: Vec<usize>,
    best: (u64, Vec<usize>),
    /// Bound of the root.
    bound: Option<u64>,
}

impl Search<'_> {
    /// Best choices among the cycles `open`, all disjoint from those chosen so far, which are worth `total`.
    fn descend(
        &mut self,
        open: Vec<usize>,
        total: u64,
        stage: (f64, f64),
        budget: &mut Budget<'_>,
    ) -> Result<(), Stopped> {
        budget.at(stage.0);
        budget.spend(1 + open.len() as u64)?;
        let (columns, institutions) = self.renumbered(&open);
        let relaxed = relax(institutions.len(), &columns, budget)?;
        let bound = total + relaxed.prices.iter().sum::<u64>();
        self.bound = self.bound.or(Some(bound));
        self.complete(total, relaxed.taken.iter().map(|at| open[*at]));
        let losses: Vec<u64> = columns.iter().map(|column| loss(column, &relaxed.prices)).collect();
        let mut kept: Vec<usize> = (0..open.len()).filter(|at| bound - losses[*at] > self.best.0).collect();
        kept.sort_by_key(|at| losses[*at]);
        self.complete(total, kept.iter().map(|at| open[*at]));
        kept.retain(|at| bound - losses[*at] > self.best.0);
        let Some(branch) = fewest(institutions.len(), kept.iter().map(|at| &columns[*at])) else {
            return Ok(());
        };
        let has = |at: &usize| columns[*at].members().any(|member| member == branch);
        let options: Vec<usize> = kept.iter().copied().filter(has).collect();
        let step = (stage.1 - stage.0) / (options.len() + 1) as f64;
        for (turn, at) in options.iter().enumerate() {
            let from = stage.0 + step * turn as f64;
            if bound - losses[*at] > self.best.0 {
                let apart = |other: &&usize| {
                    !columns[**other].members().any(|m| columns[*at].members().any(|n| m == n))
                };
                let rest = kept.iter().filter(apart).map(|other| open[*other]).collect();
                self.chosen.push(open[*at]);
                self.descend(rest, total + columns[*at].weight, (from, from + step), budget)?;
                self.chosen.pop();
            }
        }
        if bound - relaxed.prices[branch] > self.best.0 {
            let rest = kept.iter().filter(|at| !has(at)).map(|at| open[*at]).collect();
            self.descend(rest, total, (stage.1 - step, stage.1), budget)?;
        }
        Ok(())
    }

    /// Adds to the cycles chosen so far those of the list that fit, one after the other, and keeps what is better.
    fn complete(&mut self, total: u64, candidates: impl Iterator<Item = usize>) {
        let mut taken = vec![false; self.row.len()];
        let (mut chosen, mut sum) = (self.chosen.clone(), total);
        for at in candidates {
            if self.cycles[at].members().all(|member| !taken[member]) {
                self.cycles[at].members().for_each(|member| taken[member] = true);
                chosen.push(at);
                sum += self.cycles[at].weight;
            }
        }
        if sum > self.best.0 {
            self.best = (sum, chosen);
        }
    }

    /// The open cycles with their institutions numbered from 0, and those institutions.
    fn renumbered(&mut self, open: &[usize]) -> (Vec<Column>, Vec<usize>) {
        let mut institutions: Vec<usize> = Vec::new();
        let mut row_of = |member: u32, row: &mut Vec<u32>| {
            if row[member as usize] == 0 {
                institutions.push(member as usize);
                row[member as usize] = institutions.len() as u32;
            }
            row[member as usize] - 1
        };
        let mut columns = Vec::with_capacity(open.len());
        for at in open {
            let Column { members, third, weight } = self.cycles[*at];
            let members = members.map(|member| row_of(member, &mut self.row));
            let third = third.map(|member| row_of(member, &mut self.row));
            columns.push(Column { members, third, weight });
        }
        institutions.iter().for_each(|member| self.row[*member] = 0);
        (columns, institutions)
    }
}

fn loss(column: &Column, prices: &[u64]) -> u64 {
    column.members().map(|member| prices[member]).sum::<u64>() - column.weight
}

/// The institution that is in the fewest cycles, of those that are in any.
fn fewest<'c>(count: usize, columns: impl Iterator<Item = &'c Column>) -> Option<usize> {
    let mut degree = vec![0_u32; count];
    columns.flat_map(Column::members).for_each(|member| degree[member] += 1);
    (0..count).filter(|member| degree[*member] > 0).min_by_key(|member| degree[*member])
}
