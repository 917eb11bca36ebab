{% macro group_by(n) %}
{%- set places = [] %}
{%- for place in range(1, n + 1) %}{% do places.append(place | string) %}{% endfor -%}
group by {{ places | join(',') }}
{%- endmacro %}

{#- The hash is dbt_utils' own, so that keys made by the package and keys made here are the same. -#}
{% macro generate_surrogate_key(field_list) %}
{%- set missing = '' if var('surrogate_key_treat_nulls_as_empty_strings', false) else '_dbt_utils_surrogate_key_null_' %}
{%- set parts = [] %}
{%- for field in field_list %}
  {%- do parts.append("coalesce(cast(" ~ field ~ " as " ~ dbt.type_string() ~ "), '" ~ missing ~ "')") %}
  {%- if not loop.last %}{% do parts.append("'-'") %}{% endif %}
{%- endfor -%}
{{ dbt.hash(dbt.concat(parts)) }}
{%- endmacro %}

{% macro safe_add(field_list) -%}
{%- for field in field_list %}coalesce({{ field }}, 0){{ ' + ' if not loop.last }}{% endfor %}
{%- endmacro %}

{% macro safe_subtract(field_list) -%}
{%- for field in field_list %}coalesce({{ field }}, 0){{ ' - ' if not loop.last }}{% endfor %}
{%- endmacro %}

{% macro safe_divide(numerator, denominator) -%}
({{ numerator }}) / nullif(({{ denominator }}), 0)
{%- endmacro %}

{% macro width_bucket(expr, min_value, max_value, num_buckets) -%}
case
  when {{ expr }} is null then null
  when {{ expr }} < {{ min_value }} then 0
  when {{ expr }} >= {{ max_value }} then {{ num_buckets }} + 1
  else cast(floor(({{ expr }} - {{ min_value }}) * {{ num_buckets }} * 1.0 / ({{ max_value }} - {{ min_value }})) as integer) + 1
end
{%- endmacro %}

{% macro haversine_distance(lat1, lon1, lat2, lon2, unit='mi') -%}
{%- if unit not in ('mi', 'km') %}
  {{ exceptions.raise_compiler_error('haversine_distance counts in mi or km, and not in ' ~ unit) }}
{%- endif -%}
2 * 3961 * asin(sqrt(
  power(sin(radians(({{ lat2 }} - {{ lat1 }}) / 2.0)), 2)
  + cos(radians({{ lat1 }})) * cos(radians({{ lat2 }})) * power(sin(radians(({{ lon2 }} - {{ lon1 }}) / 2.0)), 2)
)){{ ' * 1.60934' if unit == 'km' }}
{%- endmacro %}

{% macro get_url_parameter(field, url_parameter) -%}
nullif({{ dbt.split_part(dbt.split_part(field, "'" ~ url_parameter ~ "='", 2), "'&'", 1) }}, '')
{%- endmacro %}

{% macro get_url_host(field) -%}
{%- set bare = "replace(replace(replace(" ~ field ~ ", 'android-app://', ''), 'http://', ''), 'https://', '')" -%}
{{ dbt.split_part(dbt.split_part(bare, "'/'", 1), "'?'", 1) }}
{%- endmacro %}

{% macro get_url_path(field) -%}
{%- set bare = "replace(replace(" ~ field ~ ", 'http://', ''), 'https://', '')" -%}
{%- set slash = dbt.position("'/'", bare) -%}
case when {{ slash }} = 0 then '' else {{ dbt.split_part("substr(" ~ bare ~ ", " ~ slash ~ " + 1)", "'?'", 1) }} end
{%- endmacro %}

{% macro nullcheck(cols) -%}
{%- for column in cols %}
{{ "nullif(" ~ column.name ~ ", '') as " ~ column.name if column.is_string() else column.name }}{{ ',' if not loop.last }}
{%- endfor %}
{%- endmacro %}

{% macro nullcheck_table(relation) %}
select {{ dbt_utils.nullcheck(adapter.get_columns_in_relation(relation)) }}
from {{ relation }}
{% endmacro %}

{% macro generate_series(upper_bound) %}
with recursive counted(generated_number) as (
  select 1
  union all
  select generated_number + 1 from counted where generated_number < {{ upper_bound }}
)
select generated_number from counted
{% endmacro %}

{% macro date_spine(datepart, start_date, end_date) %}
{{ dbt.date_spine(datepart, start_date, end_date) }}
{% endmacro %}

{% macro slugify(string) %}
{%- if not string %}{% do return('') %}{% endif %}
{%- set text = modules.re.sub('[ -]+', '_', string | string | lower) %}
{%- set text = modules.re.sub('[^a-z0-9_]+', '', text) %}
{%- do return(modules.re.sub('^([0-9])', '_\\1', text)) %}
{% endmacro %}

{% macro pretty_time(format='%H:%M:%S') %}
{%- do return(modules.datetime.datetime.now().strftime(format)) %}
{% endmacro %}

{% macro pretty_log_format(message) %}
{%- do return(dbt_utils.pretty_time() ~ ' + ' ~ message) %}
{% endmacro %}

{% macro log_info(message) %}
{{ log(dbt_utils.pretty_log_format(message), info=true) }}
{% endmacro %}

{% macro degrees_to_radians(degrees) -%}
radians({{ degrees }})
{%- endmacro %}

{% macro get_intervals_between(start_date, end_date, datepart) %}
{%- do return(dbt.get_intervals_between(start_date, end_date, datepart)) %}
{% endmacro %}

{% macro get_powers_of_two(upper_bound) %}
{%- do return(dbt.get_powers_of_two(upper_bound)) %}
{% endmacro %}
