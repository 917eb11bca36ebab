{#- Studies write them, which may not have run yet. What is wrong with one keeps no model back. -#}
{{ config(severity = 'warn') }}
{%- set there = known_relation('analytics', 'finding') %}
{%- if there %}
select study, version, signal, outcome, count(*) as times
from {{ there }}
group by study, version, signal, outcome
having count(*) > 1
  or max(case
    when verdict is null or sentence is null then 1
    when p < 0 or p > 1 or q < 0 or q > 1 or abs(r) > 1 then 1
    when lead is not null and (lead < lead_from or lead > lead_to) then 1
    else 0
  end) = 1
{%- else %}
select 1 as none where 1 = 0
{%- endif %}
