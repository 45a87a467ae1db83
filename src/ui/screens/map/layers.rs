//! What the map shows, and how the address says it.

use crate::desk::MapLayer;
use crate::ui::route::Route;
use crate::ui::words::{Key, k};

/// A layer of the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    Offers,
    Requests,
    Matches,
    Portfolio,
    /// Cases of the library, whatever the catalog.
    Documented,
}

/// What is shown when the address does not say: who is there, and what fits.
const AT_FIRST: [Layer; 3] = [Layer::Offers, Layer::Requests, Layer::Matches];
/// What the address says when nothing is to be shown.
const NONE: &str = "none";

impl Layer {
    pub const ALL: [Self; 5] =
        [Self::Offers, Self::Requests, Self::Matches, Self::Portfolio, Self::Documented];

    /// Its word in the address, and its class in the style.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Offers => "offers",
            Self::Requests => "requests",
            Self::Matches => "matches",
            Self::Portfolio => "portfolio",
            Self::Documented => "documented",
        }
    }

    pub const fn name(self) -> Key {
        match self {
            Self::Offers => k::NAV_OFFERS,
            Self::Requests => k::NAV_REQUESTS,
            Self::Matches => k::NAV_MATCHES,
            Self::Portfolio => k::NAV_PORTFOLIO,
            Self::Documented => k::MAP_DOCUMENTED,
        }
    }

    /// The same as the desk knows it; what is documented is no part of a catalog.
    pub const fn asked(self) -> Option<MapLayer> {
        match self {
            Self::Offers => Some(MapLayer::Offers),
            Self::Requests => Some(MapLayer::Requests),
            Self::Matches => Some(MapLayer::Matches),
            Self::Portfolio => Some(MapLayer::Portfolio),
            Self::Documented => None,
        }
    }
}

/// The layers an address shows, in their order.
pub fn layers_of(route: &Route) -> Vec<Layer> {
    match route.get("layers") {
        None => AT_FIRST.to_vec(),
        Some(words) => {
            Layer::ALL.into_iter().filter(|layer| words.split('.').any(|word| word == layer.id())).collect()
        }
    }
}

/// The address with a layer shown, or no longer shown.
pub fn toggled(route: Route, layer: Layer) -> Route {
    let now = layers_of(&route);
    let is_wanted = |other: &Layer| now.contains(other) != (*other == layer);
    let wanted: Vec<Layer> = Layer::ALL.into_iter().filter(is_wanted).collect();
    let words = match wanted[..] {
        [] => NONE.to_owned(),
        _ if wanted == AT_FIRST => String::new(),
        _ => wanted.iter().map(|layer| layer.id()).collect::<Vec<_>>().join("."),
    };
    route.with("layers", words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::route::Screen;

    #[test]
    fn the_address_holds_the_layers() {
        let first = Route::to(Screen::Map);
        assert_eq!(layers_of(&first), AT_FIRST);
        let with = toggled(first.clone(), Layer::Documented);
        assert_eq!(with.get("layers"), Some("offers.requests.matches.documented"));
        assert_eq!(toggled(with, Layer::Documented), first);
        let none = AT_FIRST.into_iter().fold(first, toggled);
        assert_eq!((none.get("layers"), layers_of(&none).len()), (Some(NONE), 0));
        assert_eq!(layers_of(&toggled(none, Layer::Portfolio)), [Layer::Portfolio]);
    }
}
