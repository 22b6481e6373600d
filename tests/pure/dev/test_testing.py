"""``make test`` tells the truth: no stage without tests, no hidden skip, one closing line."""

from collections import Counter

import pytest

from dev import pytest_report, stage, testing


def test_closing_line_sums_in_pytest_form():
    line = testing.closing_line(Counter(passed=312, skipped=2), 400.126, failed=False)
    assert line.strip("=") == " 312 passed, 2 skipped in 400.13s "


def test_closing_line_shows_an_error_when_a_stage_failed_without_a_failed_test():
    assert " 5 passed, 1 error " in testing.closing_line(Counter(passed=5), 1, failed=True)


def test_stage_without_tests_fails():
    assert stage.judge("innovasia_whatsapp", 5, {"counts": {}, "skips": []}, partial=False) == "no test ran"
    assert stage.judge("innovasia_whatsapp", 0, {"counts": {"passed": 0}, "skips": []}, partial=False) == "no test ran"


def test_stage_may_be_empty_when_only_a_part_is_asked_for():
    assert stage.judge("innovasia_whatsapp", 5, {"counts": {}, "skips": []}, partial=True) is None


def test_skip_in_our_own_tests_fails():
    result = {"counts": {"passed": 3, "skipped": 1}, "skips": ["test_x: not today"]}
    assert "not today" in stage.judge("server", 0, result, partial=False)


def test_missing_browser_fails_even_in_odoos_own_tests():
    result = {"counts": {"passed": 3, "skipped": 1}, "skips": ["test_tour: Chrome executable not found"]}
    assert "Chrome" in stage.judge("core", 0, result, partial=False)


def test_odoos_own_skips_are_theirs():
    result = {"counts": {"passed": 3, "skipped": 1}, "skips": ["test_y: website is not installed"]}
    assert stage.judge("core", 0, result, partial=False) is None


def test_failing_pytest_fails_the_stage():
    assert stage.judge("pure", 1, {"counts": {"passed": 3, "failed": 1}, "skips": []}, partial=False)


class Parent:
    def test_inherited(self):
        self.assertTrue(self)


class Child(Parent):
    def test_with_tour(self):
        self.start_tour("/odoo", "a_tour")

    def test_with_tour_in_helper(self):
        self._open_page()

    def test_without(self):
        self.assertTrue(self)

    def _open_page(self):
        self.browser_js("/odoo", "1")


@pytest.mark.parametrize(
    ("name", "expected"), [("test_with_tour", True), ("test_with_tour_in_helper", True), ("test_without", False)]
)
def test_tours_are_recognised(name, expected):
    assert pytest_report.opens_browser(Child, getattr(Child, name)) is expected


def test_inherited_tests_run_only_in_their_own_class():
    assert pytest_report.is_inherited(Child, Child.test_inherited)
    assert not pytest_report.is_inherited(Parent, Parent.test_inherited)
