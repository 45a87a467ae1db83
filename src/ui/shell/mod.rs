//! What surrounds every screen: skip link, header, rail or bottom bar, live region, messages, help.

mod bar;
mod header;
mod help;
mod toast;
mod tour;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::nav::use_route;
use super::screens::screen_view;
use super::state::use_session;
use super::widgets::waiting;
use super::words::{k, t};

use bar::Bar;
use header::Header;
pub use header::own_name;
use toast::ToastCorner;
use tour::TourPanel;
pub use tour::{Tour, use_tour};

const MAIN: &str = "main";

/// The frame of the app with the current screen in it.
#[component]
pub fn Shell() -> AnyView {
    let session = use_session();
    let route = use_route();
    let screen = Memo::new(move |_| route.with(|route| route.screen));
    let content = move || {
        if session.ready.get() { screen_view(screen.get()) } else { waiting() }
    };
    let skip = |event: web_sys::MouseEvent| {
        event.prevent_default();
        let main =
            document().get_element_by_id(MAIN).and_then(|node| node.dyn_into::<web_sys::HtmlElement>().ok());
        if let Some(main) = main {
            let _ = main.focus();
        }
    };
    view! {
        <a class="skip" href="#main" on:click=skip>{t(k::SHELL_SKIP)}</a>
        <Header screen />
        <div class="frame">
            <Bar screen />
            <main id=MAIN class="main" tabindex="-1">{content}</main>
        </div>
        <TourPanel />
        <ToastCorner />
    }
    .into_any()
}
