//! Drop-downs: the lists they choose from, on a hidden sheet, and the cells they belong to.

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, Formula, Worksheet, XlsxError,
};

use super::book::{FIRST, HIDDEN};
use super::dictionary::Dictionary;
use super::find::OURS;
use super::layout::{Column, Kind};
use super::words::Words;
use crate::catalog::{Catalog, RecordKind};
use crate::primitive::Language;

/// The lists of all drop-downs, in the order of their columns on the hidden sheet.
const LISTS: [&str; 19] = [
    "country",
    "language",
    "kind",
    "level",
    "status",
    "quadrant",
    "topic",
    "sector",
    "modality",
    "delivery",
    "types",
    "profiles",
    "cost_items",
    "priority",
    "agreement_needed",
    "scale",
    "settings",
    "apply",
    "yes-no",
];
/// The list of a sheet of its own.
const PORTFOLIO: &str = "portfolio_status";
/// The first row of the values; the catalog and the names of the lists stand above.
const VALUES: u32 = 2;

/// What the drop-downs offer, in one language.
pub(super) struct Lists {
    language: Language,
    offered: Vec<(&'static str, Vec<String>)>,
}

impl Lists {
    pub(super) fn new(dictionary: &Dictionary, language: Language) -> Self {
        let all = LISTS.into_iter().chain([PORTFOLIO]);
        Self { language, offered: all.map(|list| (list, dictionary.offered(list, language))).collect() }
    }

    /// The hidden sheet. Its first row names the catalog.
    pub(super) fn write(&self, sheet: &mut Worksheet, catalog: &Catalog) -> Result<(), XlsxError> {
        sheet.set_name(self.name())?.set_hidden(true);
        sheet.write_string(0, 0, format!("{OURS}catalog"))?;
        sheet.write_string(0, 1, catalog.id.to_string())?;
        let title = serde_json::to_string(&catalog.title).unwrap_or_default();
        if title.encode_utf16().count() <= super::row::LONGEST_CELL {
            sheet.write_string(0, 2, title)?;
        }
        for (at, (list, values)) in (0..).zip(&self.offered) {
            sheet.write_string(1, at, *list)?;
            for (line, value) in (VALUES..).zip(values) {
                sheet.write_string(line, at, value)?;
            }
        }
        Ok(())
    }

    fn name(&self) -> &'static str {
        Words::carried().sheet("lists", self.language)
    }

    /// The cells of a list, as a formula names them.
    fn range(&self, list: &str) -> Option<String> {
        let (at, (_, values)) = (0_u8..).zip(&self.offered).find(|(_, (known, _))| *known == list)?;
        let letter = char::from(b'A' + at);
        let last = VALUES as usize + values.len();
        (!values.is_empty()).then(|| format!("='{}'!${letter}${}:${letter}${last}", self.name(), VALUES + 1))
    }
}

/// Gives the cells of a column, down to `last`, their drop-down.
///
/// Nothing is forced: several values and raw ids are accepted on reading, so a cell may hold what its list does not.
pub(super) fn validate(
    at: u16,
    column: &Column,
    last: u32,
    lists: &Lists,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let words = Words::carried();
    let institutions = || {
        let sheet = words.sheet(RecordKind::Institution.list(), lists.language);
        // The name is the first field of an institution.
        let letter = char::from(b'A' + HIDDEN as u8);
        format!("='{sheet}'!${letter}${}:${letter}${}", FIRST + 1, last + 1)
    };
    let range = match column.kind {
        Kind::Institution => Some(institutions()),
        Kind::View => None,
        _ => column.list().and_then(|list| lists.range(list)),
    };
    let validation = match (range, column.kind) {
        (Some(range), kind) => {
            let several = matches!(kind, Kind::Codes(_) | Kind::Institution);
            DataValidation::new()
                .allow_list_formula(Formula::new(range))
                .show_error_message(!several)
                .set_error_style(DataValidationErrorStyle::Warning)
                .set_error_title(words.text("list-title", lists.language))?
                .set_error_message(words.text("list-error", lists.language))?
        }
        (None, Kind::Number(least)) => DataValidation::new()
            .allow_whole_number(DataValidationRule::GreaterThanOrEqualTo(i32::try_from(least).unwrap_or(0)))
            .set_error_style(DataValidationErrorStyle::Warning)
            .set_error_message(words.hint("number", lists.language))?,
        (None, _) => return Ok(()),
    };
    sheet.add_data_validation(FIRST, at, last, at, &validation)?;
    Ok(())
}
