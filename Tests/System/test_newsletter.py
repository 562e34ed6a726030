"""A newsletter, from a file of subscribers to the mailboxes."""

import email.utils
import random
import re
import string
import uuid

import requests

from instance import wait_for


def subscribers(count):
    """Rows of a file that is different every time."""
    letters = random.Random()
    for number in range(count):
        word = "".join(letters.choices(string.ascii_lowercase, k=8))
        yield f"{word}.{number}@{letters.choice(['example.com', 'mail.example.org', 'example.net'])}", f"{word.title()} {number}"


def import_csv(instance, content):
    return instance.post("/subscribers/import", content.encode(), headers={"Content-Type": "text/csv"})


def empty_audience(instance):
    """Suppresses everybody that other tests have brought in."""
    for subscriber in instance.list("/subscribers?status=confirmed&limit=200"):
        instance.post(f"/subscribers/{subscriber['id']}/suppress")


def test_every_subscriber_gets_exactly_one_well_formed_mail(instance, mail):
    empty_audience(instance)
    people = list(subscribers(1248))
    lines = ["name,email,city"]
    for number, (address, name) in enumerate(people):
        lines.append(f'"{name}, Ms ""{number}""",{address},Łódź')
    bad = {
        len(lines) + 1: "nobody,not-an-address,x",
        len(lines) + 2: "nobody,,x",
        len(lines) + 3: "nobody,two@signs@example.com,x",
        len(lines) + 4: "nobody,line@exa mple.com,x",
    }
    lines += bad.values()
    report = import_csv(instance, "\r\n".join(lines) + "\r\n")
    assert (report["imported"], report["updated"]) == (1248, 0)
    assert [row["line"] for row in report["rejected"]] == list(bad)
    assert all(row["reason"] for row in report["rejected"])

    again = import_csv(instance, "email\n" + people[0][0] + "\n")
    assert (again["imported"], again["updated"]) == (0, 1)

    suppressed = {address for address, _ in people[10:20]}
    for subscriber in instance.list("/subscribers?limit=200"):
        if subscriber["email"] in suppressed:
            instance.post(f"/subscribers/{subscriber['id']}/suppress")
    refused = {people[30][0], people[31][0]}
    for address in refused:
        mail.answers[address] = "550 5.1.1 no such mailbox"

    job = instance.newsletter(name="Wöchentliche Post")
    run = instance.ended(instance.post(f"/jobs/{job['id']}/run")["runId"], 120)

    expected = {address for address, _ in people} - suppressed - refused
    got = {address: count for address, count in mail.addresses().items() if address in {a for a, _ in people}}
    assert got == {address: 1 for address in expected}
    assert (run["recipients"], run["refused"], run["unconfirmed"]) == (len(expected), 2, 0)
    assert (run["status"], run["generated"], run["sent"]) == ("completed", True, True)
    content = instance.get(f"/contents/{run['contentRef']}")
    for address in list(expected)[:50]:
        [message] = mail.mails(address)
        assert not message.defects
        assert message["Subject"].startswith("Wöchentliche Post of ")
        assert message["To"].addresses[0].addr_spec == address
        assert email.utils.parsedate_to_datetime(message["Date"])
        assert message["Message-ID"] and message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert message.get_content_type() == "multipart/alternative"
        parts = {part.get_content_type(): part.get_content() for part in message.iter_parts()}
        assert list(parts) == ["text/plain", "text/html"]
        assert content["subject"].split(":")[0] in parts["text/plain"]
        assert "\n".join(content["text"].split("\n")[:3]) in parts["text/plain"].replace("\r\n", "\n")
    assert len({mail.mails(address)[0]["Message-ID"] for address in list(expected)[:50]}) == 50


