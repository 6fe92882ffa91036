"""Models that the trail leaves out, each with its reason. A test fails on any other."""

UNTRACKED: dict[str, str] = {
    "sessions.Session": "sign-ins come and go; a session's content is no journal entry",
    "contenttypes.ContentType": "made by migrations from the code",
    "auth.Permission": "made by sync_roles from a table in the code",
    "admin.LogEntry": "the admin's own log; the trail below it records the change itself",
    "guardian.UserObjectPermission": "unused: rights belong to role groups only",
    "guardian.GroupObjectPermission": "unused: our permissions have a table of their own",
    "account.EmailConfirmation": "keys of allauth; the address itself is tracked",
    "people.SlipBatch": "a queue of work; the links it made are tracked",
    "usersessions.UserSession": "where somebody is signed in now; comes and goes with the session",
    "people.User_user_permissions": "unused: rights belong to role groups only",
    "auth.Group_permissions": "unused: no permission is held without an object",
    "people.Used": "how many letters an hour, kept for two days; the letters themselves are tracked",
    "audit.Denial": "a trail itself: written once, and the portal's role may not change it",
    "people.SensitiveRead": "a trail itself: written once, and the portal's role may not change it",
    "outbox.Notification": "a hint made from facts that are tracked; whether it was read is its own state",
    "outbox.Delivery": "a queue: each row says itself how often it was tried and what became of it",
    "duties.MovedDayOffer": "that one of the state's moved days was offered; what became of it is tracked",
    "outbox.Receipt": "kept for two days to know a form sent twice; what the form wrote is tracked",
    "pghistory.Context": "a part of the trail",
    "pghistory.Events": "a view over the trail",
}
