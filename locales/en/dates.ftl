### Dates and times of day. India writes the day first, and the clock has twelve hours.

## Months

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

## Months, short, for charts and narrow columns

month-short-1 = Jan
month-short-2 = Feb
month-short-3 = Mar
month-short-4 = Apr
month-short-5 = May
month-short-6 = Jun
month-short-7 = Jul
month-short-8 = Aug
month-short-9 = Sep
month-short-10 = Oct
month-short-11 = Nov
month-short-12 = Dec

## Whole dates. $day and $year are digits, $month one of the names above.

# { "\u00A0" } is a space at which no line ends.
date-full = { $day }{"\u00A0"}{ $month } { $year }
date-month = { $month } { $year }
# $date is a whole date, $time a time of day.
date-time = { $date }, { $time }
# Beside a field in which a day is typed rather than chosen.
date-typed-hint = Type it like 25/12/2026.

## Times of day. $clock is hour (1 to 12) and minutes, such as 10:47.
## early: 0:00 to 3:59. morning: 4:00 to 11:59. noon: 12:00 to 15:59. evening: 16:00 to 19:59. late: 20:00 to 23:59.

time-early = { $clock }{"\u00A0"}am
time-morning = { $clock }{"\u00A0"}am
time-noon = { $clock }{"\u00A0"}pm
time-evening = { $clock }{"\u00A0"}pm
time-late = { $clock }{"\u00A0"}pm
