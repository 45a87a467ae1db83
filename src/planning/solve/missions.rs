//! The fewest institutions that together cover all subjects of a request, and the best cover among those.
//!
//! **Exact by dynamic programming over sets of subjects.** `best(S)`: what the best single institution is worth
//! when it alone stands for all subjects of `S`. A mission parts the subjects among its institutions, so
//! `mission(S) = max over T ⊆ S with the lowest subject of S of best(T) + mission(S \ T)`, compared by fewest
//! institutions first, then by worth. Letting each subject go to whichever chosen institution covers it best is
//! one of these partitions, so the maximum is the best mean. The work is at most 3^(n-1)/2 steps, whatever the
//! number of institutions: seconds for 20 subjects, less than a thousandth of that for 12.

use std::fmt;

use super::{Budget, Proof, Stopped};

/// More subjects than this are refused: every further one triples the work.
pub const MOST_SUBJECTS: usize = 20;

/// An institution's scores by subject; 0 where it does not cover the subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverer {
    /// Best score it has for each subject.
    pub scores: Vec<u32>,
}

/// A cover.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mission {
    /// Chosen institutions, ascending.
    pub institutions: Vec<usize>,
    /// Sum over subjects of the best score among the chosen; divided by the number of subjects it is the mean.
    pub total: u64,
    /// Whether no cover has fewer institutions, or as many and a higher mean.
    pub proof: Proof,
}

/// Why there is no mission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoMission {
    /// These subjects are covered by nobody.
    Uncovered(Vec<usize>),
    /// More than [`MOST_SUBJECTS`] subjects.
    TooManySubjects,
}

impl fmt::Display for NoMission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Uncovered(subjects) => write!(f, "subjects that nobody covers: {subjects:?}"),
            Self::TooManySubjects => write!(f, "more than {MOST_SUBJECTS} subjects"),
        }
    }
}

impl std::error::Error for NoMission {}

/// The fewest institutions that cover subjects `0..subjects`, then the highest total of best scores.
///
/// Scores beyond the first `subjects` are ignored, missing ones count as 0.
pub fn missions(
    subjects: usize,
    institutions: &[Coverer],
    budget: &mut Budget<'_>,
) -> Result<Mission, NoMission> {
    if subjects > MOST_SUBJECTS {
        return Err(NoMission::TooManySubjects);
    }
    let covered = |subject: &usize| institutions.iter().any(|institution| institution.score(*subject) > 0);
    let uncovered: Vec<usize> = (0..subjects).filter(|subject| !covered(subject)).collect();
    if !uncovered.is_empty() {
        return Err(NoMission::Uncovered(uncovered));
    }
    let (chosen, ran) = match exact(subjects, institutions, budget) {
        Ok(chosen) => (chosen, Ok(())),
        Err(stopped) => (greedy(subjects, institutions), Err(stopped)),
    };
    let best_score = |subject| chosen.iter().map(|at| institutions[*at].score(subject)).max().unwrap_or(0);
    let total = (0..subjects).map(|subject| u64::from(best_score(subject))).sum();
    Ok(Mission { institutions: chosen, total, proof: ran.into() })
}

impl Coverer {
    fn score(&self, subject: usize) -> u32 {
        self.scores.get(subject).copied().unwrap_or(0)
    }

    fn mask(&self, subjects: usize) -> usize {
        (0..subjects).filter(|subject| self.score(*subject) > 0).map(|subject| 1 << subject).sum()
    }

    fn covers_no_better_than(&self, other: &Self, subjects: usize) -> bool {
        (0..subjects).all(|subject| self.score(subject) <= other.score(subject))
    }
}

/// Institutions that another one does not replace on every subject (ties: the lower index stays).
fn undominated(subjects: usize, institutions: &[Coverer]) -> Vec<usize> {
    let mut kept: Vec<usize> = Vec::new();
    for (at, institution) in institutions.iter().enumerate() {
        if kept.iter().any(|other| institution.covers_no_better_than(&institutions[*other], subjects)) {
            continue;
        }
        kept.retain(|other| !institutions[*other].covers_no_better_than(institution, subjects));
        kept.push(at);
    }
    kept
}

