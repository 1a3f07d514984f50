-- Respondents take back that they took part: their words go, and with them everything made of them. Run as dayaq_guard.
-- What stays: that an interview of this code was held and withdrawn, and that the note had been read. Paraphrases stay
-- (nobody knows of which interview they are); copies in files and backups are the team's to remember.
CREATE FUNCTION guard.withdraw_interview(about uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM public.interviews_interview i WHERE i.id = about
      AND i.assessment_id = ANY(ARRAY(SELECT guard.assessments('work'))) AND i.assessment_id = ANY(ARRAY(SELECT guard.assessments('raw')))) THEN
    RAISE EXCEPTION 'an interview is withdrawn by those who hold it' USING ERRCODE = 'insufficient_privilege';
  END IF;
  DELETE FROM public.interviews_coding k USING public.interviews_document d WHERE k.document_id = d.id AND d.interview_id = about;
  DELETE FROM public.interviews_pass p USING public.interviews_document d WHERE p.document_id = d.id AND d.interview_id = about;
  DELETE FROM public.interviews_document WHERE interview_id = about;
  DELETE FROM public.interviews_note WHERE interview_id = about;
  DELETE FROM public.interviews_observation WHERE interview_id = about;
  DELETE FROM public.interviews_suggestion WHERE interview_id = about;
  DELETE FROM public.interviews_respondent WHERE interview_id = about;
  UPDATE public.interviews_consent SET questions = '', reader = '' WHERE interview_id = about;
  UPDATE public.interviews_interview SET withdrawn_at = now(), closed_at = NULL, notes_agreed = false, institution = '', stakeholder_id = NULL,
    women = 0, men = 0, unsaid = 0, active = NULL, minutes = NULL, started = NULL, dual_role = false, sections = '[]', version = version + 1
    WHERE id = about;
END $$;
REVOKE ALL ON FUNCTION guard.withdraw_interview(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard.withdraw_interview(uuid) TO dayaq_app, dayaq_owner;
