"""From a postcode to small area, authority and decile: the loader for official files, and what cases do with it."""

import io
import tracemalloc
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import Event
from audit.recording import SYSTEM
from cases.actions import cases as case_actions
from cases.actions import places
from cases.identity import actions as identity
from cases.identity.models import Child
from cases.models import Case, Deprivation, PlaceFile, Postcode
from cases.places import files
from cases.reference import places as loader
from cases.selectors import places as lookup
from common.dates import today
from common.errors import NotNow, Refused
from common.reference import BadReferenceFile
from tests import scenarios

IMD = "LSOA code ({}),LSOA name,Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOAs)"
LUTON, BEDFORD = "E06000032", "E06000055"


@pytest.fixture
def sample(db):
    loader.load_sample(by=SYSTEM)


def _file(tmp_path, *lines: str, name: str = "file.csv"):
    path = tmp_path / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8-sig")
    return path


def _load(path, **how):
    return loader.load(path, released_on=date(2026, 5, 1), by=SYSTEM, **how)


def _case(panel, postcode: str, **facts) -> Case:
    return scenarios.open_case(panel, child={"postcode": postcode}, **facts)


# --- the loader ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("pcd,pcd2,pcds,dointr,doterm,oscty,ced,oslaua,lsoa11,lsoa21,imd",
         "QX11AA,QX1  1AA,QX1 1AA,1980,,E99999999,,{},{a},{b},7"),
        ("pcd7,pcd8,pcds,dointr,doterm,laua,lsoa11", "QX1 1AA,QX1  1AA,QX1 1AA,1980,,{},{a}"),
        ("PCDS,LAD25CD,LSOA21CD,CTY25CD", "qx1 1aa,{},{b},E10000003"),
        ("pcds,oa21cd,lsoa21cd,ladcd,ladnm", "QX1 1AA,E00000001,{b},{},Luton"),
    ],
    ids=["directory of 2024", "lookup of 2019", "directory of 2025", "best fit"],
)  # fmt: skip
def test_the_official_files_are_read_by_their_columns(db, tmp_path, header, row):
    _load(_file(tmp_path, header, row.format(LUTON, a="E01000001", b="E01100001")))
    found = Postcode.objects.get()
    assert (found.code, found.district) == ("QX11AA", LUTON)
    assert found.lsoa_2011 in ("", "E01000001")
    assert found.lsoa_2021 in ("", "E01100001")
    assert found.lsoa_2011 or found.lsoa_2021
    assert found.county in ("", "E10000003")


@pytest.mark.parametrize(
    ("lines", "how", "words"),
    [
        (["a,b", "1,2"], {}, "no known lookup file"),
        ([""], {}, "no known lookup file"),
        (["pcds,oslaua,lsoa11", f"NOWHERE,{LUTON},E01000001"], {}, "line 2: column pcds: cannot use “NOWHERE”"),
        (["pcds,oslaua,lsoa11", f"QX1 1AA,{LUTON},E01000001", "QX1 1AB,Luton,"], {}, "line 3: column oslaua"),
        (["pcds,oslaua,lsoa11", "QX1 1AA"], {}, "line 2: columns are missing"),
        (["pcds,oslaua,lsoa11"], {}, "no row"),
        (["pcds,oslaua,lsoa11", f"QX1 1AA,{LUTON},"], {"edition": 2025}, "no edition"),
        (["pcds,oslaua,lsoa11", f"QX1 1AA,{LUTON},"], {"sha256": "0" * 64}, "checksum is"),
        ([IMD.format(2021), "E01100001,x,5"], {}, "say which edition"),
        ([IMD.format(2011), "E01100001,x,5"], {"edition": 2025}, "small areas of 2021"),
        ([IMD.format(2021), "E01100001,x,11"], {"edition": 2025}, "cannot use “11”"),
        ([IMD.format(2021), ",x,1"], {"edition": 2025}, "is empty"),
    ],
)
def test_a_file_that_cannot_be_used_changes_nothing_and_says_where(db, tmp_path, lines, how, words):
    with pytest.raises(BadReferenceFile, match=words):
        _load(_file(tmp_path, *lines), **how)
    assert not PlaceFile.objects.exists()
    assert not Postcode.objects.exists()


