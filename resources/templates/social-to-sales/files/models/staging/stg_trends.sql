{{ config(schema = 'staging', materialized = 'table', meta = {'answers_alike': ['order by', 'lower']}) }}

with trends as (
  select
    trim(trend) as trend,
    trim(label) as label,
    nullif(lower(trim(category)), '') as category,
    trim(hashtags) as hashtags,
    first_day,
    row_number() over (partition by trim(trend) order by _load desc, _row desc) as newest
  from {{ source('raw', 'demo_trends') }}
  where trend is not null
)

select
  trend,
  coalesce(label, trend) as label,
  category,
  hashtags,
  first_day
from trends
where newest = 1
