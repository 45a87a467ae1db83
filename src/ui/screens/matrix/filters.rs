//! What narrows the matrix: the facets of offers and requests together.

use std::collections::BTreeMap;

use leptos::prelude::*;

use crate::catalog::RecordKind;
use crate::desk::{Facet, FacetValue, ListEntries, Sort};
use crate::ui::nav::{use_nav, use_route};
use crate::ui::screens::entries::{Chosen, facets_view};
use crate::ui::state::use_answer;
use crate::ui::words::{k, reader, t};

/// Facets that are not rows or columns of the matrix themselves; the matrix counts what is open, so the standing
/// is none either.
const NARROWING: [&str; 6] = ["countries", "sectors", "modalities", "delivery", "languages", "kinds"];

/// The counts of two lists as one, value by value.
fn together(offers: &[Facet], requests: &[Facet]) -> Vec<Facet> {
    let both = |field: &&str| {
        let mut values: BTreeMap<String, FacetValue> = BTreeMap::new();
        let own = offers.iter().chain(requests).filter(|facet| facet.field == *field);
        for value in own.flat_map(|facet| &facet.values) {
            let known =
                values.entry(value.id.clone()).or_insert_with(|| FacetValue { count: 0, ..value.clone() });
            known.count += value.count;
            known.chosen |= value.chosen;
        }
        Facet { field: (*field).to_owned(), values: values.into_values().collect() }
    };
    NARROWING.iter().map(both).collect()
}

/// Folded away; what is chosen stays in sight.
#[component]
pub fn Filters() -> AnyView {
    let nav = use_nav();
    let route = use_route();
    let filter = Memo::new(move |_| route.with(|route| route.filter.clone()));
    let asked = RwSignal::new(false);
    let facets_of = |kind: RecordKind| {
        use_answer(move || {
            // Nobody counts facets that nobody looks at.
            asked.get().then(|| ListEntries {
                kind,
                filter: filter.get(),
                sort: Sort::Best,
                from: 0,
                count: 0,
                lang: reader(),
            })
        })
    };
    let (offers, requests) = (facets_of(RecordKind::Offer), facets_of(RecordKind::Request));
    let facets = move || {
        offers.value.with(|offers| {
            requests.value.with(|requests| {
                let (offers, requests) = (offers.as_ref()?, requests.as_ref()?);
                Some(facets_view(&together(&offers.facets, &requests.facets), nav))
            })
        })
    };
    view! {
        <div class="matrix-filters">
            <details class="list-facets" on:toggle=move |_| asked.set(true)>
                <summary>{t(k::LIST_FILTERS)}</summary>
                <div class="facet-columns">{facets}</div>
            </details>
            <Chosen />
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_of_offers_and_requests_add_up() {
        let facet = |values: &[(&str, u32, bool)]| Facet {
            field: "countries".to_owned(),
            values: values
                .iter()
                .map(|(id, count, chosen)| FacetValue {
                    id: (*id).to_owned(),
                    count: *count,
                    chosen: *chosen,
                })
                .collect(),
        };
        let both = together(&[facet(&[("CHL", 3, false)])], &[facet(&[("CHL", 1, true), ("PRY", 2, false)])]);
        let countries = &both[0];
        assert_eq!(countries.field, "countries");
        let counts: Vec<(&str, u32, bool)> =
            countries.values.iter().map(|value| (value.id.as_str(), value.count, value.chosen)).collect();
        assert_eq!(counts, [("CHL", 4, true), ("PRY", 2, false)]);
    }
}
