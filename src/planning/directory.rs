//! The multilateral directory: which organisation supported south-south cooperation of which country in which sector.
//!
//! Facts of 2011, from the annex of a survey of multilateral support in Latin America and the Caribbean; the role
//! printed is that of the country. Carried in `data/multilateral/directory.json`.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::vocabulary::{Role, Sector};

/// An organisation of the directory.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Organisation {
    /// Id in the directory.
    pub id: String,
    /// Full name.
    pub name: String,
    /// Usual abbreviation.
    pub abbreviation: String,
    /// Id of its group.
    pub group: String,
    /// Address of its pages on south-south cooperation; empty where there is none.
    pub website: String,
}

/// One entry: an organisation supports an area in a sector.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Support<'d> {
    /// Who.
    pub organisation: &'d Organisation,
    /// Name of the programme, where one is named.
    pub programme: Option<&'d str>,
    /// In what.
    pub sector: Sector,
    /// What the country does in it; none where not stated.
    pub role: Option<Role>,
    /// Whether the entry speaks of the whole region and not of the country itself.
    pub is_regional: bool,
}

/// The directory.
#[derive(Debug, Deserialize)]
pub struct Directory {
    organisations: Vec<Organisation>,
    programmes: Vec<Programme>,
    rows: Vec<Row>,
}

#[derive(Debug, Deserialize)]
struct Programme {
    id: String,
    name: String,
}

#[derive(Debug, Deserialize)]
struct Row {
    area: String,
    support: BTreeMap<Sector, Vec<Entry>>,
}

/// Organisation, programme, role of the country.
type Entry = (String, Option<String>, Option<Role>);

/// The area that stands for all countries of the regions below.
const ALL: &str = "lac-regional";
/// Regions of the vocabulary whose countries the directory speaks of.
const REGIONS: [&str; 3] = ["caribbean", "central-america", "south-america"];

impl Directory {
    /// The one this program carries.
    pub fn carried() -> &'static Self {
        static CARRIED: OnceLock<Directory> = OnceLock::new();
        const TEXT: &str = include_str!("../../data/multilateral/directory.json");
        // A test reads the carried file; a file that could not be read would be an empty directory.
        let none = || Self { organisations: Vec::new(), programmes: Vec::new(), rows: Vec::new() };
        CARRIED.get_or_init(|| serde_json::from_str(TEXT).unwrap_or_else(|_| none()))
    }

    /// All organisations, in the order of the directory.
    pub fn organisations(&self) -> &[Organisation] {
        &self.organisations
    }

    /// What is known for a country of a region (by id of the vocabulary) in these sectors; the country's own entries
    /// first, then those of its part of the region, then those of all of it.
    pub fn support(&self, country: &str, region: &str, sectors: &[Sector]) -> Vec<Support<'_>> {
        let is_inside = REGIONS.contains(&region) || self.rows.iter().any(|row| row.area == country);
        let areas = [country, region, ALL];
        let areas = areas.iter().take(if is_inside { areas.len() } else { 0 });
        let rows = areas.filter_map(|area| self.rows.iter().find(|row| row.area == *area));
        rows.flat_map(|row| sectors.iter().map(move |sector| (row, *sector)))
            .flat_map(|(row, sector)| {
                let entries = row.support.get(&sector).into_iter().flatten();
                entries.map(move |entry| (row, sector, entry))
            })
            .filter_map(|(row, sector, (organisation, programme, role))| {
                let organisation = self.organisations.iter().find(|known| known.id == *organisation)?;
                let programme = self.programmes.iter().find(|known| Some(&known.id) == programme.as_ref());
                Some(Support {
                    organisation,
                    programme: programme.map(|programme| programme.name.as_str()),
                    sector,
                    role: *role,
                    is_regional: row.area != country,
                })
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_carried_directory_is_whole() {
        let directory = Directory::carried();
        assert_eq!((directory.organisations.len(), directory.rows.len()), (20, 30));
        let mut entries = 0;
        for (organisation, programme, _) in
            directory.rows.iter().flat_map(|row| row.support.values().flatten())
        {
            entries += 1;
            assert!(directory.organisations.iter().any(|known| known.id == *organisation), "{organisation}");
            if let Some(programme) = programme {
                assert!(directory.programmes.iter().any(|known| known.id == *programme), "{programme}");
            }
        }
        assert_eq!(entries, 286);
        for organisation in directory.organisations() {
            let site = &organisation.website;
            assert!(site.is_empty() || site.starts_with("http"), "{site}");
        }
    }

    #[test]
    fn a_country_has_its_own_entries_before_those_of_its_region() {
        let found = Directory::carried().support("CHL", "south-america", &[Sector::ChildhoodAndYouth]);
        assert_eq!(found[0].organisation.abbreviation, "WFP");
        assert_eq!((found[0].role, found[0].is_regional), (Some(Role::Provider), false));
        assert!(found[1..].iter().any(|support| support.is_regional));
        assert!(Directory::carried().support("KEN", "east-africa", &[Sector::Health]).is_empty());
    }
}
