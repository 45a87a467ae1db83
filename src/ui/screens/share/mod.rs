//! Share: a complete copy to keep, and parts to hand on; where catalogs come from and what came in.
//!
//! In reading order: `copy` (everything, to a file), `part` (what leaves is chosen), `ways` (file, share sheet, link
//! and code, with what is inside told before), `send` (participant to organiser in two taps), `answer` (and back),
//! `sheet` (spreadsheets), `poster` (a code for the wall), `sources` (addresses), `log` (merges, and what could not be read).

mod answer;
mod code;
mod copy;
mod link;
mod log;
mod part;
mod poster;
mod send;
mod sheet;
mod sources;
mod ways;

use leptos::prelude::*;

use crate::ui::nav::{href, use_route};
use crate::ui::route::{Route, Screen};
use crate::ui::state::use_hands;
use crate::ui::widgets::{Heading, Icon, empty_state};
use crate::ui::words::{k, t};

pub use part::selection_route;
pub use send::SendMine;

/// The view of this screen that is the sheet for the wall.
const POSTER: &str = "poster";

/// The screen.
#[component]
pub fn Share() -> AnyView {
    let hands = use_hands();
    let route = use_route();
    let open = Memo::new(move |_| hands.session.current.with(Option::is_some));
    let view = Memo::new(move |_| route.with(|route| route.get("view").map(str::to_owned)));
    let body = move || {
        match (open.get(), view.get().as_deref()) {
        (true, Some(POSTER)) => view! { <poster::Poster /> }.into_any(),
        (true, _) => view! { <Heading text=t(k::NAV_SHARE) lead=t(k::SHARE_LEAD) /> <Cards /> }.into_any(),
        (false, _) => view! {
            <Heading text=t(k::NAV_SHARE) lead=t(k::SHARE_LEAD) />
            {empty_state(
                Icon::Share,
                k::SHARE_NONE_TITLE,
                k::SHARE_NONE_TEXT,
                view! { <a class="button primary" href=href(&Route::to(Screen::Start))>{t(k::NAV_START)}</a> },
            )}
        }
        .into_any(),
    }
    };
    view! { <div class="share">{body}</div> }.into_any()
}

#[component]
fn Cards() -> AnyView {
    let poster = href(&Route::to(Screen::Share).with("view", POSTER));
    view! {
        <div class="share-cards">
            <copy::SaveCopy />
            <send::SendCard />
            <part::SharePart />
            <section class="card">
                <h2>{t(k::POSTER_CARD)}</h2>
                <p>{t(k::POSTER_CARD_TEXT)}</p>
                <a class="button" href=poster>{t(k::POSTER_MAKE)}</a>
            </section>
            <sheet::SheetCard />
            <answer::AnswerCard />
            <sources::Sources />
        </div>
        <log::Log />
    }
    .into_any()
}
