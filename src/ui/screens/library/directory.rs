//! The multilateral directory: who supports which sector in which country.

use std::collections::BTreeMap;

use leptos::prelude::*;
use serde::Deserialize;

use super::document;
use super::found::found;
use crate::ui::words::{country_label, k, label, t, tf, tn};

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

#[derive(Clone, Deserialize)]
#[serde(default)]
#[derive(Default)]
struct Support {
    org: String,
    programme: String,
    role: String,
}

/// Countries with their sectors; below, the organisations.
pub fn view(file: Directory, words: RwSignal<String>) -> AnyView {
    let by_id: BTreeMap<String, Organisation> =
        file.organisations.iter().map(|org| (org.id.clone(), org.clone())).collect();
    let (rows, organisations) = (file.rows, file.organisations);
    let body = move || {
        let words = words.get();
        let shown: Vec<AnyView> = rows.iter().filter_map(|row| row_view(row, &words, &by_id)).collect();
        let orgs: Vec<AnyView> =
            organisations.iter().filter(|org| names(org, &words)).map(organisation_view).collect();
        view! {
            <p class="list-count" role="status">{tn(k::LIBRARY_COUNT_ROWS, shown.len() as f64)}</p>
            <div class="library-rows">{shown}</div>
            <h2>{t(k::LIBRARY_ORGANISATIONS)}</h2>
            <ul class="library-list">{orgs}</ul>
        }
    };
    view! { <p class="hint">{tf(k::LIBRARY_SOURCE, &[("source", &file.source)])}</p> {body} }.into_any()
}

fn names(org: &Organisation, words: &str) -> bool {
    found(words, &[&org.name, &org.short, &org.themes.join(" ")])
}

/// The sectors of a country that fit the words; all of them where the country itself does.
fn row_view(row: &Row, words: &str, by_id: &BTreeMap<String, Organisation>) -> Option<AnyView> {
    let place = if row.country.is_empty() { row.name.clone() } else { country_label(&row.country) };
    let cell = |cell: &Cell| {
        let sector = label("sector", &cell.sector);
        let names: Vec<String> = cell.support.iter().map(|support| support_words(support, by_id)).collect();
        found(words, &[&place, &row.name, &sector, &names.join(" ")])
            .then(|| view! { <div><dt>{sector}</dt><dd>{names.join(" · ")}</dd></div> }.into_any())
    };
    let cells: Vec<AnyView> = row.cells.iter().filter_map(cell).collect();
    (!cells.is_empty())
        .then(|| view! { <section class="fields"><h2>{place}</h2><dl>{cells}</dl></section> }.into_any())
}

fn support_words(support: &Support, by_id: &BTreeMap<String, Organisation>) -> String {
    let org = by_id.get(&support.org);
    let mut words = org.map_or_else(|| support.org.clone(), |org| org.short.clone());
    if !support.programme.is_empty() {
        words.push_str(&format!(" ({})", support.programme));
    }
    match support.role.as_str() {
        "provider" | "recipient" => words.push_str(&format!(" – {}", label("roles", &support.role))),
        _ => {}
    }
    words
}

fn organisation_view(org: &Organisation) -> AnyView {
    let site = crate::ui::screens::entries::web_link(&org.website);
    view! {
        <li>
            <strong>{document(org.name.clone())} " (" {org.short.clone()} ")"</strong>
            <span class="hint">{document(org.themes.join(" · "))}</span>
            {(!org.website.is_empty()).then_some(site)}
        </li>
    }
    .into_any()
}
