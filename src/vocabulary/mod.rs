//! The field's own words: closed lists, topics and sub-topics, countries.

mod codes;
mod labels;

pub use codes::{
    AgreementNeeded, Apply, Code, Coded, CooperationType, CostItem, Delivery, Kind, Level, Modality,
    PortfolioStatus, Priority, Profile, Quadrant, Role, Scale, Sector, Setting, Status, Topic, Visibility,
    known,
};
pub use labels::{
    CountryLabel, Labels, ListLabel, ModalityLabel, ProgrammeLabel, QuadrantLabel, SectorLabel,
    SubtopicLabel, TopicLabel,
};
