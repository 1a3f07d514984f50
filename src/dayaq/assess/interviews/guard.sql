-- What the coding of interviews needs to know about rows not everybody may see. Run as dayaq_guard.

-- Documents whose coders may look at one another's work: every pass is finished and the acting person has one of them.
CREATE FUNCTION guard.compared_documents() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp ROWS 50 AS $$
  SELECT p.document_id FROM guard.context() c JOIN public.interviews_pass p ON p.coder = c.user_id
  WHERE p.assessment_id = ANY(ARRAY(SELECT guard.assessments('raw')))
    AND NOT EXISTS (SELECT FROM public.interviews_pass o WHERE o.document_id = p.document_id AND o.finished_at IS NULL)
$$;

-- Each interview with an agreed coding: the questions asked in it and the codes found in it. No id, no order of the interviews.
CREATE FUNCTION guard.coded_interviews(about uuid) RETURNS TABLE (questions text[], codes uuid[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT ARRAY(SELECT n.question::text FROM public.interviews_note n WHERE n.interview_id = d.interview_id AND n.asked ORDER BY 1),
    ARRAY(SELECT DISTINCT t.guid FROM public.interviews_coding k JOIN public.interviews_theme t ON t.id = k.theme_id
      WHERE k.document_id = d.id AND k.layer = 'agreed' ORDER BY 1)
  FROM public.interviews_document d
  WHERE d.assessment_id = about AND d.interview_id IS NOT NULL AND d.agreed_at IS NOT NULL
    AND (about = ANY(ARRAY(SELECT guard.assessments('work'))) OR about = ANY(ARRAY(SELECT guard.assessments('raw'))))
  ORDER BY 1, 2
$$;

REVOKE ALL ON FUNCTION guard.compared_documents(), guard.coded_interviews(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard.compared_documents(), guard.coded_interviews(uuid) TO dayaq_app, dayaq_owner;
