//! The page's end of the worker of spreadsheets, which is loaded when it is first needed.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use futures_channel::oneshot;
use js_sys::Uint8Array;

use super::outlet::{Module, Outlet};
use super::{SHEETS_PORT_ON_PAGE, wire};
use crate::interchange::sheet::{FromSheets, SheetAnswer, SheetAsk, ToSheets};

const SHEETS: Module = Module { stem: "sheets", port: SHEETS_PORT_ON_PAGE };

/// An answer with its attachment.
pub type Reply = (SheetAnswer, Option<Uint8Array>);

/// Hears the share done of a long question, in `[0, 1]`.
pub type Hear = Rc<dyn Fn(f64)>;

thread_local! {
    static RUNNING: RefCell<Option<Rc<Inner>>> = const { RefCell::new(None) };
}

struct Inner {
    outlet: Outlet,
    next: Cell<u32>,
    ready: Cell<bool>,
    /// Whether it was left: another takes its place with the next question.
    gone: Cell<bool>,
    waiting: RefCell<Vec<(ToSheets, Vec<Uint8Array>)>>,
    pending: RefCell<BTreeMap<u32, Waiting>>,
}

/// Who waits for an answer, and who hears of it meanwhile.
struct Waiting {
    sender: oneshot::Sender<Result<Reply, Trouble>>,
    hear: Option<Hear>,
}

/// Why there is no answer; the next question starts the worker anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The worker could not be loaded.
    NotLoaded,
    /// It broke down over a file.
    BrokenDown,
    /// The person stopped it.
    Stopped,
}

/// Whether the worker runs; what it was told is forgotten when it does not.
pub fn is_running() -> bool {
    RUNNING.with(|running| running.borrow().is_some())
}

/// Asks, and starts the worker where it does not run yet. What is attached is handed over.
pub async fn ask(ask: SheetAsk, attachments: Vec<Uint8Array>, hear: Option<Hear>) -> Result<Reply, Trouble> {
    let inner = running()?;
    let number = inner.next.get();
    inner.next.set(number + 1);
    let (sender, receiver) = oneshot::channel();
    inner.pending.borrow_mut().insert(number, Waiting { sender, hear });
    inner.send(ToSheets(number, ask), attachments);
    receiver.await.unwrap_or(Err(Trouble::BrokenDown))
}

/// Stops whatever the worker is doing or being loaded for.
pub fn stop() {
    if let Some(inner) = RUNNING.with(|running| running.borrow().clone()) {
        inner.give_up(Trouble::Stopped);
    }
}

fn running() -> Result<Rc<Inner>, Trouble> {
    if let Some(inner) = RUNNING.with(|running| running.borrow().clone()) {
        return Ok(inner);
    }
    let outlet = Outlet::open(&SHEETS).map_err(|_| Trouble::NotLoaded)?;
    let inner = Rc::new(Inner {
        outlet,
        next: Cell::new(1),
        ready: Cell::new(false),
        gone: Cell::new(false),
        waiting: RefCell::default(),
        pending: RefCell::default(),
    });
    inner.listen();
    RUNNING.with(|running| *running.borrow_mut() = Some(Rc::clone(&inner)));
    Ok(inner)
}

impl Inner {
    fn send(&self, message: ToSheets, attachments: Vec<Uint8Array>) {
        if !self.ready.get() {
            self.waiting.borrow_mut().push((message, attachments));
            return;
        }
        let Ok((data, transfer)) = wire::pack(&message, &attachments) else { return };
        if self.outlet.post(&data, &transfer).is_err() {
            self.break_down();
        }
    }

    fn hear(&self, message: FromSheets, attachment: Option<Uint8Array>) {
        match message {
            FromSheets::Ready => {
                self.ready.set(true);
                for (message, attachments) in self.waiting.take() {
                    self.send(message, attachments);
                }
            }
            FromSheets::Answer(number, answer) => {
                let waiting = self.pending.borrow_mut().remove(&number);
                if let Some(waiting) = waiting {
                    // The asker may have gone in the meantime.
                    let _ = waiting.sender.send(Ok((answer, attachment)));
                }
            }
            FromSheets::Progress(number, done) => {
                let hear = self.pending.borrow().get(&number).and_then(|waiting| waiting.hear.clone());
                if let Some(hear) = hear {
                    hear(done);
                }
            }
        }
    }

    fn break_down(&self) {
        self.give_up(if self.ready.get() { Trouble::BrokenDown } else { Trouble::NotLoaded });
    }

    /// Everybody who waits hears that nothing comes. The next question starts another worker; a module on the page
    /// cannot be ended, and one that runs and did not break down is kept.
    fn give_up(&self, trouble: Trouble) {
        if self.gone.get() {
            return;
        }
        let is_ended = self.outlet.end();
        self.waiting.take();
        if is_ended || !self.ready.get() || trouble == Trouble::BrokenDown {
            self.gone.set(true);
            RUNNING.with(|running| *running.borrow_mut() = None);
        }
        for (_, waiting) in self.pending.take() {
            let _ = waiting.sender.send(Err(trouble));
        }
    }

    fn listen(self: &Rc<Self>) {
        let (inner, broken) = (Rc::clone(self), Rc::clone(self));
        let (on_message, on_error) = self.outlet.listen(
            move |data| {
                if let Some((message, attachments)) = wire::unpack::<FromSheets>(data) {
                    inner.hear(message, attachments.into_iter().next());
                }
            },
            move |_| broken.break_down(),
        );
        // A worker that breaks down is ended from within its own handler: the handlers stay as long as the page.
        on_message.forget();
        on_error.forget();
    }
}
