//! A module's end of its channel to the page, in a worker or on the page itself.

use js_sys::{Reflect, Uint8Array, global};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, MessagePort};

use super::wire;

#[derive(Clone)]
pub(super) enum Inlet {
    Worker(DedicatedWorkerGlobalScope),
    Page(MessagePort),
}

impl Inlet {
    /// The channel; on the page it is the port left there under this name.
    pub(super) fn find(port: &str) -> Option<Self> {
        let global: JsValue = global().into();
        if let Some(scope) = global.dyn_ref::<DedicatedWorkerGlobalScope>() {
            return Some(Self::Worker(scope.clone()));
        }
        let port = Reflect::get(&global, &port.into()).ok()?;
        port.dyn_into().ok().map(Self::Page)
    }

    /// Hears every message with its attachments, as long as the module runs.
    pub(super) fn listen<T: DeserializeOwned>(&self, hear: impl Fn(T, Vec<Vec<u8>>) + 'static) {
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some((message, attachments)) = wire::unpack(&event.data()) {
                hear(message, attachments.iter().map(Uint8Array::to_vec).collect());
            }
        });
        match self {
            Self::Worker(scope) => scope.set_onmessage(Some(on_message.as_ref().unchecked_ref())),
            Self::Page(port) => port.set_onmessage(Some(on_message.as_ref().unchecked_ref())),
        }
        on_message.forget();
    }

    pub(super) fn send<T: Serialize>(&self, message: &T, attachment: Option<&[u8]>) {
        let attachment = attachment.map(Uint8Array::from);
        let Ok((data, transfer)) = wire::pack(message, attachment.as_slice()) else { return };
        // Posting fails only when the page has gone, and then nobody listens.
        let _ = match self {
            Self::Worker(scope) => scope.post_message_with_transfer(&data, &transfer),
            Self::Page(port) => port.post_message_with_transferable(&data, &transfer),
        };
    }
}
