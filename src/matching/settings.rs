//! What a person can set about matching: how much each criterion matters, and on which day.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::constants;
use crate::primitive::Date;

/// One measurable aspect of fit, in `[0, 1]`. The order is the order of every sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Criterion {
    /// How much of the subjects asked for is offered.
    Subject,
    /// Whether it is the wanted cell of the matrix.
    Quadrant,
    /// Forms of cooperation in common.
    Modality,
    /// Whether the two sides can talk.
    Language,
    /// How much of the wanted time is available.
    Time,
    /// Professional profiles asked for.
    Profile,
    /// What the texts have in common, across languages.
    Text,
    /// Region, scale, setting, people served.
    Context,
    /// What shows that it works.
    Evidence,
    /// What the requesting side has secured, and who covers which cost.
    Commitment,
}

impl Criterion {
    /// All ten, in the order of every sum.
    pub const ALL: [Self; 10] = [
        Self::Subject,
        Self::Quadrant,
        Self::Modality,
        Self::Language,
        Self::Time,
        Self::Profile,
        Self::Text,
        Self::Context,
        Self::Evidence,
        Self::Commitment,
    ];

    /// Its name in addresses, files and message keys.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Subject => "subject",
            Self::Quadrant => "quadrant",
            Self::Modality => "modality",
            Self::Language => "language",
            Self::Time => "time",
            Self::Profile => "profile",
            Self::Text => "text",
            Self::Context => "context",
            Self::Evidence => "evidence",
            Self::Commitment => "commitment",
        }
    }

    /// Position in [`Criterion::ALL`].
    pub const fn index(self) -> usize {
        self as usize
    }

    /// Its weight where the importance word is *somewhat*.
    pub const fn base_weight(self) -> f64 {
        match self {
            Self::Subject => constants::BASE_SUBJECT,
            Self::Quadrant => constants::BASE_QUADRANT,
            Self::Modality => constants::BASE_MODALITY,
            Self::Language => constants::BASE_LANGUAGE,
            Self::Time => constants::BASE_TIME,
            Self::Profile => constants::BASE_PROFILE,
            Self::Text => constants::BASE_TEXT,
            Self::Context => constants::BASE_CONTEXT,
            Self::Evidence => constants::BASE_EVIDENCE,
            Self::Commitment => constants::BASE_COMMITMENT,
        }
    }
}

/// How much a criterion matters to the person who looks, in words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Importance {
    /// Very important, and a gate as well.
    Required,
    /// Counts twice.
    Very,
    /// The measure.
    #[default]
    Somewhat,
    /// Does not count.
    Not,
}

impl Importance {
    /// All four, from the most to the least.
    pub const ALL: [Self; 4] = [Self::Required, Self::Very, Self::Somewhat, Self::Not];

    /// Its name in addresses, files and message keys.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Very => "very",
            Self::Somewhat => "somewhat",
            Self::Not => "not",
        }
    }

    /// What a base weight is multiplied by.
    pub const fn factor(self) -> f64 {
        match self {
            Self::Required | Self::Very => constants::FACTOR_VERY,
            Self::Somewhat => constants::FACTOR_SOMEWHAT,
            Self::Not => 0.0,
        }
    }
}

/// An importance word for every criterion; what is not named is *somewhat* important.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "BTreeMap<Criterion, Importance>", into = "BTreeMap<Criterion, Importance>")]
pub struct Importances([Importance; 10]);

impl Importances {
    /// The word for a criterion.
    pub const fn of(&self, criterion: Criterion) -> Importance {
        self.0[criterion.index()]
    }

    /// The same words but for one criterion.
    #[must_use]
    pub fn with(mut self, criterion: Criterion, importance: Importance) -> Self {
        self.0[criterion.index()] = importance;
        self
    }

    /// Weights in the order of the criteria; all *not* means the defaults.
    pub fn weights(&self) -> [f64; 10] {
        let all_not = self.0.iter().all(|word| *word == Importance::Not);
        Criterion::ALL.map(|criterion| {
            let word = if all_not { Importance::default() } else { self.of(criterion) };
            criterion.base_weight() * word.factor()
        })
    }
}

impl From<BTreeMap<Criterion, Importance>> for Importances {
    fn from(words: BTreeMap<Criterion, Importance>) -> Self {
        words.into_iter().fold(Self::default(), |all, (criterion, word)| all.with(criterion, word))
    }
}

impl From<Importances> for BTreeMap<Criterion, Importance> {
    fn from(all: Importances) -> Self {
        Criterion::ALL.into_iter().map(|criterion| (criterion, all.of(criterion))).collect()
    }
}

/// Everything a person can set about matching.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    /// The day on which lapsing is judged.
    pub as_of: Date,
    /// How much each criterion matters.
    #[serde(default)]
    pub importances: Importances,
    /// What a *required* criterion must reach, in `[0, 1]`.
    pub required_minimum: f64,
    /// Whether entries of the same country may match.
    pub same_country: bool,
}

impl Settings {
    /// The settings nobody has changed, on this day.
    pub fn on(as_of: Date) -> Self {
        Self {
            as_of,
            importances: Importances::default(),
            required_minimum: constants::REQUIRED_MINIMUM,
            same_country: false,
        }
    }
}
