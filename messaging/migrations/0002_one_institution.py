from django.db import migrations

from people.one_institution import same_institution

OF_A_TALK = ("talkparticipant", "talksubject", "talksection", "talkaction", "talkaddition")

# What is shared changes only by an addition. The owner may still erase, as the trail's triggers let it.
SHARED_STAYS = """
CREATE FUNCTION public.what_is_shared_stays() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public AS $$ BEGIN
    IF EXISTS (
        SELECT FROM messaging_talk WHERE id = OLD.talk_id AND shared_at IS NOT NULL
    ) AND NOT public._pgtrigger_should_ignore(TG_NAME) THEN
        RAISE EXCEPTION 'the talk is shared' USING ERRCODE = 'check_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER what_is_shared_stays BEFORE UPDATE OR DELETE ON messaging_talksection
FOR EACH ROW EXECUTE FUNCTION public.what_is_shared_stays();
CREATE TRIGGER who_took_part_stays BEFORE UPDATE OR DELETE ON messaging_talkparticipant
FOR EACH ROW EXECUTE FUNCTION public.what_is_shared_stays();
"""
GONE = """
DROP TRIGGER what_is_shared_stays ON messaging_talksection;
DROP TRIGGER who_took_part_stays ON messaging_talkparticipant;
DROP FUNCTION public.what_is_shared_stays()
"""


class Migration(migrations.Migration):
    dependencies = [("messaging", "0001_initial"), ("people", "0002_one_institution")]
    operations = [
        same_institution("messaging_talk", "child", "people_child"),
        same_institution("messaging_talk", "group", "people_childgroup"),
        *(same_institution(f"messaging_{part}", "talk", "messaging_talk") for part in OF_A_TALK),
        migrations.RunSQL(SHARED_STAYS, GONE),
    ]
