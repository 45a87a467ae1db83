//! What the map shows, as tables: countries with their figures, and what goes between them.

use leptos::prelude::*;

use super::layers::Layer;
use super::paint::MOST_ARCS;
use super::sums::{Column, Place, Sums, ordered};
use crate::desk::Flow;
use crate::ui::nav::{href, use_nav, use_route};
use crate::ui::route::Route;
use crate::ui::screens::portfolio::stage_words;
use crate::ui::widgets::band_words;
use crate::ui::words::{Key, collate, country_label, k, list, number, t, tn};

/// Rows of each table shown at first, and again with every *Show more*.
const PAGE: usize = 60;

const fn title(column: Column) -> Key {
    match column {
        Column::Country => k::FACET_COUNTRIES,
        Column::Offers => k::NAV_OFFERS,
        Column::Requests => k::NAV_REQUESTS,
        Column::Unmet => k::MAP_UNMET,
        Column::Gives => k::MAP_GIVES,
        Column::Gets => k::MAP_GETS,
        Column::Exchanges => k::NAV_PORTFOLIO,
        Column::Cases => k::LIBRARY_CASES,
    }
}

/// The name of a place: its country, or that it states none.
pub fn place_name(country: &str) -> String {
    if country.is_empty() { t(k::MAP_NOWHERE) } else { country_label(country) }
}

/// The column the address orders by.
fn column_of(route: &Route) -> Option<Column> {
    let wanted = route.get("by")?;
    Column::ALL.into_iter().find(|column| column.id() == wanted)
}

/// The table of countries.
pub fn countries(sums: Memo<Sums>, layers: Memo<Vec<Layer>>, chosen: Memo<Option<String>>) -> AnyView {
    let route = use_route();
    let by = Memo::new(move |_| route.with(column_of));
    let most = RwSignal::new(PAGE);
    let body = move || {
        let by = by.get();
        let columns: Vec<Column> =
            layers.with(|layers| Column::ALL.into_iter().filter(|c| c.is_shown(layers)).collect());
        let rows = sums.with(|sums| ordered(&sums.places, by, place_name, collate));
        let total = rows.len();
        let heads = columns.iter().map(|column| head(*column, by)).collect_view();
        let shown = rows.into_iter().take(most.get());
        let lines = shown.map(|(name, place)| row(name, &place, &columns, chosen)).collect_view();
        view! {
            <div class="table-scroll" tabindex="0" role="region" aria-label=t(k::MAP_TABLE)>
                <table class="table map-table">
                    <caption class="visually-hidden">{t(k::MAP_TABLE)}</caption>
                    <thead><tr>{heads}</tr></thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
            {more(most, total)}
        }
    };
    view! { {body} }.into_any()
}

fn more(most: RwSignal<usize>, total: usize) -> AnyView {
    (most.get() < total)
        .then(|| {
            let press = move |_| most.update(|most| *most += PAGE);
            view! { <button type="button" class="button" on:click=press>{t(k::LIST_MORE)}</button> }
        })
        .into_any()
}

/// A column's head: a button that orders by it.
fn head(column: Column, by: Option<Column>) -> AnyView {
    let nav = use_nav();
    let is_by = by == Some(column);
    let order = if column == Column::Country { "ascending" } else { "descending" };
    let class = if column == Column::Country { "" } else { "number" };
    let press = move |_| nav.change(|route| route.with("by", if is_by { "" } else { column.id() }));
    view! {
        <th scope="col" class=class aria-sort=is_by.then_some(order)>
            <button type="button" class="sort" on:click=press>{t(title(column))}</button>
        </th>
    }
    .into_any()
}

fn row(name: String, place: &Place, columns: &[Column], chosen: Memo<Option<String>>) -> AnyView {
    let route = use_route();
    let id = place.country.clone();
    let own = id.clone();
    let is_chosen = move || chosen.with(|chosen| chosen.as_deref() == Some(&own)).then_some("true");
    let figures = columns.iter().skip(1).map(|column| {
        let figure = column.of(place);
        let class = if figure == 0 { "number none" } else { "number" };
        view! { <td class=class>{number(figure)}</td> }
    });
    let name = if id.is_empty() {
        view! { <span class="hint">{name}</span> }.into_any()
    } else {
        let to = move || route.with(|route| href(&route.clone().with("at", &*id)));
        view! { <a href=to aria-current=is_chosen>{name}</a> }.into_any()
    };
    view! { <tr><th scope="row">{name}</th>{figures.collect_view()}</tr> }.into_any()
}

/// What goes between countries.
pub fn flows(sums: Memo<Sums>) -> AnyView {
    let most = RwSignal::new(PAGE);
    let body = move || {
        sums.with(|sums| {
            let total = sums.flows.len();
            let rows =
                sums.flows.iter().take(most.get()).map(|(layer, flow)| flow_row(*layer, flow)).collect_view();
            let hidden = (total > MOST_ARCS)
                .then(|| view! { <p class="hint">{tn(k::MAP_DRAWN, MOST_ARCS as f64)}</p> });
            (total > 0).then(|| {
                view! {
                    <details class="map-flows">
                        <summary>{tn(k::MAP_FLOWS, total as f64)}</summary>
                        {hidden}
                        <div class="table-scroll" tabindex="0" role="region" aria-label=t(k::MAP_FLOWS_TABLE)>
                            <table class="table">
                                <caption class="visually-hidden">{t(k::MAP_FLOWS_TABLE)}</caption>
                                <thead><tr>
                                    <th scope="col">{t(k::MAP_FROM)}</th><th scope="col">{t(k::MAP_TO)}</th>
                                    <th scope="col">{t(k::MAP_WHAT)}</th>
                                </tr></thead>
                                <tbody>{rows}</tbody>
                            </table>
                        </div>
                        {more(most, total)}
                    </details>
                }
            })
        })
    };
    view! { {body} }.into_any()
}

fn flow_row(layer: Layer, flow: &Flow) -> AnyView {
    view! {
        <tr><th scope="row">{place_name(&flow.from)}</th><td>{place_name(&flow.to)}</td><td>{flow_words(layer, flow)}</td></tr>
    }
    .into_any()
}

/// What goes from one country to another, in words: how many, and how good or how far.
pub fn flow_words(layer: Layer, flow: &Flow) -> String {
    match layer {
        Layer::Matches => {
            let best = flow.best.map(band_words).unwrap_or_default();
            format!("{} ({best})", tn(k::MAP_MATCHES, flow.count))
        }
        Layer::Portfolio => {
            let stage = |(status, count): &(_, u32)| format!("{} {}", number(*count), stage_words(*status));
            let stages: Vec<String> = flow.stages.iter().map(stage).collect();
            format!("{} ({})", tn(k::MAP_EXCHANGES, flow.count), list(&stages))
        }
        _ => tn(k::LIBRARY_COUNT_CASES, flow.count),
    }
}
