{#-
  Checks that know a normal week. Each figure is held to the same weekdays before it, by their median and their median
  distance from it (times 1.4826, which for a normal spread is its standard deviation): one odd week moves neither. Where
  the weeks before were all alike, `slack` keeps the band from closing to nothing.
-#}

{#-
  Rows a day. A day without rows counts as 0. Nothing is said before `min_weeks` earlier weeks are there.

    - leadline.volume_band:
        day_column: ordered_at
        days: 7       # of the newest days, how many are judged
        k: 4
-#}
{% test volume_band(model, day_column, days=7, k=4, weeks=12, min_weeks=4, slack=0.1, until=none) %}
with recursive counted as (
  select {{ leadline.as_day(day_column) }} as day, count(*) as n_records
  from {{ model }}
  where {{ day_column }} is not null
  group by {{ leadline.as_day(day_column) }}
), bounds as (
  select min(day) as first_day, {{ leadline.as_day(until) if until is not none else 'max(day)' }} as last_day from counted
), ages(age) as (
  select 0 union all select age + 1 from ages where age < {{ days }} - 1
), weeks_back(week) as (
  select 1 union all select week + 1 from weeks_back where week < {{ weeks }}
), judged as (
  select {{ leadline.days_later('last_day', '-age') }} as day, first_day
  from bounds cross join ages
  where last_day is not null and {{ leadline.days_later('last_day', '-age') }} >= first_day
), earlier as (
  select judged.day, coalesce(counted.n_records, 0) as figure
  from judged
  cross join weeks_back
  left join counted on counted.day = {{ leadline.days_later('judged.day', '-7 * week') }}
  where {{ leadline.days_later('judged.day', '-7 * week') }} >= judged.first_day
), {{ leadline.band_of_earlier() }}
select judged.day, {{ leadline.weekday('judged.day') }} as weekday, coalesce(counted.n_records, 0) as n_records,
  band.middle - {{ leadline.half_width(k, slack) }} as lowest, band.middle + {{ leadline.half_width(k, slack) }} as highest, band.weeks_known
from judged
join band on band.day = judged.day
left join counted on counted.day = judged.day
where band.weeks_known >= {{ min_weeks }}
  and abs(coalesce(counted.n_records, 0) - band.middle) > {{ leadline.half_width(k, slack) }}
{% endtest %}

{#-
  How long nothing has come. The silence since the newest value is held to earlier gaps that began on the same weekday,
  so that a weekend without data is normal if it was so before. `now` is an expression; the clock's when left out.

    - leadline.freshness_band:
        loaded_at: loaded_at
-#}
{% test freshness_band(model, loaded_at, k=4, gaps=12, min_gaps=4, slack=0.1, now=none) %}
{%- set moment = leadline.as_instant(now if now is not none else dbt.current_timestamp()) %}
with arrivals as (
  select distinct {{ leadline.as_instant(loaded_at) }} as arrived from {{ model }} where {{ loaded_at }} is not null
), {#- Of a day only its last arrival: a load that comes in pieces is one arrival. -#} last_of_day as (
  select {{ leadline.as_day('arrived') }} as day, max(arrived) as arrived
  from arrivals
  where arrived <= {{ moment }}
  group by {{ leadline.as_day('arrived') }}
), followed as (
  select day, arrived, lead(arrived) over (order by arrived) as next_arrived from last_of_day
), newest as (
  select day, arrived, {{ leadline.hours_between('arrived', moment) }} as silent_hours from followed where next_arrived is null
), same_weekday as (
  select followed.*, row_number() over (order by followed.arrived desc) as place
  from followed cross join newest
  where followed.next_arrived is not null and {{ leadline.weekday('followed.day') }} = {{ leadline.weekday('newest.day') }}
), earlier as (
  select newest.day as day, {{ leadline.hours_between('same_weekday.arrived', 'same_weekday.next_arrived') }} as figure
  from same_weekday cross join newest
  where same_weekday.place <= {{ gaps }}
), {{ leadline.band_of_earlier() }}
select newest.arrived as newest, newest.silent_hours, band.middle + {{ leadline.half_width(k, slack) }} as longest_hours, band.weeks_known as gaps_known
from newest
join band on band.day = newest.day
where band.weeks_known >= {{ min_gaps }}
  and newest.silent_hours > band.middle + {{ leadline.half_width(k, slack) }}
{% endtest %}

{#- From `earlier(day, figure)`: the median of each day's figures, and the median distance from it. -#}
{% macro band_of_earlier() %}
placed as (
  select day, figure, row_number() over (partition by day order by figure) as place, count(*) over (partition by day) as weeks_known
  from earlier
), middles as (
  select day, weeks_known, avg(figure * 1.0) as middle
  from placed
  where place in ((weeks_known + 1) / 2, (weeks_known + 2) / 2)
  group by day, weeks_known
), distances as (
  select placed.day, middles.middle, placed.weeks_known, abs(placed.figure - middles.middle) as distance,
    row_number() over (partition by placed.day order by abs(placed.figure - middles.middle)) as place
  from placed join middles on middles.day = placed.day
), band as (
  select day, middle, weeks_known, avg(distance * 1.0) as spread
  from distances
  where place in ((weeks_known + 1) / 2, (weeks_known + 2) / 2)
  group by day, middle, weeks_known
)
{%- endmacro %}

{% macro half_width(k, slack) %}
{%- if target.type == 'sqlite' -%}
max({{ k }} * 1.4826 * band.spread, {{ slack }} * band.middle)
{%- else -%}
greatest({{ k }} * 1.4826 * band.spread, {{ slack }} * band.middle)
{%- endif %}
{% endmacro %}
