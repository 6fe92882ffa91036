"""The journal: what, when, attendance, plans, days, assessment."""

from audit.field_classes.classes import HEALTH, INTERNAL, PERSONAL, Table

FIELDS: Table = {
    "duties.CalendarException": {INTERNAL: "id institution group day worked kind note"},
    "duties.MovedDayOffer": {INTERNAL: "id institution day"},
    "duties.Closure": {
        INTERNAL: "id institution group kind since until closed_at reopened_at",
        PERSONAL: "closed_by reopened_by reason",
    },
    "attendance.Register": {
        INTERNAL: "id institution group day version",
        PERSONAL: "first_confirmed_at first_confirmed_by late_reason saved_at saved_by",
    },
    "duties.CalendarCheck": {
        INTERNAL: "id institution school_year",
        PERSONAL: "checked_at checked_by",
    },
    "attendance.Mark": {
        INTERNAL: "id institution register day",
        PERSONAL: "child presence arrived_at left_at at_cutoff settled_at settled_by",
        HEALTH: "reason",
    },
    "attendance.AbsenceNotice": {
        INTERNAL: "id institution replaces",
        PERSONAL: "child since until reported_at reported_by ended_at ended_by",
        HEALTH: "reason",
    },
    "attendance.HealthNote": {INTERNAL: "id institution notice", HEALTH: "text"},
    "attendance.Reply": {
        INTERNAL: "id institution day",
        PERSONAL: "child replied_at replied_by",
        HEALTH: "choice",
    },
    "attendance.DoctorsNote": {
        INTERNAL: "id institution",
        PERSONAL: "child seen_by",
        HEALTH: "since until seen_on",
    },
    "attendance.GroupQuarantine": {
        INTERNAL: "id institution group since until declared_at ended_at",
        PERSONAL: "declared_by ended_by",
    },
    "attendance.CorrectionRequest": {
        INTERNAL: "id institution register day granted",
        PERSONAL: "child presence asked_at asked_by answered_at answered_by answer",
        HEALTH: "reason why",
    },
    "attendance.HeadCount": {
        INTERNAL: "id institution day cutoff_at taken_at letter letter_to letter_name attempts "
        "next_try_at settled_at",
    },
    "attendance.HeadCountLine": {
        INTERNAL: "id institution head_count group band children received",
        HEALTH: "diet_code",  # of a group, yet a single child may be behind it
    },
    "attendance.Clarification": {
        INTERNAL: "id institution",
        PERSONAL: "child since opened_at closed_at closed_by outcome",
    },
    "attendance.ClarificationStep": {
        INTERNAL: "id institution clarification",
        HEALTH: "note",
        PERSONAL: "kind day taken_at taken_by",
    },
    "manners.Report": {
        INTERNAL: "id institution kind outcome",
        PERSONAL: "subject_id author by role at reason sign note answer decided_at decided_by",
    },
    "manners.Stem": {
        INTERNAL: "id institution stem match severity category language exceptions note is_in_use",
    },
    "curriculum.Entry": {
        INTERNAL: "id institution kind code area stage number text first_year last_year",
    },
    "curriculum.Hidden": {INTERNAL: "id institution code first_year"},
    "curriculum.Specialism": {INTERNAL: "id institution area", PERSONAL: "user"},
    "planning.MonthPlan": {
        INTERNAL: "id institution group month continues_before is_template",
        PERSONAL: "opened_at opened_by submitted_at submitted_by template_said_at template_said_by",
    },
    "planning.PlanAmendment": {INTERNAL: "id institution plan", PERSONAL: "at by reason"},
    "planning.PlanSection": {
        INTERNAL: "id institution plan code version",
        PERSONAL: "text saved_at saved_by",
    },
    "planning.PlanChoice": {
        INTERNAL: "id institution plan kind area entry skill done_on",
        PERSONAL: "text added_at added_by voided_at voided_by",
    },
    "planning.PlanItem": {
        INTERNAL: "id institution plan kind own_kind area since until done_on",
        PERSONAL: "text added_at added_by voided_at voided_by",
    },
    "planning.PlanNote": {
        INTERNAL: "id institution plan version",
        # of how a single child learns and what it needs
        HEALTH: "text",
        PERSONAL: "child saved_at saved_by",
    },
    "activities.DayLog": {
        INTERNAL: "id institution group day",
        PERSONAL: "opened_at opened_by confirmed_at confirmed_by late_reason released_at",
    },
    "activities.DayEntry": {
        INTERNAL: "id institution log area skills choice item repeats version",
        PERSONAL: "title text saved_at saved_by added_at added_by voided_at voided_by",
    },
    "activities.EntryOutcome": {
        INTERNAL: "id institution entry choice",
        PERSONAL: "added_at added_by voided_at voided_by",
    },
    "activities.DayNote": {
        INTERNAL: "id institution log version",
        # from colleague to colleague: it may say how a single child was
        HEALTH: "text",
        PERSONAL: "saved_at saved_by",
    },
    "activities.DayAmendment": {INTERNAL: "id institution log entry", PERSONAL: "at by reason"},
    "activities.DayPhoto": {
        INTERNAL: "id institution log entry photo",
        PERSONAL: "alt source added_at added_by voided_at voided_by confirmed_at confirmed_by hidden_at",
    },
    # what parents and teachers said of a single child, its health among it
    "messaging.Talk": {
        INTERNAL: "id institution group",
        PERSONAL: "child day opened_at opened_by finished_at finished_by shared_at shared_by released_at"
        " voided_at voided_by",
    },
    "messaging.TalkParticipant": {
        INTERNAL: "id institution talk",
        PERSONAL: "user name is_guardian added_at added_by voided_at voided_by",
    },
    "messaging.TalkSubject": {
        INTERNAL: "id institution talk",
        HEALTH: "kind own_kind",
        PERSONAL: "added_at added_by voided_at voided_by",
    },
    "messaging.TalkSection": {
        INTERNAL: "id institution talk code version",
        HEALTH: "text",
        PERSONAL: "saved_at saved_by",
    },
    "messaging.TalkAction": {
        INTERNAL: "id institution talk",
        HEALTH: "text",
        PERSONAL: "user name due_on state settled_at settled_by added_at added_by voided_at voided_by",
    },
    "messaging.TalkAddition": {
        INTERNAL: "id institution talk",
        HEALTH: "text",
        PERSONAL: "at by is_remark",
    },
    # how a child learns
    "assessment.Assessment": {
        INTERNAL: "id institution outcome publication version",
        PERSONAL: "child day level comment evidence photo assessed_at assessed_by voided_at voided_by"
        " void_reason",
    },
    "assessment.Observation": {
        INTERNAL: "id institution publication version",
        PERSONAL: "child day text saved_at saved_by voided_at voided_by void_reason",
    },
    "assessment.Publication": {
        INTERNAL: "id institution version",
        PERSONAL: "child text saved_at saved_by published_at published_by released_at voided_at voided_by"
        " void_reason",
    },
}
