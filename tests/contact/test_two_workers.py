"""Two workers: each notice is one's alone until its lease ends, and what is sent stays sent.

Each worker is the true command with a mail server of its own, so that it is known who sent what.
A job's lease keeps the second worker from looking at all; where a test is about the lease of a
notice, that of the job has ended.
"""

import pytest

from tests.contact.smtp_faults import BEFORE_250, Shell, mail_server, shell, until, worker
from tests.project.processes import Site

LATE = {"takes it": "250 taken", "refuses it": "451 no"}


def test_two_workers_at_once_send_each_of_thirty_notices_once(own_site: Site) -> None:
    with mail_server() as mail, shell(own_site) as ask:
        owed = ask.owe(30)
        with worker(own_site, mail), worker(own_site, mail):
            all_sent(ask, owed)
            # One more look at the table, in which either could repeat what is sent.
            owed += ask.owe()
            until(lambda: (ask.look_now(), owed[-1] in mail.taken)[1], "a worker's next look")
    assert sorted(mail.taken) == sorted(owed)


def test_two_workers_in_the_same_table_at_once_send_each_notice_once(own_site: Site) -> None:
    """Past the job's lease: both read the same thirty, and the notices' leases part them."""
    with mail_server() as one, mail_server() as other, shell(own_site) as ask:
        owed = ask.owe(30)
        # Each waits in its first send until the other is in one too.
        one.hang_at = other.hang_at = BEFORE_250
        one.keeps_talking = other.keeps_talking = True
        with worker(own_site, one), worker(own_site, other):
            until(lambda: one.hanging.is_set() or other.hanging.is_set(), "one is at it")
            ask.job_leases_end()
            until(lambda: one.hanging.is_set() and other.hanging.is_set(), "both are at it")
            one.hang_at = other.hang_at = ""
            one.release.set()
            other.release.set()
            all_sent(ask, owed)
    assert one.taken
    assert other.taken
    assert sorted(one.taken + other.taken) == sorted(owed)


@pytest.mark.parametrize("late", LATE)
def test_a_hanging_workers_notice_is_sent_by_the_next_once_its_lease_has_ended(
    own_site: Site, late: str
) -> None:
    """And however the first one's send ends after that, the notice stays sent."""
    with mail_server() as slow, mail_server() as quick, shell(own_site) as ask:
        [held] = ask.owe()
        slow.hang_at, slow.keeps_talking = BEFORE_250, True
        with worker(own_site, slow):
            until(slow.hanging.is_set, "the first worker hangs in its send")
            assert slow.arrived == [held]
            ask.job_leases_end()
            with worker(own_site, quick):
                [other] = ask.owe()
                until(lambda: other in quick.taken, "the second worker sends what is free")
                assert held not in quick.arrived
                assert ask.notices()[held]["lease_is_live"]
                ask.leases_end()
                until(lambda: held in quick.taken, "it sends what has become free")
                until(lambda: ask.notices()[held]["sent"], "it says so")
                # Under the name that the first one gave it.
                assert quick.taken == [other, held]
            slow.hang_at, slow.answer = "", LATE[late]
            slow.release.set()
            until(slow.idle, "the first worker's send ends")
            # It alone is left: what it sends next shows that it has looked at everything.
            slow.answer = "250 taken"
            ask.retries_come()
            [last] = ask.owe()
            until(lambda: (ask.job_leases_end(), last in slow.taken)[1], "its next look")
            after = ask.notices()[held]
    assert after["sent"]
    assert (after["dead"], after["leased"]) == (None, None)
    assert (slow.arrived + quick.arrived).count(held) == 2


def test_a_worker_that_fails_late_does_not_end_the_lease_of_the_one_after_it(
    own_site: Site,
) -> None:
    """Else a third one sends what the second is sending."""
    with mail_server() as first, mail_server() as second, shell(own_site) as ask:
        [held] = ask.owe()
        first.hang_at = second.hang_at = BEFORE_250
        first.keeps_talking = second.keeps_talking = True
        with worker(own_site, first):
            until(first.hanging.is_set, "the first worker hangs in its send")
            ask.leases_end()
            with worker(own_site, second):
                until(second.hanging.is_set, "the second worker hangs in its send")
                assert ask.notices()[held]["lease_is_live"]
                first.hang_at, first.answer = "", "451 no"
                first.release.set()
                # It goes on to its next look once it has written down that it failed.
                [other] = ask.owe()
                ask.job_leases_end()
                until(lambda: other in first.arrived, "the first worker's next look")
                assert ask.notices()[held]["lease_is_live"]
                ask.retries_come()
                assert first.arrived.count(held) == 1


def all_sent(ask: Shell, owed: list[str]) -> None:
    def sent() -> bool:
        notices = ask.notices()
        return all(notices[known_as]["sent"] for known_as in owed)

    until(sent, "every notice is sent")
