//! Everything the page needs of the vocabulary, in one language: small enough to travel in one message.
//!
//! Names of countries and languages are not here: the browser's `Intl` knows them in every language.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{AgreementNeeded, Modality, Profile, Quadrant, Sector, Topic};
use crate::primitive::Language;

/// The vocabulary as shown to readers of one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Labels {
    /// The language of every label here.
    pub language: Language,
    /// The four cells of the matrix, in its order.
    pub quadrants: Vec<QuadrantLabel>,
    /// The 18 topics, in the order of [`Topic`].
    pub topics: Vec<TopicLabel>,
    /// The 11 sectors, in the order of [`Sector`].
    pub sectors: Vec<SectorLabel>,
    /// Sub-topics, those of topics first.
    pub subtopics: Vec<SubtopicLabel>,
    /// The forms of cooperation, in the order of [`Modality`].
    pub modalities: Vec<ModalityLabel>,
    /// The other closed lists by the name of the list (see [`super::Coded::LIST`]), each in the order of the format.
    pub lists: BTreeMap<String, Vec<ListLabel>>,
    /// Named programmes.
    pub programmes: Vec<ProgrammeLabel>,
    /// Countries and territories, by alpha-3 code.
    pub countries: Vec<CountryLabel>,
}

/// A quadrant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuadrantLabel {
    /// Which one.
    pub id: Quadrant,
    /// Its name.
    pub label: String,
    /// Its name for a column head.
    pub short: String,
    /// One sentence on what belongs in it.
    pub description: String,
    /// The agreement the document of 2010 asks for before an exchange in it.
    pub agreement: AgreementNeeded,
    /// The professionals it calls for.
    pub profiles: Vec<Profile>,
}

/// A topic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TopicLabel {
    /// Which one.
    pub id: Topic,
    /// Its name.
    pub label: String,
    /// Its name where there is little room.
    pub short: String,
    /// The quadrant it stands in.
    pub quadrant: Quadrant,
    /// Further quadrants it is found in.
    pub also_quadrants: Vec<Quadrant>,
    /// The sectors it belongs to, the main one first.
    pub sectors: Vec<Sector>,
}

/// A sector.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectorLabel {
    /// Which one.
    pub id: Sector,
    /// Its name.
    pub label: String,
    /// Its name where there is little room.
    pub short: String,
}

/// A sub-topic of a topic or of a sector.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubtopicLabel {
    /// Its id, as files carry it.
    pub id: String,
    /// The topic it belongs to, if it belongs to one.
    pub topic: Option<Topic>,
    /// The sector it belongs to, if it belongs to no topic.
    pub sector: Option<Sector>,
    /// The quadrants it is found in, the main one first.
    pub quadrants: Vec<Quadrant>,
    /// Its name.
    pub label: String,
    /// One line on what it covers; empty where none was written.
    pub note: String,
}

/// A form of cooperation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModalityLabel {
    /// Which one.
    pub id: Modality,
    /// Its name.
    pub label: String,
    /// The shortest useful stay, in whole days.
    pub shortest_days: i32,
}

/// A value of a closed list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListLabel {
    /// Its id.
    pub id: String,
    /// Its name.
    pub label: String,
}

/// A named programme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgrammeLabel {
    /// Its id.
    pub id: String,
    /// Its own name, the same in every language.
    pub name: String,
    /// What it is, in a few words.
    pub label: String,
    /// Its country, alpha-3.
    pub country: String,
    /// Ids of the topics and sub-topics it is an instance of, the main one first.
    pub concepts: Vec<String>,
}

/// A country or territory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountryLabel {
    /// ISO 3166-1 alpha-3 code.
    pub id: String,
    /// ISO 3166-1 alpha-2 code, by which `Intl` knows its name.
    pub iso2: String,
    /// Id of its region.
    pub region: String,
    /// Official languages (BCP 47), the main one first.
    pub languages: Vec<String>,
}

impl Labels {
    /// The name of a quadrant.
    pub fn quadrant(&self, id: Quadrant) -> &str {
        self.quadrants.iter().find(|quadrant| quadrant.id == id).map_or("", |quadrant| &quadrant.label)
    }

    /// The name of a topic.
    pub fn topic(&self, id: Topic) -> &str {
        self.topics.iter().find(|topic| topic.id == id).map_or("", |topic| &topic.label)
    }

    /// The name of a sector.
    pub fn sector(&self, id: Sector) -> &str {
        self.sectors.iter().find(|sector| sector.id == id).map_or("", |sector| &sector.label)
    }

    /// The name of a modality.
    pub fn modality(&self, id: Modality) -> &str {
        self.modalities.iter().find(|modality| modality.id == id).map_or("", |modality| &modality.label)
    }

    /// The sub-topic with this id.
    pub fn subtopic(&self, id: &str) -> Option<&SubtopicLabel> {
        self.subtopics.iter().find(|subtopic| subtopic.id == id)
    }

    /// The name of a value of one of the other lists; the id itself where it is not known.
    pub fn of<'a>(&'a self, list: &str, id: &'a str) -> &'a str {
        let values = self.lists.get(list).map_or(&[][..], Vec::as_slice);
        values.iter().find(|value| value.id == id).map_or(id, |value| &value.label)
    }

    /// The country with this alpha-3 code.
    pub fn country(&self, id: &str) -> Option<&CountryLabel> {
        self.countries.iter().find(|country| country.id == id)
    }
}
