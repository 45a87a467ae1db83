//! The stands of a theme, in the order in which one walks past them; and what was noted today.

use std::cmp::Ordering;

use leptos::prelude::*;

use crate::desk::{FairView, ItemRow, Stand};
use crate::primitive::{Arrange, Id};
use crate::ui::nav::{href, use_route};
use crate::ui::route::{Route, Screen};
use crate::ui::screens::parts::by_whom;
use crate::ui::screens::portfolio::stage_words;
use crate::ui::widgets::{Tone, badge, band_words, note, shown_text};
use crate::ui::words::{collate, country_label, k, list, t, tf, tn};

/// Stands by the name of their country, then by their own; those without a country last.
pub fn walk(stands: &[Stand]) -> Vec<Stand> {
    in_order(stands, country_label, collate)
}

fn in_order(
    stands: &[Stand],
    country: impl Fn(&str) -> String,
    compare: impl Fn(&str, &str) -> Ordering,
) -> Vec<Stand> {
    let mut rows: Vec<(Option<String>, &Stand)> =
        stands.iter().map(|stand| (stand.institution.country.as_deref().map(&country), stand)).collect();
    rows.arrange_by(|a, b| {
        let places = match (&a.0, &b.0) {
            (Some(a), Some(b)) => compare(a, b),
            (a, b) => a.is_none().cmp(&b.is_none()),
        };
        places.then_with(|| compare(&a.1.institution.name.text, &b.1.institution.name.text))
    });
    rows.into_iter().map(|(_, stand)| stand.clone()).collect()
}

/// Where a stand is on the way: its number from 1, the stand before it and the one after it.
pub fn on_the_way(walk: &[Stand], id: Id) -> Option<(usize, Option<Id>, Option<Id>)> {
    let at = walk.iter().position(|stand| stand.institution.id == id)?;
    let id_of = |at: usize| walk.get(at).map(|stand| stand.institution.id);
    Some((at + 1, at.checked_sub(1).and_then(id_of), id_of(at + 1)))
}

/// The list of stands, and what was noted today.
pub fn view(fair: &FairView, is_somebody: bool, at: Option<Id>) -> AnyView {
    if fair.stands.is_empty() {
        return view! { {noted(&fair.noted)} {note(Tone::Info, t(k::FAIR_NO_STANDS))} }.into_any();
    }
    let stands = walk(&fair.stands);
    let fitting = stands.iter().filter(|stand| stand.best.is_some()).count();
    let count = tn(k::FAIR_STANDS, stands.len() as f64);
    let words = match is_somebody {
        true => tf(
            k::FAIR_STANDS_FOR_YOU,
            &[("stands", &count), ("fitting", &tn(k::FAIR_FITTING, fitting as f64))],
        ),
        false => count,
    };
    let rows = stands.iter().map(|stand| row(stand, at)).collect_view();
    view! {
        {noted(&fair.noted)}
        <p class="list-count" role="status">{words}</p>
        <ol class="fair-stands">{rows}</ol>
    }
    .into_any()
}

fn row(stand: &Stand, at: Option<Id>) -> AnyView {
    let route = use_route();
    let id = stand.institution.id;
    let to = move || route.with(|route| href(&Route { id: Some(id), ..route.clone() }));
    let figures = [(k::TALLY_OFFERS, stand.offers), (k::TALLY_REQUESTS, stand.requests)];
    let figures: Vec<String> =
        figures.into_iter().filter(|(_, n)| *n > 0).map(|(words, n)| tn(words, n)).collect();
    let fits = stand.best.map(|band| badge("good", tf(k::FAIR_FITS_YOU, &[("band", &band_words(band))])));
    let class = if stand.best.is_some() { "fair-row fits" } else { "fair-row" };
    view! {
        <li>
            <a class=class href=to aria-current=(at == Some(id)).then_some("true")>
                <strong>{by_whom(&stand.institution)}</strong>
                <span class="hint">{list(&figures)}</span>
                {fits}
            </a>
        </li>
    }
    .into_any()
}

/// What one noted today, each with its way into the portfolio.
pub fn noted(items: &[ItemRow]) -> AnyView {
    let row = |item: &ItemRow| {
        let to = href(&Route::record(Screen::Portfolio, item.id));
        let parties: Vec<String> = item.parties.iter().map(|party| by_whom(&party.institution)).collect();
        view! {
            <li>
                <a href=to>{shown_text(&item.title)}</a>
                <span class="hint">{list(&parties)} " · " {stage_words(item.status)}</span>
            </li>
        }
    };
    (!items.is_empty())
        .then(|| {
            view! {
                <details class="card fair-noted">
                    <summary>{tn(k::FAIR_NOTED, items.len() as f64)}</summary>
                    <ul class="plain-list">{items.iter().map(row).collect_view()}</ul>
                </details>
            }
        })
        .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::InstitutionCard;
    use crate::primitive::Shown;

    fn stand(id: u128, country: Option<&str>, name: &str) -> Stand {
        Stand {
            institution: InstitutionCard {
                id: Id::from_u128(id),
                name: Shown { text: name.to_owned(), ..Shown::default() },
                acronym: String::new(),
                country: country.map(str::to_owned),
                kind: None,
                offers: 0,
                requests: 0,
            },
            offers: 1,
            requests: 0,
            best: None,
        }
    }

    #[test]
    fn one_walks_by_the_names_of_countries_and_knows_what_comes_next() {
        let stands = [
            stand(1, None, "A"),
            stand(2, Some("DEU"), "B"),
            stand(3, Some("CHL"), "Z"),
            stand(4, Some("CHL"), "C"),
        ];
        // In Spanish Germany is Alemania: before Chile.
        let name = |code: &str| if code == "DEU" { "Alemania" } else { "Chile" }.to_owned();
        let walk = in_order(&stands, name, str::cmp);
        let ids: Vec<u128> = walk.iter().map(|stand| stand.institution.id.as_u128()).collect();
        assert_eq!(ids, [2, 4, 3, 1]);
        let id = |bits| Some(Id::from_u128(bits));
        assert_eq!(on_the_way(&walk, Id::from_u128(2)), Some((1, None, id(4))));
        assert_eq!(on_the_way(&walk, Id::from_u128(3)), Some((3, id(4), id(1))));
        assert_eq!(on_the_way(&walk, Id::from_u128(1)), Some((4, id(3), None)));
        assert_eq!(on_the_way(&walk, Id::from_u128(9)), None);
    }
}
