//! Where files come from: chosen, dropped anywhere on the page, pasted.

use leptos::html::Input;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{ClipboardEvent, DataTransfer, DragEvent, Element, File, FileList, HtmlInputElement};

use super::Opening;
use super::link::open_words;
use super::reading::{read_files, read_text};
use crate::platform::{Asked, can_save_in_place, choose_files};
use crate::ui::nav::{Nav, use_nav};
use crate::ui::state::{Hands, use_hands};
use crate::ui::widgets::{Button, Icon};
use crate::ui::words::{k, t};

/// A button that asks for files; any ending, any number. Where the browser can save in place, it remembers where
/// the file lies.
#[component]
pub fn PickFiles(
    /// Words on the button, where the usual ones say too little.
    #[prop(optional, into)]
    label: Option<String>,
) -> AnyView {
    let (hands, nav) = (use_hands(), use_nav());
    let opening = expect_context::<Opening>();
    let input = NodeRef::<Input>::new();
    let fallback = move || {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let press = move |()| {
        if !can_save_in_place() {
            fallback();
            return;
        }
        spawn_local(async move {
            match choose_files().await {
                Asked::Chosen(files) => {
                    let files = files.into_iter().map(|(file, handle)| (file, Some(handle))).collect();
                    read_files(opening, hands, nav, files).await;
                }
                Asked::Dismissed => {}
                Asked::Failed => fallback(),
            }
        });
    };
    let on_pick = move |event: web_sys::Event| {
        let input: HtmlInputElement = event_target(&event);
        let files = input.files().map(|files| all(&files)).unwrap_or_default();
        // The same file can be chosen again.
        input.set_value("");
        take(opening, hands, nav, files);
    };
    view! {
        <Button label=label.unwrap_or_else(|| t(k::START_FILE_PICK)) symbol=Icon::Open on_press=press />
        <input type="file" multiple=true hidden=true node_ref=input on:change=on_pick />
    }
    .into_any()
}

/// Listens to files dropped anywhere on the page, so that a drop that missed never leaves the app, and to pasted files,
/// links and catalogs, unless they are pasted into a field.
pub fn watch_drops() {
    let (hands, nav) = (use_hands(), use_nav());
    let opening = expect_context::<Opening>();
    let over = Closure::<dyn FnMut(DragEvent)>::new(move |event: DragEvent| {
        if event.data_transfer().is_some_and(|data| has_files(&data)) {
            event.prevent_default();
        }
    });
    let drop = Closure::<dyn FnMut(DragEvent)>::new(move |event: DragEvent| {
        let files = event.data_transfer().and_then(|data| data.files());
        if let Some(files) = files.filter(|files| files.length() > 0) {
            event.prevent_default();
            take(opening, hands, nav, all(&files));
        }
    });
    let paste = Closure::<dyn FnMut(ClipboardEvent)>::new(move |event: ClipboardEvent| {
        let target: Option<Element> = event.target().and_then(|target| target.dyn_into().ok());
        let in_field = target.is_some_and(|target| {
            target.closest("input, textarea, [contenteditable]").ok().flatten().is_some()
        });
        if let Some(data) = event.clipboard_data().filter(|_| !in_field) {
            pasted(opening, hands, nav, &data);
        }
    });
    let page = document();
    let _ = page.add_event_listener_with_callback("dragover", over.as_ref().unchecked_ref());
    let _ = page.add_event_listener_with_callback("drop", drop.as_ref().unchecked_ref());
    let _ = page.add_event_listener_with_callback("paste", paste.as_ref().unchecked_ref());
    // They listen as long as the page lives.
    over.forget();
    drop.forget();
    paste.forget();
}

fn pasted(opening: Opening, hands: Hands, nav: Nav, data: &DataTransfer) {
    let files = data.files().map(|files| all(&files)).unwrap_or_default();
    if !files.is_empty() {
        take(opening, hands, nav, files);
        return;
    }
    let text = data.get_data("text/plain").unwrap_or_default();
    let text = text.trim();
    if text.starts_with('{') {
        spawn_local(read_text(opening, hands, nav, text.to_owned()));
    } else if text.starts_with("http") {
        open_words(opening, hands, nav, text);
    }
}

fn has_files(data: &DataTransfer) -> bool {
    data.types().iter().any(|kind| kind.as_string().is_some_and(|kind| kind == "Files"))
}

fn all(files: &FileList) -> Vec<File> {
    (0..files.length()).filter_map(|at| files.get(at)).collect()
}

fn take(opening: Opening, hands: Hands, nav: Nav, files: Vec<File>) {
    let files = files.into_iter().map(|file| (file, None)).collect();
    spawn_local(read_files(opening, hands, nav, files));
}
