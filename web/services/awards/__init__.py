"""奖状: certificates of final results, their numbers and codes, and everything that is handed out as a file."""

from web.printing.codes import normalise, spaced
from web.services.awards.departments import issue_department_certificates, issue_everything
from web.services.awards.issuing import issue_certificates
from web.services.awards.lookup import Answer, look_up
from web.services.awards.numbering import number_text
from web.services.awards.overview import (
    ContestAwards,
    contest_awards,
    faces_in_use,
    latest_job,
    register_lines,
    shelves,
)
from web.services.awards.own import own_pdf, single_pdf
from web.services.awards.printing import (
    preflight,
    print_all,
    print_bulletin,
    print_certificates,
    print_person,
    request_print,
    run_print,
)
from web.services.awards.replacing import reissue, void, wording_of
from web.services.awards.sample import sample_pdf
from web.services.exports import export_results
from web.services.printed_files import Made, newest_files, path_of

__all__ = [
    "Answer",
    "ContestAwards",
    "Made",
    "contest_awards",
    "export_results",
    "faces_in_use",
    "issue_certificates",
    "issue_department_certificates",
    "issue_everything",
    "latest_job",
    "look_up",
    "newest_files",
    "normalise",
    "number_text",
    "own_pdf",
    "path_of",
    "preflight",
    "print_all",
    "print_bulletin",
    "print_certificates",
    "print_person",
    "register_lines",
    "reissue",
    "request_print",
    "run_print",
    "sample_pdf",
    "shelves",
    "single_pdf",
    "spaced",
    "void",
    "wording_of",
]
