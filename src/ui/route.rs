//! Addresses: what is on the screen, as a query (`?s=offers&id=…&country=CHL,PRY`) and back.
//!
//! The query and not the path, since static hosts answer 404 to deep paths; the fragment stays free, it
//! carries catalogs. A query nobody understands leads to Start, a value nobody understands is left out.

use std::collections::BTreeMap;

use crate::desk::{Filter, Sort};
use crate::primitive::Id;
use crate::vocabulary::Coded;

macro_rules! screens {
    ($($(#[$doc:meta])* $name:ident = $id:literal),+ $(,)?) => {
        /// The screens of the app.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Screen { $($(#[$doc])* $name),+ }

        impl Screen {
            /// Every screen, in the order of the rail.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The word that stands for it in addresses.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$name => $id),+ }
            }
        }
    };
}

screens! {
    /// What this is, catalogs on this device, *for you*.
    #[default]
    Start = "start",
    /// The matrix of supply and demand.
    Matrix = "matrix",
    /// Offers.
    Offers = "offers",
    /// Requests.
    Requests = "requests",
    /// Institutions.
    Institutions = "institutions",
    /// Matches of one entry or of all.
    Matches = "matches",
    /// Allocation, missions, exchanges, gaps.
    Plan = "plan",
    /// Agreed and negotiated exchanges.
    Portfolio = "portfolio",
    /// The map.
    Map = "map",
    /// Directory, cycles, cases, glossary.
    Library = "library",
    /// What came in, what is missing, next steps.
    Desk = "desk",
    /// Browse by theme and note agreements, stand by stand.
    Fair = "fair",
    /// File, link, code, spreadsheet.
    Share = "share",
    /// A file that was read and waits to be taken in.
    Open = "open",
    /// Language, theme, who I am, importance.
    Settings = "settings",
    /// A form: an institution, an offer or a request being written.
    Edit = "edit",
}

/// An address inside the app.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Route {
    /// The screen.
    pub screen: Screen,
    /// The record shown.
    pub id: Option<Id>,
    /// Which entries are listed.
    pub filter: Filter,
    /// In which order.
    pub sort: Sort,
    /// What else the screen keeps in its address (`view`, `rows`, `compare`, …), by name.
    pub more: BTreeMap<String, String>,
}

impl Route {
    /// The first view of a screen.
    pub fn to(screen: Screen) -> Self {
        Self { screen, ..Self::default() }
    }

    /// One record on a screen.
    pub fn record(screen: Screen, id: Id) -> Self {
        Self { screen, id: Some(id), ..Self::default() }
    }

    /// The same with a filter.
    #[must_use]
    pub fn filtered(mut self, filter: Filter) -> Self {
        self.filter = filter;
        self
    }

    /// The same with one more value of the screen's own; an empty value removes it.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        let value = value.into();
        if value.is_empty() {
            self.more.remove(name);
        } else {
            self.more.insert(name.to_owned(), value);
        }
        self
    }

    /// A value of the screen's own.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.more.get(name).map(String::as_str)
    }

    /// Reads a query, with or without its question mark.
    pub fn read(query: &str) -> Self {
        let mut route = Self::default();
        for pair in query.trim_start_matches('?').split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            route.take(&decode(name), &decode(value), value);
        }
        route
    }

    fn take(&mut self, name: &str, value: &str, raw: &str) {
        match name {
            "s" => {
                let found = Screen::ALL.iter().find(|screen| screen.id() == value);
                self.screen = found.copied().unwrap_or_default();
            }
            "id" => self.id = value.parse().ok(),
            "sort" => {
                self.sort = SORTS.iter().find(|(_, id)| *id == value).map_or_else(Sort::default, |s| s.0)
            }
            name if take_filter(&mut self.filter, name, value, raw) => {}
            name if !value.is_empty() => {
                self.more.insert(name.to_owned(), value.to_owned());
            }
            _ => {}
        }
    }

    /// Writes the query, with its question mark; the same route always gives the same query.
    pub fn query(&self) -> String {
        let mut parts = vec![format!("s={}", self.screen.id())];
        if let Some(id) = self.id {
            parts.push(format!("id={id}"));
        }
        write_filter(&self.filter, &mut parts);
        if let Some((_, id)) =
            SORTS.iter().find(|(sort, _)| *sort == self.sort && self.sort != Sort::default())
        {
            parts.push(format!("sort={id}"));
        }
        for (name, value) in &self.more {
            parts.push(format!("{}={}", encode(name), encode(value)));
        }
        format!("?{}", parts.join("&"))
    }
}

const SORTS: [(Sort, &str); 5] = [
    (Sort::Best, "best"),
    (Sort::Title, "title"),
    (Sort::Country, "country"),
    (Sort::Fresh, "fresh"),
    (Sort::Ends, "ends"),
];

fn ids<T: Coded>(raw: &str) -> Vec<T> {
    values(raw).iter().filter_map(|id| T::from_id(id)).collect()
}

