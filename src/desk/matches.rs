//! Matches as the page shows them: the engine's answers with the cards of both sides.

use serde::{Deserialize, Serialize};

use super::protocol::question;
use super::{EntryCard, InstitutionCard};
use crate::catalog::AnyRecord;
use crate::matching::answer::{Change, Explanation, NearMiss, Robustness, Screening, Settings};
use crate::planning::answer::ThirdParties;
use crate::primitive::{Id, Language};

/// Whose matches are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Side {
    /// Offers for this request.
    Request(Id),
    /// Requests for this offer.
    Offer(Id),
}

question! {
    /// The best matches of one entry.
    MatchesOf {
        /** Of which entry. */ side: Side,
        /** Importance, options. */ settings: Settings,
        /** How many at most. */ limit: u32,
        /** The reader's language. */ lang: Language,
    } -> MatchList;
    /// The best match of every request, the highest score first.
    AllMatches {
        /** Importance, options. */ settings: Settings,
        /** Only requests and offers of this institution. */ institution: Option<Id>,
        /** The first row wanted. */ from: u32,
        /** How many rows. */ count: u32,
        /** The reader's language. */ lang: Language,
    } -> MatchOverview;
    /// One pair, explained.
    Explain {
        /** The request. */ request: Id,
        /** The offer. */ offer: Id,
        /** Importance, options. */ settings: Settings,
        /** The reader's language. */ lang: Language,
    } -> MatchCard;
    /// Offers that fail this request by one thing only.
    NearMissesOf {
        /** The request. */ request: Id,
        /** Importance, options. */ settings: Settings,
        /** How many at most. */ limit: u32,
        /** The reader's language. */ lang: Language,
    } -> Vec<NearMissCard>;
    /// The pair as it would be if these changes were made.
    WhatIf {
        /** The request. */ request: Id,
        /** The offer. */ offer: Id,
        /** What would change. */ changes: Vec<Change>,
        /** Importance, options. */ settings: Settings,
        /** The reader's language. */ lang: Language,
    } -> MatchCard;
    /// Who could help a pair as a third party: finance it, or facilitate it.
    ThirdPartiesOf {
        /** The request. */ request: Id,
        /** The offer. */ offer: Id,
        /** Importance, options. */ settings: Settings,
        /** The reader's language. */ lang: Language,
    } -> ThirdPartyView;
    /// How often each of the first matches stays on top when the weights move.
    RobustnessOf {
        /** The request. */ request: Id,
        /** Importance, options. */ settings: Settings,
    } -> Vec<Robustness>;
    /// Matches and screening of an entry that is being written and not saved yet.
    Live {
        /** The entry as it stands in the form. */ draft: Box<AnyRecord>,
        /** Importance, options. */ settings: Settings,
        /** How many matches at most. */ limit: u32,
        /** The reader's language. */ lang: Language,
    } -> LiveView;
}

/// A pair with its explanation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MatchCard {
    /// 1 for the best; 0 where the pair was not ranked.
    pub rank: u32,
    /// The request.
    pub request: EntryCard,
    /// The offer.
    pub offer: EntryCard,
    /// Score, band, criteria, cautions; its `failed` gates are empty where the pair matches.
    pub explanation: Explanation,
}

/// The matches of one entry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MatchList {
    /// The entry itself.
    pub of: EntryCard,
    /// Best first.
    pub matches: Vec<MatchCard>,
    /// How many pairs pass every gate.
    pub passing: u32,
}

/// The best match of many requests.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MatchOverview {
    /// How many requests there are in all.
    pub total: u32,
    /// One row a request: its card and its best match.
    pub rows: Vec<(EntryCard, Option<MatchCard>)>,
}

/// An offer that almost fits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NearMissCard {
    /// The offer.
    pub offer: EntryCard,
    /// What blocks, and what would have to change.
    pub near_miss: NearMiss,
}

/// Third parties for a pair, with the cards of those that are in the catalog.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ThirdPartyView {
    /// What is uncovered, and who could help.
    pub found: ThirdParties,
    /// Institutions of the catalog among them.
    pub institutions: Vec<InstitutionCard>,
}

/// What the form shows beside the fields.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LiveView {
    /// The best matches as things stand.
    pub matches: Vec<MatchCard>,
    /// How complete and concrete the entry is, and the next question.
    pub screening: Screening,
}
