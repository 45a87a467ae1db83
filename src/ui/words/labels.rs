//! Labels of the vocabulary in the reader's language, as the worker hands them over.

use std::cell::RefCell;
use std::rc::Rc;

use super::intl;
use crate::vocabulary::{Coded, Labels, Quadrant, Sector, Topic};

thread_local! {
    static LABELS: RefCell<Option<Rc<Labels>>> = const { RefCell::new(None) };
}

/// Makes these labels the ones that are read from now on.
pub fn set_labels(labels: Labels) {
    LABELS.with(|slot| *slot.borrow_mut() = Some(Rc::new(labels)));
}

/// Reads from all labels at once; none before the worker has handed them over.
pub fn with_labels<R>(read: impl FnOnce(&Labels) -> R) -> Option<R> {
    let labels = LABELS.with(|slot| slot.borrow().clone());
    labels.map(|labels| read(&labels))
}

/// The label of a value: `list` as the vocabulary names it (`kind`, `modality`, `topic`, …), or `concept`
/// for the id of a topic, a sector, a sub-topic or a programme, or `country` and `language` for their codes.
/// An id nobody knows is shown as it stands.
pub fn label(list: &str, id: &str) -> String {
    let found = match list {
        "country" => return country_label(id),
        "language" => return intl::language(id),
        "concept" => with_labels(|labels| concept(labels, id)).flatten(),
        "quadrant" => {
            with_labels(|labels| Quadrant::from_id(id).map(|q| labels.quadrant(q).to_owned())).flatten()
        }
        "topic" => {
            with_labels(|labels| Topic::from_id(id).map(|topic| labels.topic(topic).to_owned())).flatten()
        }
        "sector" => with_labels(|labels| Sector::from_id(id).map(|s| labels.sector(s).to_owned())).flatten(),
        "modality" => with_labels(|labels| {
            labels.modalities.iter().find(|modality| modality.id.id() == id).map(|found| found.label.clone())
        })
        .flatten(),
        list => with_labels(|labels| labels.of(list, id).to_owned()),
    };
    found.unwrap_or_else(|| id.to_owned())
}

/// The label where there is little room; the whole one where there is no short one.
pub fn short_label(list: &str, id: &str) -> String {
    let short = with_labels(|labels| match list {
        "quadrant" => labels.quadrants.iter().find(|q| q.id.id() == id).map(|found| found.short.clone()),
        "topic" | "concept" => {
            labels.topics.iter().find(|topic| topic.id.id() == id).map(|found| found.short.clone())
        }
        "sector" => {
            labels.sectors.iter().find(|sector| sector.id.id() == id).map(|found| found.short.clone())
        }
        _ => None,
    });
    short.flatten().filter(|short| !short.is_empty()).unwrap_or_else(|| label(list, id))
}

/// The name of a country by its alpha-3 code, in the reader's language.
pub fn country_label(alpha3: &str) -> String {
    let alpha2 = with_labels(|labels| labels.country(alpha3).map(|country| country.iso2.clone())).flatten();
    alpha2.map_or_else(|| alpha3.to_owned(), |alpha2| intl::country(&alpha2))
}

fn concept(labels: &Labels, id: &str) -> Option<String> {
    if let Some(topic) = Topic::from_id(id) {
        return Some(labels.topic(topic).to_owned());
    }
    if let Some(sector) = Sector::from_id(id) {
        return Some(labels.sector(sector).to_owned());
    }
    if let Some(subtopic) = labels.subtopic(id) {
        return Some(subtopic.label.clone());
    }
    labels.programmes.iter().find(|programme| programme.id == id).map(|programme| programme.name.clone())
}