def test_the_same_file_twice_is_loaded_once_and_a_new_one_replaces_it(db, tmp_path):
    old = _file(tmp_path, "pcds,oslaua,lsoa11", f"QX1 1AA,{LUTON},E01000001", f"QX1 1AB,{LUTON},E01000001")
    made, new = _load(old, sha256=files.checksum(old).upper())
    assert (new, made.rows, len(made.sha256)) == (True, 2, 64)
    assert _load(old) == (made, False)
    _load(_file(tmp_path, "pcds,oslaua,lsoa11", f"QX1 1AA,{BEDFORD},E01000002", name="new.csv"))
    assert list(Postcode.objects.values_list("code", "district")) == [("QX11AA", BEDFORD)]
    assert Event.objects.filter(verb="reference_loaded").count() == 2


def test_editions_stand_side_by_side(sample):
    assert dict(Deprivation.objects.values_list("edition").distinct().values_list("edition", "edition")) == {
        2019: 2019,
        2025: 2025,
    }
    assert {(row.kind, row.edition, row.lsoa_year) for row in lookup.loaded()} == {
        ("postcodes", None, None),
        ("deprivation", 2019, 2011),
        ("deprivation", 2025, 2021),
    }


@pytest.mark.slow
def test_a_large_file_is_streamed(db, tmp_path):
    """Ten batches need no more memory than two."""

    def peak(rows: int) -> int:
        codes = (f"QX{n // 1000} {n // 100 % 10}{chr(65 + n // 10 % 10)}{chr(65 + n % 10)}" for n in range(rows))
        path = _file(tmp_path, "pcds,oslaua,lsoa11", *(f"{code},{LUTON},E01000001" for code in codes))
        tracemalloc.start()
        _load(path, batch=1000)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    small, large = peak(2000), peak(20_000)
    assert Postcode.objects.count() == 20_000
    assert large < small * 2


def test_the_command_says_what_it_did(db, tmp_path):
    path, told = _file(tmp_path, IMD.format(2021), "E01100001,x,5"), io.StringIO()
    call_command("load_places", path, "--released", "2025-10-30", "--edition", "2025", stdout=told)
    call_command("load_places", path, "--released", "2025-10-30", "--edition", "2025", stdout=told)
    assert "1 rows, edition 2025, released 2025-10-30, SHA-256" in told.getvalue()
    assert "nothing was changed" in told.getvalue()
    for wrong in ([], [path], [tmp_path / "none.csv", "--released", "2025-10-30"]):
        with pytest.raises(CommandError):
            call_command("load_places", *wrong)


def test_the_sample_cannot_be_real(sample):
    assert not Postcode.objects.exclude(code__startswith="Q").exists()  # no postcode area begins with Q
    assert not Postcode.objects.filter(lsoa_2011__lt="E01990000").exists()


# --- the case -----------------------------------------------------------------------------------------------------


def test_a_new_case_gets_area_and_decile_from_the_postcode(sample, panel):
    case = _case(panel, "QZ2 4AA", local_authority=None)
    assert (case.local_authority_id, case.imd_decile, case.imd_edition, case.lsoa_year) == (BEDFORD, 4, 2025, 2021)
    assert (case.place_source, case.placed_on) == ("lookup", today())
    assert Child.objects.get(case=case).lsoa.startswith("E0198")


def test_what_the_manager_said_about_the_area_stays(sample, panel):
    case = _case(panel, "QZ2 4AA", local_authority_id=LUTON)
    assert (case.local_authority_id, case.imd_decile) == (LUTON, 4)


def test_an_unknown_postcode_leaves_it_to_a_person(sample, panel, manager):
    case = _case(panel, "QX9 9ZZ")
    assert (case.imd_decile, case.place_source) == (None, "")
    with pytest.raises(NotNow, match="by hand"):
        places.look_up(case_id=case.pk, by=manager)
    case_actions.change_facts(case_id=case.pk, version=case.version, by=manager, imd_decile=9, imd_edition=2019)
    case.refresh_from_db()
    assert (case.place_source, case.placed_on, case.imd_edition) == ("hand", today(), 2019)


def test_an_older_edition_is_used_where_there_is_no_newer(sample, panel):
    Deprivation.objects.filter(edition=2025).delete()
    PlaceFile.objects.filter(edition=2025).delete()
    case = _case(panel, "QZ1 3AA")
    assert (case.imd_decile, case.imd_edition, case.lsoa_year) == (3, 2019, 2011)
    assert Child.objects.get(case=case).lsoa.startswith("E0199")


