//! The matches of one entry, best first; for a request its near misses too.

use leptos::prelude::*;

use super::card::{Shows, match_card};
use super::{near, weighing_panel};
use crate::desk::{MatchList, MatchesOf, RobustnessOf, Side};
use crate::matching::answer::Robustness;
use crate::primitive::Id;
use crate::ui::nav::{href, use_nav};
use crate::ui::route::{Route, Screen};
use crate::ui::screens::entries::card::screen_of;
use crate::ui::screens::parts::{by_whom, set_apart};
use crate::ui::state::{shown, use_answer, use_weighing};
use crate::ui::widgets::{Heading, Icon, empty_state, icon, shown_text};
use crate::ui::words::{k, reader, t, tn};

/// Matches asked for; beyond the first ones nobody reads on.
const LIMIT: u32 = 20;

/// The matches of one side.
#[component]
pub fn OfEntry(side: Side) -> AnyView {
    let weighing = use_weighing();
    let answered = use_answer(move || {
        Some(MatchesOf { side, settings: weighing.settings(), limit: LIMIT, lang: reader() })
    });
    let robust = use_answer(move || match side {
        Side::Request(request) => Some(RobustnessOf { request, settings: weighing.settings() }),
        Side::Offer(_) => None,
    });
    let near = match side {
        Side::Request(request) => view! { <near::NearMisses request /> }.into_any(),
        Side::Offer(_) => ().into_any(),
    };
    let heading = match side {
        Side::Request(_) => k::MATCHES_FOR_REQUEST,
        Side::Offer(_) => k::MATCHES_FOR_OFFER,
    };
    let apart = set_apart(&use_nav().now());
    let brought = StoredValue::new(apart.is_none());
    Effect::new(move |_| {
        // Once: a later change of the catalog must not move the page under the reader.
        if answered.value.with(Option::is_some) && !brought.get_value() {
            brought.set_value(true);
            request_animation_frame(bring_into_view);
        }
    });
    view! {
        <Heading text=t(heading) />
        <div class="matches-page">
            <div class="matches-main">
                {shown(answered, move |list| list_view(side, list, robust.value.get().unwrap_or_default(), apart))}
                {near}
            </div>
            {weighing_panel()}
        </div>
    }
    .into_any()
}

fn bring_into_view() {
    if let Some(card) = document().query_selector(".match-list > .set-apart").ok().flatten() {
        card.scroll_into_view();
    }
}

fn list_view(side: Side, list: &MatchList, robustness: Vec<Robustness>, apart: Option<Id>) -> AnyView {
    let shows = if matches!(side, Side::Request(_)) { Shows::Offer } else { Shows::Request };
    let own = &list.of;
    let link = href(&Route::record(screen_of(own.key.kind), own.key.id));
    let sheet = matches!(side, Side::Request(_)).then(|| {
        let address = Route::record(Screen::Matches, own.key.id).with("view", "sheet");
        view! { <a class="button" href=href(&address)>{icon(Icon::Print)} {t(k::MATCHES_SHEET)}</a> }
    });
    let robust_of = |offer: Id| robustness.iter().find(|robust| robust.offer == offer).copied();
    let cards = list.matches.iter().map(|pair| {
        let robust = robust_of(pair.offer.key.id).filter(|_| shows == Shows::Offer);
        let other = if shows == Shows::Offer { &pair.offer } else { &pair.request };
        let is_apart = apart == Some(other.key.id);
        view! { <li class:set-apart=is_apart>{match_card(pair, shows, robust)}</li> }
    });
    let body = if list.matches.is_empty() {
        empty_state(Icon::Match, k::MATCHES_NONE_TITLE, k::MATCHES_NONE_TEXT, ())
    } else {
        view! { <ol class="match-list">{cards.collect_view()}</ol> }.into_any()
    };
    view! {
        <div class=format!("matches-of {}", own.key.kind.word())>
            <p class="entry-who">{by_whom(&own.institution)}</p>
            <h2><a href=link>{shown_text(&own.title)}</a></h2>
            <p role="status">{tn(k::MATCHES_COUNT, list.passing)}</p>
            {sheet}
        </div>
        {body}
    }
    .into_any()
}
