//! Plans over the whole catalog, with the cards of everything they name.

use serde::{Deserialize, Serialize};

use super::protocol::question;
use super::{EntryCard, InstitutionCard};
use crate::matching::answer::{Band, Settings};
use crate::planning::answer::{Comparison, Exchanges, Gaps, Missions, TriangularPlan};
use crate::primitive::{Id, Language};

question! {
    /// Makes a plan; nothing changes. It is accepted with [`super::Command::TakeUpAll`].
    MakePlan {
        /** What the plan is after. */ aim: PlanAim,
        /** Importance, options. */ settings: Settings,
        /** Matches below this band are left out. */ least: Band,
        /** The reader's language. */ lang: Language,
        /** Whether whoever asks sees how far it is and can stop it: then it may work much longer. */ patient: bool,
    } -> PlanView;
}

/// What a plan is after.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlanAim {
    /// The three allocations, side by side.
    Allocations,
    /// Requests that need several institutions.
    Missions,
    /// Swaps and rings of three.
    Exchanges,
    /// Matches that need a third party.
    Triangular,
    /// Demand nobody meets and supply nobody asks for.
    Gaps,
}

/// A plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Plan {
    /// The three allocations, side by side.
    Allocations(Comparison),
    /// Requests that need several institutions.
    Missions(Missions),
    /// Swaps and rings of three.
    Exchanges(Exchanges),
    /// Matches that need a third party.
    Triangular(TriangularPlan),
    /// Demand nobody meets and supply nobody asks for.
    Gaps(Gaps),
}

impl Plan {
    /// What it is after.
    pub fn aim(&self) -> PlanAim {
        match self {
            Self::Allocations(_) => PlanAim::Allocations,
            Self::Missions(_) => PlanAim::Missions,
            Self::Exchanges(_) => PlanAim::Exchanges,
            Self::Triangular(_) => PlanAim::Triangular,
            Self::Gaps(_) => PlanAim::Gaps,
        }
    }
}

/// A plan with the cards of everything it names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlanView {
    /// The plan; while it is being made, what there is of it.
    pub plan: Plan,
    /// Revision of the catalog it was made of.
    pub revision: u64,
    /// Every offer and request it names, each once, in order of list and id.
    pub entries: Vec<EntryCard>,
    /// Every institution it names, those of the entries apart, in order of id.
    pub institutions: Vec<InstitutionCard>,
    /// Pairs (request, offer) that stand in the portfolio already and were not dropped.
    pub taken: Vec<(Id, Id)>,
}
