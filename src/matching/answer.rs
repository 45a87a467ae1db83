//! What can be asked of matching and what it answers. No engine in here: the page is built with this file alone.

use serde::{Deserialize, Serialize};

pub use super::settings::{Criterion, Importance, Importances, Settings};
use crate::primitive::{Id, Said, Text};
use crate::vocabulary::{Delivery, Modality};

/// What a score means, in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Band {
    /// Something may be there.
    Weak,
    /// Worth a look.
    Possible,
    /// Worth a letter.
    Good,
    /// Worth a journey.
    Strong,
}

impl Band {
    /// All four, the best first.
    pub const ALL: [Self; 4] = [Self::Strong, Self::Good, Self::Possible, Self::Weak];

    /// Its name in addresses, files and message keys.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Weak => "weak",
            Self::Possible => "possible",
            Self::Good => "good",
            Self::Strong => "strong",
        }
    }
}

/// An offer and a request that pass every gate.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Match {
    /// The request.
    pub request: Id,
    /// The offer.
    pub offer: Id,
    /// In `[0, 1]`, rounded to 1e-9.
    pub score: f64,
    /// What the score means.
    pub band: Band,
}

/// Whether a criterion counts for a pair, and on what ground.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// The request does not ask: no weight.
    NotAsked,
    /// The request asks and the offer does not say: the neutral value counts.
    Silent,
    /// Both say.
    Stated,
}

/// One criterion of an explained pair.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// Which criterion.
    pub criterion: Criterion,
    /// On what ground it counts.
    pub state: State,
    /// In `[0, 1]`; 0 where it is not asked.
    pub value: f64,
    /// Share of the whole weight, in `[0, 1]`; 0 where it is not asked.
    pub weight: f64,
    /// What it adds to the score.
    pub contribution: f64,
    /// Why, in words.
    pub reason: Said,
}

/// A part of an offer that fits better than the offer as a whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FittingComponent {
    /// Position among the offer's components.
    pub index: usize,
    /// Its id, where it has one.
    pub id: Option<Id>,
    /// What it is called.
    pub title: Text,
}

/// Why a pair has the score it has; the contributions add up to it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Explanation {
    /// The request.
    pub request: Id,
    /// The offer.
    pub offer: Id,
    /// In `[0, 1]`, rounded to 1e-9.
    pub score: f64,
    /// What the score means.
    pub band: Band,
    /// Share of the weight that rests on statements of both sides.
    pub known: f64,
    /// All ten criteria, in order.
    pub parts: Vec<Part>,
    /// What to mind.
    pub cautions: Vec<Said>,
    /// The part of the offer that fits best, where it fits better than the whole.
    pub component: Option<FittingComponent>,
    /// The gates the pair fails; none for a match.
    pub failures: Vec<GateFailure>,
}

/// A condition without which a pair cannot match.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Gate {
    /// Different institutions, and countries.
    Parties,
    /// Open, not lapsed, enough days in common.
    Time,
    /// A modality and a way of delivery in common.
    Form,
    /// Some subject in common.
    Subject,
    /// Capacity left, request not yet served.
    Capacity,
    /// What the person requires.
    Required,
}

impl Gate {
    /// All six, in order.
    pub const ALL: [Self; 6] =
        [Self::Parties, Self::Time, Self::Form, Self::Subject, Self::Capacity, Self::Required];

    /// Its name in addresses, files and message keys.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Parties => "parties",
            Self::Time => "time",
            Self::Form => "form",
            Self::Subject => "subject",
            Self::Capacity => "capacity",
            Self::Required => "required",
        }
    }

    /// Position in [`Gate::ALL`].
    pub const fn index(self) -> usize {
        self as usize
    }

    /// Whether a pair that fails only this gate can be a near miss.
    pub const fn can_be_mended(self) -> bool {
        !matches!(self, Self::Parties | Self::Subject)
    }
}

/// A gate that does not let a pair pass, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GateFailure {
    /// Which gate.
    pub gate: Gate,
    /// Why, in words.
    pub reason: Said,
}

/// Something that would have to change for a near miss to become a match.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// The offer would have to be open.
    OpenOffer,
    /// The request would have to be open.
    OpenRequest,
    /// The offer has lapsed and would have to be renewed.
    RenewOffer,
    /// The request has lapsed and would have to be renewed.
    RenewRequest,
    /// The request's window would have to be longer by so many days.
    LengthenWindow(i32),
    /// The request's window would have to move by so many days (later where positive).
    ShiftWindow(i32),
    /// The request would have to accept this modality.
    AcceptModality(Modality),
    /// The request would have to accept this way of delivery.
    AcceptDelivery(Delivery),
    /// The offer would need one more place.
    FreeCapacity,
    /// The request would have to take one more provider.
    AnotherProvider,
    /// The criterion would have to be *very important* instead of *required*.
    Relax(Criterion),
}

/// A pair that fails exactly one gate and would otherwise rank among the best.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NearMiss {
    /// The request.
    pub request: Id,
    /// The offer.
    pub offer: Id,
    /// What stands in the way.
    pub failure: GateFailure,
    /// What would have to change, in order.
    pub changes: Vec<Change>,
    /// The same in words, one sentence a change.
    pub advice: Vec<Said>,
    /// The score it would have.
    pub score: f64,
    /// The band it would have.
    pub band: Band,
}

/// How often a match stays on top when the weights move.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Robustness {
    /// The offer.
    pub offer: Id,
    /// Share of the draws in which it stands first.
    pub first: f64,
    /// Share of the draws in which it stands among the first three.
    pub top_three: f64,
}

/// How complete and how concrete an entry is, and what to ask next.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Screening {
    /// Share of what the diagnosis of 2010 found missing that is there, in `[0, 1]`.
    pub completeness: f64,
    /// How far the words say who, what, how many and by when, in `[0, 1]`.
    pub concreteness: f64,
    /// Every check, the ones answered too, the most telling first.
    pub checks: Vec<Check>,
}

/// One question of the screening.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Check {
    /// The field of the entry it is about, as the file names it.
    pub field: String,
    /// Whether the entry answers it.
    pub answered: bool,
    /// Share of the meter.
    pub weight: f64,
    /// The question, in words.
    pub question: Said,
}

impl Screening {
    /// The next question to answer: the most telling one that is open.
    pub fn next(&self) -> Option<&Check> {
        self.checks.iter().find(|check| !check.answered)
    }
}
