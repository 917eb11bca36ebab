{#-
  Attention of all sources, a row for each day, platform, trend and metric. What a source that waits would bring isn't there
  yet, and is left out. A count that comes again, in the same file or a later one, corrects the first, and what your files say
  holds before what a source says.
-#}
{{ config(schema = 'staging', materialized = 'table', meta = {'answers_alike': ['order by', 'lower']}) }}

{#- Named whether there or not, so that new rows in them make this model anew. -#}
{%- for feed in attention_feeds() %}{% do source('raw', feed['from']) %}{% endfor %}
-- depends_on: {{ ref('topics') }}, {{ ref('stg_trends') }}

{%- set there = [] %}
{%- for feed in attention_feeds() %}
{%- set found = known_relation('raw', feed['from']) %}
{%- set whole = known_relation('raw', feed['inside']) if 'inside' in feed else none %}
{%- if found is not none and ('inside' not in feed or whole is not none) %}{% do there.append((feed, found, whole)) %}{% endif %}
{%- endfor %}

with {% if there %}recursive {% endif %}counts as (
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
{%- if there %},

told as (
  {%- for feed, found, whole in there %}
  select
    {{ feed['day'] }} as day,
    '{{ feed['platform'] }}' as platform,
    {{ 'true' if feed['each_day'] else 'false' }} as each_day,
    {{ feed['topic'] }} as topic,
    {{ feed['metric'] }} as metric,
    {{ feed['value'] }} as value
  from {{ found }} as one
  {%- if whole is not none %}
  join {{ whole }} as whole on whole._load = one._load and whole._row = one._parent_row
  {%- endif %}
  group by 1, 4, 5
  {% if not loop.last %}union all{% endif %}
  {%- endfor %}
),

about as (
  select told.day, told.platform, topics.trend, told.metric, sum(told.value) as value
  from told
  join {{ ref('topics') }} as topics on topics.platform = told.platform and topics.topic = told.topic
  join {{ ref('stg_trends') }} as trends on trends.trend = topics.trend
  where told.day is not null and told.value is not null
  group by told.day, told.platform, topics.trend, told.metric
),

-- Where only what happened has a row, a day without one between the first and the last that were read is a day of none.
spans as (
  select platform, min(day) as first_day, max(day) as last_day
  from told
  where not each_day and day is not null
  group by platform
),

days(day) as (
  select min(first_day) from spans
  union all
  select {{ leadline.days_later('day', 1) }}
  from days
  where day < (select max(last_day) from spans)
),

named as (
  select distinct platform, trend, metric from about
),

read as (
  select day, platform, trend, metric, value from about
  union all
  select days.day, named.platform, named.trend, named.metric, 0 as value
  from named
  inner join spans on spans.platform = named.platform
  inner join days on days.day >= spans.first_day and days.day <= spans.last_day
  left join about on about.day = days.day and about.platform = named.platform and about.trend = named.trend
    and about.metric = named.metric
  where about.day is null
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
  read.day,
  read.platform,
  read.trend,
  read.metric,
  cast(round(read.value) as bigint) as value
from read
left join counts on counts.newest = 1 and counts.day = read.day and counts.platform = read.platform
  and counts.trend = read.trend and counts.metric = read.metric
where counts.day is null
{%- endif %}
