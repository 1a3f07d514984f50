-- Whose codings may be looked at, once more: those of finished texts by their coders, and of agreed texts by everybody who codes.
-- After the agreement blindness has done its work, and the agreement of coders is part of the method. Run as dayaq_guard.
CREATE OR REPLACE FUNCTION guard.compared_documents() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp ROWS 50 AS $$
  SELECT p.document_id FROM guard.context() c JOIN public.interviews_pass p ON p.coder = c.user_id
  WHERE p.assessment_id = ANY(ARRAY(SELECT guard.assessments('raw')))
    AND NOT EXISTS (SELECT FROM public.interviews_pass o WHERE o.document_id = p.document_id AND o.finished_at IS NULL)
  UNION
  SELECT d.id FROM public.interviews_document d WHERE d.agreed_at IS NOT NULL AND d.assessment_id = ANY(ARRAY(SELECT guard.assessments('raw')))
$$;
