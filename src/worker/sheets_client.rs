//! The page's end of the worker of spreadsheets, which is loaded when it is first needed.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use futures_channel::oneshot;

use super::outlet::{Module, Outlet};
use super::{SHEETS_PORT_ON_PAGE, wire};
use crate::interchange::sheet::{FromSheets, SheetAnswer, SheetAsk, ToSheets};

const SHEETS: Module =
    Module { script: "./sheets.js", loader: "./sheets_loader.js", port: SHEETS_PORT_ON_PAGE };

/// An answer with its attachment.
pub type Reply = (SheetAnswer, Option<Vec<u8>>);

thread_local! {
    static RUNNING: RefCell<Option<Rc<Inner>>> = const { RefCell::new(None) };
}

struct Inner {
    outlet: Outlet,
    next: Cell<u32>,
    ready: Cell<bool>,
    waiting: RefCell<Vec<(ToSheets, Option<Vec<u8>>)>>,
    pending: RefCell<BTreeMap<u32, oneshot::Sender<Reply>>>,
}

/// The worker could not be loaded, or broke down over a file; the next question starts it anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BrokenDown;

/// Whether the worker runs; what it was told is forgotten when it does not.
pub fn is_running() -> bool {
    RUNNING.with(|running| running.borrow().is_some())
}

/// Asks, and starts the worker where it does not run yet.
pub async fn ask(ask: SheetAsk, attachment: Option<Vec<u8>>) -> Result<Reply, BrokenDown> {
    let inner = running()?;
    let number = inner.next.get();
    inner.next.set(number + 1);
    let (sender, receiver) = oneshot::channel();
    inner.pending.borrow_mut().insert(number, sender);
    inner.send(ToSheets(number, ask), attachment);
    receiver.await.map_err(|_| BrokenDown)
}

fn running() -> Result<Rc<Inner>, BrokenDown> {
    if let Some(inner) = RUNNING.with(|running| running.borrow().clone()) {
        return Ok(inner);
    }
    let outlet = Outlet::open(&SHEETS).map_err(|_| BrokenDown)?;
    let inner = Rc::new(Inner {
        outlet,
        next: Cell::new(1),
        ready: Cell::new(false),
        waiting: RefCell::default(),
        pending: RefCell::default(),
    });
    inner.listen();
    RUNNING.with(|running| *running.borrow_mut() = Some(Rc::clone(&inner)));
    Ok(inner)
}

impl Inner {
    fn send(&self, message: ToSheets, attachment: Option<Vec<u8>>) {
        if !self.ready.get() {
            self.waiting.borrow_mut().push((message, attachment));
            return;
        }
        let Ok((data, transfer)) = wire::pack(&message, attachment.as_deref()) else { return };
        if self.outlet.post(&data, &transfer).is_err() {
            self.break_down();
        }
    }

    fn hear(&self, message: FromSheets, attachment: Option<Vec<u8>>) {
        match message {
            FromSheets::Ready => {
                self.ready.set(true);
                for (message, attachment) in self.waiting.take() {
                    self.send(message, attachment);
                }
            }
            FromSheets::Answer(number, answer) => {
                let sender = self.pending.borrow_mut().remove(&number);
                if let Some(sender) = sender {
                    // The asker may have gone in the meantime.
                    let _ = sender.send((answer, attachment));
                }
            }
        }
    }

    /// Everybody who waits hears that nothing comes; the next question starts another worker.
    fn break_down(&self) {
        self.outlet.end();
        self.waiting.take();
        self.pending.take();
        RUNNING.with(|running| *running.borrow_mut() = None);
    }

    fn listen(self: &Rc<Self>) {
        let (inner, broken) = (Rc::clone(self), Rc::clone(self));
        let (on_message, on_error) = self.outlet.listen(
            move |data| {
                if let Some((message, attachment)) = wire::unpack::<FromSheets>(data) {
                    inner.hear(message, attachment);
                }
            },
            move |_| broken.break_down(),
        );
        // A worker that breaks down is ended from within its own handler: the handlers stay as long as the page.
        on_message.forget();
        on_error.forget();
    }
}
