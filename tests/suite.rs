//! The integration tests, in one binary: one module a subject.

#[path = "suite/desk_fair.rs"]
mod desk_fair;
#[path = "suite/desk_help.rs"]
mod desk_help;
#[path = "suite/desk_journeys.rs"]
mod desk_journeys;
#[path = "suite/desk_lists.rs"]
mod desk_lists;
#[path = "suite/desk_map.rs"]
mod desk_map;
#[path = "suite/desk_planner.rs"]
mod desk_planner;
#[path = "suite/desk_screens.rs"]
mod desk_screens;
#[path = "suite/desk_sharing.rs"]
mod desk_sharing;
#[path = "suite/desk_tabs.rs"]
mod desk_tabs;
#[path = "suite/forgotten.rs"]
mod forgotten;
#[path = "suite/format.rs"]
mod format;
#[path = "suite/format_messages.rs"]
mod format_messages;
#[path = "suite/format_schema.rs"]
mod format_schema;
#[path = "suite/format_share.rs"]
mod format_share;
#[path = "suite/graded.rs"]
mod graded;
#[path = "suite/matching_cautions.rs"]
mod matching_cautions;
#[path = "suite/matching_constants.rs"]
mod matching_constants;
#[path = "suite/matching_gates.rs"]
mod matching_gates;
#[path = "suite/matching_laws.rs"]
mod matching_laws;
#[path = "suite/matching_names.rs"]
mod matching_names;
#[path = "suite/matching_near.rs"]
mod matching_near;
#[path = "suite/matching_outlook.rs"]
mod matching_outlook;
#[path = "suite/matching_reasons.rs"]
mod matching_reasons;
#[path = "suite/matching_screening.rs"]
mod matching_screening;
#[path = "suite/matching_terms.rs"]
mod matching_terms;
#[path = "suite/matching_updates.rs"]
mod matching_updates;
#[path = "suite/matching_values.rs"]
mod matching_values;
#[path = "suite/meanings.rs"]
mod meanings;
#[path = "suite/merge.rs"]
mod merge;
#[path = "suite/merge_histories.rs"]
mod merge_histories;
#[path = "suite/merge_told.rs"]
mod merge_told;
#[path = "suite/planning_budget.rs"]
mod planning_budget;
#[path = "suite/planning_laws.rs"]
mod planning_laws;
#[path = "suite/planning_pairs.rs"]
mod planning_pairs;
#[path = "suite/planning_plans.rs"]
mod planning_plans;
#[path = "suite/planning_progress.rs"]
mod planning_progress;
#[path = "suite/planning_told.rs"]
mod planning_told;
#[path = "suite/sample.rs"]
mod sample;
#[path = "suite/sample_plan.rs"]
mod sample_plan;
#[path = "suite/search.rs"]
mod search;
#[path = "suite/sheet.rs"]
mod sheet;
#[path = "suite/sheet_office.rs"]
mod sheet_office;
#[path = "suite/sheet_places.rs"]
mod sheet_places;
#[path = "suite/support/mod.rs"]
mod support;
#[path = "suite/tidy.rs"]
mod tidy;
#[path = "suite/vocabulary.rs"]
mod vocabulary;
#[path = "suite/words.rs"]
mod words;
