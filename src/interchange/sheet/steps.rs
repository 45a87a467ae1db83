//! How far a long piece of work is, told to whoever listens.

/// Counts steps and tells the share done, each hundredth once.
pub(super) struct Steps<'a> {
    hear: &'a mut dyn FnMut(f64),
    /// Hundredths told last.
    told: u32,
    from: f64,
    until: f64,
    done: usize,
    of: usize,
}

impl<'a> Steps<'a> {
    pub fn new(hear: &'a mut dyn FnMut(f64)) -> Self {
        Self { hear, told: 0, from: 0.0, until: 0.0, done: 0, of: 0 }
    }

    /// The steps that follow lead from where the last ones ended to this share of the whole.
    pub fn begin(&mut self, of: usize, until: f64) {
        (self.from, self.until) = (self.until, until);
        (self.done, self.of) = (0, of);
    }

    /// One step is done; more than were announced lead no further.
    pub fn step(&mut self) {
        self.done += 1;
        let part = self.done.min(self.of) as f64 / self.of.max(1) as f64;
        let share = self.from + (self.until - self.from) * part;
        let hundredths = (share * 100.0) as u32;
        if hundredths > self.told {
            self.told = hundredths;
            (self.hear)(share);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_share_grows_through_all_parts_and_is_told_a_hundred_times_at_most() {
        let mut heard = Vec::new();
        let mut hear = |share| heard.push(share);
        let mut steps = Steps::new(&mut hear);
        steps.begin(1_000, 0.4);
        (0..1_500).for_each(|_| steps.step());
        steps.begin(0, 0.5);
        steps.step();
        steps.begin(3, 1.0);
        (0..3).for_each(|_| steps.step());
        assert!(heard.is_sorted() && heard.len() <= 100, "{heard:?}");
        assert!(heard.contains(&0.4) && heard.last() == Some(&1.0));
    }
}
