### The list of lab reports. It never tells a result.

## Heading and lead

labs-title = Your lab reports
labs-lead = Choose a report, then open it with a code.
labs-empty-title = No reports yet
labs-empty-text = When a laboratory sends a report to the clinic, you will see it here.

## One row of the list

# The link of a row. $date is a whole date, or none where the laboratory gave none.
labs-row-link =
    { $date ->
        [none] Report without a date
       *[other] Report of { $date }
    }
labs-laboratory-unknown = Laboratory not named
labs-date-unknown = Date not given

## The marks. One or two words: they stand in a small tag.

mark-sealed = Sealed
mark-open = Open
# $time is a time of day. Longer form of the mark "Open".
mark-open-until = Open until { $time }
mark-review = Not ready yet
mark-withdrawn = Taken back
mark-sealed-means = Sealed: nobody can read it. You open it with a code.
mark-open-means = Open: you can read it now, on this device only.
mark-review-means = Not ready yet: a doctor or the laboratory is still checking it.
mark-withdrawn-means = Taken back: the laboratory found a mistake in it.
labs-marks-title = What the marks mean

## Reports by year. $year is four digits.

labs-year = { $year }
