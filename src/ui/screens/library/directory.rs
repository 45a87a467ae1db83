//! The multilateral directory: whom to ask for what, by country, sector and role.

use std::collections::BTreeMap;

use leptos::prelude::*;
use serde::Deserialize;

use super::found::found;
use super::texts::Texts;
use crate::desk::Filter;
use crate::primitive::Arrange;
use crate::ui::nav::{use_nav, use_route};
use crate::ui::route::Route;
use crate::ui::widgets::{Choice, Pick};
use crate::ui::words::{collate, country_label, k, label, t, tn, with_labels};
use crate::vocabulary::{Coded, Role, Sector};

/// The directory.
#[derive(Clone, Deserialize)]
pub struct Directory {
    source: String,
    /// Organisations it names.
    pub organisations: Vec<Organisation>,
    /// A row for each country or region.
    pub rows: Vec<Row>,
}

/// An organisation.
#[derive(Clone, Deserialize)]
pub struct Organisation {
    id: String,
    name: String,
    short: String,
    website: String,
    themes: Vec<String>,
}

/// Who supports what in a country.
#[derive(Clone, Deserialize)]
pub struct Row {
    country: String,
    name: String,
    cells: Vec<Cell>,
}

/// Who supports a sector.
#[derive(Clone, Deserialize)]
struct Cell {
    sector: String,
    support: Vec<Support>,
}

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
struct Support {
    org: String,
    programme: String,
    role: String,
}

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq)]
struct Wanted {
    country: String,
    /// Id of the country's region in the vocabulary.
    region: String,
    sector: String,
    role: String,
}

/// Rows of whole regions by the name they have in the document, with the region of the vocabulary they cover; an empty
/// one covers all.
const REGIONS: [(&str, &str); 4] = [
    ("Latin America and the Caribbean (regional)", ""),
    ("Caribbean", "caribbean"),
    ("Central America", "central-america"),
    ("South America", "south-america"),
];
/// Roles the document prints.
const ROLES: [Role; 2] = [Role::Provider, Role::Recipient];

impl Row {
    /// Whether it tells of the country looked for: it is its row, or that of a region around it.
    fn concerns(&self, wanted: &Wanted) -> bool {
        if wanted.country.is_empty() || self.country == wanted.country {
            return true;
        }
        let region = REGIONS.iter().find(|(name, _)| *name == self.name);
        self.country.is_empty() && region.is_some_and(|(_, of)| of.is_empty() || *of == wanted.region)
    }
}

impl Cell {
    /// The support that is looked for.
    fn of(&self, wanted: &Wanted) -> Vec<&Support> {
        if !wanted.sector.is_empty() && self.sector != wanted.sector {
            return Vec::new();
        }
        self.support.iter().filter(|support| wanted.role.is_empty() || support.role == wanted.role).collect()
    }
}

fn wanted(route: &Route) -> Wanted {
    let country = route.filter.countries.first().cloned().unwrap_or_default();
    let region = with_labels(|labels| labels.country(&country).map(|country| country.region.clone()));
    let sector = route.filter.sectors.first().map(|sector| sector.id().to_owned()).unwrap_or_default();
    let role = route.get("role").unwrap_or_default().to_owned();
    Wanted { country, region: region.flatten().unwrap_or_default(), sector, role }
}

/// The question, then countries with their sectors; below, the organisations that were named.
pub fn view(file: Directory, words: RwSignal<String>, texts: Texts) -> AnyView {
    let route = use_route();
    let wanted = Memo::new(move |_| route.with(wanted));
    let by_id: BTreeMap<String, Organisation> =
        file.organisations.iter().map(|org| (org.id.clone(), org.clone())).collect();
    let choices = questions(&file, wanted);
    let source = super::source(&file.source, texts);
    let (rows, organisations) = (file.rows, file.organisations);
    let body = move || {
        let words = words.get();
        let wanted = wanted.get();
        let mut named: Vec<String> = Vec::new();
        let rows = rows.iter().filter(|row| row.concerns(&wanted));
        let shown: Vec<AnyView> =
            rows.filter_map(|row| row_view(row, &wanted, &words, &by_id, texts, &mut named)).collect();
        let orgs = organisations.iter().filter(|org| named.contains(&org.id) || names(org, &words, texts));
        let orgs: Vec<AnyView> = orgs.map(|org| organisation_view(org, texts)).collect();
        view! {
            <p class="list-count" role="status">{tn(k::LIBRARY_COUNT_ROWS, shown.len() as f64)}</p>
            <div class="library-rows">{shown}</div>
            <h2>{t(k::LIBRARY_ORGANISATIONS)}</h2>
            <ul class="library-list">{orgs}</ul>
        }
    };
    view! { {choices} {body} {source} }.into_any()
}

