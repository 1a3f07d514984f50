-- Figures published elsewhere are taken in by those who may load figures; nobody changes one. Run as dayaq_guard.
-- The same figure again changes nothing; another number supersedes the old row, which stays.
CREATE FUNCTION guard.publish(figures jsonb) RETURNS TABLE (added int, changed int) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM guard.may_contribute();
  RETURN QUERY SELECT * FROM guard.write_published(figures);
END $$;

-- The same without asking who: for the migrating role, which loads what comes with the program.
CREATE FUNCTION guard.write_published(figures jsonb) RETURNS TABLE (added int, changed int) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('dayaq.published'));
  UPDATE public.figures_published p SET superseded_at = clock_timestamp()
  FROM jsonb_to_recordset(figures) AS f(reference text, value text) WHERE p.reference = f.reference AND p.superseded_at IS NULL AND p.value <> f.value;
  GET DIAGNOSTICS changed = ROW_COUNT;
  INSERT INTO public.figures_published (id, reference, country, measure, figure, value, number, unit, period, year, starts, ends, dims, disaggregation, document, section, cited_source, note, recorded_at)
  SELECT gen_random_uuid(), f.reference, f.country, f.measure, f.figure, f.value, f.number, f.unit, f.period, f.year, f.starts, f.ends, f.dims, f.disaggregation,
    f.document, f.section, f.cited_source, f.note, clock_timestamp()
  FROM jsonb_to_recordset(figures) AS f(reference text, country text, measure text, figure text, value text, number numeric, unit text, period text, year int, starts date, ends date,
    dims jsonb, disaggregation text, document text, section text, cited_source text, note text)
  WHERE NOT EXISTS (SELECT FROM public.figures_published p WHERE p.reference = f.reference AND p.superseded_at IS NULL);
  GET DIAGNOSTICS added = ROW_COUNT;
  added := added - changed;
  RETURN NEXT;
END $$;

GRANT EXECUTE ON FUNCTION guard.publish(jsonb) TO dayaq_app;
GRANT EXECUTE ON FUNCTION guard.write_published(jsonb) TO dayaq_owner;