/// What an institution, or a mission, is worth for a set of subjects; 0 where it does not cover them.
///
/// The top bits count institutions left unused, so that fewer institutions always win.
type Worth = u64;

/// Twenty scores of 32 bits add up to less than this.
const UNUSED: Worth = 1 << 40;

/// No cover needs more institutions than subjects.
const START: Worth = UNUSED * (MOST_SUBJECTS as u64 + 1);

fn exact(subjects: usize, institutions: &[Coverer], budget: &mut Budget<'_>) -> Result<Vec<usize>, Stopped> {
    let (single, who) = single_covers(subjects, institutions, budget)?;
    let all = (1 << subjects) - 1;
    let mut worth: Vec<Worth> = vec![0; all + 1];
    let mut first: Vec<u32> = vec![0; all + 1];
    worth[0] = START;
    // Only the whole set still holds subject 0: every part taken from it contains its lowest subject.
    let without_lowest = (2..=all).step_by(2);
    for set in without_lowest.chain(std::iter::once(all)).filter(|set| *set > 0) {
        budget.at(set as f64 / all as f64);
        budget.spend(1 << (set.count_ones() - 1))?;
        let lowest = set & set.wrapping_neg();
        let rest = set ^ lowest;
        let mut part = rest;
        loop {
            let taken = part | lowest;
            let (one, others) = (single[taken], worth[set ^ taken]);
            // Every subject is covered by somebody, so the others are worth something.
            if one > 0 && others - UNUSED + one > worth[set] {
                worth[set] = others - UNUSED + one;
                first[set] = taken as u32;
            }
            if part == 0 {
                break;
            }
            part = (part - 1) & rest;
        }
    }
    let (mut chosen, mut set) = (Vec::new(), all);
    while set > 0 {
        let taken = first[set] as usize;
        chosen.push(who[taken] as usize);
        set ^= taken;
    }
    chosen.sort_unstable();
    Ok(chosen)
}

/// For each set of subjects: the best total of one institution that covers them all (0: none does), and which.
fn single_covers(
    subjects: usize,
    institutions: &[Coverer],
    budget: &mut Budget<'_>,
) -> Result<(Vec<u64>, Vec<u32>), Stopped> {
    let mut single = vec![0_u64; 1 << subjects];
    let mut who = vec![0_u32; 1 << subjects];
    let mut sums = vec![0_u64; 1 << subjects];
    for at in undominated(subjects, institutions) {
        let institution = &institutions[at];
        let mask = institution.mask(subjects);
        budget.spend(1 << mask.count_ones())?;
        // Subsets ascending: each is its lowest subject and a smaller subset, whose sum is known.
        let mut set = 0_usize;
        loop {
            set = set.wrapping_sub(mask) & mask;
            if set == 0 {
                break;
            }
            let lowest = set & set.wrapping_neg();
            sums[set] = sums[set ^ lowest] + u64::from(institution.score(lowest.trailing_zeros() as usize));
            if sums[set] > single[set] {
                (single[set], who[set]) = (sums[set], at as u32);
            }
        }
    }
    Ok((single, who))
}

