//! Words of running text: folding, cutting, stemming, telling the language, and finding the field's concepts.
//!
//! In reading order: `fold` (one spelling), `tokens` (cutting), `stop` (words without subject), `stem`
//! (words without endings), `meanings` (plain words that say the same in four languages), `detect` (which
//! language), `finder` (which concepts), `search` (what is meant by what somebody types).

mod detect;
mod finder;
mod fold;
mod meanings;
mod quick;
mod search;
mod stem;
mod stop;
mod tokens;

pub use detect::detect;
pub use finder::{ConceptFinder, Found};
pub use fold::{fold, fold_into};
pub use meanings::{MeaningIx, Meanings};
pub use search::{Query, Suggester};
pub use stem::{Stemmers, stems};
pub use stop::{is_filler, is_stop};
pub use tokens::{Gap, Token, tokens};
