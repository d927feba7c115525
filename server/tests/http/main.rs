//! The edge, as browsers, scripts and strangers meet it; and the binary, as it is started and killed.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking, and says where"
)]

mod accounts;
mod address;
mod addresses;
mod alike;
mod answer;
mod browser;
mod called_at_counter;
mod calling;
mod clinic;
mod gateway;
mod logs;
mod long_prescription;
mod marks;
mod markup;
mod people;
mod privacy;
mod process;
mod shop;
mod till;
mod wire;

mod api;
mod api_alike;
mod api_guard;
mod api_once;
mod audit;
mod audit_faults;
mod both_sides;
mod broken;
mod callbacks;
mod calls;
mod codes;
mod command;
mod crash;
mod crash_export;
mod crowd;
mod demo;
mod desk;
mod devices;
mod dlt;
mod doctor;
mod erasure;
mod exposition;
mod families;
mod figures;
mod forms;
mod full;
mod geoip;
mod ground;
mod hardening;
mod headers;
mod history;
mod kannel;
mod kept;
mod keys;
mod keys_elsewhere;
mod language;
mod leaving;
mod my_data;
mod number;
mod operator;
mod ops;
mod origin;
mod own_phone;
mod pharmacies;
mod pharmacy;
mod pharmacy_alike;
mod pharmacy_staff;
mod pharmacy_without_code;
mod policy;
mod prescribed;
mod prescriptions;
mod quiet;
mod redirect;
mod renewal;
mod reports;
mod rewound;
mod sandbox;
mod script;
mod serving;
mod session;
mod shown_at_counter;
mod sizes;
mod stands;
mod stolen;
mod strangers;
mod typed;
mod wanted;
mod ways;
mod wipe;
