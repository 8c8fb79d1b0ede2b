"""A worker may be killed at any moment: its notice still goes out, at most twice, under one name.

20 kills in a normal run, 1,000 with ORDEAL set in the environment. The mail server picks the
moment, as it alone knows how far a send has come.
"""

import os
import random
import signal
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future

from tests.contact.smtp_faults import (
    AFTER_250,
    BEFORE_250,
    CONNECT,
    MOMENTS,
    MailServer,
    Shell,
    mail_server,
    shell,
    until,
)
from tests.project.processes import Site

KILLS = 1000 if os.environ.get("ORDEAL") else 20
FROM_THE_START, IN_THE_CONVERSATION = "some time after the start", "some time after the connection"


def test_whenever_the_worker_is_killed_every_notice_goes_out_once_or_twice(own_site: Site) -> None:
    seed = int(os.environ.get("ORDEAL_SEED") or random.SystemRandom().randrange(10**6))
    chance = random.Random(seed)  # noqa: S311  (to be repeated, not to be secret)
    # Each moment in turn, so that a run of 20 has them all; then in an order of chance.
    kinds = [*MOMENTS, FROM_THE_START, IN_THE_CONVERSATION]
    moments = [kinds[number % len(kinds)] for number in range(KILLS)]
    chance.shuffle(moments)
    with mail_server() as mail, shell(own_site, mail) as ask:
        # Between send and mark, and before the send, by the command that operators run.
        for moment in (AFTER_250, BEFORE_250):
            said = f"seed {seed}, manage.py worker, killed {moment}"
            one_round(ask, mail, moment, 0, lambda: start_command(own_site, mail), said)
        for number, moment in enumerate(moments[2:]):
            delay = chance.uniform(0, 0.05)
            said = f"seed {seed}, round {number}, killed {moment} ({delay * 1000:.1f} ms)"
            one_round(ask, mail, moment, delay, lambda: start_fork(ask), said)
        notices = ask.notices()
        assert ask("say(sorted(IntakeRequest.objects.values_list('notices__id', flat=True)))") == (
            ask("say(sorted(Notice.objects.values_list('id', flat=True)))")
        ), seed
    assert len(notices) == KILLS, seed
    assert all(notice["sent"] and not notice["leased"] for notice in notices.values()), seed
    # One name a notice: the server knows no other, and none of them more than twice.
    copies = Counter(mail.arrived)
    assert set(copies) == set(notices), seed
    assert set(copies.values()) <= {1, 2}, (seed, copies.most_common(3))
    # The rounds did what they are for: some mails came twice, as the kill fell after the send.
    assert 2 in copies.values(), seed


Started = tuple[int, Callable[[], object]]


def one_round(
    ask: Shell,
    mail: MailServer,
    moment: str,
    delay: float,
    start: Callable[[], Started],
    said: str,
) -> None:
    """One request, one worker killed at that moment, and one worker that comes after it."""
    ask.leases_end()
    [owed] = ask.owe()
    victim: Future[int] = Future()
    done = threading.Event()

    def kill() -> None:
        os.kill(victim.result(60), signal.SIGKILL)
        done.set()

    def meet(reached: str) -> None:
        if reached == moment:
            kill()
        elif reached == CONNECT and moment == IN_THE_CONVERSATION:
            threading.Timer(delay, kill).start()

    mail.meet = once_each(meet)
    number, buried = start()
    victim.set_result(number)
    if moment == FROM_THE_START:
        threading.Timer(delay, kill).start()
    try:
        assert done.wait(60), f"the moment never came: {said}"
    finally:
        mail.meet = lambda reached: None
        if not done.is_set():
            os.kill(number, signal.SIGKILL)
        buried()
    # What the dead one had put on the wire still arrives.
    until(mail.idle, f"the conversation ends: {said}")
    held = ask.notices()[owed]
    assert held["sent"] or mail.taken.count(owed) <= 1, said
    if moment in MOMENTS and moment != AFTER_250:
        assert held["lease_is_live"], (said, held)
    if not held["sent"] and held["leased"]:
        # Until its time is over, nobody else sends it.
        assert ask("say(deliver())") == 0, said
    ask.leases_end()
    ask("deliver()")
    until(mail.idle, f"the conversation ends: {said}")
    after = ask.notices()[owed]
    assert after["sent"], (said, after)
    assert not after["leased"], (said, after)
    assert mail.arrived.count(owed) in (1, 2), (said, mail.arrived[-3:])


def once_each(meet: Callable[[str], None]) -> Callable[[str], None]:
    """`meet`, called only the first time that each moment comes."""
    met: set[str] = set()

    def first(reached: str) -> None:
        if reached not in met:
            met.add(reached)
            meet(reached)

    return first


def start_fork(ask: Shell) -> Started:
    child = ask.fork_worker()
    return child, lambda: ask.bury(child)


def start_command(site: Site, mail: MailServer) -> Started:
    process = site.start("manage.py", "worker", EMAIL_URL=mail.url)
    return process.pid, process.communicate
