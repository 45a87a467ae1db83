//! Facets of a list: the values that occur, as filters that stand in the address.

use leptos::prelude::*;

use super::card::standing_words;
use crate::desk::{Facet, Filter};
use crate::primitive::{Arrange, Id};
use crate::ui::nav::{Nav, use_nav};
use crate::ui::widgets::{Choice, ChosenChips, FacetGroup};
use crate::ui::words::{Key, collate, k, label, t};
use crate::vocabulary::{Coded, Quadrant, Sector, Topic};

/// The facets people use, in the order they are shown, with their heading and the list their labels are in.
const FACETS: [(&str, Key, &str); 10] = [
    ("countries", k::FACET_COUNTRIES, "country"),
    ("quadrants", k::FACET_QUADRANTS, "quadrant"),
    ("topics", k::FACET_TOPICS, "topic"),
    ("sectors", k::FACET_SECTORS, "sector"),
    ("modalities", k::FACET_MODALITIES, "modality"),
    ("delivery", k::FACET_DELIVERY, "delivery"),
    ("languages", k::FACET_LANGUAGES, "language"),
    ("kinds", k::FACET_KINDS, "kind"),
    ("standing", k::FACET_STANDING, "standing"),
    ("freshness", k::FACET_FRESHNESS, "freshness"),
];

fn toggle<T: PartialEq>(values: &mut Vec<T>, value: T) {
    if let Some(at) = values.iter().position(|known| *known == value) {
        values.remove(at);
    } else {
        values.push(value);
    }
}

/// The filter with a value of a facet chosen, or not chosen any more where it was.
pub fn toggled(filter: &Filter, field: &str, id: &str) -> Filter {
    fn coded<T: Coded>(values: &mut Vec<T>, id: &str) {
        if let Some(value) = T::from_id(id) {
            toggle(values, value);
        }
    }
    let mut filter = filter.clone();
    match field {
        "quadrants" => coded(&mut filter.quadrants, id),
        "topics" => coded(&mut filter.topics, id),
        "sectors" => coded(&mut filter.sectors, id),
        "subtopics" => toggle(&mut filter.subtopics, id.to_owned()),
        "countries" => toggle(&mut filter.countries, id.to_owned()),
        "modalities" => toggle(&mut filter.modalities, id.to_owned()),
        "delivery" => toggle(&mut filter.delivery, id.to_owned()),
        "languages" => toggle(&mut filter.languages, id.to_owned()),
        "kinds" => toggle(&mut filter.kinds, id.to_owned()),
        "standing" => toggle(&mut filter.standing, id.to_owned()),
        "freshness" => toggle(&mut filter.freshness, id.to_owned()),
        "institutions" => {
            if let Ok(id) = id.parse::<Id>() {
                toggle(&mut filter.institutions, id);
            }
        }
        _ => {}
    }
    filter
}

/// The words of a value; where an entry stands and how fresh it is are derived and have words of their own.
fn words_of(list: &str, id: &str) -> String {
    match list {
        "standing" => standing_words(id),
        "freshness" => freshness_words(id),
        _ => label(list, id),
    }
}

fn freshness_words(id: &str) -> String {
    t(match id {
        "lapses-soon" => k::FRESHNESS_LAPSES_SOON,
        "stale" => k::FRESHNESS_STALE,
        _ => k::FRESHNESS_FRESH,
    })
}

/// Every value the filter names, as (field, id, label list).
pub fn chosen(filter: &Filter) -> Vec<(&'static str, String, &'static str)> {
    fn all<T: Coded>(
        field: &'static str,
        list: &'static str,
        values: &[T],
    ) -> Vec<(&'static str, String, &'static str)> {
        values.iter().map(|value| (field, value.id().to_owned(), list)).collect()
    }
    let words = |field, list, values: &[String]| {
        values.iter().map(|value| (field, value.clone(), list)).collect::<Vec<_>>()
    };
    [
        all::<Quadrant>("quadrants", "quadrant", &filter.quadrants),
        all::<Topic>("topics", "topic", &filter.topics),
        all::<Sector>("sectors", "sector", &filter.sectors),
        words("subtopics", "concept", &filter.subtopics),
        words("countries", "country", &filter.countries),
        words("modalities", "modality", &filter.modalities),
        words("delivery", "delivery", &filter.delivery),
        words("languages", "language", &filter.languages),
        words("kinds", "kind", &filter.kinds),
        words("standing", "standing", &filter.standing),
        words("freshness", "freshness", &filter.freshness),
    ]
    .concat()
}

fn narrow(nav: Nav, field: &str, id: &str) {
    nav.change(|mut route| {
        route.filter = toggled(&route.filter, field, id);
        route
    });
}

/// What is chosen, each with a button that takes it back.
#[component]
pub fn Chosen() -> AnyView {
    let nav = use_nav();
    let route = nav.route();
    let choices = Signal::derive(move || {
        let all = route.with(|route| chosen(&route.filter));
        all.into_iter()
            .map(|(field, id, list)| Choice::new(format!("{field}.{id}"), words_of(list, &id)))
            .collect::<Vec<_>>()
    });
    let remove = move |name: String| {
        if let Some((field, id)) = name.split_once('.') {
            narrow(nav, field, id);
        }
    };
    view! { <ChosenChips chosen=choices on_remove=remove /> }.into_any()
}

/// The facets of an answer.
pub fn facets_view(facets: &[Facet], nav: Nav) -> AnyView {
    let group = |(field, heading, list): &(&'static str, Key, &'static str)| {
        let facet = facets.iter().find(|facet| facet.field == *field)?;
        let mut values: Vec<(Choice, u32, bool)> = facet
            .values
            .iter()
            .map(|value| {
                (Choice::new(value.id.clone(), words_of(list, &value.id)), value.count, value.chosen)
            })
            .collect();
        // Chosen first, then the most frequent, then by name.
        values.arrange_by(|a, b| {
            b.2.cmp(&a.2).then(b.1.cmp(&a.1)).then_with(|| collate(&a.0.label, &b.0.label))
        });
        let field = *field;
        let toggle = move |id: String| narrow(nav, field, &id);
        (values.len() > 1 || values.iter().any(|value| value.2))
            .then(|| view! { <FacetGroup legend=t(*heading) values on_toggle=toggle /> })
    };
    FACETS.iter().map(group).collect_view().into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_chosen_and_taken_back() {
        let none = Filter::default();
        for (field, id) in [
            ("countries", "CHL"),
            ("topics", "disability"),
            ("standing", "lapsed"),
            ("freshness", "stale"),
            ("subtopics", "x"),
        ] {
            let once = toggled(&none, field, id);
            assert_eq!(chosen(&once).len(), 1, "{field}");
            assert_eq!(toggled(&once, field, id), none, "{field}");
        }
        assert_eq!(toggled(&none, "topics", "no-such-topic"), none);
    }
}
