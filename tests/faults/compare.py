"""Asks `terraform validate` and `cfn-lint` about the faults in this folder, and writes `docs/faults.md`.

Each broken spec, and each good one that they were made of, is written as Terraform and as CloudFormation (`counterparts.py`). The good
ones are the control: of them both tools must say nothing, so what they say is of the fault. Where a broken spec and the nearest good
one come out the same, the fault cannot be expressed there, and the table has a dash.

    python3 compare.py            writes the table
    python3 compare.py --check    fails where the table is not what the tools say

`terraform` is taken from PATH or from KICKSTART_TERRAFORM, `cfn-lint` from the Python that runs this.
"""

import concurrent.futures
import difflib
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import tomllib

# Nothing is left in the checkout but the table.
sys.dont_write_bytecode = True

from counterparts import TERRAFORM_NEEDS, cloudformation, terraform

HERE = pathlib.Path(__file__).resolve().parent
DOCUMENT = HERE.parent.parent / "docs/faults.md"
TERRAFORM = os.environ.get("KICKSTART_TERRAFORM", "terraform")
# Of each tool's words for one fault, so many.
LONGEST = 110


class Spec:
    """A file of this folder, and what it comes to in the two other languages; none where it is not TOML."""

    def __init__(self, path):
        self.path, self.name = path, path.stem
        self.text = path.read_bytes().decode("utf-8", "replace")
        self.terraform = self.cloudformation = None
        try:
            spec = tomllib.loads(path.read_bytes().decode("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError):
            return
        self.terraform = terraform(spec)
        self.cloudformation = cloudformation(spec, self.query)

    def query(self, file):
        path = self.path.parent / file
        return path.read_text() if path.is_file() else None

    def lines(self):
        return [line for line in self.text.splitlines() if not re.match(r"^(#|--)", line)]


def specs(folder):
    return [Spec(path) for path in sorted(folder.glob("*.toml"))]


def nearest(fault, good):
    return max(good, key=lambda spec: difflib.SequenceMatcher(None, fault.lines(), spec.lines(), autojunk=False).ratio())


def run(*command, cwd, codes=(0,)):
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode not in codes:
        sys.exit(f"{' '.join(map(str, command))[:200]}: {done.returncode}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout


def ask_terraform(configurations, folder):
    """What `validate` says of each configuration. They are asked as modules of one root, since loading the provider takes seconds;
    those that need a provider of their own, after them, one by one."""
    said = {key: [] for key in configurations}
    # A module takes the provider of its root.
    usual = {key: {**configuration, "provider": None} for key, configuration in configurations.items()}
    left = {f"m{at}": key for at, key in enumerate(usual)}
    for module, key in left.items():
        (folder / module).mkdir()
        text = json.dumps({part: value for part, value in usual[key].items() if value is not None}, indent=1, ensure_ascii=False)
        (folder / module / "main.tf.json").write_text(text)
        for beside in ["data", "queries"]:
            (folder / module / beside).symlink_to(HERE / beside)
    while True:
        (folder / "main.tf.json").write_text(json.dumps({"module": {module: {"source": f"./{module}"} for module in left}}))
        loaded = subprocess.run([TERRAFORM, "init", "-backend=false", "-input=false"], cwd=folder, capture_output=True, check=False)
        stopped = set()
        for diagnostic in validate(folder):
            module = diagnostic.get("range", {}).get("filename", "").split("/")[0]
            if module not in left:
                sys.exit(f"not of a module: {diagnostic}")
            # That a module has a backend is our doing.
            if diagnostic["summary"] != "Backend configuration ignored":
                said[left[module]].append(in_words(diagnostic))
                stopped.add(module)
        if loaded.returncode == 0:
            break
        # One that cannot be loaded keeps the others from being looked at: they are asked again, without it.
        if not stopped:
            sys.exit(loaded.stderr.decode())
        for module in stopped:
            del left[module]
    for key, configuration in configurations.items():
        if is_usual(configuration["provider"]["aws"]):
            continue
        (folder / "main.tf.json").write_text(json.dumps({"terraform": TERRAFORM_NEEDS, "provider": configuration["provider"]}))
        said[key] += [in_words(diagnostic) for diagnostic in validate(folder)]
    return said


def is_usual(provider):
    return set(provider) == {"region"} and is_region(provider["region"])


def validate(folder):
    return json.loads(run(TERRAFORM, "validate", "-json", cwd=folder, codes=(0, 1)))["diagnostics"]


def in_words(diagnostic):
    return shortened(f"{diagnostic['summary']}: {diagnostic.get('detail', '')}")


def ask_cfn_lint(templates, folder):
    """What `cfn-lint` says of each template."""
    keys = {}
    for key, template in templates.items():
        path = folder / f"{len(keys)}.json"
        path.write_text(json.dumps(template, indent=1, ensure_ascii=False))
        keys[str(path)] = key
    said = {key: [] for key in templates}
    # A Region that it does not know ends the whole run: such a template is asked by itself.
    odd = [[path] for path, key in keys.items() if not is_region(region_of(templates[key]))]
    usual = [path for path in keys if [path] not in odd]
    cores = os.cpu_count() or 1
    with concurrent.futures.ThreadPoolExecutor(cores) as threads:
        for answers in threads.map(lambda paths: cfn_lint(paths, folder), [*(usual[core::cores] for core in range(cores)), *odd]):
            for path, words in answers:
                said[keys[path]].append(words)
    return said


def cfn_lint(paths, folder):
    """What `cfn-lint` says of some files: pairs of the file and the words."""
    command = [pathlib.Path(sys.executable).with_name("cfn-lint"), "--format", "json", *paths]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    # Its exit code has a bit for each level that it found; 32 is its own failure.
    if done.returncode == 32 and len(paths) == 1:
        return [(paths[0], shortened(done.stderr.split("ERROR - ")[-1].split(". ")[0]))]
    if done.returncode not in {0, 2, 4, 6, 8, 10, 12, 14}:
        sys.exit(f"cfn-lint: {done.returncode}: {done.stderr[-2000:]}")
    return [(match["Filename"], f"{match['Rule']['Id']}: {shortened(match['Message'])}") for match in json.loads(done.stdout)]


def region_of(template):
    return template.get("Metadata", {}).get("cfn-lint", {}).get("config", {}).get("regions", ["us-east-1"])[0]


def is_region(text):
    return re.fullmatch(r"[a-z]{2}-[a-z]+-\d", str(text)) is not None


def shortened(words):
    words = re.sub(r"\s+", " ", words).strip(" :")
    words = re.sub(r"/\S*?/(?=(data|queries)/)", "…/", words)
    words = re.sub(r"[^ -~“”‘’…]", "?", words)
    return words if len(words) <= LONGEST else words[:LONGEST].rsplit(" ", 1)[0] + " …"


def expected(spec):
    """The finding that the marks announce; the Rust test holds kickstart to it."""
    texts = [spec.text] + [spec.query(file) or "" for file in re.findall(r'query_file\s*=\s*"([^"]+)"', spec.text)]
    found = {f"{level}[{rule}]" for text in texts for level, rule in re.findall(r"(error|warning|note)\[([a-z0-9-]+)\](?:\s|$)", text)}
    (finding,) = found
    return finding


def cell(words):
    unique = list(dict.fromkeys(words))
    more = f" (and {len(unique) - 2} more)" if len(unique) > 2 else ""
    text = "; ".join(unique[:2]) + more if unique else "nothing"
    return text.replace("|", "\\|").replace("<", "&lt;")


def document(faults, rows):
    def count(column):
        possible = [row[column] for row in rows.values() if row[column] is not None]
        return f"{sum(bool(words) for words in possible)} of the {len(possible)}"

    answers = [[row["terraform"], row["cfn-lint"]] for row in rows.values()]
    nowhere = sum(answer == [None, None] for answer in answers)
    silent = sum(not any(answer) for answer in answers) - nowhere
    lines = [
        "# Faults, and who tells them",
        "",
        "<!-- Written by tests/faults/compare.py; do not edit. -->",
        "",
        f"`tests/faults` holds {len(faults)} broken specs. Each has one mistake that a person would make, and `kickstart lint` tells that one",
        "and nothing else, to the character: a test holds it. Two other checkers that run before a deployment were asked about the same",
        "mistakes, written in their own languages: Terraform (`terraform validate`, the AWS provider 5.100) and CloudFormation (`cfn-lint`",
        f"{cfn_lint_version()}).",
        "",
        f"- `kickstart lint` tells {len(faults)} of {len(faults)}; the specs were written for it, so this is no surprise.",
        f"- `terraform validate` says something of {count('terraform')} that can be expressed in Terraform.",
        f"- `cfn-lint` says something of {count('cfn-lint')} that can be expressed in CloudFormation.",
        f"- {silent} can be expressed in one of the two at least, and neither tool says a word; {nowhere} can be expressed in none.",
        "",
        "What to know before comparing:",
        "",
        "- The counterparts are generated from the broken spec by `tests/faults/counterparts.py`: plain resources with whatever the spec says",
        "  in the argument or property that it is for. The good specs that the faults were made of go the same way, and of those both tools",
        "  say nothing.",
        "- A dash: the counterpart of the broken spec is that of the good one, so the mistake cannot be made there (kickstart's own keys and",
        "  comments, its sandboxes; TOML's syntax, where HCL, JSON and YAML have one of their own that their tools check).",
        "- What a tool says may be of another thing than the cause, and still stop the mistake; it counts.",
        "- `terraform validate` does not look at backends, which `init` does, nor into queries or Personalize's schemas: the provider has no",
        "  resource for those, so they are text there. `terraform plan` was not asked: it needs an account.",
        "- Names are written out with an account's id in them. Where it is looked up, as most configurations do, Terraform cannot judge a name",
        "  before the plan.",
        "- What the first line of each file says of AWS comes from its documentation, not from an account.",
        "- Neither tool claims to know SQL or Amazon Personalize. This table is no verdict on them: use both.",
        "",
        "| fault | `kickstart lint` | `terraform validate` | `cfn-lint` |",
        "|---|---|---|---|",
    ]
    for name, row in rows.items():
        rule = re.sub(r"\[(.*)\]", r" [\1](rules/\1.md)", row["kickstart"])
        cells = ["–" if row[tool] is None else cell(row[tool]) for tool in ["terraform", "cfn-lint"]]
        lines.append(f"| [{name}](../tests/faults/{name}.toml) | {rule} | {cells[0]} | {cells[1]} |")
    how = "python3 -m venv target/cfn-lint && target/cfn-lint/bin/pip install --no-deps -r tests/faults/requirements.txt"
    lines += ["", "Written by", "", "```sh", how, "target/cfn-lint/bin/python tests/faults/compare.py", "```"]
    return "\n".join(lines) + "\n"


def cfn_lint_version():
    pins = (HERE / "requirements.txt").read_text()
    return re.search(r"^cfn-lint==(\S+)", pins, re.MULTILINE)[1]


def main():
    faults, good = specs(HERE), specs(HERE / "good")
    bases = {fault.name: nearest(fault, good) for fault in faults}
    said = {}
    for tool, ask, language in [("terraform", ask_terraform, "terraform"), ("cfn-lint", ask_cfn_lint, "cloudformation")]:
        # By spec and stage; of a fault, only those that differ from the good spec's.
        wanted = {("good", spec.name, stage): text for spec in good for stage, text in getattr(spec, language).items()}
        for fault in faults:
            usual = getattr(bases[fault.name], language)
            own = getattr(fault, language) or {}
            wanted |= {(fault.name, stage): text for stage, text in own.items() if text != usual.get(stage)}
        with tempfile.TemporaryDirectory() as folder:
            start = time.monotonic()
            answers = ask(wanted, pathlib.Path(folder))
        print(f"{tool}: {len(wanted)} configurations in {time.monotonic() - start:.0f} s", file=sys.stderr)
        said[tool] = {}
        for key, words in answers.items():
            if key[0] == "good" and words:
                sys.exit(f"the control fails: {tool} says of {key}: {words}")
            said[tool].setdefault(key[0], []).extend(words)
    rows = {fault.name: {"kickstart": expected(fault), **{tool: said[tool].get(fault.name) for tool in said}} for fault in faults}
    text = document(faults, rows)
    if "--check" not in sys.argv[1:]:
        DOCUMENT.write_text(text)
    elif text != DOCUMENT.read_text():
        sys.exit("".join(difflib.unified_diff(DOCUMENT.read_text().splitlines(True), text.splitlines(True), "docs/faults.md", "what the tools say")))


if __name__ == "__main__":
    main()
