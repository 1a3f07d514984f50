-- Raw material is closed to the State body that commissioned an assessment: nobody who works there puts another name in its place. Run as dayaq_guard.
CREATE FUNCTION guard.commissioner_stays() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF session_user = 'dayaq_app' AND EXISTS (
      SELECT FROM guard.context() c JOIN public.accounts_membership s ON s.user_id = c.user_id AND s.valid_from <= now() AND (s.valid_to IS NULL OR s.valid_to > now())
      JOIN public.accounts_unit n ON n.id = s.unit_id
      JOIN public.accounts_organisation o ON o.id = n.organisation_id AND o.state
      WHERE o.id = OLD.commissioner_id) THEN
    RAISE EXCEPTION 'the commissioner does not hand the assessment to another body' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION guard.commissioner_stays() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard.commissioner_stays() TO dayaq_app, dayaq_owner;
