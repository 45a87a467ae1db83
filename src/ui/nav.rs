//! Moving between addresses: history, links, focus and scroll.
//!
//! Views write plain `<a href=href(&route)>`; one listener on the document turns clicks on them into moves
//! without a reload, and leaves alone every click that is meant for the browser (new tab, download).

use js_sys::{Object, Reflect};
use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, MouseEvent, PopStateEvent, ScrollBehavior, ScrollToOptions, Window};

use super::route::Route;

/// How many frames a page that is still filling gets to become as tall as it was when it was left.
const FRAMES_TO_RESTORE: u8 = 40;

/// The current address, and moving to others.
#[derive(Clone, Copy)]
pub struct Nav {
    route: RwSignal<Route>,
    /// Whether the next heading that appears takes the focus.
    focus_heading: StoredValue<bool>,
}

/// The address of a route, to stand in a link.
pub fn href(route: &Route) -> String {
    route.query()
}

/// The navigation of this page.
pub fn use_nav() -> Nav {
    expect_context()
}

/// The current route.
pub fn use_route() -> Signal<Route> {
    use_nav().route()
}

impl Nav {
    /// Reads the address and listens to links and to the browser's buttons.
    pub fn start() -> Self {
        let query = window().location().search().unwrap_or_default();
        let nav = Self { route: RwSignal::new(Route::read(&query)), focus_heading: StoredValue::new(false) };
        if let Ok(history) = window().history() {
            let _ = history.set_scroll_restoration(web_sys::ScrollRestoration::Manual);
        }
        nav.listen();
        nav
    }

    /// The current route, to be tracked.
    pub fn route(self) -> Signal<Route> {
        self.route.into()
    }

    /// The current route, not tracked.
    pub fn now(self) -> Route {
        self.route.get_untracked()
    }

    /// Goes to another address; *back* returns.
    pub fn go(self, route: Route) {
        let before = self.now();
        if before == route {
            return;
        }
        remember_scroll(&window());
        let moved = (before.screen, before.id) != (route.screen, route.id);
        push(&route, true);
        self.focus_heading.set_value(before.screen != route.screen);
        self.route.set(route);
        if moved {
            scroll_to(&window(), 0.0);
        }
    }

    /// Changes the address in place (a filter, a tab): *back* leads to where the person came from.
    pub fn replace(self, route: Route) {
        if self.now() != route {
            push(&route, false);
            self.route.set(route);
        }
    }

    /// Changes the current route in place.
    pub fn change(self, change: impl FnOnce(Route) -> Route) {
        self.replace(change(self.now()));
    }

    /// Takes the fragment out of the address bar, without a new entry in the history.
    pub fn clear_fragment(self) {
        push(&self.now(), false);
    }

    /// Whether the heading that asks should take the focus; only the first that asks does.
    pub fn takes_focus(self) -> bool {
        let wanted = self.focus_heading.get_value();
        self.focus_heading.set_value(false);
        wanted
    }

    fn listen(self) {
        let on_click = Closure::<dyn FnMut(MouseEvent)>::new(move |event: MouseEvent| {
            if let Some(query) = clicked_query(&event) {
                event.prevent_default();
                self.go(Route::read(&query));
            }
        });
        let on_back = Closure::<dyn FnMut(PopStateEvent)>::new(move |event: PopStateEvent| {
            let route = Route::read(&window().location().search().unwrap_or_default());
            let height = Reflect::get(&event.state(), &"y".into()).ok().and_then(|y| y.as_f64());
            self.focus_heading.set_value(self.now().screen != route.screen);
            self.route.set(route);
            restore_scroll(height.unwrap_or(0.0), FRAMES_TO_RESTORE);
        });
        let _ = document().add_event_listener_with_callback("click", on_click.as_ref().unchecked_ref());
        let _ = window().add_event_listener_with_callback("popstate", on_back.as_ref().unchecked_ref());
        // Both live as long as the page.
        on_click.forget();
        on_back.forget();
    }
}

/// The query of the app's own link that was clicked plainly; none where the browser should handle the click.
fn clicked_query(event: &MouseEvent) -> Option<String> {
    let with_key = event.meta_key() || event.ctrl_key() || event.shift_key() || event.alt_key();
    if event.default_prevented() || event.button() != 0 || with_key {
        return None;
    }
    let target: Element = event.target()?.dyn_into().ok()?;
    let link = target.closest("a[href^='?']").ok()??;
    if link.has_attribute("target") || link.has_attribute("download") {
        return None;
    }
    link.get_attribute("href")
}

fn push(route: &Route, new: bool) {
    let Ok(history) = window().history() else { return };
    let query = route.query();
    // A browser limits how often a page may write its history; the screen moves on all the same.
    let _ = if new {
        history.push_state_with_url(&JsValue::NULL, "", Some(&query))
    } else {
        let state = history.state().unwrap_or(JsValue::NULL);
        history.replace_state_with_url(&state, "", Some(&query))
    };
}

fn remember_scroll(window: &Window) {
    let (Ok(history), Ok(y)) = (window.history(), window.scroll_y()) else { return };
    let state = Object::new();
    let _ = Reflect::set(&state, &"y".into(), &y.into());
    let _ = history.replace_state(&state, "");
}

fn scroll_to(window: &Window, y: f64) {
    let options = ScrollToOptions::new();
    options.set_top(y);
    options.set_behavior(ScrollBehavior::Instant);
    window.scroll_to_with_scroll_to_options(&options);
}

/// Scrolls back once the page is tall enough again, at the latest after some frames.
fn restore_scroll(y: f64, frames: u8) {
    request_animation_frame(move || {
        let window = window();
        scroll_to(&window, y);
        let there = window.scroll_y().is_ok_and(|now| (now - y).abs() < 2.0);
        if !there && frames > 0 {
            restore_scroll(y, frames - 1);
        }
    });
}
