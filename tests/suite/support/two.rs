//! One offer and one request, so that what a pair is worth can be worked out by hand.

use matriz::catalog::{Catalog, Head, Institution, Offer, PortfolioItem, Request};
use matriz::matching::Index;
use matriz::matching::answer::{Change, Explanation, Match, NearMiss, Settings};
use matriz::primitive::{Date, Id, Text, Window};
use matriz::vocabulary::{PortfolioStatus, Vocabulary};

pub const GIVER: Id = Id::from_u128(10);
pub const TAKER: Id = Id::from_u128(11);
pub const OFFER: Id = Id::from_u128(20);
pub const REQUEST: Id = Id::from_u128(30);

/// A text in Spanish.
pub fn es(words: &str) -> Text {
    Text::in_language("es", words)
}

pub fn date(day: &str) -> Date {
    day.parse().unwrap()
}

pub fn window(from: &str, to: &str) -> Window {
    let day = |day: &str| (!day.is_empty()).then(|| date(day));
    Window::new(day(from), day(to)).unwrap()
}

/// A catalog of one offer of Chile and one request of Paraguay, which state nothing but what the edit adds.
pub struct Two {
    pub countries: [&'static str; 2],
    pub offer: Offer,
    pub request: Request,
    pub settings: Settings,
    /// Agreed exchanges of the offer with others.
    pub agreed: u128,
    /// Further offers of the same institution.
    pub others: Vec<Offer>,
}

pub fn two(edit: impl FnOnce(&mut Two)) -> Two {
    let mut two = Two {
        countries: ["CHL", "PRY"],
        offer: Offer::new(Head::new(OFFER), GIVER, Text::default()),
        request: Request::new(Head::new(REQUEST), TAKER, Text::default()),
        settings: Settings::on(date("2026-11-22")),
        agreed: 0,
        others: Vec::new(),
    };
    edit(&mut two);
    two
}

impl Two {
    pub fn index(&self) -> (Catalog, Index) {
        let mut catalog = Catalog::new(Id::from_u128(1), Text::plain("Two"));
        for (id, country) in [GIVER, TAKER].into_iter().zip(self.countries) {
            let mut institution = Institution::new(Head::new(id), Text::plain("Institution"));
            institution.country = (!country.is_empty()).then(|| country.to_owned());
            catalog.put(institution.into());
        }
        catalog.put(self.offer.clone().into());
        self.others.iter().for_each(|offer| drop(catalog.put(offer.clone().into())));
        catalog.put(self.request.clone().into());
        for at in 0..self.agreed {
            let (status, offers) = (PortfolioStatus::Agreed, vec![OFFER]);
            let head = Head::new(Id::from_u128(40 + at));
            catalog.put(PortfolioItem { head, status, request: None, offers, parties: Vec::new() }.into());
        }
        let index = Index::build(&catalog, Vocabulary::carried());
        (catalog, index)
    }

    pub fn explained(&self) -> Explanation {
        let (catalog, index) = self.index();
        index.explain(&catalog, REQUEST, OFFER, &self.settings).unwrap()
    }

    pub fn near_misses(&self) -> Vec<NearMiss> {
        let (catalog, index) = self.index();
        index.near_misses(&catalog, REQUEST, &self.settings, usize::MAX)
    }

    pub fn what_if(&self, changes: &[Change]) -> Option<Match> {
        self.index().1.what_if(REQUEST, OFFER, changes, &self.settings)
    }

    pub fn provider_score(&self) -> f64 {
        self.index().1.provider_score(REQUEST, OFFER, &self.settings).unwrap()
    }
}
