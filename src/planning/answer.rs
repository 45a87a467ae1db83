//! What planning can be asked and what it answers. No engine in here: the page is built with this file alone.

use serde::{Deserialize, Serialize};

use crate::matching::answer::{Band, Gate};
use crate::primitive::{Id, Said};
use crate::vocabulary::{CostItem, Quadrant, Role, Sector, Topic};

/// Why a solver stopped before its proof was complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stopped {
    /// Whoever listens said so.
    Cancelled,
    /// The work units were used up.
    BudgetSpent,
    /// There is more to look at than fits in memory.
    TooLarge,
}

/// What an answer is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Proof {
    /// No answer is better.
    Best,
    /// Feasible, but not proven best: the solver had to stop early.
    NotProven(Stopped),
}

impl Proof {
    /// Whether no answer is better.
    pub fn is_best(self) -> bool {
        self == Self::Best
    }

    /// The worth of two answers taken together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        if self.is_best() { other } else { self }
    }
}

impl From<Result<(), Stopped>> for Proof {
    fn from(ran: Result<(), Stopped>) -> Self {
        match ran {
            Ok(()) => Self::Best,
            Err(stopped) => Self::NotProven(stopped),
        }
    }
}

/// What an allocation is after.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Objective {
    /// As many requests with at least one provider as possible, then the highest total score.
    Served,
    /// The highest total score.
    Benefit,
    /// No offer and request would both rather have each other.
    Stable,
}

impl Objective {
    /// All three, in the order they are shown side by side.
    pub const ALL: [Self; 3] = [Self::Served, Self::Benefit, Self::Stable];

    /// Its name in addresses and on the command line.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Served => "served",
            Self::Benefit => "benefit",
            Self::Stable => "stable",
        }
    }
}

/// A match that a plan takes up.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Planned {
    /// The request.
    pub request: Id,
    /// The offer.
    pub offer: Id,
    /// Score of the match, in `[0, 1]`.
    pub score: f64,
    /// What the score means.
    pub band: Band,
}

/// The same figures for every allocation, so that they can be read side by side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// Requests planned for: open, not lapsed, with a provider still to find.
    pub requests: usize,
    /// Those with at least one provider once the plan is carried out, agreed ones included.
    pub served: usize,
    /// Those with all providers they need once the plan is carried out.
    pub fully_served: usize,
    /// Pairs of the plan.
    pub pairs: usize,
    /// Sum of their scores.
    pub total: f64,
    /// Their mean score; 0 where there is none.
    pub mean: f64,
}

/// A request that gets no provider, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LeftOut {
    /// The request.
    pub request: Id,
    /// Why, in words.
    pub reason: Said,
    /// The gate most offers on its subjects fail, where no offer passes them all.
    pub gate: Option<Gate>,
}

/// A choice of matches over the whole catalog within all capacities.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Allocation {
    /// What it is after.
    pub objective: Objective,
    /// Chosen matches, by request id, then offer id.
    pub pairs: Vec<Planned>,
    /// What they come to.
    pub figures: Figures,
    /// Who gets no provider and why, by request id.
    pub left_out: Vec<LeftOut>,
    /// Whether it is proven best (or, where that is the aim, stable).
    pub proof: Proof,
}

/// The three allocations side by side, over the same matches.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// One for each of [`Objective::ALL`].
    pub allocations: Vec<Allocation>,
    /// What was assumed, in words.
    pub assumptions: Vec<Said>,
}

/// What one member of a mission brings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Brings {
    /// The wanted subject.
    pub subject: String,
    /// The offer that covers it.
    pub offer: Id,
    /// How well, in `[0, 1]`: the score the pair would have if this subject alone were asked.
    pub score: f64,
}

/// An institution in a mission, with the subjects it stands for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Member {
    /// Who.
    pub institution: Id,
    /// What it brings; each wanted subject stands with the member that covers it best.
    pub brings: Vec<Brings>,
}

/// Institutions that together cover a request which none covers alone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mission {
    /// The request.
    pub request: Id,
    /// Wanted subjects, in the order of the request.
    pub subjects: Vec<String>,
    /// As few institutions as possible; none where some subject is covered by nobody.
    pub members: Vec<Member>,
    /// Mean over the subjects of the best covering score, in `[0, 1]`.
    pub mean: f64,
    /// Wanted subjects that nobody covers.
    pub uncovered: Vec<String>,
    /// What to say about it.
    pub summary: Said,
    /// Whether fewer institutions, or as many with a higher mean, are ruled out.
    pub proof: Proof,
}

