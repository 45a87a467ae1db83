//! The page's end of a channel to a module: in a worker where there are workers, else on the page itself.

use std::cell::RefCell;

use js_sys::{Array, Promise, Reflect, global};
use wasm_bindgen::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Event, MessageChannel, MessageEvent, MessagePort, Worker, WorkerOptions, WorkerType};

/// A module that runs behind a channel. Trunk does not hash the names of its files.
pub(super) struct Module {
    /// What the names of its files begin with: of the module itself, and of the shim that starts it as a worker.
    pub stem: &'static str,
    /// Where the page leaves the port for a module that it loads itself.
    pub port: &'static str,
}

pub(super) enum Outlet {
    Worker(Worker),
    /// The port, what becomes of loading the module, and how its files are called.
    Page(MessagePort, Promise, &'static str),
}

/// The handlers of a channel: they hear as long as they are kept.
pub(super) type Ears = (Closure<dyn FnMut(MessageEvent)>, Closure<dyn FnMut(Event)>);

impl Outlet {
    /// Starts the module.
    pub(super) fn open(module: &Module) -> Result<Self, JsValue> {
        if let Some(outlet) = Self::in_worker(module, None) {
            return Ok(outlet);
        }
        let channel = MessageChannel::new()?;
        Reflect::set(&global(), &module.port.into(), &channel.port2())?;
        let loading = load_on_page(module.stem)?;
        Ok(Self::Page(channel.port1(), loading, module.stem))
    }

    /// Starts it as a worker, under a name where it has a role of its own; none where there are no workers.
    pub(super) fn in_worker(module: &Module, name: Option<&str>) -> Option<Self> {
        let has_workers = Reflect::get(&global(), &"Worker".into()).is_ok_and(|worker| worker.is_function());
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        if let Some(name) = name {
            options.set_name(name);
        }
        let started = has_workers
            .then(|| Worker::new_with_options(&format!("./{}_loader.js", module.stem), &options).ok());
        started.flatten().map(Self::Worker)
    }

    pub(super) fn post(&self, data: &JsValue, transfer: &Array) -> Result<(), JsValue> {
        match self {
            Self::Worker(worker) => worker.post_message_with_transfer(data, transfer),
            Self::Page(port, ..) => port.post_message_with_transferable(data, transfer),
        }
    }

    /// Calls back for every message, and when the worker breaks down or the module cannot be loaded.
    pub(super) fn listen(
        &self,
        hear: impl Fn(&JsValue) + 'static,
        broken: impl Fn(String) + Clone + 'static,
    ) -> Ears {
        let on_message =
            Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| hear(&event.data()));
        let (not_loaded, broken_on_page) = (broken.clone(), broken.clone());
        // Where a script cannot be loaded the event has no message, whatever its type says.
        let on_error = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            let message = Reflect::get(&event, &"message".into()).ok();
            broken(message.and_then(|message| message.as_string()).unwrap_or_default());
        });
        match self {
            Self::Worker(worker) => {
                worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
                worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
            }
            Self::Page(port, loading, stem) => {
                port.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
                watch_on_page(stem, broken_on_page);
                let loading = JsFuture::from(loading.clone());
                spawn_local(async move {
                    if loading.await.is_err() {
                        not_loaded(String::new());
                    }
                });
            }
        }
        (on_message, on_error)
    }

    /// Ends a worker, whatever it is doing, and hears it no more; whether there was one to end.
    pub(super) fn end(&self) -> bool {
        let Self::Worker(worker) = self else { return false };
        worker.terminate();
        worker.set_onmessage(None);
        worker.set_onerror(None);
        true
    }
}

/// Hears when a module that runs on the page breaks down: there is no worker to say so, only an error that nobody
/// caught, from code of the module's files.
fn watch_on_page(stem: &'static str, broken: impl Fn(String) + 'static) {
    let heard = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
        let part = |of: &JsValue, name: &str| Reflect::get(of, &name.into()).unwrap_or(JsValue::UNDEFINED);
        let (error, reason) = (part(&event, "error"), part(&event, "reason"));
        let thrown = if error.is_object() { error } else { reason };
        let said = |name: &str| part(&thrown, name).as_string().unwrap_or_default();
        let stack = said("stack");
        if [".js", "_bg.wasm"].iter().any(|ending| stack.contains(&format!("/{stem}{ending}"))) {
            broken(said("message"));
        }
    });
    let Some(window) = web_sys::window() else { return };
    for kind in ["error", "unhandledrejection"] {
        let _ = window.add_event_listener_with_callback(kind, heard.as_ref().unchecked_ref());
    }
    // The module stays as long as the page, whatever becomes of it.
    heard.forget();
}

/// Loads a module on the page and starts it, as its loader does in a worker. A browser gives a module that was loaded
/// before as it is, broken or not: from the second time on it is asked for under an address of its own.
fn load_on_page(stem: &'static str) -> Result<Promise, JsValue> {
    thread_local! {
        static LOADED: RefCell<Vec<&'static str>> = const { RefCell::new(Vec::new()) };
    }
    let before = LOADED.with_borrow_mut(|loaded| {
        loaded.push(stem);
        loaded.iter().filter(|other| **other == stem).count() - 1
    });
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let base = window.document().and_then(|document| document.base_uri().ok().flatten()).unwrap_or_default();
    let address = web_sys::Url::new_with_base(&format!("./{stem}.js"), &base)?;
    if before > 0 {
        address.set_search(&before.to_string());
    }
    Ok(import_and_start(&address.href()))
}

#[wasm_bindgen(
    inline_js = "export function import_and_start(address) { return import(address).then((module) => module.default()); }"
)]
extern "C" {
    fn import_and_start(address: &str) -> Promise;
}