/// A cover, not always the best: whoever adds most subjects, then most score; drops whoever proves unneeded.
fn greedy(subjects: usize, institutions: &[Coverer]) -> Vec<usize> {
    let all = (1_usize << subjects) - 1;
    let (mut chosen, mut covered) = (Vec::new(), 0);
    while covered != all {
        let gain = |at: &usize| {
            let new = institutions[*at].mask(subjects) & !covered;
            let score = |subject| if new >> subject & 1 == 1 { institutions[*at].score(subject) } else { 0 };
            let total: u64 = (0..subjects).map(|subject| u64::from(score(subject))).sum();
            (new.count_ones(), total, std::cmp::Reverse(*at))
        };
        let Some(best) = (0..institutions.len()).max_by_key(gain) else { break };
        covered |= institutions[best].mask(subjects);
        chosen.push(best);
    }
    for at in chosen.clone() {
        let others = chosen.iter().filter(|other| **other != at);
        if others.fold(0, |mask, other| mask | institutions[*other].mask(subjects)) == all {
            chosen.retain(|other| *other != at);
        }
    }
    chosen.sort_unstable();
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(institutions: &[&[u32]], chosen: &[usize], total: u64) {
        let subjects = institutions[0].len();
        let institutions: Vec<Coverer> =
            institutions.iter().map(|scores| Coverer { scores: scores.to_vec() }).collect();
        let mission = missions(subjects, &institutions, &mut Budget::unlimited()).unwrap();
        assert_eq!(mission, Mission { institutions: chosen.to_vec(), total, proof: Proof::Best });
    }

    #[test]
    fn fewest_first_then_the_best_mean() {
        check(&[&[5, 0, 0], &[0, 9, 9], &[1, 1, 0]], &[0, 1], 23);
        check(&[&[9, 0, 0], &[0, 9, 0], &[0, 0, 9], &[1, 1, 0], &[0, 0, 1]], &[2, 3], 11);
        // Both hold subject 1; it counts with the better score.
        check(&[&[4, 3, 0], &[0, 8, 2], &[1, 0, 0]], &[0, 1], 14);
        check(&[&[2, 2], &[2, 2]], &[0], 4);
        // Of equal missions the one whose institution for the first subject has most of them; of equal institutions
        // the first.
        check(&[&[1, 1, 0], &[0, 0, 2], &[2, 0, 0], &[0, 1, 1]], &[0, 1], 4);
        check(&[&[2, 1, 0], &[2, 0, 1], &[0, 5, 5]], &[0, 2], 12);
    }

    #[test]
    fn what_nobody_covers_is_named() {
        let institutions = [Coverer { scores: vec![1, 0, 0] }];
        let none = missions(3, &institutions, &mut Budget::unlimited());
        assert_eq!(none, Err(NoMission::Uncovered(vec![1, 2])));
        assert_eq!(NoMission::Uncovered(vec![1, 2]).to_string(), "subjects that nobody covers: [1, 2]");
        assert_eq!(missions(21, &institutions, &mut Budget::unlimited()), Err(NoMission::TooManySubjects));
        assert_eq!(stopped(&[&[1; 20]]), (vec![0], 20));
    }

    /// What is chosen without any search.
    fn stopped(institutions: &[&[u32]]) -> (Vec<usize>, u64) {
        let subjects = institutions[0].len();
        let institutions: Vec<Coverer> =
            institutions.iter().map(|scores| Coverer { scores: scores.to_vec() }).collect();
        let mission = missions(subjects, &institutions, &mut Budget::of(0)).unwrap();
        assert_eq!(mission.proof, Proof::NotProven(Stopped::BudgetSpent));
        (mission.institutions, mission.total)
    }

    #[test]
    fn without_a_search_it_takes_the_highest_scores_and_drops_who_is_not_needed() {
        assert_eq!(stopped(&[&[1, 9], &[3, 8]]), (vec![1], 11));
        // The first covers most, until the two others together cover all of it; both have the third subject.
        let all = [&[0, 9, 9, 9, 9, 0][..], &[1, 1, 1, 0, 0, 0], &[0, 0, 1, 1, 1, 1]];
        assert_eq!(stopped(&all), (vec![1, 2], 6));
    }

    #[test]
    fn stopped_early_it_still_covers() {
        let scores = [vec![1, 1, 0, 0], vec![0, 0, 1, 1], vec![0, 3, 3, 0], vec![4, 0, 0, 0]];
        let institutions = scores.map(|scores| Coverer { scores });
        let mission = missions(4, &institutions, &mut Budget::of(0)).unwrap();
        assert_eq!(mission.proof, Proof::NotProven(Stopped::BudgetSpent));
        assert_eq!((mission.institutions, mission.total), (vec![1, 2, 3], 11));
        assert_eq!(missions(4, &institutions, &mut Budget::unlimited()).unwrap().institutions, [0, 1]);
    }
}
