/* When what has not reached the server is sent again: soon after a failed try (a phone is «online» before its routes
   work), then ever more rarely; anew with each success and when the connection is back. The page gives how it sends all
   that failed, and nothing that is on its way; it gets again (now), wait (it failed), anew (it went well). */
"use strict";

function retrying(send) {
  const PAUSES = [1000, 2000, 4000, 8000, 15000];
  let tries = 0, next; /* one next try for all that failed */

  function again() { if (navigator.onLine) send(); else wait(); }
  function wait() { next ??= setTimeout(() => { next = undefined; again(); }, PAUSES[Math.min(tries++, PAUSES.length - 1)]); }
  function anew() { clearTimeout(next); next = undefined; tries = 0; again(); }

  addEventListener("online", anew);
  return { again, wait, anew };
}
