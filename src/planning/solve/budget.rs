//! How much a solver may work, who hears how far it is, and what its answer is worth.

use std::ops::ControlFlow;

pub use crate::planning::answer::{Proof, Stopped};
/// Work units between two reports, where nothing else is asked for: about a millisecond of solver work, so that a cancel
/// is felt at once and reporting costs nothing that can be measured.
const UNITS_A_REPORT: u64 = 1 << 17;

/// How far a solver is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// Work units spent so far; one unit is one elementary step (an edge or a candidate looked at).
    pub spent: u64,
    /// Share of the whole in `[0, 1]`, as far as the solver can tell; never falls.
    pub done: f64,
}

type Listener<'a> = &'a mut dyn FnMut(Progress) -> ControlFlow<()>;

/// Work units to spend, and an ear for progress that may answer "stop".
///
/// One budget may be handed to several solvers in turn. There is no clock in it: whoever wants a limit in
/// seconds breaks off from the listener.
pub struct Budget<'a> {
    limit: u64,
    spent: u64,
    next_report: u64,
    units_a_report: u64,
    done: f64,
    stage: (f64, f64),
    stopped: Option<Stopped>,
    listener: Option<Listener<'a>>,
}

impl Budget<'static> {
    /// Work to the end, with nobody listening.
    pub fn unlimited() -> Self {
        Self::of(u64::MAX)
    }

    /// At most this many work units, with nobody listening.
    pub fn of(limit: u64) -> Self {
        Self::new(limit, None)
    }
}

impl<'a> Budget<'a> {
    /// At most this many work units; the listener hears of progress now and then and may break off.
    pub fn watched(limit: u64, listener: Listener<'a>) -> Self {
        Self::new(limit, Some(listener))
    }

    fn new(limit: u64, listener: Option<Listener<'a>>) -> Self {
        let (next_report, units_a_report) = (0, UNITS_A_REPORT);
        let (done, stage, stopped) = (0.0, (0.0, 1.0), None);
        Self { limit, spent: 0, next_report, units_a_report, done, stage, stopped, listener }
    }

    /// Reports every so many work units; with one, every step is heard.
    #[must_use]
    pub fn reporting_every(self, units_a_report: u64) -> Self {
        Self { units_a_report, ..self }
    }

    /// Units spent so far.
    pub fn spent(&self) -> u64 {
        self.spent
    }

    /// From now on a solver's own share of work stands for the part `from..to` of the whole.
    pub fn stage(&mut self, from: f64, to: f64) {
        self.stage = (from, to);
        self.done = self.done.max(from);
    }

    /// Notes that this share of the solver's work is done, in `[0, 1]`.
    pub(in crate::planning) fn at(&mut self, share: f64) {
        let (from, to) = self.stage;
        self.done = self.done.max(from + (to - from) * share.clamp(0.0, 1.0));
    }

    /// Spends work units; an error when the solver must stop. Once stopped, it stays stopped.
    pub(in crate::planning) fn spend(&mut self, units: u64) -> Result<(), Stopped> {
        self.spent = self.spent.saturating_add(units);
        if self.spent >= self.next_report || self.spent > self.limit {
            self.report()?;
        }
        Ok(())
    }

    #[cold]
    fn report(&mut self) -> Result<(), Stopped> {
        if let Some(stopped) = self.stopped {
            return Err(stopped);
        }
        self.next_report = self.spent.saturating_add(self.units_a_report);
        let progress = Progress { spent: self.spent, done: self.done };
        let cancelled = self.listener.as_mut().is_some_and(|listener| listener(progress).is_break());
        if cancelled {
            self.stopped = Some(Stopped::Cancelled);
        } else if self.spent > self.limit {
            self.stopped = Some(Stopped::BudgetSpent);
        }
        match self.stopped {
            Some(stopped) => {
                self.next_report = 0;
                Err(stopped)
            }
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spent_budget_stays_spent() {
        let mut budget = Budget::of(10);
        assert_eq!(budget.spend(10), Ok(()));
        assert_eq!(budget.spend(1), Err(Stopped::BudgetSpent));
        assert_eq!(budget.spend(0), Err(Stopped::BudgetSpent));
        assert_eq!(budget.spent(), 11);
    }

    #[test]
    fn the_listener_hears_progress_and_can_stop() {
        let mut heard = Vec::new();
        let mut listener = |progress: Progress| {
            heard.push(progress.done);
            if heard.len() == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let mut budget = Budget::watched(u64::MAX, &mut listener);
        budget.stage(0.5, 1.0);
        let mut ran = Ok(());
        for step in 0..100 {
            budget.at(f64::from(step) / 100.0);
            ran = budget.spend(UNITS_A_REPORT);
            if ran.is_err() {
                break;
            }
        }
        assert_eq!(ran, Err(Stopped::Cancelled));
        assert_eq!(heard, [0.5, 0.505, 0.51]);
    }
}
