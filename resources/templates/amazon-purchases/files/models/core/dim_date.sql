{{ config(schema = 'core', materialized = 'table', meta = {'answers_alike': ['/']}) }}

with recursive days as (
  select {{ day_of(var('first_day')) }} as date_day
  union all
  select {{ day_after('date_day') }} from days where date_day < {{ day_of(var('last_day')) }}
),

parts as (
  select
    date_day,
    {{ year_month('date_day') }} as year_month,
    {{ day_of_month('date_day') }} as day_of_month,
    {{ weekday('date_day') }} as weekday
  from days
)

select
  date_day,
  year_month / 100 as year,
  (year_month % 100 + 2) / 3 as quarter,
  year_month % 100 as month,
  year_month,
  day_of_month,
  weekday,
  weekday > 5 as is_weekend
from parts
