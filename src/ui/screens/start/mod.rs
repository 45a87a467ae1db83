//! Start: what this is, what the open catalog means for oneself, the catalogs on this device, and the ways to
//! one more.

mod begin;
mod catalogs;
mod first_steps;
mod for_you;
pub mod who;

use leptos::prelude::*;

use crate::ui::state::use_session;
use crate::ui::widgets::{Heading, Tone, note};
use crate::ui::words::{k, t};

use begin::Begin;
use catalogs::Catalogs;
use first_steps::FirstSteps;
use for_you::ForYou;
pub use who::WhoAmI;

/// The first screen.
#[component]
pub fn Start() -> AnyView {
    let session = use_session();
    let nothing_yet = move || session.catalogs.with(|all| all.iter().all(|info| info.removed));
    let storage = move || (!session.durable.get()).then(|| note(Tone::Caution, t(k::START_NOT_DURABLE)));
    // Only the id: what is built below follows the catalog by itself.
    let open = Memo::new(move |_| session.current.with(|info| info.as_ref().map(|info| info.id)));
    let top = move || match open.get() {
        Some(_) => view! { <ForYou /> {storage} <FirstSteps /> }.into_any(),
        None => view! { <Heading text=t(k::START_TITLE) lead=t(k::START_LEAD) /> {storage} }.into_any(),
    };
    view! {
        <div class="start">
            {top}
            <Catalogs />
            <Begin first=Signal::derive(nothing_yet) />
            <section class="where">
                <h2>{t(k::START_WHERE_TITLE)}</h2>
                <p>{t(k::START_WHERE_TEXT)}</p>
            </section>
        </div>
    }
    .into_any()
}