/// Values of one name, joined by commas; each is encoded, so a comma inside one is `%2C`.
fn values(raw: &str) -> Vec<String> {
    raw.split(',').map(decode).filter(|value| !value.is_empty()).collect()
}

fn take_filter(filter: &mut Filter, name: &str, value: &str, raw: &str) -> bool {
    match name {
        "q" => filter.text = value.to_owned(),
        "quadrant" => filter.quadrants = ids(raw),
        "topic" => filter.topics = ids(raw),
        "sector" => filter.sectors = ids(raw),
        "subtopic" => filter.subtopics = values(raw),
        "country" => filter.countries = values(raw),
        "kind" => filter.kinds = values(raw),
        "modality" => filter.modalities = values(raw),
        "delivery" => filter.delivery = values(raw),
        "language" => filter.languages = values(raw),
        "standing" => filter.standing = values(raw),
        "freshness" => filter.freshness = values(raw),
        "institution" => filter.institutions = values(raw).iter().filter_map(|id| id.parse().ok()).collect(),
        _ => return false,
    }
    true
}

fn write_filter(filter: &Filter, parts: &mut Vec<String>) {
    let mut push = |name: &str, values: Vec<String>| {
        let values: Vec<String> = values.iter().map(|value| encode(value)).collect();
        if !values.is_empty() {
            parts.push(format!("{name}={}", values.join(",")));
        }
    };
    if !filter.text.is_empty() {
        push("q", vec![filter.text.clone()]);
    }
    push("quadrant", coded(&filter.quadrants));
    push("topic", coded(&filter.topics));
    push("sector", coded(&filter.sectors));
    push("subtopic", filter.subtopics.clone());
    push("country", filter.countries.clone());
    push("kind", filter.kinds.clone());
    push("modality", filter.modalities.clone());
    push("delivery", filter.delivery.clone());
    push("language", filter.languages.clone());
    push("standing", filter.standing.clone());
    push("freshness", filter.freshness.clone());
    push("institution", filter.institutions.iter().map(ToString::to_string).collect());
}

fn coded<T: Coded>(values: &[T]) -> Vec<String> {
    values.iter().map(|value| value.id().to_owned()).collect()
}

/// Per cent encoding of everything but letters, digits and `-._~`.
pub fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// Undoes [`encode`]; what is no valid encoding stands as it is, bytes that are no UTF-8 become `�`.
fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let pair = bytes.get(at + 1..at + 3).and_then(|pair| std::str::from_utf8(pair).ok());
        match (bytes[at], pair.and_then(|pair| u8::from_str_radix(pair, 16).ok())) {
            (b'%', Some(byte)) => {
                out.push(byte);
                at += 3;
            }
            (b'+', _) => {
                out.push(b' ');
                at += 1;
            }
            (byte, _) => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::{Quadrant, Topic};

    fn round_trip(route: &Route) {
        assert_eq!(&Route::read(&route.query()), route, "{}", route.query());
    }

    #[test]
    fn every_screen_has_an_address_and_comes_back_from_it() {
        for screen in Screen::ALL {
            round_trip(&Route::to(*screen));
        }
        assert_eq!(Route::to(Screen::Offers).query(), "?s=offers");
    }

    #[test]
    fn filters_and_records_travel_in_the_address() {
        let filter = Filter {
            text: "niños, 50 % & más".to_owned(),
            quadrants: vec![Quadrant::Training],
            topics: vec![Topic::Disability, Topic::InformationSystems],
            countries: vec!["CHL".to_owned(), "PRY".to_owned()],
            subtopics: vec!["a,b".to_owned()],
            freshness: vec!["lapses-soon".to_owned(), "stale".to_owned()],
            institutions: vec![Id::from_u128(7)],
            ..Filter::default()
        };
        let route = Route::record(Screen::Offers, Id::from_u128(9)).filtered(filter).with("view", "compare");
        round_trip(&Route { sort: Sort::Ends, ..route.clone() });
        assert!(route.query().contains("country=CHL,PRY"), "{}", route.query());
        assert!(route.query().contains("freshness=lapses-soon,stale"), "{}", route.query());
        assert!(route.query().contains("topic=disability,information-systems"), "{}", route.query());
    }

    #[test]
    fn what_nobody_understands_leads_to_start() {
        for query in
            ["", "?", "?s=", "?s=nowhere", "?id=not-an-id", "?s=start&topic=none&quadrant=,,", "?%%%=%zz"]
        {
            let route = Route::read(query);
            assert_eq!(route.screen, Screen::Start, "{query}");
            assert_eq!(route.id, None, "{query}");
            assert!(route.filter.topics.is_empty() && route.filter.quadrants.is_empty(), "{query}");
        }
        assert_eq!(Route::read("?s=matrix&rows=topic").get("rows"), Some("topic"));
        assert_eq!(Route::read("?s=offers&q=caf%C3%A9+con").filter.text, "café con");
    }
}
