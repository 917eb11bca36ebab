{{ config(
  schema = 'core',
  materialized = 'table',
  indexes = [{'columns': ['trend', 'product'], 'unique': true}],
) }}

select
  trend,
  product,
  affiliation,
  case affiliation
    when 'accepted' then cast(1 as double precision)
    when 'rejected' then cast(0 as double precision)
    else cast(0.5 as double precision)
  end as score
from {{ ref('stg_links') }}
