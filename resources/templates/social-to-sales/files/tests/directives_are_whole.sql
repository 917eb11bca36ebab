{#- Briefs write them, which may not have been made yet. -#}
{{ config(severity = 'warn') }}
{%- set there = known_relation('analytics', 'directive') %}
{%- if there %}
select id, count(*) as times
from {{ there }}
group by id
having count(*) > 1
  or max(case
    when sentence is null then 1
    when action not in ('make', 'buy', 'list', 'hold', 'watch') then 1
    when units < units_from or units > units_to then 1
    else 0
  end) = 1
{%- else %}
select 1 as none where 1 = 0
{%- endif %}
