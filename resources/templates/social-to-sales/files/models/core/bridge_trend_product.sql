{#-
  What belongs together: what you decided, else what a source says, else what sorting (trends.yml) proposes, which may not
  have run yet.
-#}
{{ config(
  schema = 'core',
  materialized = 'table',
  indexes = [{'columns': ['trend', 'product'], 'unique': true}],
) }}

{%- set proposed = known_relation('raw', 'proposed_link') %}

with given as (
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
),

trends as (
  select trend from {{ ref('stg_trends') }}
),

products as (
  select distinct product from {{ ref('stg_products') }}
)

{%- if proposed %}
,

-- sorted as {{ sorted_as(proposed) }}
sorted as (
  select links.trend, links.product, links.affiliation, links.score
  from {{ proposed }} as links
  inner join trends on trends.trend = links.trend
  inner join products on products.product = links.product
)

select
  given.trend,
  given.product,
  case when sorted.affiliation in ('accepted', 'rejected') then sorted.affiliation else given.affiliation end as affiliation,
  case
    when sorted.affiliation = 'accepted' then cast(1 as double precision)
    when sorted.affiliation = 'rejected' then cast(0 as double precision)
    else given.score
  end as score,
  case when sorted.affiliation in ('accepted', 'rejected') then 'decision' else 'source' end as affiliation_by
from given
left join sorted on sorted.trend = given.trend and sorted.product = given.product

union all

select
  sorted.trend,
  sorted.product,
  sorted.affiliation,
  case sorted.affiliation
    when 'accepted' then cast(1 as double precision)
    when 'rejected' then cast(0 as double precision)
    else sorted.score
  end as score,
  case when sorted.affiliation = 'proposed' then 'likeness' else 'decision' end as affiliation_by
from sorted
left join given on given.trend = sorted.trend and given.product = sorted.product
where given.trend is null
{%- else %}

select trend, product, affiliation, score, 'source' as affiliation_by
from given
{%- endif %}
