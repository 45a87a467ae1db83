//! The screens, one module each; what every part of the frame needs to know about them stands here.

mod edit;
pub mod entries;
mod fair;
mod library;
mod map;
mod matches;
mod matrix;
mod opening;
mod organiser;
pub mod parts;
mod plan;
mod portfolio;
mod settings;
mod share;
mod start;

use leptos::prelude::*;

use crate::catalog::RecordKind;

use super::route::Screen;
use super::widgets::Icon;
use super::words::{k, t};

pub use opening::{Opening, watch_drops, watch_links};

/// Screens in the bottom bar of a phone; the fifth place is *More*.
pub const IN_BAR: &[Screen] = &[Screen::Start, Screen::Matrix, Screen::Offers, Screen::Requests];

/// Screens behind *More*.
pub const FURTHER: &[Screen] = &[
    Screen::Matches,
    Screen::Institutions,
    Screen::Plan,
    Screen::Portfolio,
    Screen::Map,
    Screen::Library,
    Screen::Fair,
    Screen::Desk,
    Screen::Share,
    Screen::Settings,
];

/// The rail: groups from what is there over what fits to what leaves.
pub const RAIL: &[&[Screen]] = &[
    &[Screen::Start],
    &[Screen::Matrix, Screen::Offers, Screen::Requests, Screen::Institutions],
    &[Screen::Matches, Screen::Plan, Screen::Portfolio],
    &[Screen::Map, Screen::Library],
    &[Screen::Fair, Screen::Desk, Screen::Share, Screen::Settings],
];

/// The view of a screen.
pub fn screen_view(screen: Screen) -> AnyView {
    match screen {
        Screen::Start => view! { <start::Start /> }.into_any(),
        Screen::Matrix => view! { <matrix::Matrix /> }.into_any(),
        Screen::Offers => view! { <entries::Entries kind=RecordKind::Offer /> }.into_any(),
        Screen::Requests => view! { <entries::Entries kind=RecordKind::Request /> }.into_any(),
        Screen::Institutions => view! { <entries::Entries kind=RecordKind::Institution /> }.into_any(),
        Screen::Open => view! { <opening::Open /> }.into_any(),
        Screen::Edit => view! { <edit::Edit /> }.into_any(),
        Screen::Matches => view! { <matches::Matches /> }.into_any(),
        Screen::Desk => view! { <organiser::Organiser /> }.into_any(),
        Screen::Library => view! { <library::Library /> }.into_any(),
        Screen::Plan => view! { <plan::Plan /> }.into_any(),
        Screen::Portfolio => view! { <portfolio::Portfolio /> }.into_any(),
        Screen::Share => view! { <share::Share /> }.into_any(),
        Screen::Settings => view! { <settings::Settings /> }.into_any(),
        Screen::Map => view! { <map::Map /> }.into_any(),
        Screen::Fair => view! { <fair::Fair /> }.into_any(),
    }
}

/// The name of a screen.
pub fn screen_name(screen: Screen) -> String {
    t(match screen {
        Screen::Start => k::NAV_START,
        Screen::Matrix => k::NAV_MATRIX,
        Screen::Offers => k::NAV_OFFERS,
        Screen::Requests => k::NAV_REQUESTS,
        Screen::Institutions => k::NAV_INSTITUTIONS,
        Screen::Matches => k::NAV_MATCHES,
        Screen::Plan => k::NAV_PLAN,
        Screen::Portfolio => k::NAV_PORTFOLIO,
        Screen::Map => k::NAV_MAP,
        Screen::Library => k::NAV_LIBRARY,
        Screen::Desk => k::NAV_DESK,
        Screen::Fair => k::NAV_FAIR,
        Screen::Share => k::NAV_SHARE,
        Screen::Open => k::NAV_OPEN,
        Screen::Settings => k::NAV_SETTINGS,
        Screen::Edit => k::NAV_EDIT,
    })
}

/// The icon of a screen.
pub const fn screen_icon(screen: Screen) -> Icon {
    match screen {
        Screen::Start => Icon::Home,
        Screen::Matrix => Icon::Matrix,
        Screen::Offers => Icon::Offer,
        Screen::Requests => Icon::Request,
        Screen::Institutions => Icon::Institution,
        Screen::Matches => Icon::Match,
        Screen::Plan => Icon::Plan,
        Screen::Portfolio => Icon::Portfolio,
        Screen::Map => Icon::Map,
        Screen::Library => Icon::Library,
        Screen::Desk => Icon::Desk,
        Screen::Fair => Icon::Fair,
        Screen::Share => Icon::Share,
        Screen::Open => Icon::Open,
        Screen::Settings => Icon::Settings,
        Screen::Edit => Icon::Edit,
    }
}

/// What the help button of a screen says: paragraphs, one a line.
pub fn screen_help(screen: Screen) -> String {
    t(match screen {
        Screen::Start => k::HELP_START,
        Screen::Matrix => k::HELP_MATRIX,
        Screen::Offers => k::HELP_OFFERS,
        Screen::Requests => k::HELP_REQUESTS,
        Screen::Institutions => k::HELP_INSTITUTIONS,
        Screen::Matches => k::HELP_MATCHES,
        Screen::Plan => k::HELP_PLAN,
        Screen::Portfolio => k::HELP_PORTFOLIO,
        Screen::Map => k::HELP_MAP,
        Screen::Library => k::HELP_LIBRARY,
        Screen::Desk => k::HELP_DESK,
        Screen::Fair => k::HELP_FAIR,
        Screen::Share => k::HELP_SHARE,
        Screen::Open => k::HELP_OPENING,
        Screen::Settings => k::HELP_SETTINGS,
        Screen::Edit => k::HELP_EDIT,
    })
}
