"""How many entries a sum was made of can be asked, so that an amount of one entry stays inside."""

from django.db import migrations

from dayaq.base.access.wall import AsGuard

MEASURE = r"""
CREATE OR REPLACE FUNCTION guard.measure(kind text, country text, first date, until date, by text[], filters jsonb) RETURNS TABLE (groups text[], value bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  words text[] := '{}';
  terms text := '';
  word text;
  told text := CASE WHEN measure.kind LIKE '%:entries' THEN 'count(*)' ELSE 'sum(r.n)' END; -- how many entries there are, or what they add up to
  kind text := CASE WHEN measure.kind LIKE '%:entries' THEN split_part(measure.kind, ':', 1) ELSE measure.kind END;
  small bigint := coalesce((SELECT s.value::bigint FROM guard.setting s WHERE s.pack = country AND s.key = 'threshold'), 5);
BEGIN
  PERFORM guard.may_count();
  PERFORM guard.project(NULL);
  IF guard.by_whole_years(kind) AND (by <> '{}' OR filters <> '{}' OR first IS NULL OR extract(doy FROM first) <> 1 OR until IS DISTINCT FROM (first + interval '1 year')::date) THEN
    RAISE EXCEPTION 'persons known only to a non-State body are counted by whole calendar years only' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  IF kind = 'bed' THEN RETURN QUERY SELECT * FROM guard.beds_on(country, until, by); RETURN; END IF;
  IF kind = 'bed_night:peak' THEN RETURN QUERY SELECT * FROM guard.most_on_a_day('bed_night', country, first, until, by); RETURN; END IF;
  FOREACH word IN ARRAY by LOOP
    words := words || CASE word WHEN 'year' THEN $w$to_char(r.day, 'YYYY')$w$ WHEN 'quarter' THEN $w$to_char(r.day, 'YYYY-"Q"Q')$w$ WHEN 'month' THEN $w$to_char(r.day, 'YYYY-MM')$w$
      ELSE format('coalesce(r.dims ->> %L, ''unknown'')', word) END;
  END LOOP;
  FOR word IN SELECT jsonb_object_keys(filters) LOOP
    terms := terms || format(' AND coalesce(r.dims ->> %L, ''unknown'') = ANY(ARRAY(SELECT jsonb_array_elements_text($5 -> %L)))', word, word);
  END LOOP;
  RETURN QUERY EXECUTE format('SELECT ARRAY[%s]::text[], CASE WHEN guard.by_whole_years($1) AND %s BETWEEN 1 AND $6 - 1 THEN NULL ELSE %s END::bigint
    FROM public.register_row r WHERE r.kind = $1 AND r.country = $2 AND r.superseded_at IS NULL AND r.day >= coalesce($3, ''-infinity'') AND r.day < coalesce($4, ''infinity'')%s%s',
    array_to_string(words, ', '), told, told, terms, CASE WHEN words = '{}' THEN ' HAVING count(*) > 0' ELSE ' GROUP BY ' || array_to_string(words, ', ') END)
    USING kind, country, first, until, filters, small;
END $$;
"""


class Migration(migrations.Migration):
    """Entries."""

    dependencies = [("register", "0005_areas")]
    operations = [AsGuard(MEASURE)]
