{#- A count that comes again, in the same file or a later one, corrects the first. -#}
{{ config(schema = 'staging', materialized = 'table', meta = {'answers_alike': ['order by', 'lower']}) }}

with counts as (
  select
    day,
    lower(trim(platform)) as platform,
    trim(trend) as trend,
    lower(trim(metric)) as metric,
    value,
    row_number() over (
      partition by day, lower(trim(platform)), trim(trend), lower(trim(metric))
      order by _load desc, _row desc
    ) as newest
  from {{ source('raw', 'demo_signals') }}
  where day is not null and platform is not null and trend is not null and metric is not null
)

select
  day,
  platform,
  trend,
  metric,
  cast(round(value) as bigint) as value
from counts
where newest = 1
