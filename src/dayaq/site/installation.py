"""What an installation needs once: the context key, its final mode, and the bodies, roles and service actors of its pack."""

from __future__ import annotations

from django.conf import settings
from django.db import connections, transaction
from django.utils import timezone

from dayaq.base.access.context import register_key
from dayaq.base.access.models import Role
from dayaq.base.access.rules import Group
from dayaq.base.accounts.models import Membership, Organisation, Unit, User
from dayaq.core.pack import Pack, load

OWNER = "owner"
SYSTEM = "dayaq-system"  # the organisation of the service actors


class WrongMode(RuntimeError):
    """The database was made for another mode; the mode cannot change."""


def register(*, mode: str, pack: str) -> None:
    """Make the context key known and write the mode once; raise WrongMode when the database has another."""
    with transaction.atomic(using=OWNER), connections[OWNER].cursor() as cursor:
        register_key(cursor, settings.CONTEXT_KEY)
        cursor.execute("SET ROLE dayaq_guard")
        cursor.execute(
            "INSERT INTO guard.installation (mode, pack) SELECT %s, %s WHERE NOT EXISTS (SELECT FROM guard.installation)", [mode, pack]
        )
        cursor.execute("SELECT mode, pack FROM guard.installation")
        made_mode, made_pack = cursor.fetchone()
        cursor.execute("RESET ROLE")
    if (made_mode, made_pack) != (mode, pack):
        raise WrongMode(
            f"this database was made for mode {made_mode} and pack {made_pack}; it cannot serve mode {mode} and pack {pack}. "
            "Set DAYAQ_MODE and DAYAQ_PACK, or use another database."
        )
    settings.ENV.home.mkdir(parents=True, exist_ok=True)
    (settings.ENV.home / "mode").write_text(mode)


def insist_on_mode() -> None:
    """Refuse to serve a database in another mode than it was made for: the mode is the database's word, not the environment's."""
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT to_regprocedure('guard.installation_mode()') IS NOT NULL")
        ready = cursor.fetchone()[0]
        cursor.execute("SELECT guard.installation_mode()" if ready else "SELECT NULL")
        mode = cursor.fetchone()[0]
    connections["default"].close()
    if mode is None:
        raise WrongMode("this database is not set up yet: run dayaq migrate")
    if mode != settings.ENV.mode:
        raise WrongMode(f"this database was made for mode {mode}, but DAYAQ_MODE says {settings.ENV.mode}")


def load_pack(code: str) -> None:
    """Write bodies, units, role ceilings and service actors of the home pack; safe to repeat."""
    pack = load(code)
    with transaction.atomic(using=OWNER):
        load_roles(pack)
        load_bodies(pack)
        load_services(pack)
        if settings.ENV.parts == "all":
            from dayaq.count.register.actions import configure

            configure(pack=pack, using=OWNER)


def load_roles(pack: Pack) -> None:
    """Role ceilings as the database enforces them; groups one may only see as one's own are no ceiling."""
    for role_code, role in pack.roles.items():
        Role.objects.using(OWNER).update_or_create(
            code=role_code,
            defaults={
                "reads": int(Group.of(set(role.read) - set(role.own))),
                "writes": int(Group.of(set(role.write) - set(role.own))),
                "consent": int(Group.of(role.consent)),
                "orders": int(Group.of(role.order)),
                "everything": role.kind == "service",
                "case_session": role.session == "case",
                "permissions": [str(permission) for permission in role.permissions],
                "label": dict(role.label),
                "description": dict(role.description),
            },
        )


def load_bodies(pack: Pack) -> None:
    """Organisations of the mechanism with their units; a body without units gets one."""
    for body_code, body in pack.bodies.items():
        organisation, _ = Organisation.objects.using(OWNER).update_or_create(
            code=body_code,
            defaults={"name": dict(body.name), "body_type": body.type, "state": body.state, "decides": body.decides},
        )
        units = {unit_code: (dict(unit.name), unit.duty and body.receives_referrals) for unit_code, unit in body.units.items()}
        duty_known = any(duty for _, duty in units.values())
        if not units or (body.receives_referrals and not duty_known):
            units = {"main": (dict(body.name), body.receives_referrals), **units}
        for unit_code, (name, receives) in units.items():
            Unit.objects.using(OWNER).update_or_create(
                organisation=organisation, code=unit_code, defaults={"name": name, "receives_referrals": receives}
            )


def load_services(pack: Pack) -> None:
    """One service actor a service role, in an organisation of their own; they cannot sign in."""
    organisation, _ = Organisation.objects.using(OWNER).update_or_create(
        code=SYSTEM, defaults={"name": {"en": "Dayaq (system)"}, "body_type": "system", "state": False}
    )
    unit, _ = Unit.objects.using(OWNER).update_or_create(organisation=organisation, code="services", defaults={"name": {"en": "Services"}})
    for role_code, role in pack.roles.items():
        if role.kind != "service":
            continue
        user = User.objects.using(OWNER).filter(email=f"{role_code}@service.invalid").first()
        if user is None:
            user = User(email=f"{role_code}@service.invalid", name=role_code, kind="service")
            user.set_unusable_password()
            user.save(using=OWNER)
        Membership.objects.using(OWNER).get_or_create(user=user, role=role_code, unit=unit, defaults={"valid_from": timezone.now()})
