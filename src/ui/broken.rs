//! When the page itself breaks: nothing a person wrote may be lost with it.
//!
//! After a panic no code of the app can be trusted, so this page is built with plain DOM calls in the panic
//! hook, and its two ways out are plain links that need no code: a download of the unsaved drafts, and a reload.

use std::panic;
use std::sync::atomic::{AtomicBool, Ordering};

use leptos::prelude::*;
use web_sys::{Document, Element};

use super::words::{k, t};
use crate::platform::{Bytes, object_url};
use crate::store::preferences;

static SHOWN: AtomicBool = AtomicBool::new(false);
const RELOADED: &str = "reloaded-for";

/// Shows the page of last resort when the app panics.
pub fn watch() {
    panic::set_hook(Box::new(|info| {
        web_sys::console::error_1(&info.to_string().into());
        if !SHOWN.swap(true, Ordering::Relaxed) {
            show();
        }
    }));
}

fn show() {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    let Some(body) = document.body() else { return };
    let Some(panel) = paragraph(&document, "section", "") else { return };
    let _ = panel.set_attribute("class", "broken");
    let _ = panel.set_attribute("role", "alert");
    for (tag, text) in [("h1", t(k::BROKEN_TITLE)), ("p", t(k::BROKEN_TEXT))] {
        if let Some(node) = paragraph(&document, tag, &text) {
            let _ = panel.append_child(&node);
        }
    }
    let drafts = preferences::drafts_as_json();
    if let (Some(drafts), Some(link)) = (drafts, paragraph(&document, "a", &t(k::BROKEN_SAVE)))
        && let Ok(address) = object_url("application/json", &Bytes::from(drafts.as_bytes()))
    {
        let _ = link.set_attribute("href", &address);
        let _ = link.set_attribute("download", "matriz-drafts.json");
        let _ = link.set_attribute("class", "button");
        let _ = panel.append_child(&link);
    }
    if let Some(link) = paragraph(&document, "a", &t(k::BROKEN_RELOAD)) {
        let _ = link.set_attribute("href", "");
        let _ = link.set_attribute("class", "button primary");
        let _ = panel.append_child(&link);
    }
    let _ = body.prepend_with_node_1(&panel);
}

fn paragraph(document: &Document, tag: &str, text: &str) -> Option<Element> {
    let node = document.create_element(tag).ok()?;
    node.set_text_content(Some(text));
    Some(node)
}

/// The wait of `index.html` becomes a sentence where the words could not be loaded; it stands there in all four
/// languages, since none could be loaded.
pub fn show_no_words() {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    for (id, hidden) in [("boot", true), ("boot-failed", false)] {
        let Some(node) = document.get_element_by_id(id) else { continue };
        let _ = if hidden { node.set_attribute("hidden", "") } else { node.remove_attribute("hidden") };
    }
}

/// What stands on the screen where the desk could not be started at all.
pub fn view() -> impl IntoView {
    view! { <section class="broken" role="alert"><h1>{t(k::BROKEN_TITLE)}</h1><p>{t(k::FAULT_BROKEN)}</p></section> }
}

/// Reloads the page for a newer build of the worker, once for each build; says whether it does.
pub fn reload_once() -> bool {
    let build = crate::platform::BUILD;
    if preferences::get::<String>(RELOADED).as_deref() == Some(build) {
        return false;
    }
    preferences::set(RELOADED, &build);
    window().location().reload().is_ok()
}
