"""Whether a page helped: how often each answer was given on a day, and nothing of who gave it."""

from datetime import timedelta

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.pages.article import ArticlePage

KEPT_DAYS = 400
"""A year, and a month to look back on it."""


class FeedbackManager(models.Manager["Feedback"]):
    def count_one(self, page: ArticlePage, revision: int, answer: str) -> None:
        """One more of this answer, whoever else counts at the same moment.

        Sends no signal: nothing that the public sees has changed, so nothing of ours is to think
        so and give up its cached pages.
        """
        today = {
            "page": page,
            "revision": revision,
            "language": page.locale.language_code,
            "on": timezone.localdate(),
            "answer": answer,
        }
        same = self.filter(**today)
        with transaction.atomic():
            if not same.update(times=F("times") + 1):
                # The first of the day makes the row; one that comes second in a race finds it.
                self.bulk_create([Feedback(**today)], ignore_conflicts=True)
                same.update(times=F("times") + 1)

    def forget_old(self) -> int:
        """Erase what is older than it is kept; returns how many rows."""
        before = timezone.localdate() - timedelta(days=KEPT_DAYS)
        erased, _each = self.filter(on__lt=before).delete()
        return erased


class Feedback(models.Model):
    """How often one answer was given to one revision of an article on one day.

    Two answers of one reader cannot be tied together: there is no reader in it. So a reason is
    counted beside the "no" that it explains, and is no second "no".
    """

    class Answer(models.TextChoices):
        YES = "yes", _("Yes")
        NO = "no", _("No")
        HARD = "hard", _("Hard to read")
        OTHERS = "others", _("Not about their situation")
        LACKING = "lacking", _("Does not say what they need to know")
        WRONG = "wrong", _("Something looks wrong")
        HELP = "help", _("They need help, not reading")

    REASONS = (Answer.HARD, Answer.OTHERS, Answer.LACKING, Answer.WRONG, Answer.HELP)

    page = models.ForeignKey(ArticlePage, on_delete=models.CASCADE, related_name="feedback")
    # A number and no key: the count stays when the revision is purged, and a unique constraint
    # takes two empty keys for different ones. 0 is a page that has no live revision.
    revision = models.PositiveBigIntegerField()
    language = models.CharField(max_length=10)
    on = models.DateField()
    answer = models.CharField(max_length=10, choices=Answer.choices)
    times = models.PositiveIntegerField(default=0)

    objects = FeedbackManager()
    # A page is not "used" by the answers about it.
    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["page", "revision", "language", "on", "answer"], name="feedback_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.answer}: {self.times} ({self.on})"
