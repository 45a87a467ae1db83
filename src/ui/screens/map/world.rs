//! The outlines of countries: one file of paths, projected when the app is made, read when the map is first shown.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::view::{Point, Size};
use crate::platform::fetch_text;

/// The land.
#[derive(Clone, Debug, Deserialize)]
pub struct World {
    pub width: f64,
    pub height: f64,
    pub shapes: Vec<Shape>,
}

/// A country, or land that belongs to no code of the vocabulary (`""`).
#[derive(Clone, Debug, Deserialize)]
pub struct Shape {
    pub id: String,
    /// Where its figures stand.
    pub at: Point,
    /// Its outline; empty for places too small to draw.
    pub d: String,
}

impl World {
    pub const fn size(&self) -> Size {
        Size { width: self.width, height: self.height }
    }

    /// Where the figures of every country stand.
    pub fn points(&self) -> BTreeMap<String, Point> {
        self.shapes
            .iter()
            .filter(|shape| !shape.id.is_empty())
            .map(|shape| (shape.id.clone(), shape.at))
            .collect()
    }
}

/// A file of the app: none while it is on its way, then what is in it, or none where it could not be had.
pub type Loaded<T> = RwSignal<Option<Option<T>>>;

/// Fetches a file of the app and reads it.
pub fn load<T: DeserializeOwned + Send + Sync + 'static>(address: &'static str) -> Loaded<T> {
    let file = RwSignal::new(None);
    spawn_local(async move {
        let read = fetch_text(address).await.ok().and_then(|text| serde_json::from_str(&text).ok());
        file.try_set(Some(read));
    });
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_country_of_the_vocabulary_has_a_point_inside_the_world() {
        let world: World =
            serde_json::from_str(include_str!("../../../../public/map/world.json")).expect("it is ours");
        let points = world.points();
        let countries: Vec<serde_json::Value> =
            serde_json::from_str(include_str!("../../../../data/vocabulary/countries.json"))
                .expect("it is ours");
        for country in countries {
            let (x, y) = points[country["id"].as_str().expect("a code")];
            assert!(x > 0.0 && x < world.width && y > 0.0 && y < world.height, "{country} {x} {y}");
        }
        // Small islands are where they belong: Barbados east of Jamaica, Grenada south of Saint Lucia.
        assert!(points["BRB"].0 > points["JAM"].0 && points["GRD"].1 > points["LCA"].1);
        assert!(world.shapes.iter().filter(|shape| shape.d.starts_with('M')).count() > 220);
    }
}
