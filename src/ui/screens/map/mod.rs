//! The map: who is where, what goes between countries, and the same as tables.

mod canvas;
mod figures;
mod fingers;
mod layers;
mod paint;
mod panel;
mod sums;
mod table;
mod view;
mod world;

use leptos::prelude::*;

use self::canvas::Canvas;
use self::layers::{Layer, layers_of, toggled};
use self::sums::{Documented, Sums, sums};
use self::world::{Loaded, World, load};
use crate::desk::{MapOf, MapView};
use crate::ui::nav::{href, use_nav, use_route};
use crate::ui::route::{Route, Screen};
use crate::ui::state::{shown, use_answer, use_session, use_weighing};
use crate::ui::widgets::{Heading, Icon, Tone, empty_state, note, waiting};
use crate::ui::words::{k, t};

/// The screen. The address holds the layers (`layers`), the chosen country (`at`) and the order of the table (`by`).
#[component]
pub fn Map() -> AnyView {
    let session = use_session();
    let has_catalog = Memo::new(move |_| session.current.with(Option::is_some));
    let body = move || if has_catalog.get() { view! { <Open /> }.into_any() } else { no_catalog() };
    view! { <div class="map">{body}</div> }.into_any()
}

fn no_catalog() -> AnyView {
    view! {
        <Heading text=t(k::NAV_MAP) />
        {empty_state(
            Icon::Map,
            k::MATRIX_NONE_TITLE,
            k::MAP_NONE_TEXT,
            view! { <a class="button primary" href=href(&Route::to(Screen::Start))>{t(k::NAV_START)}</a> },
        )}
    }
    .into_any()
}

#[component]
fn Open() -> AnyView {
    let route = use_route();
    let nav = use_nav();
    let weighing = use_weighing();
    let layers = Memo::new(move |_| route.with(layers_of));
    let filter = Memo::new(move |_| route.with(|route| route.filter.clone()));
    let answered = use_answer(move || {
        let asked = layers.with(|layers| layers.iter().filter_map(|layer| layer.asked()).collect());
        Some(MapOf { filter: filter.get(), layers: asked, settings: weighing.settings() })
    });
    let cases = cases_when_shown(layers);
    let all = Memo::new(move |_| {
        cases.with(|cases| {
            answered.value.with(|view| view.as_ref().map(|view| sums(view, cases)).unwrap_or_default())
        })
    });
    let chosen = Memo::new(move |_| route.with(|route| route.get("at").map(str::to_owned)));
    let choose = Callback::new(move |country: String| nav.change(|route| route.with("at", country)));
    let world: Loaded<World> = load("map/world.json");
    let drawn = move || match world.get() {
        None => waiting(),
        Some(None) => note(Tone::Caution, t(k::MAP_NOT_LOADED)),
        Some(Some(world)) => canvas::view(Canvas::new(world, all, chosen, choose)),
    };
    let is_empty = Memo::new(move |_| answered.value.with(|view| view.as_ref().is_some_and(has_nobody)));
    let body = move || {
        if is_empty.get() { nobody() } else { whole(view! { {drawn} }.into_any(), all, layers, chosen) }
    };
    view! {
        <Heading text=t(k::NAV_MAP) lead=t(k::MAP_LEAD) />
        <Layers layers />
        {shown(answered, move |_: &MapView| ().into_any())}
        {body}
    }
    .into_any()
}

fn has_nobody(view: &MapView) -> bool {
    view.countries.iter().all(|count| count.country.is_empty())
}

fn nobody() -> AnyView {
    empty_state(
        Icon::Map,
        k::MAP_EMPTY_TITLE,
        k::MAP_EMPTY_TEXT,
        view! { <a class="button" href=href(&Route::to(Screen::Edit).with("what", "institution"))>{t(k::MAP_ADD)}</a> },
    )
}

/// The map with what stands beside and under it.
fn whole(drawn: AnyView, all: Memo<Sums>, layers: Memo<Vec<Layer>>, chosen: Memo<Option<String>>) -> AnyView {
    let panel = move || chosen.get().map(|country| panel::view(&country, all));
    view! {
        <div class="map-page" class:with-panel=move || chosen.with(Option::is_some)>
            <div class="map-main">
                {drawn}
                <p class="hint map-source">{t(k::MAP_SOURCE)}</p>
            </div>
            {panel}
            <div class="map-side">
                {table::countries(all, layers, chosen)}
                {table::flows(all)}
            </div>
        </div>
    }
    .into_any()
}

/// Who took part in documented cases, fetched the first time their layer is shown; none while it is not.
fn cases_when_shown(layers: Memo<Vec<Layer>>) -> Memo<Vec<Documented>> {
    let file: RwSignal<Option<Loaded<Vec<Documented>>>> = RwSignal::new(None);
    let owner = Owner::current();
    let is_shown = Memo::new(move |_| layers.with(|layers| layers.contains(&Layer::Documented)));
    Effect::new(move |_| {
        if is_shown.get() && file.with_untracked(Option::is_none) {
            let fetched = owner.as_ref().map(|owner| owner.with(|| load("library/cases.json")));
            file.set(fetched);
        }
    });
    Memo::new(move |_| {
        let read = file.get().filter(|_| is_shown.get()).and_then(|file| file.get());
        read.flatten().unwrap_or_default()
    })
}

/// Which layers are shown: check boxes that are the legend at the same time.
#[component]
fn Layers(layers: Memo<Vec<Layer>>) -> AnyView {
    let nav = use_nav();
    let one = move |layer: Layer| {
        let is_on = move || layers.with(|layers| layers.contains(&layer));
        let toggle = move |_| nav.change(|route| toggled(route, layer));
        view! {
            <label class="chip">
                <input type="checkbox" prop:checked=is_on on:change=toggle />
                <span class="map-key">{key(layer)} {t(layer.name())}</span>
            </label>
        }
    };
    view! {
        <fieldset class="chips map-layers">
            <legend class="visually-hidden">{t(k::MAP_LAYERS)}</legend>
            <div class="chip-row">{Layer::ALL.into_iter().map(one).collect_view()}</div>
        </fieldset>
    }
    .into_any()
}

/// How a layer looks on the map, in small.
fn key(layer: Layer) -> AnyView {
    let d = match layer {
        Layer::Offers => "M14 2A8 8 0 0 0 14 18Z",
        Layer::Requests => "M10 2A8 8 0 0 1 10 18Z",
        _ => "M2 15Q10 2 22 8",
    };
    let class = format!("map-sign {}", layer.id());
    view! { <svg class=class viewBox="0 0 24 20" width="24" height="20" aria-hidden="true" focusable="false"><path d=d /></svg> }
        .into_any()
}
