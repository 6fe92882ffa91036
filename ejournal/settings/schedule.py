"""What the beat wakes, and how often in seconds."""

CELERY_BEAT_SCHEDULE = {  # each is harmless when it comes twice, and none is missed for good
    "deliver": {"task": "outbox.tasks.relay", "schedule": 15, "options": {"expires": 150}},
    "release": {"task": "outbox.tasks.release", "schedule": 10, "options": {"expires": 100}},
    "send_links": {"task": "people.tasks.send_links", "schedule": 15, "options": {"expires": 150}},
    "work": {"task": "documents.tasks.work", "schedule": 30, "options": {"expires": 300}},
    "make_photos": {
        "task": "documents.tasks.make_photos",
        "schedule": 60,
        "options": {"expires": 600},
    },
    "forget_files": {
        "task": "documents.tasks.forget",
        "schedule": 3600,
        "options": {"expires": 36000},
    },
    "forget_photos": {
        "task": "activities.tasks.forget_photos",
        "schedule": 3600,
        "options": {"expires": 36000},
    },
    "remind_of_restrictions": {
        "task": "people.tasks.remind_of_restrictions",
        "schedule": 3600,
        "options": {"expires": 36000},
    },
    "close_ended": {
        "task": "people.tasks.close_ended",
        "schedule": 300,
        "options": {"expires": 3000},
    },
    "lay_down_moved_days": {
        "task": "duties.tasks.lay_down_moved_days",
        "schedule": 43200,
        "options": {"expires": 432000},
    },
    "remind": {"task": "duties.tasks.remind", "schedule": 60, "options": {"expires": 600}},
    "ask": {"task": "attendance.tasks.ask", "schedule": 60, "options": {"expires": 600}},
    "count": {"task": "attendance.tasks.count", "schedule": 30, "options": {"expires": 300}},
    "send_counts": {
        "task": "attendance.tasks.send_counts",
        "schedule": 60,
        "options": {"expires": 600},
    },
    "clarify": {
        "task": "attendance.tasks.clarify",
        "schedule": 1800,
        "options": {"expires": 18000},
    },
    "forget": {"task": "outbox.tasks.forget", "schedule": 3600, "options": {"expires": 36000}},
    "forget_sessions": {
        "task": "people.tasks.forget",
        "schedule": 3600,
        "options": {"expires": 36000},
    },
}
