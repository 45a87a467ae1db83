//! Offers and requests, and the parts they are made of.
//!
//! Absent, `null` and empty all mean *not stated*: an empty list is never read as "none".

use std::num::NonZeroU32;

use serde::{Deserialize, Serialize};

use super::{Extra, Head};
use crate::primitive::{Date, Id, Text, Window};
use crate::vocabulary::{
    AgreementNeeded, Apply, Code, CooperationType, CostItem, Delivery, Modality, Priority, Profile, Quadrant,
    Scale, Sector, Setting, Status, Topic,
};

/// What an entry is about: a cell of the matrix, or a part of one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Subject {
    /// Column of the matrix; none where not stated.
    pub quadrant: Option<Code<Quadrant>>,
    /// Topic of the document of 2010; none for subjects beyond it.
    pub topic: Option<Code<Topic>>,
    /// Sub-topic of our own vocabulary, under a topic or a sector; none where not stated.
    pub subtopic: Option<String>,
    /// Unknown keys.
    #[serde(default)]
    pub extra: Extra,
}

/// A modular part of an offer, which can be transferred on its own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Component {
    /// Permanent id within the offer; none in files that give no id.
    pub id: Option<Id>,
    /// What it is called.
    pub title: Text,
    /// What it consists of.
    pub summary: Text,
    /// Subjects of its own.
    pub subjects: Vec<Subject>,
    /// Unknown keys.
    #[serde(default)]
    pub extra: Extra,
}

/// What shows that an offer works.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// Whether it was evaluated; none where not stated.
    pub evaluated: Option<bool>,
    /// Whether it is documented; none where not stated.
    pub documented: Option<bool>,
    /// Countries it was transferred to before (ISO 3166-1 alpha-3).
    pub transferred_to: Vec<String>,
    /// Addresses of documents.
    pub links: Vec<String>,
    /// Unknown keys.
    #[serde(default)]
    pub extra: Extra,
}

/// The setting a programme works in, on the offering side, or is wanted for, on the requesting side.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Context {
    /// Scale.
    pub scale: Option<Code<Scale>>,
    /// How many people the programme reaches.
    pub people: Option<u64>,
    /// Settings.
    pub settings: Vec<Code<Setting>>,
    /// Unknown keys.
    #[serde(default)]
    pub extra: Extra,
}

/// What the requesting side has secured.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Commitment {
    /// A counterpart team is named.
    pub counterpart_team: Option<bool>,
    /// The authorities back the request.
    pub political_backing: Option<bool>,
    /// The national cooperation agency knows of it.
    pub agency_informed: Option<bool>,
    /// Unknown keys.
    #[serde(default)]
    pub extra: Extra,
}

/// What an institution can share.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Offer {
    /// Id, version, unknown keys.
    pub head: Head,
    /// Who offers.
    pub institution: Id,
    /// Where the offer stands.
    pub status: Status,
    /// What it is called.
    pub title: Text,
    /// What is shared, in a few sentences.
    pub summary: Text,
    /// Cells of the matrix.
    pub subjects: Vec<Subject>,
    /// Sectors, for what the topics do not cover.
    pub sectors: Vec<Code<Sector>>,
    /// Modular parts.
    pub components: Vec<Component>,
    /// Forms of cooperation.
    pub modalities: Vec<Code<Modality>>,
    /// Ways of delivery.
    pub delivery: Vec<Code<Delivery>>,
    /// Types of cooperation.
    pub types: Vec<Code<CooperationType>>,
    /// BCP 47 codes of the languages it can be given in.
    pub languages: Vec<String>,
    /// When it is available.
    pub window: Window,
    /// Shortest exchange, in days.
    pub min_duration_days: Option<NonZeroU32>,
    /// How many exchanges at once over the whole window; none where not stated.
    pub capacity: Option<NonZeroU32>,
    /// Professional profiles it can send.
    pub profiles: Vec<Code<Profile>>,
    /// Cost items this side covers.
    pub covers: Vec<Code<CostItem>>,
    /// Cost items it asks others to cover.
    pub asks_cover: Vec<Code<CostItem>>,
    /// What shows that it works.
    pub evidence: Evidence,
    /// Agreement needed first.
    pub agreement_needed: Option<Code<AgreementNeeded>>,
    /// What must be there first, in words.
    pub preconditions: Text,
    /// The setting it works in.
    pub context: Context,
    /// How to apply.
    pub apply: Option<Code<Apply>>,
    /// Free tags.
    pub tags: Vec<String>,
    /// Where the facts come from; none for an institution's own words.
    pub source: Option<String>,
    /// When its institution last confirmed it.
    pub confirmed_on: Option<Date>,
}

