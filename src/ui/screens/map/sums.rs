//! What the map and its table tell, worked out from the answer of the desk and the documented cases.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::layers::Layer;
use crate::desk::{Flow, MapView};
use crate::primitive::Arrange;

/// What there is of a country, in every layer that is shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Place {
    /// Alpha-3 code; `""` for institutions that state none.
    pub country: String,
    pub institutions: u32,
    pub offers: u32,
    pub requests: u32,
    pub unmet: u32,
    /// Best matches in which it gives, and in which it receives.
    pub gives: u32,
    pub gets: u32,
    /// Exchanges of the portfolio in which it gives or receives.
    pub exchanges: u32,
    /// Documented cases that name it.
    pub cases: u32,
}

/// Everything that is drawn and told.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sums {
    /// By code.
    pub places: Vec<Place>,
    /// What goes between countries, the most first.
    pub flows: Vec<(Layer, Flow)>,
}

/// Who takes part in a documented case; the rest of the case is the library's.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Documented {
    providers: Vec<Who>,
    recipients: Vec<Who>,
    participants: Vec<Who>,
    third: Vec<Who>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
struct Who {
    country: String,
}

fn countries(parties: &[Who]) -> BTreeSet<&str> {
    parties.iter().map(|who| who.country.as_str()).filter(|code| !code.is_empty()).collect()
}

/// Adds everything up. Cases count only where their layer is shown.
pub fn sums(view: &MapView, cases: &[Documented]) -> Sums {
    let mut places: BTreeMap<String, Place> = BTreeMap::new();
    for count in &view.countries {
        let place = place(&mut places, &count.country);
        place.institutions = count.institutions;
        (place.offers, place.requests, place.unmet) = (count.offers, count.requests, count.unmet);
    }
    for flow in &view.matches {
        place(&mut places, &flow.from).gives += flow.count;
        place(&mut places, &flow.to).gets += flow.count;
    }
    for flow in &view.portfolio {
        for country in BTreeSet::from([&flow.from, &flow.to]) {
            place(&mut places, country).exchanges += flow.count;
        }
    }
    for case in cases {
        let parties = [&case.providers, &case.recipients, &case.participants, &case.third];
        for country in parties.into_iter().flat_map(|all| countries(all)).collect::<BTreeSet<_>>() {
            place(&mut places, country).cases += 1;
        }
    }
    let matches = view.matches.iter().map(|flow| (Layer::Matches, flow.clone()));
    let portfolio = view.portfolio.iter().map(|flow| (Layer::Portfolio, flow.clone()));
    let documented = documented(cases).into_iter().map(|flow| (Layer::Documented, flow));
    let mut flows: Vec<(Layer, Flow)> = matches.chain(portfolio).chain(documented).collect();
    flows.arrange_by_key(|(_, flow)| std::cmp::Reverse(flow.count));
    Sums { places: places.into_values().collect(), flows }
}

fn place<'a>(places: &'a mut BTreeMap<String, Place>, country: &str) -> &'a mut Place {
    places
        .entry(country.to_owned())
        .or_insert_with(|| Place { country: country.to_owned(), ..Place::default() })
}

/// Cases from a providing country to a receiving one. Who merely takes part gives nothing to anybody in particular.
fn documented(cases: &[Documented]) -> Vec<Flow> {
    let mut counts: BTreeMap<(&str, &str), u32> = BTreeMap::new();
    for case in cases {
        for from in countries(&case.providers) {
            for to in countries(&case.recipients).into_iter().filter(|to| *to != from) {
                *counts.entry((from, to)).or_default() += 1;
            }
        }
    }
    let flow = |((from, to), count): ((&str, &str), u32)| Flow {
        from: from.to_owned(),
        to: to.to_owned(),
        count,
        best: None,
        stages: Vec::new(),
    };
    counts.into_iter().map(flow).collect()
}

/// A column of the table of countries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Country,
    Offers,
    Requests,
    Unmet,
    Gives,
    Gets,
    Exchanges,
    Cases,
}

impl Column {
    pub const ALL: [Self; 8] = [
        Self::Country,
        Self::Offers,
        Self::Requests,
        Self::Unmet,
        Self::Gives,
        Self::Gets,
        Self::Exchanges,
        Self::Cases,
    ];

