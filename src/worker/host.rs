//! The worker's end: takes questions one by one, asks the desk, answers.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::rc::Rc;

use futures_channel::mpsc::{UnboundedReceiver, UnboundedSender, unbounded};
use wasm_bindgen::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

use super::inlet::Inlet;
use super::{PLANNER, PORT_ON_PAGE};
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
    let Some(page) = Inlet::find(PORT_ON_PAGE) else { return };
    let (questions, inbox) = unbounded();
    let cancelled = Rc::new(RefCell::new(BTreeSet::new()));
    listen_to_page(&page, questions.clone(), Rc::clone(&cancelled));
    let only_plans = matches!(&page, Inlet::Worker(scope) if scope.name() == PLANNER);
    // A planner looks for itself what other desks wrote, and writes nothing that they would have to read.
    let tabs = if only_plans { None } else { BroadcastChannel::new(TABS).ok() };
    if let Some(tabs) = &tabs {
        listen_to_tabs(tabs, questions);
    }
    page.send(&FromWorker::Ready, None);
    match BrowserShelf::open().await {
        Ok(shelf) if only_plans => {
            serve(Desk::new(ReadOnly(shelf), BrowserWorld), inbox, &page, &cancelled, None).await;
        }
        Ok(shelf) => serve(Desk::new(shelf, BrowserWorld), inbox, &page, &cancelled, tabs.as_ref()).await,
        // Without storage the app still works for this visit, and says so (`Welcome::durable`).
        Err(_) => {
            serve(Desk::new(MemoryShelf::default(), BrowserWorld), inbox, &page, &cancelled, tabs.as_ref())
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
    page: &Inlet,
    cancelled: &RefCell<BTreeSet<u32>>,
    tabs: Option<&BroadcastChannel>,
) {
    while let Ok(incoming) = inbox.recv().await {
        let events = match incoming {
            Incoming::OtherTabWrote => desk.catch_up().await,
            Incoming::Question(number, _, _) if cancelled.borrow_mut().remove(&number) => {
                page.send(&FromWorker::Answer(number, Box::new(Err(Fault::Cancelled))), None);
                continue;
            }
            Incoming::Question(number, Ask::Hello(hello), _) if hello.build != BUILD => {
                page.send(&FromWorker::Answer(number, Box::new(Err(Fault::OtherBuild))), None);
                continue;
            }
            Incoming::Question(number, ask, attachment) => {
                let reply = answered(&mut desk, number, ask, attachment, page).await;
                page.send(&FromWorker::Answer(number, Box::new(reply.answer)), reply.attachment.as_deref());
                if let (true, Some(tabs)) = (reply.wrote, tabs) {
                    // Other tabs find what was written by its number; the message only wakes them.
                    let _ = tabs.post_message(&JsValue::TRUE);
                }
                reply.events
            }
        };
        for event in events {
            page.send(&event, None);
        }
    }
}

/// Asks the desk; the page hears how far it is. Posting from a busy worker reaches the page at once.
async fn answered<S: Shelf>(
    desk: &mut Desk<S, BrowserWorld>,
    number: u32,
    ask: Ask,
    attachment: Option<Vec<u8>>,
    page: &Inlet,
) -> Reply {
    let mut told = 0.0;
    let mut ear = |heard: Heard| {
        match heard {
            Heard::Done(done) if done * STEPS >= told + 1.0 => {
                told = (done * STEPS).floor();
                page.send(&FromWorker::Progress(number, done), None);
            }
            Heard::Done(_) => {}
            Heard::SoFar(answer) => page.send(&FromWorker::SoFar(number, answer), None),
        }
        // Nothing arrives while this runs: whoever wants it stopped ends the worker (`planner`).
        ControlFlow::Continue(())
    };
    desk.ask_heard(ask, attachment, &mut ear).await
}

fn listen_to_page(page: &Inlet, questions: UnboundedSender<Incoming>, cancelled: Rc<RefCell<BTreeSet<u32>>>) {
    page.listen(move |message, attachments| match message {
        ToWorker::Ask(number, ask) => {
            let attachment = attachments.into_iter().next();
            let _ = questions.unbounded_send(Incoming::Question(number, ask, attachment));
        }
        ToWorker::Cancel(number) => {
            cancelled.borrow_mut().insert(number);
        }
    });
}

fn listen_to_tabs(tabs: &BroadcastChannel, questions: UnboundedSender<Incoming>) {
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |_| {
        // The inbox lives as long as the worker.
        let _ = questions.unbounded_send(Incoming::OtherTabWrote);
    });
    tabs.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
}
