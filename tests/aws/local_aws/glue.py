"""Glue: classifiers, and crawlers that crawl."""

from moto.core.exceptions import JsonRESTError
from moto.core.responses import ActionResult, EmptyResult
from moto.core.utils import utcnow
from moto.glue.models import FakeCrawler
from moto.glue.responses import GlueResponse

from local_aws import crawl

KINDS = ("CsvClassifier", "GrokClassifier", "JsonClassifier", "XMLClassifier")


def install() -> None:
    GlueResponse.create_classifier = _create_classifier
    GlueResponse.get_classifier = _get_classifier
    GlueResponse.update_classifier = _update_classifier
    GlueResponse.delete_classifier = _delete_classifier
    GlueResponse.get_classifiers = _get_classifiers
    GlueResponse.update_crawler = _update_crawler
    FakeCrawler.start_crawler = crawl.start
    FakeCrawler.stop_crawler = crawl.stop
    FakeCrawler.status = property(crawl.state)
    FakeCrawler.as_dict = _with_last_crawl(FakeCrawler.as_dict)


def classifiers(backend) -> dict[str, dict]:
    """The classifiers of an account and region by name, each as the API shows it."""
    return backend.__dict__.setdefault("classifiers", {})


def _create_classifier(self):
    kind, definition = _requested(self, {f"{kind}Create": kind for kind in KINDS} | {kind: kind for kind in KINDS})
    known = classifiers(self.glue_backend)
    if definition["Name"] in known:
        raise JsonRESTError("AlreadyExistsException", f"Classifier {definition['Name']} already exists")
    known[definition["Name"]] = {kind: {**definition, "CreationTime": utcnow(), "LastUpdated": utcnow(), "Version": 1}}
    return EmptyResult()


def _update_classifier(self):
    kind, definition = _requested(self, {kind: kind for kind in KINDS})
    stored = _known(self, definition["Name"])[kind]
    stored.update(definition, LastUpdated=utcnow(), Version=stored["Version"] + 1)
    return EmptyResult()


def _get_classifier(self):
    return ActionResult({"Classifier": _known(self, self._get_param("Name"))})


def _get_classifiers(self):
    return ActionResult({"Classifiers": list(classifiers(self.glue_backend).values())})


def _delete_classifier(self):
    name = self._get_param("Name")
    _known(self, name)
    del classifiers(self.glue_backend)[name]
    return EmptyResult()


def _requested(self, kinds: dict[str, str]) -> tuple[str, dict]:
    for parameter, kind in kinds.items():
        if self._get_param(parameter):
            return kind, self._get_param(parameter)
    raise JsonRESTError("InvalidInputException", "A classifier needs a definition")


def _known(self, name: str) -> dict:
    try:
        return classifiers(self.glue_backend)[name]
    except KeyError:
        raise JsonRESTError("EntityNotFoundException", f"Classifier {name} not found") from None


# Parameter of UpdateCrawler: attribute of moto's crawler.
UPDATABLE = {
    "Role": "role",
    "DatabaseName": "database_name",
    "Description": "description",
    "Targets": "targets",
    "Schedule": "schedule",
    "Classifiers": "classifiers",
    "TablePrefix": "table_prefix",
    "SchemaChangePolicy": "schema_change_policy",
    "RecrawlPolicy": "recrawl_policy",
    "LineageConfiguration": "lineage_configuration",
    "Configuration": "configuration",
    "CrawlerSecurityConfiguration": "crawler_security_configuration",
}


def _update_crawler(self):
    crawler = self.glue_backend.get_crawler(self._get_param("Name"))
    if crawler.status != "READY":
        raise JsonRESTError("CrawlerRunningException", f"Crawler with name {crawler.name} is running")
    for parameter, attribute in UPDATABLE.items():
        if self._get_param(parameter) is not None:
            setattr(crawler, attribute, self._get_param(parameter))
    crawler.version += 1
    crawler.last_updated = utcnow()
    return EmptyResult()


def _with_last_crawl(original):
    """AWS shows the last crawl that ended, with its outcome; moto shows the running one, and calls success COMPLETED."""

    def as_dict(self):
        answer = original(self)
        answer.pop("LastCrawl", None)
        ended = [one for one in self.crawls if one.status in crawl.ENDED]
        if ended:
            answer["LastCrawl"] = ended[-1].as_last_crawl()
        return answer

    return as_dict
