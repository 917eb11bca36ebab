{#- What couldn't be bought says nothing of what was wanted: out of stock is not known, and not 0. -#}
{{ config(
  schema = 'analytics',
  materialized = 'table',
  indexes = [{'columns': ['outcome', 'day'], 'unique': true}],
) }}

select
  day,
  product,
  product || '/units' as outcome,
  case when in_stock then units end as value
from {{ ref('fct_outcome_daily') }}
