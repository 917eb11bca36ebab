{#- Studies write it, which may not have run yet. Of each outcome and trend one platform is first, and none is stronger than it. -#}
{{ config(severity = 'warn') }}
{%- set there = known_relation('analytics', 'platform_strength') %}
{%- if there %}
select study, version, outcome, trend, count(*) as times
from {{ there }}
group by study, version, outcome, trend
having sum(case when platform_rank = 1 then 1 else 0 end) <> 1
  or max(case when platform_rank = 1 then strength end) < max(strength)
  or max(case when strength < strength_from or strength > strength_to then 1 else 0 end) = 1
{%- else %}
select 1 as none where 1 = 0
{%- endif %}
