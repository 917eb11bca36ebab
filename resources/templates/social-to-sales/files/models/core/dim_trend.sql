{#-
  The category of a trend: what you said, else what its source says, else what its words say. The last two come from
  sorting (trends.yml), which may not have run yet.
-#}
{{ config(schema = 'core', materialized = 'table', indexes = [{'columns': ['trend'], 'unique': true}]) }}

{%- set sorted = known_relation('raw', 'trend_category') %}

{%- if sorted %}
-- sorted as {{ sorted_as(sorted) }}
select
  trends.trend,
  trends.label,
  case
    when words."by" = 'correction' then words.category
    else coalesce(trends.category, words.category, 'uncategorised')
  end as category,
  case
    when words."by" = 'correction' then 'correction'
    when trends.category is not null then 'source'
    else coalesce(words."by", 'nobody')
  end as category_by,
  case
    when words."by" = 'correction' or trends.category is null then words.confidence
  end as category_confidence
from {{ ref('stg_trends') }} as trends
left join {{ sorted }} as words on words.trend = trends.trend
{%- else %}
select
  trend,
  label,
  coalesce(category, 'uncategorised') as category,
  case when category is null then 'nobody' else 'source' end as category_by,
  cast(null as double precision) as category_confidence
from {{ ref('stg_trends') }}
{%- endif %}
