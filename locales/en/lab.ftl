### One lab report: sealed, not ready, or open.

## Sealed

# $date is a whole date, or none where the laboratory gave none.
lab-sealed-title =
    { $date ->
        [none] Your report is sealed
       *[other] Your report of { $date } is sealed
    }
lab-sealed-lead = Nobody can read it until you open it.
lab-sealed-steps-title = What happens next
lab-sealed-step-code = We send a code to your mobile number ending in { $ending }.
lab-sealed-step-code-plain = We send a code to your mobile.
lab-sealed-step-type = You type the code here.
# $minutes is a number.
lab-sealed-step-open =
    { $minutes ->
        [one] The report opens for { $minutes } minute. Then it seals itself.
       *[other] The report opens for { $minutes } minutes. Then it seals itself.
    }
lab-sealed-button = Send me a code
lab-back-to-list = Back to all reports
# Shown after a report was sealed again, by hand or by time.
lab-sealed-again = Your report is sealed again.
lab-sealed-by-time = The time is over, so your report is sealed again.

## Not ready: it is being checked and cannot be opened

lab-review-title =
    { $date ->
        [none] Your report is not ready yet
       *[other] Your report of { $date } is not ready yet
    }
lab-review-lead = The laboratory has sent it. Someone must check it before you can open it.
lab-review-why = We wait so that you do not read something that may still change. You do not need to do anything.
lab-review-worry = If you feel unwell, do not wait for the report. Call the clinic.

## Taken back by the laboratory: it cannot be opened

lab-withdrawn-title =
    { $date ->
        [none] Your report was taken back
       *[other] Your report of { $date } was taken back
    }
lab-withdrawn-lead = The laboratory found a mistake in this report, so it cannot be opened.
lab-withdrawn-why = A new report may come in its place. Ask at the clinic's desk if you are waiting for one.

## Open: the bar with the clock

lab-open-title =
    { $date ->
        [none] Your report
       *[other] Your report of { $date }
    }
lab-open-until = Open until { $time }
lab-open-time-left = { $clock } left
# Read aloud now and then while the time runs. $seconds is a number.
lab-open-time-left-spoken =
    { $seconds ->
        [one] This will seal itself in { $seconds } second.
       *[other] This will seal itself in { $seconds } seconds.
    }
lab-seal-button = Seal it again now
lab-pdf = Download the laboratory's own paper (PDF)

## Facts about the report

lab-facts-title = About this report
lab-fact-patient = Name
lab-fact-test = Test
lab-fact-laboratory = Laboratory
lab-fact-doctor = Doctor
lab-fact-signed = Checked by
lab-fact-collected = Sample taken
lab-fact-reported = Report made
lab-fact-number = Report number
lab-fact-status = How it stands

## States of a report, as the laboratory names them

status-preliminary = First results, may still change
status-final = Complete
status-amended = Complete, changed later
status-entered-in-error = Taken back, it was a mistake

## Results table

lab-results-title = Your results
lab-results-caption =
    { $date ->
        [none] Results
       *[other] Results of { $date }
    }
lab-column-test = Test
lab-column-result = Your result
lab-column-range = Usual range
lab-column-flag = What it says
lab-result-none = No result
lab-result-none-why = No result: { $why }
lab-result-yes = Yes
lab-result-no = No
lab-results-none = This report has no separate results. Look at the laboratory's own paper below.
lab-conclusion-title = What the laboratory says

## Ranges. The numbers come with their unit, already written.

range-between = { $low } to { $high }
range-from = { $low } or more
range-to = { $high } or less
range-none = Not given
# For whom a range is meant, for example "adults".
range-for = { $range } ({ $group })
value-less = less than { $value }
value-more = more than { $value }
value-at-most = { $value } or less
value-at-least = { $value } or more
value-range = { $low } to { $high }
value-ratio = { $above } to { $below }
# $time is a date, sometimes with a time of day.
value-since = From { $time }
value-until = Until { $time }
# A curve was recorded. $count is how many points it has.
value-samples =
    { $count ->
        [one] { $count } point of a curve. The laboratory's own paper shows it.
       *[other] { $count } points of a curve. The laboratory's own paper shows it.
    }

## Flags: one or two words beside a result. Each has its own shape on the page too.

flag-normal = In range
flag-high = High
flag-low = Low
flag-critical = Critical
flag-critical-high = Critical: very high
flag-critical-low = Critical: very low
flag-abnormal = Not usual

## Flags explained. Only those that are on the page are shown.

flags-title = What the marks mean
flag-normal-means = The result lies in the range that most healthy people have.
flag-high-means = The result is above the usual range. Often this is nothing bad. Ask your doctor what it means for you.
flag-low-means = The result is below the usual range. Often this is nothing bad. Ask your doctor what it means for you.
flag-critical-means = This result needs a doctor's eye soon. Call the clinic today, even if you feel well.
flag-critical-high-means = The result is far above the usual range. Call the clinic today, even if you feel well.
flag-critical-low-means = The result is far below the usual range. Call the clinic today, even if you feel well.
flag-abnormal-means = The result is not what the laboratory usually sees. Ask your doctor what it means for you.
# Above the results when one or more of them are critical. $count is how many.
lab-critical-title =
    { $count ->
        [one] One result needs a doctor soon
       *[other] { $count } results need a doctor soon
    }
# $phone is the clinic's number.
lab-critical-text = Please call the clinic today, even if you feel well: { $phone }
lab-critical-text-plain = Please call the clinic today, even if you feel well.

## How a result changed over time

trends-title = How your results changed
trends-lead = These are your results for the same tests in earlier reports.
trend-jump = See earlier results
# $count is a number of results, $since a year.
trend-caption =
    { $count ->
        [one] { $count } result since { $since }
       *[other] { $count } results since { $since }
    }
# Read aloud for the picture.
trend-picture = Line of { $name }: from { $first } on { $from } to { $last } on { $to }. The usual range is { $range }.
trend-picture-plain = Line of { $name }: from { $first } on { $from } to { $last } on { $to }.
trend-table-show = Show as a table
trend-table-caption = Results of { $name }, newest first
trend-column-date = Date
trend-column-value = Result
trend-column-flag = What it says
trend-band = Usual range
trend-now = This report