/// For which country, which sector, in which role.
fn questions(file: &Directory, wanted: Memo<Wanted>) -> AnyView {
    let nav = use_nav();
    let mut countries: Vec<Choice> = file
        .rows
        .iter()
        .filter(|row| !row.country.is_empty())
        .map(|row| Choice::new(row.country.clone(), country_label(&row.country)))
        .collect();
    countries.arrange_by(|a, b| collate(&a.label, &b.label));
    let sectors =
        Sector::ALL.iter().map(|sector| Choice::new(sector.id(), label("sector", sector.id()))).collect();
    let roles = ROLES.iter().map(|role| Choice::new(role.id(), label(Role::LIST, role.id()))).collect();
    let chosen =
        |of: fn(&Wanted) -> &String| Signal::derive(move || wanted.with(|wanted| of(wanted).clone()));
    let set = move |change: fn(&mut Filter, String)| {
        move |id: String| {
            nav.change(|mut route| {
                change(&mut route.filter, id.clone());
                route
            });
        }
    };
    let set_country =
        set(|filter, id| filter.countries = Some(id).filter(|id| !id.is_empty()).into_iter().collect());
    let set_sector = set(|filter, id| filter.sectors = Sector::from_id(&id).into_iter().collect());
    let set_role = move |id: String| nav.change(|route| route.with("role", id));
    view! {
        <div class="library-ask">
            <Pick id="library-country" label=t(k::FACET_COUNTRIES) choices=countries chosen=chosen(|wanted| &wanted.country)
                on_choose=set_country none=t(k::LIBRARY_EVERY_COUNTRY) />
            <Pick id="library-sector" label=t(k::FACET_SECTORS) choices=sectors chosen=chosen(|wanted| &wanted.sector)
                on_choose=set_sector none=t(k::LIBRARY_EVERY_SECTOR) />
            <Pick id="library-role" label=t(k::LIBRARY_ROLE) choices=roles chosen=chosen(|wanted| &wanted.role)
                on_choose=set_role none=t(k::LIBRARY_EVERY_ROLE) />
        </div>
    }
    .into_any()
}

fn names(org: &Organisation, words: &str, texts: Texts) -> bool {
    let themes: Vec<String> = org.themes.iter().map(|theme| texts.searched(theme)).collect();
    !words.trim().is_empty()
        && found(words, &[&texts.searched(&org.name), &texts.searched(&org.short), &themes.join(" ")])
}

/// The sectors of a country that are looked for and fit the words; notes whom they name.
fn row_view(
    row: &Row,
    wanted: &Wanted,
    words: &str,
    by_id: &BTreeMap<String, Organisation>,
    texts: Texts,
    named: &mut Vec<String>,
) -> Option<AnyView> {
    let place = if row.country.is_empty() { texts.words(&row.name) } else { country_label(&row.country) };
    let mut cells: Vec<AnyView> = Vec::new();
    for cell in &row.cells {
        let sector = label("sector", &cell.sector);
        let support = cell.of(wanted);
        let names: Vec<String> = support.iter().map(|support| support_words(support, by_id, texts)).collect();
        if support.is_empty() || !found(words, &[&place, &row.name, &sector, &names.join(" ")]) {
            continue;
        }
        named.extend(support.iter().map(|support| support.org.clone()));
        cells.push(view! { <div><dt>{sector}</dt><dd>{names.join(" · ")}</dd></div> }.into_any());
    }
    (!cells.is_empty())
        .then(|| view! { <section class="fields"><h2>{place}</h2><dl>{cells}</dl></section> }.into_any())
}

fn support_words(support: &Support, by_id: &BTreeMap<String, Organisation>, texts: Texts) -> String {
    let org = by_id.get(&support.org);
    let mut words = org.map_or_else(|| support.org.clone(), |org| texts.words(&org.short));
    if !support.programme.is_empty() {
        words.push_str(&format!(" ({})", texts.words(&support.programme)));
    }
    match support.role.as_str() {
        "provider" | "recipient" => words.push_str(&format!(" – {}", label(Role::LIST, &support.role))),
        _ => {}
    }
    words
}

fn organisation_view(org: &Organisation, texts: Texts) -> AnyView {
    let site = crate::ui::screens::entries::web_link(&org.website);
    view! {
        <li>
            <strong>{texts.view(&org.name)} " (" {texts.words(&org.short)} ")"</strong>
            <span class="hint">{texts.joined(&org.themes)}</span>
            {(!org.website.is_empty()).then_some(site)}
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn directory() -> Directory {
        serde_json::from_str(include_str!("../../../../public/library/directory.json")).expect("it is ours")
    }

    #[test]
    fn a_country_is_told_of_by_its_own_row_and_those_of_its_regions() {
        let rows = directory().rows;
        let of = |country: &str, region: &str| {
            let wanted = Wanted { country: country.into(), region: region.into(), ..Wanted::default() };
            rows.iter().filter(|row| row.concerns(&wanted)).map(|row| row.name.as_str()).collect::<Vec<_>>()
        };
        assert_eq!(
            of("CHL", "south-america"),
            ["Latin America and the Caribbean (regional)", "South America", "Chile"]
        );
        assert_eq!(of("", "").len(), rows.len());
        for (name, _) in REGIONS {
            assert!(rows.iter().any(|row| row.name == name && row.country.is_empty()), "{name}");
        }
        assert_eq!(rows.iter().filter(|row| row.country.is_empty()).count(), REGIONS.len());
    }

    #[test]
    fn sector_and_role_narrow_the_support() {
        let rows = directory().rows;
        let count = |sector: &str, role: &str| {
            let wanted = Wanted { sector: sector.into(), role: role.into(), ..Wanted::default() };
            rows.iter().flat_map(|row| &row.cells).map(|cell| cell.of(&wanted).len()).sum::<usize>()
        };
        // As counted in the document: 286 entries, 28 printed as provider and 27 as recipient.
        assert_eq!((count("", ""), count("", "provider"), count("", "recipient")), (286, 28, 27));
        let health = count("health", "");
        assert!(health > 10 && health < 286 && count("health", "provider") < health);
    }
}
