//! The vocabulary in one language, for the page.

use super::{ByLanguage, Concept, ConceptIx, ConceptKind, Vocabulary};
use crate::primitive::Language;
use crate::vocabulary::{
    CountryLabel, Labels, ListLabel, ModalityLabel, ProgrammeLabel, QuadrantLabel, SectorLabel,
    SubtopicLabel, TopicLabel,
};

impl Vocabulary {
    /// Everything the page needs in this language.
    pub fn labels(&self, language: Language) -> Labels {
        let say = |text: &ByLanguage<String>| text.get(language).clone();
        Labels {
            language,
            quadrants: self
                .quadrants
                .iter()
                .map(|quadrant| QuadrantLabel {
                    id: quadrant.id,
                    label: say(&quadrant.labels),
                    short: say(&quadrant.short),
                    description: say(&quadrant.description),
                    agreement: quadrant.agreement,
                    profiles: quadrant.profiles.clone(),
                })
                .collect(),
            topics: self.concepts.iter().filter_map(|concept| self.topic_label(concept, language)).collect(),
            sectors: self
                .concepts
                .iter()
                .filter_map(|concept| {
                    Some(SectorLabel {
                        id: self.as_sector(concept.ix)?,
                        label: say(&concept.labels),
                        short: say(&concept.short),
                    })
                })
                .collect(),
            subtopics: self
                .of_kind(ConceptKind::Subtopic)
                .map(|concept| SubtopicLabel {
                    id: concept.id.clone(),
                    topic: concept.parents.iter().find_map(|parent| self.as_topic(*parent)),
                    sector: concept.parents.iter().find_map(|parent| self.as_sector(*parent)),
                    quadrants: concept.quadrants.clone(),
                    label: say(&concept.labels),
                    note: say(&concept.note),
                })
                .collect(),
            modalities: self
                .modalities
                .iter()
                .map(|modality| ModalityLabel {
                    id: modality.id,
                    label: say(&modality.labels),
                    shortest_days: modality.shortest_days,
                })
                .collect(),
            lists: self
                .lists
                .iter()
                .map(|(name, list)| {
                    let values = list
                        .iter()
                        .map(|value| ListLabel { id: value.id.clone(), label: say(&value.labels) });
                    (name.clone(), values.collect())
                })
                .collect(),
            programmes: self
                .of_kind(ConceptKind::Programme)
                .map(|concept| self.programme_label(concept, language))
                .collect(),
            countries: self
                .countries
                .iter()
                .map(|country| CountryLabel {
                    id: country.id.clone(),
                    iso2: country.iso2.clone(),
                    region: country.region.clone(),
                    languages: country.languages.clone(),
                })
                .collect(),
        }
    }

    fn of_kind(&self, kind: ConceptKind) -> impl Iterator<Item = &Concept> {
        self.concepts.iter().filter(move |concept| concept.kind == kind)
    }

    fn topic_label(&self, concept: &Concept, language: Language) -> Option<TopicLabel> {
        let (quadrant, also) = concept.quadrants.split_first()?;
        Some(TopicLabel {
            id: self.as_topic(concept.ix)?,
            label: concept.labels.get(language).clone(),
            short: concept.short.get(language).clone(),
            quadrant: *quadrant,
            also_quadrants: also.to_vec(),
            sectors: concept.sectors.iter().filter_map(|sector| self.as_sector(*sector)).collect(),
        })
    }

    fn programme_label(&self, concept: &Concept, language: Language) -> ProgrammeLabel {
        let id_of = |ix: &ConceptIx| self.concept(*ix).id.clone();
        ProgrammeLabel {
            id: concept.id.clone(),
            name: concept.names.first().cloned().unwrap_or_default(),
            label: concept.labels.get(language).clone(),
            country: concept.country.clone().unwrap_or_default(),
            concepts: concept.parents.iter().map(id_of).collect(),
        }
    }
}
