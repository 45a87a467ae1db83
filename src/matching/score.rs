//! The score of a pair: weights, values, sum, band.

use super::answer::{Band, Criterion, Importances, Part, State};
use super::constants as c;
use super::criteria::{self, Told, Values};
use crate::primitive::Said;

/// Scores are compared after rounding to this many parts.
const PARTS: f64 = 1e9;

/// Rounds to 1e-9, halves up.
pub fn round9(value: f64) -> f64 {
    (value * PARTS + 0.5).floor() / PARTS
}

/// The weights of the criteria a request asks for; 0 for the others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weights {
    /// In the order of [`Criterion::ALL`].
    pub each: [f64; 10],
    /// Their sum.
    pub total: f64,
}

impl Weights {
    /// The weights under these importance words of a request that asks for these criteria.
    pub fn of(importances: &Importances, asked: [bool; 10]) -> Self {
        let mut each = importances.weights();
        for (weight, asked) in each.iter_mut().zip(asked) {
            if !asked {
                *weight = 0.0;
            }
        }
        Self { each, total: each.iter().sum() }
    }

    /// The score of these values.
    pub fn score(&self, values: &Values) -> f64 {
        if self.total <= 0.0 {
            return 0.0;
        }
        let sum: f64 = self.each.iter().zip(&values.0).map(|(weight, (_, value))| weight * value).sum();
        round9(sum / self.total)
    }

    /// Share of the weight that rests on statements.
    pub fn known(&self, values: &Values) -> f64 {
        let stated = self.each.iter().zip(&values.0).filter(|(_, (state, _))| *state == State::Stated);
        if self.total > 0.0 { stated.map(|(weight, _)| weight).sum::<f64>() / self.total } else { 0.0 }
    }

    /// What the score of these values means.
    pub fn band(&self, values: &Values, score: f64) -> Band {
        let (subject, text) = (values.of(Criterion::Subject), values.of(Criterion::Text));
        let reaches = |value: criteria::Value, limit: f64| value.0 == State::Stated && value.1 >= limit;
        let substance = if subject.0 == State::Stated {
            subject.1 >= c::STRONG_SUBJECT && reaches(text, c::STRONG_TEXT_TOO)
        } else {
            reaches(text, c::STRONG_TEXT)
        };
        let some_substance = reaches(subject, c::GOOD_SUBJECT) || reaches(text, c::GOOD_TEXT);
        if score >= c::STRONG && substance && self.known(values) >= c::STRONG_KNOWN {
            Band::Strong
        } else if score >= c::GOOD && some_substance {
            Band::Good
        } else if score >= c::POSSIBLE {
            Band::Possible
        } else {
            Band::Weak
        }
    }

    /// The criteria one by one; their contributions add up to the score.
    pub fn parts(&self, values: &Values, told: &Told<'_>) -> Vec<Part> {
        let share = |weight: f64| if self.total > 0.0 { weight / self.total } else { 0.0 };
        Criterion::ALL
            .into_iter()
            .map(|criterion| {
                let value = values.of(criterion);
                let weight = self.each[criterion.index()];
                let reason: Said = criteria::reason(criterion, value, told);
                Part {
                    criterion,
                    state: value.0,
                    value: value.1,
                    weight: share(weight),
                    contribution: share(weight * value.1),
                    reason,
                }
            })
            .collect()
    }
}