/// What an institution wants.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Request {
    /// Id, version, unknown keys.
    pub head: Head,
    /// Who asks.
    pub institution: Id,
    /// Where the request stands.
    pub status: Status,
    /// What it is called.
    pub title: Text,
    /// The problem to be solved, in a few sentences.
    pub need: Text,
    /// Objectives.
    pub objectives: Vec<Text>,
    /// Expected results.
    pub results: Vec<Text>,
    /// Cells of the matrix.
    pub subjects: Vec<Subject>,
    /// Sectors, for what the topics do not cover.
    pub sectors: Vec<Code<Sector>>,
    /// Acceptable forms of cooperation.
    pub modalities: Vec<Code<Modality>>,
    /// Acceptable ways of delivery.
    pub delivery: Vec<Code<Delivery>>,
    /// Acceptable types of cooperation.
    pub types: Vec<Code<CooperationType>>,
    /// BCP 47 codes of the languages it can work in.
    pub languages: Vec<String>,
    /// When it is wanted.
    pub window: Window,
    /// Shortest exchange that would help, in days.
    pub min_duration_days: Option<NonZeroU32>,
    /// How many providers are needed; none where not stated (then one).
    pub providers_needed: Option<NonZeroU32>,
    /// How pressing it is.
    pub priority: Option<Code<Priority>>,
    /// Professional profiles asked for.
    pub profiles: Vec<Code<Profile>>,
    /// Cost items this side covers.
    pub covers: Vec<Code<CostItem>>,
    /// Cost items it asks others to cover.
    pub asks_cover: Vec<Code<CostItem>>,
    /// What is secured.
    pub commitment: Commitment,
    /// The setting it is wanted for.
    pub context: Context,
    /// Free tags.
    pub tags: Vec<String>,
    /// Where the facts come from; none for an institution's own words.
    pub source: Option<String>,
    /// When its institution last confirmed it.
    pub confirmed_on: Option<Date>,
}

impl Offer {
    /// An open offer of which nothing but the title is stated.
    pub fn new(head: Head, institution: Id, title: Text) -> Self {
        Self {
            head,
            institution,
            status: Status::Open,
            title,
            summary: Text::default(),
            subjects: Vec::new(),
            sectors: Vec::new(),
            components: Vec::new(),
            modalities: Vec::new(),
            delivery: Vec::new(),
            types: Vec::new(),
            languages: Vec::new(),
            window: Window::default(),
            min_duration_days: None,
            capacity: None,
            profiles: Vec::new(),
            covers: Vec::new(),
            asks_cover: Vec::new(),
            evidence: Evidence::default(),
            agreement_needed: None,
            preconditions: Text::default(),
            context: Context::default(),
            apply: None,
            tags: Vec::new(),
            source: None,
            confirmed_on: None,
        }
    }

    /// Subjects of the offer as a whole and of every part, in that order.
    pub fn all_subjects(&self) -> impl Iterator<Item = &Subject> {
        self.subjects.iter().chain(self.components.iter().flat_map(|component| &component.subjects))
    }
}

impl Request {
    /// An open request of which nothing but the title is stated.
    pub fn new(head: Head, institution: Id, title: Text) -> Self {
        Self {
            head,
            institution,
            status: Status::Open,
            title,
            need: Text::default(),
            objectives: Vec::new(),
            results: Vec::new(),
            subjects: Vec::new(),
            sectors: Vec::new(),
            modalities: Vec::new(),
            delivery: Vec::new(),
            types: Vec::new(),
            languages: Vec::new(),
            window: Window::default(),
            min_duration_days: None,
            providers_needed: None,
            priority: None,
            profiles: Vec::new(),
            covers: Vec::new(),
            asks_cover: Vec::new(),
            commitment: Commitment::default(),
            context: Context::default(),
            tags: Vec::new(),
            source: None,
            confirmed_on: None,
        }
    }

    /// Providers needed; one where not stated.
    pub fn providers(&self) -> u32 {
        self.providers_needed.map_or(1, NonZeroU32::get)
    }
}