    /// Its word in the address.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::Offers => "offers",
            Self::Requests => "requests",
            Self::Unmet => "unmet",
            Self::Gives => "gives",
            Self::Gets => "gets",
            Self::Exchanges => "exchanges",
            Self::Cases => "cases",
        }
    }

    /// Whether it is filled while these layers are shown.
    pub fn is_shown(self, layers: &[Layer]) -> bool {
        let shows = |layer| layers.contains(&layer);
        match self {
            Self::Country => true,
            Self::Offers => shows(Layer::Offers),
            Self::Requests => shows(Layer::Requests),
            Self::Unmet => shows(Layer::Requests) && shows(Layer::Matches),
            Self::Gives | Self::Gets => shows(Layer::Matches),
            Self::Exchanges => shows(Layer::Portfolio),
            Self::Cases => shows(Layer::Documented),
        }
    }

    /// The figure of a place.
    pub fn of(self, place: &Place) -> u32 {
        match self {
            Self::Country => 0,
            Self::Offers => place.offers,
            Self::Requests => place.requests,
            Self::Unmet => place.unmet,
            Self::Gives => place.gives,
            Self::Gets => place.gets,
            Self::Exchanges => place.exchanges,
            Self::Cases => place.cases,
        }
    }
}

/// Places with their names in the order of a column: names from the first letter, figures from the largest and then
/// by name; without a column by all figures together.
pub fn ordered(
    places: &[Place],
    by: Option<Column>,
    names: impl Fn(&str) -> String,
    compare: impl Fn(&str, &str) -> Ordering,
) -> Vec<(String, Place)> {
    let mut rows: Vec<(String, Place)> =
        places.iter().map(|place| (names(&place.country), place.clone())).collect();
    let weight = |place: &Place| match by {
        Some(Column::Country) => 0,
        Some(column) => column.of(place),
        None => Column::ALL.iter().map(|column| column.of(place)).sum(),
    };
    rows.arrange_by(|a, b| weight(&b.1).cmp(&weight(&a.1)).then_with(|| compare(&a.0, &b.0)));
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::CountryCount;

    fn flow(from: &str, to: &str, count: u32) -> Flow {
        Flow { from: from.into(), to: to.into(), count, best: None, stages: Vec::new() }
    }

    fn case(providers: &[&str], recipients: &[&str], participants: &[&str]) -> Documented {
        let who = |codes: &[&str]| codes.iter().map(|code| Who { country: (*code).to_owned() }).collect();
        Documented {
            providers: who(providers),
            recipients: who(recipients),
            participants: who(participants),
            third: Vec::new(),
        }
    }

    fn of<'a>(sums: &'a Sums, country: &str) -> &'a Place {
        sums.places.iter().find(|place| place.country == country).expect("it is there")
    }

    #[test]
    fn figures_of_a_country_come_from_every_layer() {
        let view = MapView {
            countries: vec![CountryCount {
                country: "CHL".into(),
                institutions: 2,
                offers: 3,
                ..Default::default()
            }],
            matches: vec![flow("CHL", "PRY", 2), flow("PRY", "CHL", 1)],
            portfolio: vec![flow("CHL", "CHL", 4)],
        };
        let sums = sums(&view, &[case(&["CHL"], &["PRY", "CHL"], &[""]), case(&[], &[], &["PRY", "COL"])]);
        let chile = of(&sums, "CHL");
        assert_eq!((chile.offers, chile.gives, chile.gets, chile.exchanges, chile.cases), (3, 2, 1, 4, 1));
        assert_eq!((of(&sums, "PRY").cases, of(&sums, "COL").cases), (2, 1));
        // Within one country nothing is drawn between cases, and a case without provider has no direction.
        let documented: Vec<_> = sums.flows.iter().filter(|(layer, _)| *layer == Layer::Documented).collect();
        assert_eq!(documented, [&(Layer::Documented, flow("CHL", "PRY", 1))]);
        assert_eq!(sums.flows[0].1.count, 4);
    }

    #[test]
    fn rows_are_ordered_by_figures_or_names() {
        let place =
            |country: &str, offers, gets| Place { country: country.into(), offers, gets, ..Place::default() };
        let places = [place("BRA", 1, 0), place("ARG", 1, 3), place("CHL", 2, 0)];
        let order = |by| {
            let rows = ordered(&places, by, |code| code.to_lowercase(), |a, b| a.cmp(b));
            rows.into_iter().map(|(name, _)| name).collect::<Vec<_>>()
        };
        assert_eq!(order(None), ["arg", "chl", "bra"]);
        assert_eq!(order(Some(Column::Offers)), ["chl", "arg", "bra"]);
        assert_eq!(order(Some(Column::Country)), ["arg", "bra", "chl"]);
    }

    #[test]
    fn columns_follow_the_layers() {
        let shown =
            |layers: &[Layer]| Column::ALL.into_iter().filter(|column| column.is_shown(layers)).count();
        assert_eq!(shown(&[]), 1);
        assert_eq!(shown(&[Layer::Requests]), 2);
        assert_eq!(shown(&[Layer::Requests, Layer::Matches]), 5);
        assert_eq!(shown(&Layer::ALL), 8);
    }
}
