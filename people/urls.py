from django.urls import include, path

from people import views
from people.contacts import views as contacts
from people.devices import urls as devices
from people.entering import urls as entering
from people.keys import own_views
from people.keys import urls as keys

app_name = "people"
urlpatterns = [
    path("account/", views.account, name="account"),
    path("account/role/", views.act_as, name="act_as"),
    path("account/form/", views.send_on, name="send_on"),
    path("account/contacts/", contacts.contacts, name="contacts"),
    path("account/contacts/email/", contacts.email, name="contacts_email"),
    path("account/contacts/phone/", contacts.phone, name="contacts_phone"),
    path("account/contacts/<int:pk>/accept/", contacts.accept, name="contacts_accept"),
    path("account/contacts/<int:pk>/drop/", contacts.drop, name="contacts_drop"),
    path("account/sessions/", own_views.sessions, name="sessions"),
    path("account/sessions/end/", own_views.end_other_sessions, name="end_other_sessions"),
    path("account/sessions/<int:pk>/end/", own_views.end_session, name="end_session"),
    path("account/joining/", own_views.joinings, name="joining"),
    path("account/joining/<int:pk>/", own_views.decide_joining, name="decide_joining"),
    path("account/compromised/", own_views.compromised, name="compromised"),
    path("account/locked/", own_views.locked, name="locked"),
    path("", include(devices.urlpatterns)),
    path("people/", include(entering.urlpatterns)),
    path("people/", include(keys.urlpatterns)),
]
