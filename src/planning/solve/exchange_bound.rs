//! Prices of institutions from the linear relaxation of set packing, by the primal simplex method.
//!
//! Prices `y >= 0` with `y(a) + y(b) [+ y(c)] >= weight` for every cycle bound every choice of disjoint cycles by
//! their sum (weak duality), whatever they come from. So the arithmetic here may be floating point: the prices
//! are rounded up to integers and mended where a cycle still costs more than its members' prices, and what
//! is returned holds exactly.

use super::{Budget, Stopped};

/// Share of the heaviest weight below which a gain counts as rounding noise.
const NOISE: f64 = 1e-9;

/// Smallest pivot; smaller ones would blow up rounding errors.
const LEAST_PIVOT: f64 = 1e-7;

/// Largest change of a capacity of 1. Set packing is so degenerate that the simplex method would walk on the spot;
/// capacities that differ a little keep it moving, and prices that are right for them are right for any. Small
/// against the gaps that the search has to close, large against rounding errors.
const PERTURBATION: f64 = 1e-5;

/// Simplex steps a row: set packing needs two or three; beyond this the prices at hand are good enough.
const STEPS_A_ROW: usize = 20;

/// What the relaxation says.
pub(super) struct Relaxed {
    /// Integer prices of the institutions; their sum bounds every choice of disjoint cycles.
    pub(super) prices: Vec<u64>,
    /// Cycles the relaxation takes, wholly or in part, those it takes most first.
    pub(super) taken: Vec<usize>,
}

/// Relaxes the choice among `cycles`, each on two or three of the institutions `0..count`.
pub(super) fn relax(count: usize, cycles: &[Column], budget: &mut Budget<'_>) -> Result<Relaxed, Stopped> {
    let mut simplex = Simplex::new(count, cycles);
    for _ in 0..STEPS_A_ROW * count {
        budget.spend((count * count + cycles.len()) as u64)?;
        if !matches!(simplex.step(cycles), Ok(true)) {
            break;
        }
    }
    let basis = simplex.basis.iter().zip(&simplex.level);
    let mut taken: Vec<(f64, usize)> = basis.filter_map(|(cycle, level)| Some((*level, (*cycle)?))).collect();
    taken.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let taken = taken.into_iter().map(|(_, cycle)| cycle).collect();
    Ok(Relaxed { prices: mended(&simplex.prices, cycles), taken })
}

/// A cycle as the relaxation sees it: its members and its weight.
#[derive(Clone, Copy)]
pub(super) struct Column {
    pub(super) members: [u32; 2],
    pub(super) third: Option<u32>,
    pub(super) weight: u64,
}

impl Column {
    pub(super) fn members(&self) -> impl Iterator<Item = usize> + use<> {
        self.members.into_iter().chain(self.third).map(|member| member as usize)
    }
}

fn mended(rough: &[f64], cycles: &[Column]) -> Vec<u64> {
    let mut prices: Vec<u64> = rough.iter().map(|price| price.max(0.0).ceil() as u64).collect();
    for cycle in cycles {
        let paid: u64 = cycle.members().map(|member| prices[member]).sum();
        // Spread evenly: a price that is too high for one institution loosens every cycle it is in.
        let missing = cycle.weight.saturating_sub(paid).div_ceil(cycle.members().count() as u64);
        cycle.members().for_each(|member| prices[member] += missing);
    }
    prices
}

/// The inverse of the basis, column by column, with what follows from it.
struct Simplex {
    inverse: Vec<Vec<f64>>,
    /// The cycle in each row of the basis; none where it is a slack.
    basis: Vec<Option<usize>>,
    level: Vec<f64>,
    prices: Vec<f64>,
    noise: f64,
}

/// No pivot is safe: rounding errors have grown too large.
struct Unsafe;

impl Simplex {
    fn new(count: usize, cycles: &[Column]) -> Self {
        let unit = |at: usize| (0..count).map(|row| f64::from(u8::from(row == at))).collect();
        // The golden ratio spreads the perturbations evenly, and alike on every machine.
        let capacity = |row: usize| 1.0 + PERTURBATION * ((row + 1) as f64 * 0.618_033_988_749_895).fract();
        let heaviest = cycles.iter().map(|cycle| cycle.weight).max().unwrap_or(0);
        Self {
            inverse: (0..count).map(unit).collect(),
            basis: vec![None; count],
            level: (0..count).map(capacity).collect(),
            prices: vec![0.0; count],
            noise: (heaviest as f64 * NOISE).max(NOISE),
        }
    }

