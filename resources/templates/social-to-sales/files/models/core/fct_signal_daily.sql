{{ config(
  schema = 'core',
  materialized = 'table',
  indexes = [{'columns': ['trend', 'platform', 'metric', 'day'], 'unique': true}],
) }}

select
  day,
  platform,
  trend,
  metric,
  value
from {{ ref('stg_signals') }}