@pytest.mark.parametrize(
    ("postcode", "area", "decile", "source"),
    [("QZ2 7AA", BEDFORD, 7, "lookup"), ("qz27ab", BEDFORD, 7, "lookup"),
     ("QX9 9ZZ", LUTON, None, ""), ("", LUTON, None, "")],
)  # fmt: skip
def test_a_new_address_is_worked_out_in_the_same_action(sample, panel, manager, postcode, area, decile, source):
    case = _case(panel, "QZ1 1AA")
    child = Child.objects.get(case=case)
    changed = identity.set_child(case_id=case.pk, version=child.version, by=manager, postcode=postcode)
    case.refresh_from_db()
    assert (case.local_authority_id, case.imd_decile, case.place_source) == (area, decile, source)
    assert bool(changed.lsoa) == (source == "lookup")
    last = Event.objects.filter(verb="case_placed").order_by("-pk").first()
    assert "imd_decile" in last.details["fields"]
    assert postcode not in str(last.details) or not postcode


def test_what_was_entered_by_hand_stays_when_the_new_postcode_is_unknown(sample, panel, manager):
    case = _case(panel, "QX9 9ZZ")
    case_actions.change_facts(case_id=case.pk, version=case.version, by=manager, imd_decile=9)
    child = Child.objects.get(case=case)
    identity.set_child(case_id=case.pk, version=child.version, by=manager, postcode="QX9 9ZY")
    case.refresh_from_db()
    assert (case.imd_decile, case.place_source) == (9, "hand")


def test_the_decile_an_import_gives_is_not_overwritten(sample, panel):
    manager = scenarios.some_manager(panel)
    notification = scenarios.notified(panel, child={"postcode": "QZ1 1AA"})
    from cases.actions import triage

    case = triage.accept(
        notification_id=notification.pk, version=notification.version, by=manager, imd_decile=8, born_on=None
    )
    assert (case.imd_decile, case.imd_edition) == (8, None)


@pytest.mark.parametrize("role", ["doctor", "chair", "member", "key_worker"])
def test_only_the_manager_looks_up(sample, panel, person, role):
    case = _case(panel, "QZ1 1AA")
    with pytest.raises(Refused):
        places.look_up(case_id=case.pk, by=person(role, areas=panel.areas.all() if role == "doctor" else ()))


def test_the_notification_gets_its_area_from_the_postcode(sample, panel):
    assert (
        scenarios.notified(panel, local_authority=None, child={"postcode": "QZ3 1AA"}).local_authority_id == "E06000056"
    )
    assert scenarios.notified(panel, local_authority=None, child={"postcode": "QX1 1AA"}).local_authority is None
    elsewhere = scenarios.notified(
        panel, local_authority=None, resident_elsewhere="Leeds", child={"postcode": "QZ3 1AA"}
    )
    assert elsewhere.local_authority is None


def test_triage_says_when_postcode_and_area_disagree(sample, panel, manager, signed_in):
    notification = scenarios.notified(panel, local_authority_id=LUTON, child={"postcode": "QZ2 1AA"})
    page = signed_in(manager).get(reverse("cases:triage_one", args=[notification.pk])).content.decode()
    assert "The postcode lies in Bedford, but the notification says Luton" in page
    page = signed_in(manager).get(reverse("cases:triage_accept", args=[notification.pk])).content.decode()
    assert "The lookup says Bedford, deprivation decile" in page


def test_the_pages_say_where_a_decile_comes_from(sample, panel, manager, signed_in):
    case = _case(panel, "QZ1 1AA")
    client = signed_in(manager)
    assert (
        "index of 2025, small areas of 2021, from the postcode on"
        in client.get(reverse("cases:case", args=[case.pk])).content.decode()
    )
    assert "E0198" in client.get(reverse("cases:identity", args=[case.pk])).content.decode()
    answer = client.post(reverse("cases:look_up", args=[case.pk]))
    assert answer["Location"] == reverse("cases:identity", args=[case.pk])
    assert client.get(reverse("cases:look_up", args=[case.pk])).status_code == 405


def test_a_page_of_notifications_takes_as_many_queries_as_one(sample, panel, manager, signed_in):
    client, counts = signed_in(manager), []
    client.get(reverse("cases:triage"))  # what a session reads once
    for _ in range(2):
        for number in range(5):
            scenarios.notified(panel, child={"postcode": f"QZ1 {number}AA"})
        with CaptureQueriesContext(connection) as taken:
            client.get(reverse("cases:triage"))
        counts.append(len(taken))
    assert counts[0] == counts[1]
