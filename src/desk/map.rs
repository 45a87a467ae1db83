//! The map: how much each country offers and asks, and what goes from one to another.

use serde::{Deserialize, Serialize};

use super::Filter;
use super::protocol::question;
use crate::matching::answer::{Band, Settings};
use crate::vocabulary::PortfolioStatus;

/// What the map can show of a catalog. What has been documented elsewhere is no part of a catalog.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MapLayer {
    /// Open offers by country.
    Offers,
    /// Open requests by country.
    Requests,
    /// Between countries: the best match of every open request.
    Matches,
    /// Between countries: exchanges of the portfolio that were not dropped.
    Portfolio,
}

question! {
    /// Countries of the catalog and what goes between them.
    MapOf {
        /** Which entries count. */ filter: Filter,
        /** What is shown; what is not asked for is not worked out. */ layers: Vec<MapLayer>,
        /** Importance, options. */ settings: Settings,
    } -> MapView;
}

/// The map of a catalog.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MapView {
    /// Every country of the catalog's institutions, by code; `""` for institutions that state none.
    pub countries: Vec<CountryCount>,
    /// Matches from the country that offers to the one that asks.
    pub matches: Vec<Flow>,
    /// Exchanges from the countries that provide to those that receive.
    pub portfolio: Vec<Flow>,
}

/// What there is of a country.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountryCount {
    /// Alpha-3 code; `""` where none is stated.
    pub country: String,
    /// Institutions, whatever the filter.
    pub institutions: u32,
    /// Open offers.
    pub offers: u32,
    /// Open requests.
    pub requests: u32,
    /// Requests among them without a good or strong match; 0 where matches were not asked for.
    pub unmet: u32,
}

/// What goes from one country to another, or stays in one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flow {
    /// The country that gives.
    pub from: String,
    /// The country that receives.
    pub to: String,
    /// How many matches or exchanges.
    pub count: u32,
    /// The best band among matches.
    pub best: Option<Band>,
    /// Exchanges by stage.
    pub stages: Vec<(PortfolioStatus, u32)>,
}
