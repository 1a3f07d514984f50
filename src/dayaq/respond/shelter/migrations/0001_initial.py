"""Tables of shelters."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import uuid
from django.db import migrations, models

from dayaq.base.access.wall import Sql


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('casefile', '0006_authorship'),
    ]

    operations = [
        Sql("CREATE EXTENSION IF NOT EXISTS btree_gist;"),  # ranges and plain columns in one exclusion constraint
        migrations.CreateModel(
            name='Accreditation',
            fields=[
                ('organisation', models.UUIDField()),
                ('unit', models.UUIDField()),
                ('by', models.UUIDField()),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('provider', models.UUIDField()),
                ('kind', models.CharField(max_length=40)),
                ('at', models.DateTimeField()),
                ('outcome', models.CharField(max_length=20)),
                ('reason', models.CharField(blank=True, max_length=40)),
                ('expires_on', models.DateField(null=True)),
                ('withdrawn_on', models.DateField(null=True)),
                ('withdrawn_reason', models.CharField(blank=True, max_length=40)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Place',
            fields=[
                ('organisation', models.UUIDField()),
                ('unit', models.UUIDField()),
                ('by', models.UUIDField()),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=40)),
                ('kind', models.CharField(max_length=40)),
                ('hidden', models.BooleanField(default=False)),
                ('guarded', models.BooleanField(default=False)),
                ('opened_on', models.DateField()),
                ('closed_on', models.DateField(null=True)),
                ('version', models.IntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name='Area',
            fields=[
                ('organisation', models.UUIDField()),
                ('unit', models.UUIDField()),
                ('by', models.UUIDField()),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=40)),
                ('serves', models.CharField(max_length=40)),
            ],
        ),
        migrations.CreateModel(
            name='Bed',
            fields=[
                ('organisation', models.UUIDField()),
                ('unit', models.UUIDField()),
                ('by', models.UUIDField()),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('label', models.CharField(max_length=40)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Extension',
            fields=[
                ('organisation', models.UUIDField()),
                ('unit', models.UUIDField()),
                ('by', models.UUIDField()),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('outcome', models.CharField(max_length=20)),
                ('reason', models.CharField(max_length=40)),
                ('until', models.DateField(null=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Finding',
            fields=[
                ('organisation', models.UUIDField()),
                ('unit', models.UUIDField()),
                ('by', models.UUIDField()),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('provider', models.UUIDField()),
                ('standard', models.CharField(max_length=40)),
                ('result', models.CharField(max_length=20)),
                ('text', models.CharField(blank=True, max_length=1000)),
                ('due_on', models.DateField(null=True)),
                ('settled_on', models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Given',
            fields=[
                ('organisation', models.UUIDField()),
                ('unit', models.UUIDField()),
                ('by', models.UUIDField()),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('day', models.DateField()),
                ('kind', models.CharField(max_length=40)),
            ],
        ),
        migrations.CreateModel(
            name='HealthGiven',
            fields=[
                ('organisation', models.UUIDField()),
                ('unit', models.UUIDField()),
                ('by', models.UUIDField()),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('day', models.DateField()),
                ('kind', models.CharField(max_length=40)),
            ],
        ),
        migrations.CreateModel(
            name='Incident',
            fields=[
                ('organisation', models.UUIDField()),
                ('unit', models.UUIDField()),
                ('by', models.UUIDField()),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('kind', models.CharField(max_length=40)),
                ('persons', models.SmallIntegerField(default=0)),
                ('told', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), default=list, size=None)),
                ('done', models.CharField(max_length=40)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='IncidentCase',
            fields=[
                ('organisation', models.UUIDField()),
                ('unit', models.UUIDField()),
                ('by', models.UUIDField()),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Leave',
            fields=[
                ('organisation', models.UUIDField()),
                ('unit', models.UUIDField()),
                ('by', models.UUIDField()),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=40)),
                ('at', models.DateTimeField()),
                ('wanted_from', models.DateTimeField()),
                ('wanted_until', models.DateTimeField(null=True)),
                ('answer', models.CharField(blank=True, max_length=20)),
                ('reason', models.CharField(blank=True, max_length=40)),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_by', models.UUIDField(null=True)),
                ('out_at', models.DateTimeField(null=True)),
                ('back_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='OutOfUse',
            fields=[
                ('organisation', models.UUIDField()),
                ('unit', models.UUIDField()),
                ('by', models.UUIDField()),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('reason', models.CharField(max_length=40)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Refusal',
            fields=[
                ('organisation', models.UUIDField()),
                ('unit', models.UUIDField()),
                ('by', models.UUIDField()),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('reason', models.CharField(max_length=40)),
                ('breach', models.CharField(blank=True, max_length=40)),
                ('basis', models.CharField(blank=True, max_length=120)),
                ('sex', models.CharField(blank=True, max_length=20)),
                ('age_band', models.CharField(blank=True, max_length=20)),
                ('status_then', models.CharField(blank=True, max_length=30)),
                ('cooperates', models.CharField(default='not_asked', max_length=20)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RefusedCase',
            fields=[
                ('organisation', models.UUIDField()),
                ('unit', models.UUIDField()),
                ('by', models.UUIDField()),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Rent',
            fields=[
                ('organisation', models.UUIDField()),
                ('unit', models.UUIDField()),
                ('by', models.UUIDField()),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('due_on', models.DateField()),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12)),
                ('paid', models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                ('paid_on', models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Reply',
            fields=[
                ('organisation', models.UUIDField()),
                ('unit', models.UUIDField()),
                ('by', models.UUIDField()),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('agrees', models.BooleanField()),
                ('text', models.CharField(max_length=1000)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('organisation', models.UUIDField()),
                ('unit', models.UUIDField()),
                ('by', models.UUIDField()),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=40)),
                ('due_on', models.DateField()),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Stay',
            fields=[
                ('organisation', models.UUIDField()),
                ('unit', models.UUIDField()),
                ('by', models.UUIDField()),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('occupant', models.SmallIntegerField(default=0)),
                ('period', django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ('side', models.CharField(max_length=10)),
                ('preventive', models.BooleanField(default=False)),
                ('status_then', models.CharField(blank=True, max_length=30)),
                ('cooperates_then', models.CharField(max_length=20)),
                ('breach', models.CharField(blank=True, max_length=40)),
                ('end_reason', models.CharField(blank=True, max_length=40)),
                ('destination', models.CharField(blank=True, max_length=40)),
                ('cancelled_at', models.DateTimeField(null=True)),
                ('version', models.IntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name='Tenancy',
            fields=[
                ('organisation', models.UUIDField()),
                ('unit', models.UUIDField()),
                ('by', models.UUIDField()),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField()),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12)),
                ('currency', models.CharField(max_length=3)),
                ('version', models.IntegerField(default=1)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Visit',
            fields=[
                ('organisation', models.UUIDField()),
                ('unit', models.UUIDField()),
                ('by', models.UUIDField()),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('provider', models.UUIDField()),
                ('place', models.UUIDField(null=True)),
                ('at', models.DateTimeField()),
                ('announced', models.BooleanField()),
                ('residents_heard', models.SmallIntegerField(default=0)),
                ('staff_heard', models.SmallIntegerField(default=0)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Waiting',
            fields=[
                ('organisation', models.UUIDField()),
                ('unit', models.UUIDField()),
                ('by', models.UUIDField()),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('serves', models.CharField(max_length=40)),
                ('priorities', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), default=list, size=None)),
                ('ended_at', models.DateTimeField(null=True)),
                ('outcome', models.CharField(blank=True, max_length=40)),
            ],
        ),
        migrations.CreateModel(
            name='Address',
            fields=[
                ('organisation', models.UUIDField()),
                ('unit', models.UUIDField()),
                ('by', models.UUIDField()),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('place', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='address', serialize=False, to='shelter.place')),
                ('text', models.CharField(max_length=300)),
                ('phone', models.CharField(blank=True, max_length=60)),
                ('version', models.IntegerField(default=1)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.UniqueConstraint(fields=('organisation', 'code'), name='shelter_place_code'),
        ),
        migrations.AddField(
            model_name='area',
            name='place',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='areas', to='shelter.place'),
        ),
        migrations.AddField(
            model_name='bed',
            name='area',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='beds', to='shelter.area'),
        ),
        migrations.AddField(
            model_name='extension',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='casefile.case'),
        ),
        migrations.AddField(
            model_name='given',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='casefile.case'),
        ),
        migrations.AddField(
            model_name='healthgiven',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='casefile.case'),
        ),
        migrations.AddField(
            model_name='incident',
            name='place',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='incidents', to='shelter.place'),
        ),
        migrations.AddField(
            model_name='incidentcase',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='casefile.case'),
        ),
        migrations.AddField(
            model_name='incidentcase',
            name='incident',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='about', to='shelter.incident'),
        ),
        migrations.AddField(
            model_name='leave',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='casefile.case'),
        ),
        migrations.AddField(
            model_name='outofuse',
            name='bed',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='out_of_use', to='shelter.bed'),
        ),
        migrations.AddField(
            model_name='refusedcase',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='casefile.case'),
        ),
        migrations.AddField(
            model_name='refusedcase',
            name='refusal',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='about', to='shelter.refusal'),
        ),
        migrations.AddField(
            model_name='rent',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='casefile.case'),
        ),
        migrations.AddField(
            model_name='reply',
            name='finding',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='replies', to='shelter.finding'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.UniqueConstraint(fields=('organisation', 'kind', 'due_on'), name='shelter_report_once'),
        ),
        migrations.AddField(
            model_name='stay',
            name='bed',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='stays', to='shelter.bed'),
        ),
        migrations.AddField(
            model_name='stay',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stays', to='casefile.case'),
        ),
        migrations.AddField(
            model_name='stay',
            name='place',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stays', to='shelter.place'),
        ),
        migrations.AddField(
            model_name='leave',
            name='stay',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='leaves', to='shelter.stay'),
        ),
        migrations.AddField(
            model_name='extension',
            name='stay',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='extensions', to='shelter.stay'),
        ),
        migrations.AddField(
            model_name='tenancy',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='casefile.case'),
        ),
        migrations.AddField(
            model_name='rent',
            name='tenancy',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rents', to='shelter.tenancy'),
        ),
        migrations.AddField(
            model_name='finding',
            name='visit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='findings', to='shelter.visit'),
        ),
        migrations.AddField(
            model_name='waiting',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='casefile.case'),
        ),
        migrations.AddConstraint(
            model_name='area',
            constraint=models.UniqueConstraint(fields=('place', 'code'), name='shelter_area_code'),
        ),
        migrations.AddConstraint(
            model_name='bed',
            constraint=models.UniqueConstraint(fields=('area', 'label'), name='shelter_bed_label'),
        ),
        migrations.AddConstraint(
            model_name='given',
            constraint=models.UniqueConstraint(fields=('case', 'organisation', 'day', 'kind'), name='shelter_given_once'),
        ),
        migrations.AddConstraint(
            model_name='healthgiven',
            constraint=models.UniqueConstraint(fields=('case', 'organisation', 'day', 'kind'), name='shelter_health_given_once'),
        ),
        migrations.AddIndex(
            model_name='stay',
            index=models.Index(fields=['unit'], name='shelter_stay_unit'),
        ),
        migrations.AddConstraint(
            model_name='stay',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('cancelled_at__isnull', True)), expressions=[('bed', '='), ('period', '&&')], name='shelter_one_bed_one_person'),
        ),
        migrations.AddConstraint(
            model_name='stay',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('cancelled_at__isnull', True)), expressions=[('organisation', '='), ('case', '='), ('occupant', '='), ('period', '&&')], name='shelter_one_person_one_bed'),
        ),
        migrations.AddConstraint(
            model_name='stay',
            constraint=models.CheckConstraint(condition=models.Q(('bed__isnull', False), models.Q(('breach', ''), _negated=True), _connector='OR'), name='shelter_no_bed_is_a_breach'),
        ),
        migrations.AddConstraint(
            model_name='leave',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', 'refused'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='shelter_refusal_of_leave_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='rent',
            constraint=models.UniqueConstraint(fields=('tenancy', 'due_on'), name='shelter_rent_once'),
        ),
        migrations.AddConstraint(
            model_name='finding',
            constraint=models.UniqueConstraint(fields=('visit', 'standard'), name='shelter_finding_once'),
        ),
        migrations.AddConstraint(
            model_name='waiting',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('case', 'unit'), name='shelter_waits_once'),
        ),
    ]
