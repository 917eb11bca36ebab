{{ config(
  schema = 'analytics',
  materialized = 'table',
  indexes = [{'columns': ['signal', 'day'], 'unique': true}],
) }}

select
  counts.day,
  counts.platform,
  trends.category,
  counts.trend,
  trends.label,
  counts.metric,
  counts.platform || '/' || counts.trend || '/' || counts.metric as signal,
  counts.value
from {{ ref('fct_signal_daily') }} as counts
left join {{ ref('dim_trend') }} as trends on trends.trend = counts.trend
