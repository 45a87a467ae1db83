//! The page's end: typed questions, each with its own answer.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use futures_channel::oneshot;
use js_sys::{Reflect, global};
use wasm_bindgen::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{ErrorEvent, MessageChannel, MessageEvent, MessagePort, Worker, WorkerOptions, WorkerType};

use super::{PLANNER, PORT_ON_PAGE, wire};
use crate::desk::{Answer, Fault, FromWorker, Heard, Question, ToWorker};

/// The worker's module, and the shim that starts it as a worker; trunk does not hash their names.
const MODULE: &str = "./worker.js";
const LOADER: &str = "./worker_loader.js";

type Reply = (Result<Answer, Fault>, Option<Vec<u8>>);
type Listener = Box<dyn Fn(FromWorker)>;

/// What is heard of a long question while it is being answered.
#[derive(Clone, Debug, PartialEq)]
pub enum News<A> {
    /// Share done, in `[0, 1]`.
    Done(f64),
    /// What there is of the answer so far.
    SoFar(A),
}

/// Who waits for an answer, and who hears of it meanwhile.
struct Waiting {
    sender: oneshot::Sender<Reply>,
    hear: Option<Box<dyn Fn(Heard)>>,
}

/// The handlers of the channel, kept as long as it is open.
type Ears = (Closure<dyn FnMut(MessageEvent)>, Closure<dyn FnMut(ErrorEvent)>);

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
    pending: RefCell<BTreeMap<u32, Waiting>>,
    listener: Listener,
    ears: RefCell<Option<Ears>>,
}

enum Outlet {
    Worker(Worker),
    Page(MessagePort),
}

impl Client {
    /// Starts the desk, in a worker where there are workers. `listener` hears what nobody asked for.
    pub fn start(listener: impl Fn(FromWorker) + 'static) -> Result<Self, JsValue> {
        Ok(Self::over(Outlet::open()?, listener))
    }

    /// Starts a worker that only plans; fails where there are no workers.
    pub fn start_planner() -> Result<Self, JsValue> {
        let worker = started_worker(Some(PLANNER)).ok_or(JsValue::NULL)?;
        // What changes in the catalog is heard from the desk.
        Ok(Self::over(Outlet::Worker(worker), |_| ()))
    }

    fn over(outlet: Outlet, listener: impl Fn(FromWorker) + 'static) -> Self {
        let inner = Rc::new(Inner {
            outlet,
            next: Cell::new(1),
            ready: Cell::new(false),
            waiting: RefCell::default(),
            pending: RefCell::default(),
            listener: Box::new(listener),
            ears: RefCell::default(),
        });
        inner.listen();
        Self { inner }
    }

    /// Whether the worker has said that it listens.
    pub fn is_ready(&self) -> bool {
        self.inner.ready.get()
    }

    /// Ends the worker, whatever it is doing; whoever waits for an answer gets this fault.
    pub fn end(&self, fault: &Fault) {
        if let Outlet::Worker(worker) = &self.inner.outlet {
            worker.terminate();
            worker.set_onmessage(None);
            worker.set_onerror(None);
            self.inner.ears.take();
        }
        self.inner.fail_all(fault);
    }

    /// Asks a question.
    pub async fn ask<Q: Question>(&self, question: Q) -> Result<Q::Answer, Fault> {
        self.ask_with(question, None).await.map(|(answer, _)| answer)
    }

    /// Asks a long question; `hear` hears how far it is.
    pub async fn ask_heard<Q: Question + 'static>(
        &self,
        question: Q,
        hear: impl Fn(News<Q::Answer>) + 'static,
    ) -> Result<Q::Answer, Fault> {
        let hear = move |heard| match heard {
            Heard::Done(done) => hear(News::Done(done)),
            Heard::SoFar(answer) => {
                if let Some(answer) = Q::unpack(*answer) {
                    hear(News::SoFar(answer));
                }
            }
        };
        self.asked(question, None, Some(Box::new(hear))).await.map(|(answer, _)| answer)
    }

    /// Asks a question with an attachment; answers with the attachment of the answer.
    pub async fn ask_with<Q: Question>(
        &self,
        question: Q,
        attachment: Option<Vec<u8>>,
    ) -> Result<(Q::Answer, Option<Vec<u8>>), Fault> {
        self.asked(question, attachment, None).await
    }

    async fn asked<Q: Question>(
        &self,
        question: Q,
        attachment: Option<Vec<u8>>,
        hear: Option<Box<dyn Fn(Heard)>>,
    ) -> Result<(Q::Answer, Option<Vec<u8>>), Fault> {
        let number = self.inner.next.get();
        self.inner.next.set(number + 1);
        let (sender, receiver) = oneshot::channel();
        self.inner.pending.borrow_mut().insert(number, Waiting { sender, hear });
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
                let waiting = self.pending.borrow_mut().remove(&number);
                if let Some(waiting) = waiting {
                    // The asker may have gone in the meantime.
                    let _ = waiting.sender.send((*answer, attachment));
                }
            }
            FromWorker::Progress(number, done) => self.tell(number, Heard::Done(done)),
            FromWorker::SoFar(number, answer) => self.tell(number, Heard::SoFar(answer)),
            event => (self.listener)(event),
        }
    }

    fn tell(&self, number: u32, heard: Heard) {
        if let Some(hear) = self.pending.borrow().get(&number).and_then(|waiting| waiting.hear.as_ref()) {
            hear(heard);
        }
    }

    fn break_down(&self, what: &str) {
        self.fail_all(&Fault::Broken(what.to_owned()));
    }

    fn fail_all(&self, fault: &Fault) {
        for (_, waiting) in self.pending.take() {
            let _ = waiting.sender.send((Err(fault.clone()), None));
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
        self.ears.replace(Some((on_message, on_error)));
    }
}

impl Outlet {
    fn open() -> Result<Self, JsValue> {
        if let Some(worker) = started_worker(None) {
            return Ok(Self::Worker(worker));
        }
        let channel = MessageChannel::new()?;
        Reflect::set(&global(), &PORT_ON_PAGE.into(), &channel.port2())?;
        load_module_on_page(MODULE)?;
        Ok(Self::Page(channel.port1()))
    }
}

/// Starts the worker's script, under a name where it has a role of its own; none where there are no workers.
fn started_worker(name: Option<&str>) -> Option<Worker> {
    let has_workers = Reflect::get(&global(), &"Worker".into()).is_ok_and(|worker| worker.is_function());
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    if let Some(name) = name {
        options.set_name(name);
    }
    has_workers.then(|| Worker::new_with_options(LOADER, &options).ok()).flatten()
}

/// Loads a module on the page and starts it, as its loader does in a worker.
pub(super) fn load_module_on_page(module: &str) -> Result<(), JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let base = window.document().and_then(|document| document.base_uri().ok().flatten()).unwrap_or_default();
    let address = web_sys::Url::new_with_base(module, &base)?.href();
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
