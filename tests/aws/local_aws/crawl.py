"""The runs of a Glue crawler: its state goes RUNNING, STOPPING, READY, and its last run SUCCEEDED, FAILED or CANCELLED."""

import logging
import threading
import time
import uuid

from moto.core.exceptions import JsonRESTError
from moto.core.utils import utcnow

from local_aws import pace, permissions, tables

ENDED = ("SUCCEEDED", "FAILED", "CANCELLED")

# How long a crawler tidies up after a crawl, in AWS's seconds.
STOPPING_SECONDS = 15


class Crawl:
    """What AWS keeps of one run."""

    def __init__(self, crawler) -> None:
        self.crawler = crawler
        self.crawl_id = str(uuid.uuid4())
        self.start_time = utcnow()
        self.end_time = None
        self.status = "RUNNING"
        self.message = None
        self.stopped = threading.Event()
        # As moto calls them, which lists the crawl too.
        self.log_group = tables.LOG_GROUP
        self.log_stream = crawler.name
        self.message_prefix = self.crawl_id

    def as_last_crawl(self) -> dict:
        answer = {
            "Status": self.status,
            "StartTime": self.start_time,
            "LogGroup": self.log_group,
            "LogStream": self.log_stream,
            "MessagePrefix": self.message_prefix,
        }
        if self.message is not None:
            answer["ErrorMessage"] = self.message
        return answer

    def as_dict(self) -> dict:
        answer = {"CrawlId": self.crawl_id, "State": self.status, "StartTime": self.start_time, "LogStream": self.crawler.name}
        if self.message is not None:
            answer["ErrorMessage"] = self.message
        return answer

    def run(self) -> None:
        outcome = "SUCCEEDED"
        try:
            if pace.work("crawl", self.stopped):
                tables.write(self.crawler)
            else:
                outcome = "CANCELLED"
        except permissions.Denied as denied:
            outcome, self.message = "FAILED", f"Insufficient permissions. {denied}"
        except tables.CrawlError as error:
            outcome, self.message = "FAILED", str(error)
        except Exception as error:
            logging.getLogger("crawl").exception("the crawl of %s broke", self.crawler.name)
            outcome, self.message = "FAILED", f"Internal Service Exception: {error!r}"
        self.status = "STOPPING"
        time.sleep(pace.shortened(STOPPING_SECONDS))
        self.end_time = utcnow()
        self.status = outcome


def start(crawler) -> None:
    """StartCrawler. Of two calls at one time one is refused, as on AWS."""
    with _starting:
        if crawler.status != "READY":
            raise JsonRESTError("CrawlerRunningException", f"Crawler with name {crawler.name} has already started")
        crawl = Crawl(crawler)
        crawler.crawls.append(crawl)
    threading.Thread(target=crawl.run, daemon=True).start()


_starting = threading.Lock()


def stop(crawler) -> None:
    """StopCrawler."""
    if crawler.status != "RUNNING":
        raise JsonRESTError("CrawlerNotRunningException", f"Crawler with name {crawler.name} isn't running")
    crawler.crawls[-1].stopped.set()


def state(crawler) -> str:
    """READY, RUNNING or STOPPING."""
    status = crawler.crawls[-1].status if crawler.crawls else "READY"
    return "READY" if status in ENDED else status