/// The missions of a catalog.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Missions {
    /// By request id.
    pub missions: Vec<Mission>,
    /// Whether every request was looked at and every mission is proven best.
    pub proof: Proof,
}

/// What one institution gives the next in an exchange.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Gift {
    /// Who gives.
    pub giver: Id,
    /// Who takes.
    pub taker: Id,
    /// Which match it is.
    pub planned: Planned,
}

/// A swap (two gifts) or a ring of three.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Exchange {
    /// In the order of giving; the last taker is the first giver.
    pub gifts: Vec<Gift>,
    /// Sum of the scores.
    pub total: f64,
}

/// Disjoint exchanges with the highest total score.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Exchanges {
    /// Swaps and rings; no institution stands in two.
    pub exchanges: Vec<Exchange>,
    /// Sum of all scores.
    pub total: f64,
    /// No choice is worth more than this; equals `total` where that is proven best.
    pub bound: f64,
    /// Whether it is proven best.
    pub proof: Proof,
}

/// Somebody who could finance or facilitate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ThirdParty {
    /// An institution of the catalog.
    Institution {
        /// Who.
        id: Id,
        /// The offer or request in which it says what it covers; none where its kind alone suggests it.
        entry: Option<Id>,
    },
    /// An organisation of the multilateral directory.
    Organisation {
        /// Id in the directory.
        id: String,
        /// Full name.
        name: String,
        /// Usual abbreviation.
        abbreviation: String,
        /// Id of its group.
        group: String,
        /// Address of its pages on south-south cooperation; empty where there is none.
        website: String,
        /// Programme it works through there, by name; none where none is named.
        programme: Option<String>,
    },
}

/// A third party for a match, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Suggestion {
    /// Who.
    pub party: ThirdParty,
    /// What it would do.
    pub role: Role,
    /// The open cost items it covers.
    pub covers: Vec<CostItem>,
    /// Why, in words.
    pub reason: Said,
}

/// Who could help one pair, whether it matches already or not.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ThirdParties {
    /// Cost items one side asks the other to cover and the other does not.
    pub uncovered: Vec<CostItem>,
    /// Whether the provider is at its capacity.
    pub at_capacity: bool,
    /// Who could help, the most helpful first.
    pub suggestions: Vec<Suggestion>,
}

/// A match that needs a third party.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Triangular {
    /// The request.
    pub request: Id,
    /// The offer that fits it best.
    pub offer: Id,
    /// Score of the pair (as if a place were free, where the provider is at its capacity).
    pub score: f64,
    /// Cost items one side asks the other to cover and the other does not.
    pub uncovered: Vec<CostItem>,
    /// Whether the provider is at its capacity.
    pub at_capacity: bool,
    /// Who could help, the most helpful first.
    pub suggestions: Vec<Suggestion>,
}

/// The matches of a catalog that need a third party.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TriangularPlan {
    /// By request id; at most one a request.
    pub matches: Vec<Triangular>,
    /// Whether every request was looked at.
    pub proof: Proof,
}

/// A cell of the matrix, or a sector for what stands outside the topics.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Cell {
    /// Column; none where nothing states or implies it.
    pub quadrant: Option<Quadrant>,
    /// Row; none for subjects beyond the topics.
    pub topic: Option<Topic>,
    /// Sector, where there is no topic.
    pub sector: Option<Sector>,
}

/// Demand and supply in a cell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Gap {
    /// Which cell.
    pub cell: Cell,
    /// Open requests with a provider still to find.
    pub demand: Vec<Id>,
    /// Open offers with room.
    pub supply: Vec<Id>,
    /// Those of the demand that no offer matches.
    pub unmet: Vec<Id>,
    /// The gate that the pairs of unmet requests and offers in this cell fail most often.
    pub failing: Option<Gate>,
    /// What to say about the unmet demand; none where there is none.
    pub reason: Option<Said>,
    /// Those of the supply that match no request.
    pub idle: Vec<Id>,
}

/// The balance of every cell that is not empty, by quadrant, topic and sector.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Gaps {
    /// Cells with demand or supply.
    pub cells: Vec<Gap>,
    /// Whether every entry was looked at.
    pub proof: Proof,
}
