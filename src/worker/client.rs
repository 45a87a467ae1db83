//! The page's end: typed questions, each with its own answer.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use futures_channel::oneshot;
use js_sys::{Reflect, global};
use wasm_bindgen::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{ErrorEvent, MessageChannel, MessageEvent, MessagePort, Worker, WorkerOptions, WorkerType};

use super::{PORT_ON_PAGE, wire};
use crate::desk::{Answer, Fault, FromWorker, Question, ToWorker};

/// The worker's module, and the shim that starts it as a worker; trunk does not hash their names.
const MODULE: &str = "./worker.js";
const LOADER: &str = "./worker_loader.js";

type Reply = (Result<Answer, Fault>, Option<Vec<u8>>);
type Listener = Box<dyn Fn(FromWorker)>;

/// The channel to the desk; cheap to clone.
#[derive(Clone)]
pub struct Client {
    inner: Rc<Inner>,
}

struct Inner {
    outlet: Outlet,
    next: Cell<u32>,
    ready: Cell<bool>,
    /// Questions asked before the worker listens.
    waiting: RefCell<Vec<(ToWorker, Option<Vec<u8>>)>>,
    pending: RefCell<BTreeMap<u32, oneshot::Sender<Reply>>>,
    listener: Listener,
}

enum Outlet {
    Worker(Worker),
    Page(MessagePort),
}

impl Client {
    /// Starts the desk, in a worker where there are workers. `listener` hears what nobody asked for.
    pub fn start(listener: impl Fn(FromWorker) + 'static) -> Result<Self, JsValue> {
        let outlet = Outlet::open()?;
        let inner = Rc::new(Inner {
            outlet,
            next: Cell::new(1),
            ready: Cell::new(false),
            waiting: RefCell::default(),
            pending: RefCell::default(),
            listener: Box::new(listener),
        });
        inner.listen();
        Ok(Self { inner })
    }

    /// Asks a question.
    pub async fn ask<Q: Question>(&self, question: Q) -> Result<Q::Answer, Fault> {
        self.ask_with(question, None).await.map(|(answer, _)| answer)
    }

    /// Asks a question with an attachment; answers with the attachment of the answer.
    pub async fn ask_with<Q: Question>(
        &self,
        question: Q,
        attachment: Option<Vec<u8>>,
    ) -> Result<(Q::Answer, Option<Vec<u8>>), Fault> {
        let number = self.inner.next.get();
        self.inner.next.set(number + 1);
        let (sender, receiver) = oneshot::channel();
        self.inner.pending.borrow_mut().insert(number, sender);
        let mut withdraw = Withdraw { inner: Rc::clone(&self.inner), number, answered: false };
        self.inner.send(ToWorker::Ask(number, question.into()), attachment);
        let reply = receiver.await;
        withdraw.answered = true;
        let Ok((answer, attachment)) = reply else { return Err(Fault::Broken(String::new())) };
        match Q::unpack(answer?) {
            Some(answer) => Ok((answer, attachment)),
            None => Err(Fault::Broken("an answer to another question".to_owned())),
        }
    }
}

/// Tells the worker that an answer is no longer wanted, when the asking future is dropped.
struct Withdraw {
    inner: Rc<Inner>,
    number: u32,
    answered: bool,
}

impl Drop for Withdraw {
    fn drop(&mut self) {
        if !self.answered {
            self.inner.pending.borrow_mut().remove(&self.number);
            self.inner.send(ToWorker::Cancel(self.number), None);
        }
    }
}

impl Inner {
    fn send(&self, message: ToWorker, attachment: Option<Vec<u8>>) {
        if !self.ready.get() {
            self.waiting.borrow_mut().push((message, attachment));
            return;
        }
        let Ok((data, transfer)) = wire::pack(&message, attachment.as_deref()) else { return };
        let sent = match &self.outlet {
            Outlet::Worker(worker) => worker.post_message_with_transfer(&data, &transfer),
            Outlet::Page(port) => port.post_message_with_transferable(&data, &transfer),
        };
        if sent.is_err() {
            self.break_down("the message could not be sent");
        }
    }

    fn hear(&self, message: FromWorker, attachment: Option<Vec<u8>>) {
        match message {
            FromWorker::Ready => {
                self.ready.set(true);
                for (message, attachment) in self.waiting.take() {
                    self.send(message, attachment);
                }
            }
            FromWorker::Answer(number, answer) => {
                let sender = self.pending.borrow_mut().remove(&number);
                if let Some(sender) = sender {
                    // The asker may have gone in the meantime.
                    let _ = sender.send((*answer, attachment));
                }
            }
            event => (self.listener)(event),
        }
    }

    fn break_down(&self, what: &str) {
        for (_, sender) in self.pending.take() {
            let _ = sender.send((Err(Fault::Broken(what.to_owned())), None));
        }
    }

    fn listen(self: &Rc<Self>) {
        let inner = Rc::clone(self);
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some((message, attachment)) = wire::unpack::<FromWorker>(&event.data()) {
                inner.hear(message, attachment);
            }
        });
        let inner = Rc::clone(self);
        let on_error = Closure::<dyn FnMut(ErrorEvent)>::new(move |event: ErrorEvent| {
            inner.break_down(&event.message());
        });
        match &self.outlet {
            Outlet::Worker(worker) => {
                worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
                worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
            }
            Outlet::Page(port) => port.set_onmessage(Some(on_message.as_ref().unchecked_ref())),
        }
        // The channel lives as long as the page.
        on_message.forget();
        on_error.forget();
    }
}

impl Outlet {
    fn open() -> Result<Self, JsValue> {
        let has_workers = Reflect::get(&global(), &"Worker".into()).is_ok_and(|worker| worker.is_function());
        if has_workers {
            let options = WorkerOptions::new();
            options.set_type(WorkerType::Module);
            if let Ok(worker) = Worker::new_with_options(LOADER, &options) {
                return Ok(Self::Worker(worker));
            }
        }
        let channel = MessageChannel::new()?;
        Reflect::set(&global(), &PORT_ON_PAGE.into(), &channel.port2())?;
        load_module_on_page()?;
        Ok(Self::Page(channel.port1()))
    }
}

/// Loads the worker's module on the page and starts it, as its loader does in a worker.
fn load_module_on_page() -> Result<(), JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let base = window.document().and_then(|document| document.base_uri().ok().flatten()).unwrap_or_default();
    let address = web_sys::Url::new_with_base(MODULE, &base)?.href();
    // The outcome is heard through the port: `Ready`, or nothing.
    import_and_start(&address);
    Ok(())
}

#[wasm_bindgen(
    inline_js = "export function import_and_start(address) { import(address).then((module) => module.default()); }"
)]
extern "C" {
    fn import_and_start(address: &str);
}
