//! The worker's end: takes questions one by one, asks the desk, answers.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::rc::Rc;

use futures_channel::mpsc::{UnboundedReceiver, UnboundedSender, unbounded};
use js_sys::{Reflect, global};
use wasm_bindgen::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, DedicatedWorkerGlobalScope, MessageEvent, MessagePort};

use super::{PLANNER, PORT_ON_PAGE, wire};
use crate::desk::{Ask, Desk, Fault, FromWorker, Heard, MemoryShelf, ReadOnly, Reply, Shelf, ToWorker};
use crate::platform::{BUILD, BrowserWorld};
use crate::store::BrowserShelf;

/// The channel over which the tabs tell each other that something was written.
const TABS: &str = "matriz-tabs";

/// Progress is told when another such part of a long question is done: often enough for a bar to move smoothly, and
/// a few hundred messages at most.
const STEPS: f64 = 250.0;

/// Starts the worker: opens storage, says that it is ready, and answers until the page goes.
pub async fn run() {
    let Some(outlet) = Outlet::find() else { return };
    let (questions, inbox) = unbounded();
    let outlet = Rc::new(outlet);
    let cancelled = Rc::new(RefCell::new(BTreeSet::new()));
    outlet.listen(questions.clone(), Rc::clone(&cancelled));
    let only_plans = outlet.is_named(PLANNER);
    // A planner looks for itself what other desks wrote, and writes nothing that they would have to read.
    let tabs = if only_plans { None } else { BroadcastChannel::new(TABS).ok() };
    if let Some(tabs) = &tabs {
        listen_to_tabs(tabs, questions);
    }
    outlet.send(&FromWorker::Ready, None);
    match BrowserShelf::open().await {
        Ok(shelf) if only_plans => {
            serve(Desk::new(ReadOnly(shelf), BrowserWorld), inbox, &outlet, &cancelled, None).await;
        }
        Ok(shelf) => serve(Desk::new(shelf, BrowserWorld), inbox, &outlet, &cancelled, tabs.as_ref()).await,
        // Without storage the app still works for this visit, and says so (`Welcome::durable`).
        Err(_) => {
            serve(Desk::new(MemoryShelf::default(), BrowserWorld), inbox, &outlet, &cancelled, tabs.as_ref())
                .await;
        }
    }
}

/// What arrives at the worker.
enum Incoming {
    Question(u32, Ask, Option<Vec<u8>>),
    OtherTabWrote,
}

async fn serve<S: Shelf>(
    mut desk: Desk<S, BrowserWorld>,
    mut inbox: UnboundedReceiver<Incoming>,
    outlet: &Outlet,
    cancelled: &RefCell<BTreeSet<u32>>,
    tabs: Option<&BroadcastChannel>,
) {
    while let Ok(incoming) = inbox.recv().await {
        let events = match incoming {
            Incoming::OtherTabWrote => desk.catch_up().await,
            Incoming::Question(number, _, _) if cancelled.borrow_mut().remove(&number) => {
                outlet.send(&FromWorker::Answer(number, Box::new(Err(Fault::Cancelled))), None);
                continue;
            }
            Incoming::Question(number, Ask::Hello(hello), _) if hello.build != BUILD => {
                outlet.send(&FromWorker::Answer(number, Box::new(Err(Fault::OtherBuild))), None);
                continue;
            }
            Incoming::Question(number, ask, attachment) => {
                let reply = answered(&mut desk, number, ask, attachment, outlet).await;
                outlet.send(&FromWorker::Answer(number, Box::new(reply.answer)), reply.attachment.as_deref());
                if let (true, Some(tabs)) = (reply.wrote, tabs) {
                    // Other tabs find what was written by its number; the message only wakes them.
                    let _ = tabs.post_message(&JsValue::TRUE);
                }
                reply.events
            }
        };
        for event in events {
            outlet.send(&event, None);
        }
    }
}

/// Asks the desk; the page hears how far it is. Posting from a busy worker reaches the page at once.
async fn answered<S: Shelf>(
    desk: &mut Desk<S, BrowserWorld>,
    number: u32,
    ask: Ask,
    attachment: Option<Vec<u8>>,
    outlet: &Outlet,
) -> Reply {
    let mut told = 0.0;
    let mut ear = |heard: Heard| {
        match heard {
            Heard::Done(done) if done * STEPS >= told + 1.0 => {
                told = (done * STEPS).floor();
                outlet.send(&FromWorker::Progress(number, done), None);
            }
            Heard::Done(_) => {}
            Heard::SoFar(answer) => outlet.send(&FromWorker::SoFar(number, answer), None),
        }
        // Nothing arrives while this runs: whoever wants it stopped ends the worker (`planner`).
        ControlFlow::Continue(())
    };
    desk.ask_heard(ask, attachment, &mut ear).await
}

fn listen_to_tabs(tabs: &BroadcastChannel, questions: UnboundedSender<Incoming>) {
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |_| {
        // The inbox lives as long as the worker.
        let _ = questions.unbounded_send(Incoming::OtherTabWrote);
    });
    tabs.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
}

/// The page's side of the channel, in a worker or on the page itself.
enum Outlet {
    Worker(DedicatedWorkerGlobalScope),
    Page(MessagePort),
}

impl Outlet {
    fn find() -> Option<Self> {
        let global: JsValue = global().into();
        if let Some(scope) = global.dyn_ref::<DedicatedWorkerGlobalScope>() {
            return Some(Self::Worker(scope.clone()));
        }
        let port = Reflect::get(&global, &PORT_ON_PAGE.into()).ok()?;
        port.dyn_into().ok().map(Self::Page)
    }

    /// Whether the page started this worker under a name.
    fn is_named(&self, name: &str) -> bool {
        matches!(self, Self::Worker(scope) if scope.name() == name)
    }

    fn listen(&self, questions: UnboundedSender<Incoming>, cancelled: Rc<RefCell<BTreeSet<u32>>>) {
        let on_message =
            Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
                match wire::unpack::<ToWorker>(&event.data()) {
                    Some((ToWorker::Ask(number, ask), attachment)) => {
                        let _ = questions.unbounded_send(Incoming::Question(number, ask, attachment));
                    }
                    Some((ToWorker::Cancel(number), _)) => {
                        cancelled.borrow_mut().insert(number);
                    }
                    None => {}
                }
            });
        match self {
            Self::Worker(scope) => scope.set_onmessage(Some(on_message.as_ref().unchecked_ref())),
            Self::Page(port) => port.set_onmessage(Some(on_message.as_ref().unchecked_ref())),
        }
        on_message.forget();
    }

    fn send(&self, message: &FromWorker, attachment: Option<&[u8]>) {
        let Ok((data, transfer)) = wire::pack(message, attachment) else { return };
        // Posting fails only when the page has gone, and then nobody listens.
        let _ = match self {
            Self::Worker(scope) => scope.post_message_with_transfer(&data, &transfer),
            Self::Page(port) => port.post_message_with_transferable(&data, &transfer),
        };
    }
}
