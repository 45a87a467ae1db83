//! One country: what there is of it, and the ways to it.

use leptos::prelude::*;

use super::layers::Layer;
use super::sums::{Place, Sums};
use super::table::{flow_words, place_name};
use crate::desk::{Filter, Flow};
use crate::ui::nav::{href, use_nav, use_route};
use crate::ui::route::{Route, Screen};
use crate::ui::widgets::{Button, Icon};
use crate::ui::words::{Plural, country_label, k, t, tf, tn};

/// The panel of a country.
pub fn view(country: &str, sums: Memo<Sums>) -> AnyView {
    let nav = use_nav();
    let name = country_label(country);
    let title = name.clone();
    let close = move |()| nav.change(|route| route.with("at", ""));
    let id = country.to_owned();
    let body = move || {
        sums.with(|sums| {
            let place = sums.places.iter().find(|place| place.country == id);
            let of = |(_, flow): &&(Layer, Flow)| flow.from == id || flow.to == id;
            let flows: Vec<_> = sums.flows.iter().filter(of).cloned().collect();
            inside(&id, place, &flows)
        })
    };
    view! {
        <aside class="map-panel" aria-label=name>
            <div class="panel-head">
                <h2>{title}</h2>
                <Button label=t(k::MATRIX_CLOSE) symbol=Icon::Close only_icon=true on_press=close />
            </div>
            <div aria-live="polite">{body}</div>
        </aside>
    }
    .into_any()
}

fn inside(country: &str, place: Option<&Place>, flows: &[(Layer, Flow)]) -> AnyView {
    let Some(place) = place else {
        return view! { <p>{t(k::MAP_NOTHING)}</p> {elsewhere(country)} }.into_any();
    };
    let route = use_route();
    let base = route.with_untracked(|route| route.filter.clone());
    let filter = Filter { countries: vec![country.to_owned()], ..base };
    let to = |screen: Screen, words: Plural, count: u32| {
        let address = href(&Route::to(screen).filtered(filter.clone()));
        (count > 0).then(|| view! { <li><a href=address>{tn(words, count)}</a></li> })
    };
    let unmet = (place.unmet > 0).then(|| view! { <li>{tn(k::TALLY_UNMET, place.unmet)}</li> });
    view! {
        <ul class="map-links">
            {to(Screen::Offers, k::TALLY_OFFERS, place.offers)}
            {to(Screen::Requests, k::TALLY_REQUESTS, place.requests)}
            {unmet}
            {to(Screen::Institutions, k::MAP_INSTITUTIONS, place.institutions)}
        </ul>
        {partners(country, flows)}
        {elsewhere(country)}
    }
    .into_any()
}

/// With whom it gives and receives.
fn partners(country: &str, flows: &[(Layer, Flow)]) -> AnyView {
    let row = |(layer, flow): &(Layer, Flow)| {
        let (form, other) = match (flow.from == country, flow.to == country) {
            (true, true) => (k::MAP_WITHIN, country),
            (true, false) => (k::MAP_GIVES_TO, flow.to.as_str()),
            _ => (k::MAP_GETS_FROM, flow.from.as_str()),
        };
        let line = tf(form, &[("country", &place_name(other)), ("what", &flow_words(*layer, flow))]);
        view! { <li class=layer.id()>{line}</li> }
    };
    (!flows.is_empty())
        .then(|| view! { <h3>{t(k::MAP_PARTNERS)}</h3> <ul class="map-partners">{flows.iter().map(row).collect_view()}</ul> })
        .into_any()
}

/// What the library knows of the country.
fn elsewhere(country: &str) -> AnyView {
    let shelf = |view: &str| {
        let filter = Filter { countries: vec![country.to_owned()], ..Filter::default() };
        href(&Route::to(Screen::Library).filtered(filter).with("view", view))
    };
    view! {
        <p class="map-elsewhere">
            <a href=shelf("cases")>{t(k::MAP_CASES)}</a> <a href=shelf("")>{t(k::MAP_DIRECTORY)}</a>
        </p>
    }
    .into_any()
}
