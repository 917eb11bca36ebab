{#- Days on which both are known, of all that belongs together: what the pipeline's study reads. -#}
{{ config(schema = 'analytics', materialized = 'view') }}

select
  signals.signal || ' > ' || outcomes.outcome as pair,
  signals.day,
  signals.value as signal,
  outcomes.value as outcome
from {{ ref('bridge_trend_product') }} as links
join {{ ref('signal_daily') }} as signals on signals.trend = links.trend
join {{ ref('outcome_daily') }} as outcomes
  on outcomes.product = links.product
  and outcomes.day = signals.day
where links.affiliation <> 'rejected' and outcomes.value is not null
