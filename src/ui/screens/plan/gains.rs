//! Who gains with one plan compared with another: request by request.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::allocations::objective_words;
use super::names::{Names, points};
use crate::catalog::RecordKind;
use crate::planning::answer::{Allocation, Objective};
use crate::primitive::{Arrange, Id};
use crate::ui::words::{Plural, k, t, tf, tn};

/// Requests listed under each heading; the figures count them all.
const MOST: usize = 25;

/// Scores of one request's providers in two plans, added up.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Fare {
    request: Id,
    here: f64,
    there: f64,
}

/// What one plan gives otherwise than another.
#[derive(Clone, Debug, Default, PartialEq)]
struct Difference {
    /// Served here and not there.
    newly: Vec<Fare>,
    /// Served in both, better here.
    better: Vec<Fare>,
    /// Served in both, better there.
    worse: Vec<Fare>,
    /// Served there and not here.
    lost: Vec<Fare>,
}

impl Difference {
    fn is_none(&self) -> bool {
        [&self.newly, &self.better, &self.worse, &self.lost].iter().all(|fares| fares.is_empty())
    }
}

/// How requests fare in `here` otherwise than in `there`, the largest difference first.
fn difference(here: &Allocation, there: &Allocation) -> Difference {
    // Scores are whole numbers of 1e-9: less is no difference.
    const SAME: f64 = 1e-9;
    let mut fares = BTreeMap::<Id, (Option<f64>, Option<f64>)>::new();
    for pair in &here.pairs {
        *fares.entry(pair.request).or_default().0.get_or_insert(0.0) += pair.score;
    }
    for pair in &there.pairs {
        *fares.entry(pair.request).or_default().1.get_or_insert(0.0) += pair.score;
    }
    let mut found = Difference::default();
    for (request, (here, there)) in fares {
        let fare = Fare { request, here: here.unwrap_or(0.0), there: there.unwrap_or(0.0) };
        match (here.is_some(), there.is_some()) {
            (true, false) => found.newly.push(fare),
            (false, true) => found.lost.push(fare),
            _ if fare.here > fare.there + SAME => found.better.push(fare),
            _ if fare.there > fare.here + SAME => found.worse.push(fare),
            _ => {}
        }
    }
    let by_size = |a: &Fare, b: &Fare| {
        let size = |fare: &Fare| (fare.here - fare.there).abs();
        size(b).total_cmp(&size(a)).then(a.request.cmp(&b.request))
    };
    for fares in [&mut found.newly, &mut found.better, &mut found.worse, &mut found.lost] {
        fares.arrange_by(by_size);
    }
    found
}

/// Who gains with this plan compared with each of the others.
pub fn view(of: Objective, all: &[Allocation], names: &Names) -> Option<AnyView> {
    let here = all.iter().find(|one| one.objective == of)?;
    let others = all.iter().filter(|one| one.objective != of);
    let against =
        others.map(|there| against(there.objective, &difference(here, there), names)).collect_view();
    let alone = all.len() < 2;
    (!alone).then(|| {
        view! {
            <section class="plan-gains">
                <h3>{t(k::PLANNING_GAINS_TITLE)}</h3>
                {against}
            </section>
        }
        .into_any()
    })
}

fn against(other: Objective, found: &Difference, names: &Names) -> AnyView {
    let than = tf(k::PLANNING_GAINS_THAN, &[("plan", &t(objective_words(other)).replace('\u{ad}', ""))]);
    if found.is_none() {
        return view! { <p><strong>{than}</strong>": " {t(k::PLANNING_GAINS_NONE)}</p> }.into_any();
    }
    let groups: [(&Vec<Fare>, Plural); 4] = [
        (&found.newly, k::PLANNING_GAINS_NEWLY),
        (&found.better, k::PLANNING_GAINS_BETTER),
        (&found.worse, k::PLANNING_GAINS_WORSE),
        (&found.lost, k::PLANNING_GAINS_LOST),
    ];
    let groups = groups.into_iter().filter(|(fares, _)| !fares.is_empty());
    let figures = groups.clone().map(|(fares, words)| tn(words, fares.len() as f64));
    let figures = figures.map(|words| view! { <span class="plan-gain">{words}</span> }).collect_view();
    let lists = groups.map(|(fares, words)| group(fares, words, names)).collect_view();
    view! {
        <details class="plan-against">
            <summary><span><strong>{than}</strong> {figures}</span></summary>
            {lists}
        </details>
    }
    .into_any()
}

fn group(fares: &[Fare], words: Plural, names: &Names) -> AnyView {
    let row = |fare: &Fare| {
        let points = [("here", points(fare.here)), ("there", points(fare.there))];
        let points = points.each_ref().map(|(name, value)| (*name, value.as_str()));
        view! {
            <li>
                {names.line(RecordKind::Request, fare.request)}
                <span class="hint">{tf(k::PLANNING_GAINS_POINTS, &points)}</span>
            </li>
        }
    };
    let rest = fares.len().saturating_sub(MOST);
    let rest = (rest > 0).then(|| view! { <li class="hint">{tn(k::PLANNING_MORE_ROWS, rest as f64)}</li> });
    view! {
        <h4>{tn(words, fares.len() as f64)}</h4>
        <ul class="plan-fares">{fares.iter().take(MOST).map(row).collect_view()}{rest}</ul>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::answer::Band;
    use crate::planning::answer::{Figures, Planned, Proof};

    fn plan(pairs: &[(u128, u128, f64)]) -> Allocation {
        let pair = |&(request, offer, score): &(u128, u128, f64)| Planned {
            request: Id::from_u128(request),
            offer: Id::from_u128(offer),
            score,
            band: Band::Good,
        };
        let pairs = pairs.iter().map(pair).collect();
        let (figures, proof) = (Figures::default(), Proof::Best);
        Allocation { objective: Objective::Served, pairs, figures, left_out: Vec::new(), proof }
    }

    #[test]
    fn a_request_gains_or_loses_or_neither() {
        let here = plan(&[(1, 10, 0.9), (2, 11, 0.5), (3, 12, 0.4), (3, 13, 0.4), (5, 14, 0.7)]);
        let there = plan(&[(2, 12, 0.6), (3, 12, 0.4), (4, 11, 0.5), (5, 15, 0.7)]);
        let found = difference(&here, &there);
        let ids = |fares: &[Fare]| fares.iter().map(|fare| fare.request.as_u128()).collect::<Vec<_>>();
        assert_eq!((ids(&found.newly), ids(&found.better)), (vec![1], vec![3]));
        assert_eq!((ids(&found.worse), ids(&found.lost)), (vec![2], vec![4]));
        assert!(difference(&here, &here).is_none());
    }

    #[test]
    fn the_largest_difference_comes_first() {
        let found = difference(&plan(&[(1, 10, 0.3), (2, 11, 0.9)]), &plan(&[]));
        assert_eq!(found.newly[0].request, Id::from_u128(2));
    }
}
