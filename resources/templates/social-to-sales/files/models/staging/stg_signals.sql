{#-
  Attention of all sources, a row for each day, platform, trend and metric. What a source that waits would bring isn't there
  yet, and is left out. A count that comes again, in the same file or a later one, corrects the first.
-#}
{{ config(schema = 'staging', materialized = 'table', meta = {'answers_alike': ['order by', 'lower']}) }}

{#- Named whether there or not, so that new rows in them make this model anew. -#}
{%- for feed in attention_feeds() %}{% do source('raw', feed['from']) %}{% endfor %}

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
{%- set feeds = attention_feeds() %}
{%- set there = [] %}
{%- for feed in feeds %}
{%- set found = known_relation('raw', feed['from']) %}
{%- set whole = known_relation('raw', feed['inside']) if 'inside' in feed else none %}
{%- if found is not none and ('inside' not in feed or whole is not none) %}{% do there.append((feed, found, whole)) %}{% endif %}
{%- endfor %}
{%- if there %},

told as (
  {%- for feed, found, whole in there %}
  select
    {{ feed['day'] }} as day,
    '{{ feed['platform'] }}' as platform,
    {{ feed['topic'] }} as topic,
    {{ feed['metric'] }} as metric,
    {{ feed['value'] }} as value
  from {{ found }} as one
  {%- if whole is not none %}
  join {{ whole }} as whole on whole._load = one._load and whole._row = one._parent_row
  {%- endif %}
  group by 1, 3, 4
  {% if not loop.last %}union all{% endif %}
  {%- endfor %}
)
{%- endif %}

select
  day,
  platform,
  trend,
  metric,
  cast(round(value) as bigint) as value
from counts
where newest = 1
{%- if there %}

union all

select
  told.day,
  told.platform,
  topics.trend,
  told.metric,
  cast(round(sum(told.value)) as bigint) as value
from told
join {{ ref('topics') }} as topics on topics.platform = told.platform and topics.topic = told.topic
where told.day is not null and told.value is not null
group by told.day, told.platform, topics.trend, told.metric
{%- endif %}
