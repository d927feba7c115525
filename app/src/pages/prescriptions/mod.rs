//! A patient's prescriptions: which there are, the page for the counter, who collects, and a pharmacy that asks now. None
//! of these pages names a medicine before a code was answered.

mod asked;
mod card;
mod code;
mod given;
mod list;
mod medicine;
mod says;
mod send;
mod single;
mod untold;

pub(crate) use asked::asked;
pub(crate) use code::code;
pub(crate) use given::denial;
pub(crate) use list::write;
pub(crate) use send::{send, who};
pub(crate) use single::single;

pub(super) use list::pharmacies;
pub(super) use medicine::brand;

use super::Halt;
use crate::{
    problem::Problem,
    shell::{Frame, Place},
};
use portal::domain::id::PrescriptionId;
use std::str::FromStr;

/// The frame of a page about prescriptions.
fn framed(title: String) -> Frame {
    Frame { place: Some(Place::Prescriptions), ..Frame::titled(title) }
}

/// The prescription that a path names.
///
/// # Errors
/// [`Problem::NotFound`] when it names none.
fn id(path: &str) -> Result<PrescriptionId, Halt> {
    part(path, 2)
}

/// What a part of a path names, the first being nought.
///
/// # Errors
/// [`Problem::NotFound`] when it names nothing.
fn part<T: FromStr>(path: &str, place: usize) -> Result<T, Halt> {
    let named = path.split('/').nth(place).and_then(|part| part.parse().ok());
    named.ok_or(Halt::Problem(Problem::NotFound))
}
