//! The drawing: land, then arcs, then nodes with their figures, then names where there is room for them.

use std::collections::{BTreeMap, BTreeSet};

use leptos::prelude::*;

use super::canvas::Canvas;
use super::figures::{Node, arc, half, width};
use super::layers::Layer;
use crate::desk::Flow;
use crate::matching::answer::Band;
use crate::ui::words::{country_label, number};

/// Arcs drawn at most, the most frequent first; beyond that the map is a ball of wool and the table tells more.
pub const MOST_ARCS: usize = 120;
/// Names stand beside their countries once a pixel shows less than this many map units.
const NAMES_FROM: f64 = 4.2;

/// The drawing, as large as its frame.
pub fn drawing(canvas: Canvas) -> AnyView {
    let here = Memo::new(move |_| {
        canvas.sums.with(|sums| {
            let there = sums.places.iter().filter(|place| place.institutions > 0);
            there.map(|place| place.country.clone()).collect::<BTreeSet<String>>()
        })
    });
    let shape = |id: String, d: String| {
        let (own, of) = (id.clone(), id.clone());
        let is_here = move || here.with(|here| here.contains(&own));
        let is_chosen = move || canvas.chosen.with(|chosen| !of.is_empty() && chosen.as_deref() == Some(&of));
        let code = (!id.is_empty()).then_some(id);
        view! { <path d=d data-country=code class:here=is_here class:chosen=is_chosen /> }
    };
    let land = canvas.world.with_value(|world| {
        world.shapes.iter().map(|one| shape(one.id.clone(), one.d.clone())).collect_view()
    });
    let moved = move || {
        let (x, y) = canvas.origin();
        format!("translate({x:.2} {y:.2})")
    };
    let scaled = move || format!("{} scale({:.6})", moved(), 1.0 / canvas.view.get().unit);
    let lines = move || canvas.nodes.with(|nodes| arcs(canvas, nodes));
    let discs = move || {
        let chosen = canvas.chosen.get();
        let names = canvas.view.with(|view| view.unit) <= NAMES_FROM;
        canvas.nodes.with(|nodes| nodes.iter().map(|one| node(one, names, chosen.as_deref())).collect_view())
    };
    view! {
        <svg class="map-drawing" width="100%" height="100%" aria-hidden="true" focusable="false">
            <g class="map-land" transform=scaled>{land}</g>
            <g transform=moved>
                <g class="map-arcs">{lines}</g>
                <g class="map-nodes">{discs}</g>
            </g>
        </svg>
    }
    .into_any()
}

/// An end of a blend. What never changes would be set in a group of its own, which a gradient must not hold.
fn stop(class: &'static str, offset: &'static str) -> AnyView {
    view! { <stop class=class offset=offset /> }.into_any()
}

/// What goes between countries. With a country chosen, what does not concern it steps back.
fn arcs(canvas: Canvas, nodes: &[Node]) -> AnyView {
    let by_country: BTreeMap<&str, &Node> = nodes.iter().map(|node| (node.country.as_str(), node)).collect();
    let chosen = canvas.chosen.get();
    let line = |(at, (layer, flow)): (usize, &(Layer, Flow))| {
        let (from, to) = (by_country.get(flow.from.as_str())?, by_country.get(flow.to.as_str())?);
        let arc = arc(from, to)?;
        let concerns = chosen.as_ref().is_none_or(|chosen| *chosen == flow.from || *chosen == flow.to);
        let class = class_of(*layer, flow, concerns);
        // An exchange weighs more than a match that nobody has taken up.
        let extra = if *layer == Layer::Portfolio { 2.0 } else { 0.0 };
        let wide = format!("{:.1}", width(flow.count) + extra);
        let paint = format!("map-arc-{at}");
        // A match leads from the colour of offers to that of requests.
        let blend = (*layer == Layer::Matches).then(|| {
            let n = |x: f64| format!("{x:.1}");
            view! {
                <linearGradient id=paint.clone() gradientUnits="userSpaceOnUse" x1=n(arc.from.0) y1=n(arc.from.1) x2=n(arc.to.0) y2=n(arc.to.1)>
                    {stop("from", "0")}
                    {stop("to", "1")}
                </linearGradient>
            }
        });
        let stroke = (*layer == Layer::Matches).then(|| format!("url(#{paint})"));
        Some(view! { {blend}<path class=class d=arc.line style:stroke=stroke stroke-width=wide /><path class=format!("{class} head") d=arc.head /> }.into_any())
    };
    canvas
        .sums
        .with(|sums| sums.flows.iter().take(MOST_ARCS).enumerate().filter_map(line).collect::<Vec<_>>())
        .into_any()
}

/// The layer, whether the line is whole (a good match, an exchange that is agreed) or broken, and whether it steps back.
fn class_of(layer: Layer, flow: &Flow, concerns: bool) -> &'static str {
    let is_firm = match layer {
        Layer::Matches => flow.best.is_some_and(|band| band >= Band::Good),
        Layer::Portfolio => flow.stages.iter().any(|(status, _)| status.is_binding()),
        _ => false,
    };
    match (layer, is_firm, concerns) {
        (Layer::Matches, true, true) => "arc matches",
        (Layer::Matches, false, true) => "arc matches loose",
        (Layer::Matches, true, false) => "arc matches back",
        (Layer::Matches, false, false) => "arc matches loose back",
        (Layer::Portfolio, true, true) => "arc portfolio",
        (Layer::Portfolio, false, true) => "arc portfolio loose",
        (Layer::Portfolio, true, false) => "arc portfolio back",
        (Layer::Portfolio, false, false) => "arc portfolio loose back",
        (_, _, true) => "arc documented",
        (_, _, false) => "arc documented back",
    }
}

fn node(node: &Node, names: bool, chosen: Option<&str>) -> AnyView {
    let (x, y) = node.at;
    let n = |x: f64| format!("{x:.1}");
    let side = |count: u32, radius: f64, left: bool| {
        (count > 0).then(|| {
            let shift = radius * if left { -0.46 } else { 0.46 };
            let class = if left { "offers" } else { "requests" };
            let small = if count > 99 { "small" } else { "" };
            view! {
                <path class=class d=half(node.at, radius, left) />
                <text class=format!("{class} {small}") x=n(x + shift) y=n(y) dy="0.35em" text-anchor="middle">{number(count)}</text>
            }
        })
    };
    let is_chosen = chosen == Some(node.country.as_str());
    let lead = node.is_moved().then(|| {
        let (from_x, from_y) = node.home;
        view! { <line class="lead" x1=n(from_x) y1=n(from_y) x2=n(x) y2=n(y) /><circle class="home" cx=n(from_x) cy=n(from_y) r="2" /> }
    });
    let dot =
        (node.offers + node.requests == 0).then(|| view! { <circle class="dot" cx=n(x) cy=n(y) r="4" /> });
    let ring = is_chosen.then(|| view! { <circle class="ring" cx=n(x) cy=n(y) r=n(node.radius() + 3.0) /> });
    let name = (names || is_chosen).then(|| {
        view! { <text class="name" x=n(x) y=n(y + node.radius() + 13.0) text-anchor="middle">{country_label(&node.country)}</text> }
    });
    let code = node.country.clone();
    view! { <g data-country=code>{lead}{ring}{dot}{side(node.offers, node.left, true)}{side(node.requests, node.right, false)}{name}</g> }
        .into_any()
}
