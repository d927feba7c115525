//! The trend of an analyte over a patient's earlier reports.

use super::{
    read::Reader,
    results::{Row, open},
};
use crate::Refusal;
use domain::{
    Millis,
    clinical::{Quantity, Value},
};
use std::collections::HashMap;
use store::Tx;

/// How many earlier values a trend shows.
const MOST: usize = 12;

/// One value of a trend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// When the specimen was taken.
    pub at: Millis,
    /// How much.
    pub quantity: Quantity,
}

/// Gives each row the earlier values of its own analyte, in its own unit; nothing else of the earlier
/// reports is looked up or opened.
pub(super) async fn with_trends(
    reader: &Reader<'_>,
    tx: &mut Tx,
    mut rows: Vec<Row>,
    before: Millis,
) -> Result<Vec<Row>, Refusal> {
    let analytes: Vec<Vec<u8>> = rows.iter().filter_map(|row| row.analyte.clone()).collect();
    let patient = reader.grant.patient();
    let earlier = store::record::by_analyte(tx, patient, &analytes, before).await?;
    let mut values: HashMap<Vec<u8>, Vec<Point>> = HashMap::new();
    for (record, observation) in open(reader, earlier)? {
        let point = point(record.effective_at, observation.value.ok());
        if let (Some(analyte), Some(point)) = (record.analyte, point) {
            values.entry(analyte).or_default().push(point);
        }
    }
    for row in &mut rows {
        let earlier = row.analyte.as_ref().and_then(|analyte| values.get(analyte));
        row.trend = trend(row, earlier.map_or(&[], Vec::as_slice));
    }
    Ok(rows)
}

/// Oldest first, this row's own value last; empty unless there is something to compare.
fn trend(row: &Row, earlier: &[Point]) -> Vec<Point> {
    let Some(own) = point(row.at, row.observation.value.clone().ok()) else {
        return Vec::new();
    };
    let mut points: Vec<Point> = earlier
        .iter()
        .filter(|point| point.quantity.shares_unit_with(&own.quantity) && point.at < own.at)
        .cloned()
        .collect();
    points.sort_by_key(|point| std::cmp::Reverse(point.at));
    points.truncate(MOST);
    points.reverse();
    points.push(own);
    if points.len() < 2 { Vec::new() } else { points }
}

fn point(at: Option<Millis>, value: Option<Value>) -> Option<Point> {
    match (at, value) {
        (Some(at), Some(Value::Quantity(quantity))) => Some(Point { at, quantity }),
        _ => None,
    }
}