    /// Brings the most profitable cycle, or the slack of a negative price, into the basis; false where none gains.
    fn step(&mut self, cycles: &[Column]) -> Result<bool, Unsafe> {
        let mut best = self.noise;
        let mut entering = None;
        for (at, cycle) in cycles.iter().enumerate() {
            let gain = cycle.weight as f64 - cycle.members().map(|member| self.prices[member]).sum::<f64>();
            if gain > best {
                (best, entering) = (gain, Some((Some(at), *cycle)));
            }
        }
        if let Some((at, cycle)) = entering {
            self.pivot(at, &cycle.members().collect::<Vec<_>>(), best)?;
            return Ok(true);
        }
        let lowest = (0..self.prices.len()).min_by(|a, b| self.prices[*a].total_cmp(&self.prices[*b]));
        let Some(row) = lowest.filter(|row| self.prices[*row] < -self.noise) else { return Ok(false) };
        self.pivot(None, &[row], -self.prices[row])?;
        Ok(true)
    }

    fn pivot(&mut self, cycle: Option<usize>, column: &[usize], gain: f64) -> Result<(), Unsafe> {
        let rows = self.level.len();
        let along: Vec<f64> =
            (0..rows).map(|row| column.iter().map(|at| self.inverse[*at][row]).sum()).collect();
        let ratio = |row: &usize| self.level[*row] / along[*row];
        let candidates = (0..rows).filter(|row| along[*row] > LEAST_PIVOT);
        let Some(out) = candidates.min_by(|a, b| ratio(a).total_cmp(&ratio(b))) else { return Err(Unsafe) };
        let step = ratio(&out);
        for (level, along) in self.level.iter_mut().zip(&along) {
            *level = (*level - step * along).max(0.0);
        }
        (self.level[out], self.basis[out]) = (step, cycle);
        for (at, inverse) in self.inverse.iter_mut().enumerate() {
            let factor = inverse[out] / along[out];
            if factor == 0.0 {
                continue;
            }
            for (value, along) in inverse.iter_mut().zip(&along) {
                *value -= along * factor;
            }
            inverse[out] = factor;
            self.prices[at] += gain * factor;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bound_holds_and_is_tight_where_the_relaxation_is() {
        let swap = |a, b, weight| Column { members: [a, b], third: None, weight };
        let ring = Column { members: [0, 1], third: Some(2), weight: 11 };
        let cycles = [swap(0, 1, 8), swap(1, 2, 10), swap(2, 3, 8), ring];
        let Ok(relaxed) = relax(4, &cycles, &mut Budget::unlimited()) else { panic!("not stopped") };
        assert!(relaxed.prices.iter().sum::<u64>() <= 18, "{:?}", relaxed.prices);
        for cycle in &cycles {
            assert!(cycle.members().map(|member| relaxed.prices[member]).sum::<u64>() >= cycle.weight);
        }
        let mut most = relaxed.taken[..2].to_vec();
        most.sort_unstable();
        assert_eq!(most, [0, 2]);
    }

    #[test]
    fn prices_pay_for_every_cycle_however_rough_they_were() {
        let swap = |a, b, weight| Column { members: [a, b], third: None, weight };
        let cycles = [swap(0, 1, 9), Column { members: [1, 2], third: Some(3), weight: 11 }, swap(2, 3, 2)];
        for rough in [[0.0; 4], [1.2, -3.0, 0.5, 2.0], [9.0, 0.0, 0.0, 11.0]] {
            let prices = mended(&rough, &cycles);
            for cycle in &cycles {
                assert!(
                    cycle.members().map(|member| prices[member]).sum::<u64>() >= cycle.weight,
                    "{rough:?}"
                );
            }
        }
        // What pays already is left as it is.
        assert_eq!(mended(&[9.0, 0.0, 0.0, 11.0], &cycles), [9, 0, 0, 11]);
    }
}
