"""Invitations, sessions by hash, the shared cache table of the sign-in limits; second factors are recorded too."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from dayaq.base.access import wall

CACHE = """
CREATE TABLE accounts_cache (cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL);
CREATE INDEX accounts_cache_expires ON accounts_cache (expires);
"""
# Rights are given by somebody who manages people and never to oneself. Without anybody acting (the first start, a demo,
# a test) rows may be written, but not in production, where only the owner role prepares an installation.
RIGHTS = """
CREATE FUNCTION guard.may_give_rights(mode text, actor uuid, manages boolean, person uuid) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$ SELECT CASE WHEN actor IS NULL THEN mode <> 'production' ELSE manages AND actor IS DISTINCT FROM person END $$;
CREATE FUNCTION guard.check_rights() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE person uuid := CASE WHEN TG_OP = 'DELETE' THEN OLD.user_id ELSE NEW.user_id END;
BEGIN
  IF session_user = 'dayaq_app' AND NOT guard.may_give_rights(guard.installation_mode(), guard.user_id(), guard.may('people.manage'), person) THEN
    RAISE EXCEPTION 'rights are given by an administrator, and never to oneself' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
GRANT EXECUTE ON FUNCTION guard.may_give_rights(text, uuid, boolean, uuid), guard.check_rights() TO dayaq_app, dayaq_owner;
"""
TRIGGER = "CREATE TRIGGER check_rights BEFORE INSERT OR UPDATE OR DELETE ON accounts_membership FOR EACH ROW EXECUTE FUNCTION guard.check_rights();"


class Migration(migrations.Migration):
    """Sign-in."""

    dependencies = [
        ("accounts", "0001_initial"),
        ("access", "0002_guard"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]
    operations = [
        migrations.AlterField("user", "language", models.CharField(blank=True, default="", max_length=10)),
        migrations.AddField("user", "code_of_conduct_version", models.CharField(blank=True, default="", max_length=10)),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("made_by", models.UUIDField(null=True)),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
                (
                    "user",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="invitations", to=settings.AUTH_USER_MODEL),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("key_hash", models.CharField(max_length=64, unique=True)),
                ("data", models.TextField()),
                ("started_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField()),
                ("idle_minutes", models.PositiveSmallIntegerField(default=15)),
                ("ended_why", models.CharField(blank=True, max_length=15)),
                ("browser", models.CharField(blank=True, max_length=60)),
                (
                    "user",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="sessions", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["user", "started_at"], name="session_user"),
                    models.Index(fields=["started_at"], name="session_age"),
                ],
            },
        ),
        wall.recorded("accounts_invitation"),
        wall.recorded("mfa_authenticator"),
        wall.Sql(CACHE, "DROP TABLE accounts_cache;"),
        wall.AsGuard(RIGHTS, "DROP FUNCTION guard.check_rights(); DROP FUNCTION guard.may_give_rights(text, uuid, boolean, uuid);"),
        wall.Sql(TRIGGER, "DROP TRIGGER check_rights ON accounts_membership;"),
    ]
