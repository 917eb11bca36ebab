{{ config(schema = 'staging', materialized = 'table', meta = {'answers_alike': ['order by', 'lower']}) }}

with links as (
  select
    trim(trend) as trend,
    trim(product) as product,
    lower(trim(affiliation)) as affiliation,
    row_number() over (partition by trim(trend), trim(product) order by _load desc, _row desc) as newest
  from {{ source('raw', 'demo_links') }}
  where trend is not null and product is not null
)

select
  trend,
  product,
  coalesce(affiliation, 'proposed') as affiliation
from links
where newest = 1