def test_one_click_unsubscribes_for_good(instance, mail):
    empty_audience(instance)
    address = f"leaver.{uuid.uuid4().hex[:8]}@example.com"
    import_csv(instance, f"email\n{address}\n")
    job = instance.newsletter()
    instance.ended(instance.post(f"/jobs/{job['id']}/run")["runId"])
    [message] = mail.mails(address)
    [link] = re.findall(r"<(http[^>]+)>", message["List-Unsubscribe"])
    path = link.removeprefix(instance.api)

    page = requests.get(link, timeout=10)
    assert page.status_code == 200 and "form" in page.text
    assert instance.list("/subscribers?status=confirmed")[0]["email"] == address, "a look must not unsubscribe"
    assert requests.post(link, data={"List-Unsubscribe": "One-Click"}, timeout=10).status_code == 200
    assert requests.post(link, data={"List-Unsubscribe": "One-Click"}, timeout=10).status_code == 200
    forged = instance.api + path[:-6] + ("AAAAAA" if path[-6:] != "AAAAAA" else "BBBBBB")
    assert requests.post(forged, data={"List-Unsubscribe": "One-Click"}, timeout=10).status_code == 404

    wait_for(lambda: not instance.list("/subscribers?status=confirmed"), what="the unsubscription")
    run = instance.ended(instance.post(f"/jobs/{job['id']}/run")["runId"])
    assert (run["status"], run["sent"], run["recipients"]) == ("partial", False, 0)
    assert "nobody" in run["error"]
    assert len(mail.mails(address)) == 1
    # Importing the file once more does not bring people back who have left.
    import_csv(instance, f"email\n{address}\n")
    assert not instance.list("/subscribers?status=confirmed")


def test_what_was_generated_can_be_sent_later_once(instance, mail):
    empty_audience(instance)
    address = f"later.{uuid.uuid4().hex[:8]}@example.com"
    import_csv(instance, f"email\n{address}\n")
    job = instance.newsletter(tasks__publish__enabled=False)
    run = instance.post(f"/jobs/{job['id']}/run")["runId"]
    ended = instance.ended(run)
    assert (ended["status"], ended["generated"], ended["sent"], ended["recipients"]) == ("partial", True, False, 0)
    assert instance.get(f"/contents/{ended['contentRef']}")["html"]
    assert not mail.mails(address)

    instance.post(f"/runs/{run}/send")
    sent = instance.ended(run)
    assert (sent["status"], sent["sent"], sent["recipients"], sent["attempts"]) == ("completed", True, 1, 2)
    assert sent["contentRef"] == ended["contentRef"]
    refusal = instance.request("POST", f"/runs/{run}/send")
    assert (refusal.status_code, refusal.json()["code"]) == (409, "invalid_state")
    assert len(mail.mails(address)) == 1


def test_a_list_is_an_audience(instance, mail):
    empty_audience(instance)
    inside, outside = (f"{word}.{uuid.uuid4().hex[:8]}@example.com" for word in ("inside", "outside"))
    chosen = instance.post("/lists", {"name": "Chosen"})["id"]
    report = instance.post(
        f"/subscribers/import?list={chosen}", f"email\n{inside}\n".encode(), headers={"Content-Type": "text/csv"}
    )
    assert report["imported"] == 1
    import_csv(instance, f"email\n{outside}\n")
    job = instance.newsletter(tasks__publish__audience=chosen)
    run = instance.ended(instance.post(f"/jobs/{job['id']}/run")["runId"])
    assert (run["status"], run["recipients"]) == ("completed", 1)
    assert len(mail.mails(inside)) == 1 and not mail.mails(outside)


def test_trying_out_leaves_no_trace(instance, mail):
    runs = len(instance.list("/runs?limit=200"))
    preview = instance.post("/jobs/preview", {"tasks": {"generate": {"prompt": "Night skies", "maxItems": 2}}})
    assert preview["subject"] and "<h" in preview["html"] and preview["text"] and preview["provider"] == "offline"
    job = instance.newsletter(status="draft")
    address = f"tester.{uuid.uuid4().hex[:8]}@example.com"
    assert instance.post(f"/jobs/{job['id']}/test", {"to": address})["outcome"] == "sent"
    assert len(mail.mails(address)) == 1
    assert len(instance.list("/runs?limit=200")) == runs
    assert address not in {subscriber["email"] for subscriber in instance.list("/subscribers?limit=200")}
