//! The portfolio as people follow it: who gives what to whom, and how far it is.

use serde::{Deserialize, Serialize};

use super::protocol::question;
use super::{EntryCard, InstitutionCard};
use crate::catalog::Note;
use crate::primitive::{Id, Language, Said, Shown};
use crate::vocabulary::{PortfolioStatus, Role};

question! {
    /// The exchanges of the portfolio, by stage, then by title.
    PortfolioItems {
        /** Only those in which this institution takes part. */ institution: Option<Id>,
        /** How many of each stage. */ most: u32,
        /** One of them in full, wherever it stands. */ chosen: Option<Id>,
        /** The reader's language. */ lang: Language,
    } -> PortfolioView;
}

/// The portfolio.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PortfolioView {
    /// Exchanges in the whole portfolio, whoever takes part.
    pub of: u32,
    /// Stages that have exchanges, in the order exchanges go through them.
    pub stages: Vec<Stage>,
    /// The one that was asked for in full.
    pub chosen: Option<ItemDetail>,
}

/// A stage with its exchanges.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stage {
    /// Which.
    pub status: PortfolioStatus,
    /// How many exchanges are in it.
    pub total: u32,
    /// The first of them.
    pub items: Vec<ItemRow>,
}

/// An exchange in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ItemRow {
    /// Its id.
    pub id: Id,
    /// What it is about, for this reader.
    pub title: Shown,
    /// How far it is.
    pub status: PortfolioStatus,
    /// Who takes part, in which roles.
    pub parties: Vec<PartyRow>,
}

/// A party of an exchange.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PartyRow {
    /// Who.
    pub institution: InstitutionCard,
    /// Roles the app knows.
    pub roles: Vec<Role>,
}

/// An exchange in full.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ItemDetail {
    /// What stands in the list.
    pub row: ItemRow,
    /// The request it answers; none where it answers none, or it is not in the catalog.
    pub request: Option<EntryCard>,
    /// The offers it uses, as far as they are in the catalog.
    pub offers: Vec<EntryCard>,
    /// What to look at: lapsed, overbooked, two versions.
    pub cautions: Vec<Said>,
    /// Notes about it.
    pub notes: Vec<Note>,
}
