//! The page's end of the channel to spreadsheets: in a worker where there are workers, else on the page itself.

use js_sys::{Array, Reflect, global};
use wasm_bindgen::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{ErrorEvent, MessageChannel, MessageEvent, MessagePort, Worker, WorkerOptions, WorkerType};

use super::SHEETS_PORT_ON_PAGE;
use super::client::load_module_on_page;

/// The module, and the shim that starts it as a worker; trunk does not hash their names.
const MODULE: &str = "./sheets.js";
const LOADER: &str = "./sheets_loader.js";

pub(super) enum Outlet {
    Worker(Worker),
    Page(MessagePort),
}

impl Outlet {
    /// Starts the module.
    pub(super) fn open() -> Result<Self, JsValue> {
        let has_workers = Reflect::get(&global(), &"Worker".into()).is_ok_and(|worker| worker.is_function());
        if has_workers {
            let options = WorkerOptions::new();
            options.set_type(WorkerType::Module);
            if let Ok(worker) = Worker::new_with_options(LOADER, &options) {
                return Ok(Self::Worker(worker));
            }
        }
        let channel = MessageChannel::new()?;
        Reflect::set(&global(), &SHEETS_PORT_ON_PAGE.into(), &channel.port2())?;
        load_module_on_page(MODULE)?;
        Ok(Self::Page(channel.port1()))
    }

    pub(super) fn post(&self, data: &JsValue, transfer: &Array) -> Result<(), JsValue> {
        match self {
            Self::Worker(worker) => worker.post_message_with_transfer(data, transfer),
            Self::Page(port) => port.post_message_with_transferable(data, transfer),
        }
    }

    /// Calls back for every message, and when the worker breaks down.
    pub(super) fn listen(&self, hear: impl Fn(&JsValue) + 'static, broken: impl Fn(String) + 'static) {
        let on_message =
            Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| hear(&event.data()));
        let on_error =
            Closure::<dyn FnMut(ErrorEvent)>::new(move |event: ErrorEvent| broken(event.message()));
        match self {
            Self::Worker(worker) => {
                worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
                worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
            }
            Self::Page(port) => port.set_onmessage(Some(on_message.as_ref().unchecked_ref())),
        }
        // The channel lives as long as the page.
        on_message.forget();
        on_error.forget();
    }

    /// Ends a worker that has broken down.
    pub(super) fn end(&self) {
        if let Self::Worker(worker) = self {
            worker.terminate();
        }
    }
}
