//! What people do with the portal, and what others try to, on SQLite and on PostgreSQL.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking, and says where"
)]

/// Asserts that a use case refused, and how.
macro_rules! refused {
    ($result:expr, $pattern:pat $(if $guard:expr)?) => {
        match $result {
            Err($pattern) $(if $guard)? => {}
            other => panic!("{:?}, not {}", other.map(drop), stringify!($pattern $(if $guard)?)),
        }
    };
}

mod accounts;
mod activation;
mod at_counter;
mod audit;
mod budgets;
mod bundles;
mod call;
mod childs;
mod claims;
mod clinic;
mod code;
mod collecting;
mod consent;
mod contents;
mod counter;
mod counter_limits;
mod counting;
mod crash;
mod crowd;
mod decoy;
mod devices;
mod disowning;
mod dispensed;
mod dispensings;
mod due;
mod enrolment;
mod erased;
mod erasing;
mod exception;
mod exporting;
mod family;
mod faults;
mod flow;
mod followed;
mod grant;
mod guardians;
mod guardians_over;
mod guessing;
mod handing_over;
mod heads;
mod heard;
mod held;
mod history;
mod import;
mod in_the_way;
mod late;
mod ledger;
mod limits;
mod listed;
mod marks;
mod nodes;
mod noted;
mod noting;
mod noting_desk;
mod number;
mod overtaken;
mod own_alone;
mod own_phone;
mod owner;
mod papers;
mod password;
mod pause;
mod people;
mod pharmacies;
mod pin_kept;
mod pins;
mod plan;
mod progress;
mod racing;
mod rebind;
mod receipt;
mod relatives;
mod released;
mod replaced;
mod resend;
mod retiring;
mod rewinding;
mod sealing;
mod secrecy;
mod secrecy_account;
mod secrecy_counter;
mod sign_in;
mod stopped;
mod taking;
mod tampering;
mod telling;
mod tills;
mod trend;
mod twice;
mod unsaid;
mod untold;
mod upkeep;
mod wards_data;
mod which_device;
mod whole_copy;
mod wiping;
mod written;
