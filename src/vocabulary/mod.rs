//! The field's own words: closed lists, topics and sub-topics with their terms, programmes, countries.
//!
//! Three layers, by who may link them (and `acronyms`, engine only, of international organisations):
//!
//! * `codes`: the closed lists of the file format as enums; everybody uses them.
//! * `labels`: what the page needs of all this in one language ([`Labels`]); it travels from worker to page.
//! * `carried` (engine only): the vocabulary itself, parsed once from the data files the engine carries
//!   ([`Vocabulary`]). The page never links it: it would double the data it downloads.

mod codes;
mod labels;

#[cfg(feature = "engine")]
mod acronyms;
#[cfg(feature = "engine")]
mod carried;

pub use codes::{
    AgreementNeeded, Apply, Code, Coded, CooperationType, CostItem, Delivery, Kind, Level, Modality,
    PortfolioStatus, Priority, Profile, Quadrant, Role, Scale, Sector, Setting, Status, Topic, Visibility,
    known,
};
pub use labels::{
    CountryLabel, Labels, ListLabel, ModalityLabel, ProgrammeLabel, QuadrantLabel, SectorLabel,
    SubtopicLabel, TopicLabel,
};

#[cfg(feature = "engine")]
pub use acronyms::{acronym_for, acronyms};
#[cfg(feature = "engine")]
pub use carried::{
    Ambiguity, ByLanguage, Concept, ConceptIx, ConceptKind, Country, FalseFriend, QuadrantFacts, Source,
    Vocabulary,
};
