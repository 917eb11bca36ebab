{#- A day that comes again corrects the first. -#}
{{ config(schema = 'staging', materialized = 'table', meta = {'answers_alike': ['order by']}) }}

with sales as (
  select
    day,
    trim(product) as product,
    units,
    revenue_minor,
    sessions,
    in_stock,
    row_number() over (partition by day, trim(product) order by _load desc, _row desc) as newest
  from {{ source('raw', 'demo_outcomes') }}
  where day is not null and product is not null
)

select
  day,
  product,
  cast(round(units) as bigint) as units,
  cast(round(revenue_minor) as bigint) as revenue_minor,
  cast(round(sessions) as bigint) as sessions,
  in_stock
from sales
where newest = 1
