-- A group votes by its link, without an account. Run as dayaq_guard.

-- What the page of a link shows; nothing for a token nobody issued.
CREATE FUNCTION guard.ballot_door(hash text)
RETURNS TABLE (group_name text, held date, place text, choices int, used boolean, closed boolean) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT g.name::text, w."on", w.place::text, w.choices::int, EXISTS (SELECT FROM public.validation_ballot b WHERE b.group_id = g.id),
    w.closed OR EXISTS (SELECT FROM public.validation_tally t WHERE t.workshop_id = w.id)
  FROM public.validation_door d JOIN public.validation_group g ON g.id = d.group_id JOIN public.validation_workshop w ON w.id = g.workshop_id
  WHERE d.token_hash = hash
$$;

-- The one ballot of a group; false when the link is not open (any more), also while votes of the whole room are entered: the count is theirs
-- then, and a ballot would be lost in silence. The workshop's row is held: nobody closes it meanwhile.
CREATE FUNCTION guard.cast_ballot(hash text, chosen jsonb, other text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE door record;
BEGIN
  IF NOT guard.may('survey.take') THEN RAISE EXCEPTION 'only the desk takes ballots' USING ERRCODE = 'insufficient_privilege'; END IF;
  SELECT d.group_id, d.assessment_id, w.choices, w.closed OR EXISTS (SELECT FROM public.validation_tally t WHERE t.workshop_id = w.id) AS closed INTO door
  FROM public.validation_door d JOIN public.validation_group g ON g.id = d.group_id JOIN public.validation_workshop w ON w.id = g.workshop_id
  WHERE d.token_hash = hash FOR SHARE OF w;
  IF NOT FOUND OR door.closed THEN RETURN false; END IF;
  IF jsonb_array_length(chosen) <> door.choices OR (SELECT count(DISTINCT c) FROM jsonb_array_elements_text(chosen) c) <> door.choices THEN RETURN false; END IF;
  INSERT INTO public.validation_ballot (id, assessment_id, group_id, choices, ranked, other, channel)
  VALUES (gen_random_uuid(), door.assessment_id, door.group_id, chosen, true, left(coalesce(other, ''), 200), 'link')
  ON CONFLICT (group_id) DO NOTHING;
  RETURN FOUND;
END $$;

REVOKE ALL ON FUNCTION guard.ballot_door(text), guard.cast_ballot(text, jsonb, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard.ballot_door(text), guard.cast_ballot(text, jsonb, text) TO dayaq_app;
