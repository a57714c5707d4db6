from django import forms

from sherwood.web.site.ui.fields import DayField, FilesField
from sherwood.web.site.ui.overtaking import OfRevision

DAY = "Leave it empty where the files say so themselves. Sherwood asks when it is in doubt."
CODE = "Only where the files hold the children of several councils."


class AboutExtract(forms.Form):
    as_at = DayField(label="The day the records are true of", required=False, help_text=DAY)
    council_code = forms.CharField(
        label="The council's code in the files", required=False, max_length=20, help_text=CODE
    )


class SendExtract(AboutExtract):
    files = FilesField(
        label="The files of the extract",
        help_text="CSV, Excel, XML, Parquet, or a zip of them; several at once.",
        error_messages={"required": "Choose the files of the extract."},
    )
    field_order = ["files", "as_at", "council_code"]


class LookAgain(OfRevision, AboutExtract):
    pass


class Publish(OfRevision):
    seen = forms.BooleanField(label="I have looked at what seems wrong", required=False)
